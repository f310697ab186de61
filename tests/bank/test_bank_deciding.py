"""Decisions on disk: written whole or not at all, by one writer at a time, and found again when ids change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drafter import yamlio
from drafter.bank import (
    Decision,
    Overlay,
    PhraseBank,
    about,
    adopted,
    check_pattern,
    locking,
    orphans,
    overlay,
    phrase_id,
)
from drafter.errors import DrafterError
from drafter.models import Group, Phrase

TAKE, CLOSE = "下面，我讲{数}点意见", "我就讲这些"
REJECT = Decision("aaaaaaaa", CLOSE, "reject")


def held(folder: Path) -> tuple[Decision, ...]:
    return overlay.read((folder / "overlay.yaml").read_text("utf-8"), "overlay.yaml")


def test_each_decision_is_on_disk_when_the_call_returns(tmp_path: Path) -> None:
    made = Overlay(tmp_path / "new" / "bank")
    assert made.about("aaaaaaaa") == ()
    assert not made.folder.exists()  # looking makes nothing
    assert made.put([REJECT]) == [True]
    assert held(made.folder) == (REJECT,)
    assert made.put([REJECT, Decision("bbbbbbbb", TAKE, "accept")]) == [False, True]
    assert [d.id for d in held(made.folder)] == ["aaaaaaaa", "bbbbbbbb"]
    assert made.take(["aaaaaaaa", "cccccccc"]) == [(REJECT,), ()]
    assert made.about("bbbbbbbb") == held(made.folder)


def test_what_another_hand_wrote_in_between_is_seen(tmp_path: Path) -> None:
    made = Overlay(tmp_path)
    made.put([REJECT])
    path = tmp_path / "overlay.yaml"
    path.write_text(path.read_text("utf-8").replace("decision: reject", "decision: accept  # 还是用"), "utf-8")
    assert [d.decision for d in made.about("aaaaaaaa")] == ["accept"]
    made.put([Decision("bbbbbbbb", TAKE, "accept")])
    assert "# 还是用" in path.read_text("utf-8")
    assert [d.decision for d in held(tmp_path)] == ["accept", "accept"]


def test_a_broken_overlay_is_said_by_line_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    for text, words in (
        ("decisions:\n- {id: aaaaaaaa, pattern: 甲, decision: reject, kinds: topic}\n", "第2行：不认识字段“kinds”"),
        ("decisions:\n-\tid: aaaaaaaa\n", "第2行：用了 Tab 键缩进"),
        ("decision:\n- {id: aaaaaaaa}\n", "第1行：应以 decisions: 开头"),
        ("decisions:\n- {id: aaaaaaaa, pattern: [甲], decision: reject}\n", "“pattern”应是一段文字"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(DrafterError) as caught:
            Overlay(tmp_path).put([REJECT])
        assert words in str(caught.value)
        assert path.read_text("utf-8") == text


def test_a_failed_write_leaves_the_file_and_the_next_one_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Overlay(tmp_path)
    made.put([REJECT])
    before = (tmp_path / "overlay.yaml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(DrafterError, match="磁盘满了"):
            made.put([Decision("bbbbbbbb", TAKE, "accept")])
    assert (tmp_path / "overlay.yaml").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [locking.FILE, "overlay.yaml"]
    assert made.put([Decision("bbbbbbbb", TAKE, "accept")]) == [True]
    assert len(held(tmp_path)) == 2


def test_a_form_that_cannot_be_edited_is_refused_not_spoilt(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    text = "decisions:\n- {id: aaaaaaaa, pattern: 甲, decision: accept}\n...\n"
    path.write_text(text, "utf-8")
    with pytest.raises(DrafterError, match="请手工加减"):
        Overlay(tmp_path).put([Decision("bbbbbbbb", TAKE, "accept")])
    assert path.read_text("utf-8") == text


def test_a_byte_order_mark_and_a_link_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(b"\xef\xbb\xbfdecisions:\r\n- {id: bbbbbbbb, pattern: x1, decision: accept}\r\n")
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "overlay.yaml").symlink_to(real)
    Overlay(folder).put([REJECT])
    assert (folder / "overlay.yaml").is_symlink()
    content = real.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfdecisions:\r\n- {id: bbbbbbbb")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert content.count(b"\xef\xbb\xbf") == 1


# ------------------------------------------------------------------------------------------------ processes

WRITER = """
import sys
from pathlib import Path
from drafter.bank import Decision, Overlay
made = Overlay(Path(sys.argv[1]))
for n in range(15):
    made.put([Decision(f"{sys.argv[2]}{n:07x}", "我就讲这些", "reject")])
