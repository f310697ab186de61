"""Decisions about entries: what a person accepted, rejected, retagged or reworded.

In: overlay.yaml of a layer. Out: `Decision` records, and entries with them applied. An entry keeps its id
whatever is decided about it, so that drafts and later decisions still find it; a decision about an entry that
is not there is left alone.

    decisions:
    - {id: 4f2c91ab, pattern: 我讲{数}点意见, decision: reject}
    - {id: 0be27c1d, pattern: 抓{主题}, decision: retag, kind: topic, themes: [安全生产]}
    - {id: 77d0e3aa, pattern: 就讲这些, decision: reword, to: 我就讲这些}
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import TypeVar

from drafter import slots, yamlio
from drafter.bank.entries import Entry, check_braces, records
from drafter.bank.ids import normalised
from drafter.errors import DrafterError
from drafter.models import KINDS, Group, Phrase

DECISIONS = ("accept", "reject", "retag", "reword")
_FIELDS = {
    "accept": {"id", "pattern", "decision"},
    "reject": {"id", "pattern", "decision"},
    "retag": {"id", "pattern", "decision", "kind", "themes"},
    "reword": {"id", "pattern", "decision", "to"},
}

Either = TypeVar("Either", Phrase, Group)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about the entry `id`, when its pattern (a group's: its skeleton) was `pattern`."""

    id: str
    pattern: str
    decision: str
    kind: str | None = None
    themes: tuple[str, ...] | None = None
    to: str | None = None


def read(text: str, file: str) -> tuple[Decision, ...]:
    """The decisions of an overlay file, in order. Raises DrafterError with file and line."""
    value = yamlio.loads(text, file)
    if value is None:
        return ()
    if not isinstance(value, yamlio.Record) or not value.keys() <= {"decisions"}:
        raise DrafterError(f"{file} 第1行：应以 decisions: 开头，下面每条一项")
    return tuple(_decision(Entry(record, file)) for record in records(value, "decisions", text, file))


def _decision(entry: Entry) -> Decision:
    decision = entry.choice("decision", DECISIONS)
    if decision is None or "id" not in entry.record:
        entry.fail(f"缺少“{'id' if decision else 'decision'}”，请补上")
    entry.only(_FIELDS[decision])
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
        kind=entry.choice("kind", KINDS),
        themes=entry.texts("themes") if "themes" in entry.record else None,
        to=to,
    )


def apply(decisions: Iterable[Decision], entries: Iterable[Either]) -> tuple[Either, ...]:
    """The entries as decided: rejected ones gone, others retagged and reworded, in their order.

    Of several decisions about one entry each counts; a later accept brings a rejected entry back.
    """
    decided: dict[str, list[Decision]] = {}
    for decision in decisions:
        decided.setdefault(decision.id, []).append(decision)
    kept: list[Either] = []
    for entry in entries:
        own = decided.get(entry.id, [])
        verdicts = [d.decision for d in own if d.decision in ("accept", "reject")]
        if verdicts[-1:] != ["reject"]:
            kept.append(reduce(_changed, own, entry))
    return tuple(kept)


def _changed(entry: Either, decision: Decision) -> Either:
    if decision.decision == "retag":
        if decision.themes is not None:
            entry = replace(entry, themes=decision.themes)
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
