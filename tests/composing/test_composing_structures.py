"""What each structure promises beside what every draft must hold: its order, its counts, its verbs, its third level."""

from __future__ import annotations

import itertools
import re

import composing_cover as c
import pytest

from drafter import overlap, resources, rhetoric, wording
from drafter.composing import compose, lay_out
from drafter.errors import DrafterError
from drafter.exporting import export

CASES = pytest.mark.parametrize("brief", c.cover(), ids=c.name)
IDS = [structure.id for structure in c.structures()]


def composed(**said):
    return compose(c.brief(**{"depth": "headings", **said}), c.templates(), c.curated())


def tops(draft):
    return [block.said for block in c.headings(draft, "")]


@CASES
def test_what_is_announced_is_what_follows(brief):
    """In all its wordings: the count of points, of breakthroughs, the characters and names in their order."""
    draft = c.draft(brief)
    announce = next(block.said for block in draft.blocks if block.move == "announce")
    bare = [text.replace(brief.theme, "主题") for text in tops(draft)]
    assert not rhetoric.announces(announce.replace(brief.theme, "主题"), bare), announce


@CASES
def test_no_heading_joins_a_theme_with_a_verb_that_does_not_take_it(brief):
    theme = wording.theme(brief.theme)
    assert all(wording.collocates(block.said, theme) for block in c.headings(c.draft(brief)))


@CASES
def test_a_leader_can_read_it_out(brief):
    """No four-character phrase three times, no heading beyond a breath and a half."""
    draft = c.draft(brief)
    said = [block.said.replace(brief.theme, "主题") for block in c.headings(draft)]
    parts = [part for text in said for part in re.split("[，、？。：]", text)]
    assert not [part for part in set(parts) if rhetoric.length(part) == 4 and parts.count(part) >= 3]
    assert max(rhetoric.length(text) for text in said) <= 36, max(said, key=rhetoric.length)


@pytest.mark.parametrize("structure", IDS)
@pytest.mark.parametrize("theme", ["作风建设", "秋粮收储"])
def test_twenty_seeds_show_variety(structure, theme):
    """Of the points of two drafts at most a fifth are the same on average."""
    drafts = [set(tops(composed(structure=structure, theme=theme, seed=seed))) for seed in range(1, 21)]
    shares = [len(a & b) / max(len(a), len(b)) for a, b in itertools.combinations(drafts, 2)]
    assert sum(shares) / len(shares) <= 0.2


@pytest.mark.parametrize("theme", ["安全生产", "数字政府", "营商环境", "秋粮收储", "敢于担当"])
def test_a_ladder_climbs(theme):
    for seed in range(6):
        for points in (3, 4, 5, 6):
            said = tops(composed(structure="ladder", theme=theme, seed=seed, points=points))
            stages = [rhetoric.ladder_class(text) for text in said]
            assert [stage for stage, _ in itertools.groupby(stages)] == ["认识", "任务", "保障"], said


@pytest.mark.parametrize("points", range(3, 11))
def test_a_series_runs_up_to_ten(points):
    for theme in ("数字政府", "古树名木保护"):
        said = tops(composed(structure="serial", theme=theme, points=points, seed=points))
        assert len(said) == len(set(said)) == points
        assert len({tuple(rhetoric.segments(text)) for text in said}) == 1
        assert len({text[2:6] for text in said}) == points  # 坚持, then four characters of its own


def test_a_compound_names_its_own_counts():
    counts = set()
    for seed in range(12):
        draft = composed(structure="compound", points=3, seed=seed)
        announced = {count.path: count.count for count in draft.announced}
        for block in c.headings(draft, ""):
            below = len(c.headings(draft, block.path))
            assert announced[block.path] == below == rhetoric.numeric_count(block.said)
            counts.add(below)
    assert counts == {3, 4, 5}


def test_a_compound_needs_what_it_counts():
    with pytest.raises(DrafterError, match="2～3 级"):
        composed(structure="compound", levels=1)


@pytest.mark.parametrize("levels", [-1, 4])
def test_levels_out_of_range(levels):
    with pytest.raises(DrafterError, match="级"):
        composed(levels=levels)


def test_breakthroughs_are_counted_twice_alike():
    for points in (2, 4, 6):
        draft = composed(structure="breakthroughs", points=points)
        announce = next(block.said for block in draft.blocks if block.move == "announce")
        assert len(re.findall("[两四六][点个]", announce)) == 2, announce


def test_questions_are_numbered_so_where_each_begins_its_point():
    """一问 二问 三问 in place of 一、二、三、 for about half of them, never before what is no question yet."""
    drafts = [composed(structure="questions", theme=theme, seed=seed) for theme in c.COVERED for seed in range(6)]
    asked = [d for d in drafts if c.headings(d, "")[0].marker == "一问"]
    assert len(drafts) / 6 < len(asked) < len(drafts) * 5 / 6
    for draft in drafts:
        marks = [block.marker for block in c.headings(draft, "")]
        assert marks == (["一问", "二问", "三问"] if draft in asked else ["一、", "二、", "三、"])
        if draft in asked:
            assert all(re.match("[^，。？]+？", said) for said in tops(draft)), tops(draft)


