"""From a paragraph to units: the clauses, pairs of clauses and strings of clauses that a writer would underline.

In: a text. Out: `Unit`s with their place in it, punctuation made full-width. What is inside quotation marks
stays together, unless it is a quoted sentence: that is cut up by itself and marked as quoted. Which unit is
worth keeping is for others to judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.mining import rules, words
from drafter.mining.rules import length

WIDE = str.maketrans(";:?!()", "；：？！（）")
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_OPEN, _CLOSE = "“‘（《「『【〈", "”’）》」』】〉"
_SAYING = re.compile(r"“[^“”]{3,20}[、，；][^“”]{3,20}”")
_QUOTATION = re.compile(r"[，。；！？]")
_LEAD_IN = re.compile(r"(?:[：:]|(?:说|讲|道|云|指出|强调|所说的)[，：,:]?)$")
_SPACE = re.compile(r"\s+")

LONGEST, HANDY = 32, 24
"""Characters that clauses which can't do without one another may have together, and others that are joined;
a single clause may have up to 40."""
PARTED = 18
"""Characters from which a unit joined for its build is also given in parts."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two commas or stronger stops; `stop` is the mark behind it."""

    text: str
    start: int
    end: int
    stop: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more neighbouring clauses of a sentence. `quoted`: the source quotes somebody here.
    `first`, `last`: it begins or ends the sentence; `before`, `after`: the clauses next to it in the sentence."""

    text: str
    start: int
    end: int
    quoted: bool = False
    first: bool = False
    last: bool = False
    before: str = ""
    after: str = ""


def wide(text: str) -> str:
    """Full-width punctuation and paired “ ” for straight quotes, character for character."""
    text = _COMMA.sub("，", text.translate(WIDE))
    if '"' in text:
        parts = text.split('"')
        text = parts[0] + "".join(("“" if n % 2 else "”") + part for n, part in enumerate(parts[1:], 1))
    return text


def sentences(text: str, offset: int = 0, quoted: bool = False) -> Iterator[tuple[list[Clause], bool]]:
    """The sentences of a paragraph as lists of clauses, each with whether it is quoted speech."""
    clauses: list[Clause] = []
    start = at = 0
    while at < len(text):
        char = text[at]
        if char in _OPEN:
            end = _closing(text, at)
            if _is_speech(text, at, end):
                # The lead-in (…指出：) is nobody's phrase; what stood before it is.
                before = clauses if text[start:at].strip() else clauses[:-1]
                if before:
                    yield before, quoted
                yield from sentences(text[at + 1 : end], offset + at + 1, quoted=True)
                clauses, start = [], end + 1
            at = max(end, at) + 1
        elif char in "，；：。！？…\n":
            clauses += _clause(text, start, at, offset)
            at = start = at + 1
            ends = char not in "，；：" and not (char == "？" and _answered(clauses, text[at : at + 30]))
            if ends and clauses:
                yield clauses, quoted
                clauses = []
        else:
            at += 1
    clauses += _clause(text, start, at, offset)
    if clauses:
        yield clauses, quoted


def _clause(text: str, start: int, end: int, offset: int) -> list[Clause]:
    raw = text[start:end]
    bare = raw.strip()
    if not bare:
        return []
    begin = offset + start + len(raw) - len(raw.lstrip())
    return [Clause(_SPACE.sub("", bare), begin, begin + len(bare), text[end : end + 1])]


def _is_speech(text: str, at: int, end: int) -> bool:
    """Whether a quotation that opens at an offset is somebody's sentence: 他强调：“……，……。”"""
    led = _LEAD_IN.search(text[max(0, at - 8) : at])
    return bool(end and text[at] in "“「" and led and _QUOTATION.search(text[at + 1 : end]))


def _answered(clauses: Sequence[Clause], rest: str) -> bool:
    """A short question whose answer takes up its words stays with it: 什么是担当？担当是……"""
    if len(clauses) != 1:
        return False
    asked, answer = clauses[0].text, re.split(r"[，。！？；]", rest)[0]
    return length(asked) <= 10 and length(answer) <= 26 and asked[-2:] in answer


def _closing(text: str, at: int) -> int:
    """Where the bracket that opens at an offset closes; 0 when it doesn't within 200 characters."""
    opener, closer = text[at], _CLOSE[_OPEN.index(text[at])]
    depth = 0
    for n in range(at, min(len(text), at + 400)):
        depth += (text[n] == opener) - (text[n] == closer)
        if not depth:
            return n
    return 0


