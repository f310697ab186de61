"""Phrases: what a writer would underline in one speech, as patterns with kind, device and worth.

In: a `Context`. Out: `PhraseFound`s. Headings that stand in a group are left to the groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.mining import figures, kinds, words
from drafter.mining.candidates import PhraseFound
from drafter.mining.clauses import Unit, units, wide
from drafter.mining.complete import torn, whole
from drafter.mining.context import Context
from drafter.mining.generalise import generalise
from drafter.mining.mending import vocabulary
from drafter.mining.rules import length
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
    if torn(unit.text, unit.before, unit.after) or any(wrong in unit.text for wrong in vocabulary("misspelt")):
        return None
    pattern = generalise(unit.text, context.frame, context.named(unit.text, unit.start, unit.end))
    pattern = pattern and _freed(pattern)
    cue = kinds.cue(pattern, place) if pattern else None
    if pattern is None or not whole(pattern, cue) or (cue is None and not figures.device(pattern) and nominal(pattern)):
        return None
    if pattern.endswith("：") and not (cue and cue.value in ("purpose", "transition")):
        pattern = pattern[:-1]
    device = figures.device(pattern)
    kind = kinds.kind(pattern, place)
    score = worth(pattern, cue, device, place)
    if score < ENOUGH or (device is None and kind not in ("data", "quote") and not _even(pattern)):
        return None
    return PhraseFound(pattern, kind, device, kinds.themes(pattern), round(score, 3), context.occurrence(unit.start))


_CONDITION = re.compile(r"(?:只要|只有|惟有|唯有)(?:我们|大家)?(?=[\u4e00-\u9fff]{6})")


def _freed(pattern: str) -> str:
    """Without the condition word whose consequence stands elsewhere: 只要大家牢牢记住防范二字 → 牢牢记住防范二字."""
    begun = _CONDITION.match(pattern)
    if not begun or whole(pattern, None):
        return pattern
    rest = pattern[begun.end() :]
    cue = kinds.cue(rest, "body")
    return rest if cue and cue.id == "hope" else pattern


def _even(pattern: str) -> bool:
    """Whether the two sides of a semicolon are of one kind: as many clauses, begun alike or nearly as long."""
    sides = pattern.split("；")
    if len(sides) < 2:
        return True
    sizes = [length(side) for side in sides]
    return len({side.count("，") for side in sides}) == 1 and (
        len({side[:1] for side in sides}) == 1 or max(sizes) - min(sizes) <= 1
    )


def nominal(pattern: str) -> bool:
    """Whether it only names things and says nothing of them: 每条线工作、每一项任务."""
    return not SLOT.search(pattern) and not any(
        tag[0] in "adilz" or (tag[0] == "v" and tag != "vn") for _, tag in words.tagged(pattern)
    )
