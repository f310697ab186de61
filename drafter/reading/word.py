"""Word files (docx) → lines: paragraphs and table cells in the order of the document.

In: the bytes of the package. Out: a `Line` for each paragraph (numbered from 1; a table row counts as one), with
what stands in content controls, smart tags, fields and insertions, and with the numbers that Word itself puts before
a paragraph (reading/numbering). Text boxes follow the paragraph they hang on. Footnotes and endnotes come as they are
typed in plain text: a mark 〔1〕 behind the word, the notes at the end; dropping them is cleaning. Hidden text comes as
a line marked "hidden". Left alone: comments, headers and footers, deleted text, pinyin over a word.
Needs nothing but the standard library.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from drafter.errors import DrafterError
from drafter.models import Line
from drafter.reading.numbering import Numbering, W

LARGEST = 200_000_000  # bytes of XML; a speech has some ten thousand
BROKEN = "不是完好的 Word 文件（docx），请用 Word 或 WPS 打开后重新保存"
_PLACES = ("word/document.xml", "word/document2.xml")
_MAIN = re.compile(rb"<Relationship\s[^<>]{0,600}>")
_TARGET = re.compile(rb"""Target\s?=\s?["']/?([^"'<>]{1,200})["']""")
# "Strict" files are the same under other names.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
# A text box stands in the file twice, the second time for old programs; deleted text is deleted; pinyin is no text.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SILENT = {f"{W}del", f"{W}moveFrom", f"{W}rt", f"{W}pPr", f"{W}rPr", _FALLBACK}
_BOX = f"{W}txbxContent"
_REFERENCES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OFF = {"0", "false", "off"}
_STOPS = "，、；：！？"
_NUMBER = re.compile(r"\s*([（(]?(?:[一二三四五六七八九十]{1,3}|[1-9]\d?)[）)]?)\s*([、.．，]?)\s*")

Element = ElementTree.Element


def lines(raw: bytes, name: str) -> tuple[Line, ...]:
    """The paragraphs of a docx file. Raises DrafterError for a broken file and for one without text."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            found = _read(package)
    except (
        zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, RuntimeError, OSError, EOFError,
        NotImplementedError,
    ):  # fmt: skip
        raise DrafterError(f"{name}：{BROKEN}") from None
    if not any(line.text.strip() for line in found):
        raise DrafterError(f"{name}：Word 文件里没有文字（如果是图片，请先做文字识别）")
    return found


def _read(package: zipfile.ZipFile) -> tuple[Line, ...]:
    main = _main(package)
    folder = main.rpartition("/")[0] + "/"
    trees = {part: _tree(package, f"{folder}{part}.xml") for part in ("numbering", "styles", *_REFERENCES.values())}
    document = _tree(package, main)
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise ValueError("no body")
    notes = {(part, identity): text for part in _REFERENCES.values() for identity, text in _notes(trees[part])}
    page = _Page(Numbering(trees["numbering"], trees["styles"]), notes)
    page.block(body)
    return page.finished()


def _main(package: zipfile.ZipFile) -> str:
    """Where the document stands in the package. Raises KeyError when there is none."""
    names = package.namelist()
    if "_rels/.rels" in names:
        for match in _MAIN.finditer(package.read("_rels/.rels")[:20_000]):
            target = _TARGET.search(match.group()) if b'/officeDocument"' in match.group() else None
            if target and target.group(1).decode("utf-8", "replace") in names:
                return target.group(1).decode("utf-8")
    place = next((place for place in _PLACES if place in names), None)
    if place is None:
        raise KeyError("no document")
    return place


def _tree(package: zipfile.ZipFile, place: str) -> Element | None:
    if place not in package.namelist():
        return None
    if package.getinfo(place).file_size > LARGEST:
        raise ValueError("too large")
    content = package.read(place)
    if b"<!DOCTYPE" in content[:2000]:
        raise ValueError("declares entities")  # no Word file does; a bomb would
    return ElementTree.fromstring(content.replace(_STRICT, W.strip("{}").encode()))


def _notes(tree: Element | None) -> Iterator[tuple[str, str]]:
    """Each note with its id; the rules between text and notes are none."""
    for note in tree if tree is not None else ():
        if note.get(f"{W}type", "normal") == "normal":
            parts = [_Text.of(p).shown for p in note.iter(f"{W}p")]
            yield note.get(f"{W}id", ""), " ".join(part.strip() for part in parts if part.strip())


