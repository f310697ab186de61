"""The bank: phrases and heading groups of one layer or of several laid over one another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from pathlib import Path
from typing import Any, TypeVar

from drafter import resources, slots
from drafter.bank import forms, overlay, search, store
from drafter.bank.cache import Part
from drafter.bank.ids import group_id, phrase_id
from drafter.bank.overlay import Decision
from drafter.errors import DrafterError
from drafter.models import KINDS, Group, Phrase

Either = TypeVar("Either", Phrase, Group)

_ORDER = {kind: n for n, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class PhraseBank:
    """A set of entries in a fixed order: phrases by kind, weight (heaviest first), pattern; groups by weight,
    skeleton, items.

    Built from entries in any order. An empty id is computed, slot types not given are those of the names;
    of two entries with one id the heavier stays. `phrases` and `groups` are as decided; `decisions` are those of
    the overlays, applied already, and `filed` the entries they changed or took away, as their files hold them.
    """

    phrases: tuple[Phrase, ...] = ()
    groups: tuple[Group, ...] = ()
    decisions: tuple[Decision, ...] = ()
    filed: tuple[Phrase | Group, ...] = ()

    def __post_init__(self) -> None:
        phrases = sorted(map(_whole_phrase, self.phrases), key=_phrase_order)
        groups = sorted(map(_whole_group, self.groups), key=_group_order)
        object.__setattr__(self, "phrases", _once(phrases))
        object.__setattr__(self, "groups", _once(groups))

    @classmethod
    def load(cls, folder: Path) -> PhraseBank:
        """The bank in a folder: extracted/, curated/ over it, overlay.yaml applied.

        Raises DrafterError when the folder is missing, and with file and line for a mistake in a file.
        """
        read = store.load(folder)
        for made_of, bank in _made:
            if all(one is other for one, other in zip(made_of, read, strict=True)):
                return bank
        bank = cls._decided(*read)
        _made.append((read, bank))
        del _made[: max(0, len(_made) - store.REMEMBERED)]
        return bank

    @classmethod
    def _decided(
        cls, phrases: Iterable[Phrase], groups: Iterable[Group], decisions: tuple[Decision, ...]
    ) -> PhraseBank:
        """The bank of entries as they are filed, with decisions applied to them."""
        if not decisions:
            return cls(tuple(phrases), tuple(groups))
        # Entries come into their final form first: what is decided about goes by id.
        bare = cls(tuple(phrases), tuple(groups))
        own = overlay.by_entry(decisions)
        filed: list[Phrase | Group] = [phrase for phrase in bare.phrases if phrase.id in own]
        filed += [group for group in bare.groups if group.id in own]
        return cls(overlay.apply(own, bare.phrases), overlay.apply(own, bare.groups), decisions, tuple(filed))

    def save(self, folder: Path) -> None:
        """Writes the extracted entries, as they were before any decision, to folder/extracted, the same bytes for
        the same entries; curated/, overlay.yaml and the ledger are left alone. Raises DrafterError when the place
        can't be written."""
        store.save(
            folder,
            sorted((p for p in self._filed_phrases.values() if p.origin == "extracted"), key=_phrase_order),
            sorted((g for g in self._filed_groups.values() if g.origin == "extracted"), key=_group_order),
        )

    def layer(self, other: PhraseBank) -> PhraseBank:
        """This bank with another laid over it: the other's entries win by id, its decisions apply to all.

        A decision of this bank holds for what is extracted into the other too, which is the same phrase found
        again; an entry that a person wrote into the other is a later word than that and stays as written. Of the
        decisions about one entry the other's are the later ones: its accept brings back what this bank rejected.
        """
        written = {entry.id for entry in other.originals if entry.origin == "curated"}
        return PhraseBank._decided(
            (self._filed_phrases | other._filed_phrases).values(),
            (self._filed_groups | other._filed_groups).values(),
            tuple(d for d in self.decisions if d.id not in written) + other.decisions,
        )

    @property
    def originals(self) -> tuple[Phrase | Group, ...]:
        """Every entry as its file holds it, rejected ones among them, phrases first."""
        return (*self._filed_phrases.values(), *self._filed_groups.values())

    def original(self, identity: str) -> Phrase | Group | None:
        """The entry with this id as its file holds it, also when it is rejected; None when there is none."""
        return self._filed_phrases.get(identity) or self._filed_groups.get(identity)

    def entry(self, identity: str) -> Phrase | Group | None:
        """The entry with this id as it is decided, also when it is rejected; None when there is none."""
        filed = self.original(identity)
        return None if filed is None else overlay.changed(filed, self.decided(identity))

    def decided(self, identity: str) -> tuple[Decision, ...]:
        """The decisions that hold for an entry, in order."""
        return tuple(self._decisions.get(identity, ()))

    def state(self, identity: str) -> str:
        """What is decided about an entry: open, accepted, rejected, or changed (retagged or reworded only)."""
        return overlay.state(self._decisions.get(identity, ()))

    @property
    def rejected(self) -> tuple[Phrase | Group, ...]:
        """The entries that are hidden, as they would read if they were accepted again; phrases first."""
        hidden = (entry for entry in self.filed if self.state(entry.id) == "rejected")
        return tuple(overlay.changed(entry, self.decided(entry.id)) for entry in hidden)

    def phrase(self, identity: str) -> Phrase | None:
        """The phrase with this id; None when there is none."""
        return self._phrases.get(identity)

    def group(self, identity: str) -> Group | None:
        """The group with this id; None when there is none."""
        return self._groups.get(identity)

    def search(self, query: str = "", **wanted: Any) -> list[Phrase]:
        """The phrases that say something like `query`, best first; all that fit when it is empty.

        `wanted` are the fields of `search.Wanted` (kind, device, theme, tier, source, year, origin, length).
        """
        return search.find(query, self.phrases, search.Wanted(**wanted))

    @cached_property
    def sha(self) -> str:
        """Digest (16 hex digits) of every entry with all it holds: two banks that compose alike have one sha."""
        return hashlib.sha256(forms.canonical((*self.phrases, *self.groups))).hexdigest()[:16]

    @cached_property
    def _phrases(self) -> dict[str, Phrase]:
        return {phrase.id: phrase for phrase in self.phrases}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def _filed_phrases(self) -> dict[str, Phrase]:
        return self._phrases | {entry.id: entry for entry in self.filed if isinstance(entry, Phrase)}

    @cached_property
    def _filed_groups(self) -> dict[str, Group]:
        return self._groups | {entry.id: entry for entry in self.filed if isinstance(entry, Group)}

    @cached_property
    def _decisions(self) -> dict[str, list[Decision]]:
        return overlay.by_entry(self.decisions)


