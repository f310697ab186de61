"""How long a text takes to read aloud.

Hanzi count one syllable each, digits as they are spoken, punctuation nothing, an open slot six
(domain/checks.md, M01). Rates: 160–200 characters a minute, 180 by default (domain/format.md, section 4).
"""

from __future__ import annotations

import re
from functools import lru_cache

from drafter import numerals
from drafter.slots import OPEN

RATE = 180
SLOWEST, FASTEST = 160, 200
SLOT_SYLLABLES = 6

_NUMBER = re.compile(r"\d+(?:\.\d+)?[%％]?")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_LONGEST_FIGURE = 12
_WORD = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=4096)
def syllables(text: str) -> int:
    """Spoken syllables: 2025年 → 5, 12.5% → 7, 【日期】 → 6."""
    count = SLOT_SYLLABLES * len(OPEN.findall(text))
    text = OPEN.sub("", text)
    count += sum(_spoken(match.group(), text[match.end() : match.end() + 1]) for match in _NUMBER.finditer(text))
    return count + len(_HANZI.findall(text)) + sum(len(word) for word in _WORD.findall(text))


def _spoken(number: str, behind: str = "") -> int:
    percent = number[-1] in "%％"
    whole, dot, fraction = number.rstrip("%％").partition(".")
    # Years are read digit by digit, and so is what is too long for a figure; the rest gets its units: 二百三十四.
    plain = (len(whole) == 4 and behind == "年") or len(whole) > _LONGEST_FIGURE or (whole[0] == "0" and len(whole) > 1)
    spoken = len(whole) if plain else _figure(int(whole))
    return spoken + (1 + len(fraction) if dot else 0) + (3 if percent else 0)


def _figure(number: int) -> int:
    """The syllables of a whole number: 1200 → 4 (一千二百), 3005 → 4 (三千零五), 12000 → 4 (一万二千)."""
    if number < 1000:
        return len(numerals.chinese(number))
    count, above = 0, False
    for unit in (10**8, 10**4, 1):
        part = number // unit % 10**4
        if part == 0:
            continue
        digits = str(part).rjust(4, "0") if above else str(part)
        body = digits.rstrip("0")
        # A digit and its unit (ones have none), one 零 for each run of zeros before a digit.
        count += sum(2 for digit in body if digit != "0") - (len(body) == len(digits))
        count += len(re.findall("0+", body)) + (unit > 1) - (not above and 10 <= part < 20)  # 十五万, not 一十五万
        above = True
    return count


def seconds(text: str, rate: int = RATE) -> dict[str, int]:
    """The range of seconds a text takes at a speaker's rate (characters a minute): {"min": …, "max": …}."""
    count = syllables(text)
    return {"min": round(count * 60 * RATE / (FASTEST * rate)), "max": round(count * 60 * RATE / (SLOWEST * rate))}
