"""A filling session as plain data: ask, answer, back, exchange, retype, resume."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import yamlio
from drafter.bank import PhraseBank
from drafter.composing import compose, drafts
from drafter.composing.templates import load_all
from drafter.errors import DrafterError
from drafter.filling import Shape, begin, resume
from drafter.models import Brief
from drafter.resources import phrasebank

SAID = Brief(
    theme="安全生产", meeting="全县安全生产工作会议", speaker="县长", speaker_name="张三", level="县",
    date="2026-11-28", structure="parallel", points=2, seed=1,
)  # fmt: skip
SHAPES = (
    Shape("parallel", "并列式", (2, 6)),
    Shape("one_char", "一字经", (2, 5)),
    Shape("numeric", "数字概括", (2, 5)),
)


@cache
def shop():
    whole = PhraseBank.load(phrasebank())
    return load_all(), PhraseBank(
        tuple(p for p in whole.phrases if p.origin == "curated"),
        tuple(g for g in whole.groups if g.origin == "curated"),
    )


def make(brief, choices, keep):
    templates, bank = shop()
    return compose(brief, templates, bank, choices=choices, keep=keep)


def start(**said):
    return begin(replace(SAID, **said), make, SHAPES)


def fields(*names):
    return replace(SAID, **dict.fromkeys(names))


def until(session, subject):
    """The session at its first question of a subject, the answers before it all empty."""
    while session.question and session.question.subject != subject:
        session = session.answer("")
    return session


def walk(session, answers):
    for text in answers:
        session = session.answer(text)
    return session


# -------------------------------------------------------------------------------------------------- brief


def test_what_was_said_is_not_asked():
    session = begin(Brief(theme="安全生产", points=2), make, SHAPES)
    asked = [q.place for q in session.missing]
    assert asked == ["meeting", "speaker", "speaker_name", "level", "date", "structure"]
    assert not session.draft.blocks


def test_a_brief_that_lacks_nothing_is_composed_at_once():
    session = start()
    assert session.draft.blocks
    assert session.question.key == "headings:"
    assert session.draft == replace(make(SAID, {}, None), answered=session.draft.answered)


def test_the_brief_is_asked_in_order_and_then_composed():
    session = begin(Brief(seed=1), make, SHAPES)
    answers = ["安全生产", "全县大会", "县长", "张三", "镇", "2026-11-28", "2", "4"]
    for text in answers:
        assert not session.draft.blocks
        assert session.question.subject == "brief"
        session = session.answer(text)
    brief = session.draft.brief
    assert (brief.theme, brief.level, brief.structure, brief.points) == ("安全生产", "镇", "one_char", 4)
    assert [b.path for b in session.draft.blocks if b.level == 1] == ["1", "2", "3", "4"]


def test_an_empty_answer_takes_the_default():
    session = walk(begin(Brief(), make, SHAPES), ["安全生产", "", "", "", "", "", "", ""])
    brief = session.draft.brief
    assert (brief.meeting, brief.level, brief.structure, brief.points) == (None, "县", "parallel", 3)
    assert len(brief.date) == 10


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("theme", "", "主题不能空着"), ("theme", "-", "主题不能空着"), ("level", "县县", "不认识行政层级"),
        ("date", "后天", "不是日期"),
        ("structure", "9", "没有“9”"), ("structure", "parralel", "parallel"), ("points", "1", "2～6"),
        ("points", "七", "2～6"),
        ("points", "7", "2～6"), ("meeting", "关于{主题}的会", "不要写"), ("speaker", "【职务】", "不要写"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_refused_and_asked_again(place, text, said):
    session = begin(fields(place) if place != "theme" else replace(SAID, theme=""), make, SHAPES)
    assert session.question.place == place
    with pytest.raises(DrafterError, match=said):
        session.answer(text)
    assert session.question.place == place


@pytest.mark.parametrize(("text", "points"), [("3", 3), ("三", 3), ("３", 3), ("两", 2)])
def test_points_as_people_write_them(text, points):
    assert begin(fields("points"), make, SHAPES).answer(text).draft.brief.points == points


@pytest.mark.parametrize(
    ("text", "structure"), [("1", "parallel"), ("2", "one_char"), ("numeric", "numeric"), ("一字经", "one_char")]
)
def test_a_structure_by_number_id_or_name(text, structure):
    assert begin(fields("structure"), make, SHAPES).answer(text).draft.brief.structure == structure


def test_the_range_of_points_is_that_of_the_structure():
    session = begin(fields("structure", "points"), make, SHAPES).answer("one_char")
    assert session.question.choices == ("2", "3", "4", "5")


# ----------------------------------------------------------------------------------------------- headings


def test_each_set_of_siblings_is_asked_once():
    session = start()
    keys = [q.key for q in session.missing if q.subject == "headings"]
    assert keys == ["headings:", "headings:1", "headings:2"]
    first = session.question
    assert len(first.lines) == 3
    assert "一、" in first.lines[1]
    assert "二、" in first.lines[2]


def test_accepted_headings_are_locked():
    session = start().answer("")
    assert {b.path for b in session.draft.blocks if b.locked} == {"1", "2"}


def test_exchanged_until_it_pleases():
    session = start()
    seen = []
    for _ in range(4):
        seen.append(tuple(b.said for b in session.draft.blocks if b.level == 1))
        session = session.answer("换")
    assert len(set(seen)) == 4
    assert session.question.key == "headings:"


def test_an_exchange_below_leaves_the_points():
    session = start().answer("")
    tops = [b for b in session.draft.blocks if b.level == 1]
    new = session.answer("换")
    assert [b for b in new.draft.blocks if b.level == 1] == tops
    assert [b.said for b in new.draft.blocks if b.level == 2] != [b.said for b in session.draft.blocks if b.level == 2]


@pytest.mark.parametrize(
    "text", ["2 把功夫下在平时", "2.把功夫下在平时", "2、把功夫下在平时。", "2．把功夫下在平时", "２　把功夫下在平时"]
)
def test_a_heading_of_ones_own(text):
    session = start().answer(text)
    block = next(b for b in session.draft.blocks if b.path == "2")
    assert (block.said, block.locked, block.entry, block.sources) == ("把功夫下在平时", True, None, ())
    assert session.question.key == "headings:"  # asked again, so that the others can be changed too
    assert "把功夫下在平时" in session.question.lines[2]


@pytest.mark.parametrize("text", ["0 甲", "3 甲", "甲", "2", "12345 甲", "换一换"])
def test_what_is_no_choice_of_headings(text):
    with pytest.raises(DrafterError, match="回车用这组"):
        start().answer(text)


def test_a_typed_heading_survives_the_exchange_of_others():
    session = walk(start(), ["1 把功夫下在平时", "", "换", "换"])
    assert next(b for b in session.draft.blocks if b.path == "1").said == "把功夫下在平时"


def test_a_typed_character_is_announced():
    session = start(structure="one_char").answer("2 突出一个“韧”字，难处面前不松手")
    said = next(b.said for b in session.draft.blocks if b.move == "announce")
    assert "“韧”" in said


# -------------------------------------------------------------------------------------------------- slots


def test_a_slot_is_shown_in_its_sentence():
    question = until(start(), "slot").question
    assert "▁▁" in question.lines[0]
    assert question.prompt


def test_an_answer_fills_one_slot_and_a_blank_leaves_it_open():
    session = until(start(), "slot")
    path, _, name = session.question.place.partition(":")
    filled = session.answer("某某内容三项")
    assert [s.value for b in filled.draft.blocks if b.path == path for s in b.slots if s.name == name] == [
        "某某内容三项"
    ]
    assert sum(s.value is None for b in filled.draft.blocks for s in b.slots) == (
        sum(s.value is None for b in session.draft.blocks for s in b.slots) - 1
    )
    assert all(
        s.value is None for b in session.answer("").draft.blocks if b.path == path for s in b.slots if s.name == name
    )


def test_the_time_it_takes_is_that_of_what_was_answered():
    session = until(start(), "slot")
    longer = session.answer("三百六十五里路" * 20)
    assert longer.draft.seconds["min"] > session.draft.seconds["min"]


def test_every_open_slot_is_asked_and_then_nothing():
    session = start()
    for _ in range(400):
        if session.question is None:
            break
        text = "三" if session.question.subject == "slot" else ""
        session = session.answer(text)
    assert session.question is None
    assert not session.missing
    assert not [s for b in session.draft.blocks for s in b.slots if s.value is None]
    assert session.answer("多说一句") == session


def test_a_figure_wants_a_number():
    session = until(start(), "slot")
    while "数字" not in session.question.prompt:
        session = session.answer("")
    with pytest.raises(DrafterError, match="这里要填数字"):
        session.answer("许多")
    for text in ("12个", "十二个", "半数", "三分之一"):
        assert session.answer(text).question != session.question


def test_a_unit_once_named_is_offered_again():
    session = start(points=6)
    names = [s.name for b in session.draft.blocks for s in b.slots if s.type == "unit" and s.value is None]
    repeated = next(name for name in names if names.count(name) > 1)
    session, given = until(session, "slot"), False
    while session.question is not None:
        name = session.question.place.rpartition(":")[2]
        if given and name == repeated:
            assert session.question.default == "应急管理局"
            break
        given = given or name == repeated
        session = session.answer("应急管理局" if name == repeated else "")
    path = session.question.place.partition(":")[0]
    block = next(b for b in session.answer("").draft.blocks if b.path == path)
    assert "应急管理局" in block.said


# --------------------------------------------------------------------------------------------------- back


def test_back_from_the_first_question_changes_nothing():
    session = begin(Brief(), make, SHAPES)
    assert session.back() == session


def test_back_offers_what_was_said():
    session = begin(Brief(), make, SHAPES).answer("安全生产").answer("全县大会").back()
    assert session.question.place == "meeting"
    assert session.question.default == "全县大会"
    assert session.answer("").draft.brief.meeting == "全县大会"


def test_back_from_the_headings_into_the_brief_composes_anew():
    session = begin(fields("points"), make, SHAPES).answer("2").back()
    assert session.question.key == "brief:points"
    session = session.answer("4")
    assert [b.path for b in session.draft.blocks if b.level == 1] == ["1", "2", "3", "4"]


def test_back_loosens_what_was_accepted_but_not_what_was_typed():
    session = start().answer("1 把功夫下在平时").answer("").back()
    assert session.question.key == "headings:"
    assert {b.path for b in session.draft.blocks if b.locked} == {"1"}


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["", "换", "退", "1 一条自己的标题", "三个", "-"]), max_size=14))
def test_back_and_forth_never_loses_the_thread(moves):
    session = start()
    for text in moves:
        before = session
        try:
            session = session.back() if text == "退" else session.answer(text)
        except DrafterError:
            assert session == before
            continue
        if text == "退" and before.draft.answered:
            assert session.question.key == before.draft.answered[-1]
        if not session.draft.answered:
            continue  # as outline leaves a draft: resumed, its brief counts as answered
        # what is on disk is the whole state: resumed, the same question comes
        again = resume(saved(session.draft), Brief(), make, SHAPES)
        assert again.question == session.question
        assert again.draft == session.draft


# ------------------------------------------------------------------------------------------------- resume


def saved(draft):
    return drafts.from_data(yamlio.loads(drafts.as_yaml(draft), "x"), "x")


def test_stopped_in_the_brief_and_resumed():
    session = begin(Brief(), make, SHAPES).answer("安全生产").answer("全县大会")
    again = resume(saved(session.draft), Brief(), make, SHAPES)
    assert again.question.place == "speaker"
    assert again.draft.brief.meeting == "全县大会"


def test_stopped_in_the_slots_and_resumed():
    session = until(start(), "slot").answer("某某内容三项")
    again = resume(saved(session.draft), Brief(), make, SHAPES)
    assert again.question == session.question
    assert again.draft == session.draft


def test_the_command_line_comes_before_the_draft():
    session = until(start(), "slot").answer("某某内容三项")
    again = resume(saved(session.draft), Brief(theme="防汛抗旱", points=3), make, SHAPES)
    assert (again.draft.brief.theme, again.draft.brief.points) == ("防汛抗旱", 3)
    assert [b.path for b in again.draft.blocks if b.level == 1] == ["1", "2", "3"]
    assert again.draft.brief.speaker == "县长"


def test_a_changed_brief_keeps_what_was_typed_and_answered():
    session = walk(start(), ["2 把功夫下在平时", "", "", ""])
    while session.question.place.partition(":")[0] != "1.1.p3":
        session = session.answer("")
    session = session.answer("应急管理局")
    block = next(b for b in session.draft.blocks if b.path == "1.1.p3")
    again = resume(saved(session.draft), Brief(meeting="全县安全生产推进会"), make, SHAPES)
    assert next(b for b in again.draft.blocks if b.path == "2").said == "把功夫下在平时"
    assert next(b for b in again.draft.blocks if b.path == "1.1.p3") == block
    assert "全县安全生产推进会" in "".join(b.said for b in again.draft.blocks)


def test_a_draft_made_by_outline_is_not_asked_for_its_brief_again():
    again = resume(saved(make(SAID, {}, None)), Brief(), make, SHAPES)
    assert again.question.key == "headings:"


def test_the_same_options_again_change_nothing():
    session = until(start(), "slot").answer("某某内容三项")
    assert resume(saved(session.draft), SAID, make, SHAPES).draft == session.draft


def test_a_typed_point_is_asked_about_with_sub_headings_that_fit_it():
    session = until(start(points=3), "headings")
    old = [b.said for b in session.draft.blocks if b.path.startswith("2.") and b.level]
    session = session.answer("2 严格督查问责，让责任长出牙齿")
    point = next(b for b in session.draft.blocks if b.path == "2")
    below = [b for b in session.draft.blocks if b.path.startswith("2.") and b.level]
    assert (point.said, point.aspect) == ("严格督查问责，让责任长出牙齿", "督查")
    assert [b.said for b in below] != old
    groups = {group.id: group for group in shop()[1].groups}
    assert all("督查" in groups[b.entry].under for b in below)
    # the other points are as they were
    first = [b for b in start(points=3).draft.blocks if b.path.startswith("1")]
    assert [b for b in session.draft.blocks if b.path.startswith("1")] == first


def test_the_figures_follow_what_is_filled_in():
    session = start(points=2)
    before = session.draft.fit
    while session.question:
        session = session.answer("石桥县应急管理局和各有关单位" if session.question.subject == "slot" else "")
        if session.draft.fit != before:
            break
    assert session.draft.fit != before
    assert [fit.path for fit in session.draft.fit] == ["", "1", "2"]


def test_a_typed_heading_that_is_exchanged_goes_aside_and_stays_there():
    session = until(start(points=2), "headings").answer("1 第一点是我自己写的").answer("换")
    assert "第一点是我自己写的" not in [b.text for b in session.draft.blocks]
    assert [b.text for b in session.draft.aside] == ["第一点是我自己写的"]
    session = session.answer("2 第二点也是我写的").answer("换")
    again = session.compose(session.draft.brief, session.draft.choices, session.draft)
    for draft in (session.draft, again):
        assert [b.text for b in draft.aside] == ["第一点是我自己写的", "第二点也是我写的"]
        assert not {b.text for b in draft.aside} & {b.text for b in draft.blocks}