"""

HOLDER = """
import sys, time
from pathlib import Path
from drafter.bank.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def started(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_lose_nothing_to_one_another(tmp_path: Path) -> None:
    writers = [started(WRITER, tmp_path, letter) for letter in "ab"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    for writer in writers:
        assert writer.stdout
        writer.stdout.close()
    assert len({d.id for d in held(tmp_path)}) == 30


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    holder = started(HOLDER, tmp_path)
    try:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DrafterError, match="另一个 drafter 正在记录取舍"), locking.locked(tmp_path, patience=0.0):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait(30)
    finally:
        holder.kill()
        holder.wait(30)
        assert holder.stdout
        holder.stdout.close()
    Overlay(tmp_path).put([REJECT])
    assert held(tmp_path) == (REJECT,)


def test_what_a_killed_writer_leaves_is_no_decision(tmp_path: Path) -> None:
    Overlay(tmp_path).put([REJECT])
    (tmp_path / ".overlay.yaml.k3j2").write_text("decisions:\n- {id: bbbb", "utf-8")  # half a neighbour
    assert PhraseBank.load(tmp_path).decisions == (REJECT,)


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "bank").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(DrafterError, match="写不进去"):
        Overlay(tmp_path / "bank").put([REJECT])


# -------------------------------------------------------------------------------------------------- pattern

PHRASE, GROUP = Phrase("aaaaaaaa", TAKE, "transition"), Group("bbbbbbbb", "把{}作为{}", (("甲", "乙"), ("丙", "丁")))


@pytest.mark.parametrize("to", ["我讲{数}点", "讲几句", "{主题}很要紧"])
def test_words_that_fit_a_phrase(to: str) -> None:
    check_pattern(PHRASE, to)


@pytest.mark.parametrize(
    ("to", "words"),
    [("我讲{数点", "花括号不成对"), ("我讲}数{点", "花括号不成对"), ("我讲{}点", "要有名字"), ("，。", "没有文字"),
     ("{主题}", "没有文字"), ("讲{ 数}点", "前后有空格")],
)  # fmt: skip
def test_words_that_do_not_fit_a_phrase(to: str, words: str) -> None:
    with pytest.raises(DrafterError, match=words):
        check_pattern(PHRASE, to)


def test_a_group_keeps_its_number_of_holes() -> None:
    for to in ("以{}带{}", "{}，{}", "把{}当作{}，抓好{主题}"):
        check_pattern(GROUP, to)
    for to in ("把{}作为重点", "把重点抓好", "{}{}{}"):
        with pytest.raises(DrafterError, match="2 处"):
            check_pattern(GROUP, to)


# -------------------------------------------------------------------------------------------------- orphans


def layer(folder: Path, *patterns: str) -> Path:
    PhraseBank(tuple(Phrase("", pattern, "topic") for pattern in patterns)).save(folder)
    return folder


