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
from drafter.mining import kinds
from drafter.mining.candidates import Candidates, GroupFound, PhraseFound
from drafter.mining.formulas import shared
from drafter.mining.phrases import whole
from drafter.mining.rules import length
from drafter.models import KINDS, Group, Occurrence, Phrase, Tier

DENSITY = 34
"""Entries that 1000 characters of a speech may give."""
LONGEST_ATTESTED = 12
"""The longest run of somebody's wording that an entry of one speech may hold and still be no quotation."""
LONG_SENTENCE = 22
"""Characters from which a sentence gives way to the string of short items it holds."""

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
    room = {s.key: max(1, round(length(s.text) * DENSITY / 1000)) for s in candidates.speeches}
    kept = _within_bounds(_without_parts(speeches), found, speeches, room)
    return [_phrase(found[key], len(speeches[key])) for key in sorted(kept)]


def _add_formulas(found: dict[str, list[PhraseFound]], origins: Origins) -> None:
    """Adds what sentences of several speeches share as an entry of its own, with their occurrences."""
    patterns = {f.pattern: _speeches(found[key], origins) for key, same in found.items() for f in same}
    for run, holders in list(shared(patterns, whole)):
        for holder in holders:
            for phrase in found[plain(holder)]:
                place = "closing" if phrase.kind == "closing" else "body"
                part = replace(
                    phrase, pattern=run, kind=kinds.kind(run, place), device=kinds.device(run), themes=kinds.themes(run)
                )
                if part not in found[plain(run)]:
                    found[plain(run)].append(part)


def _speeches(found: Iterable[PhraseFound | GroupFound], origins: Origins) -> frozenset[Key]:
    keys = {(f.occurrence.source, f.occurrence.speech) for f in found}
    return frozenset(origins.get(key, key) for key in keys)


def _without_parts(speeches: Mapping[str, frozenset[Key]]) -> list[str]:
    """The patterns without those that are only a part of another one from the same speeches."""
    by_speech: dict[Key, list[str]] = defaultdict(list)
    for key, where in speeches.items():
        for speech in where:
            by_speech[speech].append(key)
    parts: set[str] = set()
    for keys in by_speech.values():
        joined = "\n".join(sorted(keys))
        for key in keys:
            if joined.count(key) > 1:
                holders = [o for o in keys if key in o and key != o and speeches[key] <= speeches[o]]
                # Of a long sentence only the string of items that others will take: 目标明确、内容具体、责任到位.
                long = {o for o in holders if length(o) > LONG_SENTENCE and length(o) - length(key) > 10}
                parts |= long if long == set(holders) else {key}
    return [key for key in speeches if key not in parts]


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
    """Item lists on one skeleton: a list that another one holds joins it."""
    lists: list[list[GroupFound]] = []
    for group in sorted(found, key=lambda g: (-len(g.items), g.items)):
        for other in lists:
            if {_letters(item) for item in group.items} <= {_letters(item) for item in other[0].items}:
                other.append(group)
                break
        else:
            lists.append([group])
    return [_group(same, origins) for same in lists]


def _letters(item: Sequence[str]) -> str:
    return "\t".join(map(plain, item))


def _group(found: Sequence[GroupFound], origins: Origins) -> Group:
    first = found[0]
    weight = len(_speeches(found, origins))
    levels = {g.level for g in found}
    return Group(
        id="", skeleton=first.skeleton, items=first.items, device=first.device,
        tier=_tier(weight, first.skeleton), weight=weight, occurrences=_occurrences(found), themes=first.themes,
        level=first.level if len(levels) == 1 else None, form=first.form,
    )  # fmt: skip
