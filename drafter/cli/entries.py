"""What `drafter phrases` and `drafter groups` share: filters, Chinese names of the classes, an entry in full.

In: an entry or what the person typed. Out: lines, or values of options. Nothing is printed here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

import click

from drafter import resources
from drafter.cli.tables import aligned
from drafter.models import DEVICES, KINDS, TIERS, Group, Occurrence, Phrase, Validity

Function = TypeVar("Function", bound=Callable[..., Any])


def term(table: str, name: str | None) -> str:
    """The Chinese name of a kind, device, move, tier or origin: term("kinds", "transition") → 过渡; — for None."""
    return str(resources.data("bank/terms")[table].get(name, name)) if name else "—"


def both(table: str, name: str | None) -> str:
    """The Chinese name with the identifier behind it: 过渡（transition）."""
    return f"{term(table, name)}（{name}）" if name else "—"


def named(table: str, allowed: Sequence[str]) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """Callback of an option that takes one of a closed set, as the identifier or in Chinese: transition or 过渡."""

    def judge(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        chinese = {term(table, name): name for name in allowed}
        said = (value or "").strip()
        if value is None or said in allowed or said in chinese:
            return chinese.get(said, value and said)
        raise click.BadParameter(f"没有“{said}”，可用：{'、'.join(both(table, name) for name in allowed)}。")

    return judge


def filter_options(*names: str) -> Callable[[Function], Function]:
    """Adds some of --kind --device --theme --tier --source --year, in this order, as keyword arguments."""
    options = {
        "kind": click.option("--kind", callback=named("kinds", KINDS), metavar="作用",
                             help="只看起这种作用的，如 transition 或 过渡。"),
        "device": click.option("--device", callback=named("devices", DEVICES), metavar="手法",
                               help="只看用这种手法的，如 parallel 或 对仗。"),
        "theme": click.option("--theme", metavar="主题", help="只看讲这个主题的。"),
        "tier": click.option("--tier", callback=named("tiers", TIERS), metavar="档次",
                             help="只看这一档：formula 通用、attested 单见、authored 独创。"),
        "source": click.option("--source", metavar="文件名", help="只看出自这份讲话的（文件名的一部分即可）。"),
        "year": click.option("--year", type=int, metavar="年份", help="只看这一年讲过的。"),
    }  # fmt: skip
    wanted = [option for name, option in options.items() if name in names]
    return lambda function: reduce(lambda command, option: option(command), reversed(wanted), function)


def color() -> bool | None:
    """Whether to colour: None lets click judge (a terminal yes, a pipe no); NO_COLOR forbids it."""
    return False if os.environ.get("NO_COLOR") else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry in full: labelled facts, then lines set in under a heading."""

    facts: list[tuple[str, str]]
    lists: list[tuple[str, list[str]]]

    def lines(self) -> list[str]:
        out = aligned((name, text) for name, text in self.facts if text and text != "—")
        for name, rows in self.lists:
            out += [name, *(f"  {row}" for row in rows)] if rows else []
        return out


def phrase_sheet(phrase: Phrase) -> Sheet:
    """Everything the bank holds about a phrase."""
    return Sheet(
        [
            ("编号", phrase.id),
            ("句式", phrase.pattern),
            ("作用", both("kinds", phrase.kind)),
            *_common(phrase),
            ("步骤", both("moves", phrase.move)),
            ("年份", _years(phrase.first_year, phrase.last_year)),
            ("时效", _valid(phrase.valid)),
        ],
        [("槽位", _slots(phrase)), ("出处", occurrences(phrase.occurrences))],
    )


def group_sheet(group: Group) -> Sheet:
    """Everything the bank holds about a group."""
    aspects = group.aspects or (None,) * len(group.items)
    headings = aligned((heading, aspect or "") for heading, aspect in zip(group.headings, aspects, strict=True))
    return Sheet(
        [
            ("编号", group.id),
            ("骨架", group.skeleton),
            *_common(group),
            ("结构", group.structure or "—"),
            ("层级", f"第{group.level}级标题" if group.level else "—"),
            ("主题写法", term("forms", group.form)),
            ("限用于", "、".join(group.under)),
        ],
        [("标题", headings), ("出处", occurrences(group.occurrences))],
    )


def _common(entry: Phrase | Group) -> Iterable[tuple[str, str]]:
    yield "手法", both("devices", entry.device)
    yield "主题", "、".join(entry.themes)
    yield "方面", entry.aspect or "—"
    yield "来历", both("origins", entry.origin)
    yield "档次", both("tiers", entry.tier)
    yield "篇数", str(entry.weight)


def _years(first: int | None, last: int | None) -> str:
    known = dict.fromkeys(year for year in (first, last) if year)
    return "—".join(map(str, known))


def _valid(valid: Validity | None) -> str:
    if valid is None:
        return ""
    parts = (f"{valid.since} 起" if valid.since else "", f"{valid.until} 止" if valid.until else "")
    return "，".join(filter(None, parts))


def _slots(phrase: Phrase) -> list[str]:
    types = resources.data("slots")["types"]
    return aligned(
        (f"{{{name}}}", kind, str(types[kind]["prompt"]) if kind in types else "")
        for name, kind in phrase.slots.items()
    )


def occurrences(found: Iterable[Occurrence]) -> list[str]:
    """Where an entry stands, a line each: 材料.txt  第1篇  二/（三）  第41行  2019 市 政府全体会议."""
    return aligned((o.source, f"第{o.speech}篇", o.at or "开头", f"第{o.line}行", o.label) for o in found)
