"""From the findings of many speeches to entries: weight, tier, years; what is double or too much goes.

In: merged `Candidates`. Out: `Phrase`s and `Group`s; their ids are left to the bank, which
computes them. Near-duplicate speeches count once (their occurrences are all listed); of one speech only as many
entries are kept as its length bears.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from drafter import formulations, overlap, slots
from drafter.mining import aspects, figures, groups, kinds, moulds
from drafter.mining.candidates import Candidates, GroupFound, PhraseFound
from drafter.mining.complete import whole
from drafter.mining.formulas import shared
from drafter.mining.rules import length
from drafter.models import KINDS, Group, Occurrence, Phrase, Tier

DENSITY = 38
"""Entries that 1000 characters of a speech may give."""
LONGEST_ATTESTED = 12
"""The longest run of somebody's wording that an entry of one speech may hold and still be no quotation."""
MOST_ITEMS = 6
"""Items that lists of several speeches on one skeleton may have together; beyond it each stays as it is."""
APART = 8
"""Characters by which a part must be shorter than the whole to be an entry of its own."""
LONG_SENTENCE = 18
"""Characters from which a sentence gives way to a part of it that is worth as much."""
MARGIN = -0.5
"""How much more a long sentence must be worth than its part to stay."""

Key = tuple[str, int]
Origins = Mapping[Key, Key]


def judge(candidates: Candidates) -> tuple[tuple[Phrase, ...], tuple[Group, ...]]:
    """The entries that the findings make, in no particular order (the bank has its own)."""
    origins = independent(candidates)
    phrases = _phrases(candidates, origins)
    return tuple(phrases), tuple(_groups(candidates.groups, origins))


def independent(candidates: Candidates) -> dict[Key, Key]:
    """Each speech → the one it counts as: itself, or the first of its near-duplicates."""
    origins = {s.key: s.key for s in candidates.speeches}
    for twins in overlap.near_duplicates([s.text for s in candidates.speeches]):
        keys = sorted(candidates.speeches[n].key for n in twins)
        origins |= dict.fromkeys(keys, keys[0])
    return origins


def plain(pattern: str) -> str:
    """What two wordings of one entry have in common: no punctuation, no quotation marks."""
    return "".join(c for c in pattern if c.isalnum() or c in "{}")


def _phrases(candidates: Candidates, origins: Origins) -> list[Phrase]:
    found: dict[str, list[PhraseFound]] = defaultdict(list)
    for phrase in candidates.phrases:
        found[plain(phrase.pattern)].append(phrase)
    _add_formulas(found, origins)
    speeches = {key: _speeches(found[key], origins) for key in found}
    worths = {key: max(f.score for f in same) for key, same in found.items()}
    room = {s.key: max(1, round(length(s.text) * DENSITY / 1000)) for s in candidates.speeches}
    kept = _within_bounds(_without_parts(speeches, worths), found, speeches, room)
    return [_phrase(found[key], len(speeches[key])) for key in sorted(kept)]


def _add_formulas(found: dict[str, list[PhraseFound]], origins: Origins) -> None:
    """Adds what sentences of several speeches share as an entry of its own, with their occurrences."""
    patterns = {f.pattern: _speeches(found[key], origins) for key, same in found.items() for f in same}
    for run, holders in list(shared(patterns, whole)):
        for holder in holders:
            for phrase in found[plain(holder)]:
                place = "closing" if phrase.kind == "closing" else "body"
                kind, device = kinds.kind(run, place), figures.device(run)
                part = replace(phrase, pattern=run, kind=kind, device=device, themes=kinds.themes(run))
                if part not in found[plain(run)]:
                    found[plain(run)].append(part)


def _speeches(found: Iterable[PhraseFound | GroupFound], origins: Origins) -> frozenset[Key]:
    keys = {(f.occurrence.source, f.occurrence.speech) for f in found}
    return frozenset(origins.get(key, key) for key in keys)


def _without_parts(speeches: Mapping[str, frozenset[Key]], worths: Mapping[str, float]) -> list[str]:
    """Without what is double: of a pattern and a part of it, from the same speeches, the whole stays. A part that is
    much shorter stays too (the string of items others will take: 路径清楚、时限明白、人手到位), and alone when the
    long sentence around it is worth no more."""
    by_speech: dict[Key, list[str]] = defaultdict(list)
    for key, where in speeches.items():
        for speech in where:
            by_speech[speech].append(key)
    gone: set[str] = set()
    for keys in by_speech.values():
        joined = "\n".join(sorted(keys))
        for key in sorted(keys, key=lambda k: (length(k), k)):
            if joined.count(key) > 1:
                holders = [o for o in keys if key in o and key != o and speeches[key] <= speeches[o]]
                if any(length(o) - length(key) <= APART for o in holders):
                    gone.add(key)
                else:
                    gone |= {o for o in holders if length(o) > LONG_SENTENCE and worths[o] <= worths[key] + MARGIN}
    return [key for key in speeches if key not in gone]


