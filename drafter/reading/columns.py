"""Two columns on a printed page → their lines one column after the other.

In: the rows of a page, top to bottom, each a row of boxes from left to right. Out: the rows in reading order, in
segments. A gutter is a place in the middle that hardly any row crosses while both sides hold running text; a row that
crosses it (a title) ends the columns above it. Left alone: three columns and more, tables (their cells are short).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Protocol, TypeVar

LEAST = 6  # rows on either side
CROSSING = 0.25  # share of rows that may cross a gutter
PROSE = 8  # boxes in the middle row of either side


class Box(Protocol):
    """A character with its place across the page."""

    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...


B = TypeVar("B", bound=Box)


def segments(rows: Sequence[list[B]], width: float) -> list[list[list[B]]]:
    """The rows of a page in reading order; one segment when the page has no gutter. `width`: of a character."""
    gutter = _gutter(rows, width)
    if gutter is None:
        return [list(rows)]
    out: list[list[list[B]]] = []
    left: list[list[B]] = []
    right: list[list[B]] = []
    for row in rows:
        if not _crosses(row, gutter, width):
            left += [part] if (part := [box for box in row if box.right <= gutter]) else []
            right += [part] if (part := [box for box in row if box.left >= gutter]) else []
            continue
        out += [part for part in (left, right) if part]
        left, right = [], []
        if out and out[-1] and _crosses(out[-1][-1], gutter, width):
            out[-1].append(row)
        else:
            out.append([row])
    return out + [part for part in (left, right) if part]


def _gutter(rows: Sequence[list[B]], width: float) -> float | None:
    """The place across the page that fewest rows cross, if it parts two columns."""
    if len(rows) < LEAST or width <= 0:
        return None
    start, end = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    # Of places that as few cross the one nearest to the middle: it has room on both sides.
    steps = sorted(range(41), key=lambda step: abs(step - 20))
    places = [start + (end - start) * (0.35 + 0.3 * step / 40) for step in steps]
    place = min(places, key=lambda place: sum(_crosses(row, place, width) for row in rows))
    free = [row for row in rows if not _crosses(row, place, width)]
    sides = [[len(part) for row in free if (part := [b for b in row if side(b, place)])] for side in (_before, _behind)]
    crossing = len(rows) - len(free)
    if crossing > CROSSING * len(rows) or any(len(side) < LEAST or median(side) < PROSE for side in sides):
        return None
    return place


def _before(box: Box, place: float) -> bool:
    return box.right <= place


def _behind(box: Box, place: float) -> bool:
    return box.left >= place


def _crosses(row: Sequence[Box], place: float, width: float) -> bool:
    """Whether a row has something within half a character of a place."""
    return any(box.left < place + 0.5 * width and box.right > place - 0.5 * width for box in row)
