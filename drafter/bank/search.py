"""Finding entries: by what they are (kind, device, theme, tier, source, year) and by what they say.

A query matches by its words as they stand, with any number for another (讲三点意见 finds 讲{数}点意见 and
讲五点意见), else by its character pairs, so that a slip of one character still finds its phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from drafter.bank.ids import plain
from drafter.models import KINDS, TIERS, Group, Phrase
from drafter.numerals import NUMERAL
from drafter.slots import SLOT

ENOUGH = 0.45
"""The closeness from which an entry counts as found: half of the query's character pairs."""

_NUMBER = re.compile(NUMERAL)

Either = TypeVar("Either", bound=Phrase | Group)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an entry must be; None leaves it open.

    `theme` and `source` (a file's name) match in part. `year` is one in which the entry was said. `length` is the
    least and the greatest number of characters (`long`), each None where it is open; every heading of a group has
    to keep to it.
    """

    kind: str | None = None
    device: str | None = None
    theme: str | None = None
    tier: str | None = None
    source: str | None = None
    year: int | None = None
    origin: str | None = None
    length: tuple[int | None, int | None] = (None, None)

    def fits(self, entry: Phrase | Group) -> bool:
        return (
            (self.kind is None or (isinstance(entry, Phrase) and entry.kind == self.kind))
            and self.device in (None, entry.device)
            and self.tier in (None, entry.tier)
            and (self.theme is None or any(self.theme in theme for theme in entry.themes))
            and (self.source is None or any(self.source in o.source for o in entry.occurrences))
            and (self.year is None or self.year in _years(entry))
            and self.origin in (None, entry.origin)
            and (self.length == (None, None) or all(map(self._of_length, _texts(entry))))
        )

    def _of_length(self, text: str) -> bool:
        least, most = self.length
        return (least is None or long(text) >= least) and (most is None or long(text) <= most)


def _texts(entry: Phrase | Group) -> tuple[str, ...]:
    return (entry.pattern,) if isinstance(entry, Phrase) else entry.headings


def long(pattern: str) -> int:
    """The characters a pattern will take, punctuation left out: a slot counts as two, which most fillings are."""
    return len(plain(SLOT.sub("槽位", pattern)))


def _years(entry: Phrase | Group) -> set[int | None]:
    years: set[int | None] = {o.year for o in entry.occurrences if o.year}
    if not years and isinstance(entry, Phrase):
        return {entry.first_year, entry.last_year}
    return years


def _latest(entry: Phrase | Group) -> int:
    return max((year for year in _years(entry) if year), default=0)


ORDERS: dict[str, Callable[[Phrase | Group], tuple[Any, ...]]] = {
    "weight": lambda entry: (-entry.weight,),
    "year": lambda entry: (-_latest(entry),),
    "length": lambda entry: (max(map(long, _texts(entry))),),
    "kind": lambda entry: (KINDS.index(entry.kind) if isinstance(entry, Phrase) else -1,),
    "tier": lambda entry: (TIERS.index(entry.tier),),
    "text": lambda entry: _texts(entry),
}
"""How entries may be sorted: most speeches first, latest year first, shortest first, by kind, by tier, by wording."""


def ordered(entries: Iterable[Either], by: str) -> list[Either]:
    """The entries in one of `ORDERS`; where it makes no difference they stay as they stood."""
    return sorted(entries, key=ORDERS[by])


def find(query: str, entries: Iterable[Either], wanted: Wanted) -> list[Either]:
    """The entries that fit, best first: closeness to the query, weight, shortness, then their order.

    An empty query leaves the order as it is.
    """
    fitting = [entry for entry in entries if wanted.fits(entry)]
    terms = [term for term in map(plain, query.split()) if term]
    if not terms:
        return fitting if not query.strip() else []
    scored = [(closeness(terms, said(entry)), n, entry) for n, entry in enumerate(fitting)]
    found = [row for row in scored if row[0] >= ENOUGH]
    found.sort(key=lambda row: (-row[0], -row[2].weight, len(said(row[2])), row[1]))
    return [entry for _, _, entry in found]


def said(entry: Phrase | Group) -> str:
    """All that an entry says, in normal form, names of slots included."""
    return plain(entry.pattern if isinstance(entry, Phrase) else " ".join(entry.headings))


def closeness(terms: list[str], text: str) -> float:
    """From 0 to 1, the mean over the terms: 1 where the text says the term, 0.95 where it does with another
    number, else 0.9 of the share of its character pairs that the text holds."""
    counted = _NUMBER.sub("数", text)
    return sum(_close(term, text, counted) for term in terms) / len(terms)


def _close(term: str, text: str, counted: str) -> float:
    if term in text:
        return 1.0
    if _NUMBER.sub("数", term) in counted:
        return 0.95
    pairs = {term[n : n + 2] for n in range(len(term) - 1)}
    return 0.9 * sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
