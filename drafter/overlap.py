"""Overlap: how much two texts share, and what a text says twice.

In: texts. Out: a normal form to compare by, shared runs, repeated sentences, groups of near-duplicate speeches.
Left alone: meaning; two texts that say the same in other words share nothing here.

Compared are letters only (hanzi, latin, digits): punctuation, spaces, widths and masks (×, XX, *) are no
difference, so that three versions of one speech, one of them with its names crossed out, are found to be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

RUN = 13
"""Letters in a row that two texts may not share unless they are a formula (design.md, tiers)."""

CLAUSE = 4
"""Shortest clause, in letters, that counts for the likeness of two speeches."""

_CLAUSE_ENDS = re.compile(r"[，。！？；：、,.!?;:\n\r“”\"‘’（）()《》〈〉【】—…·]+")
_SENTENCE_ENDS = re.compile(r"[。！？!?；;\n\r]+")
_NO_LETTER = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_MASK = re.compile(r"(?<![A-Za-z])[XxＸｘ]{1,6}(?![A-Za-z])|[×*＊]+")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sentence that stands twice: where the repetition and its first instance are (offsets in the text)."""

    text: str
    start: int
    end: int
    first: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are, by shared clauses weighted with their length: of the union (`jaccard`), and of
    the shorter text (`containment`), both 0 to 1."""

    jaccard: float
    containment: float


def normal(text: str) -> str:
    """The letters of a text, widths and masks evened out: “融Ａ××” → 融A."""
    return _NO_LETTER.sub("", _MASK.sub("", unicodedata.normalize("NFKC", text)))


def shared_runs(text: str, other: str, length: int = RUN) -> list[str]:
    """Every maximal run of at least `length` letters of `text` that `other` holds too, in text order."""
    mine, theirs = normal(text), normal(other)
    known = {theirs[i : i + length] for i in range(len(theirs) - length + 1)}
    runs: list[str] = []
    at = 0
    while at <= len(mine) - length:
        if mine[at : at + length] not in known:
            at += 1
            continue
        end = at + length
        # Windows that follow one another in `mine` need not do so in `theirs`; `in` settles it, run by run.
        while end < len(mine) and mine[end - length + 1 : end + 1] in known and mine[at : end + 1] in theirs:
            end += 1
        runs.append(mine[at:end])
        at = end - length + 1
    return runs


def repeated(text: str, length: int = 15) -> list[Repeat]:
    """Sentences of at least `length` letters (slots 【…】 not counted) that the text says a second time."""
    first: dict[str, int] = {}
    found: list[Repeat] = []
    at = 0
    for match in [*_SENTENCE_ENDS.finditer(text), None]:
        end = match.start() if match else len(text)
        sentence = text[at:end]
        key = normal(re.sub("【[^【】]*】", "", sentence))
        if len(key) >= length:
            start = at + len(sentence) - len(sentence.lstrip(" \u3000\t”’）"))
            if key in first:
                found.append(Repeat(text[start:end], start, end, first[key]))
            else:
                first[key] = start
        at = match.end() if match else end
    return found


def clauses(text: str) -> dict[int, int]:
    """The clauses of a text as hashes, each with its length in letters."""
    found: dict[int, int] = {}
    for clause in _CLAUSE_ENDS.split(unicodedata.normalize("NFKC", text)):
        letters = normal(clause)
        if len(letters) >= CLAUSE:
            digest = blake2b(letters.encode(), digest_size=8).digest()
            found[int.from_bytes(digest, "big")] = len(letters)
    return found


def likeness(one: dict[int, int], other: dict[int, int]) -> Likeness:
    """How alike two texts are, from their `clauses`."""
    small, large = sorted((one, other), key=len)
    common = sum(size for key, size in small.items() if key in large)
    mine, theirs = sum(one.values()), sum(other.values())
    if not common:
        return Likeness(0.0, 0.0)
    return Likeness(common / (mine + theirs - common), common / min(mine, theirs))


def near_duplicates(texts: Sequence[str], jaccard: float = 0.35, containment: float = 0.6) -> list[list[int]]:
    """Groups of texts that are versions of one another, as lists of indices, each in order; texts that stand
    alone are in no group. `jaccard` finds versions of like length, `containment` an excerpt of a longer one.

    Linear in the texts but for pairs that share clauses; a clause in more than fifty texts proposes no pair.
    """
    return group([clauses(text) for text in texts], jaccard, containment)


def group(signatures: Sequence[dict[int, int]], jaccard: float = 0.35, containment: float = 0.6) -> list[list[int]]:
    """`near_duplicates` for texts whose `clauses` are at hand already."""
    parent = list(range(len(signatures)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in sorted(_candidates(signatures)):
        alike = likeness(signatures[a], signatures[b])
        long_enough = min(len(signatures[a]), len(signatures[b])) >= 5
        if alike.jaccard >= jaccard or (long_enough and alike.containment >= containment):
            parent[root(b)] = root(a)
    groups: dict[int, list[int]] = {}
    for n in range(len(signatures)):
        groups.setdefault(root(n), []).append(n)
    return sorted(sorted(members) for members in groups.values() if len(members) > 1)


def _candidates(signatures: Sequence[dict[int, int]]) -> set[tuple[int, int]]:
    holders: dict[int, list[int]] = {}
    for n, signature in enumerate(signatures):
        for key in signature:
            holders.setdefault(key, []).append(n)
    pairs: dict[tuple[int, int], int] = {}
    for where in holders.values():
        if 2 <= len(where) <= 50:
            for i, a in enumerate(where):
                for b in where[i + 1 :]:
                    pairs[a, b] = pairs.get((a, b), 0) + 1
    sizes = [len(s) for s in signatures]
    # A tenth of the shorter text's clauses is far below either threshold, and spares the full comparison.
    return {(a, b) for (a, b), n in pairs.items() if n * 10 >= min(sizes[a], sizes[b])}
