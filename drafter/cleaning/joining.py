"""Lines → paragraphs: hard-wrapped lines and false paragraph breaks are rejoined.

A line goes on in the next when its sentence is not finished and the next is no new beginning (marker,
salutation, title). Left alone: headings on lines of their own, list lines, short lines that are no sentence.
"""

from __future__ import annotations

from collections import Counter

from drafter.cleaning.frames import is_caption, is_salutation, is_title
from drafter.cleaning.rows import CLOSES_FIRST, INNER_END, Row, Rows, ends_sentence, has_marker, is_heading, left_open

VIEW = 300  # characters of a long paragraph's end that are looked at when the next line comes
_CALLS = ("同志们，", "同志们！", "各位代表，", "各位代表！")  # what is called out begins a paragraph
WIDTHS = (18, 46)  # characters at which short files are wrapped
WRAPPED = 0.5  # share of lines that reach the common width in a hard-wrapped file


def join_lines(rows: Rows) -> Rows:
    """Rejoins what belongs to one paragraph; furniture between the two halves is stepped over."""
    width = wrap_width(rows)
    out: list[Row] = []
    last: int | None = None  # where the paragraph that may go on stands in `out`
    tail = ""  # its last line as it stood in the file
    pieces: dict[int, list[str]] = {}  # joined at the end: a paragraph of many lines is not copied for each of them
    for row in rows:
        if row.reason:
            last = None if row.barrier and not tail.endswith(("，", "、")) else last
            out.append(row)
            continue
        if last is not None and goes_on(out[last], row, width, tail):
            text = _joined(out[last].text, row.text)
            pieces.setdefault(last, [out[last].text]).append(text[len(out[last].text) :])
            out[last] = out[last].holding(text if len(text) <= 2 * VIEW else text[-VIEW:])
        else:
            last = len(out)
            out.append(row)
        tail = row.text
    for place, parts in pieces.items():
        out[place] = out[place].holding("".join(parts))
    return tuple(out)


def _joined(left: str, right: str) -> str:
    latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return f"{left} {right}" if latin else left + right


def goes_on(left: Row, right: Row, width: int | None, tail: str) -> bool:
    """Whether the sentence of `left` goes on in `right`. `tail` is the last line of the file in `left`."""
    if is_salutation(left.text) or is_salutation(right.text):
        return False
    if right.text.startswith(CLOSES_FIRST) and not right.text.startswith(("“", "（", "《", "【")):
        return True
    if right.page:
        return not (ends_sentence(left.text) or is_title(left.text) or is_caption(left.text))
    if ends_sentence(left.text) and right.text.startswith(_CALLS):
        return False
    full = bool(width) and len(tail) >= (width or 0) - 3
    if full and not (ends_sentence(left.text) or right.indent or has_marker(right.text) or is_heading(left.text)):
        return True  # whatever the full line happens to end with (…重要讲话)
    starts_anew = has_marker(right.text) or is_title(right.text) or right.text.startswith("——")
    if starts_anew or is_title(left.text) or is_caption(left.text):
        return False
    if full:
        return _wrapped(left, right)
    return _broken(left, right)


def _wrapped(left: Row, right: Row) -> bool:
    """In a hard-wrapped file a full line goes on unless a paragraph begins visibly."""
    if right.indent and not left.indent and ends_sentence(left.text):
        return False
    if ends_sentence(left.text):
        return not right.indent and not right.gap
    return not (right.indent and right.gap and is_heading(left.text))


def _broken(left: Row, right: Row) -> bool:
    """Elsewhere only an unfinished sentence goes on."""
    text = left.text
    if ends_sentence(text) or text.endswith(("：", "——", "……")) or is_heading(text):
        return False
    if len(right.text) < 15 and not ends_sentence(right.text):
        return False
    if left.indent and not (right.indent or right.gap) and "，" in text and len(text) >= 16:
        return True  # the first line of a paragraph, and its second
    if text.endswith(("，", "、")) or (left_open(text) and len(text) >= 8):
        return True
    return bool(INNER_END.search(text)) or (len(text) >= 30 and ("，" in text or len(text) >= 45))


def wrap_width(rows: Rows) -> int | None:
    """The width at which a file is hard-wrapped; None if its lines are paragraphs.

    Wrapped lines are many, alike in length, and mostly end in mid-sentence.
    """
    texts = [row.text for row in rows if row.reason is None and len(row.text) >= 16]
    if len(texts) < 8:
        return None
    lengths = Counter(len(text) for text in texts)
    width = max(lengths, key=lambda n: sum(lengths[n - d] for d in range(4)))
    near = [text for text in texts if width - 3 <= len(text) <= width + 1]
    longer = sum(len(text) > width + 3 for text in texts)
    unfinished = sum(not ends_sentence(text) and not is_heading(text) for text in near)
    if len(near) >= WRAPPED * len(texts) and unfinished >= 0.6 * len(near) and longer <= 0.15 * len(texts):
        return width
    return _narrow(texts)


def _narrow(texts: list[str]) -> int | None:
    """The width of a short file with few full lines: no line is longer, and the longest end in mid-sentence."""
    width = max(map(len, texts))
    near = [text for text in texts if len(text) >= width - 2]
    cut = sum(not ends_sentence(text) and not is_heading(text) and "，" in text for text in near)
    return width if WIDTHS[0] <= width <= WIDTHS[1] and len(near) >= 3 and cut >= 0.6 * len(near) else None
