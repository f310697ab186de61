"""The headings of a draft: sibling headings on one skeleton, on each level another one.

Level 1: a form whose items cover the stages that the number of points asks for (认识 → 任务 → 保障), or any items
where the structure only counts (settings `stages: false`). Level 2: under each point a form of the point's aspect, on a
skeleton no other point uses, no aspect twice in the draft. Level 3: clauses to be read out within the second
(clauses.py). `choices` passes over candidates that a person exchanged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from drafter import numerals, resources, rhetoric, timing, wording
from drafter.composing import parts, phrasing
from drafter.composing.briefs import DEEPEST, DEFAULT_LEVELS
from drafter.composing.choice import rank, score
from drafter.composing.clauses import CLAUSE, CLAUSES, Clauses, marker
from drafter.composing.plans import COUNT, Plan, Plans, best_first, in_turn
from drafter.composing.stock import Form, Stock
from drafter.composing.templates import Template
from drafter.composing.words import Words, provenance
from drafter.errors import DrafterError
from drafter.models import Block, Brief

TURNS = 3
"""How many sets of items of one form a person may leaf through."""

THEMED = 8
"""The weight of what was written for the theme of a draft, against 1 for what serves any theme."""

USUAL = 8
"""The weight of the order of stages that is listed first, where there are many points, against 1 for each other."""

LATER = -0.5
"""Lots above it, two in five, number the third level 一是 二是 三是 rather than 一要 二要 三要."""

MEASURES = "举措"
"""The point of a compound that is the work itself, whatever the theme."""

OWN = -0.2
"""Lots below it, four in five, take points that were written for the theme: what serves any is heard as a shell."""


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
        self._under: dict[tuple[str, bool], list[Form]] = {}
        self._said: dict[Plan, list[str]] = {}
        self._judged: dict[tuple[Plan, str], list[rhetoric.Fault]] = {}
        self.clauses = Clauses(self.seed, stock, self.markers.get("3", CLAUSE))

    def blocks(self) -> list[Block]:
        """The heading blocks in path order. Raises DrafterError when the bank has nothing that fits."""
        top = self._chosen("", self._top_plans())
        self.aspects = top.aspects
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

    def _top_plans(self) -> Plans:
        structures = tuple(self.structure.settings.get("groups", [self.structure.id]))
        forms = self.stock.points(structures, lambda group: self.words.in_group(group) is not None)
        ranked = rank(self.seed, "points", forms, lambda f: f.id, self._weight)
        # Points keep to what speeches on the theme turn on, unless there are not as many as asked for.
        usual = Plans(in_turn((self._covers(form, True) for form in ranked), self._sounding))
        return usual or Plans(in_turn((self._covers(form, False) for form in ranked), self._sounding))

    def _sounding(self, plans: Iterable[Plan]) -> Iterable[Plan]:
        """What is written for the theme and sounds well goes first."""
        return best_first(
            plans,
            lambda plan: (self._foreign(plan), self._shell(plan), self._jars(plan)),
            lambda plan: not (self._shell(plan) or self._foreign(plan) or self._jars(plan)),
        )

    def _covers(self, form: Form, usual: bool) -> Iterator[Plan]:
        """The sets of items of a form that hold, for a person to leaf through, each with as many other ones as there
        are."""
        found: list[Plan] = []
        for turn in range(TURNS):
            plan = self._cover(form, turn, usual, {n for seen in found for n in seen.items})
            if plan is not None and plan not in found:
                found.append(plan)
                if self._holds(plan):
                    yield plan

    def _cover(self, form: Form, turn: int, usual: bool, seen: Collection[int]) -> Plan | None:
        """Items for as many points as asked for, one stage after the other, those seen before last; None when the
        form can't."""
        lot = f"{form.id}/{turn}" if turn else form.id
        wanted = self.brief.points or 0
        stages = _stages()
        order = list(stages)
        if self.structure.settings.get("stages") is False:
            fit = [n for n, a in enumerate(form.group.aspects) if a and self._fits(a, form, usual)]
            free = self._with_core(
                form, _mixed(self._ranked_items(f"item/{lot}", form, fit, seen), form, wanted), wanted
            )
            free.sort(key=_in_order(form, order))
            return Plan(form, tuple(free)) if len(free) == wanted else None
        plans = self._plans(wanted)
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

    def _plans(self, points: int) -> list[list[str]]:
        """Which stages the points are of: the structure's own plans, else those of every speech."""
        own = self.structure.settings.get("plans") or resources.data("composing/aspects")["plans"]
        # YAML reads the number as one, data files of ours have it quoted.
        plans: list[list[str]] | None = own.get(str(points)) or own.get(points)
        return plans or [["认识", *["任务"] * (points - 2), "保障"]]

    def _weight(self, form: Form) -> float:
        return form.weight * (THEMED if self.stock.themed(form.group) else 1)

    def _ranked_items(self, path: str, form: Form, items: list[int], seen: Collection[int]) -> list[int]:
        """Items in the order of their lots; points for which the theme has parts of its own draw more often."""

        def weight(n: int) -> float:
            return THEMED if self._own_parts(form.group.aspects[n] or "", form) else 1

        ranked = rank(self.seed, path, items, lambda n: str(form.group.items[n]), weight)
        return sorted(ranked, key=lambda n: n in seen)

    def _with_core(self, form: Form, ranked: Sequence[int], count: int) -> list[int]:
        """The first items of a form, one of them at least about the work itself, where it has one: a meeting on traffic
        without a word on drunken driving has missed its subject (aspects.yaml, core; themes.yaml where a theme says
        its own)."""
        chosen = list(ranked[:count])
        own = {*(self.words.theme.core or _core()), MEASURES}
        core = [n for n in ranked if form.group.aspects[n] in own]
        if chosen and core and not set(core) & set(chosen):
            chosen[-1] = core[0]
        return chosen

    def _fits(self, aspect: str, top: Form, usual: bool) -> bool:
        known = not usual or self.stock.themed(top.group) or aspect in self.words.theme.aspects
        return known and bool(self._part_forms(aspect, top))

    def _part_forms(self, aspect: str, top: Form) -> list[Form]:
        """Forms for what stands under a point of this aspect."""
        key = aspect, self.stock.themed(top.group)
        if key not in self._under:
            self._under[key] = self._found_part_forms(aspect, top)
        return self._under[key]

    def _found_part_forms(self, aspect: str, top: Form) -> list[Form]:
        """Where a structure's parts take up the words of its points (一字经), those written for a theme go with points
        written for it."""
        settled = self.structure.settings.get("parts")
        structures: tuple[str | None, ...] = (self.structure.id,) if settled else (None, self.structure.id)
        forms = self.stock.parts(aspect, structures)
        lent = self.structure.settings.get("borrow", {}).get(aspect)
        if lent and not any(self.stock.themed(form.group) for form in forms):
            # 五项举措 for a theme with measures of its own, but none written as such, are those.
            others = [form for one in lent for form in self.stock.parts(one, (None,))]
            return [form for form in others if self.stock.themed(form.group)] + forms
        if settled == "own":
            forms = [form for form in forms if self.stock.themed(form.group) == self.stock.themed(top.group)]
        yao = "要" in self.markers["2"]
        return [form for form in forms if form.group.after_yao or not yao]

    def _part_plans(self, point: Block, aspect: str, top: Form, skeletons: set[str], used: set[str]) -> Plans:
        """`skeletons` and `used` aspects are those of the draft so far."""
        ranked = rank(self.seed, f"{point.path}/parts", self._part_forms(aspect, top), lambda f: f.id, self._weight)
        heard, above = frozenset(skeletons), top.group.headings

        def flaws(plan: Plan) -> Iterator[bool]:
            # What was written for the theme, on another turn than the points; a skeleton heard before, or a lead word
            # of the point itself, is the last resort. Exchanging by hand reaches them all.
            yield not self.stock.themed(plan.form.group)
            yield rhetoric.same_build(above, self._texts(plan))
            yield self.levels == DEEPEST and not all(self.stock.clauses(aspect) for aspect in plan.aspects)
            yield plan.form.group.skeleton in heard
            yield self._echoes(point, self._texts(plan))

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
            if len(plan.items) >= 2 and self._holds(plan):
                yield plan

    def _parts_wanted(self, path: str, aspect: str) -> int:
        stages = _stages()
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

    def _holds(self, plan: Plan) -> bool:
        """Whether the siblings stand: on their device, on what their structure asks for, and of one build."""
        group = plan.form.group
        devices = [group.device or "anaphora"]
        if group.level == 1 and (judge := self.structure.settings.get("judge")):
            devices.append(judge)
        texts = self._texts(plan)
        faults = [fault for device in devices for fault in self._faults(plan, device)]
        if not all(wording.collocates(text, self.words.theme) for text in texts):
            return False
        return len(texts) >= 2 and not any(fault.grave or fault.code == "grammar" for fault in faults)

    def _foreign(self, plan: Plan) -> int:
        """How many points have only general parts under them, where the bank has some for the theme: what stands
        there is not heard to be about it."""
        if not self.words.theme.known:
            return 0
        return sum(not self._own_parts(aspect, plan.form) for aspect in plan.aspects)

    def _shell(self, plan: Plan) -> bool:
        """Whether points serve any theme, where the lot fell on some of its own, or the theme is no work and would be
        bent to them (让敢于担当环环相扣)."""
        own = self.words.theme.work is None or score(self.seed, "points", "themed") < OWN
        return own and not self.stock.themed(plan.form.group)

    def _own_parts(self, aspect: str, top: Form) -> bool:
        """Whether anything under a point of this aspect was written for the theme."""
        return any(self.stock.themed(part.group) for part in self._part_forms(aspect, top))

    def _jars(self, plan: Plan) -> bool:
        """Whether siblings that hold still sound like a slip: a word or a character that some of them share. Where
        they name and list (数字概括), measure words and lists are alike by nature."""
        device = plan.form.group.device or "anaphora"
        if device in ("numeric", "one_char"):
            return False
        return any(f.code == "lead" for f in self._faults(plan, device)) or bool(rhetoric.echoes(self._texts(plan)))

    def _texts(self, plan: Plan) -> list[str]:
        if plan not in self._said:
            self._said[plan] = plan.texts(self.words)
        return self._said[plan]

    def _faults(self, plan: Plan, device: str) -> list[rhetoric.Fault]:
        """What keeps the siblings of a plan from standing on a device; judged once."""
        if (plan, device) not in self._judged:
            self._judged[plan, device] = rhetoric.verify(self._texts(plan), device)
        return self._judged[plan, device]

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


