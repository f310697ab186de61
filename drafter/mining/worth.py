"""How much a unit is worth to another writer: general words, a cue, a device, a handy length.

In: a pattern and what it was found to be. Out: a number; below `ENOUGH` it is only its speech's own matter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.mining import rules, words
from drafter.mining.rules import length
from drafter.slots import SLOT, literal_runs

ENOUGH = 2.1
"""Below this a unit is left out."""
_PLAINEST = 0.42
"""The least share of general words: below it a unit is about its own place's crops, roads and companies."""

_FUNCTION = frozenset(
    ["p", "c", "d", "u", "uj", "ul", "uz", "ug", "ud", "uv", "r", "m", "q", "f", "y", "x", "k", "e", "o", "i", "l", "t"]
)
_PLACES = {"closing": 0.7, "opening": 0.4, "quote": 0.4, "heading": 0.45}
_GENERIC = frozenset(
    ["order", "hope", "asserts", "judges", "without", "the-more", "carried-out", "effort-goal", "in-quote"]
) | {"situation", "achieved", "mechanism", "problem"}
_SPOKEN_ALOUD = frozenset({"opening", "purpose", "thanks", "transition", "stance", "closing", "thanks_close"})
_SLOTS = dict.fromkeys(
    ["数", "主题", "会议", "全域", "我域", "党委", "政府", "党政", "上级", "数量", "比例", "日期", "年份", "时限"], 0.3
) | {"口号": 2.4, "遮盖": 2.0, "重大节点": 0.5, "地名": 0.8}
"""What a slot takes off: what every brief fills costs little, a hole where somebody's slogan stood much."""


def worth(pattern: str, cue: rules.Rule | None, device: str | None, place: str) -> float:
    """The value of a phrase, about 0 to 7: 不要想当然，不要凭经验 is worth much, a list of crops nothing.

    What counts and how much follows what writers underlined in the annotated speeches: idioms, images and
    quotations, two balanced clauses, the stock sentences of opening, transition and closing, 8 to 22 characters.
    """
    share = general(pattern)
    if share < _PLAINEST:
        # Idioms are in no dictionary of office words, and a saying is anybody's by being one.
        if device != "four_char" and (cue is None or cue.id not in ("maxim", "said")):
            return 0.0
        share = _PLAINEST
    size = sum(map(length, literal_runs(pattern)))
    kind = cue.value if cue else ""
    score = share + (0 if cue is None else 0.4 if cue.id in _GENERIC else 1.0)
    score += 0.7 if kind in _SPOKEN_ALOUD else _PLACES.get(place, 0.0)
    score += 1.3 if device in ("metaphor", "contrast", "anaphora", "numeric", "one_char") else 0.7 if device else 0
    score += 0.7 * min(_idioms(pattern), 2) + 0.7 * ("，" in pattern) + 0.4 * ("、" in pattern) + 0.9 * ("“" in pattern)
    score += 1.0 if 8 <= size <= 17 else 0.6 if size <= 22 else -1.5 if size > 28 else -0.8 if size < 6 else 0
    score -= sum(_SLOTS.get(name.rstrip("0123456789"), 1.6) for name in SLOT.findall(pattern))
    if kind == "data":
        score += 0.25  # every slot of a sentence of figures takes off, and slots are what it is made of
    elif _FIGURE.search(pattern):
        score -= 0.9
    score -= 0.3 * ("我们" in pattern) + (0.0 if kind in _PAST else 0.8) * rules.hits("clauses", "telling", pattern)
    score += 0.6 * _repeats(pattern) - 0.7 * min(_special(pattern), 2)
    return score - sum(minus for key, minus in _MINUS.items() if rules.hits("clauses", key, pattern))


_FIGURE = re.compile(r"\{(?:数量|比例)")
"""A figure outside a sentence of figures is that occasion's."""
_PAST = frozenset({"achievement", "thanks", "opening", "data", "transition", "quote"})
_MINUS = {"leaning": 0.8, "hollow": 1.4, "deixis": 1.4}
"""What rules of data/mining/clauses.yaml take off."""


def _special(pattern: str) -> int:
    """How many words of one trade it says: 病险水库要空库运行."""
    return sum(word in rules.lexicon("domain") for run in literal_runs(pattern) for word in words.cut(run))


def _repeats(pattern: str) -> bool:
    """Whether a word of two characters comes twice: 担当就是尽责，担当就是吃苦."""
    said = [word for run in literal_runs(pattern) for word in words.cut(run) if len(word) >= 2]
    return len(set(said)) < len(said)


def _idioms(pattern: str) -> int:
    return sum(tag in ("i", "l") for run in literal_runs(pattern) for _, tag in words.tagged(run))


@lru_cache(maxsize=8192)
def general(pattern: str) -> float:
    """The share (0 to 1) of a pattern's literal text that is anybody's: genre words, function words, idioms."""
    office, topic = rules.lexicon("office"), rules.lexicon("topic")
    known = total = 0.0
    for run in literal_runs(pattern):
        for word, tag in words.tagged(run):
            size = length(word)
            total += size
            if word in office or tag in _FUNCTION or tag[0] == "u" or (size == 1 and tag[0] in "va"):
                known += size
            elif word in topic or (tag[0] in "vad" and words.known(word)):
                known += 0.7 * size
            elif words.known(word):
                known += 0.3 * size
    return known / total if total else 0.0
