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
    color,
    filter_options,
    highlighted,
    identified,
    nearest,
    no_theme,
    phrase_sheet,
    pick,
    sort_option,
    state_lines,
    term,
)
from drafter.cli.options import bank_options, echo_json, json_option
from drafter.cli.tables import aligned
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
def list_(bank: tuple[Path, ...], only_bank: bool, as_json: bool, sort: str | None, **wanted: Any) -> None:
    loaded = banks.layers(bank, only_bank)
    found = pick(loaded, Phrase, sort=sort, **wanted)
    narrowed = any(value not in (None, (None, None)) for value in wanted.values())
    why = no_theme(loaded.phrases, wanted["theme"]) if not found else ""
    _print(found, as_json, why or ("没有符合条件的短语" if narrowed else "短语库是空的"))


@command.command(help="按字词检索短语，最接近的在前。")
@click.argument("query", metavar="词语")
@filter_options(*FILTERS)
@sort_option
@bank_options
@json_option
def search(query: str, bank: tuple[Path, ...], only_bank: bool, as_json: bool, sort: str | None, **wanted: Any) -> None:
    if not banks.normalised(query):
        raise DrafterError("检索的词语不能为空，请写一个词或一句话")
    loaded = banks.layers(bank, only_bank)
    found = pick(loaded, Phrase, query, sort, **wanted)
    why = no_theme(loaded.phrases, wanted["theme"]) if not found else ""
    _print(found, as_json, why or f"没有找到与“{query}”相近的短语", query)


@command.command(help="显示一条短语的全部内容：槽位、出处、时效、取舍。")
@click.argument("identity", metavar="编号")
@bank_options
@json_option
def show(identity: str, bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    loaded = banks.layers(bank, only_bank)
    identity = identified(loaded, identity)
    hidden = {entry.id: entry for entry in loaded.rejected if isinstance(entry, Phrase)}
    phrase = loaded.phrase(identity) or hidden.get(identity)
    if phrase is None:
        if isinstance(loaded.original(identity), Group):
            raise DrafterError(f"“{identity}”是一组标题，请用 drafter groups show {identity}")
        raise DrafterError(f"短语库里没有“{identity}”{nearest(identity, loaded.phrases)}")
    if as_json:
        echo_json(banks.phrase_json(phrase, whole=True))
    else:
        click.echo("\n".join([*phrase_sheet(phrase).lines(), *state_lines(loaded, identity)]))


command.add_command(counting.stats)
curating.add_to(command)
reviewing.add_to(command, Phrase)
command.add_command(schemas.schema)


def _print(found: list[Phrase], as_json: bool, nothing: str, query: str = "") -> None:
    if as_json:
        echo_json([banks.phrase_json(phrase) for phrase in found])
        return
    if not found:
        click.echo(nothing, err=True)
        return
    rows = [(p.id, term("kinds", p.kind), str(p.weight), p.pattern) for p in found]
    for line, row in zip(aligned(rows, right=[2]), rows, strict=True):
        click.echo(line.removesuffix(row[3]) + highlighted(row[3], query), color=color())
