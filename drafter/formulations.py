"""Formulations with an era: plan periods, congresses, campaigns, slogans, bodies, laws.

In: a text, and a date. Out: which formulations stand in it, which of them are out of date or too early on that
day, and the window in which a mined phrase is current. Left alone: what the table does not list; whether a
formulation is used rightly otherwise (its items, its verb) is the checks' matter.

The facts are those of data/formulations.yaml, current to its `as_of`. Patterns are compiled when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from drafter import numerals, resources
from drafter.models import Severity, Validity

_SENTENCE_END = re.compile(r"[。！？；\n]")
_PLANNING_YEARS = 3  # a plan is drawn up in the three years before its first (S5 of the table's head)


@dataclass(frozen=True, slots=True)
class Formulation:
    """One entry of the table. `since` and `until` are years or year-months ("2017", "2017-10"), None = open.

    `after` says what holds once it is over: historical (only looking back), avoid, ok, future.
    `match` finds it; `local` finds the short names of local bodies, which are at most worth a hint.
    """

    text: str
    kind: str
    since: str | None
    until: str | None
    after: str
    sure: bool
    replaced_by: str | None
    note: str
    match: str | None
    local: str | None
    also: tuple[tuple[str, str], ...] = ()
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A formulation in a text. `is_local`: a local body's short name (县环保局), not the national one."""

    item: Formulation
    start: int
    end: int
    text: str
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Expired:
    """A formulation that does not fit the date: `early` before its time, else after it."""

    hit: Hit
    early: bool
    severity: Severity


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An anniversary counted wrongly: what is said, and what it is in the speech's year."""

    text: str
    start: int
    end: int
    said: int
    right: int


def as_of() -> str:
    """The month to which the table was checked: "2026-03"."""
    return str(resources.data("formulations")["as_of"])


@cache
def items() -> tuple[Formulation, ...]:
    """Every formulation of the table, in its order."""
    return tuple(
        Formulation(
            text=entry["text"], kind=entry["kind"], since=entry["first_current"], until=entry["last_current"],
            after=entry["after"], sure=entry["certainty"] == "sure", replaced_by=entry["replaced_by"],
            note=entry["note"], match=_source(entry), local=_fragments(entry.get("local_match")),
            also=tuple((a, b) for a, b in entry.get("also_current", ())),
            hit=tuple(entry.get("hit", ())), miss=tuple(entry.get("miss", ())),
        )
        for entry in resources.data("formulations")["items"]
    )  # fmt: skip


def _source(entry: dict[str, Any]) -> str | None:
    if entry.get("match"):
        return _fragments(entry["match"])
    if entry.get("local_match"):
        return None
    # The words themselves; curved quotes may be missing or straight.
    return re.sub("[“”]", '[“”"]?', re.escape(entry["text"]))


def _fragments(source: str | None) -> str | None:
    for name, fragment in resources.data("formulations")["fragments"].items() if source else ():
        source = str(source).replace(f"<{name}>", fragment)
    return source


@cache
def _patterns() -> tuple[tuple[Formulation, re.Pattern[str], bool], ...]:
    return tuple(
        (item, re.compile(source), is_local)
        for item in items()
        for source, is_local in ((item.match, False), (item.local, True))
        if source
    )


def find(text: str) -> list[Hit]:
    """The formulations of a text, in order; of two in one place only the longer."""
    return list(_found(text))


@lru_cache(maxsize=2)
def _found(text: str) -> tuple[Hit, ...]:
    # Four rules of a check ask the same of one text.
    hits = [
        Hit(item, *match.span(), match.group(), is_local)
        for item, pattern, is_local in _patterns()
        for match in pattern.finditer(text)
        if match.group()
    ]
    hits.sort(key=lambda h: (h.start, -h.end, h.is_local))
    kept: list[Hit] = []
    reach = -1
    for hit in hits:
        if hit.end > reach or (kept and (hit.start, hit.end) == (kept[-1].start, kept[-1].end)):
            kept.append(hit)
            reach = max(reach, hit.end)
    return tuple(kept)


def expired(text: str, date: str) -> list[Expired]:
    """What is out of date, or too early, in a speech of a day (YYYY-MM-DD).

    A historical formulation in a sentence that looks back is none, nor is a body called 原… or 时任…. What is
    only likely, what may still be said (`after: ok`) and local bodies are info, everything else a warning,
    abolished national bodies an error.
    """
    found = (_judge(hit, text, date) for hit in find(text))
    return [verdict for verdict in found if verdict]


def _judge(hit: Hit, text: str, date: str) -> Expired | None:
    item = hit.item
    if any(not _before(date, a) and not _after(date, b) for a, b in item.also):
        return None
    if item.since and _before(date, item.since):
        planning = item.kind == "plan" and int(item.since[:4]) - int(date[:4]) <= _PLANNING_YEARS
        return Expired(hit, True, "info" if planning or not item.sure or hit.is_local else "warning")
    if not item.until or not _after(date, item.until) or item.after == "future":
        return None
    table = resources.data("formulations")
    if item.after == "historical" and re.search(table["retrospect"], _sentence(text, hit.start)):
        return None
    if item.kind in ("org", "place") and re.search(table["formerly"], text[max(0, hit.start - 6) : hit.start]):
        return None
    if item.after == "ok" or not item.sure or hit.is_local:
        return Expired(hit, False, "info")
    return Expired(hit, False, "error" if item.kind == "org" else "warning")


def _before(date: str, first: str) -> bool:
    return date[: len(first)] < first


def _after(date: str, last: str) -> bool:
    return date[: len(last)] > last


def _sentence(text: str, offset: int) -> str:
    start = 0
    for match in _SENTENCE_END.finditer(text, max(0, offset - 400), offset):
        start = match.end()
    end = _SENTENCE_END.search(text, offset)
    return text[max(start, offset - 400) : end.start() if end else offset + 400]


def validity(text: str) -> Validity | None:
    """The window in which a phrase is current: the narrowest over its formulations; None where none limits it.

    A formulation that may still be said after its time (`after: ok`) limits a phrase all the same: what is put
    into a new speech should be of today. Local bodies' short names do not: many places keep them.
    """
    window = [hit.item for hit in find(text) if not hit.is_local]
    since = max((item.since for item in window if item.since), default=None)
    until = min((item.until for item in window if item.until), default=None)
    return Validity(since, until) if since or until else None


def current(text: str, date: str) -> bool:
    """Whether everything in a phrase is current on a day: what a composer asks."""
    window = validity(text)
    if window is None:
        return True
    return not (window.since and _before(date, window.since)) and not (window.until and _after(date, window.until))


def anniversaries(text: str, year: int) -> Iterator[Anniversary]:
    """Anniversaries that are counted wrongly for a speech of a year: 建党104周年 in 2026."""
    for match, base in _anniversaries(text):
        said = numerals.value(match.group("n"))
        if said is not None and said != year - base:
            yield Anniversary(match.group(), *match.span(), said, year - base)


def _anniversaries(text: str) -> Iterator[tuple[re.Match[str], int]]:
    for entry in resources.data("formulations")["anniversaries"]:
        for match in re.finditer(entry["match"], text):
            yield match, int(entry["base"])
