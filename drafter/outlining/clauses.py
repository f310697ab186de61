"""The topic clause: where a heading ends.

In: a text, the offset behind a marker, the offset where the paragraph or the next marker begins. Out: the
offset behind the topic clause, and whether text follows it. A heading on a line of its own is taken whole;
one that is followed by text ends with its sentence; small items (一是…) end with their first clause when the
sentence goes on and on.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafter import resources
from drafter.outlining.markers import SPACES

ENDS = "。！？!?"
HALVES = "；;"
TRIM = "。：:；;，,、.…—" + SPACES
_OPENERS, _CLOSERS = "“《（(【「『[", "”》）)】」』]"
_FAR, BEGINNING = 400, 100
"""So much of an item is looked at, and so much of one that is compared with its siblings."""
_OWN = 64
"""A line of its own up to this many characters is a heading whatever its commas."""
_BRIEF = 24
"""A sentence up to this many characters is no heading with text."""
SENTENCE = 50
"""A first sentence up to this many characters is a heading of the larger kinds as a whole."""
_LONG = 36
"""A first sentence longer than this is hardly a heading alone."""
_PAIR, _SECOND = 34, 18
"""Two clauses belong together up to this length, the second alone up to that one."""
_LOPSIDED = 2.6
"""A second clause so many times as long as the first explains it."""
_UNLIKE = 4
"""Two clauses whose lengths differ by more are no parallel pair."""
LED = 32
"""A clause longer than this is not taken along with the one that leads up to it."""
SHORTEST = 5
"""A heading run together with its text is at least this long; a clause hardly longer is never a heading alone when it
only leads up to the next."""
LEFT = 14
"""The first sentence of the text behind such a heading is at least this long."""
_EXPLAINED = 11
"""What explains a heading behind a colon or dash, within its sentence, is at least this long."""
BEFORE_OBJECTS = "的地得在对于到成好实动进升高强化住和与及是为把将做抓按以从向就、《“”》）)促推保使让等合续新全广明优"
"""Behind one of these a term goes on with what stands before it."""
_DOUBLED = re.compile("([\u4e00-\u9fff]{2})\\1(?!一下|[，。；、！？]|[了过的地])")
"""A word twice on end: the last of a heading and the first of its text (…强化督查考核考核要动真格)."""
_MAY_BE_HEADING = ("aim", "adverb")
"""What goes on so (推动…, 大力…) may still be the second half of a heading, when all siblings have one."""
_OPENING = re.compile('(?:关于)?([“"][\u4e00-\u9fff]{2,4}[”"]|[0-9]{4}年)')
"""A heading that opens with a period; its text often begins with the same one."""
HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def rules(kind: str) -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule["pattern"])) for rule in resources.data("outlining/clauses")[kind])


def _opens(clause: str) -> bool:
    """Whether a clause only leads up to the topic (按照规划的要求，)."""
    return any(pattern.match(clause) for _, pattern in rules("opening"))


def _goes_on(clause: str, before: int) -> bool:
    """Whether a clause no longer belongs to the topic, `before` being the length of what stands before it."""
    return any(pattern.match(clause) for rule, pattern in rules("going_on") if before >= 10 or not rule.get("long"))


def cuts(body: str, signs: str, limit: int) -> list[int]:
    """Offsets of these signs outside quotation marks and brackets, within the first `limit` characters."""
    found: list[int] = []
    depth = 0
    for at, char in enumerate(body[:limit]):
        if char in _OPENERS:
            depth += 1
        elif char in _CLOSERS:
            depth = max(0, depth - 1)
        elif depth == 0 and char in signs:
            found.append(at)
    if depth and not found:  # a quotation mark that is never closed hides nothing
        return [at for at, char in enumerate(body[:limit]) if char in signs]
    return found


@dataclass(frozen=True, slots=True)
class Topic:
    """Where a topic clause ends: offset, whether text follows it, and how that is known: "line" (a line of its
    own), "stop" (a stop shows it), "joint" (run together with the text and parted by its words), "guess".

    `pair`: of two short clauses, the ends of the first and of the second; siblings decide together.
    """

    end: int
    follows: bool
    known: str
    pair: tuple[int, int] | None = None


def topic_end(text: str, start: int, limit: int, whole: bool, alone: bool, large: bool) -> Topic:
    """The topic clause that begins at `start`, text or the next marker following at `limit`.

    `whole`: of the larger kinds, which take the whole first sentence; `large`: of these by its marker, though it
    may stand as a small item in mid-paragraph. `alone`: the marker begins its paragraph and nothing but the
    paragraph's end limits it.
    """
    body = text[start : min(limit, start + _FAR)]
    cut = _own_line(body, whole) if alone and limit - start <= len(body) else None
    known, pair = "line", None
    if cut is None:
        cut, known, pair = _run_in(body, whole, large)
    topic = body[:cut].rstrip(TRIM)
    follows = bool(text[start + cut : limit].strip(TRIM + ENDS + "”")) if limit - start < _FAR else True
    return Topic(start + len(topic), follows, known, pair and (start + pair[0], start + pair[1]))


def _own_line(body: str, whole: bool) -> int | None:
    """The length of a heading that has its line to itself, None when the line is a paragraph of text."""
    bare = body.rstrip(SPACES)
    inner = cuts(bare[:-1], ENDS + ("" if whole else HALVES), len(bare))
    if not bare or any(bare[at] not in "？?" or not whole for at in inner) or (inner and bare[-1] == "。"):
        return None
    if bare[-1] in "。；;" and not whole:
        return None
    if bare[-1] in "。：:" and joint(bare) is not None:
        return None
    if bare[-1] == "。" and len(bare) > SENTENCE + 5:
        return None
    if bare[-1] == "。" and len(bare) > _BRIEF and _told(bare) is not None:
        return None
    if _gap(bare) or (whole and _colon(bare)):
        return None
    if bare[-1] == "。" and whole and (_colon(bare, _EXPLAINED) or _dash(bare) or _titled(bare)):
        return None
    return len(bare) if len(bare) <= (_OWN if bare[-1] in ENDS else _OWN + 16) else None


def _colon(body: str, least: int = 16) -> int | None:
    """Where a colon parts a short heading from an explanation of more than `least` characters."""
    for at in cuts(body, "：:", 30)[:1]:
        if 2 <= at <= 24 and len(body) - at > least and not body[at + 1 : at + 2].isdigit():
            return at
    return None


def _dash(sentence: str) -> int | None:
    """Where a dash parts a short heading from its text (制度保障——实行日巡查、周通报)."""
    at = sentence.find("——", 0, _BRIEF)
    if at < 2 or len(sentence) - at < _EXPLAINED or cuts(sentence[:at], "，,", at):
        return None
    return None if "——" in sentence[at + 2 :] else at


def _titled(sentence: str) -> int | None:
    """Where a heading ends that is a fixed name of a part (去年工作回顾, 存在的问题) run together with its text."""
    for rule, pattern in rules("titles"):
        match = pattern.match(sentence)
        least = SHORTEST if rule.get("brief") else _EXPLAINED
        if match and len(sentence) - match.end() >= least and sentence[match.end()].isalnum():
            return match.end()
    return None


def _gap(body: str) -> int | None:
    """Where a space stands for the lost break between a heading and its text."""
    for match in re.finditer(r"[\u4e00-\u9fff”？！][ \t\u3000\xa0]{1,8}(?=[\u4e00-\u9fff“《0-9])", body[:80]):
        at = match.start() + 1
        rest = body[match.end() :]
        if at >= 4 and len(rest) > 20 and cuts(rest, "，,", 60) and cuts(rest, ENDS, len(rest)):
            return at
    return None


def _run_in(body: str, whole: bool, large: bool) -> tuple[int, str, tuple[int, int] | None]:
    """The length of a heading that is followed by text, how that is known, and its two clauses (see `Topic`)."""
    ends = cuts(body, ENDS + HALVES, len(body))
    end = ends[0] if ends else len(body)
    if end < len(body) and body[end] in "！？!?":
        end += 1
    sentence = body[:end]
    title = _titled(sentence) if large else None
    if title is not None:
        return title, "joint", None
    plain = [at for at in (_gap(body), _colon(sentence, _EXPLAINED), _dash(sentence)) if at is not None]
    if plain:
        return min(plain), "stop", None
    fused = joint(sentence) if large else None
    if fused is not None:
        return fused, "joint", None
    told = _told(sentence) if whole and len(sentence) > _BRIEF else None
    if told is not None:
        return told, "stop", None
    if whole and len(sentence) <= SENTENCE:
        return end, "stop", None
    ended = len(body) < _FAR and not body[end:].strip(TRIM + ENDS + "”")
    return _clauses(sentence, ended), "guess" if whole else "stop", None if whole else _pair(sentence)


def full_sentence(body: str, longest: int) -> int | None:
    """The length of a first sentence of at most two clauses that may be a heading as a whole, None when it is longer
    than `longest`, has no end, or its second clause only tells on (我们…, 增长12%)."""
    end = next(iter(cuts(body, ENDS + HALVES, longest + 1)), None)
    if end is None or end < 4:
        return None
    commas = cuts(body[:end], "，,", end)
    if len(commas) > 1 or cuts(body[:end], "：:", end):
        return None
    rest = body[commas[0] + 1 : end] if commas else ""
    told = any(p.match(rest) for rule, p in rules("going_on") if rule["id"] not in _MAY_BE_HEADING)
    return None if rest and told else end


def lopsided(sentence: str) -> bool:
    """Whether the second of two clauses is so much longer than the first that it explains it."""
    commas = cuts(sentence, "，,", len(sentence))
    return len(commas) == 1 and len(sentence) - commas[0] - 1 > _LOPSIDED * commas[0]


def _told(sentence: str) -> int | None:
    """Where a sentence that began as a heading goes over into text (领导要到位，各级干部都要…)."""
    bounds = [*cuts(sentence, "，,", len(sentence)), len(sentence)]
    for at, stop in itertools.pairwise(bounds):
        clause = sentence[at + 1 : stop]
        if (
            at >= 4
            and not _opens(sentence[:at])
            and any(rule.get("text") and pattern.match(clause) for rule, pattern in rules("going_on"))
        ):
            return at
    return None


def joint(sentence: str, short: bool = False) -> int | None:
    """Where heading and text were run together without any stop: before 什么是, 今年, 当前 … in mid-clause.

    Only when the sentence is too long for a heading (any length with `short`), or is a question that its beginning
    does not ask.
    """
    asks = sentence[-1:] in "？?"
    repeated = _repeated(sentence)
    if len(sentence) <= _BRIEF and not asks and not short:
        return repeated
    places: list[int] = [] if repeated is None else [repeated]
    for rule, pattern in rules("run_on"):
        if rule.get("asks", False) != asks or (rule.get("far") and len(sentence) <= _LONG):
            continue
        for match in pattern.finditer(sentence, 6):
            at = match.start()
            goes_on = len(sentence) - at > ((SHORTEST if short else 14) if rule.get("plain") else 10)
            if not rule.get("plain"):
                goes_on = goes_on and bool(cuts(sentence[at:], "，,", 99))
            joined = sentence[at - 1] not in BEFORE_OBJECTS or len(sentence) > _BRIEF
            if HAN.match(sentence[at - 1]) and (asks or goes_on) and joined:
                places.append(at)
                break
    return min(places, default=None)


def _repeated(sentence: str) -> int | None:
    """Where the text begins with a word of its heading and says what that is (…办好人民满意的教育教育是国之大计)."""
    doubled = _DOUBLED.search(sentence, 6, SENTENCE + _LONG)
    if doubled and len(sentence) - doubled.end() >= LEFT - 6:
        return doubled.end(1)
    again = _again(sentence)
    if again is not None:
        return again
    for match in re.finditer("是(?![否不非])", sentence[: SENTENCE + _LONG]):
        for length in range(8, 1, -1):
            at = match.start() - length
            word = sentence[max(0, at) : match.start()]
            tail = at - max(sentence.rfind(sign, 0, max(at, 0)) for sign in "，,、") - 1
            if (
                at >= 8
                and tail >= SHORTEST
                and word in sentence[:at]
                and HAN.match(sentence[at - 1])
                and all(map(HAN.match, word))
            ):
                return at
    return None


def _again(sentence: str) -> int | None:
    """Where the text begins with a term of its heading (抓好旧城改造的重点工作旧城改造千头万绪)."""
    stop = next(iter(cuts(sentence, "，,：:", SENTENCE)), min(len(sentence), SENTENCE))
    opening = _OPENING.match(sentence)
    at = sentence.find(opening.group(1), 8, stop + 8) if opening else -1
    if at > 0 and HAN.match(sentence[at - 1]) and sentence[at - 1] not in BEFORE_OBJECTS:
        return at if len(sentence) - at >= LEFT - 6 else None
    for at in range(8, stop - 3):
        term = sentence[at : at + 4]
        first = sentence.find(term, 0, at - 2) if term.isalpha() else -1
        if first < 0 or sentence[at - 1] in BEFORE_OBJECTS:
            continue
        if first and sentence[first - 1] == sentence[at - 1]:
            return None  # the words repeated begin earlier (实际上就是…，实际上就是…): no term, a way of speaking
        return at if len(sentence) - at >= LEFT else None
    return None


def _pair(sentence: str) -> tuple[int, int] | None:
    """The ends of both clauses of a sentence that might be a heading as a whole; the same end twice when the
    sentence has but one clause, or the first only leads up to the second."""
    commas = cuts(sentence, "，,", len(sentence))
    if not commas:
        return (len(sentence), len(sentence)) if len(sentence) <= _PAIR else None
    if len(commas) > 1 or len(sentence) > _PAIR or len(sentence) - commas[0] - 1 > _SECOND:
        return None
    first = len(sentence) if _opens(sentence[: commas[0]]) else commas[0]
    return first, len(sentence)


def _clauses(sentence: str, ended: bool) -> int:
    """The length of the leading clause of a sentence, with what belongs to it; when nothing comes behind the
    sentence (`ended`), its second clause is the text unless it is built like the first."""
    commas = cuts(sentence, "，,", len(sentence))
    ends = [*commas, len(sentence)]
    first = 0
    while first < len(ends) - 1 and first < 2 and _leads(sentence, ends, first):
        first += 1
    if len(ends) == 2 and first == 0:
        rest = sentence[ends[0] + 1 :]
        unlike = ended and abs(len(rest) - ends[0]) > _UNLIKE
        if (
            len(sentence) <= _PAIR
            and len(rest) <= min(_SECOND, ends[0] * _LOPSIDED)
            and not unlike
            and not _goes_on(rest, ends[0])
        ):
            return len(sentence)
    return ends[first]


def _leads(sentence: str, ends: list[int], n: int) -> bool:
    """Whether the n-th clause only leads up to the next, and that is of a heading's length."""
    begin = ends[n - 1] + 1 if n else 0
    led = LED if ends[n] - begin > SHORTEST + 1 else 2 * LED
    return ends[n + 1] - ends[n] <= led and _opens(sentence[begin : ends[n]])
