"""Aligned lines for a terminal: a Chinese character is two columns wide.

In: rows of short texts. Out: lines. Widths follow Unicode (east_asian_width); ambiguous characters (“ ” …) count
as one column, so the column that holds running text goes last.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """The columns a text takes: 过渡 → 4, topic → 5; combining and control characters take none."""
    return sum(_columns(c) for c in text)


def _columns(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.combining(character) or unicodedata.category(character)[0] == "C" else 1


def pad(text: str, columns: int, right: bool = False) -> str:
    """A text filled up with spaces; `right` puts them before it."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def aligned(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Rows as lines with aligned columns, two spaces apart; columns in `right` are flush right (numbers)."""
    table = list(rows)
    if not table:
        return []
    columns = [max(width(row[n]) for row in table) for n in range(len(table[0]))]
    flush = frozenset(right)
    return ["  ".join(pad(cell, columns[n], n in flush) for n, cell in enumerate(row)).rstrip() for row in table]
