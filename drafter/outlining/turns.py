"""Where a speech turns from its points to something else.

In: a text, its marks, the offsets of its announcements. Out: answers to `nesting`, which closes the lists that are
done there. The words are data (data/outlining/announcements.yaml: anew, over, vocative).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from functools import cache

from drafter import resources
from drafter.outlining.markers import Mark

_LEAD = 120
"""An announcement at most this many characters before a list leads up to it."""

_LOOK = 400
"""A paragraph that leads up to a list is at most this long."""

_CLOSING, _BODY = 500, 80
"""Closing words are at most this long, and stand at least so far behind the last heading."""

_HEADS = ("", "\n", "。", "！", "？", "!", "?", "\u3000")
"""What may stand before a sentence."""


@cache
def _openers(key: str) -> re.Pattern[str]:
    return re.compile(resources.data("outlining/announcements")[key])


class Turns:
    """Where a speech turns from its points to something else: 下面，我再提三点希望 at the head of a paragraph, and
    the last 同志们 with what follows it."""

    def __init__(self, text: str, marks: list[Mark], said: Sequence[tuple[int, int]]) -> None:
        self._said = [start for start, _ in said]
        self._text = text
        self.closing = _closing(text, marks)
        self._addresses = _addresses(text)

    def between(self, last: Mark, mark: Mark) -> bool:
        """Whether a turn lies between the last item of a list and a mark."""
        if last.start < self.closing < mark.start:
            return True
        at = bisect.bisect_left(self._said, mark.start) - 1
        if at < 0 or mark.start - self._said[at] > _LEAD:
            return False
        since = max(last.start, self._said[at] - _LEAD)
        begin = self._text.rfind("\n", since, self._said[at]) + 1
        if begin > last.start and _openers("anew").match(self._text, begin):
            return True
        begin = max(self._text.rfind(sign, since, self._said[at]) for sign in "。！？!?") + 1
        return begin > last.start and bool(_openers("anew_within").match(self._text, begin))

    def addressed(self, current: Mark, mark: Mark) -> bool:
        """Whether a paragraph between the last item of a list and a mark, or the mark's own, begins by addressing
        the audience anew (各位代表！…)."""
        at = bisect.bisect_right(self._addresses, current.start)
        return at < len(self._addresses) and self._addresses[at] < mark.start

    def over(self, current: Mark, mark: Mark) -> bool:
        """Whether a paragraph between the last item of a list and a mark looks back or away from that list
        (在看到成绩的同时，…, 五年的实践给我们以启示：) and leads up to the mark."""
        lead = mark.paragraph - (1 if mark.line else 0)
        if lead <= current.paragraph:
            return False
        begin = self._text.rfind("\n", max(current.start, mark.start - _LOOK), mark.start) + 1
        if mark.line:
            begin = self._text.rfind("\n", max(current.start, begin - _LOOK), max(begin - 1, 0)) + 1
        return begin > 0 and bool(_openers("over").match(self._text, begin))


def _addresses(text: str) -> list[int]:
    """Where the audience is addressed anew: at the head of a paragraph, or with an exclamation behind a sentence
    (a text may have lost its breaks)."""
    found = []
    for match in _openers("vocative").finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before == "\n" or (before in ("。", "！", "？") and match.group(0)[-1] in "！!"):
            found.append(match.start())
    return found


def _closing(text: str, marks: list[Mark]) -> int:
    """Offset of the closing words (同志们，… up to the end), the text's length when there are none."""
    begin = max(len(text) * 2 // 3, len(text) - _CLOSING)
    turns = [m.start() for m in _openers("vocative").finditer(text, begin) if text[m.start() - 1 : m.start()] in _HEADS]
    if not turns:
        return len(text)
    large = [mark.start for mark in marks if mark.system.strong and mark.line]
    at = bisect.bisect_left(large, turns[-1])
    if at < len(large) or (at and turns[-1] - large[at - 1] < _BODY):
        return len(text)
    return turns[-1]
