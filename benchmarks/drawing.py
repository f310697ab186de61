"""Draws entries of a bank for a blind reading, and makes the page that records the verdicts.

`python -m benchmarks.drawing draw --seed 7 [--bank phrasebank] [--phrases 100] [--groups 40]` prints a round as YAML:
of each entry what a reader gets, the text and the kind the program gave it, with room for verdict and reason.
`python -m benchmarks.drawing page ROUND.yaml…` prints the page from the rounds that readers filled in.

A draw is the same for the same seed and bank: entries are taken by the hash of seed and id, so that an entry more
or less moves no other one.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from drafter import yamlio
from drafter.bank import PhraseBank
from drafter.cli.entries import term
from drafter.models import Group, Phrase

T = TypeVar("T", Phrase, Group)

HEAD = ("| # | entry | verdict | reason |", "| ---: | --- | --- | --- |")
STANDS = "stands"
"""The verdict on an entry worth keeping; any other (falls) says what is wrong in its reason."""


def drawn(entries: Iterable[T], seed: int, count: int) -> list[T]:
    """`count` extracted entries by the lot that the seed gives each; all of them when there are fewer."""
    own = [entry for entry in entries if entry.origin == "extracted"]
    return sorted(own, key=lambda e: hashlib.sha256(f"{seed}\0{e.id}".encode()).hexdigest())[:count]


def phrase_line(phrase: Phrase) -> str:
    """A phrase as a reader gets it: [要求] 把小事做好，把好事做精."""
    device = f"·{term('devices', phrase.device)}" if phrase.device else ""
    return f"[{term('kinds', phrase.kind)}{device}] {phrase.pattern}"


def group_line(group: Group) -> str:
    """A group as a reader gets it: [对仗] {}抓{主题} ： 围绕大局抓{主题} / 突出重点抓{主题}."""
    return f"[{term('devices', group.device)}] {group.skeleton} ： {' / '.join(group.headings)}"


def draw(options: argparse.Namespace) -> dict[str, Any]:
    """A round that nobody has read yet."""
    bank = PhraseBank.load(options.bank)
    lines = {
        "phrases": [phrase_line(p) for p in drawn(bank.phrases, options.seed, options.phrases)],
        "groups": [group_line(g) for g in drawn(bank.groups, options.seed, options.groups)],
    }
    unread = {what: [{"entry": line, "verdict": "", "reason": ""} for line in own] for what, own in lines.items()}
    return {"command": f"python -m benchmarks.drawing draw --seed {options.seed}", "remarks": "", **unread}


def page(rounds: list[Any]) -> str:
    """The rounds as a page: command and remarks of each, what stands of how many, every entry with its verdict."""
    out: list[str] = []
    for number, record in enumerate(rounds, 1):
        read = {what: record[what] for what in ("phrases", "groups")}
        counts = [f"{sum(e['verdict'] == STANDS for e in own)} of {len(own)} {what}" for what, own in read.items()]
        out += [f"## Round {number}", "", f"`{record['command']}`", "", str(record["remarks"]).strip(), ""]
        out += [f"Stand: {', '.join(counts)}."]
        for what, own in read.items():
            rows = [
                f"| {n} | {cell(e['entry'])} | {e['verdict']} | {cell(e['reason'])} |" for n, e in enumerate(own, 1)
            ]
            out += ["", f"### {what.capitalize()}", "", *HEAD, *rows]
        out.append("")
    return "\n".join(out)


def cell(text: str) -> str:
    """A text that may stand in a table of Markdown."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    drawing = verbs.add_parser("draw")
    drawing.add_argument("--seed", type=int, required=True)
    drawing.add_argument("--bank", type=Path, default=Path("phrasebank"))
    drawing.add_argument("--phrases", type=int, default=100)
    drawing.add_argument("--groups", type=int, default=40)
    verbs.add_parser("page").add_argument("rounds", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    if given.verb == "draw":
        print(yamlio.dumps(draw(given)), end="")
    else:
        print(page([yamlio.load(path) for path in given.rounds]))


if __name__ == "__main__":
    main()
