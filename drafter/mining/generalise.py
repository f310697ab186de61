"""From somebody's words to a pattern: what only the source could say becomes a typed slot, or the unit is dropped.

In: the text of a unit, and what is known of its speech (`Frame`). Out: the pattern, or None when it can't be
cleaned surely. Current general terms (乡村振兴, 营商环境) stay. The last check reads the pattern once more and
drops it when anything foreign is left: better a phrase less than somebody's name in a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from drafter import names
from drafter.mining import rules, words
from drafter.mining.rules import length
from drafter.slots import SLOT, literal_runs

LONGEST_LITERAL = 40
_QUOTED = re.compile(r"“([^“”]*)”")
_HEADLESS = ("{口号", "{项目", "{遮盖")
"""What a pattern can't begin with: a hole where nobody knows what stood."""
_TIGHT = re.compile(r"\}[、，和与及的之及以]?\{")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that becomes a slot; `slot` "drop": nothing around it can be kept; "": it stays."""

    start: int
    end: int
    slot: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What a speech tells about its own words: the letter of its level (县), its theme, the local names in it."""

    letter: str = ""
    theme: str = ""
    names: tuple[tuple[str, str], ...] = ()


def generalise(text: str, frame: Frame, named: Iterable[Span] = ()) -> str | None:
    """The pattern of a unit: 我县要在{时限}前完成 …; None when it has to be dropped.

    `named` are names the recogniser found in it, in offsets of `text`.
    """
    pattern = slotted(text, frame, named)
    return pattern and _sound(pattern)


def slotted(text: str, frame: Frame, named: Iterable[Span] = ()) -> str | None:
    """As `generalise`, but however little is left between the slots: for a heading among its siblings."""
    spans = _covering([*_ruled(text), *_levels(text, frame), *_recurring(text, frame), *_quoted(text), *named])
    return None if any(span.slot == "drop" for span in spans) else _built(text, spans)


def _ruled(text: str) -> list[Span]:
    found = []
    for rule in rules.rules("patterns", "rules", "slot"):
        for match in rule.pattern.finditer(text):
            group = "x" if "x" in rule.pattern.groupindex else 0
            found.append(Span(*match.span(group), rule.value))
    return found


@cache
def _level_rules(letter: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = rules.table("patterns")
    # A speech of a district that was a county says 县 and 区 of itself.
    letter = next((f"[{peers}]" for peers in table["levels_alike"] if letter in peers), letter)
    table = table["levels"]
    names = {"both": "党政", "scope": "全域", "own": "我域", "government": "政府", "party": "党委"}
    return tuple((slot, re.compile(table[key].replace("{级}", letter))) for key, slot in names.items())


def _levels(text: str, frame: Frame) -> list[Span]:
    found = [Span(*m.span(), "上级") for m in re.finditer(rules.table("patterns")["upper"], text)]
    if not frame.letter:
        return found
    own = [Span(*m.span(), slot) for slot, rule in _level_rules(frame.letter) for m in rule.finditer(text)]
    return own + [span for span in found if not any(o.start <= span.start < o.end for o in own)]


def _recurring(text: str, frame: Frame) -> list[Span]:
    """Names that the recogniser saw elsewhere in the speech: 平武 where the speech also says 平武县."""
    return [Span(m.start(), m.end(), slot) for name, slot in frame.names for m in re.finditer(re.escape(name), text)]


def _quoted(text: str) -> list[Span]:
    found = []
    for m in _QUOTED.finditer(text):
        if m.group(1) and not common_quote(m.group(1), text[m.end() :], text[: m.start()]):
            # Half a slogan under a mask tells nobody what to put there.
            found.append(Span(m.start(1), m.end(1), "drop" if names.masked(m.group(1)) else "口号"))
    return found


@cache
def _common() -> frozenset[str]:
    return frozenset(rules.table("patterns")["quotes"]["common"].split())


def common_quote(inner: str, after: str = "", before: str = "") -> bool:
    """Whether what stands in quotation marks is anybody's (最后一公里) and no slogan of a place (“三联工程”)."""
    table = rules.table("patterns")["quotes"]
    explained = re.match(r"[，：]?(?:即|就是)", after)
    if explained or inner in _common() or (len(inner) == 1 and length(inner)):
        return True
    parts = [part for part in re.split(r"[、，]", inner) if part]
    if parts and all(part in _common() for part in parts):
        return True
    if re.match(table["local_after"], after) or re.search(table["local_inside"], inner):
        return False
    if length(inner) > 4 and re.search(table["local_before"], before):
        return False
    if length(inner) <= 4:
        parts = words.cut(inner)
        return all(map(words.known, parts)) and max(map(len, parts)) >= 2 and not foreign(inner)
    return not foreign(inner)


def _covering(spans: Sequence[Span]) -> list[Span]:
    """The spans without overlaps: what stays or drops first, then the longest, then the first.

    A span that reaches out of a chosen one widens it: of 青川市 behind which 市第三届… was taken, 青川 must go too.
    """
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.slot != "", -(s.end - s.start), s.start, s.slot)):
        if span.end <= span.start:
            continue
        over = [c for c in chosen if span.start < c.end and c.start < span.end]
        if not over:
            chosen.append(span)
        elif span.slot == "会议" and not any(c.slot or c.end - c.start > 3 for c in over):
            chosen = [*(c for c in chosen if c not in over), span]  # 中央、省、市…会议 is one meeting
        elif len(over) == 1 and span.slot and over[0].slot:
            chosen[chosen.index(over[0])] = Span(
                min(span.start, over[0].start), max(span.end, over[0].end), over[0].slot
            )
    return sorted((c for c in chosen if c.slot), key=lambda s: s.start)


