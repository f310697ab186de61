"""`drafter outline`: compose a draft from a brief."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from drafter.cli.drafting import format_of, output_options, put, show, workshop
from drafter.cli.options import bank_options, brief_of, brief_options
from drafter.errors import DrafterError


@click.command("outline", help="按主题和要求生成讲话提纲：标题、要点和待填的【空位】。")
@brief_options(theme_required=True)
@bank_options
@output_options
def command(format_: str | None, output: Path | None, **given: Any) -> None:
    from drafter import wording
    from drafter.composing import compose

    wanted = format_of(format_, output)
    shop = workshop(given)
    brief = shop.profile.complete(brief_of(given))
    draft = compose(brief, shop.templates, shop.bank, upper=shop.profile.upper, rate=shop.profile.rate)
    if not wording.theme(draft.brief.theme).known:
        click.echo(f"提示：主题“{draft.brief.theme}”没有专门的素材，按通用写法起草", err=True)
    if draft.brief.minutes and not _fits(draft.brief.minutes, draft.seconds):
        low, high = (round(draft.seconds[end] / 60, 1) for end in ("min", "max"))
        click.echo(
            f"提示：按现在的内容约讲 {low}～{high} 分钟（空位按短语估算），要求是 {draft.brief.minutes} 分钟", err=True
        )
    if output is not None:
        _spare(output)
    put(show(draft, shop.templates, wanted), output)


def _spare(output: Path) -> None:
    """A draft that somebody has worked on is not written over. Raises DrafterError."""
    if output.suffix.lower() not in (".yaml", ".yml") or not output.is_file():
        return
    from drafter.composing import drafts

    try:
        old = drafts.load(output)
    except DrafterError:
        return
    if old.answered or any(block.locked for block in old.blocks):
        raise DrafterError(f"{output}：已是填过的草稿，没有覆盖；接着填用 drafter fill {output}，另起一稿请换个文件名")


def _fits(minutes: int, seconds: dict[str, int]) -> bool:
    return seconds["min"] <= minutes * 60 <= seconds["max"]
