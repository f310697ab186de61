"""The bank: phrases and heading groups of one layer or of several laid over one another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from pathlib import Path
from typing import TypeVar

from drafter import resources, slots
from drafter.bank import forms, overlay, search, store
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
    of two entries with one id the heavier stays. `decisions` are those of the layer's overlay, applied already.
    """

    phrases: tuple[Phrase, ...] = ()
    groups: tuple[Group, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def __post_init__(self) -> None:
        phrases = sorted(map(_whole_phrase, self.phrases), key=lambda p: (_ORDER[p.kind], -p.weight, p.pattern, p.id))
        groups = sorted(map(_whole_group, self.groups), key=lambda g: (-g.weight, g.skeleton, g.items, g.id))
        object.__setattr__(self, "phrases", _once(phrases))
        object.__setattr__(self, "groups", _once(groups))

    @classmethod
    def load(cls, folder: Path) -> PhraseBank:
        """The bank in a folder: extracted/, curated/ over it, overlay.yaml applied.

        Raises DrafterError when the folder is missing, and with file and line for a mistake in a file.
        """
        return cls(*store.load(folder))

    def save(self, folder: Path) -> None:
        """Writes the extracted entries to folder/extracted, the same bytes for the same entries; curated/,
        overlay.yaml and the ledger are left alone. Raises DrafterError when the place can't be written."""
        store.save(
            folder,
            (phrase for phrase in self.phrases if phrase.origin == "extracted"),
            (group for group in self.groups if group.origin == "extracted"),
        )

    def layer(self, other: PhraseBank) -> PhraseBank:
        """This bank with another laid over it: the other's entries win by id, its decisions apply to all."""
        return PhraseBank(
            overlay.apply(other.decisions, (self._phrases | other._phrases).values()),
            overlay.apply(other.decisions, (self._groups | other._groups).values()),
            self.decisions + other.decisions,
        )

    def phrase(self, identity: str) -> Phrase | None:
        """The phrase with this id; None when there is none."""
        return self._phrases.get(identity)

    def group(self, identity: str) -> Group | None:
        """The group with this id; None when there is none."""
        return self._groups.get(identity)

    def search(
        self,
        query: str = "",
        *,
        kind: str | None = None,
        device: str | None = None,
        theme: str | None = None,
        year: int | None = None,
        tier: str | None = None,
        source: str | None = None,
    ) -> list[Phrase]:
        """The phrases that say something like `query`, best first; all that fit when it is empty.

        `theme` and `source` (a file's name) match in part; `year` is one in which the phrase was said.
        """
        return search.find(query, self.phrases, search.Wanted(kind, device, theme, tier, source, year))

    @cached_property
    def sha(self) -> str:
        """Digest (16 hex digits) of every entry with all it holds: two banks that compose alike have one sha."""
        digest = hashlib.sha256()
        for phrase in self.phrases:
            digest.update(forms.canonical(phrase))
        for group in self.groups:
            digest.update(forms.canonical(group))
        return digest.hexdigest()[:16]

    @cached_property
    def _phrases(self) -> dict[str, Phrase]:
        return {phrase.id: phrase for phrase in self.phrases}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.id: group for group in self.groups}


def layers(extra: Sequence[Path] = (), only: bool = False) -> PhraseBank:
    """The bank a command works with: shipped, the user's, then each of `extra`; `only` leaves out the first two.

    Raises DrafterError for a folder of `extra` that is missing or holds no bank, and for any mistake in a bank.
    """
    own = resources.user_folder() / "bank"
    standing = [] if only else [folder for folder in (resources.phrasebank(), own) if folder.is_dir()]
    for folder in extra:
        if folder.is_dir() and not store.is_bank(folder):
            hint = f"，是不是 {folder.parent}？" if folder.name in store.PARTS else ""
            raise DrafterError(f"{folder}：里面没有短语库（extracted/、curated/ 或 overlay.yaml）{hint}")
    loaded = [PhraseBank.load(folder) for folder in (*standing, *extra)]
    return reduce(PhraseBank.layer, loaded) if loaded else PhraseBank()


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
