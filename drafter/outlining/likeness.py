"""What the headings of a list tell of one another where they were run together with their text.

In: a text, where a heading begins, the forms of its siblings. Out: the offset where it ends, None when nothing tells.
A heading is cut at the border of a word; where none is near, it is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter

from drafter.outlining.clauses import (
    BEFORE_OBJECTS,
    BEGINNING,
    ENDS,
    HALVES,
    HAN,
    LED,
    LEFT,
    SENTENCE,
    SHORTEST,
    cuts,
    joint,
    rules,
)  # fmt: skip

_ABOUT = 2000
"""So much of the text about a place is searched for a term that begins there."""
_ALIKE = 34
"""A longer heading is no pattern for its siblings."""
_WITHIN = re.compile("要?[在从对以把将就向为按当]")
"""What begins so goes on (在产业发展上我们要…)."""


def like_sibling(text: str, start: int, limit: int, siblings: list[str], joint: bool) -> int | None:
    """Where a heading ends that was run together with its text, if it is built like one of its siblings:
    commas at the same places (看准方向，铆足干劲敢领跑 / 拿出办法，沉下身子善领跑), or, where those
    were parted from their text by its words (`joint`), the same beginning and length (推动中学发展 / 推动小学发展)."""
    for sibling in siblings:
        commas = [at for at, char in enumerate(sibling) if char in "，,"]
        part = text[start : start + len(sibling)]
        if sibling[:1].isdigit():
            continue  # a year tells nothing of the form (2023年工作回顾 / 2024年政府工作任务)
        if (
            len(sibling) > _ALIKE
            or start + len(sibling) > limit
            or [at for at, c in enumerate(part) if c in "，,"] != commas
        ):
            continue
        if commas or (
            joint and len(sibling) >= 6 and part[:2] == sibling[:2] and not cuts(part, ENDS + HALVES, len(part))
        ):
            end = _after_word(text, start + len(sibling), limit)
            if _border(text, end) or (commas and text[end - 1 : end] not in BEFORE_OBJECTS):
                return end
            return None if commas else _anew(text, end, limit)
    return None


def _after_word(text: str, end: int, limit: int) -> int:
    """The nearest place to `end` behind a word that headings close with (信心和决心); else `end` itself."""
    for at in (end, end + 1, end - 1, end + 2, end - 2, end + 3):
        if at <= limit and any(pattern.fullmatch(text, max(0, at - 2), at) for _, pattern in rules("closing")):
            return at
    return end


def _border(text: str, end: int) -> bool:
    """Whether an offset lies behind a word that headings close with, before one that texts begin with, or before a
    term that the text about it has again."""
    if any(pattern.fullmatch(text, max(0, end - 2), end) for _, pattern in rules("closing")):
        return True
    if any(pattern.match(text, end) for _, pattern in rules("starters")):
        return True
    term = text[end : end + 4]
    if len(term) < 4 or not all(map(HAN.match, term)) or text[end - 1] in BEFORE_OBJECTS:
        return False
    return term in text[max(0, end - _ABOUT) : end] or term in text[end + 4 : end + _ABOUT]


def _anew(text: str, end: int, limit: int) -> int | None:
    """The place nearest to `end` where a text may begin (我们…, 各级…); None when there is none near."""
    near = (end + step for step in (1, -1, 2, -2, 3, -3))
    return next((at for at in near if at < limit and any(p.match(text, at) for _, p in rules("starters"))), None)


def common_length(sentences: list[str]) -> int | None:
    """The length that headings have in common which were run together with their text: several of these sentences
    begin anew behind as many characters (抓好苗木调运林业局要… / 抓好技术指导每个乡镇要…), and all begin alike."""
    if len(sentences) < 2 or len({sentence[:2] for sentence in sentences}) > 1:
        return None
    anew: Counter[int] = Counter()
    for sentence in sentences:
        stop = next(iter(cuts(sentence, "，," + ENDS + HALVES, SENTENCE)), min(len(sentence), SENTENCE))
        end = next(iter(cuts(sentence, ENDS, len(sentence))), len(sentence))
        for at in range(SHORTEST, min(stop - 2, LED, end - LEFT)):
            if any(pattern.match(sentence, at) for _, pattern in rules("starters")) and HAN.match(sentence[at - 1]):
                anew[at] += 1
    for at, many in anew.most_common(1):
        parts = {sentence[:at] for sentence in sentences}
        if many >= 2 and many * 2 > len(sentences) and len(parts) == len(sentences) and not _WITHIN.match(min(parts)):
            return at
    return None


def run_together(text: str, start: int, limit: int) -> int | None:
    """As `joint`, for a short sentence too: for a list of which other headings were run together with their text."""
    body = text[start : min(limit, start + BEGINNING)]
    end = next(iter(cuts(body, ENDS + HALVES, len(body))), len(body))
    cut = joint(body[: end + 1] if body[end : end + 1] in "？?" else body[:end], True)
    return None if cut is None else start + cut
