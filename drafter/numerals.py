"""Chinese numerals as speeches use them: 一 to 九十九, 两, 百, and digits of any width."""

from __future__ import annotations

import unicodedata

_DIGITS = "零一二三四五六七八九"
_VALUES = {c: i for i, c in enumerate(_DIGITS)} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

NUMERAL = r"(?:[一二三四五六七八九十百两〇]{1,5}|\d{1,3})"
"""Source of a regular expression for a count as it is written: 三, 十二, 两, 3."""


def chinese(number: int) -> str:
    """A number from 0 to 999 in Chinese: 3 → 三, 12 → 十二, 20 → 二十, 105 → 一百零五.

    Raises ValueError outside that range.
    """
    if not 0 <= number <= 999:
        raise ValueError(f"0 to 999 expected, not {number}")
    if number < 10:
        return _DIGITS[number]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if not hundreds:
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    text = _DIGITS[hundreds] + "百"
    if rest:
        text += ("零" if not tens else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")
    return text


def counted(number: int) -> str:
    """A number before a measure word: 2 → 两 (两点意见), else as `chinese`."""
    return "两" if number == 2 else chinese(number)


def value(text: str) -> int | None:
    """What a numeral says: 三 → 3, 两 → 2, 十二 → 12, 二十 → 20, １２ → 12; None for 几 and anything else."""
    text = unicodedata.normalize("NFKC", text.strip())
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 18 else None
    if not text or any(c not in _VALUES and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return _VALUES[text] if len(text) == 1 else None
    total, pending, lowest = 0, None, 10_000
    for c in text:
        if c in _UNITS:
            if _UNITS[c] >= lowest:
                return None
            lowest = _UNITS[c]
            total += (1 if pending is None else pending) * lowest
            pending = None
        elif pending:
            return None
        else:
            pending = _VALUES[c]
    return total + (pending or 0)
