"""Bytes → text, for Chinese files of unknown encoding.

A byte-order mark decides; then strict UTF-8; then the own rule: among GB18030, Big5, UTF-16 and damaged UTF-8
the encoding under which most characters are common ones (data/reading/common.yaml). What a page
declares of itself is only a hint: many declare wrongly. Measured right for 30 characters and more.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from drafter import resources
from drafter.errors import DrafterError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8")
_DECLARED = re.compile(rb"""charset\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z0-9_-]{2,20})""", re.I)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "utf-8": "utf-8"}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_LATIN = re.compile("[\xc0-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e]")

SAMPLE = 20_000  # characters outside ASCII that are looked at
LOWEST = 0.4  # share of common characters; running text has over .9, a wrong encoding about .1
BROKEN = 0.02  # share of undecodable characters that is still "a few"


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    broken: int


def decode(raw: bytes, name: str) -> Decoded:
    """The text of a file. Raises DrafterError for binary content and for an encoding that nothing fits."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _checked(_replaced(raw[len(mark) :], encoding), name)
    try:
        decoded = Decoded(raw.decode("utf-8"), "utf-8", 0)
        if "\0" not in decoded.text:
            return _checked(_twice(decoded), name)
    except UnicodeDecodeError:
        pass
    share, decoded = _likeliest(raw)
    if share < LOWEST:
        if b"\0" in raw or _noisy(decoded.text):
            raise DrafterError(f"{name}：不是文本文件，请换成 txt、md、html 或 docx")
        raise DrafterError(f"{name}：认不出文字编码，请用编辑器另存为 UTF-8")
    if decoded.broken > 3:
        decoded = _line_by_line(raw, decoded)
    return _checked(decoded, name)


def _twice(decoded: Decoded) -> Decoded:
    """Text that was written in UTF-8 after its bytes were taken for Latin letters (åŒå¿—ä»¬), read as it was meant."""
    if len(_LATIN.findall(decoded.text[:SAMPLE])) < 20 or _common_share(decoded.text) >= LOWEST:
        return decoded
    for letters in ("cp1252", "latin-1"):
        try:
            raw = decoded.text.encode(letters)
        except UnicodeEncodeError:
            continue
        for encoding in ("utf-8", "gb18030"):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _common_share(text) >= LOWEST:
                return Decoded(text, encoding, 0)
    return decoded


def _line_by_line(raw: bytes, whole: Decoded) -> Decoded:
    """A file pasted together from files of different encodings: each line in the one it is valid in."""
    if whole.encoding.startswith("utf-16"):
        return whole
    lines = [_line(line, whole.encoding) for line in raw.split(b"\n")]
    broken = sum(count for _, count in lines)
    return Decoded("\n".join(text for text, _ in lines), whole.encoding, broken) if broken < whole.broken else whole


def _line(raw: bytes, usual: str) -> tuple[str, int]:
    for encoding in dict.fromkeys((usual, "utf-8", "gb18030", "big5hkscs")):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Bytes of UTF-8 are often valid GB18030, but make no text there.
        if encoding == "utf-8" or _common_share(text) >= LOWEST or not _FOREIGN.search(text):
            return text, 0
    text = raw.decode(usual, errors="replace")
    return text, text.count("\ufffd")


def _replaced(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, errors="replace")
    return Decoded(text.replace("\0", ""), encoding, text.count("\ufffd"))


def _likeliest(raw: bytes) -> tuple[float, Decoded]:
    declared = _DECLARED.search(raw[:4096])
    hint = _ALIASES.get(declared.group(1).decode("ascii").lower()) if declared else None
    best: tuple[float, Decoded] | None = None
    for encoding in _CANDIDATES:
        decoded = _replaced(raw, encoding)
        # A declared encoding wins only where the text leaves it open.
        share = _common_share(decoded.text) + (0.02 if encoding == hint else 0.0)
        if best is None or share > best[0]:
            best = share, decoded
    assert best is not None
    return best


@cache
def _common() -> frozenset[str]:
    table = resources.data("reading/common")
    return frozenset(table["simplified"] + table["traditional"] + table["punctuation"])


def _common_share(text: str) -> float:
    sample = _FOREIGN.findall(text)[:SAMPLE]
    return sum(c in _common() for c in sample) / len(sample) if sample else 0.0


def _noisy(text: str) -> bool:
    head = text[:SAMPLE]
    return len(_CONTROLS.findall(head)) > 0.005 * len(head)


def _checked(decoded: Decoded, name: str) -> Decoded:
    if _noisy(decoded.text):
        raise DrafterError(f"{name}：不是文本文件，请换成 txt、md、html 或 docx")
    if decoded.broken > max(3, BROKEN * len(decoded.text)):
        raise DrafterError(f"{name}：乱码太多（{decoded.broken}处解不出来），请用编辑器另存为 UTF-8")
    # A character cut in half by the end of the file is no character of the text.
    text = _CONTROLS.sub("", decoded.text).rstrip("\ufffd")
    return Decoded(text, decoded.encoding, decoded.broken)
