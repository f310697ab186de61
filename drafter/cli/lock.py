"""`drafter lock`: fix blocks of a saved draft, so that no new plan and no re-roll changes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from drafter.cli.drafting import said_of
from drafter.cli.options import ExistingFile
from drafter.errors import DrafterError, nearest


@click.command("lock", help="锁定草稿里满意的几处，重排和换写法时都不动；标题连同其下的内容。不写位置就列出已锁定的。")
@click.argument("file", type=ExistingFile(), metavar="草稿.yaml")
@click.argument("paths", nargs=-1, metavar="[位置]…")
@click.option("--alone", is_flag=True, help="标题：只管标题本身，不带它下面的内容。")
@click.option("--off", is_flag=True, help="解锁；不写位置就全部解锁。")
def command(file: Path, paths: tuple[str, ...], alone: bool, off: bool) -> None:
    from drafter.composing import drafts

    draft = drafts.load(file)
    known = [block.path for block in draft.blocks]
    for path in paths:
        if path not in known:
            raise DrafterError(f"草稿里没有“{path}”这一处，{nearest(path, known)}")
    if not paths and not off:
        locked = [block for block in draft.blocks if block.locked]
        for block in locked:
            click.echo(said_of(block))
        click.echo(f"锁定 {len(locked)} 处", err=True)
        return
    chosen = {path for path in known for named in paths if path == named or _below(path, named, alone)}
    chosen = chosen if paths else set(known)
    changed = [b for b in draft.blocks if b.path in chosen and b.locked == off]
    blocks = tuple(replace(b, locked=not off) if b in changed else b for b in draft.blocks)
    if changed:
        drafts.save(replace(draft, blocks=blocks), file)
    for block in changed:
        click.echo(said_of(block))
    click.echo(f"{'解锁' if off else '锁定'} {len(changed)} 处，已写入 {file}" if changed else "没有要改的", err=True)


def _below(path: str, heading: str, alone: bool) -> bool:
    return not alone and path.startswith(f"{heading}.")