@dataclass(slots=True)
class _Text:
    """What one paragraph holds: the text shown, hidden text, the text boxes that hang on it, the notes it names."""

    shown: str = ""
    hidden: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, paragraph: Element, first_note: int = 1) -> _Text:
        found = cls()
        pieces: list[str] = []
        hidden: list[str] = []
        stack: list[tuple[Element, bool]] = [(paragraph, False)]
        while stack:
            node, unseen = stack.pop()
            if node.tag == f"{W}t":
                (hidden if unseen else pieces).append(node.text or "")
            elif node.tag in _SIGNS:
                pieces.append(_SIGNS[node.tag])
            elif node.tag in _REFERENCES:
                found.notes.append((_REFERENCES[node.tag], node.get(f"{W}id", "")))
                _put_mark(pieces, first_note + len(found.notes) - 1)
            elif node.tag == _BOX:
                found.boxes.append(node)
                continue
            unseen = unseen or (node.tag == f"{W}r" and _on(node, "vanish"))
            stack.extend((child, unseen) for child in reversed(node) if child.tag not in _SILENT)
        found.shown, found.hidden = "".join(pieces), "".join(hidden)
        return found


def _put_mark(pieces: list[str], number: int) -> None:
    """The mark of a note goes behind the word, before a comma: there cleaning looks for it."""
    last = pieces[-1] if pieces else ""
    bare = last.rstrip(_STOPS)
    if bare:
        pieces[-1] = f"{bare}〔{number}〕{last[len(bare) :]}"


def _on(run: Element, name: str) -> bool:
    """Whether a property of a run is set: <w:vanish/>, not <w:vanish w:val="0"/>."""
    element = run.find(f"{W}rPr/{W}{name}")
    return element is not None and element.get(f"{W}val", "1") not in _OFF


@dataclass(slots=True)
class _Page:
    """Walks the blocks of a document and collects its lines."""

    numbering: Numbering
    notes: dict[tuple[str, str], str]
    lines: list[Line] = field(default_factory=list)
    number: int = 0
    row: bool = False  # inside a table row, whose paragraphs share one number
    carried: str = ""  # text whose paragraph mark was deleted: it goes on in the next paragraph
    noted: list[str] = field(default_factory=list)

    def block(self, block: Element) -> None:
        """The paragraphs and tables under a block, in order."""
        for child in block:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _SILENT:
                self.block(child)

    def finished(self) -> tuple[Line, ...]:
        """All lines, the notes behind them."""
        if self.carried:
            self._put(self.carried)
        self.carried = ""
        for n, note in enumerate(self.noted, 1):
            self.number += 1
            if note:
                self._put(f"〔{n}〕{note}")
        return tuple(self.lines)

    def _table(self, table: Element) -> None:
        for child in table:
            if child.tag == f"{W}tr":
                if child.find(f"{W}trPr/{W}del") is None:
                    self._row(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
                self._table(child)

    def _row(self, row: Element) -> None:
        outer = self.row
        if not outer:
            self.number += 1
        self.row = True
        first = len(self.lines)
        self.block(row)
        self.row = outer
        if len(row.findall(f"{W}tc")) == 2:
            self._join_number(first)

    def _join_number(self, first: int) -> None:
        """A row of two cells whose first one holds a number only (一 | 提高认识): number and heading are one line."""
        said = [n for n in range(first, len(self.lines)) if self.lines[n].text.strip() and not self.lines[n].mark]
        number = _NUMBER.fullmatch(self.lines[said[0]].text) if len(said) > 1 else None
        if number is None:
            return
        head, behind = self.lines[said[0]], self.lines[said[1]]
        stop = number.group(2) or ("" if number.group(1)[-1] in "）)" else "." if number.group(1).isascii() else "、")
        joined = replace(head, text=f"{number.group(1)}{stop}{behind.text.strip()}")
        self.lines[said[0] : said[1] + 1] = [joined]

    def _paragraph(self, paragraph: Element) -> None:
        if not self.row:
            self.number += 1
        text = _Text.of(paragraph, len(self.noted) + 1)
        self.noted += [self.notes.get(place, "") for place in text.notes]
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            self.carried += text.shown
        else:
            shown, self.carried = self.carried + text.shown, ""
            self._put(self.numbering.prefix(paragraph) + shown)
        if text.hidden.strip():
            self._put(text.hidden, "hidden")
        for box in text.boxes:
            self._box(box)

    def _box(self, box: Element) -> None:
        """A text box: its paragraphs count as the one it hangs on."""
        outer, self.row = self.row, True
        self.block(box)
        self.row = outer

    def _put(self, text: str, mark: str = "") -> None:
        self.lines += [Line(part, self.number, mark=mark) for part in text.split("\n")]
