"""Groups without markers: sentences of one paragraph on one frame (要在“比”中看短板… 要在“比”中鼓干劲…).

In: a `Context`. Out: `GroupFound`s, as from marked headings, with level None. Stricter than for marked siblings:
nobody numbered these sentences, so the frame must be long enough to be meant. The sentences that paragraphs
begin with are looked at in the same way: topic sentences are siblings too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.mining import rules
from drafter.mining.candidates import GroupFound
from drafter.mining.clauses import Unit, sentences, units, wide
from drafter.mining.context import Context
from drafter.mining.groups import Sibling, cleaned, found_group, shared
from drafter.mining.mending import vocabulary
from drafter.mining.moulds import build, said
from drafter.mining.rules import length
from drafter.mining.skeletons import Skeleton

LEAST, LEAST_INSIDE = 1.6, 2.0
"""What the skeleton of unmarked sentences must say where it begins them, and where it does not."""
_MOST = 10
"""Sentences of one beginning in one paragraph beyond which it is a habit of speech and no figure."""
_SIZES, _WHOLE = range(5, 25), range(10, 31)
"""Characters of a sentence's beginning, and of a whole sentence."""
_PERSONAL = frozenset("这那我你他她它其此")
_DEFINED = re.compile(r"([^，；：]{3,8})，就是")


@dataclass(frozen=True, slots=True)
class _Looks:
    """The sentences of a paragraph in the three ways they may be alike: whole, by their beginning, by what they
    define (服务网格化，就是……)."""

    whole: list[Sibling]
    begun: list[Sibling]
    defined: list[Sibling]


def mine_parallels(context: Context) -> list[GroupFound]:
    """The groups that a speech's paragraphs hold without numbering them."""
    groups: dict[object, GroupFound] = {}
    for chosen, found in _found(context):
        group = found_group(context, found, None, chosen[0].start)
        groups.setdefault((group.skeleton, group.items), group)
    return sorted(groups.values(), key=lambda g: g.order)


def _found(context: Context) -> Iterator[tuple[list[Sibling], Skeleton]]:
    paragraphs = [_looks(context, start, end) for start, end in _paragraphs(context)]
    heads = [looks.begun[0] for looks in paragraphs if looks.begun]
    for looks in (*paragraphs, _Looks([], heads, [])):
        taken: set[int] = set()
        for siblings in (looks.whole, looks.begun):
            for family in _alike([s for s in siblings if s.start not in taken]):
                for chosen, found in shared(family):
                    if _meant(found, [s.text for s in chosen]):
                        taken.update(s.start for s in chosen)
                        yield chosen, found
        if 3 <= len(looks.defined) <= _MOST:
            yield from shared(looks.defined)


def _paragraphs(context: Context) -> Iterator[tuple[int, int]]:
    at = 0
    for line in context.speech.lines:
        yield at, at + len(line.text)
        at += len(line.text) + 1


def _looks(context: Context, start: int, end: int) -> _Looks:
    """The sentences between two offsets that stand by themselves, cleaned."""
    looks = _Looks([], [], [])
    for begin, stop in context.prose():
        if not start <= begin < end:
            continue
        for clauses, quoted in sentences(wide(context.text[begin:stop]), begin):
            text = "".join(c.text + c.stop for c in clauses).rstrip("，。；：！")
            if not quoted and length(text) in _WHOLE:
                looks.whole.extend(_sibling(context, text, clauses[0].start, clauses[-1].end))
        for unit in units(context.text[begin:stop], begin):
            if unit.first and not unit.quoted:
                _add(context, looks, unit)
    return looks


def _add(context: Context, looks: _Looks, unit: Unit) -> None:
    defined = _DEFINED.match(unit.text)
    if defined:
        looks.defined.extend(_sibling(context, defined.group(1), unit.start, unit.end))
    if length(unit.text) in _SIZES and not _hanging(unit):
        looks.begun.extend(_sibling(context, unit.text, unit.start, unit.end))


def _sibling(context: Context, text: str, start: int, end: int) -> Iterator[Sibling]:
    found = cleaned(context, text, start, end)
    if found and found[0] not in _PERSONAL:
        yield Sibling(found, start)


def _hanging(unit: Unit) -> bool:
    """Whether the sentence only says what it wants to say behind the comma: 要借深化改革之势，……"""
    return not unit.last and "，" not in unit.text and rules.hits("groups", "hanging", unit.text)


def _alike(siblings: Sequence[Sibling]) -> list[list[Sibling]]:
    """Sentences that start with the same character, or are linked in the same way (…，就要…)."""
    families: dict[str, list[Sibling]] = defaultdict(list)
    for sibling in siblings:
        families[sibling.text[0]].append(sibling)
        for link in vocabulary("links"):
            if f"，{link}" in sibling.text:
                families[link].append(sibling)
    return [families[key] for key in sorted(families) if 2 <= len(families[key]) <= _MOST]


def _meant(found: Skeleton, headings: Sequence[str]) -> bool:
    """Whether sentences are built alike on purpose: what varies is of nearly one length, what stays says something."""
    sizes = [[length(part) for part in column] for column in zip(*found.items, strict=True)]
    if build(headings) < 1 or any(max(column) - min(column) > 1 for column in sizes):
        return False
    return said(found.pattern) >= (LEAST_INSIDE if found.pattern.startswith("{}") else LEAST)
