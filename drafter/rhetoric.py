"""Devices: what a set of sibling headings is built on, and whether it holds. The one judge of mining,
composing and checking.

Lengths count hanzi, letters and digits; segments are cut at commas. Conditions after
domain/structure.md, section 5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce

from drafter import numerals

_SEGMENT = re.compile(r"[，,；;]")
_QUOTED_CHAR = re.compile(r"[“‘\"']([\u4e00-\u9fff])[”’\"']")
_NUMERIC = re.compile(
    rf"[“‘\"']?(?P<n>{numerals.NUMERAL})(?P<measure>个|种|项|大|条|张|道|股|本|支|处|层|类)(?P<head>[\u4e00-\u9fff]{{2,4}})"
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
    return [length(part) for part in _SEGMENT.split(text)]


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


def detect(items: Sequence[str]) -> str | None:
    """The device of a set of two or more items, None when there is none.

    今年的任务 / 怎么办 → None; 要知势 / 要蓄势 → …
    """
    if len(items) < 2:
        return None
    lengths = {length(item) for item in items}
    # Without quotes a number with a measure word is mostly plain speech: 一股钻劲, 一个形象.
    if all(numeric_count(item) for item in items):
        return "numeric"
    if not verify(items, "one_char"):
        return "one_char"
    if not verify(items, "shared_char"):
        return "shared_char"
    for size, device in ((3, "three_char"), (4, "four_char")):
        if lengths == {size}:
            return device
    if not any(fault.grave for fault in verify(items, "parallel")):
        return "parallel"
    if len(prefix(items)) >= 1 or len(suffix(items)) >= 2:
        return "anaphora"
    return None


def verify(items: Sequence[str], device: str) -> list[Fault]:
    """What keeps a set of sibling headings from being well built on a device; [] when it holds.

    Raises KeyError for a device that is no device of headings.
    """
    if len(items) < 2:
        return [Fault("lonely", "同级标题只有一个")]
    return [*_same(items), *_CONDITIONS[device](items)]


def _same(items: Sequence[str]) -> list[Fault]:
    seen: dict[str, int] = {}
    for n, item in enumerate(items):
        key = "".join(c for c in item if unicodedata.category(c)[0] in "LN")
        if key in seen:
            return [Fault("twice", f"“{item}”用了两次", (seen[key], n))]
        seen[key] = n
    return []


def _parallel(items: Sequence[str]) -> list[Fault]:
    """对仗: as many segments in each, of the same length; one character of difference is a matter of taste."""
    shapes = [segments(item) for item in items]
    if len({len(shape) for shape in shapes}) > 1:
        return [Fault("segments", "各标题的分句数不同")]
    gaps = [max(column) - min(column) for column in zip(*shapes, strict=True)]
    total = [sum(shape) for shape in shapes]
    worst = max(max(total) - min(total), *gaps)
    faults = [Fault("length", f"各标题字数相差 {worst} 字", grave=worst > 1)] if worst else []
    return faults + repeated_lead(items)


def repeated_lead(items: Sequence[str]) -> list[Fault]:
    """A lead word (first two characters) that some headings share and others do not."""
    leads = [item[:2] for item in items]
    if len(set(leads)) == 1:
        return []
    for lead in leads:
        where = tuple(n for n, other in enumerate(leads) if other == lead)
        if len(where) > 1:
            return [Fault("lead", f"“{lead}”在部分标题中重复", where, grave=False)]
    return []


def _anaphora(items: Sequence[str]) -> list[Fault]:
    """排比: the shared part is identical, the rest differs in length by at most 30 %."""
    shared = max(len(prefix(items)), len(suffix(items)), len(common(items)) if len(common(items)) >= 2 else 0)
    if not shared:
        return [Fault("shared", "各标题没有共同的字词")]
    lengths = [length(item) for item in items]
    if max(lengths) - min(lengths) > max(2, 0.3 * max(lengths)):
        return [Fault("length", "各标题长短相差太大")]
    return []


def _one_char(items: Sequence[str]) -> list[Fault]:
    """一字经: each item holds exactly one quoted character, at the same place; no two the same."""
    found = [list(_QUOTED_CHAR.finditer(item)) for item in items]
    if any(len(marks) != 1 for marks in found):
        return [Fault("one_char", "每个标题应有且只有一个加引号的单字")]
    chars = [marks[0].group(1) for marks in found]
    if len(set(chars)) < len(chars):
        return [Fault("one_char", "单字不能重复")]
    if len({marks[0].start() for marks in found}) > 1:
        return [Fault("place", "单字在各标题中的位置不一致")]
    return []


def _shared_char(items: Sequence[str]) -> list[Fault]:
    """同字贯穿: the lead words share one character at one place, and only that."""
    if any(length(item) < 2 for item in items):
        return [Fault("shared_char", "标题太短")]
    words = [item[:2] for item in items]
    if len(set(words)) == len(words) and any(len({word[i] for word in words}) == 1 for i in (0, 1)):
        return []
    return [Fault("shared_char", "各标题的首词没有共用同一位置的一个字")]


def _numeric(items: Sequence[str]) -> list[Fault]:
    """数字概括: what is listed behind 即 or a colon has the count of the name, each part on its head word."""
    faults = []
    for n, item in enumerate(items):
        names = list(_NUMERIC.finditer(item))
        if not names:
            faults.append(Fault("numeric", "标题里没有“三个清楚”一类的数字概括", (n,)))
            continue
        parts = listed(item)
        name = ([found for found in names if found.end() <= len(_before_list(item))] or names[:1])[-1]
        if parts and len(parts) != numerals.value(name.group("n")):
            faults.append(Fault("count", f"“{name.group(0)}”之后列了 {len(parts)} 项", (n,)))
    return faults


def listed(item: str) -> list[str]:
    """What a numeric heading lists: 做到“三个清楚”，即家底清楚、问题清楚、办法清楚 → three parts; [] for none."""
    match = _LISTED.search(item)
    return [part for part in match.group("parts").split("、") if part] if match else []


def quoted_chars(item: str) -> list[str]:
    """The single characters in quotes: 突出一个“早”字 → [早]."""
    return [match.group(1) for match in _QUOTED_CHAR.finditer(item)]


def numeric_count(item: str) -> int | None:
    """The number a numeric heading names in quotes: 做到“三个清楚” → 3; None for other headings."""
    # The last one before what is listed: a theme may bring a number of its own (“四个意识”教育).
    head = _before_list(item)
    names = [_NUMERIC.match(head, quote.end()) for quote in re.finditer(rf"“(?={numerals.NUMERAL})", head)]
    counts = [numerals.value(name.group("n")) for name in names if name]
    return counts[-1] if counts else None


def _before_list(item: str) -> str:
    """A heading up to what it lists."""
    match = _LISTED.search(item)
    return item[: match.start()] if match else item


def _of_length(size: int) -> object:
    def condition(items: Sequence[str]) -> list[Fault]:
        odd = tuple(n for n, item in enumerate(items) if length(item) != size)
        return [Fault("length", f"应当都是 {size} 个字", odd)] if odd else []

    return condition


_CONDITIONS: dict = {  # type: ignore[type-arg]
    "parallel": _parallel,
    "anaphora": _anaphora,
    "one_char": _one_char,
    "shared_char": _shared_char,
    "numeric": _numeric,
    "three_char": _of_length(3),
    "four_char": _of_length(4),
}
