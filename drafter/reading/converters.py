"""Formats that only another program reads (doc, rtf, wps, odt) → a Word file, or text.

In: the bytes of a file. Out: the bytes of a docx that LibreOffice made, else the text that antiword found, a line for
each paragraph. LibreOffice goes first though it takes a second or two: antiword drops the numbers that Word itself
puts before headings, and reads deleted text. catdoc is left out on purpose: it wraps and loses characters.
Each conversion runs in a folder and with a profile of its own and may take two minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from drafter.errors import DrafterError

SECONDS = 120
Converter = Callable[[str, bytes, Path, str], bytes | str]
_OFFICES = ("soffice", "libreoffice")


def converted(raw: bytes, name: str, kind: str, suffix: str) -> bytes | str:
    """A file as docx (bytes) or as text. `kind` is what it is called for the writer, `suffix` its format (".doc").

    Raises DrafterError when no converter is installed or none can read the file.
    """
    tried = False
    for program, convert in _installed(suffix):
        tried = True
        with tempfile.TemporaryDirectory(prefix="drafter-", ignore_cleanup_errors=True) as folder:
            try:
                found = convert(program, raw, Path(folder), suffix)
            except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
                continue
            if found.strip():
                return found
    if tried:
        raise DrafterError(f"{name}：是{kind}，转换不了（可能已损坏或有密码），请用 Word 或 WPS 打开后另存为 docx")
    programs = "LibreOffice 或 antiword" if suffix == ".doc" else "LibreOffice"
    raise DrafterError(f"{name}：是{kind}，请用 Word 或 WPS 另存为 docx，或者安装 {programs} 后再读")


def _installed(suffix: str) -> Iterator[tuple[str, Converter]]:
    """The converters for a format that this machine has, best first."""
    office = next((found for program in _OFFICES if (found := shutil.which(program))), None)
    if office:
        yield office, _office
    if suffix == ".doc" and (antiword := shutil.which("antiword")):
        yield antiword, _antiword


def _antiword(program: str, raw: bytes, folder: Path, suffix: str) -> str:
    (folder / "in.doc").write_bytes(raw)
    # -w 0: one line for each paragraph; the mapping is found in antiword's own folder.
    return _run([program, "-w", "0", "-m", "UTF-8.txt", "in.doc"], folder).decode("utf-8")


def _office(program: str, raw: bytes, folder: Path, suffix: str) -> bytes:
    (folder / f"in{suffix}").write_bytes(raw)
    out, profile = folder / "out", (folder / "profile").as_uri()
    _run(
        [program, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "docx",
         "--outdir", str(out), f"in{suffix}"],
        folder,
    )  # fmt: skip
    return (out / "in.docx").read_bytes()


def _run(command: list[str], folder: Path) -> bytes:
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=True,
        env={**os.environ, "LC_ALL": os.environ.get("LC_ALL") or "C.UTF-8"},
    )  # fmt: skip
    return done.stdout
