"""PDF with a text layer → lines, a mark between two pages.

In: the bytes of a file. Out: the printed lines in reading order, found by sorting the characters by their boxes (the
order in the file is that of the printing program), the indent of a line kept as two wide blanks, an empty line where
the lines stand apart. Two columns are read one after the other (reading/columns). What comes back at the head or foot
of the pages is marked "running". Lines are numbered through the whole file. Left alone: page numbers, tables.
Needs the extra `pdf`; a scanned PDF has no text and is refused.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from statistics import median
from typing import Any

from drafter.errors import DrafterError, MissingExtra
from drafter.models import Line
from drafter.reading import columns, encodings

EDGE = 2  # lines at the head and foot of a page among which running heads stand
LONGEST_HEAD = 40
_NUMBERS = re.compile(r"[\d\s\u3000〇一二三四五六七八九十]+")
_HANZI = re.compile(r"[\u4e00-\u9fff]{2}")
SCANNED = 20  # characters for each page; a printed page has some five hundred


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    left: float
    right: float
    bottom: float
    top: float


def lines(raw: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a PDF. Raises MissingExtra without pypdfium2, DrafterError for a broken, locked or scanned file."""
    try:
        pypdfium2 = import_module("pypdfium2")
    except ImportError:
        raise MissingExtra("读取 PDF 文件", "pdf") from None
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "有密码，请先去掉密码" if locked else "不是完好的 PDF 文件，请重新下载或另存"
        raise DrafterError(f"{name}：{why}") from None
    try:
        pages = [_page(document[n]) for n in range(len(document))]
    except pypdfium2.PdfiumError:
        raise DrafterError(f"{name}：有一页读不出来，文件可能已损坏，请重新下载或另存") from None
    finally:
        document.close()
    texts = [text for page in pages for text in page]
    shown = sum(map(len, texts))
    if shown < SCANNED * max(1, len(pages)) and shown < 200:
        raise DrafterError(f"{name}：PDF 里没有文字（多半是扫描件），请先做文字识别（OCR）再读")
    if encodings.is_garbled("".join(texts)):
        raise DrafterError(f"{name}：PDF 里的文字取不出来（字体没有对应的编码），请先做文字识别（OCR）再读")
    marks = [mark for page in _running(pages) for mark in page]
    return tuple(Line(text, n, mark=mark) for n, (text, mark) in enumerate(zip(texts, marks, strict=True), 1))


def _running(pages: list[list[str]]) -> list[list[str]]:
    """The mark of every line: "running" for what comes back at the head or foot of most pages, numbers apart.

    Bare page numbers get none: cleaning must see them to join the sentence that they part.
    """
    places = [[_edge(page, 1), _edge(page, -1)] for page in pages]
    marks = [[""] * len(page) for page in pages]
    for end in (0, 1):
        keys = [{_key(page[n]) for n in place[end]} for page, place in zip(pages, places, strict=True)]
        seen = Counter(key for found in keys for key in found if _HANZI.search(key))
        for page, place, mark in zip(pages, places, marks, strict=True):
            for n in place[end]:
                if seen[_key(page[n])] >= max(2, len(pages) / 2):
                    mark[n] = "running"
    return marks


def _edge(page: list[str], step: int) -> list[int]:
    """The places of the first (step 1) or last (-1) two lines of a page, if it has lines enough to have an edge."""
    shown = [n for n, text in enumerate(page) if text.strip()][::step]
    return [n for n in shown[:EDGE] if len(shown) > 2 * EDGE and len(page[n]) <= LONGEST_HEAD]


def _key(text: str) -> str:
    """A line without what differs from page to page: numbers and blanks."""
    return _NUMBERS.sub("", text)


def _page(page: Any) -> list[str]:
    chars = _chars(page)
    page.close()
    if not chars:
        return []
    size = median(char.top - char.bottom for char in chars)
    width = median(char.right - char.left for char in chars)
    return [text for rows in columns.segments(_rows(chars, size), width) for text in _laid_out(rows, width)]


def _laid_out(rows: list[list[_Char]], width: float) -> list[str]:
    """The rows of one column as lines: indents and wide gaps between lines kept."""
    margin = sorted(row[0].left for row in rows)[len(rows) // 10]
    out: list[str] = []
    pitch = _pitch(rows)
    for n, row in enumerate(rows):
        if n and pitch and rows[n - 1][0].bottom - row[0].bottom > 1.6 * pitch:
            out.append("")
        indent = "　　" if row[0].left - margin > 1.3 * width else ""
        out.append(indent + _joined(row, max(width, median(char.right - char.left for char in row))))
    return out


def _chars(page: Any) -> list[_Char]:
    pdfium = import_module("pypdfium2.raw")

    text_page = page.get_textpage()
    found: list[_Char] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for n in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, n)
        if code < 0x20 or 0xD800 <= code < 0xE000 or code >= 0x110000:
            continue
        # The loose box is the cell of the character: 一 and 。 are as high as 国.
        rect = pdfium.FS_RECTF()
        if pdfium.FPDFText_GetLooseCharBox(text_page, n, rect):
            found.append(_Char(chr(code), rect.left, rect.right, rect.bottom, rect.top))
        elif pdfium.FPDFText_GetCharBox(text_page, n, left, right, bottom, top):
            found.append(_Char(chr(code), left.value, right.value, bottom.value, top.value))
    text_page.close()
    return [char for char in found if char.text.strip()]


def _rows(chars: list[_Char], size: float) -> list[list[_Char]]:
    """Characters of one height are a line, read from left to right; lines from top to bottom."""
    rows: list[list[_Char]] = []
    for char in sorted(chars, key=lambda c: -(c.top + c.bottom)):
        middle = (char.top + char.bottom) / 2
        last = rows[-1][0] if rows else None
        if last and (last.top + last.bottom) / 2 - middle <= 0.5 * size:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda c: c.left) for row in rows]


def _pitch(rows: list[list[_Char]]) -> float:
    gaps = [a[0].bottom - b[0].bottom for a, b in pairwise(rows)]
    return median(gaps) if len(gaps) >= 3 else 0.0


def _joined(row: list[_Char], width: float) -> str:
    """The text of a line; a gap of half a character and more is a blank. A character printed twice (bold) is one."""
    out = row[0].text
    for before, char in pairwise(row):
        if char.text == before.text and char.left - before.left < 0.2 * width:
            continue
        out += (" " if char.left - before.right > 0.5 * width else "") + char.text
    return out
