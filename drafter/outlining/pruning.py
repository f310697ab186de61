"""Lists that are no headings: 一是缺水，二是缺路，三是缺人 within one sentence.

In: the groups of `nesting`. Out: the same without short enumerations; lists inside those go with them.
"""

from __future__ import annotations

import itertools

from drafter.outlining.nesting import Group

_SHORT = 16
"""Items of one sentence, parted by commas, are an enumeration unless one is longer than this."""
_SHORT_HALVES = 8
"""As `_SHORT`, for items parted by semicolons."""


def prune(groups: list[Group], text: str) -> list[Group]:
    """The groups without enumerations."""
    kept: list[Group] = []
    for group in groups:
        if _enumerates(group, text):
            continue
        for node in group.items:
            node.groups = prune(node.groups, text)
        kept.append(group)
    return kept


def _enumerates(group: Group, text: str) -> bool:
    """Whether a list is a run of short items within one sentence."""
    if group.strong or (group.line and len(group.items) > 1 and group.items[1].mark.line):
        return False
    if len(group.items) < 2 or any(node.groups for node in group.items):
        return False
    spans = [
        text[node.mark.end : after.mark.start]
        for node, after in itertools.pairwise(group.items)
        if after.mark.start - node.mark.end <= 80
    ]
    if len(spans) < len(group.items) - 1 or any(sign in span for span in spans for sign in "。！？!?\n"):
        return False
    longest = max(len(span) for span in spans)
    commas = sum(node.mark.place == "comma" for node in group.items[1:])
    return longest <= (_SHORT if commas * 2 >= len(spans) else _SHORT_HALVES)
