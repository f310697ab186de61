"""What a heading that a person typed is about, told by the words it shares with the headings of the bank.

In: a heading, its level, the forms at hand. Out: an aspect (data/composing/aspects.yaml), or None. Left alone:
synonyms; a heading that shares no word with any of ours is about something of its own.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from drafter.composing.stock import Stock

ENOUGH = 1.0
"""Sum over shared pairs of characters of the share of headings holding it that are of the aspect: one pair that
stands under this aspect only is enough."""


def aspect_of(text: str, level: int | None, stock: Stock, theme: str) -> str | None:
    """The aspect of a typed heading: 把监管责任压到人头 → 责任."""
    spoken = _pairs(text.replace(theme, "，"))
    if not spoken:
        return None
    among: dict[str, Counter[str]] = {pair: Counter() for pair in spoken}
    known: set[str] = set()
    for form in stock.forms:
        if form.group.level != level:
            continue
        for items, aspect in zip(form.group.items, form.group.aspects, strict=False):
            if not aspect:
                continue
            known.add(aspect)
            for pair in spoken & _pairs("，".join(items)):
                among[pair][aspect] += 1
    scores: Counter[str] = Counter()
    for counts in among.values():
        for aspect, count in counts.items():
            scores[aspect] += count / sum(counts.values())  # type: ignore[assignment]
    for aspect in known & spoken:  # the heading names it: 责任, 督查
        scores[aspect] += ENOUGH  # type: ignore[assignment]
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return best[0][0] if best and best[0][1] >= ENOUGH else None


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring hanzi in a text."""
    return {a + b for a, b in pairwise(text) if _is_hanzi(a) and _is_hanzi(b)}


def _is_hanzi(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
