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
from drafter.outlining.clauses import TRIM, Topic, like_sibling, topic_end
from drafter.outlining.markers import Mark, scan
from drafter.outlining.nesting import Group, Node, nest, walk
from drafter.outlining.pruning import prune

__all__ = ["parse", "parse_text"]


def parse(speech: Speech) -> Outline:
    """The headings of a speech, by nesting, and its announced counts with what was found."""
    text = speech.text
    said = counts(text)
    top = prune(nest(scan(text), text, [(start, end) for start, end, *_ in said]), text)
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
            marker=text[start : node.mark.end].strip(),
            text=text[node.mark.end : end],
            run_in=follows[start],
            start=start,
            end=end,
            line=line.number,
            children=below(node.groups, level + 1),
        )

    def below(groups: list[Group], level: int) -> tuple[Heading, ...]:
        return tuple(heading(node, level) for group in groups for node in group.items)

    return Outline(below(top, 1), tuple(announce(text, top, topics, said)))


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
        stop = text.find("\n", mark.end)
        stop = len(text) if stop < 0 else stop
        following = marks[n + 1].start if n + 1 < len(marks) else len(text)
        limit = max(min(stop, following), mark.end)
        whole = mark.system.whole and (mark.line or mark.system.family != "ordinal")
        topic = topic_end(text, mark.end, limit, whole, mark.line and limit == stop)
        topics[mark.start] = replace(topic, follows=topic.follows or following < stop)
        limits[mark.start] = limit
    for group in walk(top):
        siblings = [node.mark for node in group.items]
        _like_siblings(text, siblings, topics, limits)
        _one_form(text, siblings, topics)
    return {at: topic.end for at, topic in topics.items()}, {at: topic.follows for at, topic in topics.items()}


def _like_siblings(text: str, siblings: list[Mark], topics: dict[int, Topic], limits: dict[int, int]) -> None:
    """Cuts headings that were run together with their text where the forms of their siblings show it."""
    known = [m for m in siblings if topics[m.start].known != "guess"]
    shapes = list(dict.fromkeys(text[m.end : topics[m.start].end] for m in known))[:8]
    joint = list(dict.fromkeys(text[m.end : topics[m.start].end] for m in known if topics[m.start].known == "joint"))[:8]
    for mark in siblings:
        topic = topics[mark.start]
        forms = shapes if topic.known == "guess" else joint if topic.known == "stop" else []
        end = like_sibling(text, mark.end, limits[mark.start], forms)
        if end and (topic.known == "guess" or end + 6 < topic.end):
            topics[mark.start] = replace(topic, end=end, follows=True)


def _one_form(text: str, siblings: list[Mark], topics: dict[int, Topic]) -> None:
    """Small items that are all sentences of one or two short clauses keep both or the first alike, as most do."""
    pairs = [(mark, pair) for mark in siblings if (pair := topics[mark.start].pair)]
    two = [(mark, pair) for mark, pair in pairs if pair[0] != pair[1]]
    if len(pairs) < len(siblings) or len(two) < 3:
        return
    both = sum(topics[mark.start].end > pair[0] for mark, pair in two)
    if both * 2 == len(two):
        return
    for mark, pair in two:
        topic = topics[mark.start]
        end = pair[1] if both * 2 > len(two) else pair[0]
        topics[mark.start] = replace(topic, end=mark.end + len(text[mark.end : end].rstrip(TRIM)))
