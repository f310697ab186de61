"""The brief: what the person ordered, completed by profile, template and the program's defaults.

Order of precedence: command line, draft, profile, template (contracts.md).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from drafter import wording
from drafter.composing.templates import Template, find
from drafter.errors import DrafterError, nearest
from drafter.models import DEPTHS, Brief

DEFAULT_POINTS = 3
DEFAULT_SEED = 1
DEFAULT_LEVELS = 2
DEEPEST = 3
LONGEST = 60
"""Characters of a theme, a meeting's name, a post: longer ones are slips of the hand."""


def resolve(brief: Brief, templates: Sequence[Template]) -> tuple[Brief, Template, Template]:
    """The brief with every default in place, and the occasion and structure it means.

    Raises DrafterError for a missing theme, an unknown level, depth, occasion or structure, a date that is
    none, and points or levels out of the structure's range.
    """
    if not brief.theme.strip():
        raise DrafterError("还没有主题，请用 --theme 说明讲什么，例如 --theme 安全生产")
    for field in ("theme", "meeting", "speaker", "speaker_name", "place"):
        _plain(getattr(brief, field))
    level = brief.level or wording.DEFAULT_LEVEL
    wording.level_words(level)
    depth = brief.depth or "outline"
    if depth not in DEPTHS:
        raise DrafterError(f"不认识深度“{depth}”，{nearest(depth, DEPTHS)}")
    occasion = find(templates, "occasion", brief.occasion or _occasion(brief, templates))
    structure = find(templates, "structure", brief.structure or _structure(brief, templates))
    low, high = structure.points
    points = brief.points if brief.points is not None else min(max(DEFAULT_POINTS, low), high)
    if not low <= points <= high:
        raise DrafterError(
            f"“{structure.name}”（{structure.id}）能排 {low}～{high} 点，"
            f"排不了 {points} 点，请改 --points 或 --structure"
        )
    levels = brief.levels or max(DEFAULT_LEVELS, structure.least_levels)
    if not structure.least_levels <= levels <= DEEPEST:
        raise DrafterError(
            f"“{structure.name}”（{structure.id}）的标题要有 {structure.least_levels}～{DEEPEST} 级，"
            f"排不了 {levels} 级，请改 --levels 或 --structure"
        )
    done = replace(
        brief, theme=brief.theme.strip(), level=level, depth=depth, occasion=occasion.id, structure=structure.id,
        points=points, levels=levels, date=parse_date(brief.date),
        seed=DEFAULT_SEED if brief.seed is None else brief.seed,
    )  # fmt: skip
    return done, occasion, structure


def parse_date(date: str | None) -> str:
    """A date as YYYY-MM-DD, today's when none is given. Raises DrafterError for what is no date."""
    if not date:
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(date).isoformat()
    except ValueError:
        raise DrafterError(f"“{date}”不是日期，请写成 2026-11-28 这样") from None


def spoken_date(date: str) -> str:
    """2026-11-28 → 2026年11月28日 (GB/T 9704: no leading zeros)."""
    day = datetime.date.fromisoformat(date)
    return f"{day.year}年{day.month}月{day.day}日"


def _occasion(brief: Brief, templates: Sequence[Template]) -> str:
    """The occasion whose cue words the meeting's name holds, else the first (general) one."""
    occasions = [t for t in templates if t.type == "occasion"]
    said = f"{brief.meeting or ''}"
    for template in occasions:
        if any(cue in said for cue in template.settings.get("cues", ())):
            return template.id
    return occasions[0].id if occasions else "general"


def _structure(brief: Brief, templates: Sequence[Template]) -> str:
    """The first structure that can hold the points asked for."""
    for template in templates:
        low, high = template.points
        if template.type == "structure" and low <= (brief.points or DEFAULT_POINTS) <= high:
            return template.id
    return "parallel"


def _plain(text: str | None) -> None:
    """Refuses what would stand in the speech as a leftover, or break its lines."""
    if text and (len(text) > LONGEST or any(mark in text for mark in "{}【】\n\r")):
        shown = text if len(text) <= 20 else f"{text[:20]}……"
        raise DrafterError(f"“{shown}”不能照写进讲话：不要带 {{ }} 【 】 和换行，不超过 {LONGEST} 个字")
