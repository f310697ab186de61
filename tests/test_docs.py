"""The documentation cannot lie: every console block of both READMEs is run and compared, the sample files included.

A transcript is a line `$ drafter …` in a ```console block and what follows up to the next one; a line `…` stands for
any number of lines. A ```text block with a file name behind it is a file of that name. A comment
`<!-- typed: 姓名=林向东 | 标题= -->` before a console block holds what a person at a terminal types in it, and at which
questions.

When the bank or a message has changed on purpose, `python tests/test_docs.py` writes the new outputs into both
READMEs, cut where they were cut; the diff is for a person to read.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from drafter.cli import fill
from drafter.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parent.parent
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
if not all(path.exists() for path in READMES.values()):
    pytest.skip("not in a checkout", allow_module_level=True)

TEXT = {language: path.read_text(encoding="utf-8") for language, path in READMES.items()}
BLOCK = re.compile(r"^(?:<!-- typed: (.*) -->\n)?```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEEDS = ("opencc", "rjieba", "ahocorasick_rs", "docx")


@dataclass(frozen=True)
class Transcript:
    """One command of a README and what it is said to print; `typed`: what a person types, None without one."""

    language: str
    number: int
    command: str
    output: str
    typed: str | None = None


def blocks(text: str, kind: str) -> Iterator[tuple[str, str]]:
    """(name or what is typed, content) of every fenced block of a kind."""
    for typed, found, name, content in BLOCK.findall(text):
        if found == kind:
            yield typed or name, content


def transcripts(language: str) -> list[Transcript]:
    found: list[Transcript] = []
    for typed, content in blocks(TEXT[language], "console"):
        for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Transcript(language, len(found) + 1, command, output, typed or None))
    return found


def dialogue(typed: str) -> list[tuple[str, str]]:
    """(question, answer) of every pair: "姓名=林向东 | 标题=" → [(姓名, 林向东), (标题, "")]."""
    pairs = [pair.strip().partition("=") for pair in typed.split("|")]
    return [(question, answer) for question, _, answer in pairs]


ALL = [t for language in TEXT for t in transcripts(language)]


def fits(shown: str, real: str) -> bool:
    """Whether a real output is the shown one, each line `…` of which stands for any number of lines."""
    pieces = [re.escape(piece) for piece in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*?".join(pieces), real) is not None


def play(language: str, folder: Path) -> Iterator[tuple[Transcript, int, str]]:
    """Runs one README from top to bottom in a folder that holds its sample files: transcript, exit status, output."""
    for name, content in blocks(TEXT[language], "text"):
        if name:
            (folder / name).write_text(content, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DRAFTER_HOME", str(folder / ".home"))
        for t in transcripts(language):
            patch.setattr(fill, "interactive", lambda at_terminal=t.typed is not None: at_terminal)
            answers = "".join(f"{answer}\n" for _, answer in dialogue(t.typed)) if t.typed else None
            result = CliRunner().invoke(cli, shlex.split(t.command)[1:], prog_name="drafter", input=answers)
            yield t, result.exit_code, result.output


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], tuple[int, str]]:
    """(language, number) → (exit status, output) of every transcript."""
    for name in NEEDS:
        pytest.importorskip(name, reason=f"the README's commands need {name}; it comes with the extra all")
    return {
        (language, t.number): (status, output)
        for language in TEXT
        for t, status, output in play(language, tmp_path_factory.mktemp(f"readme-{language}"))
    }


@pytest.mark.parametrize("transcript", ALL, ids=lambda t: f"{t.language}-{t.number}-{t.command[:40]}")
def test_transcript_is_true(transcript: Transcript, played: dict[tuple[str, int], tuple[int, str]]) -> None:
    status, real = played[transcript.language, transcript.number]
    assert transcript.command.startswith("drafter ")
    assert status == 2 if transcript.output.startswith("错误：") else status in (0, 1), real
    assert fits(transcript.output, real), f"$ {transcript.command}\n{real}"


@pytest.mark.parametrize("transcript", [t for t in ALL if t.typed], ids=lambda t: f"{t.language}-{t.command}")
def test_every_answer_stands_behind_its_question(transcript: Transcript) -> None:
    """Else the command has come to ask something else, and the README shows a person who does not listen."""
    lines = iter(transcript.output.splitlines())
    for question, answer in dialogue(transcript.typed or ""):
        asked = re.compile(rf"{re.escape(question)}[^：]*：{re.escape(answer)}")
        assert any(asked.fullmatch(line) for line in lines), f"{question}：{answer}"


@pytest.mark.parametrize("language", TEXT)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown_and_explained(name: str, language: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help
    row = rf"^\| `drafter {name}\b(?:\\\||[^|])*` *\| *\S"
    assert re.search(row, TEXT[language], re.MULTILINE), "no row in the table"
    assert any(re.match(rf"drafter {name}\b", t.command) for t in ALL if t.language == language), "never shown"


def test_the_two_readmes_are_twins() -> None:
    """The same commands, files and set-up in both; only the explanations differ."""
    english, chinese = TEXT["en"], TEXT["zh"]
    assert list(blocks(english, "console")) == list(blocks(chinese, "console"))
    assert list(blocks(english, "text")) == list(blocks(chinese, "text"))
    assert [c for _, c in blocks(english, "sh")] == [c for _, c in blocks(chinese, "sh")]
    assert len(re.findall(r"^#+ ", english, re.M)) == len(re.findall(r"^#+ ", chinese, re.M))


def test_set_up_commands_are_the_ones_the_check_runs() -> None:
    """`.ci/run` picks each of these lines out of README.md; each must be there once."""
    lines = [line for _, content in blocks(TEXT["en"], "sh") for line in content.splitlines()]
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for words in re.findall(r'\$\(readme "([^"]+)"\)', run):
        assert len([line for line in lines if words in line]) == 1, words
    assert run.count("$(readme ") == 4


def test_linked_files_exist() -> None:
    for text in TEXT.values():
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (ROOT / target).exists(), target


def test_cut_output_is_compared_to_the_letter_where_it_is_shown() -> None:
    assert fits("一\n…\n四\n", "一\n二\n三\n四\n")
    assert fits("一\n…\n", "一\n")
    assert not fits("一\n四\n", "一\n二\n四\n")
    assert not fits("一\n…\n四\n", "一\n二\n四四\n")
    assert not fits("一.\n", "一二\n")


def test_refreshing_keeps_the_cut() -> None:
    assert cut_like("一\n…\n四\n", "甲\n乙\n丙\n丁\n") == "甲\n…\n丁\n"
    assert cut_like("一\n二\n…\n", "甲\n乙\n丙\n丁\n") == "甲\n乙\n…\n"
    assert cut_like("一\n二\n", "甲\n") == "甲\n"
    assert cut_like("…\n", "甲\n") == "…\n"


def cut_like(shown: str, real: str) -> str:
    """A new output with as many lines before and behind `…` as the shown one has."""
    head, dots, tail = shown.partition("…\n")
    lines = real.splitlines(keepends=True)
    first, last = head.count("\n"), tail.rpartition("…\n")[2].count("\n")
    if not dots or first + last >= len(lines) > 1:
        return real
    return "".join([*lines[:first], dots, *lines[len(lines) - last :]])


def refresh() -> None:
    """Writes what the commands print today into both READMEs."""
    import tempfile

    for language, path in READMES.items():
        with tempfile.TemporaryDirectory() as folder:
            new = [(t, cut_like(t.output, output)) for t, _, output in play(language, Path(folder))]
        text = TEXT[language]
        for t, output in new:
            # One by one from the top: a transcript is found behind the one before it.
            text = text.replace(f"$ {t.command}\n{t.output}", f"$ {t.command}\n{output}", 1)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh()
