"""`drafter phrases stats`: what a bank holds and how far it is curated.

In: the bank layers. Out: counts, as lines for people or one JSON value with --json.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import click

from drafter import bank as banks
from drafter.cli.entries import term
from drafter.cli.options import bank_options, echo_json, json_option
from drafter.cli.tables import aligned
from drafter.models import DEVICES, KINDS, TIERS, Group, Phrase

Either: TypeAlias = Phrase | Group


@click.command(help="短语库的统计：各类各多少，取舍到哪一步，出自哪些讲话。")
@bank_options
@json_option
def stats(bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    folders = banks.folders(bank, only_bank)
    loaded = banks.layers(bank, only_bank)
    figures = _figures(loaded) | {"orphans": len(banks.orphans(folders, loaded, offer=False))}
    if as_json:
        echo_json(figures)
    else:
        click.echo("\n".join(_lines(figures)))


def _figures(bank: banks.PhraseBank) -> dict[str, Any]:
    phrases, groups = bank.phrases, bank.groups
    entries: list[Either] = [*phrases, *groups]
    everything: list[Either] = [*entries, *bank.rejected]
    speeches = {(o.source, o.speech) for entry in entries for o in entry.occurrences}
    return {
        "phrases": len(phrases),
        "groups": len(groups),
        "speeches": len(speeches),
        "kinds": _counts((p.kind for p in phrases), KINDS),
        "tiers": _counts((p.tier for p in phrases), TIERS),
        "kinds_by_tier": {
            kind: _counts((p.tier for p in phrases if p.kind == kind), TIERS)
            for kind in _counts((p.kind for p in phrases), KINDS)
        },
        "devices": _counts((p.device for p in phrases), DEVICES),
        "group_devices": _counts((g.device for g in groups), DEVICES),
        "origins": _counts((e.origin for e in entries), ("extracted", "curated")),
        "states": _states(bank, filter(_mined, everything)),
        "states_by_kind": {
            kind: _states(bank, of_kind)
            for kind in KINDS
            if (of_kind := [e for e in everything if isinstance(e, Phrase) and e.kind == kind and _mined(e)])
        },
        "sources": _sources(bank, everything),
    }


def _sources(bank: banks.PhraseBank, everything: list[Either]) -> dict[str, Any]:
    found: dict[str, list[Either]] = {}
    for entry in everything:
        for source in sorted({o.source for o in entry.occurrences}):
            found.setdefault(source, []).append(entry)
    return {
        source: {
            "speeches": len({o.speech for e in found[source] for o in e.occurrences if o.source == source}),
            "phrases": sum(isinstance(e, Phrase) and bank.phrase(e.id) is not None for e in found[source]),
            "groups": sum(isinstance(e, Group) and bank.group(e.id) is not None for e in found[source]),
            "states": _states(bank, found[source]),
        }
        for source in sorted(found)
    }


def _mined(entry: Either) -> bool:
    return entry.origin == "extracted"


def _states(bank: banks.PhraseBank, entries: Iterable[Either]) -> dict[str, int]:
    return _counts((bank.state(entry.id) for entry in entries), banks.STATES)


def _counts(names: Iterable[str | None], order: tuple[str, ...]) -> dict[str, int]:
    counted = Counter(names)
    return {name: counted[name] for name in order if counted[name]}


def _lines(figures: dict[str, Any]) -> list[str]:
    lines = [f"短语 {figures['phrases']} 条，成组标题 {figures['groups']} 组，出自 {figures['speeches']} 篇讲话"]
    if figures["kinds_by_tier"]:
        rows = [("", "", "合计", *(term("tiers", tier) for tier in TIERS))]
        rows += [
            (term("kinds", kind), kind, str(figures["kinds"][kind]), *(str(tiers.get(tier, "")) for tier in TIERS))
            for kind, tiers in figures["kinds_by_tier"].items()
        ]
        rows.append(("合计", "", str(figures["phrases"]), *(str(figures["tiers"].get(tier, "")) for tier in TIERS)))
        lines += ["", "作用和档次", *(f"  {line}" for line in aligned(rows, right=[2, 3, 4, 5]))]
    for title, key, table in (
        ("手法（短语）", "devices", "devices"),
        ("手法（成组标题）", "group_devices", "devices"),
        ("来历（短语和组）", "origins", "origins"),
    ):
        if figures[key]:
            rows = [(term(table, name), name, str(count)) for name, count in figures[key].items()]
            lines += ["", title, *(f"  {line}" for line in aligned(rows, right=[2]))]
    return [*lines, *_curated(figures)]


def _curated(figures: dict[str, Any]) -> list[str]:
    """How far the extracted entries are decided about: altogether, by kind, by source."""
    lines: list[str] = []
    if figures["states"]:
        rows = [("", *(term("states", state) for state in banks.STATES))]
        rows += [(term("kinds", kind), *_row(states)) for kind, states in figures["states_by_kind"].items()]
        rows.append(("短语和组合计", *_row(figures["states"])))
        lines += ["", "取舍（提取的）", *(f"  {line}" for line in aligned(rows, right=[1, 2, 3, 4]))]
    if figures["orphans"]:
        lines += ["", f"有 {figures['orphans']} 处取舍找不到原来的条目，请看 drafter phrases orphans"]
    if figures["sources"]:
        told = [
            (name, f"{s['speeches']} 篇", f"短语 {s['phrases']}", f"组 {s['groups']}",
             f"未决 {s['states'].get('open', 0)}", f"弃用 {s['states'].get('rejected', 0)}")
            for name, s in figures["sources"].items()
        ]  # fmt: skip
        lines += ["", "出处", *(f"  {line}" for line in aligned(told, right=[1, 2, 3, 4, 5]))]
    return lines


def _row(states: dict[str, int]) -> tuple[str, ...]:
    return tuple(str(states.get(state, "")) for state in banks.STATES)
