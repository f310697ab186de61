"""Drafts on disk: the same when read back; edited by hand, either understood or refused with file and line."""

from __future__ import annotations

import json
from dataclasses import replace

import composing_cover as c
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import yamlio
from drafter.composing import drafts, lay_out
from drafter.errors import DrafterError
from drafter.exporting import export
from drafter.models import Block, Brief, Count, Draft, Provenance, SlotValue

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffe\uffff"), max_size=8)
NUMBERS = st.integers(0, 10**6)
BLOCKS = st.builds(
    Block, WORDS, WORDS, WORDS, st.none() | st.integers(1, 5), WORDS, st.booleans(), st.none() | WORDS,
    st.lists(st.builds(SlotValue, WORDS, WORDS, st.none() | WORDS), max_size=2).map(tuple),
    st.lists(st.builds(Provenance, WORDS, WORDS, WORDS), max_size=2).map(tuple), st.booleans(),
    st.none() | WORDS.filter(bool),
)  # fmt: skip
BRIEFS = st.builds(
    Brief, WORDS, *[st.none() | WORDS] * 5, points=st.none() | st.integers(1, 9), seed=st.none() | st.integers(),
    date=st.none() | st.dates().map(str), minutes=st.none() | st.integers(1, 99),
    depth=st.none() | st.sampled_from(["headings", "outline", "draft"]),
)  # fmt: skip
DRAFTS = st.builds(
    Draft, BRIEFS, WORDS, WORDS, st.dictionaries(WORDS, WORDS, max_size=2), st.dictionaries(WORDS, WORDS, max_size=2),
    WORDS, st.lists(st.builds(Count, WORDS, NUMBERS), max_size=2).map(tuple),
    st.lists(BLOCKS, max_size=3, unique_by=lambda block: block.path).map(tuple),
    st.sampled_from(["draft", "review", "final"]),
    st.dictionaries(WORDS, NUMBERS, max_size=2), st.dictionaries(WORDS, NUMBERS, max_size=2),
    st.lists(WORDS, max_size=3).map(tuple),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(DRAFTS)
def test_what_is_saved_reads_back(draft):
    assert drafts.from_data(yamlio.loads(drafts.as_yaml(draft), "x"), "x") == draft
    assert drafts.from_data(json.loads(json.dumps(drafts.as_json(draft))), "x") == draft


@pytest.mark.parametrize("brief", c.cover()[::6], ids=c.name)
def test_a_composed_draft_on_disk(tmp_path, brief):
    path = tmp_path / "稿.yaml"
    drafts.save(c.draft(brief), path)
    assert drafts.load(path) == c.draft(brief)
    first = path.read_bytes()
    drafts.save(drafts.load(path), path)
    assert path.read_bytes() == first


def test_the_shape_is_that_of_the_contract():
    data = drafts.as_json(c.draft(c.brief(meeting="全县安全生产工作会议", structure="numeric", points=2)))
    assert list(data)[:6] == ["format", "brief", "occasion", "structure", "template", "bank"]
    assert set(data) == {
        "format", "brief", "occasion", "structure", "template", "bank", "stage", "title", "announced", "seconds",
        "fit", "blocks",
    }  # fmt: skip
    assert data["format"] == 1
    assert data["stage"] == "draft"
    assert data["title"] == "在全县安全生产工作会议上的讲话"
    assert data["announced"] == [{"path": "", "count": 2}, {"path": "1", "count": 3}, {"path": "2", "count": 3}]
    assert set(data["template"]) == {"id", "sha"}
    assert set(data["bank"]) == {"sha"}
    assert set(data["seconds"]) == {"min", "max"}
    for block in data["blocks"]:
        wanted = {"path", "move", "level", "marker", "run_in", "text", "entry", "slots", "sources", "locked"}
        assert wanted <= set(block) <= wanted | {"aspect"}
        assert all(set(slot) == {"name", "type", "value"} for slot in block["slots"])
        assert all(set(source) == {"label", "source", "at"} for source in block["sources"])
    heads = [block for block in data["blocks"] if block["level"]]
    assert [block["path"] for block in heads] == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "2.3"]
    assert [block["marker"] for block in heads][:3] == ["一、", "（一）", "（二）"]
    assert data["brief"]["theme"] == "安全生产"
    assert "speaker" not in data["brief"]


