"""One form for every character: widths, punctuation, spaces, quotation marks.

In: a line as read. Out: the same words with full-width punctuation between hanzi, half-width digits and
letters, no stray spaces. Left alone: 1.4%, 10:30, masks (XX, ×, *), slots (【…】), ①.
Quotation marks are paired later, in whole paragraphs, because a line may hold half a pair.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from drafter.cleaning.frames import opening_salutation
from drafter.cleaning.rows import HANZI, INNER_END, Row, Rows, has_marker

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufe0e\ufe0f]")
_BLANK = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
for _kept in "，：；？！（）":
    _WIDE.pop(ord(_kept))
_FORMS: dict[int, int | str] = {
    ord(odd): usual
    for usual, odds in {
        "“": "「﹁〝", "”": "」﹂〞", "‘": "『﹃", "’": "』﹄", '"': "＂", "。": "｡", "、": "､", "·": "•‧∙・﹒",
        "—": "―─━",
    }.items()
    for odd in odds
}  # fmt: skip
_FORMS = {**_FORMS, **_WIDE}
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\u2474-\u249b\u3220-\u3229]")
_CJK = r"\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…·×"
_SPACE_IN = re.compile(rf"(?<=[{_CJK}]) +(?=[{_CJK}A-Za-z0-9*%+\"])|(?<=[A-Za-z0-9*%+\"]) +(?=[{_CJK}])")
_SPACE_LATIN = re.compile(r"(?<=[\u3400-\u9fff]) +(?=[A-Za-z0-9“])|(?<=[A-Za-z0-9”]) +(?=[\u3400-\u9fff])")
_ARABIC_MARKER = re.compile(r"^(\d{1,2}[.]) +(?=\S)")
_COMMA = re.compile(r"(?<!\d)[ ]?,[ ]?|,[ ]?(?!\d)")
_COLON = re.compile(r"(?<![\dA-Za-z:]) ?: ?(?![/:\\])|(?<=[A-Za-z]) ?: ?(?=[\u3400-\u9fff“])|(?<=\d) ?: ?(?=[^\d\s/])")
_CLOCK = re.compile(r"(?<=\d)[：∶](?=\d{2}(?!\d))")
_STRAY = re.compile(r"(?<=[\u3400-\u9fff，。])[`´¨](?=[\u3400-\u9fff])")
# Sound marks behind a character: a reading aid (亳（bó）州), or the debris of a bad conversion.
_READING = re.compile(r"(?<=[\u3400-\u9fff])[（(][a-zü]{0,4}[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ][a-zü]{0,4}[）)]")
# Sites that spoil copies spell out every other character, twice and more: 军(jun)(jun)的(de)(de)(de).
_SPELLED = re.compile(r"(?<=[\u3400-\u9fff])(?:[（(][a-z]{1,6}[）)]){1,4}")
SPELLED = 8  # of them in a file and more were put there by a machine
_STOP = re.compile(r"(?<=[\u3400-\u9fff”’》）%])\.(?=$|[\u3400-\u9fff“”])")
_HAN_NUMBER = re.compile(r"^[一二三四五六七八九十]{1,3}$")
_DOTS = re.compile(r"(?:\.{3,}|。{3,}|…+|·{4,})")
_DASHES = re.compile(r"(?:[—–]{2,}|[-－]{2,}|—-+|-+—)")


def normalise(rows: Rows) -> Rows:
    """Each line in the one form; before it, the reading aids and stray signs that it held."""
    out: list[Row] = []
    spelled = sum(len(_SPELLED.findall(row.text)) for row in rows if "(" in row.text or "（" in row.text) >= SPELLED
    for row in rows:
        if spelled and row.reason is None and _SPELLED.search(row.text):
            out.append(Row("".join(_SPELLED.findall(row.text)), row.number, reason="reading_aid"))
            row = row.holding(_SPELLED.sub("", row.text))
        if row.reason is None:
            out += [Row(aid, row.number, reason="reading_aid") for aid in _READING.findall(row.text)]
            out += [Row(sign, row.number, reason="stray") for sign in _STRAY.findall(row.text)]
        text = one_form(row.text)
        if text:
            out.append(row.holding(text))
    return tuple(out)


def one_form(text: str) -> str:
    """A line in the one form: "１.提高认识,统一思想" → "1.提高认识，统一思想"."""
    text = _INVISIBLE.sub("", text).translate(_FORMS)
    text = _RADICALS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)
    text = _BLANK.sub(" ", text).strip()
    sample = text[:400]
    if len(HANZI.findall(sample)) < 0.3 * len(sample.replace(" ", "")):
        return text
    text = punctuation(text)
    # The one space that parts a heading from its text is needed until page numbers are off the line.
    return " ".join(spaces(part) for part in split_heading_gap(text) or (text,))


def punctuation(text: str) -> str:
    """Half-width , : ; ? ! ( ) and a full stop behind hanzi turned full-width; 1,234, 10:30 and 1.4% stay."""
    text = _DOTS.sub("……", _DASHES.sub("——", _READING.sub("", _STRAY.sub("", text))))
    text = _COMMA.sub("，", text)
    if "://" not in text and "www." not in text:
        text = _CLOCK.sub(":", _COLON.sub("：", text))
        text = re.sub(r" ?\? ?", "？", text)
    text = re.sub(r" ?; ?", "；", text)
    text = re.sub(r" ?! ?", "！", text)
    text = text.replace("(", "（").replace(")", "）")
    return _STOP.sub(lambda m: "." if _HAN_NUMBER.match(text[: m.start()]) else "。", text)


def spaces(text: str) -> str:
    """Stray spaces out; the one space that parts two halves of a title or heading stays (严防死守 久久为功)."""
    if not re.search(r"[，。；！？、：]", text) and len(text) <= 40:
        halves = text.split(" ")
        if len(halves) >= 4 and all(len(half) == 1 for half in halves):
            return "".join(halves)  # a title set wide: 在 全 县 大 会 上 的 讲 话
        if len(halves) > 1 and all(len(HANZI.findall(half)) >= 4 for half in halves):
            return text
        if len(halves) > 1 and not has_marker(text):
            # No sentence: a menu, a byline or a title. What it is, is judged by its spaces.
            return _SPACE_LATIN.sub("", text)
    if " " not in text:
        return text
    opening = opening_salutation(text)
    if opening and " " in opening[0] and not re.search("[，。；：！？]", opening[0]):
        return spaces(opening[0]) + _SPACE_IN.sub("", opening[1] + opening[2])  # a title before 同志们：
    return _ARABIC_MARKER.sub(r"\1 ", _SPACE_IN.sub("", text))


_HEADING_GAP = re.compile(r"(?<=[\u3400-\u9fff”’》）]) (?=[\u3400-\u9fff“《])")


def split_heading_gap(text: str) -> tuple[str, str] | None:
    """A heading and the text behind it, parted by a space only: “第一，要抓住一个“早”字 隐患从来不等人……。”

    More than one such space in the line: stray spaces, which part nothing.
    """
    if " " not in text or not has_marker(text):
        return None
    first = INNER_END.search(text)
    gap = _HEADING_GAP.search(text, 3, first.start() if first else len(text))
    if gap is None or not 6 <= gap.start() <= 45 or not first:
        return None
    rest = text[gap.end() :]
    if len(rest) < 15 or len(_HEADING_GAP.findall(text)) > 1:
        return None
    return text[: gap.start()], rest


def split_headings(rows: Rows) -> Rows:
    """Puts a heading that only a space parts from its text on a line of its own."""
    out: list[Row] = []
    for row in rows:
        parts = None if row.reason else split_heading_gap(row.text)
        if parts:
            out.append(replace(row, text=parts[0]))
            out.append(replace(row, text=parts[1], indent=True, gap=True, page=False))
        else:
            out.append(row.holding(spaces(row.text), formed=True))
    return tuple(out)


def pair_quotes(text: str) -> str:
    """Straight quotation marks of a paragraph turned into “ and ” by turns."""
    if '"' not in text:
        return text
    out, is_open = [], False
    for c in text:
        if c == '"':
            c = "”" if is_open else "“"
        if c in "“”":
            is_open = c == "“"
        out.append(c)
    return "".join(out)
