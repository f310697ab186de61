"""The runner: files and folders in, a bank and its ledger out. One map over files, one merge.

`read_file` is the map: pure, picklable, one file. What comes out is the same whatever the order of the paths
and the number of processes. A broken file is entered in the ledger with the reason and skipped.
"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from drafter import cleaning, mining, outlining, reading
from drafter.bank import PhraseBank
from drafter.corpus.ledger import KEPT, NO_SPEECH, SECRET, UNREADABLE, FileEntry, Ledger, SpeechEntry
from drafter.errors import DrafterError, MissingExtra
from drafter.models import Group, Phrase, Source, Speech
from drafter.reading.files import content
from drafter.reading.gathering import is_hidden, matching

Progress = Callable[[int, int, str], None]

_MARKED = re.compile(r"^\s*(?:秘密|机密|绝密)\s*(?:[★☆*]\s*\S{0,8})?\s*$|(?:秘密|机密|绝密)\s*★")
_HEAD = 12
"""Lines at the head of a file among which a security marking stands (GB/T 9704: top left of the first page)."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `extract` made: the bank (all entries extracted) and the ledger of the files."""

    bank: PhraseBank
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Mined:
    """What one file gave: its line of the ledger and the findings of its speeches."""

    entry: FileEntry
    found: mining.Candidates


@dataclass(frozen=True, slots=True)
class Given:
    """A file to be read and the name it goes by; `raw` when it was read already (standard input)."""

    path: Path
    name: str
    raw: bytes | None = None


def extract(
    paths: Sequence[Path], *, jobs: int = 1, progress: Progress | None = None, stdin: BinaryIO | None = None
) -> Extraction:
    """A bank of everything that stands in the files and folders given; "-" is `stdin` (standard input when None).

    `jobs` processes work side by side; `progress(done, all, name)` is called after each file. Raises
    DrafterError when a path doesn't exist or no file holds a speech, MissingExtra without word borders.
    """
    mining.require()
    files = walk(paths, stdin)
    mined = sorted(_mapped(files, jobs, progress), key=lambda m: m.entry.name)
    found = mining.merge(m.found for m in mined)
    phrases, groups = mining.judge(found)
    bank = PhraseBank(tuple(phrases), tuple(groups))
    ledger = Ledger(tuple(m.entry for m in mined))
    return Extraction(bank, _completed(ledger, bank, mining.independent(found)))


def walk(paths: Sequence[Path], stdin: BinaryIO | None = None) -> list[Given]:
    """Every file to be read and the name it goes by, sorted by name; hidden files and our own YAML are left out.

    Two files of one name in different folders are told apart by a number: a.txt, a.txt (2). Patterns (*.txt) are
    resolved. Raises DrafterError for a path that doesn't exist and for a pattern that means nothing.
    """
    found: set[Path] = set()
    named: list[Given] = []
    for path in paths:
        if str(path) == "-":
            named = named or [Given(path, *content(path, stdin))]
        elif path.is_dir():
            found.update(p for p in path.rglob("*") if p.is_file() and not _passed(p.relative_to(path)))
        elif path.exists():
            found.add(path)
        elif (matches := matching(path)) is not None:
            found.update(matches)
        else:
            raise DrafterError(f"{path}：没有这个文件或文件夹，请检查路径")
    seen: Counter[str] = Counter(given.name for given in named)
    for path in sorted(set(map(Path.absolute, found)), key=lambda p: (p.name, p.parts)):
        seen[path.name] += 1
        named.append(Given(path, path.name if seen[path.name] == 1 else f"{path.name} ({seen[path.name]})"))
    return named


def _passed(path: Path) -> bool:
    """Hidden files, and YAML: banks and drafts of ours, whose examples are no speeches."""
    return path.suffix.lower() in (".yaml", ".yml") or is_hidden(path)


def _mapped(files: Sequence[Given], jobs: int, progress: Progress | None) -> Iterator[Mined]:
    """`read_file` over all files, in order, in this process or in several."""
    jobs = min(jobs, len(files))

    def told(results: Iterable[tuple[Mined, ...]]) -> Iterator[Mined]:
        for n, mined in enumerate(results, 1):
            if progress:
                progress(n, len(files), files[n - 1].name)
            yield from mined

    if jobs <= 1:
        yield from told(map(read_file, files))
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from told(pool.map(read_file, files, chunksize=max(1, len(files) // (jobs * 8))))


def read_file(file: Given) -> tuple[Mined, ...]:
    """One file, from its bytes to the findings of its speeches; what is wrong with it is said in the entry.

    An archive gives one for each file in it, named behind the archive: 旧稿.zip／2021.txt.
    """
    own = file.path.name if file.raw is None else file.name
    stdin = io.BytesIO(file.raw) if file.raw is not None else None
    gathered = reading.gather([file.path], stdin=stdin)
    return tuple(_mined(found, file.name + found.name.removeprefix(own), file.path) for found in gathered)


def _mined(found: reading.Gathered, name: str, path: Path) -> Mined:
    try:
        if found.source is None:
            raise found.error or DrafterError("读不了")
        source = replace(found.source, name=name)
        if _secret(source):
            return _none(name, SECRET, "标有密级，不予提取")
        speeches = cleaning.clean(source).speeches
        parts = [(speech, mining.mine(speech, outlining.parse(speech))) for speech in speeches]
    except MissingExtra as error:
        return _none(name, UNREADABLE, str(error))
    except DrafterError as error:
        return _none(name, UNREADABLE, _reason(error, path))
    remarks = reading.remarks(found.source)
    if not parts:
        return _none(name, NO_SPEECH, "没有找到讲话", remarks)
    entries = tuple(_entry(speech) for speech, _ in parts)
    return Mined(FileEntry(name, KEPT, "", entries, remarks), mining.merge(found for _, found in parts))


def _none(name: str, status: str, why: str, remarks: tuple[str, ...] = ()) -> Mined:
    return Mined(FileEntry(name, status, why, (), remarks), mining.Candidates())


def _reason(error: DrafterError, path: Path) -> str:
    """The reason without the path: the ledger carries no folders."""
    text = str(error).replace(str(path), "").replace(str(path.parent) + os.sep, "")
    return text.lstrip("：: ").removeprefix(f"{path.name}：")


def _secret(source: Source) -> bool:
    return any(_MARKED.search(line.text) for line in source.lines[:_HEAD])


def _entry(speech: Speech) -> SpeechEntry:
    return SpeechEntry(speech.number, speech.label, speech.year, speech.admin_level, len(speech.text), speech.truncated)


def _completed(ledger: Ledger, bank: PhraseBank, origins: dict[tuple[str, int], tuple[str, int]]) -> Ledger:
    """The ledger with what is known only at the end: duplicates, and how many entries stand in each speech."""
    entries: Counter[tuple[str, int]] = Counter()
    listed: tuple[Phrase | Group, ...] = (*bank.phrases, *bank.groups)
    for entry in listed:
        entries.update({(o.source, o.speech) for o in entry.occurrences})

    def completed(name: str, speech: SpeechEntry) -> SpeechEntry:
        key = (name, speech.number)
        origin = origins.get(key, key)
        return replace(speech, entries=entries[key], duplicate_of=origin if origin != key else None)

    files = (replace(f, speeches=tuple(completed(f.name, s) for s in f.speeches)) for f in ledger.files)
    return Ledger(tuple(files))
