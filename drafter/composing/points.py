"""The points of a draft: which form, and which of its items.

A form whose items cover the stages that the number of points asks for (认识 → 任务 → 保障), or any items where the
structure only counts (settings `stages: false`). What was written for the theme comes first, what jars comes last; one
point at least is about the work itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from drafter import resources
from drafter.composing import aspects
from drafter.composing.choice import rank, score
from drafter.composing.part_forms import PartForms
from drafter.composing.plans import Plan, Plans, best_first, in_turn
from drafter.composing.standing import Standing
from drafter.composing.stock import THEMED, Form, Stock
from drafter.composing.templates import Template
from drafter.composing.words import Words
from drafter.models import Brief

TURNS = 3
"""How many sets of items of one form a person may leaf through."""

USUAL = 8
"""The weight of the order of stages that is listed first, where there are many points, against 1 for each other."""

MEASURES = "举措"
"""The point of a compound that is the work itself, whatever the theme."""

OWN = -0.2
"""Lots below it, four in five, take points that were written for the theme: what serves any is heard as a shell."""


class Points:
    """Plans the points of one draft."""

    def __init__(
        self, brief: Brief, structure: Template, stock: Stock, words: Words, standing: Standing, parts: PartForms
    ) -> None:
        self.brief = brief
        self.structure = structure
        self.stock = stock
        self.words = words
        self.standing = standing
        self.parts = parts
        self.seed = brief.seed or 0

    def plans(self) -> Plans:
        """What the points may be, the best first."""
        structures = tuple(self.structure.settings.get("groups", [self.structure.id]))
        forms = self.stock.points(structures, lambda group: self.words.in_group(group) is not None)
        ranked = rank(self.seed, "points", forms, lambda f: f.id, self.stock.weight)
        # Points keep to what speeches on the theme turn on, unless there are not as many as asked for.
        usual = Plans(in_turn((self._covers(form, True) for form in ranked), self._sounding))
        return usual or Plans(in_turn((self._covers(form, False) for form in ranked), self._sounding))

    def _sounding(self, plans: Iterable[Plan]) -> Iterable[Plan]:
        """What is written for the theme and sounds well goes first."""
        return best_first(
            plans,
            lambda plan: (self._foreign(plan), self._shell(plan), self.standing.jars(plan)),
            lambda plan: not (self._shell(plan) or self._foreign(plan) or self.standing.jars(plan)),
        )

    def _covers(self, form: Form, usual: bool) -> Iterator[Plan]:
        """The sets of items of a form that hold, for a person to leaf through, each with as many other ones as there
        are."""
        found: list[Plan] = []
        for turn in range(TURNS):
            plan = self._cover(form, turn, usual, {n for seen in found for n in seen.items})
            if plan is not None and plan not in found:
                found.append(plan)
                if self.standing.holds(plan):
                    yield plan

    def _cover(self, form: Form, turn: int, usual: bool, seen: Collection[int]) -> Plan | None:
        """Items for as many points as asked for, one stage after the other, those seen before last; None when the
        form can't."""
        lot = f"{form.id}/{turn}" if turn else form.id
        wanted = self.brief.points or 0
        stages = aspects.stages()
        order = list(stages)
        if self.structure.settings.get("stages") is False:
            fit = [n for n, a in enumerate(form.group.aspects) if a and self._fits(a, form, usual)]
            free = self._with_core(
                form, _mixed(self._ranked_items(f"item/{lot}", form, fit, seen), form, wanted), wanted
            )
            free.sort(key=_in_order(form, order))
            return Plan(form, tuple(free)) if len(free) == wanted else None
        plans = self._stage_plans(wanted)
        first = USUAL if wanted >= 4 else 1
        for plan in rank(self.seed, f"plan/{lot}", plans, "".join, lambda p: first if p == plans[0] else 1):
            chosen: list[int] = []
            for stage in dict.fromkeys(plan):
                fit = [
                    n
                    for n, a in enumerate(form.group.aspects)
                    if a and stages.get(a) == stage and self._fits(a, form, usual)
                ]
                ranked, count = self._ranked_items(f"item/{lot}", form, fit, seen), plan.count(stage)
                chosen += self._with_core(form, ranked, count) if stage == "任务" else ranked[:count]
            if len(chosen) == wanted:
                chosen.sort(key=_in_order(form, order))
                return Plan(form, tuple(chosen))
        return None

    def _stage_plans(self, points: int) -> list[list[str]]:
        """Which stages the points are of: the structure's own plans, else those of every speech."""
        own = self.structure.settings.get("plans") or resources.data("composing/aspects")["plans"]
        # YAML reads the number as one, data files of ours have it quoted.
        plans: list[list[str]] | None = own.get(str(points)) or own.get(points)
        return plans or [["认识", *["任务"] * (points - 2), "保障"]]

    def _ranked_items(self, path: str, form: Form, items: list[int], seen: Collection[int]) -> list[int]:
        """Items in the order of their lots; points for which the theme has parts of its own draw more often."""

        def own(n: int) -> float:
            return THEMED if self.parts.has_own(form.group.aspects[n] or "", form) else 1

        ranked = rank(self.seed, path, items, lambda n: str(form.group.items[n]), own)
        return sorted(ranked, key=lambda n: n in seen)

    def _with_core(self, form: Form, ranked: Sequence[int], count: int) -> list[int]:
        """The first items of a form, one of them at least about the work itself, where it has one: a meeting on traffic
        without a word on drunken driving has missed its subject (aspects.yaml, core; themes.yaml where a theme says
        its own)."""
        chosen = list(ranked[:count])
        own = {*(self.words.theme.core or aspects.core()), MEASURES}
        core = [n for n in ranked if form.group.aspects[n] in own]
        if chosen and core and not set(core) & set(chosen):
            chosen[-1] = core[0]
        return chosen

    def _fits(self, aspect: str, top: Form, usual: bool) -> bool:
        known = not usual or self.stock.themed(top.group) or aspect in self.words.theme.aspects
        return known and bool(self.parts.under(aspect, top))

    def _foreign(self, plan: Plan) -> int:
        """How many points have only general parts under them, where the bank has some for the theme: what stands
        there is not heard to be about it."""
        if not self.words.theme.known:
            return 0
        return sum(not self.parts.has_own(aspect, plan.form) for aspect in plan.aspects)

    def _shell(self, plan: Plan) -> bool:
        """Whether points serve any theme, where the lot fell on some of its own, or the theme is no work and would be
        bent to them (让敢于担当环环相扣)."""
        own = self.words.theme.work is None or score(self.seed, "points", "themed") < OWN
        return own and not self.stock.themed(plan.form.group)


def _mixed(ranked: Sequence[int], form: Form, wanted: int) -> list[int]:
    """Items so that the first `wanted` are not mostly of 认识 or of 保障: a third of them each at most."""
    stages, most = aspects.stages(), max(1, wanted // 3)
    first: list[int] = []
    taken: Counter[str] = Counter()
    for n in ranked:
        stage = stages.get(form.group.aspects[n] or "", "任务")
        if stage == "任务" or taken[stage] < most:
            first.append(n)
            taken[stage] += 1
    return [*first, *(n for n in ranked if n not in first)]


def _in_order(form: Form, order: list[str]) -> Callable[[int], int]:
    """Sorts the items of a form as points follow each other in a speech."""
    return lambda n: order.index(form.group.aspects[n] or "")
