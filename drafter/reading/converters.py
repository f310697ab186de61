"""Formats that only another program reads (doc, rtf, wps) → text.

In: the bytes of a file. Out: its text in UTF-8, a line for each paragraph, from the first converter installed:
antiword, then LibreOffice. catdoc is left out on purpose: it wraps and loses characters (a fifth comes through).
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
Converter = Callable[[str, bytes, Path, str], str]
_OFFICES = ("soffice", "libreoffice")


def text_of(raw: bytes, name: str, kind: str, suffix: str) -> str:
    """The text of a file. `kind` is what it is called for the writer, `suffix` its format (".doc", ".rtf").

    Raises DrafterError when no converter is installed or none can read the file.
    """
    tried = False
    for program, convert in _installed(suffix):
        tried = True
        with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
            try:
                text = convert(program, raw, Path(folder), suffix)
            except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
                continue
            if text.strip():
                return text
    if tried:
        raise DrafterError(f"{name}：是{kind}，转换不了，请用 Word 或 WPS 打开后另存为 docx")
    programs = "antiword 或 LibreOffice" if suffix == ".doc" else "LibreOffice"
    raise DrafterError(f"{name}：是{kind}，请用 Word 或 WPS 另存为 docx，或者安装 {programs} 后再读")


def _installed(suffix: str) -> Iterator[tuple[str, Converter]]:
    """The converters for a format that this machine has, best first."""
    if suffix == ".doc" and (antiword := shutil.which("antiword")):
        yield antiword, _antiword
    office = next((found for program in _OFFICES if (found := shutil.which(program))), None)
    if office:
        yield office, _office


def _antiword(program: str, raw: bytes, folder: Path, suffix: str) -> str:
    (folder / "in.doc").write_bytes(raw)
    # -w 0: one line for each paragraph; the mapping is found in antiword's own folder.
    return _run([program, "-w", "0", "-m", "UTF-8.txt", "in.doc"], folder).decode("utf-8")


def _office(program: str, raw: bytes, folder: Path, suffix: str) -> str:
    (folder / f"in{suffix}").write_bytes(raw)
    profile = (folder / "profile").as_uri()
    _run(
        [program, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(folder), f"in{suffix}"],
        folder,
    )  # fmt: skip
    return (folder / "in.txt").read_text("utf-8-sig")


def _run(command: list[str], folder: Path) -> bytes:
    done = subprocess.run(
        command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=True,
        env={**os.environ, "LC_ALL": os.environ.get("LC_ALL") or "C.UTF-8"},
    )  # fmt: skip
    return done.stdout