def _mixed(ranked: Sequence[int], form: Form, wanted: int) -> list[int]:
    """Items so that the first `wanted` are not mostly of 认识 or of 保障: a third of them each at most."""
    stages, most = _stages(), max(1, wanted // 3)
    first: list[int] = []
    taken: Counter[str] = Counter()
    for n in ranked:
        stage = stages.get(form.group.aspects[n] or "", "任务")
        if stage == "任务" or taken[stage] < most:
            first.append(n)
            taken[stage] += 1
    return [*first, *(n for n in ranked if n not in first)]


@cache
def _core() -> frozenset[str]:
    return frozenset(entry["name"] for entry in resources.data("composing/aspects")["aspects"] if entry.get("core"))


@cache
def _stages() -> dict[str, str]:
    return {entry["name"]: entry["stage"] for entry in resources.data("composing/aspects")["aspects"]}


def _in_order(form: Form, order: list[str]) -> Callable[[int], int]:
    """Sorts the items of a form as points follow each other in a speech."""
    return lambda n: order.index(form.group.aspects[n] or "")


def _counting(block: Block, below: int) -> Block:
    """A point that names how many stand below it (“{数}个理念”), with their number."""
    if COUNT not in block.text:
        return block
    number = numerals.counted(below)
    return replace(block, slots=tuple(replace(s, value=number) if s.name == "数" else s for s in block.slots))


def named(headings: Sequence[Block]) -> dict[str, str]:
    """What an announcement may name of the points: {字} the characters of 一字经, {概括} the names of 数字概括, in
    their order; nothing where a point has none."""
    tops = [block.said for block in headings if block.level == 1]
    chars = [rhetoric.quoted_chars(text) for text in tops]
    names = [rhetoric.numeric_name(text) for text in tops]
    found = {"字": "".join(f"“{c[0]}”" for c in chars)} if all(chars) else {}
    return found | ({"概括": "、".join(name for name in names if name)} if all(names) else {})