def test_decisions_whose_entry_changed_are_found_with_the_nearest(tmp_path: Path) -> None:
    lower = layer(tmp_path / "a", "下面，我就{主题}讲{数}点意见", "我就简单讲这些", "完全不同的一句话")
    upper = layer(tmp_path / "b", "狠抓落实")
    old = Decision(phrase_id("下面，我就{主题}讲几点意见"), "下面，我就{主题}讲几点意见", "reject")
    alive = Decision(phrase_id("狠抓落实"), "狠抓落实", "reject")
    lost = Decision("cccccccc", "招商引资是头号工程", "accept")
    Overlay(lower).put([old, alive])  # a rejected entry of a layer above is no orphan
    Overlay(upper).put([lost])
    bank = PhraseBank.load(lower).layer(PhraseBank.load(upper))
    found = orphans([lower, upper], bank)
    assert [(o.folder, o.id) for o in found] == [(lower, old.id), (upper, lost.id)]
    assert [entry.pattern for _, entry in found[0].near if isinstance(entry, Phrase)] == [
        "下面，我就{主题}讲{数}点意见"
    ]
    assert found[1].near == ()
    assert found[0].heir is found[0].near[0][1]
    assert orphans([lower, upper], bank, offer=False)[0].near == ()


def test_two_that_are_as_near_leave_it_open(tmp_path: Path) -> None:
    folder = layer(tmp_path, "要进一步狠抓工作落实见效", "要进一步狠抓工作落实见到实效")
    Overlay(folder).put([Decision("cccccccc", "要进一步狠抓工作落实见成效", "reject")])
    (orphan,) = orphans([folder], PhraseBank.load(folder))
    assert len(orphan.near) == 2
    assert orphan.heir is None


def test_a_group_is_offered_groups_only(tmp_path: Path) -> None:
    skeleton = "{}抓落实见实效"
    group = Group("", skeleton, (("带头",), ("合力",), ("从严",)))
    PhraseBank((Phrase("", "抓落实见实效", "topic"),), (group,)).save(tmp_path)
    Overlay(tmp_path).put([Decision("dddddddd", skeleton, "reject")])
    (orphan,) = orphans([tmp_path], PhraseBank.load(tmp_path))
    assert isinstance(orphan.heir, Group)


def test_an_adopted_decision_takes_effect(tmp_path: Path) -> None:
    folder = layer(tmp_path, "我就简单讲这些")
    Overlay(folder).put([Decision("cccccccc", "我就简单讲这么些", "reject", note="太随便")])
    bank = PhraseBank.load(folder)
    (orphan,) = orphans([folder], bank)
    ((_, entry),) = orphan.near
    Overlay(folder).exchange(orphan.id, adopted(orphan.decisions, entry))
    again = PhraseBank.load(folder)
    assert again.phrases == ()
    assert orphans([folder], again) == []
    assert held(folder) == (Decision(entry.id, "我就简单讲这些", "reject", note="太随便"),)
    assert yamlio.load(folder / "overlay.yaml")


def test_items_of_a_group_are_kept_and_read_back(tmp_path: Path) -> None:
    one = Group("11111111", "{}保障", (("组织",), ("制度",)))
    two = Group("2222aaaa", "把{}作为{}", (("学习", "任务"), ("调研", "要务")))
    phrase = Phrase("3333bbbb", CLOSE, "closing")
    decisions = (about(one, "accept"), about(two, "reject", note="太旧"), about(phrase, "accept"))
    Overlay(tmp_path).put(decisions)
    assert held(tmp_path) == decisions
    assert held(tmp_path)[0].items == (("组织",), ("制度",))
    assert held(tmp_path)[2].items is None


def test_without_items_a_decision_of_an_older_file_goes_by_its_skeleton(tmp_path: Path) -> None:
    groups = (Group("", "{}保障到位", (("组织",), ("制度",))), Group("", "{}保障到位", (("人才",), ("资金",))))
    PhraseBank((), groups).save(tmp_path)
    Overlay(tmp_path).put([Decision("dddddddd", "{}保障到位", "reject")])
    (orphan,) = orphans([tmp_path], PhraseBank.load(tmp_path))
    assert [share for share, _ in orphan.near] == [1, 1]
    assert orphan.heir is None


@pytest.mark.parametrize("items", ["组织", "[]", "[1, 2]", "[[]]", "{甲: 乙}"])
def test_items_that_are_none_are_refused(items: str) -> None:
    with pytest.raises(DrafterError, match="“items”应是"):
        overlay.read(f"decisions:\n- {{id: aaaaaaaa, pattern: 甲, decision: accept, items: {items}}}\n", "o.yaml")
