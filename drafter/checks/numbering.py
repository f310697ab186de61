"""Numbering: gaps and repetitions among sibling headings.

In: an outline. Out: `Fault`s. Left alone: words that are no numbers (首先, 其次, 最后, 一方面), the first number
of a list in running text, and a run-in list that starts again from 一 (two lists in one part).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter import numerals
from drafter.models import Heading, Outline

_CIRCLED = {c: n for n, c in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)} | {
    c: n for n, c in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 1)
}
_NUMBER = re.compile(r"[一二三四五六七八九十百两]+|\d+")
_WHOLE_LINE = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．，,]?$|^第[一二三四五六七八九十]+部分")


@dataclass(frozen=True, slots=True)
class Fault:
    """A heading whose number does not follow: `kind` is 重复, 跳号 or 缺少开头, `expected` what should be there."""

    heading: Heading
    kind: str
    expected: str


def number(marker: str) -> int | None:
    """What a marker counts: （三） → 3, 第二， → 2, 1. → 1, ④ → 4; None for 首先 and the like."""
    for c in marker:
        if c in _CIRCLED:
            return _CIRCLED[c]
    match = _NUMBER.search(marker)
    return numerals.value(match.group()) if match and "方面" not in marker else None


def faults(outline: Outline) -> Iterator[Fault]:
    """Every sibling whose number is not the one before it plus one."""
    yield from _siblings(outline.headings)
    for _, heading in outline.walk():
        yield from _siblings(heading.children)


def _shape(marker: str) -> str:
    return re.sub(r"[一二三四五六七八九十百两\d]+|[①-⑳㈠-㈩]", "N", marker.strip())


def _siblings(headings: tuple[Heading, ...]) -> Iterator[Fault]:
    last: dict[str, int] = {}
    for n, heading in enumerate(headings):
        found = number(heading.marker)
        if found is None:
            # 首先 … 第二: a word counts one place, whatever it is.
            for shape in last:
                last[shape] += 1
            continue
        shape = _shape(heading.marker)
        before = last.get(shape, max(last.values(), default=0))
        whole = bool(_WHOLE_LINE.match(heading.marker.strip()))
        # 一、二、一、二、: another list, or another speech in the same file; a single 一、 is a slip.
        goes_on = n + 1 < len(headings) and number(headings[n + 1].marker) == 2
        again = found == 1 and before >= 2 and (goes_on or not whole)
        begins = before == 0 and (not whole or found == 1)
        if found != before + 1 and not again and not begins:
            kind = "缺少开头" if before == 0 else "重复" if found <= before else "跳号"
            yield Fault(heading, kind, _like(heading.marker.strip(), before + 1))
        last[shape] = found


def _like(marker: str, value: int) -> str:
    """A marker of the same make with another number: （五） and 3 → （三）."""
    for c in marker:
        if c in _CIRCLED:
            return marker.replace(
                c, {n: d for d, n in _CIRCLED.items() if (d in "①②③④⑤⑥⑦⑧⑨⑩") == (c in "①②③④⑤⑥⑦⑧⑨⑩")}.get(value, c)
            )
    match = _NUMBER.search(marker)
    if match is None or value > 99:
        return marker
    return marker.replace(match.group(), str(value) if match.group().isdigit() else numerals.chinese(value), 1)
