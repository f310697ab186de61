"""Drafts hold still when the bank grows, and share no long run with one speech."""

from __future__ import annotations

from dataclasses import replace

import composing_cover as c

from drafter import overlap
from drafter.bank import PhraseBank
from drafter.composing import compose
from drafter.models import Group, Occurrence, Phrase

HERE = Occurrence("石桥会.txt", 1, "一", 4, "2022 县 推进会", 2022)
ADDED = (
    ("这里，我就{主题}谈{数}点意见", "transition"), ("下面，我围绕{主题}讲{数}点要求", "transition"),
    ("今天，我们召开{会议}", "opening"), ("谢谢大家", "thanks_close"), ("要把{责任单位}的担子压实", "imperative"),
    ("还有{数量}处没有整改到位", "problem"), ("{日期}前全部办结", "deadline"), ("形势不等人", "situation"),
)  # fmt: skip
SKELETONS = (
    ("{}抓{主题}", ("摸清底数", "盯住关键", "压实责任")),
    ("{}促进{主题}", ("转变作风", "改进方法", "严明纪律")),
)


def grown(bank):
    """The bank with what one more speech brings: a dozen mined phrases and two groups."""
    phrases = tuple(
        Phrase("", pattern, kind, tier="attested", occurrences=(HERE,), first_year=2022, last_year=2022)
        for pattern, kind in ADDED
    )
    groups = tuple(
        Group("", skeleton, tuple((item,) for item in items), "anaphora", tier="attested", occurrences=(HERE,))
        for skeleton, items in SKELETONS
    )
    return PhraseBank((*bank.phrases, *phrases), (*bank.groups, *groups))


def fifty():
    shapes = [s.id for s in c.structures()]
    for n in range(50):
        structure = next(s for s in c.structures() if s.id == shapes[n % len(shapes)])
        low, high = structure.points
        yield c.brief(
            theme=c.THEMES[n % len(c.THEMES)], structure=structure.id, points=low + n % (high - low + 1), seed=n,
            depth=("outline", "draft")[n % 2],
        )  # fmt: skip


def test_one_speech_more_changes_a_fifth_of_the_blocks_at_most():
    before, after = c.shipped(), grown(c.shipped())
    assert len(after.phrases) > len(before.phrases)
    changed = total = 0
    for brief in fifty():
        old, new = (compose(brief, c.templates(), bank) for bank in (before, after))
        here = {block.path: block.text for block in new.blocks}
        total += len(old.blocks)
        changed += sum(here.get(block.path) != block.text for block in old.blocks)
    assert total > 1000
    assert changed <= 0.2 * total, f"{changed} of {total}"


def test_a_phrase_more_often_heard_draws_nothing_but_its_own_places():
    """A speech that only repeats what is known changes weights, and hardly a draft."""
    before = c.shipped()
    heavier = tuple(
        replace(p, weight=p.weight + 1) if p.origin == "extracted" and p.weight > 1 else p for p in before.phrases
    )
    after = PhraseBank(heavier, before.groups)
    changed = total = 0
    for brief in fifty():
        old, new = (compose(brief, c.templates(), bank) for bank in (before, after))
        total += len(old.blocks)
        changed += sum(a.text != b.text for a, b in zip(old.blocks, new.blocks, strict=True))
    assert changed <= 0.05 * total, f"{changed} of {total}"


def said_by_fifty():
    """All that fifty drafts say, with something between the blocks that nobody says: a run does not go on over it."""
    said = {block.text for brief in fifty() for block in compose(brief, c.templates(), c.shipped()).blocks}
    return "某甲乙丙某".join(sorted(said))


def test_no_long_run_is_shared_with_one_speech_but_formulas():
    """Against the bank's own record: what was mined of one speech, and is longer than twelve letters."""
    singles = [p for p in c.shipped().phrases if p.origin == "extracted" and p.tier != "formula"]
    theirs = "\n".join(p.pattern for p in singles)
    assert len(singles) > 100
    said = said_by_fifty()
    assert overlap.shared_runs(said, theirs) == []


def test_no_long_run_is_shared_with_the_speeches_themselves(corpus):
    """What a draft says outside of its slots, against each speech of the corpus; formulas are free."""
    texts = {p.name: p.read_text(encoding="utf-8", errors="replace") for p in sorted(corpus.iterdir()) if p.is_file()}
    formulas = "\n".join(p.pattern for p in c.shipped().phrases if p.tier == "formula" and p.origin == "extracted")
    said = said_by_fifty()
    for name, text in texts.items():
        runs = [run for run in overlap.shared_runs(said, text) if not overlap.shared_runs(run, formulas)]
        assert not runs, f"{name}: {runs[:3]}"
