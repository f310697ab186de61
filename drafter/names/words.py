"""Word borders and tags of a text, from rjieba when it is installed.

In: a text. Out: where words begin and end, what part of speech each is, and whether it is a word at all.
Without rjieba `Words.known` is False: callers then fall back on neighbours and lists, and call less sure.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import Any

PROPER = frozenset({"ns", "nr", "nz", "nt", "nrt", "nrfg"})


@cache
def _segmenter() -> Any:
    try:
        import rjieba  # heavy: a dictionary of half a million words
    except ImportError:
        return None
    return rjieba


def available() -> bool:
    """Whether the segmenter is installed."""
    return _segmenter() is not None


@cache
def in_dictionary(word: str) -> bool:
    """Whether the segmenter's dictionary has the word (False without the segmenter)."""
    segmenter = _segmenter()
    return bool(segmenter and segmenter.has_word(word))


class Words:
    """One text cut into words. `known` says whether a segmenter did it."""

    def __init__(self, text: str) -> None:
        segmenter = _segmenter()
        self.text = text
        self.known = segmenter is not None
        self.starts: list[int] = []
        self.tokens: list[tuple[str, str]] = []
        at = 0
        # A lone surrogate (a badly decoded file) is no text for the segmenter; "?" keeps the length.
        whole = text.encode("utf-8", "replace").decode("utf-8")
        for word, tag in segmenter.tag(whole) if segmenter else ():
            self.starts.append(at)
            self.tokens.append((word, tag))
            at += len(word)
        self._borders = {*self.starts, at}

    def border(self, offset: int) -> bool:
        """Whether a word begins or ends here; True everywhere without a segmenter."""
        return not self.known or offset in self._borders

    def at(self, offset: int) -> tuple[int, str, str] | None:
        """The word that covers an offset: where it starts, the word, its tag."""
        n = bisect_right(self.starts, offset) - 1
        return (self.starts[n], *self.tokens[n]) if n >= 0 else None

    def between(self, start: int, end: int) -> list[tuple[str, str]]:
        """The words that overlap a range."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_right(self.starts, end - 1)
        return self.tokens[first:last]
