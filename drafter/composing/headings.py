"""The headings of a draft: sibling headings on one skeleton, on each level another one.

Level 1: a form whose items cover the stages that the number of points asks for (认识 → 任务 → 保障). Level 2:
under each point a form of the point's aspect, on a skeleton no other point uses, no aspect twice in the draft.
`choices` passes over candidates that a person exchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from drafter import numerals, resources, rhetoric
from drafter.composing.choice import rank, score
from drafter.composing.stock import Form, Stock
from drafter.composing.templates import Template
from drafter.composing.words import Words, provenance
from drafter.errors import DrafterError
from drafter.models import Block, Brief

Items = tuple[int, ...]

TURNS = 3
"""How many sets of items of one form a person may leaf through."""

THEMED = 8
"""The weight of what was written for the theme of a draft, against 1 for what serves any theme."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One set of siblings: a form, and which of its items in which order."""

    form: Form
    items: Items

    def __hash__(self) -> int:
        return hash((self.form.id, self.items))

    @property
    def aspects(self) -> list[str]:
        return [self.form.group.aspects[n] or "" for n in self.items]

    def texts(self, words: Words) -> list[str]:
        theme = words.in_group(self.form.group) or words.theme.name
        return [self.form.group.heading(n).replace("{主题}", theme) for n in self.items]


