"""What sibling headings share: a skeleton with `{}` for what varies.

In: two or more headings (slots as {名}). Out: the skeleton and the items that give back every heading exactly,
or None when what they share says nothing. Borders are word borders; a single shared character counts only
where it begins or ends a word at the same place in all (知势, 蓄势, 借势).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import combinations

from drafter.mining import rules, words

_TOKEN = re.compile(r"\{[^{}]*\}|[^{}]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_BEGINNING = frozenset("，、；：的和与及”）") | {"以及"}
_NO_END = frozenset("，、；：“（和与及要把将") | {"以及"}
_COUNTED = re.compile(r"[一二三四五六七八九十两几][个种项条道本张处类层大]?")
_MOST = 11
"""Shared words beyond which the search for the best skeleton drops the weakest first."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`pattern` holds {} for each varying part; `items` what fills them, a tuple for each heading."""

    pattern: str
    items: tuple[tuple[str, ...], ...]
    weight: float


def skeleton(headings: Sequence[str], least: float = 1.0) -> Skeleton | None:
    """The best skeleton of a set of headings: 围绕大局抓落实, 突出重点抓落实 → {}抓落实.

    `least` is what the shared words must weigh (a content word weighs its length).
    """
    if len(headings) < 2 or len(set(headings)) < len(headings):
        return None
    by_word = _best([_words(h) for h in headings], least)
    by_letter = _best([_letters(h) for h in headings], least)
    if by_letter and not (by_word and by_word.weight >= 2) and not _stray(by_letter, headings):
        return by_letter
    if by_word and by_letter and by_letter.weight >= by_word.weight + 1.5 and not _stray(by_letter, headings):
        return by_letter
    return by_word


def _stray(found: Skeleton, headings: Sequence[str]) -> bool:
    """Whether it cuts words where no word border can be: 服从, 服务 → 服{} is no skeleton, 理解能力 → {}能力 is.

    A word may be cut where its first part is the whole item and its last all that the skeleton says: 知|势, 蓄|势.
    """
    parts, function = found.pattern.split("{}"), rules.lexicon("empty")
    for heading, item in zip(headings, found.items, strict=True):
        edges, at = _edges(heading), 0
        for n, filled in enumerate(item):
            begin = at + len(parts[n])
            at = end = begin + len(filled)
            shared = parts[n + 1].rstrip("”")
            meant = len(headings) > 2 or parts[n + 1].endswith("”")
            tail = meant and len(filled) == len(shared) == 1 and end + 1 in edges and shared not in function
            if not (begin in edges and (end in edges or tail)):
                return True
    return False


def _edges(heading: str) -> set[int]:
    """Where a heading may be cut: at word borders, behind a function word, inside a word the segmenter made up."""
    at, found = 0, {0}
    for word in _words(heading):
        if not words.known(word):
            found.update(range(at, at + len(word)))
        elif word[0] in rules.lexicon("empty"):
            found.add(at + 1)
        elif len(word) == 3 and words.known(word[:2]):  # 网格化, 责任感
            found.add(at + 2)
        at += len(word)
        found.add(at)
    return found


def content(heading: str) -> frozenset[str]:
    """The words of a heading that say something, and its open slots."""
    return frozenset(token for token in _words(heading) if token.startswith("{") or weight(token) >= 1)


@lru_cache(maxsize=4096)
def _words(heading: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in _TOKEN.findall(heading):
        found += [part] if part.startswith("{") else [half for word in words.tagged(part) for half in _halves(*word)]
    return tuple(found)


def _halves(word: str, tag: str) -> list[str]:
    """A word of four characters as the two it is made of: 服务大局 stands beside 服从 / 大局; an idiom stays whole."""
    if len(word) != 4 or tag == "i" or not (words.known(word[:2]) and words.known(word[2:])):
        return [word]
    return [word[:2], word[2:]]


def _letters(heading: str) -> list[str]:
    """Words of two to four characters cut into letters, so that a shared one can be seen; 三个 and 三种 stay whole."""
    found: list[str] = []
    for word in _words(heading):
        whole = not 2 <= len(word) <= 4 or not _HAN.match(word) or word in rules.lexicon("empty")
        whole = whole or _COUNTED.fullmatch(word) is not None
        found += [word] if whole else list(word)
    return found


def _lcs(one: Sequence[str], other: Sequence[str]) -> list[str]:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            same = one[i] == other[j]
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    i = j = 0
    shared = []
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            shared.append(one[i])
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return shared


def _best(rows: Sequence[Sequence[str]], least: float) -> Skeleton | None:
    """The heaviest choice of shared tokens that leaves every gap filled in all headings or in none."""
    shared = reduce(_lcs, rows[1:], list(rows[0]))
    while len(shared) > _MOST:
        shared.pop(min(range(len(shared)), key=lambda n: (shared[n] in "“”", weight(shared[n]), -n)))
    best: Skeleton | None = None
    for size in range(len(shared), 0, -1):
        for chosen in combinations(shared, size):
            for backwards in (False, True):
                found = _fitted(rows, chosen, backwards)
                if found and (best is None or found.weight > best.weight):
                    best = found
        if best and best.weight >= sum(sorted(map(weight, shared))[1 - size :] if size > 1 else []):
            break
    return best if best and best.weight >= least else None


def _fitted(rows: Sequence[Sequence[str]], chosen: Sequence[str], backwards: bool) -> Skeleton | None:
    gaps = [_gaps(row, chosen, backwards) for row in rows]
    columns = list(zip(*[g for g in gaps if g is not None], strict=False))
    if any(g is None for g in gaps) or any(any(column) != all(column) for column in columns):
        return None
    used = [n for n, column in enumerate(columns) if any(column)]
    if not used or len(used) > 5:
        return None
    out = []
    for n in range(len(chosen) + 1):
        out += ["{}"] if n in used else []
        out += [chosen[n]] if n < len(chosen) else []
    items = tuple(tuple(g[n] for n in used) for g in gaps if g is not None)
    if not all(_whole(part) for item in items for part in item):
        return None
    return Skeleton("".join(out), items, sum(map(weight, chosen)) - 0.2 * len(used))


def _gaps(row: Sequence[str], chosen: Sequence[str], backwards: bool) -> list[str] | None:
    """What stands between the chosen tokens in one heading, taking each as early (or as late) as it comes."""
    tokens, wanted = (row[::-1], chosen[::-1]) if backwards else (row, chosen)
    gaps, gap, n = [], list[str](), 0
    for token in tokens:
        if n < len(wanted) and token == wanted[n]:
            gaps.append(gap)
            gap, n = [], n + 1
        else:
            gap.append(token)
    if n < len(wanted):
        return None
    gaps.append(gap)
    if backwards:
        return ["".join(g[::-1]) for g in gaps[::-1]]
    return ["".join(g) for g in gaps]


def _whole(item: str) -> bool:
    """Whether an item can be exchanged: quotation marks in pairs, no comma or linker at its edges."""
    if item.count("“") != item.count("”") or item.count("{") != item.count("}"):
        return False
    tokens = _words(item)
    return tokens[0] not in _NO_BEGINNING and tokens[-1] not in _NO_END


def weight(token: str) -> float:
    """What a shared token says: content words by their length, function words little, marks nothing."""
    if token == "{主题}":
        return 2.0
    if token == "，":
        return 0.5
    if token.startswith("{") or not _HAN.search(token):
        return 0.25 if token == "、" else 0.05
    if token in rules.lexicon("empty"):
        return 0.25
    return 1.0 * len(token)