# ---------------------------------------------------------------------------------------- edited by hand


@pytest.fixture
def edited(tmp_path):
    """Writes a draft with one thing changed in its text; gives its path."""

    def change(old, new, count=1):
        text = drafts.as_yaml(c.draft(c.brief(points=2)))
        assert old in text
        path = tmp_path / "稿.yaml"
        path.write_text(text.replace(old, new, count), encoding="utf-8")
        return path

    return change


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  move: announce\n", "  mvoe: announce\n", ["mvoe", "move"]),
        ("  text: ", "  正文: ", ["正文"]),
        ("  locked: false\n", "  lokced: true\n", ["lokced", "locked"]),
        ("  text: 同志们：\n", "", ["缺少text"]),
        ("- path: opening.1\n  move", "- move", ["缺少path"]),
        ("  text: 同志们：\n", "  text: [同志们]\n", ["text", "文字"]),
        ("- path: opening.2\n", "- path: opening.1\n", ["opening.1", "两次"]),
        ("  slots: []\n", "  slots:\n  - {name: 单位, type: unit, value: [某局]}\n", ["value"]),
        ("  slots: []\n", "  slots:\n  - {name: 单位, type: unit, value: true}\n", ["value"]),
        ("  level: null\n", "  level: 一\n", ["level"]),
        ("  level: 1\n", "  level: 0\n", ["level"]),
        ("  level: 1\n", "  level: true\n", ["level"]),
        ("  run_in: false\n", "  run_in: 否\n", ["run_in"]),
        ("  locked: false\n", "  locked: 是\n", ["locked"]),
        ("  slots: []\n", "  slots: 无\n", ["slots"]),
        ("  slots: []\n", "  slots:\n  - 单位\n", ["名称: 值"]),
        ("  slots: []\n", "  slots:\n  - {name: 单位, vlaue: 某局}\n", ["vlaue", "value"]),
        ("  slots: []\n", "  slots:\n  - {value: 某局}\n", ["缺少name"]),
        ("  sources: []\n", "  sources:\n  - {label: 甲}\n", ["缺少source"]),
        ("  theme: 安全生产\n", "  theme: 安全生产\n  them: 甲\n", ["them", "theme"]),
        ("  points: 2\n", "  points: 两\n", ["points"]),
        ("  date: '2026-11-28'\n", "  date: 11月28日\n", ["11月28日"]),
        ("  depth: outline\n", "  depth: 提纲\n", ["depth"]),
        ("  seed: 1\n", "  seed: 一\n", ["seed"]),
        ("occasion: general\n", "occasion: [general]\n", ["occasion"]),
        ("structure: parallel\ntemplate", "template", ["structure"]),
        ("title: ", "titel: ", ["title"]),
        ("title: ", "title: []\nx: ", ["x"]),
        ("stage: draft\n", "stage: 初稿\n", ["stage"]),
        ("announced:\n- path: ''\n  count: 2\n", "announced: 二\n", ["announced"]),
        ("  count: 2\n", "  count: 二\n", ["count"]),
        ("seconds:\n", "seconds: 长\nx:\n", ["seconds"]),
        ("template:\n", "template: general\nx:\n", ["template"]),
        ("format: 1\n", "format: 2\n", ["格式是 2"]),
        ("format: 1\n", "", ["格式"]),
        ("brief:\n", "breif:\n", ["brief"]),
        ("blocks:\n", "blocs:\n", ["blocks"]),
        ("blocks:\n", "blocks: 全删了\nrest:\n", ["blocks"]),
    ],
)  # fmt: skip
def test_a_slip_of_the_hand_is_said(edited, old, new, said):
    path = edited(old, new)
    with pytest.raises(DrafterError) as error:
        lay_out(drafts.load(path), c.templates())
    message = str(error.value)
    assert "\n" not in message, message
    assert all(word in message for word in ("稿.yaml", *said)), message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  text: 同志们：\n", "  text: 同志们：\n  txet: 同志们：\n"),
        ("  slots: []\n", "  slots:\n  - {name: 单位, type: unit, value: [某局]}\n"),
        ("  level: 1\n", "  level: 一\n"),
    ],
)
def test_a_slip_is_said_with_its_line(edited, old, new):
    path = edited(old, new)
    with pytest.raises(DrafterError) as error:
        drafts.load(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    at = int(str(error.value).split("第")[1].split("行")[0])
    # the line on which the record of the slip begins, which is at most its few lines before it
    slip = next(n for n, line in enumerate(lines, 1) if line.strip() in new.splitlines()[-1].strip() and line.strip())
    assert 0 <= slip - at <= 8
    assert lines[at - 1].lstrip().startswith("- ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  slots: []\n", "  slots:\n  - {name: 单位, type: unit, value: 12}\n", "12"),
        ("  slots: []\n", "  slots:\n  - {name: 比例, type: percentage, value: 12.5}\n", "12.5"),
        ("  slots: []\n", "  slots:\n  - {name: 日期, type: date, value: 2026-12-01}\n", "2026-12-01"),
        ("  slots: []\n", "  slots:\n  - {name: 口号, type: slogan, value: no}\n", "no"),
    ],
)
def test_numbers_and_dates_typed_without_quotes_are_words(edited, old, new, said):
    draft = drafts.load(edited(old, new))
    assert [slot.value for block in draft.blocks for slot in block.slots if slot.value == said] == [said]


