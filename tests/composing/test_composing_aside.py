"""Typed headings get sub-headings of their own; what was typed is never lost; a fresh plan stays parallel to locks."""

from __future__ import annotations

from dataclasses import replace

import composing_cover as c
import pytest

from drafter.composing import compose, drafts, keeping
from drafter.composing.aspects import stage_of
from drafter.composing.resembling import aspect_of
from drafter.composing.stock import Stock
from drafter.models import Block

ORDER = c.brief(points=3, structure="parallel", meeting="全县安全生产工作会议")


def change(draft, path, **fields):
    return replace(draft, blocks=tuple(replace(b, **fields) if b.path == path else b for b in draft.blocks))


def at(draft, path):
    return next(block for block in draft.blocks if block.path == path)


def again(keep, **said):
    return compose(replace(keep.brief, **said), c.templates(), c.curated(), keep=keep, choices=keep.choices)


def typed(draft, path, text):
    return change(draft, path, text=text, slots=(), entry=None, locked=True)


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("严格督查问责，让责任长出牙齿", "督查"), ("把隐患家底摸清楚", "底数"), ("认清形势，绷紧这根弦", "形势"),
        ("把监管责任压到人头", "责任"), ("咏春拳与咖啡", None), ("安全生产", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_typed_heading_is_about(text, aspect):
    stock = Stock(c.curated(), c.DATE, "安全生产")
    assert aspect_of(text, 1, stock, "安全生产") == aspect


def test_stages():
    assert [stage_of(aspect) for aspect in ("认识", "底数", "督查", None, "没有这个")] == [
        "认识",
        "任务",
        "保障",
        "任务",
        "任务",
    ]


def test_a_typed_point_gets_sub_headings_that_fit_it():
    draft = c.draft(ORDER)
    assert at(draft, "2").aspect != "督查"
    mine = typed(draft, "2", "严格督查问责，让责任长出牙齿")
    new = again(mine)
    assert at(new, "2").aspect == "督查"
    groups = {group.id: group for group in c.curated().groups}
    below = c.headings(new, "2")
    assert below
    assert all("督查" in groups[block.entry].under for block in below)
    # Only one point is left on the work itself: it has a part more, and keeps those it had.
    assert {b.said for b in c.headings(draft, "1")} <= {b.said for b in c.headings(new, "1")}
    texts = [block.said for block in new.blocks]
    assert len(texts) == len(set(texts))


def test_what_was_typed_under_a_typed_point_stays():
    mine = typed(typed(c.draft(ORDER), "2", "严格督查问责，让责任长出牙齿"), "2.1", "每周到现场看一遍")
    mine = change(mine, "2.2.p2", text="这一句也是手写的", slots=())
    new = again(mine)
    assert at(new, "2.1").text == "每周到现场看一遍"
    assert at(new, "2.2.p2").text == "这一句也是手写的"
    assert at(new, "2.2").text == at(mine, "2.2").text  # it stands under this heading


def test_a_point_about_something_of_its_own_keeps_what_it_had():
    draft = c.draft(ORDER)
    new = again(typed(draft, "2", "咏春拳与咖啡"))
    assert [b.said for b in c.headings(new, "2")] == [b.said for b in c.headings(draft, "2")]


def test_the_others_stand_parallel_to_a_locked_point():
    draft = c.draft(ORDER)
    for seed in range(2, 12):
        new = again(change(draft, "2", locked=True), seed=seed)
        tops = c.headings(new, "")
        assert tops[1].said == at(draft, "2").said
        assert {b.entry for b in tops} == {at(draft, "2").entry}
        assert len({b.aspect for b in tops}) == 3


def test_an_answer_goes_with_its_sentence_and_waits_aside_when_it_is_gone():
    draft = c.draft(ORDER)
    block = next(b for b in draft.blocks if b.path.startswith("3.") and b.path.endswith(".p3") and b.slots)
    filled = tuple(replace(s, value="石桥县某局") if n == 0 else s for n, s in enumerate(block.slots))
    mine = change(draft, block.path, slots=filled)
    gone = again(mine, points=2)
    assert block.text in [b.text for b in (*gone.aside, *gone.blocks)]
    back = again(gone, points=3)
    assert any(b.text == block.text and b.slots[0].value == "石桥县某局" for b in back.blocks)
    assert back.aside == ()


def test_nothing_typed_is_lost_whatever_the_new_brief():
    draft = c.draft(ORDER)
    mine = typed(typed(typed(draft, "3", "第三点我另写"), "1.3", "第三条小标题我另写"), "ending.1", "结尾我另写")
    mine = replace(mine, blocks=(*mine.blocks, Block("3.1.p9", "tasks", "补一句")))
    words = {"第三点我另写", "第三条小标题我另写", "结尾我另写", "补一句"}
    for said in (
        {"points": 2}, {"depth": "headings"}, {"structure": "one_char"}, {"theme": "营商环境"}, {"levels": 1},
        {"depth": "draft", "minutes": 2}, {"level": "镇"},
    ):  # fmt: skip
        new = again(mine, **said)
        here, aside = {b.text for b in new.blocks}, {b.text for b in new.aside}
        assert words <= here | aside, said
        assert not words & here & aside, said


def test_a_title_of_ones_own_stays():
    draft = replace(c.draft(ORDER), title="在全县大会上的即席讲话")
    assert again(draft, points=2).title == "在全县大会上的即席讲话"
    assert again(c.draft(ORDER), meeting="全县大会").title == "在全县大会上的讲话"


def test_aside_is_kept_on_disk(tmp_path):
    gone = again(typed(c.draft(ORDER), "3", "第三点我另写"), points=2)
    drafts.save(gone, tmp_path / "稿.yaml")
    assert drafts.load(tmp_path / "稿.yaml").aside == gone.aside != ()


@pytest.mark.parametrize(
    ("path", "scope", "inside"),
    [
        ("2.1", "2", True), ("2", "2", True), ("21", "2", False), ("2.1.p1", "2.", True), ("2", "2.", False),
        ("2.1.p3", "2.1.p", True), ("2.1.1", "2.1.p", False), ("3", "", True), ("opening.1", "", False),
    ],
)  # fmt: skip
def test_scopes(path, scope, inside):
    assert keeping.inside(path, scope) is inside


# ------------------------------------------------------------------------------------ another theme or structure


def test_a_heading_that_only_stood_over_typed_words_goes_with_its_theme():
    mine = typed(c.draft(ORDER), "1.1", "每周到现场看一遍")
    old = at(mine, "1").said.replace("安全生产", "")
    new = again(mine, theme="招商引资")
    assert at(new, "1.1").text == "每周到现场看一遍"
    assert not any(part in at(new, "1").said for part in old.split("的") if len(part) > 3)
    assert not keeping.foreign(new, c.curated())


def test_a_locked_heading_of_another_theme_keeps_its_words_and_is_named():
    mine = change(c.draft(ORDER), "1", locked=True)
    new = again(mine, theme="招商引资")
    assert at(new, "1").said == at(mine, "1").said
    assert [block.path for block in keeping.foreign(new, c.curated())] == ["1"]


@pytest.mark.parametrize("structure", ["one_char", "numeric", "compound", "questions"])
def test_another_structure_is_that_structure_though_something_below_was_typed(structure):
    mine = typed(c.draft(ORDER), "1.1", "每周到现场看一遍")
    new = again(mine, structure=structure)
    tops = c.headings(new, "")
    assert len({block.entry for block in tops}) == 1
    assert c.curated().group(tops[0].entry).structure == structure
    assert at(new, "1.1").text == "每周到现场看一遍"
    assert not keeping.unlike(new, c.curated())
    announce = next(b for b in new.blocks if b.move == "announce")
    assert all(slot.value for slot in announce.slots)


def test_points_that_are_locked_are_said_not_to_fit_another_structure():
    mine = change(c.draft(ORDER), "2", locked=True)
    new = again(mine, structure="one_char")
    assert [block.path for block in keeping.unlike(new, c.curated())] == ["2"]
    announce = next(b for b in new.blocks if b.move == "announce")
    assert all(slot.value for slot in announce.slots)  # no characters announced that the points do not have


# ------------------------------------------------------------------------------------ what the brief says in slots


def slot(block, name, value):
    return tuple(replace(s, value=value) if s.name == name else s for s in block.slots)


def test_a_meeting_typed_into_its_slot_stays_wherever_it_stands():
    draft = c.draft(replace(ORDER, meeting=None))
    place = next(b for b in draft.blocks if any(s.name == "会议" for s in b.slots))
    mine = change(draft, place.path, slots=slot(place, "会议", "全县冬季安全会"))
    for seed in range(2, 8):
        new = again(mine, seed=seed)
        assert "全县冬季安全会" in "".join(b.said for b in new.blocks)


def test_what_was_typed_over_a_value_of_the_brief_stays_in_a_locked_block():
    draft = c.draft(ORDER)
    place = next(b for b in draft.blocks if any(s.name == "会议" for s in b.slots))
    mine = change(draft, place.path, slots=slot(place, "会议", "全县冬季安全会"), locked=True)
    mine = change(mine, "1", slots=slot(at(mine, "1"), "主题", "安全生产和消防"), locked=True)
    new = again(mine, seed=5)
    assert "全县冬季安全会" in at(new, place.path).said
    assert "安全生产和消防" in at(new, "1").said


def test_the_number_a_locked_heading_names_stays_that_of_its_parts():
    draft = c.draft(replace(ORDER, structure="compound", points=3, seed=5))
    for top in c.headings(draft, ""):
        new = again(change(draft, top.path, locked=True))
        assert at(new, top.path).said == top.said


def test_what_was_edited_stays_when_its_entry_is_in_no_bank():
    draft = c.draft(ORDER)
    mine = change(draft, "1.1.p2", text="这一句改成了我的话", slots=())
    less = replace(c.curated(), phrases=tuple(p for p in c.curated().phrases if p.id != at(draft, "1.1.p2").entry))
    new = compose(mine.brief, c.templates(), less, keep=mine)
    assert "这一句改成了我的话" in [b.text for b in (*new.blocks, *new.aside)]


def test_a_marker_of_ones_own_stays():
    mine = change(c.draft(ORDER), "2", marker="第二部分　", locked=True)
    assert at(again(mine, seed=4), "2").marker == "第二部分　"
    assert at(again(mine, structure="ordinal"), "2").marker == "第二部分　"


@pytest.mark.parametrize("seed", range(5, 12))
def test_a_locked_heading_that_names_its_parts_has_as_many(seed):
    draft = c.draft(replace(ORDER, structure="compound"))
    new = again(change(draft, "3", locked=True), seed=seed)
    assert at(new, "3").said == at(draft, "3").said
    assert len(c.headings(new, "3")) == len(c.headings(draft, "3"))
    parallel = again(change(draft, "3", locked=True), structure="parallel")
    assert len(c.headings(parallel, "3")) == len(c.headings(draft, "3"))


def test_a_point_has_one_warning():
    draft = c.draft(ORDER)
    place = next(b.path for b in draft.blocks if b.path.endswith(".warning"))
    for seed in range(2, 9):
        new = again(change(draft, place, locked=True), seed=seed)
        held = [b for b in new.blocks if b.path.endswith(".warning") and b.path.startswith(f"{place[0]}.")]
        assert [b.text for b in held] == [at(draft, place).text]


def test_what_was_put_aside_stays_though_its_place_is_taken():
    mine = again(typed(c.draft(ORDER), "3", "甲是我写的第三点"), points=2)
    assert [b.text for b in mine.aside] == ["甲是我写的第三点"]
    added = Block("3", "heading", "乙也是我写的第三点", level=1, marker="三、", locked=True)
    new = again(replace(mine, blocks=(*mine.blocks, added)), points=3)
    assert at(new, "3").text == "乙也是我写的第三点"
    assert [b.text for b in new.aside] == ["甲是我写的第三点"]
