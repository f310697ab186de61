"""The usual devices of sibling headings, and what each of them must hold.

In: the headings of one set. Out: `Fault`s. Conditions after domain/structure.md, section 5.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from drafter import numerals, resources
from drafter.rhetoric.measuring import (
    NUMERIC,
    QUOTED_CHAR,
    SEGMENT,
    Fault,
    before_list,
    common,
    length,
    listed,
    prefix,
    segments,
    suffix,
)

Condition = Callable[[Sequence[str]], list[Fault]]

_FUNCTION = "的了着过不要有在上中下到得把以和与，、“”"


def same(items: Sequence[str]) -> list[Fault]:
    seen: dict[str, int] = {}
    for n, item in enumerate(items):
        key = "".join(c for c in item if unicodedata.category(c)[0] in "LN")
        if key in seen:
            return [Fault("twice", f"“{item}”用了两次", (seen[key], n))]
        seen[key] = n
    return []


def parallel(items: Sequence[str]) -> list[Fault]:
    """对仗: as many segments in each, of the same length; one character of difference is a matter of taste."""
    shapes = [segments(item) for item in items]
    if len({len(shape) for shape in shapes}) > 1:
        return [Fault("segments", "各标题的分句数不同")]
    gaps = [max(column) - min(column) for column in zip(*shapes, strict=True)]
    total = [sum(shape) for shape in shapes]
    worst = max(max(total) - min(total), *gaps)
    faults = [Fault("length", f"各标题字数相差 {worst} 字", grave=worst > 1)] if worst else []
    return faults + repeated_lead(items) + one_build(items)


def repeated_lead(items: Sequence[str]) -> list[Fault]:
    """A lead word (first two characters of a comma segment) that some headings share and others do not."""
    rows = [SEGMENT.split(item) for item in items]
    for column in zip(*rows, strict=False):
        leads = [part[:2] for part in column]
        for lead in leads if len(set(leads)) > 1 else ():
            where = tuple(n for n, other in enumerate(leads) if other == lead)
            if len(where) > 1:
                return [Fault("lead", f"“{lead}”在部分标题中重复", where, grave=False)]
    return []


def one_build(items: Sequence[str]) -> list[Fault]:
    """Headings that begin with a verb beside headings that begin with a noun or a preposition: told by the first word
    where the word list knows it, without segmentation; unknown words are given the benefit of the doubt."""
    classes = [word_class(item) for item in items]
    known = {found for found in classes if found}
    if len(known) < 2:
        return []
    usual = max(sorted(known), key=classes.count)
    odd = tuple(n for n, found in enumerate(classes) if found and found != usual)
    return [Fault("grammar", f"“{items[odd[0]]}”与其他标题的构造不同", odd, grave=False)]


def echoes(items: Sequence[str]) -> list[Fault]:
    """A character that some headings, and not all, have at the same place: it sounds like a slip. Function words
    do not count. Source: exemplars, “any letter in the same place stands in all siblings or in one”."""
    if len({len(item) for item in items}) > 1 or len(items) < 3:
        return []
    for column in zip(*items, strict=True):
        for char in set(column) - set(_FUNCTION):
            where = tuple(n for n, other in enumerate(column) if other == char)
            if 1 < len(where) < len(items):
                return [Fault("echo", f"“{char}”在部分标题的同一位置重复", where, grave=False)]
    return []


def _anaphora(items: Sequence[str]) -> list[Fault]:
    """排比: the shared part is identical, the rest differs in length by at most 30 %."""
    shared = max(len(prefix(items)), len(suffix(items)), len(common(items)) if len(common(items)) >= 2 else 0)
    if not shared:
        return [Fault("shared", "各标题没有共同的字词")]
    lengths = [length(item) for item in items]
    if max(lengths) - min(lengths) > max(2, 0.3 * max(lengths)):
        return [Fault("length", "各标题长短相差太大")]
    return []


def _one_char(items: Sequence[str]) -> list[Fault]:
    """一字经: each item holds exactly one quoted character, at the same place; no two the same."""
    found = [list(QUOTED_CHAR.finditer(item)) for item in items]
    if any(len(marks) != 1 for marks in found):
        return [Fault("one_char", "每个标题应有且只有一个加引号的单字")]
    chars = [marks[0].group(1) for marks in found]
    if len(set(chars)) < len(chars):
        return [Fault("one_char", "单字不能重复")]
    if len({marks[0].start() for marks in found}) > 1:
        return [Fault("place", "单字在各标题中的位置不一致")]
    return []


def _shared_char(items: Sequence[str]) -> list[Fault]:
    """同字贯穿: the lead words share one character at one place, and only that."""
    if any(length(item) < 2 for item in items):
        return [Fault("shared_char", "标题太短")]
    words = [item[:2] for item in items]
    if len(set(words)) == len(words) and any(len({word[i] for word in words}) == 1 for i in (0, 1)):
        return []
    return [Fault("shared_char", "各标题的首词没有共用同一位置的一个字")]


def _numeric(items: Sequence[str]) -> list[Fault]:
    """数字概括: what is listed behind 即 or a colon has the count of the name, each part on its head word."""
    faults = []
    for n, item in enumerate(items):
        names = list(NUMERIC.finditer(item))
        if not names:
            faults.append(Fault("numeric", "标题里没有“三个清楚”一类的数字概括", (n,)))
            continue
        parts = listed(item)
        name = ([found for found in names if found.end() <= len(before_list(item))] or names[:1])[-1]
        if parts and len(parts) != numerals.value(name.group("n")):
            faults.append(Fault("count", f"“{name.group(0)}”之后列了 {len(parts)} 项", (n,)))
    return faults


def _of_length(size: int) -> Condition:
    def condition(items: Sequence[str]) -> list[Fault]:
        odd = tuple(n for n, item in enumerate(items) if length(item) != size)
        return [Fault("length", f"应当都是 {size} 个字", odd)] if odd else []

    return condition


@cache
def _leads() -> dict[str, str]:
    """Known first words and their class."""
    # Where two classes name a word, the one listed first has it.
    table = resources.data("rhetoric")["words"]
    return {word: entry["id"] for entry in reversed(table) for word in entry["words"]}


@cache
def _lengths() -> list[int]:
    """The lengths of known first words, the longest first."""
    return sorted({len(word) for word in _leads()}, reverse=True)


def word_class(text: str) -> str | None:
    """The class of the first word of a heading, where the list knows it: verb, noun, preposition; else None."""
    known = _leads()
    return next((known[text[:size]] for size in _lengths() if text[:size] in known), None)


CONDITIONS: dict[str, Condition] = {
    "parallel": parallel,
    "anaphora": _anaphora,
    "one_char": _one_char,
    "shared_char": _shared_char,
    "numeric": _numeric,
    "three_char": _of_length(3),
    "four_char": _of_length(4),
}
