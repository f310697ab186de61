"""Line breaks that a page lost to single spaces → breaks again.

In: rows as read (“……讲两个问题。 一、要统一思想 招商是……的举措。 1、抓发动……”). Out: each paragraph, and each heading
in front of its text, as a row of its own. Left alone: lines whose spaces stand in mid-sentence more often than at the
borders of paragraphs, and lines with a space behind nearly every sentence: there the spaces say nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from drafter.cleaning.rows import HAN, Row, Rows, has_marker

LONG = 200  # characters from which a line may hold paragraphs
HEADING = 45  # characters of a heading at most
OFTEN = 0.6  # the share of sentences behind which a space may stand and still part paragraphs
# Behind a sentence, or in front of a chapter's number whatever stands before it (第3页共4页 三、…).
_BORDER = re.compile(
    r"(?<=[。！？：；!?:;”]) {1,2}(?=[\u3400-\u9fff（“(0-9①-⑳])"
    rf"|(?<=[^ 第]) {{1,2}}(?=(?:{HAN}、|[（(]{HAN}[）)])[\u3400-\u9fff“])"
)
_WITHIN = re.compile(r"(?<=[\u3400-\u9fff”》）)]) {1,2}(?=[\u3400-\u9fff“《])")
_MARKED = re.compile(rf"(?:^|[。！？：；!?:; ])(?:{HAN}、|[（(]{HAN}[）)]|\d{{1,2}}[、.．])")
_ENDS = re.compile(r"[。！？!?]")
_STOP = re.compile("[。！？；：!?;:]")


def split_spaced(rows: Rows) -> Rows:
    """Puts the paragraphs of a long line on rows of their own where single spaces stand for lost breaks."""
    out: list[Row] = []
    for row in rows:
        pieces = paragraphs(row.text) if row.reason is None and len(row.text) >= LONG else [row.text]
        out.append(row.holding(pieces[0]))
        out += [replace(row, text=piece, indent=True, gap=True, page=False) for piece in pieces[1:]]
    return tuple(out)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a line; the line itself where its spaces are no lost breaks."""
    borders = [match.span() for match in _BORDER.finditer(text)]
    within = [match.span() for match in _WITHIN.finditer(text)]
    if len(borders) < 2 or len(borders) > OFTEN * len(_ENDS.findall(text)) + 1:
        return [text]
    if len(within) > len(borders) + len(_MARKED.findall(text)):
        return [text]
    sure = set(borders)
    cuts: list[int] = []
    for begin, end in sorted({*borders, *within}):
        if (begin, end) in sure:
            cuts.append(begin)
            continue
        # In mid-sentence a space parts a heading from its text, and nothing else.
        last = cuts[-1] if cuts else 0
        sentence = _STOP.split(text[max(last, begin - HEADING) : begin])[-1].lstrip()
        if has_marker(sentence) and (begin - last <= HEADING or len(sentence) < HEADING):
            cuts += [begin - len(sentence), begin]
    return [piece for a, b in pairwise([0, *cuts, len(text)]) if (piece := text[a:b].strip())]
