"""Re-rolling: another choice for one place of a draft, everything else as it is.

In: a draft, the path of a block, what it is composed with. Out: the draft with another heading, card or sentence there,
and what that replaced. Left alone: what a person locked or wrote, and every block outside the place.

A heading gets another item of its siblings' form, so that they stay parallel; with `family` all siblings get another
form. Turns walk through all candidates, in an order that the seed gives, and come round to the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter import timing
from drafter.bank import PhraseBank
from drafter.composing import fitting, keeping, paths
from drafter.composing.aspects import STAGES, stage_of
from drafter.composing.briefs import DEEPEST
from drafter.composing.choice import rank
from drafter.composing.compose import Composer
from drafter.composing.plans import Plan
from drafter.composing.templates import Template
from drafter.composing.words import words_of
from drafter.errors import DrafterError, nearest
from drafter.models import Block, Brief, Draft, Step

STEPS = 10
"""How many re-rolls can be undone."""

_OFF = "先用 drafter lock 草稿.yaml {} --off 解锁"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a re-roll did: the draft now, the blocks of the place before and after; `number` of `count` candidates
    (from 1), 1 again when all were seen."""

    draft: Draft
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    number: int
    count: int


def reroll(
    draft: Draft,
    path: str,
    templates: Sequence[Template],
    bank: PhraseBank,
    *,
    family: bool = False,
    upper: str | None = None,
    rate: int | None = None,
) -> Turn:
    """Another choice for the block at a path. Raises DrafterError for a path that is none, for what is locked or
    written by hand, and where there is nothing else to choose."""
    block = _at(draft, path)
    scope = _scope(block, family)
    _refuse_locked(draft, block, scope)
    pinned = keeping.pinned(draft, scope)
    brief, cards = _brief(draft, templates), fitting.cards(draft.blocks)

    def make(choices: Mapping[str, int], picks: Mapping[str, str]) -> Composer:
        return Composer(brief, templates, bank, upper, rate, choices, picks, pinned, cards)

    how = _phrase if block.level is None else _family if family else _heading
    turn = how(draft, block, scope, make)
    spoken = "".join(b.said for b in turn.draft.blocks)
    return replace(turn, draft=replace(turn.draft, seconds=timing.seconds(spoken, rate or timing.RATE)))


def _brief(draft: Draft, templates: Sequence[Template]) -> Brief:
    """The brief for as many points as there are: a person may have added or deleted one."""
    points = sum(block.level == 1 for block in draft.blocks)
    low, high = next((t.points for t in templates if t.type == "structure" and t.id == draft.structure), (0, 0))
    return replace(draft.brief, points=points) if low <= points <= high else draft.brief


def undo(draft: Draft, bank: PhraseBank, rate: int | None = None) -> Turn:
    """The draft before its last re-roll; what was typed there since goes aside. Raises DrafterError when there was
    none, or its place is locked by now."""
    if not draft.undo:
        raise DrafterError("没有可退回的：这份草稿还没有换过，或者已经退到头了")
    step = draft.undo[-1]
    former = {block.path: block for block in step.blocks}
    locked = next(
        (b.path for b in draft.blocks if b.locked and keeping.inside(b.path, step.path) and former.get(b.path) != b),
        None,
    )
    if locked is not None:
        raise DrafterError(f"“{locked}”换过以后又锁定了，退不回去；要退，{_OFF.format(locked)}")
    # Outside the place only the announcement was replaced.
    outside = tuple(b if keeping.inside(b.path, step.path) else former.get(b.path, b) for b in draft.blocks)
    done = keeping.spliced(replace(draft, blocks=outside), replace(draft, blocks=step.blocks), step.path)
    given = words_of(draft.brief).values
    done = replace(
        done,
        announced=step.announced, choices=step.choices, picks=step.picks, undo=draft.undo[:-1],
        seconds=timing.seconds("".join(block.said for block in done.blocks), rate or timing.RATE),
        fit=fitting.refitted(draft.fit, done.blocks),
        aside=keeping.aside(draft, done.blocks, keeping.kept(draft, bank).own, given),
    )  # fmt: skip
    return Turn(done, _inside(draft, step.path), _inside(done, step.path), 0, 0)


def _at(draft: Draft, path: str) -> Block:
    found = next((block for block in draft.blocks if block.path == path), None)
    if found is None:
        raise DrafterError(f"草稿里没有“{path}”这一处，{nearest(path, [b.path for b in draft.blocks])}")
    return found


