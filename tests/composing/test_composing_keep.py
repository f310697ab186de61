"""Composing again: what a person typed, locked or answered stays; an exchange touches one set of siblings."""

from __future__ import annotations

from dataclasses import replace

import composing_cover as c
import pytest

from drafter import rhetoric
from drafter.composing import compose, drafts
from drafter.models import Block

ORDER = c.brief(points=3, meeting="全县安全生产工作会议")


def change(draft, path, **fields):
    return replace(draft, blocks=tuple(replace(b, **fields) if b.path == path else b for b in draft.blocks))


def at(draft, path):
    return next(block for block in draft.blocks if block.path == path)


def again(keep, choices=None, **said):
    return compose(replace(keep.brief, **said), c.templates(), c.curated(), keep=keep, choices=choices)


def test_composed_again_nothing_changes():
    assert again(c.draft(ORDER)) == c.draft(ORDER)


def test_a_typed_heading_stays_with_another_seed():
    mine = change(c.draft(ORDER), "2", text="我自己写的一条", slots=(), entry=None, locked=True)
    new = again(mine, seed=99)
    assert at(new, "2").said == "我自己写的一条"
    assert at(new, "2").marker == "二、"
    assert {b.said for b in new.blocks} != {b.said for b in mine.blocks}
    assert new.announced[0].count == 3


def test_what_was_locked_or_edited_in_the_file_stays_and_the_rest_goes():
    mine = change(c.draft(ORDER), "opening.3", text="会议任务我另写", slots=(), locked=True)
    mine = change(mine, "1.1.p1", text="这一句在文件里改过，没有写 locked", slots=())
    mine = change(mine, "2.1", text="这个小标题也改过", slots=())
    new = again(mine, seed=5)
    said = [block.said for block in new.blocks]
    assert "会议任务我另写" in said
    assert "这一句在文件里改过，没有写 locked" in said
    assert "这个小标题也改过" in said
    untouched = {b.said for b in mine.blocks if b.path not in ("opening.3", "1.1.p1", "2.1")}
    assert not untouched <= set(said)


def test_answers_stay_where_their_sentence_stays():
    draft = c.draft(ORDER)
    block = next(b for b in draft.blocks if any(slot.value is None for slot in b.slots))
    slot = next(slot for slot in block.slots if slot.value is None)
    filled = tuple(replace(s, value="某某局") if s.name == slot.name else s for s in block.slots)
    new = again(change(draft, block.path, slots=filled), speaker="县长")
    assert [s.value for s in at(new, block.path).slots if s.name == slot.name] == ["某某局"]
    assert new.brief.speaker == "县长"


def test_a_locked_block_of_a_structure_that_has_no_such_place_goes():
    mine = change(c.draft(ORDER), "3", locked=True)
    new = again(mine, points=2)
    assert [b.path for b in c.headings(new, "")] == ["1", "2"]
    assert new.announced[0].count == 2


def test_a_locked_heading_gets_the_marker_of_the_new_structure():
    mine = change(c.draft(ORDER), "1", text="我自己写的一条", slots=(), entry=None, locked=True)
    assert at(again(mine, structure="ordinal"), "1").marker == "第一，"


def test_a_typed_character_is_announced():
    """一字经 announces its characters: one that a person typed too."""
    draft = c.draft(c.brief(structure="one_char", points=3))
    mine = change(draft, "2", text="突出一个“韧”字，难处面前不松手", slots=(), entry=None, locked=True)
    new = again(mine)
    said = next(b.said for b in new.blocks if b.move == "announce")
    assert rhetoric.quoted_chars(said)[1] == "韧"


def test_a_block_added_stays_under_its_heading_locked_or_not():
    draft = c.draft(ORDER)
    own = Block("1.2.p4", "tasks", "每周到现场看一遍", locked=True)
    loose = Block("1.2.p5", "tasks", "没有锁的一句")
    new = again(replace(draft, blocks=(*draft.blocks, own, loose)), seed=8)
    paths = [block.path for block in new.blocks]
    assert paths[paths.index("1.2.p4") - 1] == "1.2.p3"
    assert paths[paths.index("1.2.p4") + 1] == "1.2.p5"
    gone = again(replace(draft, blocks=(*draft.blocks, replace(own, path="3.1.p4"))), points=2)
    assert "3.1.p4" not in [block.path for block in gone.blocks]
    assert [block.text for block in gone.aside] == ["每周到现场看一遍"]


# ----------------------------------------------------------------------------------------------- exchange


@pytest.mark.parametrize("structure", [template.id for template in c.structures()])
def test_the_points_are_exchanged_and_come_back(structure):
    draft = c.draft(c.brief(structure=structure, points=3, depth="headings"))
    seen = [tuple(b.said for b in c.headings(draft, ""))]
    for turn in range(1, 60):
        new = again(draft, {"": turn})
        assert new.choices == {"": turn}
        tops = tuple(b.said for b in c.headings(new, ""))
        if tops == seen[0]:
            break
        seen.append(tops)
    else:
        pytest.fail("the first set never came back")
    assert len(seen) == len(set(seen)) >= 4


def test_what_stands_under_one_point_is_exchanged_alone():
    draft = c.draft(c.brief(points=3, depth="headings", structure="parallel"))
    new = again(draft, {"3": 1})
    different = {b.path for b, other in zip(new.blocks, draft.blocks, strict=False) if b != other}
    assert different
    assert all(path.startswith("3.") for path in different)


def test_an_exchange_leaves_earlier_points_alone():
    draft = c.draft(c.brief(points=3, depth="headings", structure="parallel"))
    new = again(draft, {"1": 1})
    assert [b.said for b in c.headings(new, "")] == [b.said for b in c.headings(draft, "")]
    assert [b.said for b in c.headings(new, "1")] != [b.said for b in c.headings(draft, "1")]


def test_an_exchange_is_kept_on_disk(tmp_path):
    draft = again(c.draft(ORDER), {"": 2, "1": 1})
    drafts.save(draft, tmp_path / "x.yaml")
    assert drafts.load(tmp_path / "x.yaml").choices == {"": 2, "1": 1}
    assert again(drafts.load(tmp_path / "x.yaml"), {"": 2, "1": 1}) == draft
