"""Groups without markers: sentences of one paragraph that begin on one frame (要在“比”中找差距… 要在“比”中争进位…).

In: a `Context`. Out: `GroupFound`s, as from marked headings, with level None. Stricter than for marked siblings:
nobody numbered these sentences, so the frame must be long enough to be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from drafter import rhetoric
from drafter.mining.candidates import GroupFound
from drafter.mining.clauses import units
from drafter.mining.context import Context
from drafter.mining.groups import Sibling, cleaned, found_group, shared
from drafter.mining.rules import length
from drafter.mining.skeletons import Skeleton

LEAST = 1.6
"""What the shared words of unmarked sentences must weigh."""
_MOST = 14
"""Sentences of one beginning in one paragraph beyond which it is a habit of speech and no figure."""


def mine_parallels(context: Context) -> list[GroupFound]:
    """The groups that a speech's paragraphs hold without numbering them."""
    groups = []
    for start, end in _paragraphs(context):
        for siblings in _alike(context, start, end):
            for chosen, found in shared(siblings, LEAST):
                if not found.pattern.startswith("{}") and _even([s.text for s in chosen]) and _matched(found):
                    groups.append(found_group(context, found, None, chosen[0].start))
    return sorted(groups, key=lambda g: g.order)


def _paragraphs(context: Context) -> Iterator[tuple[int, int]]:
    at = 0
    for line in context.speech.lines:
        yield at, at + len(line.text)
        at += len(line.text) + 1


def _even(sentences: Sequence[str]) -> bool:
    """Whether sentences are built alike: as many segments, of nearly the same length."""
    return not any(fault.grave for fault in rhetoric.verify(sentences, "parallel"))


def _matched(found: Skeleton) -> bool:
    """Whether what varies is of nearly one length; two sentences of figures are no figure of speech."""
    sizes = [[length(part) for part in column] for column in zip(*found.items, strict=True)]
    return "数量" not in found.pattern and all(max(column) - min(column) <= 1 for column in sizes)


def _alike(context: Context, start: int, end: int) -> Iterable[list[Sibling]]:
    """Sentence beginnings of a paragraph that start with the same character."""
    families: dict[str, list[Sibling]] = defaultdict(list)
    for begin, stop in context.prose():
        if not start <= begin < end:
            continue
        for unit in units(context.text[begin:stop], begin):
            if unit.first and not unit.quoted and 5 <= length(unit.text) <= 24:
                text = cleaned(context, unit.text, unit.start, unit.end)
                if text and text[0] not in "这那我你他":
                    families[text[0]].append(Sibling(text, unit.start))
    return [family for family in families.values() if 2 <= len(family) <= _MOST]