def _scope(block: Block, family: bool) -> str:
    """The place that a re-roll replaces: a heading with what stands under it, its siblings, a card, one sentence."""
    if block.level is not None:
        parent = block.path.rpartition(".")[0]
        return block.path if not family else f"{parent}." if parent else ""
    if family:
        raise DrafterError(f"“{block.path}”不是标题，--family 只用于标题")
    return re.sub(r"\.p\d+$", ".p", block.path)


def _refuse_locked(draft: Draft, block: Block, scope: str) -> None:
    if block.locked:
        raise DrafterError(f"“{block.path}”（{block.said}）已锁定，没有换；要换，{_OFF.format(block.path)}")
    if block.level == DEEPEST:
        above = block.path.rpartition(".")[0]
        raise DrafterError(f"“{block.path}”是第三级，随它上面的标题一起换：drafter reroll 草稿.yaml {above}")
    if block.entry is None and block.level is not None:
        raise DrafterError(f"“{block.path}”（{block.said}）是手写的，没有可换的写法")
    if scope and not scope.endswith("."):
        within = next((b for b in draft.blocks if b.locked and keeping.inside(b.path, scope)), None)
        if within is not None:
            raise DrafterError(f"“{block.path}”之下的“{within.path}”已锁定，没有换；要换，{_OFF.format(within.path)}")


# ---------------------------------------------------------------------------------------------- sentences


def _phrase(draft: Draft, block: Block, scope: str, make: Callable[..., Composer]) -> Turn:
    """Another sentence, or for a key point another card: 缘由, 举措, 责任 are said together."""
    first = paths.of_card(block.path)[0]
    loose = {path: entry for path, entry in draft.picks.items() if path != first}
    composer = make(draft.choices, loose)
    composer.draft()
    beside = {b.entry for b in draft.blocks if keeping.inside(b.path, scope) and paths.of_card(b.path)[0] != first}
    options = [entry for entry in composer.phrasing.options.get(first, []) if entry not in beside]
    own = {b.entry for b in draft.blocks if b.path == first}
    if own >= set(options):
        raise DrafterError(f"“{block.path}”没有别的写法可换了，可以直接改文字，或在 curated/ 里补一条")
    at = next((n for n, entry in enumerate(options) if entry in own), -1)
    number = (at + 1) % len(options)
    picks = {**loose, **({first: options[number]} if number else {})}
    fresh = make(draft.choices, picks).draft()
    return _turned(draft, fresh, scope, draft.choices, picks, (number + 1, len(options)))


# ------------------------------------------------------------------------------------------------ headings


def _heading(draft: Draft, block: Block, scope: str, make: Callable[..., Composer]) -> Turn:
    """Another item of the siblings' form in one place, all conditions kept; what stands under it stays if it fits."""
    parent, _, last = block.path.rpartition(".")
    loose = {path: text for path, text in draft.picks.items() if not keeping.inside(path, scope)}
    composer = make(draft.choices, loose)
    blocks = composer.heading_blocks
    if not any(b.path == block.path for b in blocks):
        raise DrafterError(f"“{block.path}”换不了：要求改过以后，这一处已不在提纲里")
    plan, place = composer.picking.taken[parent], int(last) - 1
    options = _items(composer, plan, place, parent, block)
    texts = [plan.form.group.heading(n) for n in options]
    at = texts.index(block.text) if block.text in texts else -1
    for step in range(1, len(options) + 1):
        number = (at + step) % len(options)
        if texts[number] == block.text:
            break
        picks = {**loose, **({block.path: texts[number]} if number else {})}
        try:
            fresh = make(draft.choices, {**_below(draft, block), **loose, block.path: texts[number]}).draft()
        except DrafterError:  # nothing is written for what would stand under it
            continue
        if any(b.path == block.path and b.text == texts[number] for b in fresh.blocks):
            fresh = _with_old_parts(draft, fresh, block)
            return _turned(draft, fresh, scope, draft.choices, picks, (number + 1, len(options)))
    raise DrafterError(f"“{block.path}”在这一组标题里没有别的写法可换了，可加 --family 把同级标题整组换掉")


def _below(draft: Draft, block: Block) -> dict[str, str]:
    """The sub-headings under a heading, as picks: they stay where their form still serves."""
    return {b.path: b.text for b in draft.blocks if b.level and b.path.startswith(f"{block.path}.")}


