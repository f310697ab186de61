"""Siblings decide together where their headings end.

In: the marks of one list, their topic clauses as the text of each alone shows them (`clauses`). Out: the same
table, with ends moved where the list speaks with one voice: headings run together with their text are cut like
their siblings, small items keep one clause or two alike, names before a colon end at it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

from drafter.outlining.clauses import BEGINNING, TRIM, Topic, full_sentence, lopsided
from drafter.outlining.likeness import common_length, like_sibling, run_together
from drafter.outlining.markers import Mark

_AGAIN, _TELLING = 4, 4
"""So many clauses are taken along to tell headings apart that begin alike, unless they are this short."""

_UNLIKE = 2
"""Two clauses whose lengths differ by more are no parallel pair."""

_LINE = 110
"""A heading on a line of its own among others is at most this long."""

_FULL, _LONGEST = 60, 52
"""The heading sentences of small items are at most this long; those of two clauses without text behind them, this."""

_LOPSIDED = 4
"""One in so many items may have a second clause that is much longer than its first."""

_TEXT = 8
"""What follows a heading sentence is longer than this."""

_NAMED = 12
"""A heading that a colon ends is a name of fewer characters."""


def agree(text: str, siblings: list[Mark], topics: dict[int, Topic], limits: dict[int, int]) -> None:
    """Moves the ends of a list's headings; `topics` and `limits` (where the next thing begins) go by mark's start."""
    _like_siblings(text, siblings, topics, limits)
    _common_cut(text, siblings, topics, limits)
    _own_lines(text, siblings, topics, limits)
    if not _full_sentences(text, siblings, topics, limits):
        _one_form(text, siblings, topics)
    _before_colons(text, siblings, topics)
    _told_apart(text, siblings, topics, limits)


def _like_siblings(text: str, siblings: list[Mark], topics: dict[int, Topic], limits: dict[int, int]) -> None:
    """Cuts headings that were run together with their text where the forms of their siblings show it."""
    known = [m for m in siblings if topics[m.start].known != "guess"]
    shapes = list(dict.fromkeys(text[m.end : topics[m.start].end] for m in known))[:8]
    parted = [m for m in known if topics[m.start].known == "joint"]
    joint = list(dict.fromkeys(text[m.end : topics[m.start].end] for m in parted))[:8]
    for mark in siblings:
        topic = topics[mark.start]
        end = None if topic.known == "joint" else like_sibling(text, mark.end, limits[mark.start], joint, True)
        if topic.known == "guess":
            end = end or like_sibling(text, mark.end, limits[mark.start], shapes, False)
        if joint and topic.known in ("stop", "line") and mark.system.whole and not (end and end + 6 < topic.end):
            end = run_together(text, mark.end, limits[mark.start])
            if end and end < topic.end:
                topics[mark.start] = replace(topic, end=end, follows=True)
        elif end and (topic.known == "guess" or end + 6 < topic.end):
            topics[mark.start] = replace(topic, end=end, follows=True)


def _common_cut(text: str, siblings: list[Mark], topics: dict[int, Topic], limits: dict[int, int]) -> None:
    """Cuts headings that were run together with their text and show it only as a list."""
    if not all(mark.system.whole and topics[mark.start].known != "joint" for mark in siblings):
        return
    length = common_length([text[mark.end : min(limits[mark.start], mark.end + BEGINNING)] for mark in siblings])
    for mark in siblings if length else ():
        end = mark.end + (length or 0)
        if topics[mark.start].end > end:
            topics[mark.start] = replace(topics[mark.start], end=end, follows=True)


def _own_lines(text: str, siblings: list[Mark], topics: dict[int, Topic], limits: dict[int, int]) -> None:
    """Long headings on lines of their own, in a list most of whose headings have theirs, with text on the next."""
    lines = [(mark, after) for mark, after in itertools.pairwise(siblings) if topics[mark.start].known == "line"]
    apart = sum(mark.line and after.line and after.paragraph > mark.paragraph + 1 for mark, after in lines)
    if apart < 1 or 2 * apart < len(siblings) - 1:
        return
    for mark in siblings:
        stop = text.find("\n", mark.end, mark.end + _LINE)
        if not mark.line or topics[mark.start].known in ("line", "joint") or not mark.end < stop <= limits[mark.start]:
            continue
        line = text[mark.end : stop].rstrip(TRIM)
        if not any(sign in line for sign in "。！？!?；;"):
            topics[mark.start] = Topic(mark.end + len(line), False, "line")


def _full_sentences(text: str, siblings: list[Mark], topics: dict[int, Topic], limits: dict[int, int]) -> bool:
    """Small items that all open with a short sentence of at most two clauses, text behind it, keep that sentence
    (一是打造特色产业，推动强村富民。今年要…). Whether they do."""
    if len(siblings) < 3 or any(mark.system.whole for mark in siblings):
        return False
    bodies = [text[mark.end : min(limits[mark.start], mark.end + 2 * _FULL)] for mark in siblings]
    sentences = _sentences(bodies, _FULL)
    double = sum("，" in sentence or "," in sentence for sentence in sentences)
    explained = sum(len(body) - len(sentence) > _TEXT for body, sentence in zip(bodies, sentences, strict=False))
    if 3 * min(double, explained) < 2 * len(siblings):
        return False
    for mark, sentence in zip(siblings, sentences, strict=True):
        _ends(text, mark, topics, mark.end + len(sentence))
    return True


def _sentences(bodies: list[str], longest: int) -> list[str]:
    """The first sentences of all items, each of which may be a heading as a whole; none when one may not, or many
    have a second clause that explains the first."""
    lengths = [full_sentence(body, longest) for body in bodies]
    if None in lengths:
        return []
    sentences = [body[:length] for body, length in zip(bodies, lengths, strict=True)]
    return sentences if _LOPSIDED * sum(map(lopsided, sentences)) <= len(sentences) else []


def _one_form(text: str, siblings: list[Mark], topics: dict[int, Topic]) -> None:
    """Small items that are all sentences of one or two short clauses keep both or the first alike, as most do;
    where most siblings have a longer sentence, of which only the first clause is kept, so do unlike pairs."""
    two = [(mark, pair) for mark in siblings if (pair := topics[mark.start].pair) and pair[0] != pair[1]]
    short = sum(topics[mark.start].pair is not None for mark in siblings)
    both = [(mark, pair) for mark, pair in two if topics[mark.start].end > pair[0]]
    first = len(two) - len(both) + len(siblings) - short
    pairs = [(mark.end, topics[mark.start].pair) for mark in siblings]
    led = sum(any(sign in text[at : pair[0]] for sign in "，,") for at, pair in pairs if pair)
    if len(both) + first + led < 3 or (len(both) + led == first and short == len(siblings)):
        return
    if len(both) + led <= first:
        for mark, pair in both:
            if short == len(siblings) or abs(pair[1] - 2 * pair[0] + mark.end - 1) > _UNLIKE:
                _ends(text, mark, topics, pair[0])
    elif short == len(siblings):
        for mark, pair in two:
            _ends(text, mark, topics, pair[1])
    else:
        _all_both(text, siblings, topics)


def _all_both(text: str, siblings: list[Mark], topics: dict[int, Topic]) -> None:
    """Lets all keep both clauses where some are only too long to be known as pairs."""
    bodies = [text[mark.end : mark.end + 2 * _LONGEST].split("\n")[0] for mark in siblings]
    for mark, sentence in zip(siblings, _sentences(bodies, _LONGEST), strict=False):
        _ends(text, mark, topics, mark.end + len(sentence))


def _ends(text: str, mark: Mark, topics: dict[int, Topic], end: int) -> None:
    """Lets a topic clause end at another offset."""
    topics[mark.start] = replace(topics[mark.start], end=mark.end + len(text[mark.end : end].rstrip(TRIM)))


def _told_apart(text: str, siblings: list[Mark], topics: dict[int, Topic], limits: dict[int, int]) -> None:
    """Headings of a list that begin alike go on until they differ, to the end of their sentence when that is near."""
    for _ in range(_AGAIN):
        said = Counter(text[mark.end : topics[mark.start].end] for mark in siblings)
        alike = [mark for mark in siblings if said[text[mark.end : topics[mark.start].end]] > 1]
        if not alike or any(topics[mark.start].end - mark.end < _TELLING for mark in alike):
            return
        for mark in alike:
            begin = topics[mark.start].end
            limit = limits[mark.start]
            stop = next((at for at in range(begin, limit) if text[at] in "。！？!?；;\n"), limit)
            comma = next((at for at in range(begin + 1, stop) if text[at] in "，,：:"), stop)
            end = stop if stop - mark.end <= BEGINNING else comma
            topics[mark.start] = replace(topics[mark.start], end=mark.end + len(text[mark.end : end].rstrip(TRIM)))


def _before_colons(text: str, siblings: list[Mark], topics: dict[int, Topic]) -> None:
    """Ends every heading of a list at its colon where one does and all have one (门卫管理：昼夜值班…)."""
    colons = {mark.start: text.find("：", mark.end, min(mark.end + _NAMED, len(text))) for mark in siblings}
    if len(siblings) < 3 or not all(mark.end < colons[mark.start] <= topics[mark.start].end for mark in siblings):
        return
    if any(topics[mark.start].end == colons[mark.start] for mark in siblings):
        for mark in siblings:
            topics[mark.start] = replace(topics[mark.start], end=colons[mark.start], follows=True)
