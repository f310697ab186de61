"""HTML → lines: one for each block, with the line of the page it began on and its share of link text.

Blocks and <br> break; scripts, styles and the like are dropped; entities are decoded, also where a page
escaped them twice. Left alone: menus, footers and all other text; dropping those is cleaning.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from drafter.models import Line

_SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "object", "textarea"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_LOOKS_LIKE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|div|table)\b", re.I)
_TAG = re.compile(r"</?(?:p|br|div|span|td|tr|a|font|strong)\b[^<>]{0,300}>", re.I)
# A "<" without its ">" opens nothing; the parser would look for the end again from each of them.
_NO_TAG = re.compile(r"<(?![^>]{0,3000}>)")
_SPACE = re.compile(r"[ \t\r\n]+")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")


def looks_like_page(text: str) -> bool:
    """Whether a text without a telling name is HTML: a page's head, or many tags of running text."""
    head = text[:3000]
    return bool(_LOOKS_LIKE_PAGE.search(head[:600])) or len(_TAG.findall(head)) > 8


def unescape(text: str) -> str:
    """Entities that a page escaped once too often: &amp;nbsp; left us &nbsp;."""
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda m: html.unescape(m.group()), text)
    return text


def lines(text: str) -> tuple[Line, ...]:
    """The text blocks of a page, in order; blocks without text are left out."""
    parser = _Blocks()
    text = without_comments(text.replace("\r\n", "\n").replace("\r", "\n"))
    parser.feed(_NO_TAG.sub("&lt;", text))
    parser.close()
    parser.flush()
    return tuple(parser.lines)


def without_comments(text: str) -> str:
    """The page without comments, its line breaks kept. The parser of the standard library takes quadratic time
    over comments that never end."""
    kept: list[str] = []
    place = 0
    while (begin := text.find("<!--", place)) >= 0:
        end = text.find("-->", begin + 4)
        if end < 0:
            kept += text[place:begin], text[begin:].replace("<!--", "")
            return "".join(kept)
        kept += text[place:begin], "\n" * text.count("\n", begin, end)
        place = end + 3
    return "".join((*kept, text[place:]))


class _Blocks(HTMLParser):
    """Collects text until a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._number = 0
        self._linked = 0
        self._links = 0
        self._silent: str | None = None
        self._verbatim = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif tag == "a":
            self._links += 1
        elif tag not in _INLINE:
            self.flush()
            self._verbatim = self._verbatim or tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._silent and tag not in _INLINE:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent:
                self._silent = None
        elif tag == "a":
            self._links = max(0, self._links - 1)
        elif tag not in _INLINE:
            self.flush()
            self._verbatim = self._verbatim and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        data = unescape(data)
        if self._verbatim:
            first = self.getpos()[0]
            for offset, part in enumerate(data.split("\n")):
                if offset:
                    self.flush()
                self._add(part, first + offset)
        elif data.strip() or self._pieces:
            skipped = len(data) - len(data.lstrip(" \t\r\n"))
            self._add(data, self.getpos()[0] + data.count("\n", 0, skipped))

    def _add(self, piece: str, number: int) -> None:
        if piece.strip() and not self._number:
            self._number = number
        self._pieces.append(piece)
        if self._links:
            self._linked += len(piece.strip())

    def flush(self) -> None:
        """Ends the block: white space collapses; a line break of the page's source between hanzi is none."""
        text = "".join(self._pieces)
        if text.strip():
            if not self._verbatim:
                text = _SPACE.sub(_collapse, text).strip(" ")
            shown = len(text.strip())
            self.lines.append(Line(text, self._number, round(min(1.0, self._linked / shown), 3)))
        self._pieces, self._number, self._linked = [], 0, 0


def _collapse(match: re.Match[str]) -> str:
    if "\n" not in match.group():
        return " "
    text, start, end = match.string, match.start(), match.end()
    wide = start > 0 and end < len(text) and ord(text[start - 1]) > 0x2E7F and ord(text[end]) > 0x2E7F
    return "" if wide else " "