def _with_old_parts(draft: Draft, fresh: Draft, block: Block) -> Draft:
    """The fresh plan with all that stood under the heading, where its sub-headings are the same still."""
    if not _below(draft, block) or _below(draft, block) != _below(fresh, block):
        return fresh
    old = {b.path: b for b in draft.blocks if b.path.startswith(f"{block.path}.")}
    under = [b for b in fresh.blocks if not b.path.startswith(f"{block.path}.")]
    at = next(n for n, b in enumerate(under) if b.path == block.path) + 1
    return replace(fresh, blocks=(*under[:at], *old.values(), *under[at:]))


def _items(composer: Composer, plan: Plan, place: int, parent: str, block: Block) -> list[int]:
    """The items that can stand in a place beside the siblings there are; the one planned first, then those of its
    stage, by lot."""
    group = plan.form.group
    others = {n for at, n in enumerate(plan.items) if at != place}
    elsewhere = {b.aspect for b in composer.kept.held.values() if b.level == block.level and b.path != block.path}
    planned = plan.items[place]
    found = []
    for n in range(len(group.items)):
        items = (*plan.items[:place], n, *plan.items[place + 1 :])
        aspect = group.aspects[n] if group.aspects else None
        if n in others or (n != planned and aspect in elsewhere and aspect):
            continue
        if n == planned or (
            composer.headings.standing.holds(replace(plan, items=items)) and (parent or _in_order(group.aspects, items))
        ):
            found.append(n)
    stage = stage_of(group.aspects[planned])
    lots = rank(composer.brief.seed or 0, f"{block.path}/turn", found, lambda n: str(group.items[n]), lambda _: 1)
    return sorted(lots, key=lambda n: (n != planned, stage_of(group.aspects[n]) != stage))


def _in_order(aspects: Sequence[str | None], items: Sequence[int]) -> bool:
    """Whether points still go 认识 → 任务 → 保障."""
    stages = [STAGES.index(stage_of(aspects[n])) for n in items]
    return stages == sorted(stages)


def _family(draft: Draft, block: Block, scope: str, make: Callable[..., Composer]) -> Turn:
    """Another form for all siblings, with what stands under them."""
    parent = block.path.rpartition(".")[0]
    locked = [b.path for b in draft.blocks if b.locked and b.level]
    loose = {
        path: pick
        for path, pick in draft.picks.items()
        if not keeping.inside(path, scope) or any(keeping.inside(path, heading) for heading in locked)
    }
    before = [b.text for b in _siblings(draft, parent)]
    turn, count = draft.choices.get(parent, 0), 1
    for _ in range(200):
        turn += 1
        composer = make({**draft.choices, parent: turn}, loose)
        fresh = composer.draft()
        count = len(composer.picking.free.get(parent, ())) or 1
        if [b.text for b in _siblings(fresh, parent)] != before:
            break
        if turn % count == draft.choices.get(parent, 0) % count:
            raise DrafterError("这组标题没有别的写法可换了，请换一个 --structure，或在 curated/ 里补一组")
    choices = {path: n for path, n in draft.choices.items() if path != parent and not _under(path, parent)}
    if turn % count:
        choices[parent] = turn % count
    return _turned(draft, make(choices, loose).draft(), scope, choices, loose, (turn % count + 1, count))


def _under(path: str, parent: str) -> bool:
    return bool(path) and (not parent or path.startswith(f"{parent}."))


def _siblings(draft: Draft, parent: str) -> list[Block]:
    return [b for b in draft.blocks if b.level is not None and b.path.rpartition(".")[0] == parent]


# ------------------------------------------------------------------------------------------------- results


def _turned(
    draft: Draft, fresh: Draft, scope: str, choices: Mapping[str, int], picks: Mapping[str, str], at: tuple[int, int]
) -> Turn:
    done = keeping.spliced(draft, fresh, scope)
    there = {(b.path, b.text) for b in done.blocks}
    aside = tuple(b for b in fresh.aside if (b.path, b.text) not in there)
    done = replace(done, choices=dict(choices), picks=dict(picks), aside=aside)
    now = {block.path: block for block in done.blocks}
    former = tuple(b for b in draft.blocks if keeping.inside(b.path, scope) or now.get(b.path) != b)
    step = Step(scope, former, draft.announced, dict(draft.choices), dict(draft.picks))
    done = replace(done, undo=(*draft.undo, step)[-STEPS:])
    done = replace(done, fit=fitting.refitted(draft.fit, done.blocks))
    return Turn(done, _inside(draft, scope), _inside(done, scope), *at)


def _inside(draft: Draft, scope: str) -> tuple[Block, ...]:
    return tuple(block for block in draft.blocks if keeping.inside(block.path, scope))