def _within_bounds(
    keys: Sequence[str],
    found: Mapping[str, list[PhraseFound]],
    speeches: Mapping[str, frozenset[Key]],
    room: Mapping[Key, int],
) -> set[str]:
    """The best patterns of each independent speech, as many as its length bears; those of several speeches first."""
    by_speech: dict[Key, list[tuple[int, float, str]]] = defaultdict(list)
    for key in keys:
        for speech in speeches[key]:
            by_speech[speech].append((-len(speeches[key]), -max(f.score for f in found[key]), key))
    return {key for speech, ranked in by_speech.items() for _, _, key in sorted(ranked)[: room[speech]]}


def _phrase(found: Sequence[PhraseFound], weight: int) -> Phrase:
    patterns = Counter(f.pattern for f in found)
    pattern = min(patterns, key=lambda p: (-patterns[p], p))
    kinds = Counter(f.kind for f in found)
    kind = min(kinds, key=lambda k: (-kinds[k], KINDS.index(k)))
    device = min((f.device for f in found if f.device), default=None)
    occurrences = _occurrences(found)
    years = [o.year for o in occurrences if o.year is not None]
    return Phrase(
        id="", pattern=pattern, kind=kind, device=device, themes=found[0].themes,
        slots=slots.typed(pattern), tier=_tier(weight, pattern, kind == "quote" or device in ("metaphor", "quotation")),
        weight=weight, occurrences=occurrences, first_year=min(years, default=None), last_year=max(years, default=None),
        valid=formulations.validity(pattern),
    )  # fmt: skip


def _occurrences(found: Iterable[PhraseFound | GroupFound]) -> tuple[Occurrence, ...]:
    """Where the findings stand, each place once, in a fixed order."""
    unique = {(o.source, o.speech, o.line, o.at): o for f in found for o in (f.occurrence,)}
    return tuple(unique[key] for key in sorted(unique))


def _tier(weight: int, pattern: str, quoted: bool = False) -> Tier:
    if weight >= 2:
        return "formula"
    run = max(map(length, slots.literal_runs(pattern.replace("{}", "{项}"))), default=0)
    return "authored" if quoted or run > LONGEST_ATTESTED else "attested"


def _groups(groups: Iterable[GroupFound], origins: Origins) -> list[Group]:
    by_skeleton: dict[str, list[GroupFound]] = defaultdict(list)
    for group in groups:
        by_skeleton[plain(group.skeleton)].append(group)
    return [group for key in sorted(by_skeleton) for group in _of_skeleton(by_skeleton[key], origins)]


def _of_skeleton(found: list[GroupFound], origins: Origins) -> list[Group]:
    """Item lists on one skeleton: lists that make one together are one, whoever filled in their items."""
    lists: list[list[GroupFound]] = []
    for group in sorted(found, key=lambda g: (-len(g.items), g.items, g.occurrence.source, g.occurrence.speech)):
        for other in lists:
            if _united(other, group):
                other.append(group)
                break
        else:
            lists.append([group])
    return [_group(same, origins) for same in lists]


def _united(found: Sequence[GroupFound], group: GroupFound) -> bool:
    """Whether a list joins others: it says nothing new, or comes from another speech and makes one figure with them."""
    items = _items((*found, group))
    if len(items) == len(_items(found)):
        return True
    o = group.occurrence
    elsewhere = all((f.occurrence.source, f.occurrence.speech) != (o.source, o.speech) for f in found)
    headings = [moulds.filled(group.skeleton, item) for item in items]
    enough = moulds.said(group.skeleton) >= 2.5  # {}要{} of two speeches is no one figure
    return elsewhere and enough and len(items) <= MOST_ITEMS and moulds.build(headings) == 1


def _items(found: Sequence[GroupFound]) -> tuple[tuple[str, ...], ...]:
    """The items of several lists in their order, each once and as the first list words it."""
    unique: dict[str, tuple[str, ...]] = {}
    for group in found:
        for item in group.items:
            unique.setdefault(_letters(item), item)
    return tuple(unique.values())


def _letters(item: Sequence[str]) -> str:
    return "\t".join(map(plain, item))


def _group(found: Sequence[GroupFound], origins: Origins) -> Group:
    first = found[0]
    weight = len(_speeches(found, origins))
    levels = {g.level for g in found}
    items = _items(found)
    more = len(items) > len(first.items)
    device = groups.device([moulds.filled(first.skeleton, item) for item in items]) if more else first.device
    return Group(
        id="", skeleton=first.skeleton, items=items, device=device, aspects=aspects.aspects(items),
        tier=_tier(weight, first.skeleton), weight=weight, occurrences=_occurrences(found), themes=first.themes,
        level=first.level if len(levels) == 1 else None, form=first.form,
    )  # fmt: skip
