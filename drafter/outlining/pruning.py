"""Lists that are no headings: 一是缺水，二是缺路，三是缺人 within one sentence, and those that only tell in advance
what the headings will be (我讲两个部分。第一部分讲形势，第二部分讲任务。).

In: the groups of `nesting`. Out: the same without these; lists inside them go with them.
"""

from __future__ import annotations

import itertools

from drafter.outlining.nesting import Group, Node

_SHORT = 16
"""Items of one sentence, parted by commas, are an enumeration unless one is longer than this."""
_SHORT_HALVES = 8
"""As `_SHORT`, for items parted by semicolons."""

_PARTS = ("part", "point")
"""Families that name the parts of a speech: a list of them starts anew only to be carried out."""
_BEGINNING = 24
"""So much of two items is compared."""


def prune(groups: list[Group], text: str, inline: list[Group] | None = None) -> list[Group]:
    """The groups without enumerations; these go to `inline`, in text order (they may still be what a count means)."""
    lists: list[Group] = []
    for group in groups:
        if _enumerates(group, text):
            if inline is not None:
                inline.append(group)
            continue
        lists.append(group)
        for node in group.items:
            node.groups = prune(node.groups, text, inline)
    return [group for n, group in enumerate(lists) if n + 1 == len(lists) or not _foretells(group, lists[n + 1], text)]


def _foretells(group: Group, following: Group, text: str) -> bool:
    """Whether a list within one paragraph tells in advance what the next list, at the margin, holds."""
    if group.family != following.family or group.line or len(group.items) < 2:
        return False
    alike = sum(_alike(text, a, b) for a, b in zip(group.items, following.items, strict=False))
    if not following.line:  # a text without breaks: only what is taken up point by point
        return group.family in _PARTS and alike == len(group.items) == len(following.items)
    if len(group.items) > len(following.items) or any(node.groups for node in group.items):
        return False
    if len({node.mark.paragraph for node in group.items}) > 1:
        return False
    if group.family in _PARTS:
        return True
    return 2 * alike >= len(group.items)


def _alike(text: str, first: Node, second: Node) -> bool:
    """Whether two items have two characters in succession in common near their beginnings."""
    ours, theirs = (text[node.mark.end : node.mark.end + _BEGINNING].split("\n")[0] for node in (first, second))
    return any(ours[at : at + 2] in theirs for at in range(len(ours) - 1) if ours[at : at + 2].isalpha())


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
