"""Formulas that stand inside longer sentences of several speeches: 政府工作千头万绪, 只盯着自己的一亩三分地.

In: patterns with the independent speeches they stand in. Out: the runs that patterns of different speeches
share, at word borders, complete in themselves, with the patterns that hold them. Linear in the patterns but for
the few that share a run of `GRAM` characters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

from drafter.mining import words
from drafter.mining.rules import length
from drafter.slots import SLOT

GRAM = 6
"""Characters that two patterns must share before they are compared."""
SHORTEST = 7
"""Characters of the shortest formula: four-character idioms are shared by everybody and say little alone."""
_COMMON = 40
"""A run that more patterns hold is no help in finding formulas, only in being slow."""
_EDGES = "，、；：？的了和与"


def shared(
    patterns: Mapping[str, frozenset[object]], whole: Callable[[str], bool]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each formula with the patterns that hold more than it: both, or one where the other is the formula itself.

    `patterns`: pattern → the speeches it stands in; `whole` says whether a text is a complete unit.
    """
    seen: set[tuple[str, str]] = set()
    for together in _grams(patterns).values():
        if len(together) > _COMMON:
            continue
        for one, other in combinations(sorted(together), 2):
            if (one, other) in seen or not _independent(patterns[one], patterns[other]):
                continue
            seen.add((one, other))
            run = _run(one, other)
            if length(run) >= SHORTEST and (run in (one, other) or whole(run)):
                yield run, tuple(p for p in (one, other) if p != run)


def _grams(patterns: Mapping[str, frozenset[object]]) -> dict[str, set[str]]:
    grams: dict[str, set[str]] = defaultdict(set)
    for pattern in patterns:
        for n in range(len(pattern) - GRAM + 1):
            grams[pattern[n : n + GRAM]].add(pattern)
    return {gram: where for gram, where in grams.items() if len(where) > 1}


def _independent(one: frozenset[object], other: frozenset[object]) -> bool:
    return bool(one - other) and bool(other - one)


def _run(one: str, other: str) -> str:
    """The longest run that two patterns share, cut back to word borders of both and to whole slots."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    starts, ends = _borders(one), _borders(other)
    begin, end = 0, match.size
    while begin < end and not (match.a + begin in starts and match.b + begin in ends):
        begin += 1
    while end > begin and not (match.a + end in starts and match.b + end in ends):
        end -= 1
    return one[match.a + begin : match.a + end].strip(_EDGES)


def _borders(pattern: str) -> frozenset[int]:
    """Word borders of a pattern; a slot has none inside."""
    found, at = {0}, 0
    for n, part in enumerate(SLOT.split(pattern)):
        slot = n % 2
        found.update(at + b for b in (words.borders(part) if not slot else ()))
        at += len(part) + 2 * slot
        found.add(at)
    return frozenset(found)
