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
    """Combinations in which every two values of two factors meet; greedy, and the same every time."""
    names = list(factors)
    couples = list(itertools.combinations(names, 2))
    left = {((a, x), (b, y)) for a, b in couples for x in factors[a] for y in factors[b]}
    everything = [dict(zip(names, values, strict=True)) for values in itertools.product(*factors.values())]
    chosen = []
    while left:
        best = max(everything, key=lambda case: sum(((a, case[a]), (b, case[b])) in left for a, b in couples))
        chosen.append(best)
        left -= {((a, best[a]), (b, best[b])) for a, b in couples}
    return chosen


@cache
def cover() -> tuple[Brief, ...]:
    """Structures × every number of points they hold × themes × levels × depths: every pair once at least."""
    low, high = min(s.points[0] for s in structures()), max(s.points[1] for s in structures())
    cases = _pairs(
        {
            "theme": THEMES, "structure": tuple(s.id for s in structures()), "points": tuple(range(low, high + 1)),
            "level": LEVELS,
            "depth": DEPTHS,
        }
    )  # fmt: skip
    briefs = []
    for n, case in enumerate(cases):
        least, most = next(s.points for s in structures() if s.id == case["structure"])
        points = case["points"] if least <= case["points"] <= most else least
        meeting = None if n % 5 == 0 else f"全{case['level']}{case['theme']}推进会"
        briefs.append(
            brief(
                theme=case["theme"], structure=case["structure"], points=points, level=case["level"],
                depth=case["depth"], seed=n % 7 + 1, meeting=meeting,
            )
        )  # fmt: skip
    return tuple(dict.fromkeys(briefs))


def name(brief: Brief) -> str:
    return f"{brief.structure}-{brief.points}-{brief.theme}-{brief.level}-{brief.depth}-{brief.seed}"
