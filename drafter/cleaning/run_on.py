"""A page copied as one line → its parts: table of contents, page words, title, upload meta in front of the speech.

In: rows as read (“返回TITLETITLE时间：2007-11-2 [下载该文章]防汛工作……”). Out: each part in front of the first sentence
as a row of its own; what the page says is dropped as upload meta, a table of contents as that, the sentences in which a
site presents the text as intro. A collection in one line is cut at 第一篇：, 第二篇：…. Left alone: lines in front of
whose text nothing known stands, and everything behind the first sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from drafter import numerals, resources
from drafter.cleaning.characters import one_form
from drafter.cleaning.frames import bare_title, is_title, opening_salutation
from drafter.cleaning.rows import HAN, Row, Rows, has_marker, one_for_one

LONG = 150  # characters from which a line may hold a page
WINDOW = 400  # characters in which everything in front of the first sentence stands
TITLE = 60  # characters of a title at most
TOP = 12  # lines of a file among which such a line is looked for
CONTENTS = 900  # characters of a table of contents at most
_AGAIN = re.compile(rf"([^。！？；]{{6,{TITLE}}}?) {{0,4}}\1")
_SENTENCES = re.compile("[^。！？]+[。！？]")
_ME = re.compile("我(?!国)")
_PIECE = re.compile("(?:(?<=[。！？”…]) {0,4}|^ {0,4}|(?<= ))第(" + HAN + ")篇[：: ]")
_PIECE_HEAD = re.compile(" {0,4}第" + HAN + "篇[：: ]{1,2}")
_STOPS = re.compile("[。！？；]")
_ITEM = re.compile("[一二三四五六七八九十]{1,2}、(?=[^一二三四五六七八九十、])")
_CONTENTS = re.compile(r"^.{0,8}(?:目 ?录|提 ?纲|内容提要|大 ?纲)")
SAME = 6  # characters by which an item of a table of contents is known again in the text


def split_run_on(rows: Rows) -> Rows:
    """Puts what stands in one line in front of a speech on rows of its own."""
    out: list[Row] = []
    for n, row in enumerate(rows):
        if n < TOP and row.reason is None and 20 <= len(row.text) <= WINDOW:
            window = one_for_one(row.text)
            if _intro_end(window) >= len(window.rstrip()):
                out.append(row.dropped("intro"))
                continue
        if row.reason or n >= TOP or len(row.text) < LONG or has_marker(one_for_one(row.text[:WINDOW])):
            out.append(row)
            continue
        contents = contents_end(row.text)
        if contents:
            out.append(Row(row.text[:contents].strip(), row.number, reason="toc"))
            row = replace(row, text=row.text[contents:].lstrip("…. \u3000"))
        for piece in _pieces(row.text):
            out += _parted(replace(row, text=piece))
    return tuple(out)


def _pieces(text: str) -> list[str]:
    """A collection in one line, cut at 第一篇：, 第二篇：… as long as they count on."""
    cuts: list[int] = []
    for match in _PIECE.finditer(text):
        if numerals.value(match[1]) == len(cuts) + 1:
            cuts.append(match.start())
    if len(cuts) < 2:
        return [text]
    borders = sorted({0, *cuts, len(text)})
    return [text[a:b] for a, b in pairwise(borders) if text[a:b].strip()]


def _parted(row: Row) -> list[Row]:
    piece = _PIECE_HEAD.match(row.text)
    begin = piece.end() if piece else 0
    window = one_for_one(row.text[begin : begin + WINDOW])
    parts, place = front(window)
    place += begin
    if piece and parts:
        parts.insert(0, (piece.group().strip(), False))
    intro = _intro_end(one_for_one(row.text[place : place + WINDOW]))
    if len(row.text) - place - intro < LONG // 2 or not (parts or intro):
        return [row]
    out = [Row(text, row.number, reason="upload_meta") if known else replace(row, text=text) for text, known in parts]
    if intro:
        out.append(Row(row.text[place : place + intro].strip(), row.number, reason="intro"))
    return [*out, replace(row, text=row.text[place + intro :].strip())]


def _intro_end(window: str) -> int:
    """Where the sentences end in which the site presents the text: “……以下是某网整理的会议讲话稿，仅供参考。”."""
    end = 0
    for sentence in _SENTENCES.finditer(window):
        if _presents().search(sentence.group()) and not _ME.search(sentence.group()):
            end = sentence.end()
    return end


@cache
def _presents() -> re.Pattern[str]:
    return re.compile("|".join(resources.data("cleaning/furniture")["presents"]))


def front(window: str) -> tuple[list[tuple[str, bool]], int]:
    """The parts in front of the first sentence, each with whether the page says it, and where they end.

    Nothing unless a title is among them and something of the page, or the title twice.
    """
    parts: list[tuple[str, bool]] = []
    place, titles, meta = 0, 0, 0
    while place < len(window):
        token = _said_by_page().match(window, place)
        if token and token.group().strip():
            parts.append((token.group().strip(), True))
            place, meta = token.end(), meta + 1
            continue
        twice = _AGAIN.match(window, place)
        if twice and is_title(one_form(twice[1])):
            parts += [(twice[1].strip(), False), (twice[1].strip(), False)]
            place, titles, meta = twice.end(), titles + 1, meta + 1
            continue
        following = _said_by_page().search(window, place, place + TITLE + 20)
        head = window[place : following.start()].strip() if following else ""
        if not head or _STOPS.search(head) or not (is_title(one_form(head)) or (titles and len(head) <= 4)):
            break
        parts.append((head, False))
        place, titles = place + window[place:].index(head) + len(head), titles + is_title(bare_title(head))
    return (parts, place) if titles and meta else ([], 0)


@cache
def _said_by_page() -> re.Pattern[str]:
    rules = resources.data("cleaning/furniture")["glued"]
    return re.compile(" {0,4}(?:" + "|".join(f"(?:{rule['pattern']})" for rule in rules) + ") {0,4}")


def contents_end(text: str) -> int:
    """Where a table of contents joined to the front of a line ends; 0 if there is none.

    Its items come back as headings behind it: 提纲：一、甲二、乙……同志们：……一、甲今年……二、乙…….
    """
    head = text[: CONTENTS + WINDOW]
    places = [match.start() for match in _ITEM.finditer(head)]
    if len(places) < 3 or places[0] > 30 or not (_CONTENTS.match(head) or places[0] == 0):
        return 0
    first = head[places[0] : places[0] + SAME]
    again = next((place for place in places[1:] if head.startswith(first, place)), 0)
    items = [place for place in places if place < again]
    if len(items) < 2 or again > CONTENTS:
        return 0
    last = items[-1]
    back = text.find(text[last : last + SAME], again)
    if back < 0 or _STOPS.search(one_for_one(text[: last + SAME])):
        return 0
    same = 0
    while last + same < again and text[last + same] == text[back + same : back + same + 1]:
        same += 1
    end = last + same
    greeting = opening_salutation(one_for_one(text[end : end + 120].lstrip("…. ")))
    between = greeting[0] if greeting else ""
    if between and not _STOPS.search(between):  # the sub-items of the last item
        end = text.index(between, end) + len(between) if between in text[end:again] else end
    return end
