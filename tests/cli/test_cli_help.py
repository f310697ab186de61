"""All that the command says by itself is Chinese: help pages, wrong calls, whatever stops it."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest
from click.testing import Result

from drafter.cli import main
from drafter.cli.helptext import width, wrap
from drafter.cli.main import cli
from drafter.errors import DrafterError, MissingExtra

HANZI = re.compile(r"[\u3400-\u9fff]")
# Two Latin words in a row, once names and identifiers are out of the way, are English.
ENGLISH = re.compile(r"[A-Za-z]{2,}[,.:;]? [A-Za-z]{2,}")
CLICK_WORDS = re.compile(
    r"(?i:\b(?:usage|options?|commands?|arguments?|error|aborted|default|required|deprecated|missing|invalid|value|show)\b)"
    r"|\b(?:TEXT|INTEGER|FLOAT|BOOLEAN|PATH|FILE(?:NAME)?|DIR(?:ECTORY)?|FILES|DRAFT|OPTIONS|COMMAND|ARGS)\b"
)
NOWHERE = "没有这个文件夹/没有这份讲话.txt"


def english(text: str) -> list[str]:
    """The English left in what the command said, lines of it; [] when there is none."""
    found = []
    for line in text.splitlines():
        bare = re.sub(r"^  [a-z]+(?=  )", "", line)  # a command in a list
        bare = re.sub(r"--?[a-z][a-z-]*", "", bare)  # option names
        bare = re.sub(r"\bdrafter(?: [a-z]+)*(?: [A-Z.a-z/_-]+)*", "", bare)  # a command to type
        bare = re.sub(r"'[^']*'|“[^”]*”|\[[a-z|]+\]", "", bare)  # quoted input, choices
        bare = re.sub(r"\b[\w-]+\.(?:yaml|txt|md|docx|html|py)\b", "", bare)
        # An identifier beside its Chinese explanation (headings 只有标题) stands alone among Chinese.
        alone = re.search(r"[A-Za-z]{4,}", bare) and not HANZI.search(line)
        if ENGLISH.search(bare) or CLICK_WORDS.search(bare) or alone:
            found.append(line)
    return found


def walk() -> Iterator[tuple[str, click.Command]]:
    """Every command and sub-command with its path, as typed: "phrases list"."""

    def down(path: list[str], command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield " ".join(path), command
        if isinstance(command, click.Group):
            ctx = click.Context(command)
            for name in command.list_commands(ctx):
                with suppress(ImportError):  # one broken command fails a test of its own, not the collection
                    below = command.get_command(ctx, name)
                    assert below is not None, f"{name} is listed but can't be had"
                    yield from down([*path, name], below)

    yield from down([], cli)


COMMANDS = dict(walk())


def wrong_calls(command: click.Command) -> dict[str, list[str]]:
    """Calls of one command that cannot be right, by what is wrong with them."""
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option)]
    given = [str(n) for a in arguments for n in range(a.nargs if a.nargs > 0 else 1)]
    calls = {"unknown option": ["--no-such-option"], "misspelt option": ["--hepl"]}
    if isinstance(command, click.Group):
        return calls | {"no command": [], "unknown command": ["nosuch"], "value for a flag": ["--help=3"]}
    if any(p.required for p in command.params):
        calls["nothing given"] = []
    for option in options:
        name = max(option.opts, key=len)
        if not option.is_flag and not option.count:
            calls[f"{name} without a value"] = [*given, name]
        else:
            calls[f"{name} with a value"] = [*given, f"{name}=1"]
        if isinstance(option.type, click.Choice) or option.type.name in {"integer", "integer range"}:
            calls[f"{name} with a bad value"] = [*given, name, "不是"]
        if isinstance(option.type, click.types.IntRange):
            calls[f"{name} out of range"] = [*given, name, "-99"]
        if isinstance(option.type, click.Path) and option.type.exists:
            calls[f"{name} of nowhere"] = [*given, name, NOWHERE]
        if name == "--date":
            calls["a date that is none"] = [*given, name, "2026-02-30"]
    if all(a.nargs > 0 for a in arguments):
        calls["too many arguments"] = [*given, "多余", "更多", "还有"]
    if any(isinstance(a.type, click.Path) or a.name in {"file", "files", "paths", "draft"} for a in arguments):
        calls["missing file"] = [NOWHERE]
    return calls


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_listed_command_can_be_had(name: str) -> None:
    assert isinstance(cli.get_command(click.Context(cli), name), click.Command)


@pytest.mark.parametrize("path", COMMANDS)
def test_help_is_chinese(path: str, run: Callable[..., Result]) -> None:
    for flag in ("--help", "-h"):
        result = run(*path.split(), flag)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"用法：drafter {path}".rstrip())
        assert english(result.stdout) == []
    assert COMMANDS[path].help


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_is_explained_in_chinese(path: str) -> None:
    for param in COMMANDS[path].params:
        if isinstance(param, click.Option):
            assert param.help, f"{param.opts} says nothing"
            assert HANZI.search(param.help)


@pytest.mark.parametrize(
    ("path", "what"), [(path, what) for path, command in COMMANDS.items() for what in wrong_calls(command)]
)
def test_wrong_call_gets_chinese_and_status_2(
    path: str, what: str, run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*path.split(), *wrong_calls(COMMANDS[path])[what])
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert english(result.stderr) == []
    lines = result.stderr.splitlines()
    if what != "no command":  # that prints the help page
        assert re.match("错误：.", lines[-1])
        # One line says it all; `fill` without a terminal lists before it what is missing.
        assert len(lines) == 1 or (path == "fill" and all(line.startswith("缺 ") for line in lines[:-1]))
    assert list(tmp_path.iterdir()) == []


def test_every_command_has_at_least_six_wrong_calls_between_help_and_files() -> None:
    few = {path: len(wrong_calls(c)) for path, c in COMMANDS.items() if len(wrong_calls(c)) < 5}
    assert few == {}


@pytest.mark.parametrize(
    ("arguments", "nearest"), [(["outlin"], "outline"), (["--debgu"], "--debug"), (["profile", "shwo"], "show")]
)
def test_misspelt_names_get_the_nearest(arguments: list[str], nearest: str, run: Callable[..., Result]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert nearest in result.stderr


def test_english_is_found_where_there_is_some() -> None:
    assert english("Usage: drafter outline [OPTIONS]")
    assert english("  --seed INTEGER  换一个数")
    assert english("错误：No such file or directory")
    assert not english("错误：没有 '--them' 这个选项。是不是要写 '--theme'？用法见 drafter outline --help")


# ----------------------------------------------------------------------------------- what stops the program


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Gives the program a command `fail` that stops with an exception of the test's choice."""

    def install(error: BaseException) -> None:
        @click.command()
        def command() -> None:
            raise error

        module = types.ModuleType("failing_command")
        module.command = command  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "failing_command", module)
        monkeypatch.setitem(main.COMMANDS, "fail", ("failing_command", "出错"))

    return install


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (DrafterError("bank.yaml 第3行：重复"), 2, "错误：bank.yaml 第3行：重复\n"),
        (MissingExtra("读 Word", "word"), 2, "错误：读 Word需要附加组件，请先安装：pip install 'drafter[word]'\n"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), 2, "错误：/x：读写失败（没有权限）\n"),
        (click.ClickException("不行"), 2, "错误：不行\n"),
        (click.FileError("草稿.yaml", "没有权限"), 2, "错误：文件 '草稿.yaml' 打不开：没有权限\n"),
        (click.Abort(), 130, "已中断\n"),
        (KeyboardInterrupt(), 130, "\n已中断\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 141, ""),
    ],
)
def test_what_stops_the_program_is_one_line(
    error: BaseException, status: int, said: str, failing: Callable[[BaseException], None], run: Callable[..., Result]
) -> None:
    failing(error)
    result = run("fail")
    assert (result.exit_code, result.stderr, result.stdout) == (status, said, "")


