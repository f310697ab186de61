"""How many sub-headings a point gets.

In: the brief, the structure's settings, the stage of the point, how many points are of the work itself. Out: a number,
the most that is wanted. What is to be done takes the most room in a speech, understanding it and seeing to it less
(domain/structure.md, section 5: 任务 ≥ 45 %, 认识 and 保障 ≤ 25 % each); long speeches have more of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.composing.choice import score
from drafter.models import Brief

ALL, MOST = 9, 6
"""Parts of a point that has its own ones (一字经), and the most that are worth it elsewhere."""

COUNTS = ("四", "五")
"""Lots that a point draws for a fourth and a fifth part, where its heading counts them."""

SHORT = 90
"""Syllables that one sub-heading with what stands under it takes at least, as a rule."""

FRAME = 260
"""Syllables that usually stand before and after the points."""


def wanted(
    brief: Brief, settings: Mapping[str, Any], seed: int, path: str, stage: str, tasks: int, rate: int
) -> int:  # fmt: skip
    """How many parts the point at a path may have. `stage`: 认识, 任务 or 保障; `tasks`: how many points of the draft
    are of 任务; `rate`: the speaker's syllables a minute."""
    points = brief.points or 0
    if settings.get("parts") == "own":
        return ALL
    if settings.get("parts") == "counted":
        return 3 + sum(score(seed, f"{path}/count", lot) > -0.7 for lot in COUNTS[: 5 - points])
    more = score(seed, f"{path}/count", "parts") > -0.7
    few = 2 + (more and tasks > 1 and points <= 4)
    usual = few if stage != "任务" else 4 if tasks == 1 else 3 if points <= 5 else 2 + more
    return max(usual, min(MOST, _room(brief, rate, alone=stage == "任务" and tasks == 1)))


def hurried(brief: Brief, rate: int) -> bool:
    """Whether the minutes ordered leave no room for three sub-headings under each point."""
    if not brief.minutes or brief.depth != "draft":
        return False
    return brief.minutes * rate < FRAME + 3 * SHORT * (brief.points or 0)


def _room(brief: Brief, rate: int, *, alone: bool) -> int:
    """For how many sub-headings with two cards each a point has minutes; the only point on the work itself has half as
    many again."""
    if not brief.minutes or brief.depth != "draft":
        return 0
    each = (brief.minutes * rate - FRAME) / max(1, brief.points or 0) * (1.5 if alone else 1)
    return round(each / (2 * SHORT))