def units(text: str, offset: int = 0) -> Iterator[Unit]:
    """The units of a paragraph in text order, without connectives at their beginning.

    Of what was joined for its build only, the parts are given too: the better one is for others to choose.
    """
    for clauses, quoted in sentences(wide(text), offset):
        groups = list(_grouped(clauses))
        for n, group in enumerate(groups):
            unit = _unit(group, quoted, *_beside(groups, n))
            if unit:
                yield unit
                yield from _parts(group, unit)
                yield from _enumerations(unit)
                yield from _sayings(unit)


def _parts(group: Sequence[Clause], unit: Unit) -> Iterator[Unit]:
    """The clauses of a long unit that can do without one another."""
    if len(group) < 2 or length(unit.text) <= PARTED:
        return
    parts = [[c] for c in group]
    for joins in (_tied, _leaning):
        parts = _joined(parts, joins)
    for n, part in enumerate(parts):
        before, after = _beside(parts, n, unit.before, unit.after)
        made = _unit(part, unit.quoted, before, after)
        if made and len(parts) > 1 and length(made.text) >= 7:
            yield made


def _beside(groups: Sequence[Sequence[Clause]], n: int, before: str = "", after: str = "") -> tuple[str, str]:
    """The clauses next to a group; `before` and `after` stand beside them all."""
    return groups[n - 1][-1].text if n else before, groups[n + 1][0].text if n < len(groups) - 1 else after


def _sayings(unit: Unit) -> Iterator[Unit]:
    """What a unit says in quotation marks with a mark inside: “为实干者撑腰、为担事者担事”."""
    for match in _SAYING.finditer(unit.text):
        if 8 <= length(match.group()) < length(unit.text) - 3:
            yield Unit(match.group(), unit.start, unit.end, unit.quoted)


def _linked(text: str) -> int:
    """Where a clause begins behind its connective (但是，我们… → 3); its length when it is nothing else."""
    match = rules.connective().match(text)
    if not match:
        return 0
    return len(text) if length(text) - match.end() < 2 else match.end()


