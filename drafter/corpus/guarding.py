"""What a new extraction must not destroy without being asked to: speeches left out, and files of a person's own.

In: the folder of a bank and what is given now. Out: the files of the old ledger that would go; a refusal for what
stands in extracted/ and was not written by `extract`. Nothing is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from drafter import yamlio
from drafter.bank import entries
from drafter.corpus.ledger import LEDGER, standing
from drafter.errors import DrafterError
from drafter.models import KINDS, Group, Phrase
from drafter.reading import INSIDE

MADE = {f"{kind}.yaml" for kind in KINDS} | {"groups.yaml", LEDGER}
"""The names of generated files."""
MARK = "由 drafter extract".encode()
"""What stands in the first lines of each of them."""


def some(names: Collection[str]) -> str:
    """The first names of a list, for an error: a.txt、b.txt、c.txt 等."""
    return "、".join(list(names)[:3]) + (" 等" if len(names) > 3 else "")


def check(folder: Path) -> None:
    """Refuses a bank in whose extracted/ a person put YAML of his own: it would go with the next extraction.

    Raises DrafterError with the names. A generated file that broke is no person's: it is known by its head.
    """
    extracted = folder / "extracted"
    own = [path.name for path in sorted(extracted.glob("*.y*ml")) if path.is_file() and not _made(path)]
    if own:
        raise DrafterError(
            f"{extracted} 里有不是提取出来的文件（{some(own)}），再提取会丢掉；请先移到 {folder / 'curated'}，再提取"
        )


def _made(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(400)
    except OSError:
        return False
    return path.name in MADE and (MARK in head or not head.strip())


def before(folder: Path) -> dict[str, int]:
    """The files whose speeches stand in a bank, each with how many there are; from the ledger, without one from the
    entries. Raises DrafterError when that can't be read."""
    extracted = folder / "extracted"
    if (extracted / LEDGER).is_file():
        return {str(file.get("name")): len(file["speeches"]) for file in standing(extracted) if file.get("speeches")}
    found = contents(extracted)
    listed: tuple[Phrase | Group, ...] = (*found.phrases.values(), *found.groups.values())
    speeches = {(o.source, o.speech) for entry in listed for o in entry.occurrences}
    return dict(sorted(Counter(source for source, _ in speeches).items()))


def contents(extracted: Path) -> entries.Contents:
    """The entries that stand in a folder extracted/, undecided. Raises DrafterError when they can't be read."""
    found = entries.Contents()
    for path in sorted(extracted.glob("*.yaml")):
        if path.name != LEDGER:
            entries.read(yamlio.read_text(path), str(path), "extracted", found)
    return found


def left_out(standing: Mapping[str, int], given: Collection[str], archives: bool = False) -> dict[str, int]:
    """The files of a bank that are not among those given; `archives`: an archive given stands for all that is in it."""
    return {
        name: count for name, count in standing.items()
        if name not in given and not (archives and name.partition(INSIDE)[0] in given)
    }  # fmt: skip
