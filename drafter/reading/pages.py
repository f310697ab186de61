"""HTML → lines: one for each block, with the line of the page it began on and its share of link text.

Blocks and <br> break; scripts, styles and the like are dropped; entities are decoded, also where a page
escaped them twice. What a page hides from its reader (display:none: traps for copiers) comes as a line of its own,
marked; so does what stands right below a picture. Left alone: menus, footers and all other text; dropping those is
cleaning.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from drafter.models import Line

_SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "object", "textarea", "xml", "video", "audio"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_BLOCK = "\x0b"
_LINKS = {"a", "option"}  # what a person chooses from, not what he reads
_LOOKS_LIKE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|div|table)\b", re.I)
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|font-size\s{0,3}:\s{0,3}0(?:px|pt|em)?\s{0,3}(?:;|$|!)", re.I)
_VOID = {
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
    "param", "source", "track", "wbr",
}  # fmt: skip
HIDDEN = 300  # a page that hides more than that hides its text until a script shows it
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
    parser.finish()
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


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    return any(name == "hidden" or (name == "style" and _HIDDEN.search(value or "")) for name, value in attrs)


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
        self._hidden: list[str] = []  # the open elements since one was hidden
        self._unseen: list[str] = []
        self._unseen_at = 0
        self._image = False
        self._verbatim = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif self._hidden or (tag not in _VOID and _is_hidden(attrs)):
            if tag not in _VOID:
                self._hidden.append(tag)
            if tag not in _INLINE:
                self._unseen.append(_BLOCK)
        elif tag == "img":
            self._image = True
        elif tag in _LINKS:
            if tag == "option":
                self.flush()
            self._links += 1
        elif tag not in _INLINE:
            self.flush()
            self._verbatim = self._verbatim or tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent or self._hidden:
            self._unseen += [_BLOCK] if self._hidden and tag not in _INLINE else []
        elif tag == "img":
            self._image = True
        elif tag not in _INLINE:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent:
                self._silent = None
        elif self._hidden:
            self._close_hidden(tag)
        elif tag in _LINKS:
            self._links = max(0, self._links - 1)
        elif tag not in _INLINE:
            self.flush()
            self._verbatim = self._verbatim and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        data = unescape(data)
        if self._hidden:
            self._unseen_at = self._unseen_at or self.getpos()[0]
            self._unseen.append(data)
        elif self._verbatim:
            first = self.getpos()[0]
            for offset, part in enumerate(data.split("\n")):
                if offset:
                    self.flush()
                self._add(part, first + offset)
        elif data.strip() or self._pieces:
            skipped = len(data) - len(data.lstrip(" \t\r\n"))
            self._add(data, self.getpos()[0] + data.count("\n", 0, skipped))

    def _close_hidden(self, tag: str) -> None:
        """Ends a hidden element; the text it held stands before the block that it stands in."""
        if tag not in self._hidden[-20:]:
            return
        while self._hidden and self._hidden.pop() != tag:
            pass
        if not self._hidden:
            self._put_hidden()

    def _put_hidden(self) -> None:
        parts = [_SPACE.sub(_collapse, part).strip(" ") for part in "".join(self._unseen).split(_BLOCK)]
        parts = [part for part in parts if part]
        shown = sum(map(len, parts)) > HIDDEN
        if shown:
            self.flush()
        self.lines += [Line(part, self._unseen_at, 0.0, "" if shown else "hidden") for part in parts]
        self._unseen, self._unseen_at = [], 0

    def _add(self, piece: str, number: int) -> None:
        if piece.strip() and not self._number:
            self._number = number
        self._pieces.append(piece)
        if self._links:
            self._linked += len(piece.strip())

    def finish(self) -> None:
        """Ends the page, whatever is open."""
        self._hidden = []
        self._put_hidden()
        self.flush()

    def flush(self) -> None:
        """Ends the block: white space collapses; a line break of the page's source between hanzi is none."""
        text = "".join(self._pieces)
        if text.strip():
            if not self._verbatim:
                text = _SPACE.sub(_collapse, text).strip(" ")
            shown = len(text.strip())
            linked = round(min(1.0, self._linked / shown), 3)
            self.lines.append(Line(text, self._number, linked, "image" if self._image and not linked else ""))
            self._image = False
        self._pieces, self._number, self._linked = [], 0, 0


def _collapse(match: re.Match[str]) -> str:
    if "\n" not in match.group():
        return " "
    text, start, end = match.string, match.start(), match.end()
    wide = start > 0 and end < len(text) and ord(text[start - 1]) > 0x2E7F and ord(text[end]) > 0x2E7F
    return "" if wide else " "
