"""Siblings: whether the headings of one level hold together, by the judge of mining and composing (`rhetoric`).

In: a text and its outline. Out: `Odd`s, at most one for a set and a question. Left alone: headings below the second
level, clauses in mid-paragraph, run-in sentences too long for a heading, sets of more than twelve, and whatever the
hint of an open slot 【…】 would decide. Sources: domain/checks.md R01, R02, R05; domain/structure.md, section 5.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from drafter import rhetoric, slots
from drafter.checks import numbering
from drafter.checks.rules import Rule
from drafter.checks.subject import Subject
from drafter.errors import DrafterError, nearest
from drafter.models import Heading, Outline

_MOST = 12
_LONGEST_RUN_IN = 25  # letters; a longer sentence behind a marker is no heading
_SKELETON = 2  # letters that all siblings begin or end with
_BLANK = "\u3000" * 4
_DIGITS = re.compile(r"[一二三四五六七八九十百两\d①-⑳㈠-㈩]")
_LAST_SENTENCE = re.compile(r"[^。！？\n]+[。！？：:]?\s*\Z")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Odd:
    """The heading that breaks its set, what a message fills in, and a milder severity where that is due."""

    heading: Heading
    values: dict[str, Any] = field(default_factory=dict)
    severity: str | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """Sibling headings, their words with open slots blanked out, and the sentence that leads up to them."""

    headings: tuple[Heading, ...]
    lead: str

    @property
    def items(self) -> list[str]:
        return [slots.OPEN.sub(_BLANK, heading.text) for heading in self.headings]

    @property
    def where(self) -> str:
        """The set as a writer finds it: “一、”至“四、”."""
        first, last = (self.headings[n].marker.strip(" \u3000，,：:") for n in (0, -1))
        return f"“{first}”至“{last}”" if first and last else f"“{self.headings[0].text[:8]}”等"

    def odd(self, n: int, severity: str | None = None, **values: Any) -> Odd:
        """The finding at one heading."""
        return Odd(self.headings[n], {"where": self.where, "count": len(self.headings), **values}, severity)


def odd(subject: Subject, rule: Rule) -> Iterator[Odd]:
    """Every heading that breaks its set (params: question, one of QUESTIONS; exempt: lead words that may return)."""
    asked, exempt = str(rule.params.get("question", "")), rule.pattern("exempt")
    if asked not in QUESTIONS:
        raise DrafterError(f"{rule.file}.yaml：question 不能是“{asked}”，{nearest(asked, list(QUESTIONS))}")
    question = QUESTIONS[asked]
    for one in sets(subject.text, subject.outline):
        found = question(one)
        if found and not (exempt and exempt.search(str(found.values.get("word", "")))):
            yield found


def sets(text: str, outline: Outline) -> Iterator[Set]:
    """The sets of sibling headings on the first two levels that stand as headings."""
    for siblings in (outline.headings, *(heading.children for heading in outline.headings)):
        for run in _runs(siblings):
            if 2 <= len(run) <= _MOST and all(_stands(text, heading) for heading in run):
                yield Set(tuple(run), _lead(text, run[0].start))


def _runs(headings: tuple[Heading, ...]) -> Iterator[list[Heading]]:
    """Siblings list by list: another way of numbering, or a number that does not rise, begins another."""
    run: list[Heading] = []
    for heading in headings:
        if run and not _goes_on(run[-1], heading):
            yield run
            run = []
        run.append(heading)
    if run:
        yield run


def _goes_on(before: Heading, heading: Heading) -> bool:
    last, this = numbering.number(before.marker), numbering.number(heading.marker)
    if last is None or this is None:  # 首先 … 第三: a word counts one place
        return True
    # 一、 behind 五、 begins anew; any other slip of the pen does not (N02 reports it).
    return _DIGITS.sub("", before.marker) == _DIGITS.sub("", heading.marker) and (this > 1 or last == 1)


def _stands(text: str, heading: Heading) -> bool:
    """Whether a heading begins its paragraph, and is not a long sentence with a number in front."""
    begin = text.rfind("\n", 0, heading.start) + 1
    short = not heading.run_in or rhetoric.length(heading.text) <= _LONGEST_RUN_IN
    return not text[begin : heading.start].strip() and short


def _lead(text: str, start: int) -> str:
    """The last sentence before the first heading, open slots blanked out."""
    match = _LAST_SENTENCE.search(text[max(0, start - 300) : start].rstrip())
    return slots.OPEN.sub(_BLANK, match.group()) if match else ""


def _segments(one: Set) -> Odd | None:
    """A heading of one comma segment among headings of two."""
    if not _comparable(one) or not any(f.code == "segments" for f in rhetoric.verify(one.items, "parallel")):
        return None
    shapes = [tuple(rhetoric.segments(item)) for item in one.items]
    sizes = [len(shape) for shape in shapes]
    usual = _usual(sizes)
    n = next(n for n, size in enumerate(sizes) if size != (usual or sizes[0]))
    said = f"多数分 {usual} 段" if usual else f"依次分 {_row(sizes)} 段"
    return one.odd(n, None if _built(one, shapes) else "info", said=said, own=sizes[n])


def _lengths(one: Set) -> Odd | None:
    """A heading longer or shorter than its siblings, of as many segments."""
    faults = rhetoric.verify(one.items, "parallel") if _comparable(one) else []
    fault = next((f for f in faults if f.code == "length"), None)
    if fault is None:
        return None
    shapes = [tuple(rhetoric.segments(item)) for item in one.items]
    usual = _usual(shapes)
    often, times = Counter(shapes).most_common(1)[0]
    middle = often if times > 1 else sorted(shapes, key=sum)[len(shapes) // 2]
    n = max(range(len(shapes)), key=lambda n: sum(abs(a - b) for a, b in zip(shapes[n], middle, strict=True)))
    said = f"多数是 {_size(usual)}" if usual else f"依次是 {_row(map(sum, shapes))} 字"
    sure = fault.grave and one.headings[0].level == 1 and _built(one, shapes)
    return one.odd(n, None if sure else "info", said=said, own=_size(shapes[n]))


def _leads(one: Set) -> Odd | None:
    """A lead word that some siblings share. Where they name and list, or turn on one character, words are alike by
    nature."""
    if any(not rhetoric.verify(one.items, device) for device in ("numeric", "one_char")):
        return None
    for fault in rhetoric.repeated_lead(one.items):
        return one.odd(fault.items[1], fault=fault.message, word=fault.message[1:3])
    return None


def _chars(one: Set) -> Odd | None:
    """A heading without the quoted character that the others have, or with that of another; another place or one
    character too many may be meant."""
    quoted = [rhetoric.quoted_chars(item) for item in one.items]
    if not _one_char(one, quoted):
        return None
    for fault in rhetoric.verify(one.items, "one_char"):
        if fault.code == "one_char":
            grave = not all(quoted) or all(len(chars) == 1 for chars in quoted)
            return one.odd(_breaks(quoted), None if grave else "info", fault=fault.message)
        if fault.code == "place":
            places = [item.find(chars[0]) for item, chars in zip(one.items, quoted, strict=True)]
            return one.odd(_other(places), "info", fault=fault.message)
    return None


def _one_char(one: Set, quoted: list[list[str]]) -> bool:
    """Whether a set is plainly meant to turn on one character each: most headings quote one, or some do and as many
    were announced. What all quote is skeleton (在“比”中对坐标, 在“比”中照镜子); two each (以“进”促“稳”) are a turn
    of their own."""
    if all(chars == quoted[0] for chars in quoted) or all(len(chars) > 1 for chars in quoted):
        return False
    users = sum(map(bool, quoted))
    return len(_announced(one)) == len(quoted) or (users > 1 and users * 2 > len(quoted))


def _announced_chars(one: Set) -> Odd | None:
    """“严”“实”“快” announced, and headings on “严”“快”“实”."""
    said, quoted = _announced(one), [rhetoric.quoted_chars(item) for item in one.items]
    given = [c for chars in quoted for c in chars]
    if not said or given == said or (given and rhetoric.verify(one.items, "one_char")):
        return None
    # 标准要严, 作风要实: the characters are said, without quotes.
    spoken = len(said) == len(one.items) and all(c in item for c, item in zip(said, one.items, strict=True))
    fault = next((f for f in rhetoric.announces(one.lead, one.items) if f.code == "listed"), None)
    if fault is None or (not given and (spoken or len(said) != len(one.items))):
        return None
    n = next((n for n, chars in enumerate(quoted) if chars != said[n : n + 1]), 0)
    return one.odd(n, fault=fault.message)


def _announced(one: Set) -> list[str]:
    """The characters announced right before the first heading: 我强调三个字：“早”“实”“严”."""
    chars = rhetoric.quoted_chars(one.lead)
    return chars if len(chars) > 1 and "字" in one.lead else []


QUESTIONS: dict[str, Callable[[Set], Odd | None]] = {
    "segments": _segments,
    "lengths": _lengths,
    "leads": _leads,
    "chars": _chars,
    "announced": _announced_chars,
}


def _comparable(one: Set) -> bool:
    """Whether lengths say anything: no open slot, and no device with lengths of its own."""
    if any(slots.OPEN.search(heading.text) for heading in one.headings):
        return False
    if any(map(rhetoric.listed, one.items)) and not rhetoric.verify(one.items, "numeric"):
        return False
    return bool(rhetoric.verify(one.items, "hypophora"))


def _built(one: Set, shapes: list[tuple[int, ...]]) -> bool:
    """Whether the set was plainly meant to be equal: most headings are, letter for letter, and not by chance (two
    segments, or three headings), and no shared beginning or end makes up for the rest."""
    usual = _usual(shapes)
    items = one.items
    if usual is None or max(map(rhetoric.length, (rhetoric.prefix(items), rhetoric.suffix(items)))) >= _SKELETON:
        return False
    return len(usual) > 1 or shapes.count(usual) > 2


def _usual(values: list[_T]) -> _T | None:
    """What more than half of the siblings have, two at least."""
    value, times = Counter(values).most_common(1)[0]
    return value if times > 1 and times * 2 > len(values) else None


def _breaks(quoted: list[list[str]]) -> int:
    """The first heading without one quoted character, else the first that repeats one."""
    bad = next((n for n, chars in enumerate(quoted) if len(chars) != 1), None)
    return bad if bad is not None else next(n for n, chars in enumerate(quoted) if chars in quoted[:n])


def _other(values: list[int]) -> int:
    usual = _usual(values)
    return next(n for n, value in enumerate(values) if value != (values[0] if usual is None else usual))


def _size(shape: tuple[int, ...]) -> str:
    """A length for people: 18 字（6＋12）."""
    return f"{sum(shape)} 字" + (f"（{'＋'.join(map(str, shape))}）" if len(shape) > 1 else "")


def _row(values: Iterable[int]) -> str:
    return "、".join(map(str, values))
