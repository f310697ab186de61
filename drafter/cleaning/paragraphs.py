"""Text that runs on without paragraphs → a paragraph for each marker that begins a heading.

First- and second-level markers (一、 （一）) after a sentence end begin a paragraph anywhere. In a line that holds a
whole speech the items below them do, too (第一， 一要 1、 （1）), and so does the closing call (同志们，…). Left alone:
items inside the paragraphs of a speech that has paragraphs.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from drafter import numerals
from drafter.cleaning.rows import is_heading, patterns

_FILE = "cleaning/markers"
_HAN = "一二三四五六七八九十"
RUN_ON = 150  # characters from which a line may hold a whole speech
_CALL = re.compile("(?<=[。！？”])(?:同志们|各位代表|各位同仁)[，！]")


def break_paragraphs(text: str, *, whole: bool = False) -> list[str]:
    """“…抓出成效。二、盯住关键…” → two paragraphs; 一、二、三类企业 stays whole. `whole`: it is all of a speech."""
    cuts = sorted({m.start() for _, pattern in patterns(_FILE, "inside") for m in pattern.finditer(text) if m.start()})
    pieces = [text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    if len(text) >= RUN_ON and (whole or len(cuts) >= 2 or len(_series(text, "arabic")) >= 3):
        pieces = [part for piece in _without_call(pieces) for part in _items(piece)]
    return [part for piece in pieces for part in _sub_heading(piece) if part]


def _without_call(pieces: list[str]) -> list[str]:
    """The pieces with the call that closes the last one on its own."""
    calls = list(_CALL.finditer(pieces[-1]))
    if not calls or calls[-1].start() == 0:
        return pieces
    place = calls[-1].start()
    return [*pieces[:-1], pieces[-1][:place], pieces[-1][place:]]


def _items(text: str) -> list[str]:
    """A piece of a run-on text cut at its items: “…织密责任网第一，…。第二，…。”."""
    cuts = {place for form in _FORMS for place in _series(text, form)} - {0}
    borders = sorted({0, *cuts, len(text)})
    return [text[a:b].strip() for a, b in pairwise(borders)]


_FORMS = {
    "nth": "第(?P<n>[一二三四五六七八九十]{1,3})，",
    "must": "(?P<n>[一二三四五六七八九十]{1,3})要(?![务求素点])",
    "arabic": r"(?<!\d)(?P<n>\d{1,2})、(?!\d{1,2}[、号级类])",
    "bracket": r"（(?P<n>\d{1,2})）",
}


@cache
def _form(form: str) -> re.Pattern[str]:
    return re.compile(_FORMS[form])


def _series(text: str, form: str) -> list[int]:
    """Where items of a form begin that count on from one; all but the first follow a sentence end."""
    found: list[int] = []
    places: list[int] = []
    for match in _form(form).finditer(text):
        number = int(match["n"]) if match["n"].isdigit() else numerals.value(match["n"])
        before = text[match.start() - 1 : match.start()]
        ended = before in "。！？；”" or not before
        opens = number == 1 and (ended or before not in "，、《（“第统之唯")
        if opens:
            found += places if len(places) >= 2 else []
            places = [match.start()]
        elif ended and places and number == len(places) + 1:
            places.append(match.start())
    return [*found, *places] if len(places) >= 2 else found


def _sub_heading(text: str) -> tuple[str, ...]:
    """A heading and its first sub-heading run together: “一、看清形势（一）成绩来之不易。” → two paragraphs."""
    first = text.find("（一）")
    if 3 < first <= 60 and text[0] in _HAN and is_heading(text[:first]):
        return text[:first], text[first:]
    return (text,)
