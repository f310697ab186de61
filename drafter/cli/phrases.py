"""`drafter phrases`: looks into the phrases of a bank, and curates it.

In: the bank layers and what the person asks for. Out: lines for people, or one JSON value with --json
(contracts.md). Decisions are taken in `curating` and `reviewing`; here nothing is changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from drafter import bank as banks
from drafter.cli import counting, curating, reviewing, schemas
from drafter.cli.entries import (
    echo_list,
    filter_options,
    identified,
    nearest,
    phrase_sheet,
    sort_option,
    state_lines,
    term,
)
from drafter.cli.options import bank_options, echo_json, json_option
from drafter.errors import DrafterError
from drafter.models import Group, Phrase

FILTERS = ("kind", "device", "theme", "tier", "source", "year", "length", "origin", "state")


@click.group(help="查看、检索短语库，决定每条的取舍。")
def command() -> None:
    pass


@command.command("list", help="列出短语：编号、作用、讲过的篇数、句式。")
@filter_options(*FILTERS)
@sort_option
@bank_options
@json_option
def list_(bank: tuple[Path, ...], only_bank: bool, **asked: Any) -> None:
    echo_list(banks.layers(bank, only_bank), Phrase, _row, **asked)


@command.command(help="按字词检索短语，最接近的在前。")
@click.argument("query", metavar="词语")
@filter_options(*FILTERS)
@sort_option
@bank_options
@json_option
def search(bank: tuple[Path, ...], only_bank: bool, **asked: Any) -> None:
    echo_list(banks.layers(bank, only_bank), Phrase, _row, **asked)


def _row(phrase: Phrase) -> tuple[str, ...]:
    return phrase.id, term("kinds", phrase.kind), str(phrase.weight), phrase.pattern


@command.command(help="显示一条短语的全部内容：槽位、出处、时效、取舍。")
@click.argument("identity", metavar="编号")
@bank_options
@json_option
def show(identity: str, bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    loaded = banks.layers(bank, only_bank)
    identity = identified(loaded, identity)
    phrase = loaded.entry(identity)
    if isinstance(phrase, Group):
        raise DrafterError(f"“{identity}”是一组标题，请用 drafter groups show {identity}")
    if phrase is None:
        raise DrafterError(f"短语库里没有“{identity}”{nearest(identity, loaded.phrases)}")
    if as_json:
        echo_json(banks.phrase_json(phrase, whole=True))
    else:
        click.echo("\n".join([*phrase_sheet(phrase).lines(), *state_lines(loaded, identity)]))


command.add_command(counting.stats)
curating.add_to(command)
reviewing.add_to(command, Phrase)
command.add_command(schemas.schema)
