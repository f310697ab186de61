"""Whether siblings are a mould for another speech: built alike, on a skeleton that says something, clean.

In: a skeleton and the headings it was found in. Out: how well they are built (`build`) and whether they are
worth keeping (`worthy`). What decides is data (data/mining/groups.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter import rhetoric
from drafter.mining import rules, words
from drafter.mining.generalise import balanced, foreign
from drafter.mining.mending import vocabulary
from drafter.mining.rules import length
from drafter.mining.skeletons import Skeleton, weight
from drafter.slots import SLOT, literal_runs

_LONGEST_ITEM = 24
_SHORTEST = 3
_DIRT = re.compile(r"[0-9０-９A-Za-z×＊*_%％]|某|\{")
_FIGURES = ("one_char", "numeric")
_DEICTIC = re.compile(r"^[这那其他她它此该]")


def filled(pattern: str, item: Sequence[str]) -> str:
    """The heading that an item makes on a skeleton."""
    parts = pattern.split("{}")
    return "".join(a + b for a, b in zip(parts, (*item, ""), strict=True))


def build(headings: Sequence[str]) -> float:
    """How alike headings are built, from 0.3 to 1: as many segments of one length, of nearly one length, less."""
    plain = [heading.replace("、", "，") for heading in headings]
    if len({"“" in heading for heading in headings}) > 1:
        return 0.3
    if not any(fault.grave for fault in rhetoric.verify(plain, "parallel")):
        return 1.0
    sizes = [length(heading) for heading in headings]
    alike = len({len(rhetoric.segments(heading)) for heading in headings}) == 1
    near = max(sizes) - min(sizes) <= max(2, 0.3 * max(sizes))
    return 0.8 if alike and near else 0.6 if alike else 0.3


def said(pattern: str) -> float:
    """What a skeleton says by itself: its words by their length, hollow ones nothing, a frame of prepositions one."""
    hollow = vocabulary("hollow")
    found = sum(weight(word) for run in literal_runs(pattern.replace("{}", "{项}"))
                for word in words.cut(run) if word not in hollow)  # fmt: skip
    found += 2.0 * pattern.count("{主题}")
    return found + any(rule.pattern.search(pattern) for rule in rules.rules("groups", "frames"))


def complete(part: str) -> bool:
    """Whether an item can stand in another heading: no torn beginning or end, nothing of its source, no misprint."""
    if not part or length(part) > _LONGEST_ITEM or _DIRT.search(part) or _DEICTIC.match(part):
        return False
    if own(part):
        return False
    tokens = words.cut(part)
    if len(tokens) > 1 and (tokens[0] in vocabulary("begins") or tokens[-1] in vocabulary("ends")):
        return False
    return balanced(part) and not foreign(part)


def own(text: str) -> bool:
    """Whether a text is of its source and day alone: a misprint, this year's matters, a park of one place."""
    return any(wrong in text for wrong in vocabulary("misspelt")) or rules.hits("groups", "timely", text)


def worthy(found: Skeleton, headings: Sequence[str], siblings: int) -> bool:
    """Whether a skeleton and its items are worth keeping; `siblings` counts the headings they were chosen from."""
    literal = SLOT.sub("", found.pattern)
    if foreign(literal) or not balanced(found.pattern.replace("{}", "某")):
        return False
    if not set(SLOT.findall(found.pattern)) <= {"", *vocabulary("slots")}:
        return False
    if any(rule.pattern.search(found.pattern) for rule in rules.rules("groups", "refused")):
        return False
    if not all(complete(part) for item in found.items for part in item) or _torn(found):
        return False
    if rhetoric.detect(headings) in _FIGURES:
        return True
    if min(map(length, headings)) < _SHORTEST:
        return False
    says, built = said(found.pattern), build(headings)
    if _bare(found.pattern):
        short = min(length(part) for item in found.items for part in item) < 4
        if len(headings) > 2:
            return says >= 0.5 and built >= 0.6
        return siblings > 1 and says >= 1 and not short and built == 1.0 and not _plain(found.pattern)
    if len(headings) == 2:
        if _plain(found.pattern):
            return False
        even = len({length(heading) for heading in headings}) == 1 and found.pattern.count("{}") > 1
        # 要想得正 / 要行得正: what changes is a single character, and heard as a figure.
        swapped = all(length(part) == 1 for item in found.items for part in item) and min(map(length, headings)) >= 4
        return (built == 1.0 and says >= (1 if even or swapped else 2)) or (built >= 0.8 and says >= 2)
    return (says >= 1 and built >= 0.8) or (says >= 2 and built >= 0.6) or says >= 3


def _bare(pattern: str) -> bool:
    """A skeleton that is a verb and no more: 抓好{}."""
    literal = pattern.removesuffix("{}")
    return "{" not in literal and all(w in vocabulary("plain") or w in vocabulary("verbs") for w in words.cut(literal))


def _plain(pattern: str) -> bool:
    """A skeleton of verbs and nothing they are done to: {}推进{}, 要强化{}. Two headings on it are no mould."""
    if any(rule.pattern.search(pattern) for rule in rules.rules("groups", "frames")):
        return False
    used = {word for run in literal_runs(pattern.replace("{}", "{项}")) for word in words.cut(run)}
    return used - set("，、？“”") <= vocabulary("plain") | vocabulary("verbs")


def _torn(found: Skeleton) -> bool:
    """Items that were cut at different places: one is the beginning or the end of another (增强做好, 增强), or one of
    two clauses leads into the skeleton's words (盯住重点，强化…)."""
    following = found.pattern.split("{}")[1:]
    for after, column in zip(following, zip(*found.items, strict=True), strict=True):
        if len(following) > 1 and any(
            a != b and len(b) > 1 and (a.startswith(b) or a.endswith(b)) for a in column for b in column
        ):
            return True
        if after and after[0] not in "，；：” " and any("，" in part for part in column):
            return True
    return False
