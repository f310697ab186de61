"""A speech's outline: its headings as a tree, and the counts it announces.

In: a cleaned `Speech`. Out: an `Outline` whose offsets count in `speech.text`. The text itself is left alone.
The ways of numbering, their near misses and the words that tell where a topic clause ends are data
(data/outlining/*.yaml).
"""

from __future__ import annotations

import bisect
from dataclasses import replace

from drafter.models import Heading, Line, Outline, Speech
from drafter.outlining.announcing import announce, counts
from drafter.outlining.clauses import Topic, topic_end
from drafter.outlining.markers import scan
from drafter.outlining.nesting import Group, Node, nest, walk
from drafter.outlining.pruning import prune
from drafter.outlining.siblings import agree
from drafter.outlining.unmarked import unmarked

__all__ = ["parse", "parse_text"]


_SMALLER = ("ordinal", "arabic_paren")
"""Families whose items are small ones in mid-paragraph."""

_SHORTENED = ("…", "...")
"""How a site ends what it shows only the beginning of."""


def parse(speech: Speech) -> Outline:
    """The headings of a speech, by nesting, and its announced counts with what was found."""
    text = speech.text
    said = counts(text)
    cut = speech.truncated or text.endswith(_SHORTENED)
    inline: list[Group] = []
    top = prune(nest(scan(text), text, [(start, end) for start, end, *_ in said], cut), text, inline)
    top = unmarked(text, top, said)
    topics, follows = _topics(text, top)
    top = _spoken(top, topics)
    begins = [0]
    for line in speech.lines:
        begins.append(begins[-1] + len(line.text) + 1)

    def heading(node: Node, level: int) -> Heading:
        start, end = node.mark.start, topics[node.mark.start]
        line = speech.lines[bisect.bisect_right(begins, start) - 1]
        return Heading(
            level=level,
            marker=text[start : node.mark.shown].strip(),
            text=text[node.mark.end : end],
            run_in=follows[start],
            start=start,
            end=end,
            line=line.number,
            children=below(node.groups, level + 1),
        )

    def below(groups: list[Group], level: int) -> tuple[Heading, ...]:
        return tuple(heading(node, level) for group in groups for node in group.items)

    return Outline(below(top, 1), tuple(announce(text, top, inline, topics, said)))


def parse_text(text: str) -> Outline:
    """The outline of a text as one speech; line n of the text is paragraph n."""
    lines = tuple(Line(line, number) for number, line in enumerate(text.split("\n"), 1))
    return parse(Speech(source="", number=1, title=None, subtitle=None, salutation=None, lines=lines))


def _spoken(groups: list[Group], topics: dict[int, int]) -> list[Group]:
    """The groups without markers that nothing follows (a text cut off behind 三、)."""
    kept: list[Group] = []
    for group in groups:
        for node in group.items:
            node.groups = _spoken(node.groups, topics)
        group.items = [node for node in group.items if node.groups or topics[node.mark.start] > node.mark.end]
        if group.items:
            kept.append(group)
    return kept


def _topics(text: str, top: list[Group]) -> tuple[dict[int, int], dict[int, bool]]:
    """For the start of every heading, the end of its topic clause and whether text follows on the line."""
    marks = sorted((node.mark for group in walk(top) for node in group.items), key=lambda m: m.start)
    topics: dict[int, Topic] = {}
    limits: dict[int, int] = {}
    for n, mark in enumerate(marks):
        following = marks[n + 1].start if n + 1 < len(marks) else len(text)
        stop = text.find("\n", mark.end, following + 1)
        stop = (len(text) if n + 1 == len(marks) else following + 1) if stop < 0 else stop
        limit = max(min(stop, following), mark.end)
        whole = mark.system.whole and (mark.line or mark.system.family not in _SMALLER)
        topic = topic_end(text, mark.end, limit, whole, mark.line and limit == stop, mark.system.whole)
        topics[mark.start] = replace(topic, follows=topic.follows or following < stop)
        limits[mark.start] = limit
    for group in walk(top):
        agree(text, [node.mark for node in group.items], topics, limits)
    return {at: topic.end for at, topic in topics.items()}, {at: topic.follows for at, topic in topics.items()}
