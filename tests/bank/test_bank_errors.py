"""Every mistake in a bank is said by file and line, in one Chinese line."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank import PhraseBank
from drafter.errors import DrafterError
from drafter.models import KINDS

# What is written on the third line of the file (after "phrases:" and a sound entry), and what is said about it.
PHRASES = {
    "pattern: 抓好落实, kind: topik": "“kind”没有“topik”这一种，相近的有：领题句（topic）",
    "pattern: 抓好落实, kind: topic, device: paralel": "“device”没有“paralel”这一种，相近的有：对仗（parallel）",
    "pattern: 抓好落实, kind: topic, tier: best": "“tier”没有“best”这一种",
    "pattern: 抓好落实, kind: topic, origin: mined": "“origin”没有“mined”这一种",
    "pattern: 抓好落实, kind: topic, origin: extracted": "“origin”由所在文件夹定，这里是 curated",
    "pattern: 抓好落实, kind: topic, move: ending": "“move”没有“ending”这一种",
    "pattern: 抓好落实, kind: topic, slots: {数: count}": "槽位“数”在句式里没有用到，请删去或补上 {数}",
    "pattern: '抓{数}点', kind: topic, slots: {数: number}": "“数”没有“number”这一种",
    "pattern: '抓{数点', kind: topic": "花括号不成对（抓{数点）",
    "pattern: '抓{}点', kind: topic": "槽位要有名字",
    "kind: topic": "缺少“pattern”，请补上",
    "pattern: '', kind: topic": "“pattern”应是一段文字",
    "pattern: '——', kind: topic": "“pattern”只有标点",
    "pattern: 2021, kind: topic": "“pattern”应是一段文字，现在是“2021”",
    "pattern: 抓好落实": "缺少“kind”",
    "pattern: 抓好落实, kind: topic, weight: 很多": "“weight”应是不小于 1 的整数，现在是“很多”",
    "pattern: 抓好落实, kind: topic, weight: true": "“weight”应是不小于 1 的整数",
    "pattern: 抓好落实, kind: topic, weight: 0": "“weight”应是不小于 1 的整数",
    "pattern: 抓好落实, kind: topic, themes: {甲: 乙}": "“themes”应是文字的列表",
    "pattern: 抓好落实, kind: topic, themes: [1]": "“themes”应是文字的列表",
    "pattern: 抓好落实, kind: topic, valid: 2021": "“valid”应是“名: 值”的写法",
    "pattern: 抓好落实, kind: topic, valid: {from: 去年}": "“from”应是年份或年月",
    "pattern: 抓好落实, kind: topic, occurrences: [甲]": "“occurrences”应是列表",
    "pattern: 抓好落实, kind: topic, occurrences: [{line: 3}]": "缺少“source”",
    "pattern: 抓好落实, kind: topic, id: 4f2c": "“id”应是 8 位十六进制数",
    "pattern: 抓好落实, kind: topic, theme: 作风": "不认识字段“theme”，相近的有：themes",
    "pattern: 好的，句式, kind: topic": "是同一条",
}

GROUPS = {
    "skeleton: '{}抓落实', items: [[甲, 乙], 丙]": "骨架有 1 处 {}，而“甲、乙”填了 2 处",
    "skeleton: '把{}作为{}', items: [甲, 乙]": "骨架有 2 处 {}，而“甲”填了 1 处",
    "skeleton: 抓落实, items: [甲, 乙]": "骨架里没有 {}",
    "skeleton: '{}抓落实', items: [甲]": "“items”应是列表，至少两项",
    "skeleton: '{}抓落实'": "“items”应是列表，至少两项",
    "skeleton: '{}抓落实', items: [甲, 3]": "“items”里的“3”不是文字",
    "skeleton: '{}抓落实', items: [甲, {aspect: 思想}]": "不是文字",
    "skeleton: '{}抓落实', items: [甲, {text: 乙, aspects: 思想}]": "不认识字段“aspects”，相近的有：aspect",
    "skeleton: '{}抓落实', items: [甲, '乙{}']": "不能再含 {}",
    "skeleton: '{}抓落实', items: [甲, '乙{丙']": "花括号不成对",
    "skeleton: '{}抓落实', items: [甲, 乙], level: 一": "“level”应是不小于 1 的整数",
    "items: [甲, 乙]": "缺少“skeleton”",
}


def message(tmp_path: Path, text: str, name: str = "curated/a.yaml") -> str:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    with pytest.raises(DrafterError) as caught:
        PhraseBank.load(tmp_path)
    said = str(caught.value)
    assert "\n" not in said
    return said


@pytest.mark.parametrize(("entry", "words"), PHRASES.items())
def test_a_wrong_phrase_is_said_by_file_and_line(tmp_path: Path, entry: str, words: str) -> None:
    said = message(tmp_path, f"phrases:\n- {{pattern: 好的句式, kind: topic}}\n- {{{entry}}}\n")
    assert said.startswith(f"{tmp_path / 'curated/a.yaml'} 第3行：")
    assert words in said


@pytest.mark.parametrize(("entry", "words"), GROUPS.items())
def test_a_wrong_group_is_said_by_file_and_line(tmp_path: Path, entry: str, words: str) -> None:
    said = message(tmp_path, f"groups:\n# 说明\n- {{{entry}}}\n")
    assert said.startswith(f"{tmp_path / 'curated/a.yaml'} 第3行：")
    assert words in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {pattern: 甲, kind: topic}\n", "第1行：短语文件应以 phrases:、groups: 或 cards: 开头"),
        ("只有一句话\n", "第1行：短语文件应以"),
        ("# 头\nphrase:\n- {pattern: 甲, kind: topic}\n", "第2行：短语文件应以"),
        ("phrases:\n  甲: 乙\n", "第2行：“phrases”下面应是列表"),
        ("phrases:\n- {pattern: 甲, kind: topic}\n- 抓好落实\n", "第3行：“抓好落实”不成一条，应写成 {pattern: …}"),
        ("groups:\n- {}抓落实\n", "第2行：YAML 格式有误"),
        ("phrases:\n- {pattern: 抓{主题}, kind: topic}\n", "第2行：YAML 格式有误，请检查缩进、冒号和引号是否成对；{ }"),
        ("phrases:\n- pattern: 甲\n  pattern: 乙\n", "第3行：“pattern”写了两次"),
        ("phrases: [\n", "YAML 格式有误"),
    ],
)
def test_a_file_of_another_shape_is_said_by_line(tmp_path: Path, text: str, words: str) -> None:
    assert words in message(tmp_path, text)


def test_the_same_entry_in_two_files_names_both(tmp_path: Path) -> None:
    (tmp_path / "curated").mkdir()
    (tmp_path / "curated/a.yaml").write_text("phrases:\n- {pattern: 抓好落实, kind: topic}\n", "utf-8")
    said = message(tmp_path, "phrases:\n\n- {pattern: 抓好落实。, kind: heading}\n", "curated/b.yaml")
    assert "b.yaml 第3行" in said
    assert "a.yaml 第2行" in said


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "curated").mkdir()
    (tmp_path / "curated/a.yaml").write_bytes("phrases:\n- {pattern: 抓好落实, kind: topic}\n".encode("gb18030"))
    with pytest.raises(DrafterError, match="不是 UTF-8 编码"):
        PhraseBank.load(tmp_path)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("pattern: 甲, decision: reject", "缺少“id”"),
        ("id: 0011aabb, pattern: 甲", "缺少“decision”"),
        ("id: 0011aabb, decision: reject", "缺少“pattern”"),
        ("id: 0011aabb, pattern: 甲, decision: drop", "“decision”没有“drop”这一种"),
        ("id: 0011aabb, pattern: 甲, decision: reword", "缺少“to”"),
        ("id: 0011aabb, pattern: 甲, decision: reword, to: '{甲'", "花括号不成对"),
        ("id: 0011aabb, pattern: 甲, decision: retag, kind: topik", "“kind”没有“topik”这一种"),
        ("id: 0011aabb, pattern: 甲, decision: reject, kind: topic", "不认识字段“kind”"),
    ],
)
def test_a_wrong_decision_is_said_by_file_and_line(tmp_path: Path, decision: str, words: str) -> None:
    said = message(tmp_path, f"decisions:\n- {{{decision}}}\n", "overlay.yaml")
    assert said.startswith(f"{tmp_path / 'overlay.yaml'} 第2行：")
    assert words in said


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="没有这个文件夹"):
        PhraseBank.load(tmp_path / "none")


def test_paths_below_the_working_folder_are_said_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = message(tmp_path, "phrases:\n- {pattern: 抓好, kind: topic, slots: {数: count}}\n")
    assert said == "curated/a.yaml 第2行：槽位“数”在句式里没有用到，请删去或补上 {数}"


def test_a_kind_that_is_like_none_is_answered_with_all_of_them(tmp_path: Path) -> None:
    said = message(tmp_path, "phrases:\n- {pattern: 好的句式, kind: xxx}\n")
    assert all(f"（{kind}）" in said for kind in KINDS)
    assert "开场（opening）" in said


def test_classes_may_be_written_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "curated").mkdir()
    line = "phrases:\n- {pattern: 好的句式, kind: 开场, device: 对仗, move: 会议缘起, tier: 单见}\n"
    (tmp_path / "curated/a.yaml").write_text(line, "utf-8")
    (phrase,) = PhraseBank.load(tmp_path).phrases
    assert (phrase.kind, phrase.device, phrase.move, phrase.tier) == ("opening", "parallel", "convening", "attested")
