"""Files and standard input → `Source`.

In: a path ("-" is standard input). Out: the lines as they stand, with their numbers and the encoding found.
Which kind a file is, its content decides before its name does: portals serve HTML as .doc, and mail programs
rename freely. Left alone: everything that is a question of cleaning (page furniture, widths, script).
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import BinaryIO

from drafter import yamlio
from drafter.errors import DrafterError
from drafter.models import Line, Source
from drafter.reading import encodings, markdown, pages, word

MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".shtml", ".xhtml", ".mht")

# Content that says what it is by its first bytes, and what the writer can do about it.
_MAGIC = (
    (b"%PDF", "是 PDF 文件，暂不能直接读，请用 Word 或 WPS 转成 docx 或 txt"),
    (b"\xd0\xcf\x11\xe0", "是旧版 Word 文件（doc），请用 Word 或 WPS 另存为 docx"),
    (b"{\\rtf", "是 RTF 文件，请用 Word 或 WPS 另存为 docx"),
)
_BREAKS = re.compile("\r\n|\r|\n")
_SOFT_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read(path: Path, *, stdin: BinaryIO | None = None) -> Source:
    """A file as a `Source`; "-" reads `stdin` (standard input when None).

    Raises DrafterError: missing, a folder, empty, binary, undecodable, a broken Word file; MissingExtra when
    a Word file is read without the extra `word`.
    """
    name, raw = _bytes(path, stdin)
    if not raw.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise DrafterError(f"{name}：是空文件，没有可读的内容")
    digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    for magic, advice in _MAGIC:
        if raw.startswith(magic):
            raise DrafterError(f"{name}：{advice}")
    if raw.startswith(b"PK"):
        return Source(id=digest, name=name, encoding="utf-8", format="docx", lines=word.lines(raw, name))
    decoded = encodings.decode(raw, name)
    kind = _format(path.suffix.lower(), decoded.text)
    if kind == "html":
        lines = pages.lines(decoded.text)
    else:
        text = markdown.strip(decoded.text) if kind == "md" else decoded.text
        lines = plain(pages.unescape(text))  # text copied out of pages keeps entities
    if not any(line.text.strip() for line in lines):
        raise DrafterError(f"{name}：文件里没有文字")
    return Source(digest, name, decoded.encoding, kind, lines, decoded.broken)


def plain(text: str) -> tuple[Line, ...]:
    """The lines of a text, whatever ends them (CR, LF, CRLF; form feeds and the like break without a number)."""
    return tuple(
        Line(part, number)
        for number, line in enumerate(_BREAKS.split(text), 1)
        for part in _SOFT_BREAKS.split(line)
    )  # fmt: skip


def _bytes(path: Path, stdin: BinaryIO | None) -> tuple[str, bytes]:
    if str(path) == "-":
        return "标准输入", (stdin or sys.stdin.buffer).read()
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise DrafterError(f"{path}：读不了（{yamlio.reason(error)}），请检查路径") from None


def _format(suffix: str, text: str) -> str:
    if suffix in PAGES or pages.looks_like_page(text):
        return "html"
    return "md" if suffix in MARKDOWN else "txt"
