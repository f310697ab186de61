"""Marks: every place of a text that may begin a heading.

In: a text, its paragraphs separated by "\\n". Out: `Mark`s in text order, what looks like a marker by its own
form and by what stands before it (data/outlining/markers.yaml). Whether it is one, and on which level, is
decided by `nesting`; where its topic clause ends, by `clauses`.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafter import numerals, resources

SPACES = " \t\u3000\xa0"
STOPS = "。！？!?；;：:…—"
COMMAS = "，,"
LAST = 99
"""The number of a marker that closes its list whatever the count (最后)."""

_LISTED = re.compile(r"[ \t\u3000]{0,8}[-*•·][ \t\u3000]{1,4}\S")
"""A line of a list below a heading (- 举措：…), which holds no headings."""

_CLOSERS = "”’」』）)】》"

_NAME, _TITLE = 12, 40
"""A heading right behind which its items begin (（一）社会事业——教育…) has at most so many characters."""


@dataclass(frozen=True, slots=True)
class System:
    """One way of numbering: an entry of data/outlining/markers.yaml (the head of the file says what fields mean)."""

    id: str
    family: str
    rank: float
    strong: bool
    whole: bool
    at: frozenset[str]
    pattern: re.Pattern[str]
    words: dict[str, int]
    counts: bool
    glued: bool
    runs: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible marker: offsets of its first character and behind its last (spaces included).

    `number` is what it counts, None where it does not count (所谓“苦干”，). `family` tells lists apart; `place`
    is what stands before it: line (nothing), stop, comma or any. `own`: it has a short line to itself.
    """

    start: int
    end: int
    system: System
    family: str
    number: int | None
    place: str
    paragraph: int
    own: bool
    shown: int
    """Offset behind the marker itself; an address that follows it (任总：同志们，) is neither marker nor heading."""

    @property
    def line(self) -> bool:
        """Whether the marker begins its paragraph."""
        return self.place == "line"


def _system(entry: dict[str, Any], numbers: dict[str, str]) -> System:
    source = re.sub("[ND]", lambda m: f"(?:{numbers[m.group(0)]})", entry["pattern"])
    return System(
        id=entry["id"],
        family=entry["family"],
        rank=float(entry["rank"]),
        strong=entry["strong"],
        whole=entry["topic"] == "title",
        at=frozenset(entry["at"]),
        pattern=re.compile(source),
        words=dict(entry.get("words", {})),
        counts=re.search(r"\(\?P<[nmw]>", source) is not None,
        glued=entry.get("glued", False),
        runs=re.compile(entry["runs"]) if "runs" in entry else None,
    )


@cache
def systems() -> tuple[System, ...]:
    """The systems of numbering, in the order of the data file; earlier ones win where two match at one place."""
    table = resources.data("outlining/markers")
    return tuple(_system(entry, table["numerals"]) for entry in table["systems"])


def _number(match: re.Match[str], system: System) -> int | None:
    groups = match.groupdict()
    if system.words:
        return system.words[groups["w"]]
    written = groups.get("n") or groups.get("m") or ""
    return numerals.value(unicodedata.normalize("NFKC", written).strip("().")) if written else None


_NEXT = re.compile(numerals.NUMERAL)


def _runs_on(text: str, end: int, number: int | None, system: System, place: str) -> bool:
    """Whether a number is told in one breath with the next one (一、二季度); in mid-line also 一、三季度."""
    after = _NEXT.match(text, end) if system.runs and number else None
    if after is None or number is None or system.runs is None or not system.runs.match(text, after.end()):
        return False
    further = numerals.value(after.group(0)) or 0
    return further == number + 1 or (place != "line" and further > number)


def _place(text: str, start: int) -> tuple[str, int]:
    """What stands before an offset: (line | stop | comma | any, offset behind it); at most 8 spaces are looked over."""
    at = start
    while at > 0 and start - at < 8 and text[at - 1] in SPACES:
        at -= 1
    if at == 0 or text[at - 1] == "\n":
        return "line", at
    before = text[at - 1]
    if before in STOPS:
        return "stop", at
    if before in COMMAS:
        return "comma", at
    if before in _CLOSERS and at > 1 and text[at - 2] in "。！？!?…":
        return "stop", at
    return "any", at


def _behind_spaces(text: str, end: int, place: str) -> int:
    """The offset where a heading begins behind its marker; on the next line when the marker stands alone."""
    at = end
    while at < len(text) and text[at] in SPACES:
        at += 1
    if place == "line" and text[at : at + 1] == "\n" and text[at + 1 : at + 2] not in ("", "\n"):
        return at + 1
    return at


def _own(text: str, end: int, place: str) -> bool:
    """Whether what follows a marker is a line of heading's length without a sentence end inside."""
    if place != "line":
        return False
    stop = text.find("\n", end, end + 66)
    line = text[end : end + 66] if stop < 0 else text[end:stop]
    return (stop >= 0 or len(text) <= end + 66) and not any(sign in line[:-1] for sign in "。！？!?；;")


def scan(text: str) -> list[Mark]:
    """Every possible marker of a text, in text order, none overlapping another."""
    begins = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[int, Mark] = {}
    for system in systems():
        for match in system.pattern.finditer(text):
            place, _ = _place(text, match.start())
            if (place not in system.at and not (system.glued and place == "any")) or match.start() in found:
                continue
            paragraph = bisect.bisect_right(begins, match.start()) - 1
            if place != "line" and _LISTED.match(text, begins[paragraph]):
                continue
            number = _number(match, system)
            if (number is None and system.counts) or _runs_on(text, match.end(), number, system, place):
                continue
            end = _behind_spaces(text, match.end(), place)
            verb = match.groupdict().get("v")
            family = f"{system.family}:{verb}" if verb else system.family
            own = _own(text, end, place)
            shown = match.start("call") if match.groupdict().get("call") else end
            found[match.start()] = Mark(match.start(), end, system, family, number, place, paragraph, own, shown)
    marks: list[Mark] = []
    for start in sorted(found):
        if not marks or start >= marks[-1].end:
            marks.append(found[start])
    return _without_lone(text, marks)


def _without_lone(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks without those in mid-sentence that begin no item: a dash there does only where its paragraph has
    another one behind a stop; it, 一是 and 第一， stand without a stop only right behind a heading whose break is
    lost (三、抓好保障一是要健全机制。二是…), when the next item follows behind a stop."""
    behind_stops = {(m.paragraph, m.family, m.number) for m in marks if m.place in ("stop", "line")}
    dashes = Counter(mark.paragraph for mark in marks if mark.system.id == "dash" and mark.place == "stop")
    kept: list[Mark] = []
    for mark in marks:
        dash = mark.system.id == "dash"
        before = kept[-1] if kept else None
        if mark.system.glued and mark.place == "any":
            near = before and mark.start - before.end <= _TITLE
            name = text[before.end : mark.start] if before and near else ""
            headed = before and before.system.strong and before.paragraph == mark.paragraph and before.system.whole
            followed = dashes[mark.paragraph] if dash else (mark.paragraph, mark.family, 2) in behind_stops
            fits = 0 < len(name) <= (_NAME if dash else _TITLE) and not any(sign in name for sign in STOPS + "；;")
            if not (headed and followed and fits and (dash or mark.number == 1)):
                continue
        alone = dash and mark.place == "stop" and dashes[mark.paragraph] < 2
        if alone and (before is None or before.system.id != "dash"):
            continue
        kept.append(mark)
    return kept
