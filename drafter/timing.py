"""How long a text takes to read aloud.

Hanzi count one syllable each, digits as they are spoken, punctuation nothing, an open slot six
(domain/checks.md, M01). Rates: 160–200 characters a minute, 180 by default (domain/format.md, section 4).
"""

from __future__ import annotations

import re

from drafter import numerals
from drafter.slots import OPEN

RATE = 180
SLOWEST, FASTEST = 160, 200
SLOT_SYLLABLES = 6

_NUMBER = re.compile(r"\d+(?:\.\d+)?[%％]?")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]+")


def syllables(text: str) -> int:
    """Spoken syllables: 2025年 → 5, 12.5% → 7, 【日期】 → 6."""
    count = SLOT_SYLLABLES * len(OPEN.findall(text))
    text = OPEN.sub("", text)
    count += sum(_spoken(number) for number in _NUMBER.findall(text))
    return count + len(_HANZI.findall(text)) + sum(len(word) for word in _WORD.findall(text))


def _spoken(number: str) -> int:
    percent = number[-1] in "%％"
    whole, dot, fraction = number.rstrip("%％").partition(".")
    # Years and codes are read digit by digit; other numbers get their units: 234 → 二百三十四.
    spoken = len(whole) if len(whole) >= 4 else len(numerals.chinese(int(whole)))
    return spoken + (1 + len(fraction) if dot else 0) + (3 if percent else 0)


def seconds(text: str, rate: int = RATE) -> dict[str, int]:
    """The range of seconds a text takes at a speaker's rate (characters a minute): {"min": …, "max": …}."""
    count = syllables(text)
    return {"min": round(count * 60 * RATE / (FASTEST * rate)), "max": round(count * 60 * RATE / (SLOWEST * rate))}
