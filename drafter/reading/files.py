"""Files and standard input → `Source`.

In: a path ("-" is standard input). Out: the lines as they stand, with their numbers and the encoding found.
Which kind a file is, its content decides before its name does: portals serve HTML as .doc, and mail programs
rename freely. Left alone: everything that is a question of cleaning (page furniture, widths, script).
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path, PurePath
from typing import BinaryIO

from drafter import yamlio
from drafter.errors import DrafterError
from drafter.models import Line, Source
from drafter.reading import archives, converters, encodings, kinds, mail, markdown, pages, portable, word

STDIN = "标准输入"
"""The name that standard input goes by."""
MARKDOWN = (".md", ".markdown")
PAGES = (".html", ".htm", ".shtml", ".xhtml")

# Names that promise a document; what stands in the file must then at least be text.
DOCUMENTS = (".docx", ".doc", ".wps", ".wpt", ".dot", ".rtf", ".pdf", ".odt", ".docm", ".zip")
_SHEETS = (".xls", ".ppt", ".msg", ".et", ".dps")
_BREAKS = re.compile("\r\n|\r|\n")
_QUOTED = re.compile(r"^(?:> ?){1,5}", re.M)
_SOFT_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read(path: Path, *, stdin: BinaryIO | None = None) -> Source:
    """A file as a `Source`; "-" reads `stdin` (standard input when None).

    Raises DrafterError: missing, a folder, empty, binary, undecodable, a kind that holds no text, a broken Word file,
    an archive, a legacy Word file without a converter; MissingExtra when a PDF is read without the extra `pdf`.
    """
    name, raw = content(path, stdin)
    return parsed(raw, name, path.suffix)


def content(path: Path, stdin: BinaryIO | None = None) -> tuple[str, bytes]:
    """The name a file goes by and its bytes. Raises DrafterError when it can't be opened."""
    if str(path) == "-":
        return STDIN, (stdin or sys.stdin.buffer).read()
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise DrafterError(f"{path}：读不了（{yamlio.reason(error)}），请检查路径") from None


def parsed(raw: bytes, name: str, suffix: str = "") -> Source:
    """The `Source` that bytes hold; `suffix` (".md") helps where the content leaves it open. Raises as `read`."""
    if not raw.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise DrafterError(f"{name}：是空文件，没有可读的内容")
    digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    suffix = suffix.lower()
    found = _document(raw, name, suffix)
    if found:
        return Source(digest, name, "utf-8", found[0], found[1])
    if mail.is_message(raw):
        raw, kind = mail.part(raw)
        suffix = f".{kind}"
        if not raw:
            raise DrafterError(f"{name}：邮件里没有正文，请把附件另存后再读")
    decoded = _decoded(raw, name, suffix)
    kind = _format(suffix, decoded.text)
    if suffix in DOCUMENTS and kind != "html" and not encodings.is_chinese(decoded.text):
        raise _no_document(name, suffix)
    if kind == "html":
        lines = pages.lines(decoded.text)
    else:
        text = markdown.strip(decoded.text) if kind == "md" else _unquoted(decoded.text)
        lines = plain(pages.unescape(text))  # text copied out of pages keeps entities
    if not any(line.text.strip() for line in lines):
        raise DrafterError(f"{name}：文件里没有文字")
    return Source(digest, name, decoded.encoding, kind, lines, decoded.broken)


def _decoded(raw: bytes, name: str, suffix: str) -> encodings.Decoded:
    """The text of a file; who gave a damaged .docx is not told to save it as docx."""
    try:
        return encodings.decode(raw, name)
    except DrafterError:
        if suffix in DOCUMENTS:
            raise _no_document(name, suffix) from None
        raise


def _no_document(name: str, suffix: str) -> DrafterError:
    return DrafterError(f"{name}：名为 {suffix[1:]}，内容却不是，也不是文字稿（可能已损坏），请重新下载或另存")


def plain(text: str) -> tuple[Line, ...]:
    """The lines of a text, whatever ends them (CR, LF, CRLF; form feeds and the like break without a number)."""
    return tuple(
        Line(part, number)
        for number, line in enumerate(_BREAKS.split(text), 1)
        for part in _SOFT_BREAKS.split(line)
    )  # fmt: skip


def is_archive(raw: bytes) -> bool:
    """Whether a file is a ZIP of files; Word and its kin are ZIPs too, but documents."""
    names = archives.names(raw)
    return names is not None and not kinds.of_package(names) and _holds_files(names)


def _holds_files(names: list[str]) -> bool:
    """Whether what stands in a ZIP is files, not the parts of one document."""
    return not any(place in names for place in ("[Content_Types].xml", "mimetype"))


def _document(raw: bytes, name: str, suffix: str) -> tuple[str, tuple[Line, ...]] | None:
    """Format and lines of a file that its first bytes give away; None for text."""
    if raw.startswith(b"%PDF"):
        return "pdf", portable.lines(raw, name)
    if raw.startswith(b"{\\rtf"):
        return "rtf", _converted(raw, name, "RTF 文件", ".rtf")
    if raw.startswith(kinds.OLE):
        return "doc", _compound(raw, name, suffix)
    if raw.startswith(b"PK\x03\x04"):
        return _package(raw, name, suffix)
    if kind := kinds.of_bytes(raw):
        raise DrafterError(f"{name}：{kind.refusal}")
    return None


def _compound(raw: bytes, name: str, suffix: str) -> tuple[Line, ...]:
    """A file of an old Office program."""
    kind = kinds.of_compound(raw)
    if kind and kind.do:
        raise DrafterError(f"{name}：{kind.refusal}")
    if kind is None and suffix in _SHEETS:
        raise DrafterError(f"{name}：不是文字稿（{suffix.lstrip('.')}），请把其中的讲话另存为 docx 或 txt")
    if kind is None and suffix == ".wps":
        return _converted(raw, name, "旧版 WPS 文件（wps）", ".wps")
    return _converted(raw, name, "旧版 Word 文件（doc）", ".doc")


def _package(raw: bytes, name: str, suffix: str) -> tuple[str, tuple[Line, ...]]:
    """A ZIP file: a document, or what is wrong with reading it as one."""
    names = archives.names(raw)
    if names is None:
        raise DrafterError(f"{name}：{archives.BROKEN}" if suffix == ".zip" else f"{name}：{word.BROKEN}")
    if kind := kinds.of_package(names):
        raise DrafterError(f"{name}：{kind.refusal}")
    if _holds_files(names):
        raise DrafterError(f"{name}：是压缩包（zip），请用 drafter parse 读，或者先解压")
    if kinds.ODT in raw[:200]:
        return "odt", _converted(raw, name, "OpenDocument 文件（odt）", ".odt")
    return "docx", word.lines(raw, name)


def _converted(raw: bytes, name: str, kind: str, suffix: str) -> tuple[Line, ...]:
    found = converters.converted(raw, name, kind, suffix)
    lines = word.lines(found, name) if isinstance(found, bytes) else plain(found)
    if encodings.is_rubbish("\n".join(line.text for line in lines)):
        # A damaged file is no error to LibreOffice: it takes the bytes for Latin letters and converts those.
        raise DrafterError(f"{name}：是{kind}，转换出来的是乱码（可能已损坏），请用 Word 或 WPS 打开后另存为 docx")
    return lines


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
