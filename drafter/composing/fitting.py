"""How long a draft is to be: a budget for each point, and cards added or reasons left out until it fits.

In: the minutes ordered, the speaker's rate, the blocks of a plan. Out: blocks of about that length, as far as the bank
reaches, and `Fit`s that say what each point has and wants. Left alone: the headings, and what a person wrote.

Proportions after domain/structure.md, section 5 (data/composing/fit.yaml); lengths are syllables as spoken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter import resources, slots, timing
from drafter.composing import facts, paths
from drafter.composing.phrasing import WARNING, Phrasing
from drafter.models import Block, Brief, Fit

CARD = 80
"""Syllables of a card, as a rule: what a point is too short by before another card is worth it."""

LONG_CARD = 120
"""Syllables of a long one: what another card may add at most, as a rule."""


def budgets(total: int, stages: Sequence[str], frame: int | None = None) -> list[int]:
    """The syllables of each point, of `total` for the whole speech; `frame` are those of opening and ending, at most
    the usual share of them by default.

    Points start equal; a stage that would have more than its share gives to 任务, which has its own at least; then
    the longest is brought down to three times the shortest.
    """
    shares = resources.data("composing/fit")["shares"]
    body = total - min(total * shares["frame"] // 100 if frame is None else frame, total)
    size = {stage: list(stages).count(stage) for stage in dict.fromkeys(stages)}
    part = {stage: body * count / len(stages) for stage, count in size.items()}
    if "任务" in part and len(part) > 1:
        for stage in part:
            if stage != "任务":
                part[stage] = min(part[stage], total * shares[stage] / 100)
        part["任务"] = body - sum(value for stage, value in part.items() if stage != "任务")
        least = min(total * shares["任务"] / 100, body * 0.9)
        if part["任务"] < least:
            others = body - part["任务"]
            part = {stage: value * (body - least) / others for stage, value in part.items() if stage != "任务"}
            part["任务"] = least
    each = [part[stage] / size[stage] for stage in stages]
    top = shares["longest"] * min(each)
    spare = sum(max(0.0, value - top) for value in each)
    low = [min(value, top) for value in each]
    return [round(value + spare / len(each)) for value in low]


def measured(blocks: Sequence[Block]) -> dict[str, int]:
    """The syllables of each point, by its path, and under "" those of what stands before and after the points."""
    sizes: dict[str, int] = {"": 0}
    for block in blocks:
        top = point_of(block.path)
        sizes[top] = sizes.get(top, 0) + _spoken(block.text, tuple((s.name, s.value) for s in block.slots))
    return sizes


@lru_cache(maxsize=4096)
def _spoken(text: str, values: tuple[tuple[str, str | None], ...]) -> int:
    """The syllables of a text with these values; a plan is measured anew with each card it gets."""
    return timing.syllables(slots.fill(text, dict(values)))


def point_of(path: str) -> str:
    """The point a block belongs to: 2.1.p3 → 2; "" for blocks before and after the points."""
    return path.partition(".")[0] if path[:1].isdigit() else ""


@dataclass
class _Points:
    """The blocks of a draft while it is brought to a length."""

    blocks: list[Block]
    budget: Mapping[str, int]
    phrasing: Phrasing
    held: Mapping[str, Block]

    def __post_init__(self) -> None:
        self.full: set[str] = set()

    def grow(self, point: str) -> bool:
        """Adds a card under the sub-heading of a point that has the fewest; False when none is to be had."""
        leaves = [b for b in self.blocks if b.level and point_of(b.path) == point and b.path not in self.full]
        leaves = [b for b in leaves if self._under(b.path)]
        for heading in sorted(leaves, key=lambda b: len(self._under(b.path))):
            if self.add(heading):
                return True
            self.full.add(heading.path)
        return False

    def add(self, heading: Block) -> bool:
        """Another card under a heading, behind those it has; False when none is to be had."""
        under = self._under(heading.path)
        last = max((place[1] for b in under if (place := paths.key_point(b.path))), default=0)
        said = "，".join(block.text for block in under)
        more = self.phrasing.more(heading, last + 1, said) if under else []
        if more:
            at = self.blocks.index(under[-1])
            self.blocks[at + 1 : at + 1] = more
        return bool(more)

    def shrink(self, point: str) -> bool:
        """Leaves out the last reason or warning under a point that nobody holds; False when there is none."""
        for block in reversed(self.blocks):
            own = point_of(block.path) == point and block.level is None
            if own and block.move in ("significance", WARNING) and block.path not in self.held:
                self.blocks.remove(block)
                return True
        return False

    def _under(self, path: str) -> list[Block]:
        return [b for b in self.blocks if b.level is None and b.path.rpartition(".p")[0] == path]


def fitted(
    blocks: Sequence[Block], brief: Brief, rate: int, stages: Sequence[str], phrasing: Phrasing,
    held: Mapping[str, Block],
) -> tuple[Block, ...]:  # fmt: skip
    """The blocks of a whole draft brought to the minutes ordered, or without any to the usual proportions; other
    depths stay as they are."""
    if brief.depth != "draft" or not stages:
        return tuple(blocks)
    sizes = measured(blocks)
    stage_of = dict(zip([path for path in sizes if path], stages, strict=True))
    if not brief.minutes:
        points = _Points(list(blocks), {}, phrasing, held)
        _proportioned(points, stage_of)
        return tuple(points.blocks)
    total = brief.minutes * rate
    wanted = dict(zip(stage_of, budgets(total, stages, sizes[""]), strict=True))
    points = _Points(list(blocks), wanted, phrasing, held)
    for top in stage_of:
        while measured(points.blocks)[top] + CARD / 2 < wanted[top] and points.grow(top):
            pass
    _spread(points, stage_of, total)
    able = set(stage_of)
    while able and sum((now := measured(points.blocks)).values()) > total * timing.FASTEST / timing.RATE:
        top = max(able, key=lambda t: now[t] / max(1, wanted[t]))
        if not points.shrink(top):
            able.discard(top)
    return tuple(points.blocks)


def cards(blocks: Sequence[Block]) -> dict[str, int]:
    """How many cards stand under each heading, by its path."""
    last: dict[str, int] = {}
    for block in blocks:
        if place := paths.key_point(block.path):
            last[place[0]] = max(last.get(place[0], 0), paths.card(block.path))
    return last


def as_many(
    blocks: Sequence[Block], wanted: Mapping[str, int], phrasing: Phrasing, held: Mapping[str, Block]
) -> tuple[Block, ...]:
    """The blocks with as many cards under each heading as asked for, where the bank has them: a draft of which one
    place is chosen anew keeps its length."""
    points = _Points(list(blocks), {}, phrasing, held)
    for heading in [block for block in blocks if block.level]:
        for _ in range(1, wanted.get(heading.path, 1)):
            points.add(heading)
    return tuple(points.blocks)


def _proportioned(points: _Points, stage_of: Mapping[str, str]) -> None:
    """Gives cards to the points on the work itself until they have their share, and opening and ending no more than
    theirs; the shortest first."""
    shares = resources.data("composing/fit")["shares"]
    able = {top for top, stage in stage_of.items() if stage == "任务"}
    tasks = frozenset(able)
    while able:
        now = measured(points.blocks)
        top = min(sorted(able), key=lambda t: now[t])
        whole = sum(now.values())
        if 100 * sum(now[t] for t in tasks) >= shares["任务"] * whole and 100 * now[""] <= shares["frame"] * whole:
            return
        if now[top] + LONG_CARD > shares["longest"] * min(now[t] for t in stage_of) or not points.grow(top):
            able.discard(top)


def _spread(points: _Points, stage_of: Mapping[str, str], total: int) -> None:
    """What one point can't take goes to the others, the emptiest first, as long as they stay in proportion."""
    shares = resources.data("composing/fit")["shares"]
    able = set(stage_of)
    while able and sum((now := measured(points.blocks)).values()) + CARD / 2 < total:
        top = min(sorted(able), key=lambda t: now[t] / max(1, points.budget[t]))
        alike = sum(now[t] for t, stage in stage_of.items() if stage == stage_of[top])
        full = stage_of[top] != "任务" and 100 * (alike + CARD) > shares[stage_of[top]] * (sum(now.values()) + CARD)
        long = now[top] + LONG_CARD > shares["longest"] * min(now[t] for t in stage_of)
        if full or long or not points.grow(top):
            able.discard(top)


