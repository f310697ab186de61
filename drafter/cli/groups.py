"""`drafter groups`: looks into the heading groups of a bank, and curates them.

In: the bank layers and what the person asks for. Out: lines for people, or one JSON value with --json
(contracts.md). Decisions are taken in `curating` and `reviewing`; here nothing is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from drafter import bank as banks
from drafter.cli import curating, reviewing
from drafter.cli.entries import (
    build,
    color,
    filter_options,
    group_sheet,
    highlighted,
    identified,
    nearest,
    no_theme,
    pick,
    sort_option,
    state_lines,
    term,
)
from drafter.cli.options import bank_options, echo_json, json_option
from drafter.cli.tables import aligned
from drafter.errors import DrafterError
from drafter.models import Group, Phrase

SHOWN = 5
"""How many headings of a group a list shows."""


FILTERS = ("device", "theme", "tier", "source", "year", "length", "origin", "state")


@click.group(help="查看成组的并列标题，决定每组的取舍。")
def command() -> None:
    pass


@command.command("list", help="列出各组标题：编号、手法、讲过的篇数、骨架和各项（或各标题）。")
@filter_options(*FILTERS)
@sort_option
@bank_options
@json_option
def list_(bank: tuple[Path, ...], only_bank: bool, as_json: bool, sort: str | None, **wanted: Any) -> None:
    loaded = banks.layers(bank, only_bank)
    groups = pick(loaded, Group, sort=sort, **wanted)
    narrowed = any(value not in (None, (None, None)) for value in wanted.values())
    why = no_theme(loaded.groups, wanted["theme"]) if not groups else ""
    _print(groups, as_json, why or ("没有符合条件的成组标题" if narrowed else "短语库里还没有成组标题"))


@command.command(help="按字词检索成组标题，最接近的在前。")
@click.argument("query", metavar="词语")
@filter_options(*FILTERS)
@sort_option
@bank_options
@json_option
def search(query: str, bank: tuple[Path, ...], only_bank: bool, as_json: bool, sort: str | None, **wanted: Any) -> None:
    if not banks.normalised(query):
        raise DrafterError("检索的词语不能为空，请写一个词或一句话")
    loaded = banks.layers(bank, only_bank)
    found = pick(loaded, Group, query, sort, **wanted)
    why = no_theme(loaded.groups, wanted["theme"]) if not found else ""
    _print(found, as_json, why or f"没有找到与“{query}”相近的成组标题", query)


def _print(groups: list[Group], as_json: bool, nothing: str, query: str = "") -> None:
    if as_json:
        echo_json([banks.group_json(group) for group in groups])
        return
    if not groups:
        click.echo(nothing, err=True)
        return
    rows = [(g.id, term("devices", g.device), str(g.weight), _said(g)) for g in groups]
    for line, row in zip(aligned(rows, right=[2]), rows, strict=True):
        click.echo(line.removesuffix(row[3]) + highlighted(row[3], query), color=color())


def _said(group: Group) -> str:
    """A group in one line: skeleton and items; where an item has several parts, the headings as they read."""
    if len(group.items[0]) > 1:
        return _first(group.headings)
    return f"{group.skeleton}：{_first([item for (item,) in group.items])}"


def _first(texts: Sequence[str]) -> str:
    """The first few, and how many there are: `show` has them all."""
    more = f" …… 共 {len(texts)} 条" if len(texts) > SHOWN else ""
    return " / ".join(texts[:SHOWN]) + more


@command.command(help="显示一组标题的全部内容：每个标题、手法、出处、取舍。")
@click.argument("identity", metavar="编号")
@bank_options
@json_option
def show(identity: str, bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    loaded = banks.layers(bank, only_bank)
    identity = identified(loaded, identity)
    hidden = {entry.id: entry for entry in loaded.rejected if isinstance(entry, Group)}
    group = loaded.group(identity) or hidden.get(identity)
    if group is None:
        if isinstance(loaded.original(identity), Phrase):
            raise DrafterError(f"“{identity}”是一条短语，请用 drafter phrases show {identity}")
        raise DrafterError(f"短语库里没有“{identity}”这一组{nearest(identity, loaded.groups)}")
    if as_json:
        echo_json(banks.group_json(group, whole=True) | build(group))
    else:
        click.echo("\n".join([*group_sheet(group).lines(), *state_lines(loaded, identity)]))


curating.add_to(command)
reviewing.add_to(command, Group)
