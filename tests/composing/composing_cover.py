"""Briefs that cover every pair of what a writer may order, and the bank and templates they are composed with."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

from drafter.bank import PhraseBank
from drafter.composing import compose
from drafter.composing.templates import Template, load_all
from drafter.models import Block, Brief, Draft
from drafter.resources import phrasebank

DATE = "2026-11-28"
THEMES = (
    "安全生产", "防汛抗旱", "营商环境", "数字政府",  # known: work, condition, object
    "秋粮收储", "高标准农田建设", "政务服务", "交通秩序", "海绵城市", "敢于担当", "狠抓落实的执行力",
    "“四个意识”教育",  # by ending
)  # fmt: skip
COVERED = (*THEMES[:5], "海绵城市", "敢于担当", "“四个意识”教育")
"""The themes of the cover: one at least of every class, known and by ending, with a verb, with quotes."""
LEVELS = ("县", "省", "镇", "单位", "学校")
DEPTHS = ("headings", "outline", "draft")


@cache
def templates() -> tuple[Template, ...]:
    return tuple(load_all())


@cache
def structures() -> tuple[Template, ...]:
    return tuple(template for template in templates() if template.type == "structure")


@cache
def curated() -> PhraseBank:
    """The hand-written part of the shipped bank."""
    whole = shipped()
    return PhraseBank(
        tuple(phrase for phrase in whole.phrases if phrase.origin == "curated"),
        tuple(group for group in whole.groups if group.origin == "curated"),
    )


@cache
def shipped() -> PhraseBank:
    return PhraseBank.load(phrasebank())


@cache
def draft(brief: Brief) -> Draft:
    """The draft of a brief from the curated bank."""
    return compose(brief, templates(), curated())


def brief(**said: Any) -> Brief:
    """A brief of 安全生产 on a fixed day; what is said comes before it."""
    return Brief(**{"theme": "安全生产", "date": DATE, **said})


def headings(draft: Draft, parent: str | None = None) -> list[Block]:
    """The headings of a draft, or those right under a path ("" for the points)."""
    return [b for b in draft.blocks if b.level and (parent is None or b.path.rpartition(".")[0] == parent)]


def _pairs(factors: dict[str, tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Combinations in which every two values of two factors meet; greedy, and the same every time.

    Each begins with the first two that have not met and takes what meets most that is new.
    """
    names = list(factors)
    couples = list(itertools.combinations(names, 2))
    left = dict.fromkeys(((a, x), (b, y)) for a, b in couples for x in factors[a] for y in factors[b])
    chosen = []
    while left:
        case = dict(next(iter(left)))
        for name in names:
            if name not in case:
                case[name] = max(factors[name], key=lambda value: len(_new({**case, name: value}, couples, left)))
        chosen.append(case)
        for pair in _new(case, couples, left):
            del left[pair]
    return chosen


def _new(case: dict[str, Any], couples: list[tuple[str, str]], left: dict[Any, None]) -> list[Any]:
    """The pairs of a case that have not met yet."""
    pairs = [((a, case[a]), (b, case[b])) for a, b in couples if a in case and b in case]
    return [pair for pair in pairs if pair in left]


@cache
def cover() -> tuple[Brief, ...]:
    """Structures × every number of points they hold × themes × levels of headings × kinds of place × depths: every
    pair once at least."""
    low, high = min(s.points[0] for s in structures()), max(s.points[1] for s in structures())
    cases = _pairs(
        {
            "theme": COVERED, "structure": tuple(s.id for s in structures()), "points": tuple(range(low, high + 1)),
            "level": LEVELS,
            "depth": DEPTHS, "levels": (1, 2, 3),
        }
    )  # fmt: skip
    briefs = []
    for n, case in enumerate(cases):
        structure = next(s for s in structures() if s.id == case["structure"])
        low, high = structure.points
        least = structure.least_levels
        points = case["points"] if low <= case["points"] <= high else low + case["points"] % (high - low + 1)
        meeting = None if n % 5 == 0 else f"全{case['level']}{case['theme']}推进会"
        briefs.append(
            brief(
                theme=case["theme"], structure=case["structure"], points=points, level=case["level"],
                depth=case["depth"], levels=max(case["levels"], least), seed=n % 7 + 1, meeting=meeting,
            )
        )  # fmt: skip
    return tuple(dict.fromkeys(briefs))


def name(brief: Brief) -> str:
    return f"{brief.structure}-{brief.points}-{brief.levels}-{brief.theme}-{brief.level}-{brief.depth}-{brief.seed}"
