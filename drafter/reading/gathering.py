"""Files, folders, globs, ZIP archives and standard input → one `Source` after the other.

In: paths as a person gives them. Out: for each file what was read, or what is wrong with it. A message with
attachments is its text and, like an archive, the files in it. Hidden files and folders, and Word's lock files (~$…),
are left out. The order is that of the paths; inside a folder by name.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from drafter.errors import DrafterError
from drafter.models import Source
from drafter.reading import archives, files, mail


@dataclass(frozen=True, slots=True)
class Gathered:
    """One file: its `Source`, or the error that kept it from being read.

    `named`: the person gave this very file, not a folder, pattern or archive that holds it.
    """

    name: str
    source: Source | None
    error: DrafterError | None = None
    named: bool = True


def gather(paths: Sequence[Path], *, stdin: BinaryIO | None = None) -> Iterator[Gathered]:
    """Every file the paths mean, read one by one.

    Raises DrafterError for an empty folder and for a pattern that means nothing; what is wrong with a single file
    or archive is in its `Gathered`.
    """
    for path in paths:
        found = _meant(path)
        named = found == [path]
        for file in found:
            yield from _opened(file, path, named, stdin)


def _meant(path: Path) -> list[Path]:
    if str(path) == "-" or path.is_file():
        return [path]
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and not is_hidden(p.relative_to(path)))
        if not found:
            raise DrafterError(f"{path}：文件夹里没有文件")
        return found
    matches = matching(path)
    return [path] if matches is None else matches  # missing: reading says so


def matching(path: Path) -> list[Path] | None:
    """The files that a pattern (稿子/*.txt) means, sorted; None when it is no pattern.

    Raises DrafterError when there is none.
    """
    if not glob.has_magic(str(path)):
        return None
    found = sorted(Path(p) for p in glob.glob(str(path), recursive=True) if Path(p).is_file())
    if not found:
        raise DrafterError(f"{path}：没有符合这个写法的文件，请检查路径")
    return found


def is_hidden(path: Path) -> bool:
    """Whether a path inside a folder given is a hidden file, in a hidden folder, or a lock file of Word (~$)."""
    return any(part.startswith((".", "~$")) for part in path.parts)


def _opened(file: Path, given: Path, named: bool, stdin: BinaryIO | None) -> Iterator[Gathered]:
    name = file.name if named or not given.is_dir() else file.relative_to(given).as_posix()
    try:
        shown, raw = files.content(file, stdin)
        name = name if str(file) != "-" else shown
        if mail.is_message(raw) and (attached := _attached(raw)):
            yield from _letter(raw, name, file.suffix, named, attached)
            return
        if not files.is_archive(raw):
            yield Gathered(name, replace(files.parsed(raw, name, file.suffix), name=name), named=named)
            return
        empty = True
        for member, content in archives.members(raw, name):
            empty = False
            yield _member(f"{name}{archives.INSIDE}{member}", member, content)
        if empty:
            raise DrafterError(f"{name}：压缩包里没有可读的文件")
    except DrafterError as error:
        yield Gathered(name, None, error, named)


def _attached(raw: bytes) -> list[tuple[str, bytes]]:
    return [(name, content) for name, content in mail.attachments(raw) if archives.may_hold_text(name)]


def _letter(raw: bytes, name: str, suffix: str, named: bool, attached: list[tuple[str, bytes]]) -> Iterator[Gathered]:
    """A message with attachments: its text, if it has any, and each file that came with it."""
    if mail.part(raw)[0]:
        yield Gathered(name, replace(files.parsed(raw, name, suffix), name=name), named=named)
    for member, content in attached:
        yield _member(f"{name}{archives.INSIDE}{member}", member, content)


def _member(name: str, member: str, content: bytes | DrafterError) -> Gathered:
    if isinstance(content, DrafterError):
        return Gathered(name, None, content, named=False)
    try:
        return Gathered(name, files.parsed(content, name, files.suffix_of(member)), named=False)
    except DrafterError as error:
        return Gathered(name, None, error, named=False)
