"""Where a draft's sentences stand: the paths of the key points under a heading, of its cards, and of warnings.

The key points of the heading 2.1 are 2.1.p1, 2.1.p2 …; three on end, 缘由, 举措, 责任, are one card. The warning of a
point stands under its last heading: 2.3.warning.
"""

from __future__ import annotations

import re

SENTENCES = 3
"""缘由, 举措, 责任: the sentences of a card."""

_KEY_POINT = re.compile(r"(?P<heading>\d+(?:\.\d+)*)\.p(?P<n>[1-9]\d*)")


def key_point(path: str) -> tuple[str, int] | None:
    """The heading and the number of a key point: 2.1.p5 → (2.1, 5); None for any other path."""
    match = _KEY_POINT.fullmatch(path)
    return (match["heading"], int(match["n"])) if match else None


def card(path: str) -> int:
    """Which card under its heading a sentence belongs to, from 1: 2.1.p5 → 2; 1 for any other path."""
    place = key_point(path)
    return (place[1] - 1) // SENTENCES + 1 if place else 1


def of_card(path: str) -> list[str]:
    """The paths of a card, of which one is given: 2.1.p5 → 2.1.p4, p5, p6; other paths alone."""
    place = key_point(path)
    if place is None:
        return [path]
    first = (card(path) - 1) * SENTENCES + 1
    return [f"{place[0]}.p{n}" for n in range(first, first + SENTENCES)]


def opens_card(path: str) -> bool:
    """Whether a sentence is the first of its card: 2.1.p4."""
    return key_point(path) is not None and of_card(path)[0] == path


def is_warning(path: str) -> bool:
    """Whether a path is that of a warning: 1.3.warning."""
    return path.endswith(".warning")
