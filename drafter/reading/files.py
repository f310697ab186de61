"""Files and standard input → `Source`.

In: a path ("-" is standard input). Out: the lines as they stand, with their numbers and the encoding found.
Which kind a file is, its content decides before its name does: portals serve HTML as .doc, and mail programs
rename freely. Left alone: everything that is a question of cleaning (page furniture, widths, script).
"""

from __future__ import annotations

import hashlib
import io
import re
import sys
import zipfile
from pathlib import Path, PurePath
from typing import BinaryIO

from drafter import yamlio
from drafter.errors import DrafterError
from drafter.models import Line, Source
from drafter.reading import converters, encodings, mail, markdown, pages, portable, word

MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".shtml", ".xhtml")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEETS = (".xls", ".ppt", ".msg", ".et", ".dps")
_BREAKS = re.compile("\r\n|\r|\n")
_QUOTED = re.compile(r"^(?:> ?){1,5}", re.M)
_SOFT_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read(path: Path, *, stdin: BinaryIO | None = None) -> Source:
    """A file as a `Source`; "-" reads `stdin` (standard input when None).

    Raises DrafterError: missing, a folder, empty, binary, undecodable, a broken Word file, an archive, a legacy
    Word file without a converter; MissingExtra when a PDF is read without the extra `pdf`.
    """
    name, raw = content(path, stdin)
    return parsed(raw, name, path.suffix)


def content(path: Path, stdin: BinaryIO | None = None) -> tuple[str, bytes]:
    """The name a file goes by and its bytes. Raises DrafterError when it can't be opened."""
    if str(path) == "-":
        return "标准输入", (stdin or sys.stdin.buffer).read()
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise DrafterError(f"{path}：读不了（{yamlio.reason(error)}），请检查路径") from None


def parsed(raw: bytes, name: str, suffix: str = "") -> Source:
    """The `Source` that bytes hold; `suffix` (".md") helps where the content leaves it open. Raises as `read`."""
    if not raw.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise DrafterError(f"{name}：是空文件，没有可读的内容")
    digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    found = _document(raw, name, suffix.lower())
    if found:
        return Source(digest, name, "utf-8", found[0], found[1])
    suffix = suffix.lower()
    if mail.is_message(raw):
        raw, suffix = mail.part(raw)
        suffix = f".{suffix}"
        if not raw:
            raise DrafterError(f"{name}：邮件里没有正文，请把附件另存后再读")
    decoded = encodings.decode(raw, name)
    kind = _format(suffix, decoded.text)
    if kind == "html":
        lines = pages.lines(decoded.text)
    else:
        text = markdown.strip(decoded.text) if kind == "md" else _unquoted(decoded.text)
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


def is_archive(raw: bytes) -> bool:
    """Whether a file is a ZIP of files; Word and its kin are ZIPs too, but documents."""
    if not raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    return not any(place in names for place in ("[Content_Types].xml", "mimetype"))


def _document(raw: bytes, name: str, suffix: str) -> tuple[str, tuple[Line, ...]] | None:
    """Format and lines of a file that its first bytes give away; None for text."""
    if raw.startswith(b"%PDF"):
        return "pdf", portable.lines(raw, name)
    if raw.startswith(b"{\\rtf"):
        return "rtf", plain(converters.text_of(raw, name, "RTF 文件", ".rtf"))
    if raw.startswith(_OLE[:4]):
        if suffix in _SHEETS:
            raise DrafterError(f"{name}：不是文字稿（{suffix.lstrip('.')}），请把其中的讲话另存为 docx 或 txt")
        wps = suffix == ".wps"
        kind = "旧版 WPS 文件（wps）" if wps else "旧版 Word 文件（doc）"
        return "doc", plain(converters.text_of(raw, name, kind, ".wps" if wps else ".doc"))
    if is_archive(raw):
        raise DrafterError(f"{name}：是压缩包（zip），请用 drafter parse 读，或者先解压")
    if raw.startswith(b"PK"):
        return "docx", word.lines(raw, name)
    if raw.startswith((b"Rar!", b"7z\xbc\xaf")):
        raise DrafterError(f"{name}：是压缩包，只能读 zip，请先解压")
    return None


def _format(suffix: str, text: str) -> str:
    if suffix in PAGES or pages.looks_like_page(text):
        return "html"
    return "md" if suffix in MARKDOWN else "txt"


def _unquoted(text: str) -> str:
    """The text without the marks that a mail program put before every line of a letter answered."""
    quoted = len(_QUOTED.findall(text))
    return _QUOTED.sub("", text) if quoted > 3 and 2 * quoted > text.count("\n") else text


def suffix_of(name: str) -> str:
    """The suffix of a path inside an archive, whichever way its folders are written."""
    return PurePath(name.replace("\\", "/")).suffix
