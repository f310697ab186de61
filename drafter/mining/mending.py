"""A skeleton whose items can be exchanged: gaps that tear a phrase are joined, gaps that hold two things divided.

In: a `Skeleton` as the alignment found it. Out: one that gives back the same headings. The words that decide
are data (data/mining/groups.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from drafter import rhetoric
from drafter.mining import rules, words
from drafter.mining.rules import length
from drafter.mining.skeletons import Skeleton, weight

_CLAUSE = re.compile(r"[，；：]")
_COPULA = re.compile(r"[是为]")
_WITH = re.compile(r"[以用靠]")


@cache
def vocabulary(key: str) -> frozenset[str]:
    """A list of words of data/mining/groups.yaml."""
    return frozenset(rules.table("groups")[key].split())


@dataclass(frozen=True, slots=True)
class _Parts:
    """A skeleton taken apart: one literal more than there are columns of items."""

    literals: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]

    def joined(self, n: int) -> _Parts:
        """Without the literal between column n and the next: both become one."""
        between = self.literals[n + 1]
        both = tuple(a + between + b for a, b in zip(self.columns[n], self.columns[n + 1], strict=True))
        return _Parts(
            (*self.literals[: n + 1], *self.literals[n + 2 :]), (*self.columns[:n], both, *self.columns[n + 2 :])
        )

    def divided(self, n: int, cuts: Sequence[int]) -> _Parts:
        """With column n cut in two, each item at its offset."""
        left = tuple(item[:cut] for item, cut in zip(self.columns[n], cuts, strict=True))
        right = tuple(item[cut:] for item, cut in zip(self.columns[n], cuts, strict=True))
        return _Parts(
            (*self.literals[: n + 1], "", *self.literals[n + 1 :]),
            (*self.columns[:n], left, right, *self.columns[n + 1 :]),
        )


def mended(found: Skeleton) -> Skeleton:
    """A skeleton with complete items: 健全机制，{拿出管用}的{办法} → 健全机制，{拿出管用的办法}."""
    parts = _Parts(tuple(found.pattern.split("{}")), tuple(zip(*found.items, strict=True)))
    loss = 0.0
    n = 0
    parts = _trimmed(parts)
    while n < len(parts.columns) - 1:
        if _torn(parts, n) or _loose(parts, n):
            loss += sum(map(weight, words.cut(parts.literals[n + 1]))) - 0.2
            parts = parts.joined(n)
        else:
            n += 1
    for cut in (_object, _modal, _topic):
        parts = _divided(parts, cut)
    parts = _unquoted(_ended(parts))
    return Skeleton("{}".join(parts.literals), tuple(zip(*parts.columns, strict=True)), found.weight - loss)


def coarse(found: Skeleton) -> Skeleton | None:
    """One gap for each clause: {}，{}窗口服务的{} → {}，{}; None when there is no more than that already."""
    parts = _Parts(tuple(found.pattern.split("{}")), tuple(zip(*found.items, strict=True)))
    loss, n = 0.0, 0
    while n < len(parts.columns) - 1:
        between = parts.literals[n + 1]
        if _CLAUSE.search(between):
            n += 1
            continue
        loss += sum(map(weight, words.cut(between))) - 0.2
        parts = parts.joined(n)
    if len(parts.columns) == found.pattern.count("{}"):
        return None
    return Skeleton("{}".join(parts.literals), tuple(zip(*parts.columns, strict=True)), found.weight - loss)


def _trimmed(parts: _Parts) -> _Parts:
    """What all items of a column begin or end with, in whole words, is the skeleton's."""
    for n, column in enumerate(parts.columns):
        head, tail = rhetoric.prefix(column), rhetoric.suffix(column)
        while head and not (length(head) == len(head) and _bordered(column, [len(head)] * len(column))):
            head = head[:-1]
        while tail and not (length(tail) == len(tail) and _bordered(column, [len(i) - len(tail) for i in column])):
            tail = tail[1:]
        if any(len(head) + len(tail) >= len(item) for item in column):
            continue
        literals = list(parts.literals)
        literals[n], literals[n + 1] = literals[n] + head, tail + literals[n + 1]
        kept = tuple(item[len(head) : len(item) - len(tail)] for item in column)
        parts = _Parts(tuple(literals), (*parts.columns[:n], kept, *parts.columns[n + 1 :]))
    return parts


def _bordered(column: Sequence[str], cuts: Sequence[int]) -> bool:
    """Whether most items have a word border at these offsets, and all something on both sides."""
    inside = all(0 < at < len(item) for item, at in zip(column, cuts, strict=True))
    return inside and 2 * sum(at in words.borders(item) for item, at in zip(column, cuts, strict=True)) > len(column)


def _ended(parts: _Parts) -> _Parts:
    """An item of two clauses takes the end of the second along: {看得更远，扛起发展}责任 is torn."""
    if parts.literals[-1] and any("，" in item for item in parts.columns[-1]):
        whole = tuple(item + parts.literals[-1] for item in parts.columns[-1])
        return _Parts((*parts.literals[:-1], ""), (*parts.columns[:-1], whole))
    return parts


