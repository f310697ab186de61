"""The title over a speech: which of the lines above it are title and subtitle, and what is glued to them.

In: the rows of a section and the place where the speech begins. Out: title lines, subtitle, and the places of both.
Left alone: the rows themselves; what the frame drops is decided in framing.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from drafter import resources
from drafter.cleaning import frames, furniture
from drafter.cleaning.rows import INNER_END, Row, Rows, has_marker, is_prose, live, without_marker

LONGEST = 120  # characters of a head glued to its salutation at most
ALIKE = 0.68  # share of common characters from which two titles are one title, written twice
SLIP = 0.85  # … from which one of them only lost a character or two
_BETWEEN = (
    "upload_meta", "separator", "stray", "reading_aid", "markup", "hidden", "page_marker", "stamp", "note_mark",
)  # fmt: skip
_SENTENCE = re.compile("[。！？；]")
_DATE_BEHIND = re.compile(r" ?（?\d{4}年\d{1,2}月(?:\d{1,2}日)?）?$")
_OCCASION = re.compile(r"^ ?（[^（）]{4,60}[日上]）")
_WHOSE = re.compile("(?<=讲话|发言)[\u4e00-\u9fffXx×*]{2,4}同志的?(?:重要)?(?:讲话|发言)稿?$")  # …上的讲话某某同志讲话
_SPREAD_NAME = re.compile(r"[\u4e00-\u9fff]{1,2}(?: [\u4e00-\u9fff]){1,2}")  # 王 小 明


def find_titles(rows: Rows, begin: int) -> tuple[list[str], str | None, set[int]]:
    """The title lines over the speech, the subtitle without its dash, and the places of both."""
    over = [i for i in live(rows) if i < begin and not _is_text(rows[i]) and not _is_meta(rows[i].text)]
    over = over[max((n for n, i in enumerate(over) if frames.delimiter(rows[i].text) is not None), default=0) :]
    if over and rows[over[-1]].cut:
        title = own_title(rows[over[-1]].text)  # title and salutation were one line
        return [_whole_form(rows, over[:-1], title)], None, {over[-1]}
    for n in range(len(over) - 1, -1, -1):
        text = without_marker(rows[over[n]].text)
        if text.startswith("——") and len(text) > 4:
            above = _block_above(rows, over, n)
            return [frames.bare_title(rows[i].text) for i in above], text.strip("— "), {*above, over[n]}
        if frames.is_title(text) and frames.delimiter(text) is None:
            return _with_neighbours(rows, over, n, text)
    if over and sum(row.reason not in _BETWEEN for row in rows[over[-1] + 1 : begin] if not _is_meta(row.text)) <= 1:
        text = rows[over[-1]].text
        other = frames.is_caption(text) or frames.delimiter(text) is not None or has_marker(text)
        if 5 <= len(text) <= 50 and not other:
            return [own_title(text)], None, {over[-1]}
    return [], None, set()


def _is_text(row: Row) -> bool:
    """Whether a row is prose; a head that was one line with its salutation is none, however long."""
    return is_prose(row.text) and not (row.cut and len(row.text) <= LONGEST and not _SENTENCE.search(row.text))


def _is_meta(text: str) -> bool:
    found = furniture.rule_for(text, edge=True)
    return found is not None and found[0] in _BETWEEN and not frames.is_title(text)


def _with_neighbours(rows: Rows, over: list[int], n: int, text: str) -> tuple[list[str], str | None, set[int]]:
    """A title line with its first half or the title proper over it, and the occasion under it."""
    upper = over[n - 1] if n else None
    if upper is not None and _first_half(rows, upper, over[n]):
        above = _first_third(rows, over, n - 1)
        lines = [*([above] if above is not None else []), upper]
        whole = "".join(rows[i].text for i in lines) + text
        return [frames.bare_title(whole)], _occasion_below(rows, over, n), {*lines, over[n]}
    title = own_title(text)
    if upper is not None and _adjoin(rows, upper, over[n]) and _named_above(rows[upper], title):
        return [frames.bare_title(rows[upper].text)], title, {upper, over[n]}
    return [_whole_form(rows, over[:n], title)], _occasion_below(rows, over, n), {over[n]}


def _adjoin(rows: Rows, upper: int, lower: int) -> bool:
    """Whether nothing stands between two lines but what the page says of the upload."""
    between = rows[upper + 1 : lower]
    return all(row.reason in _BETWEEN or (row.reason is None and _is_meta(row.text)) for row in between)


def _named_above(upper: Row, title: str) -> bool:
    """Whether the line over “在…上的讲话” is the title proper, and that one the subtitle."""
    return title.startswith("在") and upper.linked < 0.5 and frames.is_slogan(frames.bare_title(upper.text))


def _occasion_below(rows: Rows, over: list[int], n: int) -> str | None:
    """The line under a title that says when and where it was given, which is its subtitle."""
    below = rows[over[n + 1]].text if n + 1 < len(over) else ""
    return below.strip("（）()— ") if frames.is_occasion(below) else None


def _first_half(rows: Rows, upper: int, lower: int) -> bool:
    """Whether a title is set in two lines: 在…会 ⏎ 议上的讲话. The upper line opens what only the lower one closes."""
    above, below = rows[upper].text, frames.bare_title(rows[lower].text)
    if rows[upper].reason or lower - upper > 1 or not _can_open(above):
        return False
    opened = above.rfind("在") >= 0 and not re.search("[上中时]的", above[above.rfind("在") :])
    closed = "上的" in below and "在" not in below.partition("上的")[0]
    whole = frames.bare_title(above + below)
    named = any(whole == frames.bare_title(row.text) for row in rows[: min(upper, 12)])
    thirds = upper > 0 and _opens_only(rows[upper - 1]) and "在" not in above and closed
    return named or thirds or (opened and closed and frames.is_title(whole))


def _first_third(rows: Rows, over: list[int], n: int) -> int | None:
    """The line over the upper half that opens a title set in three lines: 在…暨 ⏎ …表彰 ⏎ 大会上的讲话."""
    place = over[n - 1] if n else None
    if place is None or over[n] - place > 1 or "在" in rows[over[n]].text:
        return None
    return place if _opens_only(rows[place]) else None


def _opens_only(row: Row) -> bool:
    """Whether a line opens 在… and does not close it."""
    text = row.text
    return row.reason is None and _can_open(text) and "在" in text[:12] and not re.search("[上中时]的|[，：]", text)


def _can_open(text: str) -> bool:
    """Whether a line can be a part of a title that goes on below."""
    if len(text) > 40 or INNER_END.search(text) or has_marker(text):
        return False
    return not frames.is_caption(text) and frames.delimiter(text) is None


def _block_above(rows: Rows, over: list[int], n: int) -> list[int]:
    """The one or two lines over a subtitle that make the title."""
    block: list[int] = []
    for i in reversed(over[max(0, n - 2) : n]):
        text = rows[i].text
        if not _adjoin(rows, i, block[0] if block else over[n]):
            break
        plain = frames.is_caption(text) or frames.delimiter(text) is not None or furniture.rule_for(text, edge=True)
        if plain or len(text) > 40 or (block and frames.is_title(text)):
            break
        if block and (i + 1 != block[0] or _stands_alone(rows, i, block[0])):
            break
        block.insert(0, i)
    return block


def _stands_alone(rows: Rows, upper: int, lower: int) -> bool:
    """Whether the lower of two lines is a whole title already."""
    return frames.is_title(rows[lower].text) and not _first_half(rows, upper, lower)


# ------------------------------------------------------------------------------------- what is glued to a title


def _whole_form(rows: Rows, over: list[int], title: str) -> str:
    """The title as a line above it says more fully: …会上讲话 under …会上的讲话. Else itself."""
    for i in over:
        above = frames.bare_title(rows[i].text)
        fuller = 0 < len(above) - len(title) <= 4 and above.endswith(title[-2:]) and frames.is_title(above)
        if fuller and not above.endswith(title) and _alike(above, title, SLIP):
            return above
    return title


def own_title(text: str) -> str:
    """A title without what ran into it: the site's words, a copy of itself in other words, byline and date.

    “来源在全县…大会上讲话” → “在全县…大会上讲话”; “镇2017工作报告镇政府工作报告” → “镇政府工作报告”;
    “在…上的讲话局长陈立”→ “在…上的讲话”. A title that would not be one afterwards stays as it is.
    """
    if len(text) > LONGEST:
        return frames.bare_title(text)
    title = _without_byline(_WHOSE.sub("", frames.bare_title(text)))
    bare = _page_words().sub("", title)
    if bare != title and frames.is_title(bare) and len(bare) >= 8:
        title = bare
    return _last_copy(title)


@cache
def _page_words() -> re.Pattern[str]:
    """Words of the page in front of a title: 首页, 来源, 附件."""
    return re.compile(rf"^(?:(?:{'|'.join(resources.data('cleaning/frame')['page_words'])})[ ：:>]{{0,2}}){{1,4}}")


@cache
def _title_end() -> re.Pattern[str]:
    words = "|".join(resources.data("cleaning/frame")["title_words"])
    return re.compile(rf"(?:{words})稿?")


def _last_copy(title: str) -> str:
    """Of two titles without a gap that say the same the second, which stands at the speech."""
    for match in _title_end().finditer(title, 4, max(4, len(title) - 6)):
        first, second = title[: match.end()], title[match.end() :]
        if second[0] in "和与及、的会稿" or not frames.is_title(second) or len(second) < 6:
            continue
        column = len(first) <= 6 and second.startswith("在")  # the name of the column: 领导讲话在全县…
        if column or _alike(first, second):
            return second
    return title


def _alike(first: str, second: str, least: float = ALIKE) -> bool:
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= least


def _without_byline(title: str) -> str:
    """The title without office, name and date of the speaker, if nothing else stands behind its last word."""
    place = max((match.end() for match in _title_end().finditer(title)), default=0)
    if not 6 <= place < len(title):
        return title
    rest = _DATE_BEHIND.sub("", _OCCASION.sub("", title[place:])).strip(" ")
    known = not rest or frames.is_caption(rest) or bool(_SPREAD_NAME.fullmatch(rest))
    return title[:place] if known and frames.is_title(title[:place]) else title