def fits(blocks: Sequence[Block], brief: Brief, rate: int, stages: Sequence[str]) -> tuple[Fit, ...]:
    """What each part of a draft has: its length, its budget where minutes were ordered, its share of formula.

    At depth outline the budget is what the writer is to write, and opening and ending count as they stand.
    """
    sizes = measured(blocks)
    tops = [path for path in sizes if path]
    wanted: dict[str, int] = {}
    if brief.minutes and tops:
        total = brief.minutes * rate
        frame = sizes[""] if brief.depth != "headings" else None
        each = budgets(total, stages, frame) if len(stages) == len(tops) else [round(total / len(tops))] * len(tops)
        wanted = dict(zip(tops, each, strict=True))
        wanted[""] = max(0, total - sum(each))
    return tuple(
        Fit(
            path, size, wanted.get(path, 0),
            0 if brief.depth == "headings" else facts.formula(b for b in blocks if point_of(b.path) == path),
        )
        for path, size in sizes.items()
    )  # fmt: skip


def refitted(old: Sequence[Fit], blocks: Sequence[Block]) -> tuple[Fit, ...]:
    """The figures after blocks have changed, the budgets as they were."""
    sizes = measured(blocks)
    return tuple(
        replace(fit, chars=sizes.get(fit.path, 0), formula=_formula(fit, blocks)) for fit in old if fit.path in sizes
    )


def _formula(fit: Fit, blocks: Sequence[Block]) -> int:
    return facts.formula(b for b in blocks if point_of(b.path) == fit.path) if fit.formula else 0
