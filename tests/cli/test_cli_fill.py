"""`drafter fill`: a person at a real (pseudo-)terminal, and what it says where there is none."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from cli_warm import curated, shipped_home, warm  # noqa: F401 - autouse

from drafter.composing import drafts

SAID = ("--theme", "安全生产", "--meeting", "全县安全生产工作会议", "--speaker", "县长", "--speaker-name", "张三",
        "--level", "县", "--date", "2026-11-28", "--structure", "parallel", "--points", "2")  # fmt: skip
BRIEF = ["安全生产", "全县大会", "县长", "-", "", "2026-11-28", "parallel", "2"]


class Terminal:
    """`drafter fill …` in a pseudo-terminal of its own; `say` types one line and waits for the next question."""

    def __init__(self, folder: Path, *arguments: object) -> None:
        import pty

        self.seen = ""
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            code = "from drafter.cli.main import main; main()"
            os.execv(sys.executable, [sys.executable, "-c", code, "fill", *map(str, arguments)])
        self._read()

    def say(self, line: str) -> str:
        """What the screen shows behind the line that was typed."""
        start = len(self.seen)
        os.write(self.screen, f"{line}\n".encode())
        self._read()
        return self.seen[start:]

    def _read(self) -> None:
        """Until the program asks (the screen ends with a colon) or is gone; a minute at most."""
        raw, deadline = b"", time.monotonic() + 60
        while time.monotonic() < deadline:
            if not select.select([self.screen], [], [], 0.05)[0]:
                if raw.rstrip(b" ").endswith("：".encode()):
                    break
                continue
            try:
                more = os.read(self.screen, 65536)
            except OSError:
                break
            if not more:
                break
            raw += more
        self.seen += raw.decode("utf-8", "replace")

    def wait(self) -> int:
        """The exit status; the negative number of the signal that ended it."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self.screen)
        return os.waitstatus_to_exitcode(status)

    def kill(self) -> int:
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()


@pytest.fixture
def terminal(tmp_path, shipped_home, drafter_home):  # noqa: F811 - a fixture
    pytest.importorskip("pty", reason="no pseudo-terminals on this system")
    shutil.copytree(shipped_home, drafter_home, dirs_exist_ok=True)

    def start(*arguments):
        return Terminal(tmp_path, *arguments)

    return start


def test_from_the_first_question_to_the_last(terminal, tmp_path, run):
    screen = terminal("稿.yaml")
    assert "一、先说要求" in screen.seen
    assert "讲话主题" in screen.seen
    for answer in BRIEF:
        shown = screen.say(answer)
    assert "二、定标题" in shown
    assert "各点的标题：" in shown
    screen.say("换")
    assert "把功夫下在平时" in screen.say("2 把功夫下在平时")
    for _ in range(3):
        shown = screen.say("")
    assert "三、填空位" in shown
    assert "▁▁" in shown
    screen.say("第一个空位的三句话")
    for _ in range(200):
        if "都问完了" in screen.seen:
            break
        screen.say("")
    assert screen.wait() == 0
    draft = drafts.load(tmp_path / "稿.yaml")
    assert draft.brief.points == 2
    assert draft.brief.speaker == "县长"
    assert draft.brief.speaker_name is None
    assert next(b for b in draft.blocks if b.path == "2").said == "把功夫下在平时"
    left = sum(slot.value is None for block in draft.blocks for slot in block.slots)
    assert f"待填 {left} 处" in screen.seen
    assert left > 0
    text = run("render", tmp_path / "稿.yaml").stdout
    assert "第一个空位的三句话" in text
    assert "二、把功夫下在平时" in text
    assert "在全县大会上的讲话" in text


def test_back_stop_and_on_again_with_the_same_command(terminal, tmp_path):
    screen = terminal("稿.yaml")
    screen.say("安全生产")
    screen.say("全县大回")
    assert "[全县大回]" in screen.say("退")
    screen.say("全县大会")
    assert "要求还没有问完，已存到 稿.yaml" in screen.say("停")
    assert screen.wait() == 0
    assert drafts.load(tmp_path / "稿.yaml").brief.meeting == "全县大会"
    again = terminal("稿.yaml")
    assert "讲话主题" not in again.seen
    assert "讲话人职务" in again.seen
    assert again.kill() == -signal.SIGKILL


def test_a_wrong_answer_is_explained_and_asked_again(terminal):
    screen = terminal("稿.yaml", *SAID[:-2])
    shown = screen.say("许多")
    assert "能排 2～10 点" in shown
    assert "讲几点" in shown
    assert "二、定标题" in screen.say("2")
    assert "回车用这组" in screen.say("九 甲")
    screen.kill()


