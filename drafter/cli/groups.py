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
    echo_list,
    filter_options,
    group_sheet,
    identified,
    nearest,
    sort_option,
    state_lines,
    term,
)
from drafter.cli.options import bank_options, echo_json, json_option
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
def list_(bank: tuple[Path, ...], only_bank: bool, **asked: Any) -> None:
    echo_list(banks.layers(bank, only_bank), Group, _row, **asked)


@command.command(help="按字词检索成组标题，最接近的在前。")
@click.argument("query", metavar="词语")
@filter_options(*FILTERS)
@sort_option
@bank_options
@json_option
def search(bank: tuple[Path, ...], only_bank: bool, **asked: Any) -> None:
    echo_list(banks.layers(bank, only_bank), Group, _row, **asked)


def _row(group: Group) -> tuple[str, ...]:
    return group.id, term("devices", group.device), str(group.weight), _said(group)


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
    group = loaded.entry(identity)
    if isinstance(group, Phrase):
        raise DrafterError(f"“{identity}”是一条短语，请用 drafter phrases show {identity}")
    if group is None:
        raise DrafterError(f"短语库里没有“{identity}”这一组{nearest(identity, loaded.groups)}")
    if as_json:
        echo_json(banks.group_json(group, whole=True) | build(group))
    else:
        click.echo("\n".join([*group_sheet(group).lines(), *state_lines(loaded, identity)]))


curating.add_to(command)
reviewing.add_to(command, Group)
