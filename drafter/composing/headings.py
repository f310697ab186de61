"""The headings of a draft: sibling headings on one skeleton, on each level another one.

Level 1: the points (points.py). Level 2: under each point a form of the point's aspect (part_forms.py), on a skeleton
no other point uses, no aspect twice in the draft. Level 3: clauses to be read out within the second (clauses.py).
`choices` passes over candidates that a person exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from drafter import numerals, rhetoric, timing
from drafter.composing import aspects, parts, phrasing
from drafter.composing.briefs import DEEPEST, DEFAULT_LEVELS
from drafter.composing.choice import rank, score
from drafter.composing.clauses import CLAUSE, CLAUSES, Clauses, marker
from drafter.composing.part_forms import PartForms
from drafter.composing.plans import COUNT, COUNTED, Plan, Plans, best_first
from drafter.composing.points import Points
from drafter.composing.standing import Standing
from drafter.composing.stock import Form, Stock
from drafter.composing.templates import Template
from drafter.composing.words import Words, provenance
from drafter.errors import DrafterError
from drafter.models import Block, Brief

ASKED = -0.7
"""Lots above it, half of them, number points that each begin with their question 一问 二问 三问."""

LATER = -0.5
"""Lots above it, two in five, number the third level 一是 二是 三是 rather than 一要 二要 三要."""

_ASKS = re.compile("[^，。？]+？")
"""一问面对职责，敢不敢认领？ is no longer heard as one: the question is a single clause."""


class Headings:
    """Plans the headings of one draft."""

    def __init__(
        self,
        brief: Brief,
        structure: Template,
        stock: Stock,
        words: Words,
        choices: Mapping[str, int],
        pick: Callable[[str, Plans], Plan] | None = None,
        rate: int = timing.RATE,
        counts: Mapping[str, int] | None = None,
    ) -> None:
        """`pick`: which of the plans for the siblings under a path to take, where the draft has a say in it.
        `counts`: how many parts a heading that stays names, by path."""
        self.brief = brief
        self.structure = structure
        self.stock = stock
        self.words = words
        self.choices = choices
        self.pick = pick or (lambda path, plans: plans[self.choices.get(path, 0) % len(plans)])
        self.rate = rate
        self.counts = counts or {}
        self.seed = brief.seed or 0
        self.levels = brief.levels or DEFAULT_LEVELS
        settings = structure.settings
        self.markers: dict[str, str] = settings["markers"]
        if self.levels == DEEPEST:
            usual = CLAUSES[score(self.seed, "points", CLAUSES[1]) > LATER]
            self.markers = {"3": usual, **self.markers, **settings.get("deep", {})}
        self.tools: set[str] = set()
        self.aspects: list[str] = []
        self.standing = Standing(structure, words)
        self.parts = PartForms(structure, stock, self.markers["2"])
        self.points = Points(brief, structure, stock, words, self.standing, self.parts)
        self.clauses = Clauses(self.seed, stock, self.markers.get("3", CLAUSE))

    def blocks(self) -> list[Block]:
        """The heading blocks in path order. Raises DrafterError when the bank has nothing that fits."""
        top = self._chosen("", self.points.plans())
        self.aspects = top.aspects
        self._number_questions(self.standing.texts(top))
        blocks: list[Block] = []
        skeletons = {top.form.group.skeleton}
        aspects: set[str] = set()
        self.tools = {tool for block in self._as_blocks(top, "", 1) for tool in phrasing.tools(block.said)}
        for block, aspect in zip(self._as_blocks(top, "", 1), top.aspects, strict=True):
            if self.levels == 1:
                blocks.append(block)
                continue
            under = self._chosen(block.path, self._part_plans(block, aspect, top.form, skeletons, aspects))
            skeletons.add(under.form.group.skeleton)
            aspects.update(under.aspects)
            below = self._as_blocks(under, f"{block.path}.", 2)
            self.tools |= {tool for part in below for tool in phrasing.tools(part.said)}
            blocks += [_counting(block, len(below)), *self._with_clauses(below)]
        return blocks

    def _number_questions(self, points: Sequence[str]) -> None:
        """一问 二问 三问 in place of 一、二、三、 where the structure has it, every point begins with its question, and
        the lot falls on it."""
        asking: str | None = self.structure.settings.get("asking")
        if asking and all(_ASKS.match(text) for text in points) and score(self.seed, "points", asking) > ASKED:
            self.markers = {**self.markers, "1": asking}

    def _with_clauses(self, headings: list[Block]) -> list[Block]:
        """The second level with the third behind each heading it was written for, where three levels were ordered."""
        if self.levels < DEEPEST:
            return headings
        below = self.clauses.under_all(headings)
        return [block for part in headings for block in (part, *below.get(part.path, ()))]

    def _chosen(self, path: str, plans: Plans) -> Plan:
        if not plans:
            where = f"第{path}点之下" if path else "各点"
            raise DrafterError(
                f"短语库里没有能用作{where}的成组标题（结构 {self.structure.id}、主题 {self.brief.theme}），"
                "请换一个 --structure，或在 curated/ 里补一组"
            )
        return self.pick(path, plans)

    def _part_plans(self, point: Block, aspect: str, top: Form, skeletons: set[str], used: set[str]) -> Plans:
        """`skeletons` and `used` aspects are those of the draft so far."""
        ranked = rank(
            self.seed, f"{point.path}/parts", self.parts.under(aspect, top), lambda f: f.id, self.stock.weight
        )
        heard, above = frozenset(skeletons), top.group.headings

        def flaws(plan: Plan) -> Iterator[bool]:
            # What was written for the theme, on another turn than the points; a skeleton heard before, or a lead word
            # of the point itself, is the last resort. Exchanging by hand reaches them all.
            yield not self.stock.themed(plan.form.group)
            yield rhetoric.same_build(above, self.standing.texts(plan))
            yield self.levels == DEEPEST and not all(self.stock.clauses(aspect) for aspect in plan.aspects)
            yield plan.form.group.skeleton in heard
            yield self._echoes(point, self.standing.texts(plan))

        plans = self._parts_of(ranked, point.path, self._parts_wanted(point.path, aspect), frozenset(used))
        return Plans(best_first(plans, lambda plan: tuple(flaws(plan)), lambda plan: not any(flaws(plan))))

    def _parts_of(self, forms: Iterable[Form], path: str, wanted: int, used: Collection[str]) -> Iterator[Plan]:
        """Of each form the parts that its lots give a point, of aspects not used yet, where they hold."""
        for form in forms:
            fresh = [n for n, a in enumerate(form.group.aspects) if a not in used]
            if self.structure.settings.get("parts") == "own":
                fresh = list(range(len(form.group.items)))
            lots = rank(self.seed, f"{path}/part", fresh, lambda n: str(form.group.items[n]), lambda _: 1)  # noqa: B023
            plan = Plan(form, tuple(sorted(lots[:wanted])))
            if len(plan.items) >= 2 and self.standing.holds(plan):
                yield plan

    def _parts_wanted(self, path: str, aspect: str) -> int:
        stages = aspects.stages()
        tasks = sum(stages.get(one) == "任务" for one in self.aspects)
        settings = self.structure.settings
        if path in self.counts and settings.get("parts") != "own":
            return self.counts[path]
        return parts.wanted(self.brief, settings, self.seed, path, stages.get(aspect, "任务"), tasks, self.rate)

    def _echoes(self, point: Block, below: Sequence[str]) -> bool:
        """Whether parts say again what their point said, or a tool heard before in the draft (台账, 清单)."""
        said = "，".join(re.findall(r"[\u4e00-\u9fff]+", point.said.replace(self.words.theme.name, "，")))
        pairs = {said[n : n + 2] for n in range(len(said) - 1)}
        again = any(
            text[n : n + 2] in pairs for text in below for n in range(len(text) - 1) if "，" not in text[n : n + 2]
        )
        used = [tool for text in below for tool in phrasing.tools(text)]
        return again or bool(self.tools & set(used))

    def _as_blocks(self, plan: Plan, prefix: str, level: int) -> list[Block]:
        group = plan.form.group
        theme = self.words.in_group(group) or self.words.theme.name
        style = self.markers[str(level)]
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


def _counting(block: Block, below: int) -> Block:
    """A point that names how many stand below it (“{数}个理念”), with their number."""
    if COUNT not in block.text:
        return block
    number = numerals.counted(below)
    return replace(block, slots=tuple(replace(s, value=number) if s.name == COUNTED else s for s in block.slots))


def named(headings: Sequence[Block]) -> dict[str, str]:
    """What an announcement may name of the points: {字} the characters of 一字经, {概括} the names of 数字概括, in
    their order; nothing where a point has none."""
    tops = [block.said for block in headings if block.level == 1]
    chars = [rhetoric.quoted_chars(text) for text in tops]
    names = [rhetoric.numeric_name(text) for text in tops]
    found = {"字": "".join(f"“{c[0]}”" for c in chars)} if all(chars) else {}
    return found | ({"概括": "、".join(name for name in names if name)} if all(names) else {})
