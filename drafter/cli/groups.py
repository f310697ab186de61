"""`drafter groups`: looks into the heading groups of a bank.

In: the bank layers and what the person asks for. Out: lines for people, or one JSON value with --json
(contracts.md). Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from drafter import bank as banks
from drafter.cli.entries import filter_options, group_sheet, term
from drafter.cli.options import bank_options, echo_json, json_option
from drafter.cli.phrases import nearest
from drafter.cli.tables import aligned
from drafter.errors import DrafterError
from drafter.models import Group

SHOWN = 5
"""How many headings of a group a list shows."""


@click.group(help="查看成组的并列标题。")
def command() -> None:
    pass


@command.command("list", help="列出各组标题：编号、手法、讲过的篇数、骨架和各项（或各标题）。")
@filter_options("device", "theme", "tier", "source", "year")
@bank_options
@json_option
def list_(bank: tuple[Path, ...], only_bank: bool, as_json: bool, **wanted: Any) -> None:
    groups = banks.find("", banks.layers(bank, only_bank).groups, banks.Wanted(**wanted))
    if as_json:
        echo_json([banks.group_json(group) for group in groups])
        return
    if not groups:
        click.echo("没有符合条件的成组标题" if any(wanted.values()) else "短语库里还没有成组标题", err=True)
        return
    rows = [(g.id, term("devices", g.device), str(g.weight), _said(g)) for g in groups]
    click.echo("\n".join(aligned(rows, right=[2])))


def _said(group: Group) -> str:
    """A group in one line: skeleton and items; where an item has several parts, the headings as they read."""
    if len(group.items[0]) > 1:
        return _first(group.headings)
    return f"{group.skeleton}：{_first([item for (item,) in group.items])}"


def _first(texts: Sequence[str]) -> str:
    """The first few, and how many there are: `show` has them all."""
    more = f" …… 共 {len(texts)} 条" if len(texts) > SHOWN else ""
    return " / ".join(texts[:SHOWN]) + more


@command.command(help="显示一组标题的全部内容：每个标题、手法、出处。")
@click.argument("identity", metavar="编号")
@bank_options
@json_option
def show(identity: str, bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    loaded = banks.layers(bank, only_bank)
    group = loaded.group(identity)
    if group is None:
        if loaded.phrase(identity):
            raise DrafterError(f"“{identity}”是一条短语，请用 drafter phrases show {identity}")
        raise DrafterError(f"短语库里没有“{identity}”这一组{nearest(identity, loaded.groups)}")
    if as_json:
        echo_json(banks.group_json(group, whole=True))
    else:
        click.echo("\n".join(group_sheet(group).lines()))
