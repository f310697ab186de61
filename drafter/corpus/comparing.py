"""What a new extraction changes in the bank that stands at its place.

In: an `Extraction` and the folder of the bank. Out: `Changes`: entries and speeches that are new, gone or changed.
Only what was extracted is compared, as it was extracted: decisions and curated entries are people's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.bank import group_json, phrase_json
from drafter.corpus.extracting import Extraction
from drafter.corpus.guarding import contents
from drafter.corpus.ledger import standing
from drafter.models import Group, Phrase


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: its id, how it reads, and the fields that differ, before and after (empty where it is new or gone)."""

    id: str
    text: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """The entries of one sort that are new, gone and changed, each in the order of its bank."""

    new: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


@dataclass(frozen=True, slots=True)
class Changes:
    """What an extraction changes. Speeches are named as in the ledger: "a.txt#2"."""

    phrases: Difference
    groups: Difference
    new_speeches: tuple[str, ...]
    gone_speeches: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.phrases or self.groups or self.new_speeches or self.gone_speeches)

    def as_data(self) -> dict[str, Any]:
        """new, gone and changed, each with its phrases, groups and speeches."""
        sorts = {"phrases": self.phrases, "groups": self.groups}
        short = {
            name: {sort: [{"id": c.id, "text": c.text} for c in getattr(d, name)] for sort, d in sorts.items()}
            for name in ("new", "gone")
        }
        return {
            "new": {**short["new"], "speeches": list(self.new_speeches)},
            "gone": {**short["gone"], "speeches": list(self.gone_speeches)},
            "changed": {
                sort: [{"id": c.id, "text": c.text, "before": c.before, "after": c.after} for c in d.changed]
                for sort, d in sorts.items()
            },
        }


def compare(extraction: Extraction, folder: Path) -> Changes | None:
    """What `save` would change in a folder; None when no extraction stands there.

    Raises DrafterError (file and line) when what stands there can't be read.
    """
    extracted = folder / "extracted"
    if not extracted.is_dir():
        return None
    old = contents(extracted)
    before, after = _listed(extracted), extraction.ledger.speeches()
    known, found_now = set(before), set(after)
    return Changes(
        _difference(old.phrases.values(), extraction.bank.phrases),
        _difference(old.groups.values(), extraction.bank.groups),
        tuple(name for name in after if name not in known),
        tuple(name for name in before if name not in found_now),
    )


def first(extraction: Extraction) -> Changes:
    """The changes where no bank stood: everything is new."""
    bank = extraction.bank
    return Changes(_difference((), bank.phrases), _difference((), bank.groups), extraction.ledger.speeches(), ())


def _listed(extracted: Path) -> list[str]:
    """The speeches a ledger on disk names."""
    return [
        f"{file.get('name')}#{speech.get('speech')}"
        for file in standing(extracted)
        for speech in file.get("speeches") or ()
    ]


def _difference(old: Iterable[Phrase | Group], new: Iterable[Phrase | Group]) -> Difference:
    before, after = {e.id: _whole(e) for e in old}, {e.id: _whole(e) for e in new}
    changed = []
    for identity, value in after.items():
        was = before.get(identity, value)
        fields = [name for name in value if value[name] != was[name]]
        if fields:
            shown = {name: was[name] for name in fields}, {name: value[name] for name in fields}
            changed.append(Change(identity, _text(value), *shown))
    return Difference(
        tuple(Change(i, _text(value), {}, {}) for i, value in after.items() if i not in before),
        tuple(Change(i, _text(value), {}, {}) for i, value in before.items() if i not in after),
        tuple(changed),
    )


def _whole(entry: Phrase | Group) -> dict[str, Any]:
    return phrase_json(entry, whole=True) if isinstance(entry, Phrase) else group_json(entry, whole=True)


def _text(value: dict[str, Any]) -> str:
    """How an entry reads on one line: its pattern, or its skeleton with what varies."""
    if "pattern" in value:
        return str(value["pattern"])
    items = " / ".join("，".join(item) for item in value["items"])
    return f"{value['skeleton']}：{items}"
