"""Which plan the siblings under a path get, where the draft has a say in it.

In: the plans that fit, best first (headings.py). Out: one of them, with the headings that a person locked, typed or
re-rolled in their places, and without what stands elsewhere in the draft already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafter import timing
from drafter.composing import parts
from drafter.composing.aspects import STAGES, stage_of
from drafter.composing.plans import Plan, Plans
from drafter.models import Block, Brief

_HEADING = re.compile(r"[\d.]+")


class Picking:
    """Picks the plans of one draft. `first` and `taken` remember, for each set of siblings, the plan before and
    after single headings were exchanged; `free` the plans there were to pick from."""

    def __init__(
        self,
        brief: Brief,
        choices: Mapping[str, int],
        picks: Mapping[str, str],
        held: Mapping[str, Block],
        aims: Mapping[str, str],
        rate: int = timing.RATE,
        loose: Mapping[str, str] | None = None,
    ) -> None:
        self.brief = brief
        self.choices = choices
        self.held = {path: block for path, block in held.items() if block.level is not None}
        self.texts = {path: text for path, text in picks.items() if _HEADING.fullmatch(path)}
        self.texts |= {path: block.text for path, block in self.held.items() if block.entry}
        self.aims = aims
        self.rate = rate
        self.loose = loose or {}
        self.first: dict[str, Plan] = {}
        self.taken: dict[str, Plan] = {}
        self.free: dict[str, Sequence[Plan]] = {}

    def __call__(self, path: str, plans: Plans) -> Plan:
        wanted = self._under(path, self.texts)
        asked = [plan for plan in plans if set(wanted.values()) & set(plan.form.group.headings)] if wanted else []
        free = self.free[path] = self._free(path, asked or plans)
        turn = self.choices.get(path, 0)
        plan = free[turn % len(free) if turn else 0]
        if (
            path and parts.hurried(self.brief, self.rate) and plan.form.group.structure is None
        ):  # others are announced by number
            plan = replace(plan, items=plan.items[: max([2, *wanted])])
        self.first[path] = plan
        plan = self.taken[path] = self._about(path, _placed(plan, wanted, self._under(path, self.aims)))
        return plan

    def _about(self, path: str, plan: Plan) -> Plan:
        """The plan with items of the aspects that headings of another structure or theme had, over what a person
        wrote; not where that would turn the order of the points round."""
        loose = {
            n: aspect
            for n, aspect in self._under(path, self.loose).items()
            if f"{path}.{n}".strip(".") not in self.held
        }
        if not loose:
            return plan
        moved = _placed(plan, {}, loose)
        stages = [STAGES.index(stage_of(aspect)) for aspect in moved.aspects]
        return moved if path or stages == sorted(stages) else plan

    def _under(self, parent: str, table: Mapping[str, str]) -> dict[int, str]:
        """The entries of a table for the siblings under a path, by place (from 1)."""
        return {
            int(last): value
            for path, value in table.items()
            for above, _, last in [path.rpartition(".")]
            if above == parent and last.isdigit()
        }

    def _free(self, path: str, plans: Sequence[Plan]) -> Sequence[Plan]:
        """The plans that repeat nothing of what is held elsewhere; where each does, with other items."""
        if not path:
            return plans
        elsewhere = [b for p, b in self.held.items() if b.level != 1 and p.rpartition(".")[0] != path]
        aspects = {b.aspect for b in elsewhere if b.aspect}
        entries = {b.entry for b in elsewhere if b.entry}
        if not (aspects or entries):
            return plans
        free = [p for p in plans if p.form.id not in entries and not aspects & set(p.aspects)]
        if free:
            return free
        mended = [_mended(plan, aspects) for plan in plans]
        return [plan for plan in mended if plan is not None] or plans


def _placed(plan: Plan, wanted: Mapping[int, str], aims: Mapping[int, str]) -> Plan:
    """The plan with these headings in their places (from 1), and an item of the aspect that a typed heading is of."""
    items = list(plan.items)
    headings, aspects = plan.form.group.headings, plan.form.group.aspects
    found = {place: headings.index(text) for place, text in wanted.items() if text in headings}
    found |= {place: aspects.index(aspect) for place, aspect in aims.items() if aspect in aspects}
    for place, item in found.items():
        if place > len(items):
            continue
        if item in items:
            items[items.index(item)] = items[place - 1]
        items[place - 1] = item
    return replace(plan, items=tuple(items))


def _mended(plan: Plan, taken: set[str]) -> Plan | None:
    """The plan with other items for those whose aspect is taken; None where the form has not enough."""
    aspects: Sequence[str | None] = plan.form.group.aspects
    kept = [n for n in plan.items if aspects[n] not in taken]
    spare = [n for n, aspect in enumerate(aspects) if aspect not in taken and n not in kept]
    items = sorted([*kept, *spare[: len(plan.items) - len(kept)]])
    return replace(plan, items=tuple(items)) if len(items) == len(plan.items) else None
