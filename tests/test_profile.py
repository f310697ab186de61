"""The profile: read strictly, written whole, below what the person said for one speech."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from drafter import profile
from drafter.cli import profile as commands
from drafter.errors import DrafterError
from drafter.models import Brief
from drafter.profile import Profile

FULL = Profile(
    level="镇", place="青禾镇", unit="青禾镇人民政府", speaker="镇长", speaker_name="林向东", upper="县委、县政府",
    allow=("柳湾村", "青禾水厂"), rate=170,
)  # fmt: skip


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    profile.save(FULL, tmp_path / "profile.yaml")
    assert profile.load(tmp_path / "profile.yaml") == FULL


def test_without_a_file_of_ones_own_nothing_is_said() -> None:
    assert profile.load() == Profile()


def test_own_file_is_found(drafter_home: Path) -> None:
    profile.save(FULL, drafter_home / "profile.yaml")
    assert profile.load() == FULL


def test_empty_and_half_filled_files(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("# 还没有填\n", encoding="utf-8")
    assert profile.load(path) == Profile()
    path.write_text("level: 县\nplace:\nallow:\nunit: ''\n", encoding="utf-8")
    assert profile.load(path) == Profile(level="县")
    path.write_text("allow: 柳湾村\n", encoding="utf-8")
    assert profile.load(path).allow == ("柳湾村",)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("level: 县\nplce: 青禾县\n", 2, "place"),
        ("place: 青禾县\n\nlevel: 郡\n", 3, "郡"),
        ("level: 县\nrate: 5000\n", 2, "100 到 300"),
        ("rate: 快\n", 1, "rate"),
        ("level: 县\nspeaker: [县长, 书记]\n", 2, "speaker"),
        ("allow:\n- 柳湾村\n- 村: 柳湾\n", 1, "allow"),
        ("level: 县\nlevel: 市\n", 2, "两次"),
        ("- 县\n- 青禾县\n", 1, "level"),
        ("level: [县\nplace: 青禾县\n", 2, "YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, said: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DrafterError) as error:
        profile.load(path)
    message = str(error.value)
    assert message.startswith(f"{path} 第{line}行：")
    assert said in message
    assert "\n" not in message


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="没有这个文件"):
        profile.load(tmp_path / "no.yaml")


def test_what_the_person_said_comes_first() -> None:
    brief = Brief(theme="安全生产", level="县", speaker="书记")
    done = FULL.complete(brief)
    assert (done.level, done.speaker) == ("县", "书记")
    assert (done.place, done.speaker_name, done.theme) == ("青禾镇", "林向东", "安全生产")
    assert Profile().complete(brief) == brief


def test_own_names_are_the_local_ones_once() -> None:
    assert FULL.own_names == ("青禾镇", "青禾镇人民政府", "林向东", "柳湾村", "青禾水厂")
    assert Profile(place="青禾镇", allow=("青禾镇", "柳湾村")).own_names == ("青禾镇", "柳湾村")


# -------------------------------------------------------------------------------------------- the commands


def test_init_writes_once_and_show_shows(run: Callable[..., Result], drafter_home: Path) -> None:
    made = run("profile", "init", "--level", "镇", "--place", "青禾镇", "--allow", "柳湾村", "--allow", "青禾水厂")
    assert (made.exit_code, made.stdout) == (0, "")
    shown = run("profile", "show")
    assert shown.stdout == "行政层级：镇\n地名：青禾镇\n其他本地名称：柳湾村、青禾水厂\n"
    as_json = json.loads(run("profile", "show", "--json").stdout)
    assert as_json == {"level": "镇", "place": "青禾镇", "allow": ["柳湾村", "青禾水厂"]}

    before = (drafter_home / "profile.yaml").read_bytes()
    again = run("profile", "init", "--level", "县")
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert (drafter_home / "profile.yaml").read_bytes() == before
    assert run("profile", "init", "--level", "县", "--force").exit_code == 0
    assert run("profile", "show").stdout == "行政层级：县\n"


def test_init_elsewhere(run: Callable[..., Result], tmp_path: Path, drafter_home: Path) -> None:
    assert run("profile", "init", "--rate", 170, "--profile", tmp_path / "our.yaml").exit_code == 0
    assert profile.load(tmp_path / "our.yaml") == Profile(rate=170)
    assert not drafter_home.exists()


def test_init_without_a_terminal_needs_options(run: Callable[..., Result], drafter_home: Path) -> None:
    result = run("profile", "init", input="县\n")
    assert result.exit_code == 2
    assert "--level" in result.stderr
    assert not drafter_home.exists()


def test_a_wrong_answer_on_the_command_line_writes_nothing(run: Callable[..., Result], drafter_home: Path) -> None:
    result = run("profile", "init", "--level", "郡")
    assert result.exit_code == 2
    assert "郡" in result.stderr
    assert not drafter_home.exists()


def test_init_asks_on_a_terminal(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, drafter_home: Path
) -> None:
    monkeypatch.setattr(commands, "_at_terminal", lambda: True)
    answers = ["郡", "镇", "青禾镇", "", "镇长", "", "", "柳湾村  青禾水厂", "快", "170"]
    result = run("profile", "init", input="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    assert "错误：不认识行政层级“郡”" in result.stderr
    assert profile.load() == Profile(level="镇", place="青禾镇", speaker="镇长", allow=("柳湾村", "青禾水厂"), rate=170)


def test_stopping_half_way_writes_nothing(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, drafter_home: Path
) -> None:
    monkeypatch.setattr(commands, "_at_terminal", lambda: True)
    result = run("profile", "init", input="镇\n青禾镇\n")
    assert result.exit_code == 130
    assert result.stderr.endswith("已中断\n")
    assert not drafter_home.exists()


def test_show_before_init(run: Callable[..., Result]) -> None:
    result = run("profile", "show")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "drafter profile init" in result.stderr
    assert json.loads(run("profile", "show", "--json").stdout) == {}