@pytest.mark.parametrize("text", ["", "- 甲\n", "甲\n", "format: 1\nbrief: 甲\nblocks: []\n", "phrases: []\n"])
def test_what_is_no_draft(tmp_path, text):
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DrafterError, match=r"x\.yaml"):
        drafts.load(path)


def test_a_deleted_block_is_left_out():
    draft = c.draft(c.brief(points=2, depth="draft"))
    for block in draft.blocks:
        less = replace(draft, blocks=tuple(b for b in draft.blocks if b.path != block.path))
        text = export(lay_out(less, c.templates()), "txt")
        whole = export(lay_out(draft, c.templates()), "txt")
        assert block.said in whole.replace("。", "") + whole
        assert text.count(block.said) == whole.count(block.said) - 1
        others = [b for b in less.blocks if b.said not in text and b.said.rstrip("。") not in text]
        assert not others


def test_without_any_block_the_head_remains():
    empty = replace(c.draft(c.brief(points=2)), blocks=())
    assert [p.kind for p in lay_out(empty, c.templates())] == ["title", "byline", "date"]


@pytest.mark.parametrize("depth", ["outline", "draft"])
def test_a_block_added_by_hand_is_printed_under_its_heading(tmp_path, depth):
    path = tmp_path / "稿.yaml"
    text = drafts.as_yaml(c.draft(c.brief(points=2, depth=depth)))
    added = """\
- path: 1.1.p4
  move: tasks
  text: 由{责任单位}每周到现场看一遍
  slots:
  - {name: 责任单位, type: unit, value: 应急管理局}
"""
    head, tail = text.split("- path: '1.2'\n")
    path.write_text(f"{head}{added}- path: '1.2'\n{tail}", encoding="utf-8")
    said = export(lay_out(drafts.load(path), c.templates()), "txt")
    assert "由应急管理局每周到现场看一遍。" in said
    assert said.index("由应急管理局") < said.index("（二）")


def test_a_block_added_at_the_end_of_the_file_is_printed_under_its_heading_too():
    draft = c.draft(c.brief(points=2, depth="draft"))
    more = replace(draft, blocks=(*draft.blocks, Block("1.1.p4", "tasks", "每周到现场看一遍")))
    said = export(lay_out(more, c.templates()), "txt")
    assert "每周到现场看一遍。" in said
    assert said.index("每周到现场") < said.index("（二）")


def test_a_draft_whose_template_is_gone():
    with pytest.raises(DrafterError, match="没有“old”这种场合"):
        lay_out(replace(c.draft(c.brief(points=2)), occasion="old"), c.templates())
