"""Headings without a marker: names of parts above lists that begin anew (五年来的主要工作 … 今后工作的建议), and
parallel first sentences of paragraphs where a count announces them.

In: a text, the groups of `nesting` and what is announced. Out: the groups with these headings among them. A short
line that no list begins behind, or that has no counterpart, is left alone; so are parallel paragraphs that nobody
counted.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cache

from drafter import resources
from drafter.outlining.markers import Mark, System
from drafter.outlining.nesting import Group, Node, walk

_NEVER = re.compile(r"(?!)")

SYSTEM = System("unmarked", "unmarked", 0.0, True, True, frozenset({"line"}), _NEVER, {}, False, False, None)
"""The way of numbering of headings that have none."""

_FEWEST, _MOST = 4, 20
"""The name of a part has so many characters."""

_LEAD = 3
"""At most so many paragraphs lie between such a name and the list below it."""

_SENTENCE, _OPENING, _UNLIKE = 40, 2, 6
"""Parallel first sentences are at most this long, begin with so many characters alike and differ by at most so many."""

_NAME = re.compile(r"[\u4e00-\u9fff0-9“”‘’]{4,20}")
_ENDS = re.compile(r"[。！？!?；;\n]")
_COMMAS = re.compile("[，,]")


@cache
def _vocative() -> re.Pattern[str]:
    return re.compile(resources.data("outlining/announcements")["vocative"])


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(resources.data("outlining/clauses")["parts"][0]["pattern"])


def unmarked(text: str, top: list[Group], said: Sequence[tuple[int, int, int, str]]) -> list[Group]:
    """The groups of a text with the headings that have no marker; `said` is what `announcing.counts` found."""
    begins = [0, *(match.end() for match in re.finditer("\n", text))]
    return _counted(text, _parted(text, top, begins), begins, said)


def _node(text: str, start: int, paragraph: int, own: bool) -> Node:
    return Node(Mark(start, start, SYSTEM, SYSTEM.family, None, "line", paragraph, own, start))


def _group(nodes: list[Node], parent: Node | None) -> Group:
    return Group(SYSTEM.family, SYSTEM.rank, True, True, nodes[0].mark.own, len(nodes), nodes, parent)


def _last(group: Group) -> Mark:
    """The last mark of a list, its inner ones included."""
    return max((node.mark for one in walk([group]) for node in one.items), key=lambda mark: mark.start)


def _parted(text: str, top: list[Group], begins: list[int]) -> list[Group]:
    """Names of parts on lines of their own above lists at the margin that begin anew with 一、 each."""
    heads = [n for n, group in enumerate(top) if group.strong and group.line]
    kinds = {(top[n].family, top[n].items[0].mark.number) for n in heads}
    if len(heads) < 2 or len(kinds) > 1 or next(iter(kinds))[1] != 1:
        return top
    names: list[Node] = []
    for n in heads:
        before = _last(top[n - 1]).paragraph if n else -1
        found = _name_above(text, begins, before, top[n].items[0].mark.paragraph)
        if found is None:
            return top
        names.append(_node(text, begins[found], found, True))
    starts = [node.mark.start for node in names]
    kept = [group for group in top if group.items[0].mark.start < starts[0]]
    for group in top[len(kept) :]:
        parent = names[bisect.bisect_right(starts, group.items[0].mark.start) - 1]
        group.parent = parent
        parent.groups.append(group)
    return [*kept, _group(names, None)]


def _name_above(text: str, begins: list[int], after: int, before: int) -> int | None:
    """The one paragraph between two others that may be the name of a part; None when there are several or none."""
    found = [n for n in range(max(after + 1, before - _LEAD - 1), before) if _names_part(_paragraph(text, begins, n))]
    return found[0] if len(found) == 1 else None


def _names_part(line: str) -> bool:
    return _FEWEST <= len(line) <= _MOST and bool(_NAME.fullmatch(line)) and bool(_parts().search(line))


def _paragraph(text: str, begins: list[int], n: int) -> str:
    stop = begins[n + 1] - 1 if n + 1 < len(begins) else len(text)
    return text[begins[n] : stop]


def _counted(text: str, top: list[Group], begins: list[int], said: Sequence[tuple[int, int, int, str]]) -> list[Group]:
    """Parallel first sentences of paragraphs, right behind an announcement of exactly as many and before any mark."""
    starts = sorted(node.mark.start for group in walk(top) for node in group.items)
    for n, (start, end, count, rule) in enumerate(said):
        if rule not in ("say", "these", "following") or (starts and starts[0] < start):
            continue
        until = min(said[n + 1][0] if n + 1 < len(said) else len(text), starts[0] if starts else len(text))
        first = bisect.bisect_right(begins, end)
        found = list(_openings(text, begins, first, bisect.bisect_right(begins, until)))
        alike = [one for one in found if one[1][:_OPENING] == found[0][1][:_OPENING]]
        if count > 1 and len(alike) == count and _parallel([sentence for _, sentence in alike]):
            nodes = [_node(text, begins[paragraph], paragraph, False) for paragraph, _ in alike]
            return [_group(nodes, None), *top]
    return top


def _openings(text: str, begins: list[int], first: int, last: int) -> Iterator[tuple[int, str]]:
    """The first sentences of paragraphs, as (paragraph, sentence)."""
    for n in range(first, min(last, len(begins))):
        line = _paragraph(text, begins, n)
        end = _ENDS.search(line)
        if not _vocative().match(line) and line:
            yield n, line[: end.start() if end else len(line)]


def _parallel(sentences: list[str]) -> bool:
    """Whether sentences have a heading's length and one build: as many commas, and about the same length."""
    lengths = [len(sentence) for sentence in sentences]
    commas = {len(_COMMAS.findall(sentence)) for sentence in sentences}
    distinct = len({sentence[_OPENING:] for sentence in sentences}) == len(sentences)
    return distinct and len(commas) == 1 and max(lengths) <= _SENTENCE and max(lengths) - min(lengths) <= _UNLIKE
