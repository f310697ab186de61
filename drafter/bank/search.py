"""Finding entries: by what they are (kind, device, theme, tier, source, year) and by what they say.

A query matches by its words as they stand, with any number for another (讲三点意见 finds 讲{数}点意见 and
讲五点意见), else by its character pairs, so that a slip of one character still finds its phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from drafter.bank.ids import plain
from drafter.models import Group, Phrase
from drafter.numerals import NUMERAL

ENOUGH = 0.45
"""The closeness from which an entry counts as found: half of the query's character pairs."""

_NUMBER = re.compile(NUMERAL)

Either = TypeVar("Either", bound=Phrase | Group)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an entry must be; None leaves it open.

    `theme` and `source` (a file's name) match in part. `year` is one in which the entry was said.
    """

    kind: str | None = None
    device: str | None = None
    theme: str | None = None
    tier: str | None = None
    source: str | None = None
    year: int | None = None

    def fits(self, entry: Phrase | Group) -> bool:
        return (
            (self.kind is None or (isinstance(entry, Phrase) and entry.kind == self.kind))
            and self.device in (None, entry.device)
            and self.tier in (None, entry.tier)
            and (self.theme is None or any(self.theme in theme for theme in entry.themes))
            and (self.source is None or any(self.source in o.source for o in entry.occurrences))
            and (self.year is None or self.year in _years(entry))
        )


def _years(entry: Phrase | Group) -> set[int | None]:
    years: set[int | None] = {o.year for o in entry.occurrences if o.year}
    if not years and isinstance(entry, Phrase):
        return {entry.first_year, entry.last_year}
    return years


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
