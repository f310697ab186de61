"""A layer on disk: which files a bank's folder holds, and how they become one set of entries.

- extracted/*.yaml   generated, one file for each kind, groups.yaml; ledger.yaml is left alone
- curated/*.yaml     written by people; wins over an extracted entry with the same id
- overlay.yaml       decisions, applied to both (and, when layered, to everything below)
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from drafter import yamlio
from drafter.bank import cache, entries, overlay, writing
from drafter.bank.cache import Layer
from drafter.errors import DrafterError
from drafter.models import KINDS, Group, Origin, Phrase

PARTS: tuple[Origin, ...] = ("extracted", "curated")
OVERLAY = "overlay.yaml"
LEDGER = "ledger.yaml"


def is_bank(folder: Path) -> bool:
    """Whether a folder holds anything of a bank."""
    return any((folder / part).is_dir() for part in PARTS) or (folder / OVERLAY).is_file()


def load(folder: Path) -> Layer:
    """The entries and decisions of one layer, its decisions applied to its own entries.

    Raises DrafterError when the folder is missing or a file can't be read, and for every mistake in a file.
    """
    if not folder.is_dir():
        raise DrafterError(f"{folder}：没有这个文件夹，请检查短语库的路径")
    files = [(path, _bytes(path)) for path in _paths(folder)]
    worth = sum(len(content) for _, content in files) >= cache.WORTH
    key = cache.key((path.relative_to(folder).as_posix(), content) for path, content in files) if worth else ""
    copy = cache.load(folder, key) if worth else None
    if copy is not None:
        return copy
    with _collector_paused():
        layer = _parse(folder, files)
    if worth:
        cache.save(folder, key, layer)
    return layer


def save(folder: Path, phrases: Iterable[Phrase], groups: Iterable[Group]) -> None:
    """Writes extracted/ and nothing else; generated files of kinds that have gone are removed.

    Raises DrafterError when the place can't be written.
    """
    extracted = folder / "extracted"
    texts = writing.files(phrases, groups)
    for name, text in texts.items():
        yamlio.write_text(extracted / name, text)
    for name in {f"{kind}.yaml" for kind in KINDS} | {"groups.yaml"}:
        if name not in texts:
            try:
                (extracted / name).unlink(missing_ok=True)
            except OSError as error:
                raise DrafterError(f"{extracted / name}：删不掉（{yamlio.reason(error)}）") from None


def _paths(folder: Path) -> Iterator[Path]:
    for part in PARTS:
        for path in sorted((folder / part).glob("*.y*ml")):
            named = path.suffix in (".yaml", ".yml") and not path.name.startswith(".")
            if named and path.is_file() and (part, path.name) != ("extracted", LEDGER):
                yield path
    if (folder / OVERLAY).is_file():
        yield folder / OVERLAY


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DrafterError(f"{path}：读不了（{yamlio.reason(error)}）") from None


def _parse(folder: Path, files: Iterable[tuple[Path, bytes]]) -> Layer:
    parts = {part: entries.Contents() for part in PARTS}
    decisions: tuple[overlay.Decision, ...] = ()
    for path, content in files:
        text, name = _text(path, content), _shown(path)
        if path.parent == folder:
            decisions = overlay.read(text, name)
        else:
            part = PARTS[path.parent.name == "curated"]
            entries.read(text, name, part, parts[part])
    extracted, curated = parts["extracted"], parts["curated"]
    return (
        overlay.apply(decisions, (extracted.phrases | curated.phrases).values()),
        overlay.apply(decisions, (extracted.groups | curated.groups).values()),
        decisions,
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


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DrafterError(f"{path}：不是 UTF-8 编码，请用编辑器另存为 UTF-8") from None


def _shown(path: Path) -> str:
    """A path as errors say it: from the working folder where it lies below, else whole."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)
