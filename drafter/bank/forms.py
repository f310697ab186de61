"""Entries as JSON values, in the shape other programs rely on (`phrases list --json`, `groups list --json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from drafter.models import Group, Occurrence, Phrase, Validity


def phrase_json(phrase: Phrase, whole: bool = False) -> dict[str, Any]:
    """A phrase as `phrases list --json` gives it; `whole` adds what only `show` tells."""
    value: dict[str, Any] = {
        "id": phrase.id, "pattern": phrase.pattern, "kind": phrase.kind, "device": phrase.device,
        "themes": list(phrase.themes), "slots": dict(phrase.slots), "origin": phrase.origin, "tier": phrase.tier,
        "weight": phrase.weight, "occurrences": [_occurrence(o, whole) for o in phrase.occurrences],
        "first_year": phrase.first_year, "last_year": phrase.last_year, "valid": _valid(phrase.valid),
    }  # fmt: skip
    return value | ({"move": phrase.move, "aspect": phrase.aspect} if whole else {})


def group_json(group: Group, whole: bool = False) -> dict[str, Any]:
    """A group as `groups list --json` gives it; `whole` adds what only `show` tells."""
    value: dict[str, Any] = {
        "id": group.id, "skeleton": group.skeleton, "items": [list(item) for item in group.items],
        "headings": list(group.headings), "device": group.device, "aspect": group.aspect, "origin": group.origin,
        "tier": group.tier, "weight": group.weight, "occurrences": [_occurrence(o, whole) for o in group.occurrences],
        "themes": list(group.themes),
    }  # fmt: skip
    if whole:
        aspects = group.aspects or (None,) * len(group.items)
        value |= {"level": group.level, "aspects": list(aspects), "structure": group.structure,
                  "form": group.form, "under": list(group.under)}  # fmt: skip
    return value


def canonical(entries: Iterable[Phrase | Group]) -> bytes:
    """Everything that entries hold as bytes, the same for equal ones in the same order."""
    # All in one call: a bank of seven thousand entries is digested for every draft that names it.
    return json.dumps(list(entries), default=_values, sort_keys=True, separators=(",", ":")).encode("ascii")


_FIELDS = {
    record: attrgetter(*(field.name for field in fields(record))) for record in (Phrase, Group, Occurrence, Validity)
}


def _values(record: Any) -> tuple[Any, ...]:
    return _FIELDS[type(record)](record)


def _occurrence(o: Occurrence, whole: bool) -> dict[str, Any]:
    value: dict[str, Any] = {"source": o.source, "speech": o.speech, "at": o.at, "line": o.line}
    return value | ({"label": o.label, "year": o.year} if whole else {})


def _valid(valid: Validity | None) -> dict[str, str | None] | None:
    return None if valid is None else {"from": valid.since, "until": valid.until}