_made: list[tuple[Part, PhraseBank]] = []
"""The banks that were loaded last, and what of: the same parts make the same bank, with all it has worked out."""


def own_folder() -> Path:
    """The folder of the user's own bank, whether it is there or not."""
    return resources.user_folder() / "bank"


def folders(extra: Sequence[Path] = (), only: bool = False) -> list[Path]:
    """The layers a command works with, lowest first: shipped, the user's, then each of `extra`; `only` leaves out
    the first two. Raises DrafterError for a folder of `extra` that holds no bank."""
    standing = [] if only else [folder for folder in (resources.phrasebank(), own_folder()) if folder.is_dir()]
    for folder in extra:
        if folder.is_dir() and not store.is_bank(folder):
            hint = f"，是不是 {folder.parent}？" if folder.name in store.PARTS else ""
            raise DrafterError(f"{folder}：里面没有短语库（extracted/、curated/ 或 overlay.yaml）{hint}")
    return [*standing, *extra]


def layers(extra: Sequence[Path] = (), only: bool = False) -> PhraseBank:
    """The bank a command works with: its `folders`, each laid over those before.

    Raises DrafterError for a folder of `extra` that is missing or holds no bank, and for any mistake in a bank.
    """
    loaded = [PhraseBank.load(folder) for folder in folders(extra, only)]
    return reduce(PhraseBank.layer, loaded) if loaded else PhraseBank()


def _phrase_order(phrase: Phrase) -> tuple[int, int, str, str]:
    return _ORDER[phrase.kind], -phrase.weight, phrase.pattern, phrase.id


def _group_order(group: Group) -> tuple[int, str, tuple[tuple[str, ...], ...], str]:
    return -group.weight, group.skeleton, group.items, group.id


def _whole_phrase(phrase: Phrase) -> Phrase:
    names = slots.names(phrase.pattern)
    if phrase.id and phrase.slots.keys() == set(names):
        return phrase
    types = {name: phrase.slots.get(name) or slots.type_of(name) for name in names}
    return replace(phrase, id=phrase.id or phrase_id(phrase.pattern), slots=types)


def _whole_group(group: Group) -> Group:
    if group.id and (not group.aspects or any(group.aspects)):
        return group
    aspects = group.aspects if any(group.aspects) else ()
    return replace(group, id=group.id or group_id(group.skeleton, group.items), aspects=aspects)


def _once(entries: Sequence[Either]) -> tuple[Either, ...]:
    """The entries in their order; of several with one id only the (first of the) heaviest."""
    kept: dict[str, Either] = {}
    for entry in entries:
        if entry.id not in kept or kept[entry.id].weight < entry.weight:
            kept[entry.id] = entry
    return tuple(entry for entry in entries if kept[entry.id] is entry)
