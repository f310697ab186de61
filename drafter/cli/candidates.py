"""Sets of headings side by side, or one under the other where the terminal is too narrow."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from drafter.cli.tables import pad, width

if TYPE_CHECKING:
    from drafter.composing.candidates import Candidate
    from drafter.models import Block

NARROWEST = 24
"""Columns that a set of headings needs: twelve characters."""
GAP = "  "


def as_json(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """Candidates as plain data: the seed, and the headings as they read."""
    return [
        {
            "seed": one.seed, "structure": one.structure, "form": one.headings[0].entry,
            "headings": [
                {"path": b.path, "level": b.level, "marker": b.marker, "text": b.said} for b in one.headings
            ],
        }
        for one in candidates
    ]  # fmt: skip


def side_by_side(candidates: Sequence[Candidate], columns: int | None = None) -> list[str]:
    """The candidates as lines for a terminal of so many columns; the points stand on one height."""
    total = columns or shutil.get_terminal_size((80, 24)).columns
    each = (total - len(GAP) * (len(candidates) - 1)) // len(candidates)
    if each < NARROWEST:
        lines: list[str] = []
        for one in candidates:
            lines += [*([""] if lines else []), _head(one), *(line for point in _points(one, total) for line in point)]
        return lines
    lines = [_row([_head(one) for one in candidates], each)]
    for row in zip_longest(*(_points(one, each) for one in candidates), fillvalue=[]):
        lines += [_row(cells, each) for cells in zip_longest(*row, fillvalue="")]
    return lines


def _head(one: Candidate) -> str:
    return f"--seed {one.seed}"


def _row(cells: Sequence[str], each: int) -> str:
    return GAP.join(pad(cell, each) for cell in cells).rstrip()


def _points(one: Candidate, columns: int) -> list[list[str]]:
    """The lines of each point, with what stands under it."""
    points: list[list[str]] = []
    for block in one.headings:
        if block.level == 1:
            points.append([])
        points[-1] += _wrapped(block, columns)
    return points


def _wrapped(block: Block, columns: int) -> list[str]:
    """A heading in lines of at most so many columns, indented by its level."""
    indent = "  " * ((block.level or 1) - 1)
    lines, line = [], f"{indent}{block.marker}"
    for character in block.said:
        # No line begins with a comma or a closing quote.
        if width(line + character) > columns and character not in "，、。；：”’）":
            lines.append(line)
            line = f"{indent}  "
        line += character
    return [*lines, line]
