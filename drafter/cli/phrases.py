"""`drafter phrases`: looks into the phrases of a bank.

In: the bank layers and what the person asks for. Out: lines for people, or one JSON value with --json
(contracts.md). Nothing is changed.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import click

from drafter import bank as banks
from drafter.cli.entries import color, filter_options, phrase_sheet, term
from drafter.cli.options import bank_options, echo_json, json_option
from drafter.cli.tables import aligned
from drafter.errors import DrafterError
from drafter.models import DEVICES, KINDS, TIERS, Group, Phrase

Either: TypeAlias = Phrase | Group


@click.group(help="查看、检索短语库。")
def command() -> None:
    pass


@command.command("list", help="列出短语：编号、作用、讲过的篇数、句式。")
@filter_options("kind", "device", "theme", "tier", "source", "year")
@bank_options
@json_option
def list_(bank: tuple[Path, ...], only_bank: bool, as_json: bool, **wanted: Any) -> None:
    found = banks.layers(bank, only_bank).search(**wanted)
    _print(found, as_json, "没有符合条件的短语" if any(wanted.values()) else "短语库是空的")


@command.command(help="按字词检索短语，最接近的在前。")
@click.argument("query", metavar="词语")
@filter_options("kind", "device", "theme", "tier", "source", "year")
@bank_options
@json_option
def search(query: str, bank: tuple[Path, ...], only_bank: bool, as_json: bool, **wanted: Any) -> None:
    if not banks.normalised(query):
        raise DrafterError("检索的词语不能为空，请写一个词或一句话")
    found = banks.layers(bank, only_bank).search(query, **wanted)
    _print(found, as_json, f"没有找到与“{query}”相近的短语", query)


@command.command(help="显示一条短语的全部内容：槽位、出处、时效。")
@click.argument("identity", metavar="编号")
@bank_options
@json_option
def show(identity: str, bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    loaded = banks.layers(bank, only_bank)
    phrase = loaded.phrase(identity)
    if phrase is None:
        if loaded.group(identity):
            raise DrafterError(f"“{identity}”是一组标题，请用 drafter groups show {identity}")
        raise DrafterError(f"短语库里没有“{identity}”{nearest(identity, loaded.phrases)}")
    if as_json:
        echo_json(banks.phrase_json(phrase, whole=True))
    else:
        click.echo("\n".join(phrase_sheet(phrase).lines()))


@command.command(help="短语库的统计：各种作用、档次、手法、来历各多少，出自哪些讲话。")
@bank_options
@json_option
def stats(bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    figures = _stats(banks.layers(bank, only_bank))
    if as_json:
        echo_json(figures)
    else:
        click.echo("\n".join(_stats_lines(figures)))


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


def highlighted(pattern: str, query: str) -> str:
    """A pattern with what the query says in it made to stand out: the words, or else their character pairs."""
    marked: set[int] = set()
    for word in query.split():
        pairs = [word[n : n + 2] for n in range(len(word) - 1)]
        for part in [word] if word in pattern else pairs:
            for hit in re.finditer(re.escape(part), pattern):
                marked.update(range(*hit.span()))
    if not marked:
        return pattern
    out, n = "", 0
    while n < len(pattern):
        end = n
        while end < len(pattern) and (end in marked) == (n in marked):
            end += 1
        out += click.style(pattern[n:end], fg="red", bold=True) if n in marked else pattern[n:end]
        n = end
    return out


def nearest(identity: str, entries: Iterable[Either]) -> str:
    """The end of an error about an unknown id: the entries whose id or wording is nearest."""
    known = list(entries)
    if re.fullmatch(r"[0-9A-Fa-f]{3,12}", identity):
        ids = difflib.get_close_matches(identity.lower(), [e.id for e in known], 3, 0.5)
        near = [entry for want in ids for entry in known if entry.id == want]
    else:
        near = banks.find(identity, known, banks.Wanted())[:3]
    if not near:
        return "，请先用 list 或 search 查出编号"
    shown = (f"{e.id} {e.pattern if isinstance(e, Phrase) else e.skeleton}" for e in near)
    return f"，相近的有：{'；'.join(shown)}"


def _stats(bank: banks.PhraseBank) -> dict[str, Any]:
    phrases, groups = bank.phrases, bank.groups
    entries: list[Either] = [*phrases, *groups]
    sources: dict[str, list[Either]] = {}
    for entry in entries:
        for source in sorted({o.source for o in entry.occurrences}):
            sources.setdefault(source, []).append(entry)
    speeches = {(o.source, o.speech) for entry in entries for o in entry.occurrences}
    return {
        "phrases": len(phrases),
        "groups": len(groups),
        "speeches": len(speeches),
        "kinds": _counts((p.kind for p in phrases), KINDS),
        "tiers": _counts((p.tier for p in phrases), TIERS),
        "devices": _counts((p.device for p in phrases), DEVICES),
        "group_devices": _counts((g.device for g in groups), DEVICES),
        "origins": _counts((e.origin for e in entries), ("extracted", "curated")),
        "sources": {
            name: {
                "speeches": sum(source == name for source, _ in speeches),
                "phrases": sum(isinstance(e, Phrase) for e in sources[name]),
                "groups": sum(isinstance(e, Group) for e in sources[name]),
            }
            for name in sorted(sources)
        },
    }


def _counts(names: Iterable[str | None], order: tuple[str, ...]) -> dict[str, int]:
    counted = Counter(names)
    return {name: counted[name] for name in order if counted[name]}


def _stats_lines(figures: dict[str, Any]) -> list[str]:
    lines = [f"短语 {figures['phrases']} 条，成组标题 {figures['groups']} 组，出自 {figures['speeches']} 篇讲话"]
    sections = (
        ("作用", "kinds", "kinds"),
        ("档次", "tiers", "tiers"),
        ("手法（短语）", "devices", "devices"),
        ("手法（成组标题）", "group_devices", "devices"),
        ("来历（短语和组）", "origins", "origins"),
    )
    for title, key, table in sections:
        if figures[key]:
            rows = [(term(table, name), name, str(count)) for name, count in figures[key].items()]
            lines += ["", title, *(f"  {line}" for line in aligned(rows, right=[2]))]
    if figures["sources"]:
        told = [
            (name, f"{s['speeches']} 篇", f"短语 {s['phrases']}", f"组 {s['groups']}")
            for name, s in figures["sources"].items()
        ]
        lines += ["", "出处", *(f"  {line}" for line in aligned(told, right=[1]))]
    return lines
