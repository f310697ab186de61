"""A layer on disk: which files a bank's folder holds, and how they become one set of entries.

- extracted/*.yaml   generated, one file for each kind, groups.yaml; ledger.yaml is left alone
- curated/*.yaml     written by people; wins over an extracted entry with the same id
- overlay.yaml       decisions about both, and about what lies in other layers (`PhraseBank` applies them)
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from drafter import yamlio
from drafter.bank import cache, entries, overlay, texts, writing
from drafter.bank.cache import Part
from drafter.errors import DrafterError
from drafter.models import KINDS, Group, Origin, Phrase

PARTS: tuple[Origin, ...] = ("extracted", "curated")
OVERLAY = "overlay.yaml"
REMEMBERED = 8
"""Parts of layers of which what was read last is remembered: an unchanged bank is made once in a process."""
LEDGER = "ledger.yaml"


def is_bank(folder: Path) -> bool:
    """Whether a folder holds anything of a bank."""
    return any((folder / part).is_dir() for part in PARTS) or (folder / OVERLAY).is_file()


def load(folder: Path) -> Part:
    """The entries of one layer as they are filed, and the decisions of its overlay.

    Raises DrafterError when the folder is missing or a file can't be read, and for every mistake in a file.
    """
    if not folder.is_dir():
        raise DrafterError(f"{folder}：没有这个文件夹，请检查短语库的路径")
    phrases, groups, _ = _part(folder, "entries", _entry_files(folder))
    return phrases, groups, decisions(folder)


def decisions(folder: Path) -> tuple[overlay.Decision, ...]:
    """The decisions of a layer's overlay alone. Raises DrafterError for a mistake in it."""
    overlays = [folder / OVERLAY] if (folder / OVERLAY).is_file() else []
    return _part(folder, "overlay", overlays)[2]


def _part(folder: Path, part: str, paths: Iterable[Path]) -> Part:
    """What the files of a part say: from its copy where that is sound, else from the YAML."""
    files = [(path, texts.read(path)) for path in paths]
    if sum(len(content) for _, content in files) < cache.WORTH:
        return _parsed(folder, files)
    key = cache.key((path.relative_to(folder).as_posix(), content) for path, content in files)
    place = (str(folder.absolute()), part)
    known = _remembered.pop(place, ("", None))
    found = known[1] if known[0] == key else cache.load(folder, part, key)
    if found is None:
        with _collector_paused():
            found = _parsed(folder, files)
        cache.save(folder, part, key, found)
    _remembered[place] = key, found
    while len(_remembered) > REMEMBERED:
        del _remembered[next(iter(_remembered))]
    return found


_remembered: dict[tuple[str, str], tuple[str, Part | None]] = {}


def save(folder: Path, phrases: Iterable[Phrase], groups: Iterable[Group]) -> None:
    """Writes extracted/ and nothing else; generated files of kinds that have gone are removed.

    Raises DrafterError when the place can't be written.
    """
    extracted = folder / "extracted"
    generated = writing.files(phrases, groups)
    for name, text in generated.items():
        yamlio.write_text(extracted / name, text)
    for name in {f"{kind}.yaml" for kind in KINDS} | {"groups.yaml"}:
        if name not in generated:
            try:
                (extracted / name).unlink(missing_ok=True)
            except OSError as error:
                raise DrafterError(f"{extracted / name}：删不掉（{yamlio.reason(error)}）") from None


def _entry_files(folder: Path) -> Iterator[Path]:
    for part in PARTS:
        for path in sorted((folder / part).glob("*.y*ml")):
            named = path.suffix in (".yaml", ".yml") and not path.name.startswith(".")
            if named and path.is_file() and (part, path.name) != ("extracted", LEDGER):
                yield path


def _parsed(folder: Path, files: Iterable[tuple[Path, bytes]]) -> Part:
    parts = {part: entries.Contents() for part in PARTS}
    decided: tuple[overlay.Decision, ...] = ()
    for path, content in files:
        text, name = texts.decode(content, path), texts.shown(path)
        if path.parent == folder:
            decided = overlay.read(text, name)
        else:
            part = PARTS[path.parent.name == "curated"]
            entries.read(text, name, part, parts[part])
    extracted, curated = parts["extracted"], parts["curated"]
    return (
        tuple((extracted.phrases | curated.phrases).values()),
        tuple((extracted.groups | curated.groups).values()),
        decided,
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading YAML makes many small objects and no garbage; without the cyclic collector it takes half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
