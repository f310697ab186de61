"""Decisions about entries: what a person accepted, rejected, retagged or reworded.

In: overlay.yaml of a layer. Out: `Decision` records, and entries with them applied. An entry keeps its id
whatever is decided about it, so that drafts and later decisions still find it; a decision about an entry that
is not there is left alone (`orphans`).

    decisions:
    - {id: 4f2c91ab, pattern: 我讲{数}点意见, decision: reject, note: 太俗}
    - {id: 0be27c1d, pattern: 抓{主题}, decision: retag, kind: topic, device: parallel, themes: [安全生产]}
    - {id: 77d0e3aa, pattern: 就讲这些, decision: reword, to: 我就讲这些}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TypeVar

from drafter import slots, yamlio
from drafter.bank import texts
from drafter.bank.entries import Entry, check_braces, records
from drafter.bank.ids import normalised
from drafter.errors import DrafterError
from drafter.models import DEVICES, KINDS, Group, Phrase

DECISIONS = ("accept", "reject", "retag", "reword")
VERDICTS = ("accept", "reject")
NO_DEVICE = "none"
"""What a retag writes where an entry is to have no device."""

_ALWAYS = {"id", "pattern", "items", "decision", "note"}
FIELDS = {
    "accept": _ALWAYS,
    "reject": _ALWAYS,
    "retag": _ALWAYS | {"kind", "device", "themes"},
    "reword": _ALWAYS | {"to"},
}

STATES = ("open", "accepted", "rejected", "changed")
"""What is decided about an entry: nothing yet; accepted; rejected; retagged or reworded only."""

Either = TypeVar("Either", bound=Phrase | Group)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the entry `id`, when its pattern (a group's: its skeleton) was `pattern`, and (a group's)
    its items were `items`; None in decisions older than that field.

    A retag gives `kind`, `device` (`NO_DEVICE`: none) and `themes`, each None where it stays; `note` is a person's
    own reason.
    """

    id: str
    pattern: str
    decision: str
    kind: str | None = None
    themes: tuple[str, ...] | None = None
    to: str | None = None
    device: str | None = None
    note: str | None = None
    items: tuple[tuple[str, ...], ...] | None = None


def read(text: str, file: str) -> tuple[Decision, ...]:
    """The decisions of an overlay file, in order. Raises DrafterError with file and line."""
    value = texts.parse(text, file)
    if value is None:
        return ()
    if not isinstance(value, yamlio.Record) or not value.keys() <= {"decisions"}:
        line = value.line if isinstance(value, yamlio.Record) else 1
        raise DrafterError(f"{file} 第{line}行：应以 decisions: 开头，下面每条一项")
    return tuple(_decision(Entry(record, file)) for record in records(value, "decisions", text, file))


def _decision(entry: Entry) -> Decision:
    decision = entry.choice("decision", DECISIONS, "decisions")
    if decision is None or "id" not in entry.record:
        entry.fail(f"缺少“{'id' if decision else 'decision'}”，请补上")
    entry.only(FIELDS[decision])
    pattern = entry.required("pattern")
    to = entry.required("to") if decision == "reword" else None
    if to is not None:
        check_braces(entry, to, "to")
        if not normalised(to):
            entry.fail("“to”只有标点，请补上文字")
    return Decision(
        id=entry.identifier(""),
        pattern=pattern,
        decision=decision,
        kind=entry.choice("kind", KINDS, "kinds"),
        themes=entry.texts("themes") if "themes" in entry.record else None,
        to=to,
        device=entry.choice("device", (*DEVICES, NO_DEVICE), "devices"),
        note=entry.text("note"),
        items=_items(entry),
    )


def _items(entry: Entry) -> tuple[tuple[str, ...], ...] | None:
    """What filled the {} of each heading of a group: [认识, 责任]; [[认识, 根基], …] where a skeleton has several."""
    given = entry.record.get("items")
    if given is None:
        return None
    rows = [[item] if isinstance(item, str) else item for item in given] if isinstance(given, list) else []
    if not rows or not all(isinstance(row, list) and row and all(isinstance(t, str) for t in row) for row in rows):
        entry.fail("“items”应是各标题填进骨架的文字，如 [认识, 责任]，请改正或删去")
    return tuple(map(tuple, rows))


def by_entry(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """The decisions about each entry (by id), in order."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        found.setdefault(decision.id, []).append(decision)
    return found


def state(own: Sequence[Decision]) -> str:
    """What the decisions about one entry come to, one of `STATES`: the last verdict counts."""
    for decision in reversed(own):
        if decision.decision in VERDICTS:
            return "accepted" if decision.decision == "accept" else "rejected"
    return "changed" if own else "open"


def apply(decided: Mapping[str, Sequence[Decision]], entries: Iterable[Either]) -> tuple[Either, ...]:
    """The entries as decided (by id): rejected ones gone, others retagged and reworded, in their order.

    Of several decisions about one entry each counts; a later accept brings a rejected entry back.
    """
    return tuple(
        reduce(_changed, decided.get(entry.id, ()), entry)
        for entry in entries
        if entry.id not in decided or state(decided[entry.id]) != "rejected"
    )


def changed(entry: Either, own: Iterable[Decision]) -> Either:
    """One entry as its decisions make it, verdicts aside: what a rejected entry would read like."""
    return reduce(_changed, own, entry)


def _changed(entry: Either, decision: Decision) -> Either:
    if decision.decision == "retag":
        if decision.themes is not None:
            entry = replace(entry, themes=decision.themes)
        if decision.device is not None:
            entry = replace(entry, device=None if decision.device == NO_DEVICE else decision.device)
        return replace(entry, kind=decision.kind) if decision.kind and isinstance(entry, Phrase) else entry
    if decision.decision == "reword" and decision.to:
        return _reworded(entry, decision.to)
    return entry


def _reworded(entry: Either, to: str) -> Either:
    """The entry in other words; as it was where they do not fit it (a group's items fill another number of {})."""
    if isinstance(entry, Phrase):
        if "" in slots.names(to):
            return entry
        types = slots.typed(to)
        return replace(entry, pattern=to, slots=types | {n: t for n, t in entry.slots.items() if n in types})
    return replace(entry, skeleton=to) if to.count("{}") == entry.skeleton.count("{}") else entry
