"""Bytes → text, for Chinese files of unknown encoding.

A byte-order mark decides; then strict UTF-8; then the own rule: among GB18030, Big5, UTF-16 and damaged UTF-8
the encoding under which most characters are common ones (data/reading/common.yaml). What a page
declares of itself is only a hint: many declare wrongly. Measured right for 30 characters and more.

Broken bytes become U+FFFD, one for each damaged place; in GB18030 and Big5 the characters behind them are put back into
step. A file is refused when damaged places are more than a few (`allowed`).
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
_DOUBLE = ("gb18030", "big5hkscs")
_DAMAGED = re.compile("\ufffd+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_LATIN = re.compile("[\xc0-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e]")

SAMPLE = 20_000  # characters outside ASCII that are looked at
LOWEST = 0.4  # share of common characters; running text has over .9, a wrong encoding about .1
BROKEN = 0.02  # share of damaged places that is still "a few"; short files may have `FEW` of them
FEW = 10
SMALL = 20_000  # bytes


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
    elif decoded.broken and decoded.encoding in _DOUBLE:
        decoded = _replaced(raw, decoded.encoding, _STEP)
    return _checked(decoded, name)


def allowed(characters: int) -> int:
    """How many damaged places a text of that length may have and still be read."""
    return max(3, min(FEW, characters // 10), int(BROKEN * characters))


def _in_step(error: UnicodeError) -> tuple[str, int]:
    """Error handler for encodings of two bytes: skips one byte or two, whichever makes text of what follows.

    After a byte that was lost or overwritten each character would else be read from the halves of two.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw, start = error.object, error.start

    def behind(place: int) -> float:
        return _common_share(raw[place : place + 24].decode(error.encoding, errors="replace")[:-1])

    end = start + 1
    return "\ufffd", end + 1 if start + 1 < len(raw) and raw[end] >= 0x40 and behind(end + 1) > behind(end) else end


_STEP = "drafter-in-step"
codecs.register_error(_STEP, _in_step)


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
    found = _replaced(raw, usual, _STEP if usual in _DOUBLE else "replace")
    return found.text, found.broken


def _replaced(raw: bytes, encoding: str, errors: str = "replace") -> Decoded:
    """The text with one U+FFFD for each damaged place."""
    text, broken = _DAMAGED.subn("\ufffd", raw.decode(encoding, errors=errors).replace("\0", ""))
    return Decoded(text, encoding, broken)


def _likeliest(raw: bytes) -> tuple[float, Decoded]:
    declared = _DECLARED.search(raw[:4096])
    hint = _ALIASES.get(declared.group(1).decode("ascii").lower()) if declared else None
    best: tuple[float, Decoded] | None = None
    for encoding in _CANDIDATES:
        # Getting into step costs time at each error, and a wrong encoding has millions of them.
        stepping = encoding in _DOUBLE and len(raw) < SMALL
        decoded = _replaced(raw, encoding, _STEP if stepping else "replace")
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


def is_chinese(text: str) -> bool:
    """Whether a text holds Chinese: twenty characters outside ASCII or more, most of them common ones."""
    return len(_FOREIGN.findall(text[:SAMPLE])) >= 20 and _common_share(text) >= LOWEST


def is_garbled(text: str) -> bool:
    """Whether a text has many characters outside ASCII, of which hardly one is common."""
    return len(_FOREIGN.findall(text[:SAMPLE])) >= 50 and _common_share(text) < LOWEST / 2


def is_rubbish(text: str) -> bool:
    """Whether what a converter made of a Chinese document is none: characters outside ASCII that are mostly no
    Chinese, or hardly any letter at all. A few words of plain English or Chinese are no rubbish."""
    foreign = len(_FOREIGN.findall(text[:SAMPLE]))
    if _noisy(text) or (foreign >= 5 and _common_share(text) < LOWEST):
        return True
    letters = sum(c.isalpha() for c in text[:SAMPLE])
    return not foreign and 2 * letters < len(text[:SAMPLE].strip())


def _noisy(text: str) -> bool:
    head = text[:SAMPLE]
    return len(_CONTROLS.findall(head)) > max(3, 0.005 * len(head))


def _checked(decoded: Decoded, name: str) -> Decoded:
    if _noisy(decoded.text):
        raise DrafterError(f"{name}：不是文本文件，请换成 txt、md、html 或 docx")
    if decoded.broken > allowed(len(decoded.text)):
        raise DrafterError(f"{name}：乱码太多（{decoded.broken}处解不出来），请重新下载，或者用编辑器另存为 UTF-8")
    # A character cut in half by the end of the file is no character of the text.
    text = _CONTROLS.sub("", decoded.text).rstrip("\ufffd")
    return Decoded(text, decoded.encoding, decoded.broken)
