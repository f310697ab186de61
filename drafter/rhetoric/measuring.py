"""What headings are made of: lengths, segments, what siblings share, what they quote and count.

In: headings. Out: numbers and pieces of text; nothing is judged here. Lengths count hanzi, letters and digits;
segments are cut at commas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce

from drafter import numerals

SEGMENT = re.compile(r"[，,；;]")
QUOTED_CHAR = re.compile(r"[“‘\"']([\u4e00-\u9fff])[”’\"']")
NUMERIC = re.compile(
    rf"[“‘\"']?(?P<n>{numerals.NUMERAL})(?P<measure>个|种|项|大|条|张|道|股|本|支|处|层|类|对)(?P<head>[\u4e00-\u9fff]{{2,4}})"
)
_LISTED = re.compile(r"(?:即|就是|[：:])(?:要)?(?P<parts>[^。；]+)$")


@dataclass(frozen=True, slots=True)
class Fault:
    """A condition that does not hold: an identifier, the sentence for the writer, and the items concerned.

    `grave` faults make the set unfit; the others are a matter of taste (a length that differs by one).
    """

    code: str
    message: str
    items: tuple[int, ...] = ()
    grave: bool = True


def length(text: str) -> int:
    """Hanzi, letters and digits of a text: 围绕大局，抓落实 → 7."""
    return sum(1 for c in text if unicodedata.category(c)[0] in "LN")


def segments(text: str) -> list[int]:
    """The lengths of the comma segments: 摸清家底，把安全生产抓得有数 → [4, 9]."""
    return [length(part) for part in SEGMENT.split(text)]


def common(items: Sequence[str]) -> str:
    """The characters that all items share, in order: 围绕大局抓落实, 突出重点抓落实 → 抓落实."""

    def shared(a: str, b: str) -> str:
        blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        return "".join(a[m.a : m.a + m.size] for m in blocks)

    return reduce(shared, items) if items else ""


def prefix(items: Sequence[str]) -> str:
    """The longest common beginning."""
    first, last = min(items), max(items)
    end = next((i for i, c in enumerate(first) if i >= len(last) or c != last[i]), len(first))
    return first[:end]


def suffix(items: Sequence[str]) -> str:
    """The longest common ending."""
    return prefix([item[::-1] for item in items])[::-1]


def listed(item: str) -> list[str]:
    """What a numeric heading lists: 做到“三个清楚”，即家底清楚、问题清楚、办法清楚 → three parts; [] for none."""
    match = _LISTED.search(item)
    return [part for part in match.group("parts").split("、") if part] if match else []


def quoted_chars(item: str) -> list[str]:
    """The single characters in quotes: 突出一个“早”字 → [早]."""
    return [match.group(1) for match in QUOTED_CHAR.finditer(item)]


def numeric_count(item: str) -> int | None:
    """The number a numeric heading names in quotes: 做到“三个清楚” → 3; None for other headings."""
    # The last one before what is listed: a theme may bring a number of its own (“四个意识”教育).
    head = before_list(item)
    names = [NUMERIC.match(head, quote.end()) for quote in re.finditer(rf"“(?={numerals.NUMERAL})", head)]
    counts = [numerals.value(name.group("n")) for name in names if name]
    return counts[-1] if counts else None


def numeric_name(item: str) -> str | None:
    """The number and what it counts, as a heading names it in quotes: 树立“四个理念”，凝聚共识 → 四个理念."""
    head = before_list(item)
    names = [NUMERIC.match(head, quote.end()) for quote in re.finditer(rf"“(?={numerals.NUMERAL})", head)]
    found = [name.group(0).strip("“") for name in names if name]
    return found[-1] if found else None


def before_list(item: str) -> str:
    """A heading up to what it lists."""
    match = _LISTED.search(item)
    return item[: match.start()] if match else item


def same_build(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether two sets of siblings, one under the other, are heard as one turn: all of both begin with one word
    (把责任担子扛上肩: 把企业责任压到岗位), or end on the same words."""
    if len(above) < 2 or len(below) < 2:
        return False
    end = suffix(above)
    return prefix(above)[:1] == prefix(below)[:1] != "" or (end != "" and end == suffix(below))
