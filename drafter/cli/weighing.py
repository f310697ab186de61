"""What a drafting command says on standard error about a draft: how long it is, how hollow, what a new plan kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafter import numerals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.bank import PhraseBank
    from drafter.composing.templates import Template
    from drafter.models import Block, Brief, Draft

CLOSE = 40
"""Characters by which a point may miss its budget without a word."""


def summary(draft: Draft, rate: int) -> list[str]:
    """Minutes, open slots, the share of formula; where minutes were ordered, what each point has and wants."""
    from drafter.composing import facts

    if draft.brief.depth == "headings":
        return _budgets(draft)
    low, high = (f"{draft.seconds[end] / 60:.1f}" for end in ("min", "max"))
    open_ = sum(1 for block in draft.blocks for slot in block.slots if slot.value is None)
    share = facts.formula(draft.blocks)
    lines = [f"约讲 {low}～{high} 分钟（每分钟 {rate} 字，空位按 6 字估），待填 {open_} 处，套话占 {share}%"]
    if share > facts.limit("whole"):
        lines[0] += f"，高于 {facts.limit('whole')}%，宜多写事实"
    hollow = [fit for fit in draft.fit if fit.path and fit.formula > facts.limit("point")]
    lines += [f"{_named(fit.path)}套话占 {fit.formula}%，高于 {facts.limit('point')}%，宜补事实" for fit in hollow]
    return lines + (_shortfalls(draft, rate) if draft.brief.depth == "draft" else _budgets(draft))


def material(brief: Brief) -> str | None:
    """What the bank has for the theme, where that is nothing, or was written for other levels; None where it fits."""
    from drafter import wording

    theme, level = wording.theme(brief.theme), brief.level or wording.DEFAULT_LEVEL
    if not theme.known:
        return f"提示：主题“{theme.name}”没有专门的素材，按通用写法起草"
    if not theme.written_for(level):
        return f"提示：“{theme.subject}”的素材是照{'、'.join(theme.levels)}写的，{level}里用要逐条核对由谁来办"
    return None


def _budgets(draft: Draft) -> list[str]:
    """How much a writer is to write on each point."""
    if not draft.brief.minutes:
        return []
    parts = [f"{_named(fit.path)} {_round(fit.budget)} 字" for fit in draft.fit if fit.path]
    frame = next((fit.budget for fit in draft.fit if not fit.path), 0)
    return [f"{draft.brief.minutes} 分钟的篇幅，建议：{'，'.join(parts)}，开头结尾共 {_round(frame)} 字"]


def _shortfalls(draft: Draft, rate: int) -> list[str]:
    """Where a draft is shorter or longer than ordered, and by how much."""
    minutes = draft.brief.minutes
    if not minutes or draft.seconds["min"] <= minutes * 60 <= draft.seconds["max"]:
        return []
    gap = minutes * rate - sum(fit.chars for fit in draft.fit)
    if gap < 0:
        return [f"要求 {minutes} 分钟，现在多约 {_round(-gap)} 字，可减 --points，或删去几处小标题"]
    lines = [f"要求 {minutes} 分钟，还差约 {_round(gap)} 字，短语库里没有更多合用的，可加 --points，或在这几处补写："]
    for fit in draft.fit:
        if fit.path and fit.budget - fit.chars > CLOSE:
            lines.append(f"  {_named(fit.path)}约 {_round(fit.chars)} 字，还差 {_round(fit.budget - fit.chars)} 字")
    return lines


def _named(path: str) -> str:
    return f"第{numerals.chinese(int(path))}点" if path.isdigit() else path


def _round(count: int) -> int:
    """To tens: nobody counts closer."""
    return round(count, -1)


def kept(old: Draft, new: Draft, templates: Sequence[Template], bank: PhraseBank) -> list[str]:
    """What a new plan of a draft kept of a person's work, and what it has no place for."""
    from drafter.composing import keeping

    made_with = next((t for t in templates if t.type == "structure" and t.id == old.structure), None)
    own = keeping.kept(old, bank, made_with, new.brief).own
    now = {(block.path, block.text) for block in new.blocks}
    stayed = [path for path, block in own.items() if (path, block.text) in now]
    gone = [block for block in new.aside if block not in old.aside]
    lines = []
    if stayed:
        lines.append(f"保留锁定和手写的 {len(stayed)} 处：{'、'.join(stayed)}")
    foreign = keeping.foreign(new, bank)
    if foreign:
        lines.append(f"照别的主题写的 {len(foreign)} 处锁定未动，请核对：{'、'.join(b.path for b in foreign)}")
    odd = keeping.unlike(new, bank) if old.structure != new.structure else []
    if odd:
        lines.append(f"不合新结构的 {len(odd)} 处标题是锁定或手写的，请核对：{'、'.join(b.path for b in odd)}")
    if gone:
        lines.append(f"没有位置了、另存在草稿 aside 里的 {len(gone)} 处：")
        lines += [f"  {block.path}　{_short(block)}" for block in gone]
    back = [block for block in old.aside if block not in new.aside]
    if back:
        lines.append(f"另存的 {len(back)} 处又放回了原位：{'、'.join(block.path for block in back)}")
    return lines


def _short(block: Block) -> str:
    said = f"{block.marker}{block.said}"
    return said if len(said) <= 40 else f"{said[:39]}…"


def say(lines: Sequence[str]) -> None:
    """Prints lines on standard error."""
    for line in lines:
        click.echo(line, err=True)
