"""Word borders and tags, behind one function, so that the segmenter can be exchanged.

In: a text. Out: its words with their tags (jieba's set: n, v, ns place, nr person …), in order.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from drafter.errors import MissingExtra

Word = tuple[str, str]


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    try:
        import rjieba
    except ImportError:
        raise MissingExtra("提取短语", "corpus") from None
    return rjieba


def require() -> None:
    """Raises MissingExtra when there is no segmenter."""
    _segmenter()


@lru_cache(maxsize=8192)
def tagged(text: str) -> tuple[Word, ...]:
    """The words of a text with their tags: 要抓落实 → (要, v), (抓落实, n). Raises MissingExtra."""
    return tuple(_segmenter().tag(text))


def cut(text: str) -> list[str]:
    """The words of a text. Raises MissingExtra."""
    return [word for word, _ in tagged(text)]


def borders(text: str) -> frozenset[int]:
    """The offsets at which a word begins or ends."""
    at, found = 0, {0}
    for word in cut(text):
        at += len(word)
        found.add(at)
    return frozenset(found)


def known(word: str) -> bool:
    """Whether the segmenter's dictionary has the word."""
    return bool(_segmenter().has_word(word))