class Headings:
    """Plans the headings of one draft."""

    def __init__(
        self, brief: Brief, structure: Template, stock: Stock, words: Words, choices: Mapping[str, int]
    ) -> None:
        self.brief = brief
        self.structure = structure
        self.stock = stock
        self.words = words
        self.choices = choices
        self.seed = brief.seed or 0

    def blocks(self) -> list[Block]:
        """The heading blocks in path order. Raises DrafterError when the bank has nothing that fits."""
        top = self._chosen("", self._top_plans())
        blocks: list[Block] = []
        skeletons = {top.form.group.skeleton}
        aspects: set[str] = set()
        for n, (block, aspect) in enumerate(zip(self._as_blocks(top, "", 1), top.aspects, strict=True), 1):
            blocks.append(block)
            parts = self._chosen(str(n), self._part_plans(block, aspect, top.form, skeletons, aspects))
            skeletons.add(parts.form.group.skeleton)
            aspects.update(parts.aspects)
            blocks.extend(self._as_blocks(parts, f"{n}.", 2))
        return blocks

    def _chosen(self, path: str, plans: list[Plan]) -> Plan:
        if not plans:
            where = f"第{path}点之下" if path else "各点"
            raise DrafterError(
                f"短语库里没有能用作{where}的成组标题（结构 {self.structure.id}、主题 {self.brief.theme}），"
                "请换一个 --structure，或在 curated/ 里补一组"
            )
        return plans[self.choices.get(path, 0) % len(plans)]

    def _top_plans(self) -> list[Plan]:
        structures = tuple(self.structure.settings.get("groups", [self.structure.id]))
        forms = self.stock.points(structures, lambda group: self.words.in_group(group) is not None)
        ranked = rank(self.seed, "points", forms, lambda f: f.id, self._weight)
        # First every form once; who exchanges by hand then sees each form again with other items.
        # Points keep to what speeches on the theme turn on, unless there are not as many as asked for.
        for usual in (True, False):
            plans = [self._cover(form, turn, usual) for turn in range(TURNS) for form in ranked]
            if held := [plan for plan in dict.fromkeys(plans) if plan and self._holds(plan)]:
                return held
        return []

    def _cover(self, form: Form, turn: int, usual: bool) -> Plan | None:
        """Items for as many points as asked for, one stage after the other; None when the form can't."""
        lot = f"{form.id}/{turn}" if turn else form.id
        wanted = self.brief.points or 0
        stages = _stages()
        order = list(stages)
        for plan in rank(self.seed, f"plan/{lot}", _plans(wanted), "".join, lambda _: 1):
            chosen: list[int] = []
            for stage in dict.fromkeys(plan):
                fit = [
                    n
                    for n, a in enumerate(form.group.aspects)
                    if a and stages.get(a) == stage and self._fits(a, form, usual)
                ]
                chosen += self._ranked_items(f"item/{lot}", form, fit)[: plan.count(stage)]
            if len(chosen) == wanted:
                chosen.sort(key=lambda n: order.index(form.group.aspects[n] or ""))
                return Plan(form, tuple(chosen))
        return None

    def _weight(self, form: Form) -> float:
        return form.weight * (THEMED if self.stock.themed(form.group) else 1)

    def _ranked_items(self, path: str, form: Form, items: list[int]) -> list[int]:
        """Items in the order of their lots; points for which the theme has parts of its own draw more often."""

        def weight(n: int) -> float:
            parts = self._part_forms(form.group.aspects[n] or "", form)
            return THEMED if any(self.stock.themed(part.group) for part in parts) else 1

        return rank(self.seed, path, items, lambda n: str(form.group.items[n]), weight)

    def _fits(self, aspect: str, top: Form, usual: bool) -> bool:
        known = not usual or self.stock.themed(top.group) or aspect in self.words.theme.aspects
        return known and bool(self._part_forms(aspect, top))

    def _part_forms(self, aspect: str, top: Form) -> list[Form]:
        """Forms for what stands under a point of this aspect. Where a structure's parts take up the words of its
        points (一字经), those written for a theme go with points written for it."""
        own = self.structure.settings.get("parts") == "own"
        structures: tuple[str | None, ...] = (self.structure.id,) if own else (None, self.structure.id)
        forms = self.stock.parts(aspect, structures)
        if own:
            forms = [form for form in forms if self.stock.themed(form.group) == self.stock.themed(top.group)]
        yao = "要" in str(self.structure.settings["markers"].get("2", ""))
        return [form for form in forms if form.group.after_yao or not yao]

    def _part_plans(self, point: Block, aspect: str, top: Form, skeletons: set[str], used: set[str]) -> list[Plan]:
        path = point.path
        ranked = rank(self.seed, f"{path}/parts", self._part_forms(aspect, top), lambda f: f.id, self._weight)
        wanted = self._parts_wanted(path)
        plans = []
        for form in ranked:
            fresh = [n for n, a in enumerate(form.group.aspects) if a not in used]
            if self.structure.settings.get("parts") == "own":
                fresh = list(range(len(form.group.items)))
            lots = rank(self.seed, f"{path}/part", fresh, lambda n: str(form.group.items[n]), lambda _: 1)  # noqa: B023
            keep = sorted(lots[:wanted])
            if len(keep) >= 2:
                plans.append(Plan(form, tuple(keep)))
        plans = [plan for plan in plans if self._holds(plan)]
        # What was written for the theme goes first; a skeleton heard before, or a lead word of the point itself, is
        # the last resort. Exchanging by hand reaches them all.
        return sorted(
            plans,
            key=lambda plan: (
                not self.stock.themed(plan.form.group),
                plan.form.group.skeleton in skeletons,
                any(text[:2] in point.said for text in plan.texts(self.words)),
            ),
        )

    def _parts_wanted(self, path: str) -> int:
        if self.structure.settings.get("parts") == "own":
            return 9
        if (self.brief.points or 0) <= 4:
            return 3
        return 2 + (score(self.seed, f"{path}/count", "parts") > -0.7)

    def _holds(self, plan: Plan) -> bool:
        device = plan.form.group.device or "anaphora"
        texts = plan.texts(self.words)
        return len(texts) >= 2 and not any(fault.grave for fault in rhetoric.verify(texts, device))

    def _as_blocks(self, plan: Plan, prefix: str, level: int) -> list[Block]:
        group = plan.form.group
        theme = self.words.in_group(group) or self.words.theme.name
        style = self.structure.settings["markers"][str(level)]
        sources = tuple(dict.fromkeys(source for mined in plan.form.attested for source in provenance(mined)))
        return [
            Block(
                path=f"{prefix}{place}", move="heading", text=group.heading(n), level=level,
                marker=marker(style, place), entry=group.id, aspect=group.aspects[n], sources=sources,
                slots=self.words.of(group.heading(n), 主题=theme),
                run_in=self.brief.depth == "draft" and level >= 2,
            )
            for place, n in enumerate(plan.items, 1)
        ]  # fmt: skip


def marker(style: str, number: int) -> str:
    """A marker of the style of its first: （一） and 3 → （三）; 第一， and 2 → 第二，."""
    return style.replace("一", numerals.chinese(number)).replace("1", str(number))


@cache
def _stages() -> dict[str, str]:
    return {entry["name"]: entry["stage"] for entry in resources.data("composing/aspects")["aspects"]}


def _plans(points: int) -> list[list[str]]:
    plans = resources.data("composing/aspects")["plans"].get(str(points))
    return plans or [["认识", *["任务"] * (points - 2), "保障"]]
