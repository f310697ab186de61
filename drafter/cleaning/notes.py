"""Footnotes: the marks in the text (园区〔1〕) and the blocks of notes (〔1〕园区：指…).

In: rows in one form. Out: the same without marks and notes, each with its reason. A bracketed number is a mark when it
follows a word and no year stands in it (〔2013〕86号 stays). A circled number is one only if a note begins with it
somewhere below, because ①…②… are enumerations as a rule. Left alone: notes under a head of their own (名词解释), which
furniture knows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.cleaning.rows import Row, Rows, live

_WORD = r"(?<=[\u3400-\u9fffA-Za-z0-9”’》）%。])"  # behind a comma or colon it numbers what follows
_BRACKETED = re.compile(
    _WORD
    + r" ?(?:〔(?:注释?)?\d{1,3}〕|\[(?:\^|注释?)?\d{1,3}\]|【(?:注释?)?\d{1,3}】|（注\d{0,3}）|［\d{1,3}］)(?!号)"
)
_CIRCLED = re.compile(r"(?<=[\u3400-\u9fff”’》）%])[①-⑳❶-❿]")
# Before a comma or a full stop a circled number can number nothing: the mark of a note that stands elsewhere.
_POINTS = re.compile(
    r"(?<=[\u3400-\u9fff”’》）%])(?<![中第上下按件对])[①-⑳❶-❿]{1,3}(?=[，。；！？])|(?<=[。！？])[①-⑳❶-❿]{1,3}$"
)
_OPENS = re.compile(r"^(?:(?P<mark>[〔\[［【](?:\^|注释?)?\d{1,3}[〕\]］】]|[①-⑳❶-❿]) ?)(?=\S)")
_DEFINES = re.compile(r"^.{1,40}?(?:：|:|，?是?指|——|，即)")


def drop_notes(rows: Rows) -> Rows:
    """Lifts the marks out of their sentences and drops the notes they point to."""
    openings = {i: m.group("mark") for i in live(rows) if (m := _OPENS.match(rows[i].text))}
    pointed = _marks(rows, openings)
    notes = _notes(rows, openings, pointed)
    circled = {openings[i] for i in notes if openings[i][0] not in "〔[［【"}
    out: list[Row] = []
    for i, row in enumerate(rows):
        if row.reason:
            out.append(row)
        elif i in notes:
            out.append(row.dropped("note"))
        else:
            out += _lifted(row, circled)
    return tuple(out)


def _marks(rows: Rows, openings: dict[int, str]) -> set[str]:
    """The marks that stand behind a word somewhere."""
    found: set[str] = set()
    for i in live(rows):
        text = rows[i].text
        start = len(openings.get(i, ""))
        found.update(m.group().strip() for m in _BRACKETED.finditer(text, start))
        found.update(_CIRCLED.findall(text, start))
    return found


def _notes(rows: Rows, openings: dict[int, str], pointed: set[str]) -> set[int]:
    """Lines that begin with a mark that stands in the text above, and say what something is."""
    found: set[int] = set()
    for i, mark in openings.items():
        rest = rows[i].text[len(mark) :].lstrip()
        if _number(mark) in {_number(other) for other in pointed} and (_DEFINES.match(rest) or mark[0] in "〔[［"):
            found.add(i)
    return found


def _number(mark: str) -> str:
    digits = re.sub(r"\D", "", mark)
    return digits if digits and mark[0] in "〔[［【（" else mark


def _lifted(row: Row, circled: set[str]) -> list[Row]:
    """The row without its marks, and each mark as a row of its own before it."""
    marks = [m.group().strip() for m in _BRACKETED.finditer(row.text)]
    text = _BRACKETED.sub("", row.text)
    marks += _POINTS.findall(text)
    text = _POINTS.sub("", text)
    if circled:
        marks += [m.group() for m in _CIRCLED.finditer(text) if m.group() in circled]
        text = _CIRCLED.sub(lambda m: "" if m.group() in circled else m.group(), text)
    if not marks:
        return [row]
    return [*(Row(mark, row.number, reason="note_mark") for mark in marks), replace(row, text=text)]
