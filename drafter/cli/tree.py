"""The outline of a speech as lines for a terminal of 80 columns: headings with their lengths, long ones folded.

In: a `Speech` and its `Outline`. Out: lines. A heading's length is the characters from its marker to the next heading
of its level or above, what stands under it included; blanks don't count. What stands before the first heading and the
closing have lengths of their own, so that the parts add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from drafter.cli.tables import pad, width
from drafter.models import Heading, Outline, Speech

COLUMNS = 80
_INDENT = "   "
OPENING, CLOSING = "opening", "closing"
_LAST = 4  # paragraphs among which a closing begins
_PARTS = re.compile("[、，,：: 　]+")
_NEVER_FIRST = "，。、；：！？”’）》】」』"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Characters of a heading: `whole` with all that stands under it, `own` up to its first child."""

    whole: int
    own: int


def characters(text: str) -> int:
    """Characters without white space, as Word counts them."""
    return sum(not c.isspace() for c in text)


def sizes(speech: Speech, outline: Outline) -> dict[str, Sizes]:
    """The sizes of every heading by its path ("2.1"), of the speech ("") and of its opening and closing."""
    text, close = speech.text, closing(speech, outline)
    counted = list(accumulate((not c.isspace() for c in text), initial=0))
    found: dict[str, Sizes] = {}

    def put(path: str, start: int, first: int, end: int) -> None:
        found[path] = Sizes(counted[end] - counted[start], counted[first] - counted[start])

    def down(headings: tuple[Heading, ...], end: int, path: str) -> None:
        for n, heading in enumerate(headings, 1):
            behind = headings[n].start if n < len(headings) else end
            put(f"{path}{n}", heading.start, heading.children[0].start if heading.children else behind, behind)
            down(heading.children, behind, f"{path}{n}.")

    begin = outline.headings[0].start if outline.headings else close
    put("", 0, begin, len(text))
    put(OPENING, 0, begin, begin)
    put(CLOSING, close, len(text), len(text))
    down(outline.headings, close, "")
    return found


def closing(speech: Speech, outline: Outline) -> int:
    """Where the closing begins: the paragraph near the end that speaks to the hearers once more (同志们，任务已经……),
    behind the last heading's own; the end of the text when there is none."""
    last = max((heading.end for _, heading in outline.walk()), default=len(speech.text))
    called = tuple(part for part in _PARTS.split(speech.salutation or "") if len(part) > 1)
    offset = len(speech.text)
    found = offset
    for line in reversed(speech.lines[-_LAST:]):
        offset -= len(line.text)
        if offset <= last:
            break
        if called and line.text.startswith(called):
            found = offset
        offset -= 1
    return found


def lines(speech: Speech, outline: Outline) -> list[str]:
    """The headings with their lengths flush right, then what was announced and what was found."""
    found = sizes(speech, outline)
    rows = [(path.count("."), heading.marker, heading.text, found[path].whole) for path, heading in outline.walk()]
    if rows and found[OPENING].whole:
        rows.insert(0, (0, "", "（开头）", found[OPENING].whole))
    if rows and found[CLOSING].whole:
        rows.append((0, "", "（结尾）", found[CLOSING].whole))
    figures = [f"{count}字" for *_, count in rows]
    column = max(map(width, figures), default=0)
    room = COLUMNS - len(_INDENT) - column - 3
    folded = [_folded(depth, marker, text, room) for depth, marker, text, _ in rows]
    widest = max((width(part) for parts in folded for part in parts), default=0)
    out: list[str] = []
    for parts, figure in zip(folded, figures, strict=True):
        out.append(f"{_INDENT}{pad(parts[0], widest)}  {pad(figure, column, right=True)}")
        out += [_INDENT + part for part in parts[1:]]
    return [*out, *(_INDENT + said for said in announced(outline))]


def _folded(depth: int, marker: str, text: str, room: int) -> list[str]:
    """A heading in lines of at most `room` columns; what goes on stands under the heading's first word."""
    lead, hang = "  " * depth + marker, " " * min(2 * depth + width(marker), room // 2)
    parts, line = [], lead
    for c in text:
        if width(line + c) > room and line.strip() and c not in _NEVER_FIRST:
            parts.append(line)
            line = hang
        line += c
    return [*parts, line]


def announced(outline: Outline) -> Iterator[str]:
    """Each announcement: where it stands, in which words, and whether it holds."""
    markers = {path: heading.marker.strip(" 、.．，,：:") or heading.text[:8] for path, heading in outline.walk()}
    for said in outline.announced:
        steps = said.path.split(".") if said.path else []
        place = "/".join(markers.get(".".join(steps[: n + 1]), "") for n in range(len(steps)))
        match = "" if said.count == said.found else "，数目不符"
        yield f"{place}{'：' if place else ''}“{said.text}”：说{said.count}项，有{said.found}项{match}"
