"""The record that travels through the steps of cleaning, and what every step may ask of a line.

A step never deletes a row: it gives it a `reason`. So page furniture still shows where a speech ends, and the
list of what was dropped is the list of rows with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from drafter import resources
from drafter.models import Source

SENTENCE_END = re.compile(r"[。！？；…!?][”’」』）)》】\]]{0,3}$")
INNER_END = re.compile(r"[。！？；]")
HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
CLOSES_FIRST = tuple("，。、；：！？”’）》】」』")
HAN = "[一二三四五六七八九十]{1,3}"  # the number of a heading
_WIDE = str.maketrans(",:!?;()\u3000", "，：！？；（） ")
_WHITE = " \t\u3000\xa0\u200b\ufeff\r\n"
# Pages saved as one line keep the indents of the paragraphs they lost.
_PARAGRAPH_GAP = re.compile("[\xa0\u3000]{2,}[\xa0\u3000 ]*|(?<=[。！？：”]) {3,}")
_MARKED = {"hidden": "hidden", "running": "repeated"}  # what reading says of a line → why it is no speech text
_PAIRS = {"“": "”", "（": "）", "《": "》", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line on its way: text without outer white space, the line it began on, what stood around it.

    `indent`: it began with two blanks or more; `gap`: an empty line stood before it; `linked`: share of link
    text; `reason`: why it is no speech text, None as long as it may be; `barrier`: what follows it belongs to
    the page; `page`: a page number stood before it; `cut`: the next row was one line with it; `image`: it stood
    right below a picture; `formed`: its text is in the one form.
    """

    text: str
    number: int
    indent: bool = False
    gap: bool = False
    linked: float = 0.0
    reason: str | None = None
    barrier: bool = False
    page: bool = False
    cut: bool = False
    image: bool = False
    formed: bool = False

    def holding(self, text: str, *, formed: bool = False) -> Row:
        """The row with another text; itself if nothing changes (copies cost more than comparing)."""
        if text == self.text and formed == self.formed:
            return self
        return Row(
            text, self.number, self.indent, self.gap, self.linked, self.reason, self.barrier, self.page, self.cut,
            self.image, formed,
        )  # fmt: skip

    def dropped(self, reason: str, *, barrier: bool = False) -> Row:
        return self if self.reason else replace(self, reason=reason, barrier=barrier)


# The steps ask the same of the same lines again and again; their answers are kept for a file's worth of lines.
remembered = lru_cache(maxsize=1 << 13)

Rows = tuple[Row, ...]
Step = Callable[[Rows], Rows]


def rows_of(source: Source) -> Rows:
    """The lines of a source that hold text."""
    rows: list[Row] = []
    gap = False
    for line in source.lines:
        bare = line.text.strip(_WHITE)
        if bare:
            lead = line.text[: line.text.find(bare[0])]
            indent = "\u3000" in lead or "\t" in lead or len(lead) >= 2
            for n, part in enumerate(_PARAGRAPH_GAP.split(bare) if len(bare) > 60 else [bare]):
                image = line.mark == "image" and n == 0
                row = Row(part, line.number, indent=indent or n > 0, gap=gap, linked=line.linked, image=image)
                why = _MARKED.get(line.mark)
                rows.append(row.dropped(why) if why else row)
        gap = not bare
    return tuple(rows)


def live(rows: Iterable[Row]) -> list[int]:
    """The places of the rows that still may be speech text."""
    return [i for i, row in enumerate(rows) if row.reason is None]


@cache
def line_markers() -> re.Pattern[str]:
    rules = resources.data("cleaning/markers")["line"]
    return re.compile("|".join(f"(?:{rule['pattern']})" for rule in rules))


@remembered
def has_marker(text: str) -> bool:
    """Whether a line begins with a numbering marker (一、 （一） 1. 第一， 一是 …) or a bullet."""
    return bool(line_markers().match(text))


def without_marker(text: str) -> str:
    """The line without the numbering marker it begins with: “（二）在…上的讲话” → “在…上的讲话”."""
    match = line_markers().match(text)
    return text[match.end() :].lstrip() if match else text


def one_for_one(text: str) -> str:
    """A line as read with the commonest half-width marks full-width, a character for each: every place stays."""
    return text.translate(_WIDE)


def ends_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text))


@remembered
def is_heading(text: str) -> bool:
    """A short line that begins with a marker and holds no sentence: “一、压实责任，守住底线”.

    A question inside is no sentence of its own, the heading asks and answers: “一、为什么学？要从根上讲”.
    """
    inner = text[:-1].replace("？", "，")
    return has_marker(text) and len(text) <= 50 and not INNER_END.search(inner) and text[-1] not in "，、；：,"


@remembered
def is_prose(text: str) -> bool:
    """A line that holds a sentence, or a long stretch of one."""
    hanzi = len(HANZI.findall(text[:200]))  # more make no difference
    if ends_sentence(text) or INNER_END.search(text):
        return hanzi >= 4
    return hanzi >= 30 and ("，" in text or hanzi >= 45)


def left_open(text: str) -> bool:
    """Whether a quotation, bracket or title is still open at the end: “要当“护林员”."""
    return any(text.count(a) > text.count(b) and text.rfind(a) > text.rfind(b) for a, b in _PAIRS.items())


@cache
def patterns(file: str, *keys: str) -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    """The rules of a list in a data file, compiled."""
    rules: Any = resources.data(file)
    for key in keys:
        rules = rules[key]
    return tuple((rule, re.compile(rule["pattern"])) for rule in rules)