def test_killed_in_the_middle_nothing_answered_is_lost(terminal, tmp_path):
    screen = terminal("稿.yaml", *SAID)
    assert "二、定标题" in screen.seen
    for answer in ("1 把功夫下在平时", "", "", "", "第一个空位的三句话", "第二个空位的三句话"):
        screen.say(answer)
    assert screen.kill() == -signal.SIGKILL
    draft = drafts.load(tmp_path / "稿.yaml")
    values = [slot.value for block in draft.blocks for slot in block.slots]
    assert "第一个空位的三句话" in values
    assert "第二个空位的三句话" in values
    assert next(b for b in draft.blocks if b.path == "1").said == "把功夫下在平时"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["稿.yaml"]
    before = (tmp_path / "稿.yaml").read_bytes()
    again = terminal("稿.yaml")
    assert "三、填空位" in again.seen
    assert "二、定标题" not in again.seen
    again.say("停")
    assert again.wait() == 0
    assert (tmp_path / "稿.yaml").read_bytes() == before


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopped_by_a_key_the_answers_are_there(terminal, tmp_path, key):
    screen = terminal("稿.yaml")
    screen.say("安全生产")
    os.write(screen.screen, key.encode())
    screen._read()
    assert "已存到 稿.yaml" in screen.seen
    assert "drafter fill 稿.yaml" in screen.seen
    assert screen.wait() == 130
    assert "Traceback" not in screen.seen
    assert "Aborted" not in screen.seen
    assert drafts.load(tmp_path / "稿.yaml").brief.theme == "安全生产"


def test_without_a_name_the_file_has_one(terminal, tmp_path):
    screen = terminal()
    screen.say("安全生产")
    screen.say("停")
    assert screen.wait() == 0
    assert (tmp_path / "讲话草稿.yaml").is_file()


def test_a_finished_draft_has_nothing_to_ask(terminal, tmp_path, run):
    run("outline", *SAID, "--depth", "headings", "-o", tmp_path / "稿.yaml")
    screen = terminal("稿.yaml")
    for _ in range(20):
        if "都问完了" in screen.seen:
            break
        screen.say("")
    assert screen.wait() == 0
    assert "都问完了" in terminal("稿.yaml").seen


# ------------------------------------------------------------------------------------- without a terminal


def test_without_a_terminal_it_says_what_is_missing_and_writes_nothing(run, tmp_path):
    path = tmp_path / "稿.yaml"
    result = run("fill", path, "--theme", "安全生产")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert not path.exists()
    missing = result.stderr.splitlines()
    assert [line.rpartition("（--")[2].rstrip("）") for line in missing[:-1]] == [
        "meeting", "speaker", "speaker-name", "level", "date", "structure", "points",
    ]  # fmt: skip
    assert all(line.startswith("缺 ") for line in missing[:-1])
    assert missing[-1].startswith("错误：")
    assert "终端" in missing[-1]
    assert str(path) in missing[-1]


def test_without_a_terminal_the_open_slots_of_a_draft_are_named(run, tmp_path):
    path = tmp_path / "稿.yaml"
    run("outline", *SAID, "-o", path)
    before = path.read_bytes()
    result = run("fill", path)
    assert result.exit_code == 2
    assert path.read_bytes() == before
    draft = drafts.load(path)
    open_slots = sum(slot.value is None for block in draft.blocks for slot in block.slots)
    assert f"还有 {open_slots} 处空位" in result.stderr.splitlines()[-1]
    named = [line for line in result.stderr.splitlines() if line.startswith("缺 ")]
    assert len(named) == open_slots
    assert "（1.1.p3）" in result.stderr
    assert "--theme" not in result.stderr


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (("--structure", "paralel"), "parallel"), (("--level", "乡里"), "乡"), (("--points", "99"), "99"),
        (("--bank", "没有这里"), "没有这里"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_before_anything_is_written(run, tmp_path, said, word):
    result = run("fill", tmp_path / "稿.yaml", *SAID, *said)
    assert result.exit_code == 2
    assert word in result.stderr.splitlines()[-1]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["", "phrases: []\n", "format: 1\nbrief: {them: 甲}\nblocks: []\n"])
def test_a_file_that_is_no_draft_is_left_alone(run, tmp_path, text):
    path = tmp_path / "别的.yaml"
    path.write_text(text, encoding="utf-8")
    result = run("fill", path)
    assert result.exit_code == 2
    assert "别的.yaml" in result.stderr
    assert path.read_text(encoding="utf-8") == text


def test_a_place_that_cannot_be_written_is_said_before_the_first_question(terminal, tmp_path):
    (tmp_path / "文件").write_text("原样", encoding="utf-8")
    screen = terminal("文件/稿.yaml")
    assert "写不进去" in screen.seen
    assert "讲话主题" not in screen.seen
    assert screen.wait() == 2


def test_another_number_of_points_says_what_was_kept(run, tmp_path):
    path = tmp_path / "稿.yaml"
    run("outline", "--theme", "安全生产", "--date", "2026-11-28", "--points", "3", "-o", path)
    run("lock", path, "3", "--alone")
    result = run("fill", path, "--points", "2")
    assert "没有位置了、另存在草稿 aside 里的 1 处" in result.stderr
    assert "3　三、" in result.stderr


def test_a_folder_that_is_not_there_is_not_made(run, tmp_path):
    result = run("fill", tmp_path / "没有" / "稿.yaml", "--theme", "安全生产")
    assert result.exit_code == 2
    assert "没有“" in result.stderr
    assert not (tmp_path / "没有").exists()