def _grouped(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """The clauses in groups: first what is built alike or answers one another, then what can't stand alone."""
    groups = [[c] for c in clauses]
    for joins in (_tied, _alike, _even_pair, _leaning, _balanced):  # the surest first: what it takes is no longer free
        groups = _joined(groups, joins)
    return iter(groups)


def _joined(groups: Sequence[list[Clause]], joins: Callable[[list[Clause], list[Clause]], bool]) -> list[list[Clause]]:
    out: list[list[Clause]] = []
    for group in groups:
        if out and _may_join(out[-1], group) and joins(out[-1], group):
            out[-1] = [*out[-1], *group]
        else:
            out.append(list(group))
    return out


def _may_join(group: Sequence[Clause], following: Sequence[Clause]) -> bool:
    last, first = group[-1], following[0]
    if _size(group) + _size(following) > LONGEST or last.stop == "：" or _linked(last.text) == len(last.text):
        return False
    linked = _linked(first.text)
    return linked != len(first.text) and (linked <= 2 or last.stop == "？")


def _size(group: Sequence[Clause]) -> int:
    return sum(length(c.text) for c in group)


def _tied(group: list[Clause], following: list[Clause]) -> bool:
    """Clauses that need one another: a pair of linkers, question and answer."""
    last, clause = group[-1], following[0]
    return last.stop == "？" or any(o.search(last.text) and c.search(clause.text) for o, c in rules.pairs())


def _alike(group: list[Clause], following: list[Clause]) -> bool:
    """Clauses of equal build: 不要想当然，不要凭经验; 要向管理要安全，向科技要产量."""
    last, clause, total = group[-1], following[0], _size(group) + _size(following)
    if total > HANDY + 2 * (len(group) == 1):
        return False
    if last.stop == "；":
        return total <= 26 and _parallel(last.text, clause.text)
    return _parallel(last.text, clause.text) or max(length(last.text), length(clause.text)) <= 4


def _even_pair(group: list[Clause], following: list[Clause]) -> bool:
    """Two short clauses of one length: 找对症的方子，用管用的药."""
    sizes = {_size(group), _size(following)}
    return len(group) == len(following) == 1 and group[-1].stop == "，" and len(sizes) == 1 and sizes < {4, 5, 6, 7}


def _balanced(group: list[Clause], following: list[Clause]) -> bool:
    """Two halves of a sentence built alike, with a semicolon between: 底数不清，措施会落空；分工不明，责任就悬空."""
    if group[-1].stop != "；" or len(group) < 2 or len(group) != len(following):
        return False
    gaps = [abs(length(a.text) - length(b.text)) for a, b in zip(group, following, strict=True)]
    return not any(gaps) or (max(gaps) <= 2 and group[0].text[0] == following[0].text[0])


def _leaning(group: list[Clause], following: list[Clause]) -> bool:
    """Clauses of which one can't stand alone: a topic, a condition, an answer, a very short one."""
    last, clause, total = group[-1], following[0], _size(group) + _size(following)
    if last.stop == "；":
        return False
    if rules.hits("clauses", "follow", clause.text) or (len(group) == 1 and rules.hits("clauses", "lead", last.text)):
        return total <= 30
    return min(_size(group), _size(following)) < 5 and total <= 18


def _parallel(one: str, other: str) -> bool:
    """Equal length, or nearly so with the same beginning or end, or the same words in the same places: 不要想当然 /
    不要凭经验; 要紧抓不落实的事 / 紧盯不落实的人."""
    one, other = _MODAL.sub("", one) or one, _MODAL.sub("", other) or other
    gap = abs(length(one) - length(other))
    if gap == 0 and (length(one) == 4 or any(a == b for a, b in zip(one, other, strict=False))):
        return True
    if one[:2] == other[:2] and gap <= 4:
        return True
    if gap <= 2 and (one[-2:] == other[-2:] or (one[0] == other[0] and gap <= 1)):
        return True
    return gap <= 2 and _in_common(one, other) >= max(2, 0.4 * min(length(one), length(other)))


def _in_common(one: str, other: str) -> int:
    """Characters that two clauses have in common in one order, those of no meaning left out."""
    match = SequenceMatcher(None, one, other, autojunk=False)
    return sum(c not in "的了和与，、" for m in match.get_matching_blocks() for c in one[m.a : m.a + m.size])


def _unit(group: Sequence[Clause], quoted: bool, before: str, after: str) -> Unit | None:
    text = "".join(c.text + (c.stop if n < len(group) - 1 else "") for n, c in enumerate(group))
    text = text[_linked(text) :].lstrip("，：")
    text = _TAIL.sub("", text)
    stop = group[-1].stop
    end = stop if stop == "：" or (stop == "？" and _ASKS.search(text)) else ""
    first, last = not before, not after
    return Unit(text + end, group[0].start, group[-1].end, quoted, first, last, before, after) if text else None


_MODAL = re.compile(r"^(?:我们|大家|各级)?(?:也|都|还|就|更|必须|一定|坚决)?(?:要|必须)?")
_TAIL = re.compile(r"(?:，?等等|，(?:如|比如|例如|特别是|尤其是)|[，；：]+)$")
_ASKS = re.compile(r"什么|怎|如何|何|哪|谁|几|多少|吗|呢|是否|有没有|能不能|会不会|是不是|够不够|好不好|为啥")
_RUN = re.compile(r"[\u4e00-\u9fff]{3,12}(?:、[\u4e00-\u9fff]{3,12})+")


def _enumerations(unit: Unit) -> Iterator[Unit]:
    """Strings of three- or four-character items inside a longer unit: 路径清楚、时限明白、人手到位."""
    if length(unit.text) < 16:
        return
    edges = words.borders(unit.text)
    for match in _RUN.finditer(unit.text):
        for size, fewest in ((4, 2), (3, 3)):
            for start, end in _even(match.group(), size, fewest):
                begin, stop = match.start() + start, match.start() + end
                if begin in edges and _free(unit.text, begin, stop) and stop - begin < len(unit.text) - 5:
                    yield Unit(unit.text[begin:stop], unit.start, unit.end, unit.quoted)


def _free(text: str, begin: int, end: int) -> bool:
    """Whether a string of items stands free: behind a verb or a mark, before 的, 等 or the end."""
    if end < len(text) and text[end] not in "的等，；：？”":
        return False
    second = text[text.index("、", begin) + 1]
    if begin and text[begin - 1] == second:  # 有责任单位、有责任人: the first item begins one character earlier
        return False
    before = words.tagged(text[:begin])
    return (
        not before
        or before[-1][1][0] in "pcuxf"
        or before[-1][0] in rules.items_after()
        or text[begin - 1] in "成到出为"
    )


def _even(run: str, size: int, fewest: int) -> Iterator[tuple[int, int]]:
    """Where items of one size follow one another; what clings to the first and the last is cut off."""
    at, items = 0, []
    for item in run.split("、"):
        items.append((at, at + len(item)))
        at += len(item) + 1
    first = 0
    while first < len(items) - 1:
        last = first + 1
        while last < len(items) - 1 and items[last][1] - items[last][0] == size:
            last += 1
        if last - first + 1 >= fewest and all(b - a >= size for a, b in (items[first], items[last])):
            yield items[first][1] - size, items[last][0] + size
        first = last