def _built(text: str, spans: Sequence[Span]) -> str:
    out, at, seen = [], 0, dict[str, int]()
    for span in spans:
        seen[span.slot] = seen.get(span.slot, 0) + 1
        repeatable = span.slot in ("主题", "全域", "我域", "党委", "政府", "党政", "上级")
        number = "" if seen[span.slot] == 1 or repeatable else str(seen[span.slot])
        out += [text[at : span.start], f"{{{span.slot}{number}}}"]
        at = span.end
    return "".join(out) + text[at:]


def _sound(pattern: str) -> str | None:
    """A pattern that may be kept; None when slots outweigh words or something foreign is left."""
    runs = literal_runs(pattern)
    literal, open_slots = sum(map(length, runs)), len(SLOT.findall(pattern))
    if not runs or max(map(length, runs)) < 2 or literal > LONGEST_LITERAL or literal < 2 * open_slots:
        return None
    if _TIGHT.search(pattern) or not balanced(pattern) or pattern.lstrip("“").startswith(_HEADLESS):
        return None
    return None if any(foreign(run) for run in runs) else pattern


@cache
def _allowed() -> frozenset[str]:
    return frozenset(rules.table("patterns")["proper_common"].split())


def foreign(run: str) -> bool:
    """Whether a word of it looks like a name: a place or brand of the dictionary, or a name the segmenter guessed.

    Persons of the dictionary are not asked for: it tags 杜绝 and 卓越 as persons, and the recogniser of names
    finds those that hold a post. A known word of four characters or more is an idiom.
    """
    allowed = _allowed()
    for word, tag in words.tagged(run):
        if tag not in ("ns", "nr", "nrt", "nrfg", "nz") or len(word) < 2 or word in allowed:
            continue
        if not words.known(word) or (tag in ("ns", "nz") and len(word) <= 3):
            return True
    return False


def balanced(text: str) -> bool:
    """Whether brackets and quotation marks open and close in pairs, and none is empty."""
    closing = dict(zip("”’）》」", "“‘（《「", strict=True))
    stack: list[str] = []
    for n, char in enumerate(text):
        if char in closing.values():
            stack.append(char)
        elif char in closing and (not stack or stack.pop() != closing[char] or text[n - 1] == closing[char]):
            return False
    return not stack