def test_the_third_level_is_read_out_in_one_line():
    """Under a heading it was written for; with all its siblings, or with none."""
    draft = composed(structure="parallel", levels=3, depth="outline")
    lines = export(lay_out(draft, c.templates()), "txt").splitlines()
    read = 0
    for top in c.headings(draft, ""):
        parts = c.headings(draft, top.path)
        assert len({bool(c.headings(draft, block.path)) for block in parts}) == 1
        for block in parts:
            clauses = c.headings(draft, block.path)
            read += len(clauses)
            at = lines.index(f"{block.marker}{block.said}")
            if clauses:
                assert lines[at + 1] == "".join(f"{b.marker}{b.said}。" for b in clauses)
            assert lines[at + 1 + bool(clauses)].startswith("- 缘由：")
    assert read


def test_a_spoken_ordinal_keeps_its_own_marks_apart():
    """Behind 一要 no second 一要: with three levels the middle one is counted in brackets."""
    two, three = (composed(structure="ordinal", levels=levels) for levels in (2, 3))
    assert [b.marker for b in two.blocks if b.level][:2] == ["第一，", "一要"]
    assert [b.marker for b in three.blocks if b.level][:2] == ["第一，", "（一）"]
    assert {b.marker for b in three.blocks if b.level == 3} == {"一要", "二要", "三要"}


@pytest.mark.parametrize(
    "group", [g for g in c.curated().groups if g.level == 3], ids=lambda g: f"{g.skeleton}-{g.under[0]}"
)
def test_clauses_read_behind_yao(group):
    """一要务…, 一要点… are other words; 一要不… is no demand. Short, each its own, four at most in the stock."""
    for text in group.headings:
        assert text[0] not in "务求素点件害领义么不", text
        assert 2 <= rhetoric.length(text) <= 8, text
    assert 3 <= len(group.items) <= 5
    assert not [fault for fault in rhetoric.verify(group.headings, group.device) if fault.grave]
    assert len({rhetoric.length(text) for text in group.headings}) == 1


def test_in_one_paragraph_the_reason_comes_before_its_clauses():
    draft = composed(theme="作风建设", structure="ladder", levels=3, depth="draft", points=3)
    heading = next(b for b in draft.blocks if b.level == 2 and any(c.path == f"{b.path}.1" for c in draft.blocks))
    said = {b.path: b.said for b in draft.blocks}
    text = "".join("".join(piece.text for piece in p.pieces) for p in lay_out(draft, c.templates()))
    order = [heading.said, *(said[f"{heading.path}.{place}"] for place in ("p1", "1", "2", "3", "p2", "p3"))]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("structure", IDS)
def test_one_point_at_least_is_about_the_work_itself(structure):
    """摸底 and 协同 by themselves leave open what is to be done."""
    core = {e["name"] for e in resources.data("composing/aspects")["aspects"] if e.get("core")} | {"举措", "关系"}
    for theme in ("基层治理", "高标准农田建设", "档案管理"):
        for seed in range(6):
            draft = composed(structure=structure, theme=theme, seed=seed, points=3)
            assert core & {block.aspect for block in c.headings(draft, "")}, tops(draft)


def test_a_card_that_says_its_clauses_again_is_the_last_to_be_taken():
    """Of the drafts with clauses and key points, few repeat four letters of a clause where another card was there."""
    again = total = 0
    for seed in range(12):
        draft = composed(theme="安全生产", structure="parallel", levels=3, depth="outline", seed=seed)
        said = {b.path: b for b in draft.blocks}
        for block in draft.blocks:
            if block.level == 2 and (card := said.get(f"{block.path}.p2")):
                below = (b.said for b in draft.blocks if b.level == 3 and b.path.startswith(f"{block.path}."))
                clauses = "，".join(below)
                total += 1
                again += bool(overlap.shared_runs(clauses, card.said, 4))
    assert total > 50
    assert again <= total / 10


def test_clauses_stand_only_under_what_they_were_written_for():
    """Never under a point at large: 从班子学起 under 饭碗要端牢 says something else than its heading."""
    points = {a for g in c.curated().groups if g.level == 1 for a in g.aspects} - {"纪律"}  # also a sub-heading's
    for group in c.curated().groups:
        if group.level == 3:
            assert not set(group.under) & points, group.skeleton
    for theme in ("安全生产", "秋粮收储", "古树名木保护"):
        seeds = range(6)
        read = [b for s in seeds for b in composed(theme=theme, structure="parallel", levels=3, seed=s).blocks]
        assert any(block.level == 3 for block in read), theme
