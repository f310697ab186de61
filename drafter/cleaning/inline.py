"""What stands inside a line and was never said: page numbers of run-together text, debris of copy protection.

In: rows as read, spaces and all: a page number in running text is known by the blanks on both sides, by the distance
to the next one and by counting on; an enumeration stands close together, a figure has its unit behind it. Out: the
same rows without them, each lifted piece a row of its own with its reason. Left alone: figures, dates, enumerations,
foreign words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from drafter import resources
from drafter.cleaning.frames import is_caption
from drafter.cleaning.furniture import rule_for, site_talk
from drafter.cleaning.rows import HAN, HANZI, Row, Rows, has_marker

LONG = 200  # characters from which a line may hold the pages of a whole document
PAGE = 150  # characters a page holds at least
SKIPPED = 6  # pages whose numbers may be missing in a row
_SAYS_PAGE = re.compile(
    r"[ \u3000]{0,4}[-—–_(（【\[]? ?第 ?\d{1,3} ?页[ ,，/／;；]{0,3}(?:共|总) ?\d{1,3} ?页 ?"
    r"[)）】\]]?[-—–]?[ \u3000]{0,4}"
    r"|[ \u3000]{1,4}第 ?\d{1,3} ?页[ \u3000]{0,4}$"
    r"|(?<=[。！？；”])[ \u3000]{1,4}第 ?\d{1,3} ?页[ \u3000]{1,4}"
)
_WHOLE = 24  # characters up to which a line is its page number, unless words stand on both sides of it
_DASHED = re.compile(
    r"(?<![-—–－\d])[ \u3000]{0,4}[-—–－] ?\d{1,3} ?[-—–－][ \u3000]{1,4}(?=[\u3400-\u9fff（“《])"
    r"|[ \u3000]{1,4}[-—–－] ?\d{1,3} ?[-—–－][ \u3000]{0,4}(?=[\u3400-\u9fff（“《，。；！？]|$)"
    r"|(?<=[\u3400-\u9fff，、；])[-—–－] \d{1,3} [-—–－](?=[\u3400-\u9fff])"
)
_BARE = re.compile(
    r"(?<=[\u3400-\u9fff，。、；：！？”’）》%\d])[ \u3000]{1,4}(\d{1,3})"
    r"(?:[ \u3000]{1,4}(?=[\u3400-\u9fff“（《，。；])|[ \u3000]{0,4}$)"
)
_AFTER_STOP = re.compile(r"[。！？；：”]$")
_BEFORE_HEADING = re.compile(f"{HAN}、|[（(]{HAN}[）)]|第{HAN}[，、章部]")
_DEBRIS = re.compile(r"[!-~]{1,4}(?: [!-~]{1,4}){4,60}")
_TAIL = re.compile(r"(?<=[。！？])(?:[ \u3000]+[^ \u3000，。、：；！？]{1,16}){2,12}[ \u3000]*$")
_GLUED_TAIL = re.compile(r"(?<=[。！？])[^。！？，；：]{4,50}$")
_STYLE = re.compile(r"(?:@[a-z-]{2,12}|(?<![\w.#,-])[a-zA-Z][\w.#,-]{0,40}) ?\{[^{}。！？]{3,500}\}")
_SIGNS = frozenset("!@#$%^&*_+|~{}[]\\`<>?;=")
_MIXED = re.compile(r"[A-Za-z]\d|\d[A-Za-z]|[A-Za-z][/\"*]|[/\"*][A-Za-z]")


@cache
def _units() -> tuple[frozenset[str], frozenset[str]]:
    """The characters behind a figure, and those before one."""
    table = resources.data("cleaning/furniture")
    return frozenset(table["units"]), frozenset(table["before_figures"])


def lift_inline_pages(rows: Rows) -> Rows:
    """Takes page numbers out of lines that hold more than a page, and “第3页 共8页” out of any line of text."""
    out: list[Row] = []
    for row in rows:
        spans = [] if row.reason else _page_spans(row.text)
        if len(row.text) < _WHOLE:
            spans = [(a, b) for a, b in spans if HANZI.search(row.text[:a]) and HANZI.search(row.text[b:])]
        out += _lifted(row, spans, "page_number") if spans else [row]
    return tuple(out)


def _page_spans(text: str) -> list[tuple[int, int]]:
    """Where page numbers stand in a line."""
    spans = [match.span() for match in _SAYS_PAGE.finditer(text)] if "页" in text else []
    spans += [match.span() for match in _DASHED.finditer(text)] if HANZI.search(text) else []
    if len(text) >= LONG and not (spans and len(spans) > len(text) // PAGE + 1):
        spans += [span for span in _series(text) if all(span[1] <= a or b <= span[0] for a, b in spans)]
    return sorted(spans)


def _series(text: str) -> list[tuple[int, int]]:
    """The bare numbers that count the pages of a long line."""
    found = [match for match in _BARE.finditer(text) if not _is_figure(text, match)]
    chain: list[re.Match[str]] = []
    best: list[re.Match[str]] = []
    for match in found:
        if chain and 0 < int(match[1]) - int(chain[-1][1]) <= SKIPPED:
            if match.start() - chain[-1].end() < PAGE:
                chain = []  # too close: the items of a list
            chain.append(match)
        elif not chain or int(match[1]) == 1:  # any other number ends no chain: it is a figure
            chain = [match]
        best = chain if len(chain) > len(best) else best
    if len(best) < 2:
        best = [match for n, match in enumerate(found) if _stands_alone(text, found, n)]
    return [match.span() for match in best]


def _is_figure(text: str, match: re.Match[str]) -> bool:
    units, before = _units()
    return text[match.end() : match.end() + 1] in units or text[match.start() - 1] in before


def _stands_alone(text: str, found: list[re.Match[str]], n: int) -> bool:
    """A single number between a finished sentence and a heading, or at the very end, counts a page."""
    match = found[n]
    if any(abs(other.start() - match.start()) < PAGE for other in (*found[max(0, n - 1) : n], *found[n + 1 : n + 2])):
        return False
    after = text[match.end() : match.end() + 8]
    ended = bool(_AFTER_STOP.search(text[max(0, match.start() - 2) : match.start()]))
    return ended and (not after.strip() or bool(_BEFORE_HEADING.match(after)))


def _lifted(row: Row, spans: list[tuple[int, int]], reason: str) -> list[Row]:
    """The row without the spans, and before it each span as a row of its own."""
    pieces, place = [], 0
    dropped: list[Row] = []
    for a, b in spans:
        pieces.append(row.text[place:a])
        if row.text[a:b].strip():
            dropped.append(Row(row.text[a:b].strip(), row.number, reason=reason))
        place = b
    text = "".join([*pieces, row.text[place:]]).strip()
    return [*dropped, *([replace(row, text=text)] if text else [])]


def _glued_tail(text: str) -> int | None:
    """Where words of the page begin that follow the last sentence without a gap: “……的责任。请先登录>相关推荐”."""
    match = _GLUED_TAIL.search(text, max(0, len(text) - 60))
    if match is None:
        return None
    words = [word for word in re.split("[>»|/ \u3000]+", match.group()) if word]
    known = all(rule_for(word, edge=True) or site_talk(word) for word in words)
    return match.start() if words and known and len(words) >= 2 else None


def drop_tails(rows: Rows) -> Rows:
    """Drops the words of the page behind the last sentence of a long line: “……作出新的贡献！ 文档评论 在线客服”."""
    out: list[Row] = []
    for row in rows:
        if row.reason or len(row.text) < LONG:
            out.append(row)
            continue
        match = _TAIL.search(row.text, len(row.text) - 120)
        words = match.group().split() if match else []
        end = _glued_tail(row.text) if match is None else match.start() if _is_tail(words) else None
        out.append(row if end is None else replace(row, text=row.text[:end]))
        if end is not None:
            out += [Row(word, row.number, reason="after") for word in words or [row.text[end:].strip()]]
    return tuple(out)


def _is_tail(words: list[str]) -> bool:
    """Words that say nothing together, one of them known from pages or a signature."""
    known = any(rule_for(word, edge=True) or site_talk(word) or is_caption(word) for word in words)
    return len(words) >= 2 and known and not any(has_marker(word) for word in words)


def drop_debris(rows: Rows) -> Rows:
    """Drops the signs that forums put between the lines to spoil a copy: “% H, N8 ]: q: }. q! v”."""
    out: list[Row] = []
    for row in rows:
        styled = [] if row.reason or "{" not in row.text else [m.span() for m in _STYLE.finditer(row.text)]
        lifted = _lifted(row, styled, "markup") if styled else [row]
        for part in lifted:
            spans = [] if part.reason else [m.span() for m in _DEBRIS.finditer(part.text) if _is_debris(m.group())]
            out += _lifted(part, spans, "stray") if spans else [part]
    return tuple(out)


def _is_debris(text: str) -> bool:
    if "//" in text or not any(c.isalpha() for c in text):
        return False
    mixed = sum(bool(_MIXED.search(token)) for token in text.split(" "))
    return len(_SIGNS.intersection(text)) + mixed >= 3