def test_an_error_of_ours_hides_its_traceback_until_asked(
    failing: Callable[[BaseException], None], run: Callable[..., Result]
) -> None:
    failing(KeyError("no such thing"))
    plain = run("fail")
    assert plain.exit_code == 2
    assert re.fullmatch(r"错误：程序内部出错（KeyError）.*--debug.*\n", plain.stderr)
    debug = run("--debug", "fail")
    assert debug.exit_code == 2
    assert "Traceback" in debug.stderr
    assert "no such thing" in debug.stderr


def drafter(*arguments: str, **extra: object) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "drafter.cli.main", *arguments], capture_output=True, timeout=60, **extra  # type: ignore[call-overload]
    )  # fmt: skip


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_speaks_utf8_chinese_whatever_the_locale(locale: str) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in {"LANG", "PYTHONUTF8", "PYTHONIOENCODING"}}
    for extra in ({}, {"PYTHONIOENCODING": "ascii"}, {"LANGUAGE": "en", "PYTHONIOENCODING": "latin-1"}):
        result = drafter("--help", env={**bare, "LC_ALL": locale, **extra})
        assert "用法：drafter [选项]" in result.stdout.decode("utf-8")
        wrong = drafter("没有", env={**bare, "LC_ALL": locale, **extra})
        assert "错误：没有 '没有' 这个命令" in wrong.stderr.decode("utf-8")


def test_help_loads_nothing_heavy() -> None:
    """`drafter --help` imports click and the frame, nothing that a command needs."""
    code = (
        "import sys\nfrom drafter.cli.main import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(m for m in sys.modules), sep='\\n')"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    loaded = set(out.stdout.split("LOADED\n")[1].split())
    assert "click" in loaded
    heavy = {"yaml", "jinja2", "rjieba", "docx", "opencc", "ahocorasick_rs", "lxml", "sqlite3", "concurrent.futures"}
    assert loaded & heavy == set()
    ours = {m for m in loaded if m.startswith("drafter")}
    frame = {"drafter.cli", "drafter.cli.main", "drafter.cli.chinese", "drafter.cli.helptext"}
    assert ours <= {"drafter", "drafter.errors", *frame}


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_reader_that_leaves_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        process = subprocess.run(
            [sys.executable, "-m", "drafter.cli.main", "--help"], stdout=write, stderr=subprocess.PIPE, timeout=60
        )
    finally:
        os.close(write)
    assert (process.returncode, process.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_once() -> None:
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "drafter.cli.main", "--help"], stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert process.returncode == 2
    assert process.stderr.decode("utf-8") == "错误：读写失败（磁盘满了）\n"


# ------------------------------------------------------------------------------------------ the help page


def test_lines_break_where_chinese_may_be_broken() -> None:
    text = "可以写几次，后写的优先；见 drafter templates list。"
    lines = list(wrap(text, 20))
    assert all(width(line) <= 20 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[0] in "，。；：）”" for line in lines)


def test_columns_stand_straight(run: Callable[..., Result]) -> None:
    rows = [line for line in run("--help").stdout.splitlines() if line.startswith("  ") and HANZI.search(line)]
    assert {width(re.split(r"(?<=\S) {2,}", row)[0]) for row in rows}  # there are rows at all
    commands = [row for row in rows if re.match(r"  [a-z]+  ", row)]
    assert len({width(row[: HANZI.search(row).start()]) for row in commands}) == 1  # type: ignore[union-attr]
