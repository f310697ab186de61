"""Phrases: what a writer would underline in one speech, as patterns with kind, device and worth.

In: a `Context`. Out: `PhraseFound`s. Headings that stand in a group are left to the groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.mining import kinds, words
from drafter.mining.candidates import PhraseFound
from drafter.mining.clauses import Unit, units, wide
from drafter.mining.complete import whole
from drafter.mining.context import Context
from drafter.mining.generalise import generalise
from drafter.mining.worth import ENOUGH, worth
from drafter.slots import SLOT


def mine_phrases(context: Context, grouped: Iterable[int] = ()) -> list[PhraseFound]:
    """The phrases of a speech in text order. `grouped`: offsets of headings that stand in a group."""
    skip = set(grouped)
    found = list(_in_prose(context))
    for heading in context.headings:
        if heading.start not in skip:
            unit = Unit(wide(heading.text).rstrip("。；"), heading.start, heading.end, first=True, last=True)
            phrase = _phrase(unit, "heading", context)
            found += [phrase] if phrase else []
    return sorted(found, key=lambda p: p.order)


def _in_prose(context: Context) -> Iterator[PhraseFound]:
    for start, end in context.prose():
        for unit in units(context.text[start:end], start):
            place = "quote" if unit.quoted else context.place(unit.start)
            phrase = _phrase(unit, place, context)
            if phrase:
                yield phrase


def _phrase(unit: Unit, place: str, context: Context) -> PhraseFound | None:
    pattern = generalise(unit.text, context.frame, context.named(unit.text, unit.start, unit.end))
    cue = kinds.cue(pattern, place) if pattern else None
    if pattern is None or not whole(pattern, cue) or (cue is None and not kinds.device(pattern) and nominal(pattern)):
        return None
    if pattern.endswith("：") and not (cue and cue.value in ("purpose", "transition")):
        pattern = pattern[:-1]
    device = kinds.device(pattern)
    score = worth(pattern, cue, device, place)
    if score < ENOUGH:
        return None
    kind = kinds.kind(pattern, place)
    return PhraseFound(pattern, kind, device, kinds.themes(pattern), round(score, 3), context.occurrence(unit.start))


def nominal(pattern: str) -> bool:
    """Whether it only names things and says nothing of them: 每条线工作、每一项任务."""
    return not SLOT.search(pattern) and not any(
        tag[0] in "adilz" or (tag[0] == "v" and tag != "vn") for _, tag in words.tagged(pattern)
    )
