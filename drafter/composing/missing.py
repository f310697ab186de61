"""What a draft still lacks, by who can know it: the unit that is responsible, or whoever prepares the meeting.

In: a draft. Out: its open slots in groups, in the order of the speech. Left alone: slots that are filled.

Facts under a heading belong to the unit named in its 责任 (the first one there); what stands elsewhere goes by the
type of the slot (data/composing/fit.yaml, `knowers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter import resources, slots
from drafter.composing.paths import key_point
from drafter.models import Block, Draft


@dataclass(frozen=True, slots=True)
class Missing:
    """One open slot: where it stands, its name and type, how it is asked for, and the sentence around it."""

    path: str
    name: str
    type: str
    hint: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Knower:
    """Who can fill some slots. `known`: the unit has a name already; False for one still open (【监管部门】);
    None for people who are no unit (会务, 起草人)."""

    who: str
    known: bool | None
    slots: tuple[Missing, ...]


def missing(draft: Draft) -> tuple[Knower, ...]:
    """The open slots of a draft: first what those who prepare the speech know, then unit by unit."""
    found: dict[tuple[bool, str, bool | None], list[Missing]] = {}
    units = _units(draft.blocks)
    for block in draft.blocks:
        for slot in block.slots:
            if slot.value is not None and slot.value != "":
                continue
            who, known = units.get(_heading(block), (None, None)) if _heading(block) else (None, None)
            who = who or _by_type(slot.type)
            one = Missing(block.path, slot.name, slot.type, slots.hint(slot.name), f"{block.marker}{block.said}")
            found.setdefault((known is not None, who, known), []).append(one)
    return tuple(
        Knower(who, known, tuple(open_))
        for (_, who, known), open_ in sorted(found.items(), key=lambda pair: pair[0][0])
    )


def _heading(block: Block) -> str:
    """The path of the heading a key point stands under; "" for other blocks."""
    place = key_point(block.path) if block.level is None else None
    return place[0] if place else ""


def _units(blocks: Sequence[Block]) -> dict[str, tuple[str, bool]]:
    """Heading → the unit its 责任 names first, and whether that has a name already."""
    units: dict[str, tuple[str, bool]] = {}
    for block in blocks:
        if block.move != "safeguards" or not _heading(block):
            continue
        for slot in block.slots:
            if slot.type == "unit" or (slot.type == "person" and _heading(block) not in units):
                named = slot.value or f"【{slots.hint(slot.name)}】"
                units.setdefault(_heading(block), (named, bool(slot.value)))
    return units


def _by_type(kind: str) -> str:
    for entry in resources.data("composing/fit")["knowers"]:
        if kind in entry["types"]:
            return str(entry["who"])
    return "起草人"
