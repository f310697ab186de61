"""Draws entries of a bank for a blind reading, and makes the page that records the verdicts.

`python -m benchmarks.drawing draw --seed 7 [--bank phrasebank] [--phrases 100] [--groups 40]` prints a round as YAML:
of each entry what a reader gets, the text and the kind the program gave it, with room for verdict and reason.
`python -m benchmarks.drawing drafts --seed 7 --out DIR [--count 30] [--beside DIR]` composes drafts over structures,
themes and depths into DIR/01.txt …, mixed with the texts (.md) of a folder beside them; DIR/key.yaml, which is not
shown to a reader, says which is which: a round as YAML with room for the verdicts.
`python -m benchmarks.drawing page ROUND.yaml…` prints the page from the rounds that readers filled in.

A draw is the same for the same seed and bank: entries are taken by the hash of seed and id, so that an entry more
or less moves no other one.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.soak import DATE, LEVELS, THEMES
from drafter import wording, yamlio
from drafter.bank import PhraseBank, layers
from drafter.cli.entries import term
from drafter.composing import compose, lay_out
from drafter.composing.templates import load_all
from drafter.exporting import export
from drafter.models import DEPTHS, Brief, Group, Phrase

T = TypeVar("T", Phrase, Group)

HEAD = ("| # | entry | verdict | reason |", "| ---: | --- | --- | --- |")
STANDS = ("stands", "taken")
"""The verdict on an entry worth keeping, on a draft that a director takes; any other says what is wrong."""
BESIDE = "beside"
"""What the order of a text begins with that the program did not write."""


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


def drafts(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """(the order in words, the text) of drafts: structures in turn; themes, depths, points, and places that order a
    speech on the theme, by the seed."""
    lot = random.Random(seed)
    templates, bank = load_all(), layers((), False)
    structures = [template for template in templates if template.type == "structure"]
    for n in range(count):
        structure = structures[n % len(structures)]
        low, high = structure.points
        depth = DEPTHS[(n // len(structures) + n) % len(DEPTHS)]
        levels = max(structure.least_levels, lot.choice((2, 2, 3)))
        theme = lot.choice(THEMES)
        place = lot.choice([level for level in LEVELS if wording.theme(theme).written_for(level)])
        whole = f"全{place}" if place in "省市县镇" else ""
        brief = Brief(
            theme=theme, level=place, structure=structure.id, depth=depth, levels=levels, date=DATE,
            seed=lot.randrange(999),
            points=lot.choice([k for k in (3, 3, 4, 5) if low <= k <= high]),
            meeting=f"{whole}{work}推进会" if (work := wording.theme(theme).work) else f"{whole}干部大会",
        )  # fmt: skip
        told = f"{structure.id} · {theme} · {place} · {depth} · {levels} · {brief.points} · seed {brief.seed}"
        yield told, export(lay_out(compose(brief, templates, bank), templates), "txt")


def beside(folder: Path | None) -> Iterator[tuple[str, str]]:
    """The drafts that stand in the Markdown files of a folder, as plain text: each begins with a heading (#)."""
    for path in sorted(folder.glob("[0-9]*.md")) if folder else ():
        text = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for n, part in enumerate(re.split(r"(?m)^# ", text)[1:], 1):
            yield f"{BESIDE} {path.name} {n}", re.sub(r"\n{2,}", "\n", part)


def put_drafts(options: argparse.Namespace) -> None:
    """Writes a round of drafts in an order that the seed shuffles."""
    items = [*drafts(options.seed, options.count), *beside(options.beside)]
    random.Random(options.seed).shuffle(items)
    options.out.mkdir(parents=True, exist_ok=True)
    for n, (_, text) in enumerate(items, 1):
        (options.out / f"{n:02}.txt").write_text(text, encoding="utf-8")
    unread = [{"entry": told, "verdict": "", "reason": ""} for told, _ in items]
    command = f"python -m benchmarks.drawing drafts --seed {options.seed}"
    key = {"command": command, "remarks": "", "drafts": unread}
    yamlio.write_text(options.out / "key.yaml", yamlio.dumps(key))


def page(rounds: list[Any]) -> str:
    """The rounds as a page: command and remarks of each, what stands of how many, every entry with its verdict."""
    out: list[str] = []
    for number, record in enumerate(rounds, 1):
        read = {what: record[what] for what in ("phrases", "groups", "drafts") if what in record}
        out += [f"## Round {number}", "", f"`{record['command']}`", "", str(record["remarks"]).strip(), ""]
        said = "Taken" if "drafts" in read else "Stand"
        out += [f"{said}: {', '.join(counted(what, own) for what, own in read.items())}."]
        for what, own in read.items():
            rows = [
                f"| {n} | {cell(e['entry'])} | {e['verdict']} | {cell(e['reason'])} |" for n, e in enumerate(own, 1)
            ]
            out += ["", f"### {what.capitalize()}", "", *HEAD, *rows]
        out.append("")
    return "\n".join(out)


def counted(what: str, entries: list[Any]) -> str:
    """How many of the entries stand, the texts beside them by themselves: 27 of 30 drafts (beside: 8 of 8)."""
    told = []
    for foreign in (False, True):
        own = [e["verdict"] in STANDS for e in entries if e["entry"].startswith(BESIDE) == foreign]
        told += [f"{sum(own)} of {len(own)}"] if own else []
    return f"{told[0]} {what}" + "".join(f" ({BESIDE}: {other})" for other in told[1:])


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
    drafting = verbs.add_parser("drafts")
    drafting.add_argument("--seed", type=int, required=True)
    drafting.add_argument("--out", type=Path, required=True)
    drafting.add_argument("--count", type=int, default=30)
    drafting.add_argument("--beside", type=Path)
    verbs.add_parser("page").add_argument("rounds", type=Path, nargs="+")
    given = parser.parse_args(arguments)
    if given.verb == "draw":
        print(yamlio.dumps(draw(given)), end="")
    elif given.verb == "drafts":
        put_drafts(given)
    else:
        print(page([yamlio.load(path) for path in given.rounds]))


if __name__ == "__main__":
    main()
