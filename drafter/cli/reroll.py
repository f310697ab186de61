"""`drafter reroll`: another choice for one block of a saved draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.drafting import said_of, workshop
from drafter.cli.options import ExistingFile, Folder, bank_options, profile_option
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.composing.rerolling import Turn
    from drafter.models import Draft

SHOWN = 4
"""Lines shown of what stands under an exchanged heading."""


@click.command(
    "reroll", help="给草稿的一处换一种写法，别处不动；再运行一次换下一种，换遍了又回到第一种。结果写回原文件。"
)
@click.argument("file", type=ExistingFile(), metavar="草稿.yaml")
@click.argument("path", required=False, metavar="[位置]")
@click.option("--family", is_flag=True, help="标题：把同级标题整组换成另一种句式。")
@click.option("--undo", "back", is_flag=True, help="退回上一次换之前；可以一直退。")
@click.option("--templates", multiple=True, type=Folder(), metavar="文件夹", help="另加一个模板文件夹；可以写几次。")
@profile_option
@bank_options
def command(file: Path, path: str | None, family: bool, back: bool, **given: Any) -> None:
    from drafter.composing import drafts, reroll, undo

    shop = workshop(given)
    draft = drafts.load(file)
    rate = shop.profile.rate
    if back:
        if path or family:
            raise DrafterError("--undo 退回最近的一次，不用写位置")
        turn = undo(draft, shop.bank, rate)
        drafts.save(turn.draft, file)
        _shown(turn)
        click.echo(f"已退回，写入 {file}", err=True)
        _said_aside(draft, turn.draft)
        return
    if path is None:
        raise DrafterError(f"请写明换哪一处，例如 drafter reroll {file} 2.1；各处的位置见 drafter why {file}")
    turn = reroll(
        draft, path, shop.templates, shop.bank, family=family, upper=shop.profile.upper, rate=rate
    )  # fmt: skip
    drafts.save(turn.draft, file)
    _shown(turn)
    if turn.number == 1:
        click.echo(f"又回到第一种（共 {turn.count} 种）", err=True)
    else:
        click.echo(f"第 {turn.number} 种，共 {turn.count} 种；再换用同一条命令，退回用 --undo", err=True)
    _said_aside(draft, turn.draft)


def _said_aside(old: Draft, new: Draft) -> None:
    for block in new.aside:
        if block not in old.aside:
            click.echo(f"填过的内容另存在草稿 aside 里：{block.path}　{block.said}", err=True)


def _shown(turn: Turn) -> None:
    """Before and after, the lines that differ."""
    old, new = ([said_of(block) for block in side] for side in (turn.before, turn.after))
    for mark, mine, others in (("原：", old, new), ("现：", new, old)):
        lines = [line for line in mine if line not in others]
        for n, line in enumerate(lines[:SHOWN]):
            click.echo(f"{mark if n == 0 else '　　'}{line}")
        if len(lines) > SHOWN:
            click.echo(f"　　……等 {len(lines)} 处")
