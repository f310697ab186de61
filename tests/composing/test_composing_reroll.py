"""Re-rolling one place: all candidates come round, everything else stays, and each step can be undone."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import composing_cover as c
import pytest

from drafter import rhetoric, timing
from drafter.composing import compose, drafts, reroll, undo
from drafter.composing.stock import all_forms
from drafter.errors import DrafterError
from drafter.models import Block

ORDER = c.brief(points=3, structure="parallel")


def turn(draft, path, **how):
    return reroll(draft, path, c.templates(), c.curated(), **how)


def at(draft, path):
    return next(block for block in draft.blocks if block.path == path)


def lock(draft, *paths):
    return replace(draft, blocks=tuple(replace(b, locked=b.locked or b.path in paths) for b in draft.blocks))


def walk(draft, path, **how):
    """Every turn until the first comes back."""
    turns = [turn(draft, path, **how)]
    while turns[-1].number != 1:
        turns.append(turn(turns[-1].draft, path, **how))
        assert len(turns) <= turns[0].count, "the first never came back"
    return turns


@pytest.mark.parametrize("path", ["2", "1", "3", "2.1", "opening.2", "opening.6", "ending.1", "2.1.p2"])
def test_all_candidates_come_round_and_nothing_else_changes(path):
    draft = c.draft(ORDER)
    turns = walk(draft, path)
    assert len(turns) >= 2
    assert [t.number for t in turns] == [*range(2, turns[0].count + 1), 1][-len(turns) :]
    said = [tuple(block.text for block in t.after) for t in turns]
    assert len(set(said)) == len(said)
    assert replace(turns[-1].draft, undo=()) == draft
    scope = path.rpartition("p")[0] if ".p" in path else path
    for t in turns:
        assert {b.path: b for b in t.draft.blocks if not b.path.startswith(scope)} == {
            b.path: b for b in draft.blocks if not b.path.startswith(scope)
        }
        entries = [b.entry for b in t.draft.blocks if b.level is None and b.entry]
        assert len(entries) == len(set(entries))
        texts = [b.said for b in t.draft.blocks]
        assert len(texts) == len(set(texts))


@pytest.mark.parametrize("structure", [template.id for template in c.structures()])
def test_a_heading_alone_keeps_its_siblings_and_all_conditions(structure):
    draft = c.draft(c.brief(points=3, structure=structure))
    forms = {form.id: form.group for form in all_forms(c.curated())}
    try:
        turns = walk(draft, "2")
    except DrafterError as error:
        assert "--family" in str(error)  # noqa: PT017 - a form of exactly three items has nothing to exchange
        return
    for t in turns:
        tops = c.headings(t.draft, "")
        assert [b.said for b in tops][::2] == [b.said for b in c.headings(draft, "")][::2]
        assert {b.entry for b in tops} == {tops[0].entry}
        assert not [f for f in rhetoric.verify([b.said for b in tops], forms[tops[0].entry].device) if f.grave]
        for parts in (c.headings(t.draft, b.path) for b in tops):
            if parts and tops[0].aspect and forms[parts[0].entry].under:
                parent = at(t.draft, parts[0].path.rpartition(".")[0])
                lent = next(s for s in c.structures() if s.id == structure).settings.get("borrow", {})
                assert {parent.aspect, *lent.get(parent.aspect, ())} & set(forms[parts[0].entry].under)


def test_the_announcement_names_the_character_that_is_there_now():
    draft = c.draft(c.brief(structure="one_char", points=3))
    now = turn(draft, "2").draft
    chars = [rhetoric.quoted_chars(b.said)[0] for b in c.headings(now, "")]
    announced = rhetoric.quoted_chars(next(b.said for b in now.blocks if b.move == "announce"))
    assert announced == chars
    assert chars[1] != rhetoric.quoted_chars(at(draft, "2").said)[0]


def test_a_family_is_another_form_for_all_siblings():
    draft = c.draft(ORDER)
    tops = turn(draft, "2", family=True)
    assert {b.entry for b in c.headings(tops.draft, "")} != {b.entry for b in c.headings(draft, "")}
    assert len(c.headings(tops.draft, "")) == 3
    below = turn(draft, "2.1", family=True)
    assert [b.said for b in c.headings(below.draft, "")] == [b.said for b in c.headings(draft, "")]
    assert [b.said for b in c.headings(below.draft, "2")] != [b.said for b in c.headings(draft, "2")]
    assert [b.said for b in c.headings(below.draft, "1")] == [b.said for b in c.headings(draft, "1")]


def test_sub_headings_stay_where_they_still_fit():
    """Another point of the same aspect keeps what stands under it; of another one it does not."""
    draft = c.draft(ORDER)
    for t in walk(draft, "2")[:-1]:
        kept = [b.text for b in c.headings(t.draft, "2")] == [b.text for b in c.headings(draft, "2")]
        assert kept == (at(t.draft, "2").aspect == at(draft, "2").aspect)


def test_undo_goes_all_the_way_back():
    draft = c.draft(ORDER)
    states = [draft]
    for path, family in (("2", False), ("2.1.p1", False), ("opening.3", False), ("1", True), ("3.2", True)):
        states.append(turn(states[-1], path, family=family).draft)
    for before, after in zip(states[-2::-1], states[:0:-1], strict=True):
        assert undo(after, c.curated()).draft == before
    with pytest.raises(DrafterError, match="没有可退回的"):
        undo(draft, c.curated())


def test_picks_and_undo_are_kept_on_disk(tmp_path):
    now = turn(turn(c.draft(ORDER), "2").draft, "opening.2").draft
    drafts.save(now, tmp_path / "稿.yaml")
    assert drafts.load(tmp_path / "稿.yaml") == now
    assert set(now.picks) == {"2", "opening.2"}
    assert undo(drafts.load(tmp_path / "稿.yaml"), c.curated()).draft.picks == {"2": now.picks["2"]}


def test_what_was_picked_is_still_there_when_composed_again():
    from drafter.composing import compose

    now = turn(turn(turn(c.draft(ORDER), "2").draft, "2.1.p1").draft, "opening.2").draft
    again = compose(now.brief, c.templates(), c.curated(), keep=now)
    for path in ("2", "2.1.p1", "2.1.p2", "opening.2"):
        assert at(again, path).text == at(now, path).text


def test_what_is_locked_is_refused_and_names_the_way_out():
    draft = c.draft(ORDER)
    for locked, path in (("2", "2"), ("2.1", "2"), ("2.1.p3", "2.1.p1"), ("opening.2", "opening.2")):
        with pytest.raises(DrafterError, match=r"锁定.*--off"):
            turn(lock(draft, locked), path)
    assert turn(lock(draft, "2.1"), "2.2").number == 2
    tops = turn(lock(draft, "2"), "1", family=True).draft
    assert at(tops, "2").said == at(draft, "2").said


def test_a_path_that_is_none_names_the_nearest():
    with pytest.raises(DrafterError, match=r"没有“2\.9”这一处，相近的有：2\.\d"):
        turn(c.draft(ORDER), "2.9")
    with pytest.raises(DrafterError, match="不是标题"):
        turn(c.draft(ORDER), "opening.2", family=True)


def test_what_was_filled_in_goes_aside_and_comes_back():
    draft = c.draft(ORDER)
    block = next(b for b in draft.blocks if b.path.endswith(".p2") and b.slots)
    filled = tuple(replace(s, value="某某局") if n == 0 else s for n, s in enumerate(block.slots))
    mine = replace(draft, blocks=tuple(replace(b, slots=filled) if b == block else b for b in draft.blocks))
    gone = turn(mine, block.path).draft
    assert [(b.path, b.text) for b in gone.aside] == [(block.path, block.text)]
    back = undo(gone, c.curated()).draft
    assert back.aside == ()
    assert at(back, block.path).slots == filled


def test_a_block_that_was_deleted_stays_deleted():
    draft = c.draft(ORDER)
    short = replace(draft, blocks=tuple(b for b in draft.blocks if b.path != "3.1.p1"))
    assert "3.1.p1" not in [b.path for b in turn(short, "2.1").draft.blocks]


def test_a_card_is_exchanged_for_a_card_also_where_minutes_were_ordered():
    draft = compose(c.brief(points=3, depth="draft", minutes=8), c.templates(), c.curated())
    places = [b.path for b in draft.blocks if b.path.endswith((".p1", ".p4"))]
    assert any(place.endswith(".p4") for place in places)
    turns = []
    for place in places:
        with contextlib.suppress(DrafterError):  # the bank has no third card
            turns.append(reroll(draft, place, c.templates(), c.curated()))
    assert turns
    assert all(len(turn.draft.blocks) == len(draft.blocks) for turn in turns)
    turn = turns[0]
    assert turn.draft.seconds == timing.seconds("".join(b.said for b in turn.draft.blocks))


def test_a_warning_is_exchanged_and_comes_round():
    draft = c.draft(c.brief(points=3, depth="draft"))
    place = next(b.path for b in draft.blocks if b.path.endswith(".warning"))
    seen, now = [], draft
    while True:
        turn = reroll(now, place, c.templates(), c.curated())
        now = turn.draft
        seen.append(next(b.said for b in now.blocks if b.path == place))
        if turn.number == 1:
            break
    assert len(seen) == len(set(seen)) == turn.count > 1
    assert now.blocks == draft.blocks


def test_the_third_level_goes_with_its_heading():
    draft = c.draft(c.brief(points=3, levels=3))
    place = next(b.path for b in draft.blocks if b.level == 3)
    with pytest.raises(DrafterError, match=place.rpartition(".")[0]):
        reroll(draft, place, c.templates(), c.curated())


def test_a_point_added_by_hand_stays_in_its_place_and_is_counted():
    draft = c.draft(c.brief(points=3, depth="headings"))
    mine = replace(draft, blocks=(*draft.blocks, Block("4", "heading", "自己加的第四点", level=1, marker="四、")))
    turn = reroll(mine, "1.1", c.templates(), c.curated())
    assert [b.said for b in c.headings(turn.draft, "")][3] == "自己加的第四点"
    assert not turn.draft.aside
    assert "四" in next(b.said for b in turn.draft.blocks if b.move == "announce")


def test_what_was_locked_before_does_not_keep_from_going_back():
    draft = c.draft(c.brief(points=3))
    mine = replace(draft, blocks=tuple(replace(b, locked=True) if b.path == "1.2" else b for b in draft.blocks))
    turn = reroll(mine, "2", c.templates(), c.curated(), family=True)
    assert undo(turn.draft, c.curated()).draft.blocks == mine.blocks


def test_another_order_ends_the_steps_back():
    draft = c.draft(c.brief(points=3))
    turn = reroll(draft, "2", c.templates(), c.curated())
    new = compose(replace(draft.brief, theme="招商引资"), c.templates(), c.curated(), keep=turn.draft)
    with pytest.raises(DrafterError, match="没有可退回的"):
        undo(new, c.curated())
    same = compose(draft.brief, c.templates(), c.curated(), keep=turn.draft)
    assert undo(same, c.curated()).draft.blocks == draft.blocks
