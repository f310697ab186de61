"""`drafter why`: where each block of a draft comes from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.drafting import load_draft
from drafter.cli.entries import term
from drafter.cli.options import ExistingFile, bank_options, echo_json, json_option
from drafter.errors import DrafterError, nearest

if TYPE_CHECKING:
    from drafter.bank import PhraseBank
    from drafter.models import Block


@click.command("why", help="说明草稿中每一处的出处：用了哪条短语、见于哪些讲话。")
@click.argument("file", type=ExistingFile(dash=True), metavar="草稿.yaml")
@click.argument("path", required=False, metavar="位置")
@bank_options
@json_option
def command(file: Path, path: str | None, bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    from drafter import wording
    from drafter.bank import layers

    draft = load_draft(file)
    shelf = layers(bank, only_bank)
    blocks = [b for b in draft.blocks if path is None or b.path == path or b.path.startswith(f"{path}.")]
    if not blocks:
        raise DrafterError(f"草稿里没有“{path}”这一处，{nearest(path or '', [b.path for b in draft.blocks])}")
    level = draft.brief.level or wording.DEFAULT_LEVEL
    told = [_told(block, shelf, draft.structure, level) for block in blocks]
    if as_json:
        echo_json(told)
        return
    for item in told:
        click.echo(f"{item['path']}　{item['said']}")
        click.echo(f"    {item['reason']}")
        for source in item["sources"]:
            place = "，".join(filter(None, (source["source"], source["at"])))
            click.echo(f"    · {source['label'] or '未注明'}（{place}）")


def _told(block: Block, bank: PhraseBank, structure: str, level: str) -> dict[str, Any]:
    from drafter.composing import neutral
    from drafter.composing.joints import bare
    from drafter.composing.levels import local
    from drafter.composing.phrasing import is_hint

    entry = (bank.phrase(block.entry) or bank.group(block.entry)) if block.entry else None
    if block.locked and block.entry is None:
        reason = "人工写定，重排时不动"
    elif block.entry is None:
        reason = "模板自带的提示，等人填写，短语库里没有合用的" if is_hint(block.text) else "人工写定，重排时不动"
    elif entry is None and block.entry.startswith("structure-"):
        reason = f"结构模板自带的宣布句（{_structure(structure)}）"
    elif entry is None and (neutral().phrase(block.entry) or neutral().group(block.entry)):
        reason = "程序自带的中性写法，短语库里没有合用的"
    elif entry is None:
        reason = f"短语库里已没有条目 {block.entry}"
    elif entry.origin == "curated":
        reason = f"人工编写的条目 {entry.id}" + ("，骨架在下列讲话中用过" if block.sources else "")
    else:
        reason = f"语料条目 {entry.id}（{term('tiers', entry.tier)}），见于 {entry.weight} 篇互不相同的讲话"
    pattern = getattr(entry, "pattern", None) or getattr(entry, "skeleton", None)
    texts = (block.text, bare(block.text))
    if pattern and not any(_says(text, said) for text in texts for said in (pattern, local(pattern, level))):
        reason += "，文字经人工改动"
    if block.locked and block.entry:
        reason += "，已选定，重排时不动"
    return {
        "path": block.path, "move": block.move, "said": f"{block.marker}{block.said}", "entry": block.entry,
        "pattern": pattern, "origin": getattr(entry, "origin", None), "tier": getattr(entry, "tier", None),
        "reason": reason, "sources": [{"label": s.label, "source": s.source, "at": s.at} for s in block.sources],
    }  # fmt: skip


def _structure(identity: str) -> str:
    """A structure as the writer knows it: 一字经，one_char; the id alone where its template is gone."""
    from drafter.composing.templates import load_all

    name = next((t.name for t in load_all() if t.type == "structure" and t.id == identity), "")
    return f"{name}，{identity}" if name else identity


def _says(text: str, pattern: str) -> bool:
    """Whether a block still says what its entry says, whatever stands in the {} of a skeleton."""
    return re.fullmatch(".+".join(map(re.escape, pattern.split("{}"))), text, re.DOTALL) is not None
