"""Word files (docx) → lines: paragraphs and table cells in the order of the document.

In: the bytes of the package. Out: a `Line` for each paragraph (numbered from 1; a table row counts as one), with
what stands in content controls, smart tags and insertions, and with the numbers that Word itself puts before a
paragraph (reading/numbering). Left alone: notes, comments, text boxes, headers and footers, deleted text.
Needs nothing but the standard library.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from drafter.errors import DrafterError
from drafter.models import Line
from drafter.reading.numbering import Numbering, W

LARGEST = 200_000_000  # bytes of XML; a speech has some ten thousand
_PLACES = {"word/document.xml", "word/document2.xml"}
# Containers whose paragraphs are no text of the page: text boxes come twice, deleted text is deleted.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SILENT = {f"{W}txbxContent", f"{W}del", f"{W}moveFrom", _FALLBACK}


def lines(raw: bytes, name: str) -> tuple[Line, ...]:
    """The paragraphs of a docx file. Raises DrafterError for a broken file and for one without text."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            body, numbering = _parts(package)
            texts = list(_rows(body, numbering))
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, RuntimeError, OSError, EOFError):
        raise DrafterError(f"{name}：不是完好的 Word 文件（docx），请用 Word 或 WPS 打开后重新保存") from None
    found = tuple(Line(part, number) for number, text in enumerate(texts, 1) for part in text.split("\n"))
    if not any(line.text.strip() for line in found):
        raise DrafterError(f"{name}：Word 文件里没有文字")
    return found


def is_word(package: zipfile.ZipFile) -> bool:
    """Whether a ZIP file is a Word document."""
    return bool(_PLACES & set(package.namelist()))


def _parts(package: zipfile.ZipFile) -> tuple[ElementTree.Element, Numbering]:
    main = next(place for place in sorted(_PLACES) if place in package.namelist()) if is_word(package) else None
    if main is None:
        raise KeyError("no document")
    trees = [_tree(package, place) for place in (main, "word/numbering.xml", "word/styles.xml")]
    body = trees[0].find(f"{W}body") if trees[0] is not None else None
    if body is None:
        raise ValueError("no body")
    return body, Numbering(trees[1], trees[2])


def _tree(package: zipfile.ZipFile, place: str) -> ElementTree.Element | None:
    if place not in package.namelist():
        return None
    if package.getinfo(place).file_size > LARGEST:
        raise ValueError("too large")
    content = package.read(place)
    if b"<!DOCTYPE" in content[:2000]:
        raise ValueError("declares entities")  # no Word file does; a bomb would
    return ElementTree.fromstring(content)


def _rows(block: ElementTree.Element, numbering: Numbering) -> Iterator[str]:
    """The text of each paragraph and of each table row under a block, in order."""
    for child in block:
        if child.tag == f"{W}p":
            yield numbering.prefix(child) + _text(child)
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                yield "\n".join(text for cell in row.findall(f"{W}tc") for text in _rows(cell, numbering))
        elif child.tag not in _SILENT:
            yield from _rows(child, numbering)


def _text(element: ElementTree.Element) -> str:
    pieces: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag == f"{W}tab":
            pieces.append("\t")
        elif node.tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif node.tag == f"{W}noBreakHyphen":
            pieces.append("-")
        if node.tag not in _SILENT and node.tag != f"{W}pPr":
            stack.extend(reversed(node))
    return "".join(pieces)
