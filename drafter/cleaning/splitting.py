"""One file → its sections, one for each speech.

A section begins at a collection's delimiter (第二篇：…), or at the title over a salutation, or at a title with
date or name after a finished speech. Stretches without a speech's worth of prose go to the section behind them.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from drafter.cleaning.frames import delimiter, is_caption, is_closing, is_date_line, is_salutation, is_title
from drafter.cleaning.rows import Row, Rows, ends_sentence, is_heading, is_prose, live, without_marker

LEAST = 100  # characters of prose and headings that a section must hold to stand alone
SHORTEST = 80  # lines at most of such a one: what is longer and holds no more prose is a list
LITTLE = 24  # … and what is enough under 第N篇, or under a title and a salutation
_FINISHED = re.compile(
    r"(?:谢谢(?:大家|各位|同志们)?|我就讲这些|(?:讲话|发言|汇报)(?:就|到此)*(?:完了?|结束)了?|散会)[！。]$"
)
_BARE_NUMBER = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]?[、.．]?")
HEAD = 6  # lines between a title and the salutation at most


def split(rows: Rows) -> list[Rows]:
    """The sections of a file, in order; together they hold every row."""
    borders = sorted(_delimiters(rows) | _titles(rows))
    sections: list[Rows] = []
    begin = 0
    prose = list(accumulate((_prose(row) for row in rows), initial=0))
    for border in borders:
        if prose[border] - prose[begin] >= LEAST or _short_speech(rows[begin:border]):
            sections.append(rows[begin:border])
            begin = border
    sections.append(rows[begin:])
    return sections


def _short_speech(section: Rows) -> bool:
    """Whether few sentences are a speech of their own: they stand under 第N篇, or under a title and a salutation."""
    if len(section) > SHORTEST:
        return False
    texts = [section[i].text for i in live(section)]
    greeting = next((n for n, text in enumerate(texts) if is_salutation(text)), None)
    head = texts[: HEAD if greeting is None else greeting][-HEAD:]
    numbered = any(delimiter(text) is not None for text in head)
    titled = any(is_title(without_marker(text)) for text in head)
    if not (numbered if greeting is None else numbered or titled):
        return False
    said = [text for text in texts[greeting or 0 :] if is_prose(text) and ends_sentence(text)]
    return sum(map(len, said)) >= LITTLE


def _prose(row: Row) -> int:
    return len(row.text) if row.reason is None and (is_prose(row.text) or is_heading(row.text)) else 0


def _delimiters(rows: Rows) -> set[int]:
    """A delimiter alone may be anything; two of them make a collection."""
    found = {i for i in live(rows) if delimiter(rows[i].text) is not None}
    return found if len(found) > 1 else set()


def _titles(rows: Rows) -> set[int]:
    found: set[int] = set()
    places = live(rows)
    numbered = _numbered(rows, places)
    found |= numbered
    for n, i in enumerate(places):
        if is_salutation(rows[i].text) and n:
            start = None if places[n - 1] in numbered else _head(rows, places, n)
            if start is not None:
                found.add(start)
            elif _FINISHED.search(rows[places[n - 1]].text):
                found.add(i)  # a speech without a title behind a finished one
        elif is_title(rows[i].text) and n and _new_speech(rows, places, n):
            found.add(i)
    return found


def _numbered(rows: Rows, places: list[int]) -> set[int]:
    """Bare numbers over salutations (一 ⏎ 同志们：… 二 ⏎ 各位代表：…): two of them make a collection."""
    found = {a for a, b in pairwise(places) if _BARE_NUMBER.fullmatch(rows[a].text) and is_salutation(rows[b].text)}
    return found if len(found) > 1 else set()


def _head(rows: Rows, places: list[int], n: int) -> int | None:
    """Where the frame over a salutation begins: the topmost line of no prose, if one of them is a title."""
    top, titled = n, False
    for k in range(n - 1, max(-1, n - 1 - HEAD), -1):
        text = rows[places[k]].text
        if is_prose(text) or is_salutation(text):
            break
        top = k
        titled = titled or is_title(without_marker(text)) or delimiter(text) is not None
    return places[top] if titled else None


def _new_speech(rows: Rows, places: list[int], n: int) -> bool:
    """A title with its date under it; or, after a closed speech, with a name, a subtitle or text under it."""
    before, after = rows[places[n - 1]].text, [rows[i].text for i in places[n + 1 : n + 3]]
    if any(is_date_line(text) for text in after):
        return not is_title(before) and not is_caption(before)
    named = any(is_caption(text) or text.startswith("——") for text in after)
    return is_closing(before) and (named or (bool(after) and is_prose(after[0])))
