"""`drafter phrases review`: one key a decision, each on disk at once, and where it stopped it goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result

from drafter import resources
from drafter.bank import Overlay, PhraseBank, overlay, phrase_id
from drafter.cli import reviewing
from drafter.cli.reviewing import ACTIONS, Review, queue
from drafter.models import KINDS, MOVES, Group, Occurrence, Phrase

Run = Callable[..., Result]

HEAVY, FIRST, SECOND, THIRD = "狠抓落实", "我就讲这些", "抓好{主题}", "切实抓好{主题}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tuple(Occurrence(f"{n}.txt", 1, "二/（三）", 41, "2019 市 政府全体会议", 2019) for n in (1, 2, 3))
    PhraseBank(
        (
            Phrase("", SECOND, "topic"),
            Phrase("", THIRD, "topic", tier="authored"),
            Phrase("", FIRST, "transition", device="contrast", themes=("作风",)),
            Phrase("", HEAVY, "closing", weight=3, tier="formula", occurrences=here),
        ),
        (Group("", "{}抓{主题}", (("围绕大局",), ("突出重点",)), level=2),),
    ).save(tmp_path)
    (tmp_path / "curated").mkdir()
    (tmp_path / "curated/a.yaml").write_text("phrases:\n- {pattern: 自己写的, kind: topic}\n", "utf-8")
    return tmp_path


@pytest.fixture
def review(run: Run, folder: Path) -> Callable[..., Result]:
    """The command on that bank with lines typed: review("a", "r", …)."""

    def call(*typed: str, options: tuple[str, ...] = (), room: str = "phrases") -> Result:
        lines = "".join(f"{line}\n" for line in typed)
        result = run(room, "review", *options, "--bank", folder, "--only-bank", input=lines)
        assert result.exit_code == 0, result.output
        return result

    return call


def decided(folder: Path) -> list[tuple[str, str]]:
    path = folder / "overlay.yaml"
    decisions = overlay.read(path.read_text("utf-8"), "overlay.yaml") if path.exists() else ()
    return [(d.pattern, d.decision) for d in decisions]


def shown(result: Result) -> list[str]:
    """The patterns as they were shown, in order."""
    lines = result.stdout.splitlines()
    return [lines[n + 1].strip() for n, line in enumerate(lines) if line.startswith("[")]


def test_the_heaviest_come_first_then_by_kind_and_tier(review: Callable[..., Result], folder: Path) -> None:
    result = review()
    assert shown(result) == [HEAVY]
    assert shown(review("s", "s", "s", "s")) == [HEAVY, FIRST, SECOND, THIRD]  # nothing curated, no group
    assert not (folder / "overlay.yaml").exists()


def test_an_entry_is_shown_with_all_that_helps_to_judge(review: Callable[..., Result]) -> None:
    lines = review("s").stdout.splitlines()
    assert f"[1/4] {phrase_id(HEAVY)}  收束 · 通用 · 3 篇" in lines
    assert "  出处 2019 市 政府全体会议 二/（三）（1.txt 第41行），另有 2 处" in lines
    assert "  用在 号召、结束" in lines
    assert f"[2/4] {phrase_id(FIRST)}  过渡 · 正反对比 · 单见 · 1 篇 · 主题 作风" in lines
    assert "  出处 没有记" in lines


def test_one_key_decides_and_the_next_run_goes_on(review: Callable[..., Result], folder: Path) -> None:
    result = review("a", "r", "s", "q")
    assert decided(folder) == [(HEAVY, "accept"), (FIRST, "reject")]
    assert "这次决定了 2 条，还有 2 条" in result.stdout
    assert shown(review("r", "r")) == [SECOND, THIRD]
    assert "没有还未决定取舍的条目" in review().stdout
    assert shown(review("s", "s", "s", "s", options=("--all",))) == [HEAVY, FIRST, SECOND, THIRD]
    assert "  已定 弃用" in review("s", "s", options=("--all",)).stdout


@pytest.mark.parametrize("key", ["r", "R", "ｒ", "2", "２", "弃", "n"])
def test_keys_work_with_an_input_method_on(review: Callable[..., Result], folder: Path, key: str) -> None:
    review(key)
    assert decided(folder) == [(HEAVY, "reject")]


def test_each_decision_is_on_disk_before_the_next_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def key() -> str:
        seen.append(decided(folder))
        return "a" if len(seen) < 3 else "q"

    monkeypatch.setattr(click, "getchar", key)
    walk(folder).run()
    assert seen == [[], [(HEAVY, "accept")], [(HEAVY, "accept"), (FIRST, "accept")]]


def test_retag_asks_for_the_kind_by_number_name_or_identifier(review: Callable[..., Result], folder: Path) -> None:
    review("k", "2", "k", "警示", "k", "mechanism", "k", "没有的", "q")
    bank = PhraseBank.load(folder)
    assert [bank.phrase(phrase_id(p)).kind for p in (HEAVY, FIRST, SECOND, THIRD)] == [  # type: ignore[union-attr]
        KINDS[1], "warning", "mechanism", "topic",
    ]  # fmt: skip
    assert shown(review("s")) == [THIRD]


def test_reword_checks_the_words(review: Callable[..., Result], folder: Path) -> None:
    result = review("w", "就{讲", "w", "", "w", "就讲到××市为止", "q")
    assert "花括号不成对，槽位应写成 {名}" in result.stdout.replace("里的", "")
    assert "注意：“××市”" in result.stdout or "××" in result.stdout.split("注意：")[1]
    assert PhraseBank.load(folder).phrase(phrase_id(HEAVY)).pattern == "就讲到××市为止"  # type: ignore[union-attr]
    assert decided(folder) == [(HEAVY, "reword")]


def test_back_and_undo(review: Callable[..., Result], folder: Path) -> None:
    result = review("b", "u", "a", "r", "u", "b", "r", "q")
    assert "这是第一条" in result.stdout
    assert "这次还没有决定过哪一条" in result.stdout
    assert shown(result) == [HEAVY, FIRST, SECOND, FIRST, HEAVY, FIRST]
    assert "  已定 接受" in result.stdout
    assert decided(folder) == [(HEAVY, "reject")]  # the second thought took the place of the first


def test_undo_gives_back_what_was_decided_before(review: Callable[..., Result], folder: Path) -> None:
    path = folder / "overlay.yaml"
    path.write_text(
        f"decisions:\n- id: '{phrase_id(HEAVY)}'\n  pattern: {HEAVY}\n  decision: reject  # 想清楚了\n", "utf-8"
    )
    before = path.read_text("utf-8")
    review("a", "u", "k", "1", "u", "q", options=("--all",))
    assert path.read_text("utf-8").strip() == before.strip()


@pytest.mark.parametrize("end", ["q", "0", "停", ""])
def test_quitting_and_the_end_of_input_stop(review: Callable[..., Result], folder: Path, end: str) -> None:
    result = review("a", *([end] if end else []))
    assert decided(folder) == [(HEAVY, "accept")]
    assert "这次决定了 1 条，还有 3 条" in result.stdout


def test_other_keys_are_explained(review: Callable[..., Result], folder: Path) -> None:
    result = review("z", "?", "d", "q")
    assert "没有“z”这一项，请按：接受a 弃用r" in result.stdout
    assert "s 跳过（下次再问）" in result.stdout
    assert "篇数  3" in result.stdout
    assert decided(folder) == []


def test_filters_and_limit(review: Callable[..., Result]) -> None:
    for options, expected in (
        (("--kind", "领题句"), [SECOND, THIRD]), (("--tier", "authored"), [THIRD]), (("--source", "1.txt"), [HEAVY]),
        (("--limit", "2"), [HEAVY, FIRST]), (("--length", "-4"), [HEAVY, SECOND]), (("--theme", "作风"), [FIRST]),
    ):  # fmt: skip
        assert shown(review("s", "s", "s", "s", options=options)) == expected


def test_groups_are_reviewed_with_their_headings(review: Callable[..., Result], folder: Path) -> None:
    result = review("k", "w", "{}促{}", "w", "{}促{主题}", room="groups")
    assert "  围绕大局抓{主题}\n  突出重点抓{主题}\n" in result.stdout
    assert "成组标题没有作用可改" in result.stdout
    assert "1 处" in result.stdout
    assert PhraseBank.load(folder).groups[0].skeleton == "{}促{主题}"


# ----------------------------------------------------------------------------------------- at a terminal


def walk(folder: Path) -> Review:
    bank = PhraseBank.load(folder)
    return Review(bank, Overlay(folder), queue(bank, Phrase, False), keys=True)


def typed(*keys: str | BaseException) -> Callable[[], str]:
    left: Iterator[Any] = iter(keys)

    def key() -> str:
        following = next(left)
        if isinstance(following, BaseException):
            raise following
        return str(following)

    return key


def test_ctrl_c_loses_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(click, "getchar", typed("a", "r", KeyboardInterrupt()))
    with pytest.raises(click.exceptions.Exit) as caught:
        walk(folder).run()
    assert caught.value.exit_code == 130
    assert decided(folder) == [(HEAVY, "accept"), (FIRST, "reject")]
    assert "这次决定了 2 条，还有 2 条" in capsys.readouterr().out


def test_ctrl_d_arrows_and_return(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(click, "getchar", typed("\r", "\x1b[C", "\x1b[D", "a", "\x1b[99~", EOFError()))
    walk(folder).run()
    assert decided(folder) == [(FIRST, "accept")]
    assert "没有“这个键”这一项" in capsys.readouterr().out


def test_ctrl_c_inside_a_line_stops_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise click.Abort

    monkeypatch.setattr(click, "getchar", typed("a", "w"))
    monkeypatch.setattr(click, "prompt", stopped)
    with pytest.raises(click.exceptions.Exit):
        walk(folder).run()
    assert decided(folder) == [(HEAVY, "accept")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_single_keys_at_a_real_terminal(folder: Path, drafter_home: Path) -> None:
    import os
    import pty
    import select
    import signal
    import termios
    import time

    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "drafter.cli.main", "phrases", "review", "--bank", str(folder),
                                  "--only-bank"])  # fmt: skip
    said, stop = b"", time.monotonic() + 60

    def until(words: str) -> None:
        nonlocal said
        while words.encode() not in said and time.monotonic() < stop:
            if select.select([terminal], [], [], 1)[0]:
                try:
                    said += os.read(terminal, 4096)
                except OSError:
                    break
        assert words in said.decode(errors="replace")
        said = said[said.index(words.encode()) + len(words.encode()) :]

    try:
        for number, key in (("[1/4]", b"r"), ("[2/4]", b"a"), ("[3/4]", b"\x03")):
            until(number)
            until("说明?")
            while termios.tcgetattr(terminal)[3] & termios.ICANON and time.monotonic() < stop:
                time.sleep(0.01)  # keys pressed before they are asked for are thrown away
            os.write(terminal, key)
        until("这次决定了 2 条")
        _, status = os.waitpid(child, 0)
        child = 0
    finally:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 130
    assert decided(folder) == [(HEAVY, "reject"), (FIRST, "accept")]


def test_no_key_does_two_things_and_every_kind_has_its_place() -> None:
    keys = [key for _, _, all_keys in ACTIONS.values() for key in all_keys]
    assert len(keys) == len(set(keys))
    assert all(shown_key in all_keys for _, shown_key, all_keys in ACTIONS.values())
    stands = resources.data("bank/terms")["stands"]
    assert tuple(stands) == KINDS
    assert {move for moves in stands.values() for move in moves} <= set(MOVES)
    assert reviewing.LEGEND.count("\n") == 2


def test_the_sentence_is_shown_when_the_speech_is_at_hand(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("rjieba", reason="needs the extra “corpus”")
    text = (
        "在全县作风建设大会上的讲话\n同志们：\n今天，我们召开全县作风建设大会。下面，我讲两点意见。\n"
        "一、抓作风要敢较真。不要想当然，不要凭经验，要多到一线听真话、察实情。\n"
        "二、抓作风要敢碰硬。对推诿扯皮的，要严肃追责问责，决不手软。\n同志们，让我们以过硬作风干出过硬成绩！\n"
    )
    speech = tmp_path / "作风.txt"
    speech.write_text(text, encoding="utf-8")
    assert run("extract", speech, "--out", tmp_path / "库").exit_code == 0
    shown = run("phrases", "review", "--bank", tmp_path / "库", "--only-bank", input="s\n" * 20).stdout
    assert "  原话 同志们，让我们以过硬作风干出过硬成绩！" in shown
    assert "（作风.txt 第6行）" in shown
    speech.unlink()
    shown = run("phrases", "review", "--bank", tmp_path / "库", "--only-bank", input="s\n" * 20).stdout
    assert "原话" not in shown
    assert "（作风.txt 第6行）" in shown