def _torn(parts: _Parts, n: int) -> bool:
    """A 的 that cuts a verb's object in two: {拿出管用}的{办法}; behind 是 it does not: 是{转变作风}的{要求}.

    A preposition and what it takes stay together: {把整治}行动{进行到底}, {难题都往}基层{身上压} are torn.
    """
    if parts.literals[n + 1] != "的":
        return not _CLAUSE.search(parts.literals[n + 1]) and any(map(_open, parts.columns[n]))
    before = _CLAUSE.split("".join(parts.literals[: n + 1]))[-1]
    return not _COPULA.search(before) and any(_verb_led(item) for item in parts.columns[n])


def _open(item: str) -> bool:
    tokens = words.cut(_CLAUSE.split(item)[-1])
    return bool(tokens) and ("把" in tokens or tokens[-1] in vocabulary("ends"))


def _verb_led(item: str) -> bool:
    tagged = words.tagged(_CLAUSE.split(item)[-1])
    return len(tagged) > 1 and (tagged[0][1] == "v" or tagged[0][0] in vocabulary("verbs"))


def _loose(parts: _Parts, n: int) -> bool:
    """An item that is a linker or a modal and no more, before a function word: {首先}要{…}."""
    light = all(weight(word) < 1 for word in words.cut(parts.literals[n + 1]))
    loose = vocabulary("loose")
    return light and any(all(w in loose for w in words.cut(item)) for item in parts.columns[n])


def _divided(parts: _Parts, cut: Callable[[_Parts, int], list[int]]) -> _Parts:
    for n in range(len(parts.columns) - 1, -1, -1):
        cuts = cut(parts, n)
        if cuts:
            parts = parts.divided(n, cuts)
    return parts


_QUOTED = re.compile(r"([^“”]*)“([^“”]+)”")


def _unquoted(parts: _Parts) -> _Parts:
    """{做到“三个清楚”} → {做到}“{三个清楚}”: quotation marks that all items hold are the skeleton's."""
    for n in range(len(parts.columns) - 1, -1, -1):
        matches = [match for item in parts.columns[n] if (match := _QUOTED.fullmatch(item))]
        heads, quotes = tuple(m.group(1) for m in matches), tuple(m.group(2) for m in matches)
        if len(matches) < len(parts.columns[n]) or any(heads) != all(heads):
            continue
        before, after = parts.literals[: n + 1], ("”" + parts.literals[n + 1], *parts.literals[n + 2 :])
        literals = (*before, "“", *after) if all(heads) else (*before[:-1], before[-1] + "“", *after)
        columns = (heads, quotes) if all(heads) else (quotes,)
        parts = _Parts(literals, (*parts.columns[:n], *columns, *parts.columns[n + 1 :]))
    return parts


def _object(parts: _Parts, n: int) -> list[int]:
    """{增强防火}意识 → {增强}{防火}意识: what stands behind the verb belongs to the noun of the skeleton."""
    following = words.tagged(parts.literals[n + 1])
    if not following or following[0][1] not in ("n", "vn", "l") or weight(following[0][0]) < 1:
        return []
    return _cuts(parts.columns[n], _behind_verb)


def _behind_verb(item: str) -> int:
    at, verbs = 0, vocabulary("verbs")
    for word in words.cut(item):
        at += len(word)
        if word in verbs:
            return at
        if word not in vocabulary("adverbs"):
            return 0
    return 0


def _modal(parts: _Parts, n: int) -> list[int]:
    """{心中有底肯}担当 → {心中有底}{肯}担当."""
    modals = vocabulary("modals")
    if not parts.literals[n + 1] or weight(words.cut(parts.literals[n + 1])[0]) < 1:
        return []
    return _cuts(parts.columns[n], lambda item: len(item) - 1 if item[-1] in modals and len(item) > 2 else 0)


def _topic(parts: _Parts, n: int) -> list[int]:
    """以过硬的{本领破解难题} → 以过硬的{本领}{破解难题}: a noun and what is done with it."""
    behind = parts.literals[n + 1]
    before = _CLAUSE.split("".join(parts.literals[: n + 1]))[-1]
    if not before.endswith("的") or not _WITH.search(before) or (behind and behind[0] not in "，；"):
        return []
    if len({len(item) for item in parts.columns[n]}) > 1 or not all(len(item) >= 4 for item in parts.columns[n]):
        return []
    acts = [any(w in vocabulary("verbs") or t == "v" for w, t in words.tagged(item[2:])[:1])
            for item in parts.columns[n]]  # fmt: skip
    return _cuts(parts.columns[n], lambda item: len(words.cut(item)[0])) if 2 * sum(acts) >= len(acts) else []


def _cuts(column: Sequence[str], cut: Callable[[str], int]) -> list[int]:
    """Where each item of a column is cut; [] unless all can be, with something on both sides."""
    found = [cut(item) if not _CLAUSE.search(item) or cut is not _behind_verb else 0 for item in column]
    return found if all(0 < at < len(item) for at, item in zip(found, column, strict=True)) else []
