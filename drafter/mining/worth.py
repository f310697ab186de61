"""How much a unit is worth to another writer: general words, a cue, a device, a handy length.

In: a pattern and what it was found to be. Out: a number; below `ENOUGH` it is only its speech's own matter.
"""

from __future__ import annotations

from functools import lru_cache

from drafter.mining import rules, words
from drafter.mining.rules import length
from drafter.slots import SLOT, literal_runs

ENOUGH = 2.2
_PLAINEST = 0.42
"""The least share of general words: below it a unit is about its own place's crops, roads and companies."""

_FUNCTION = frozenset(
    ["p", "c", "d", "u", "uj", "ul", "uz", "ug", "ud", "uv", "r", "m", "q", "f", "y", "x", "k", "e", "o", "i", "l", "t"]
)
_GENERIC = frozenset(
    ["order", "hope", "asserts", "effort-goal", "in-quote", "situation", "achieved", "mechanism", "problem"]
)
_SPOKEN_ALOUD = frozenset({"opening", "purpose", "thanks", "transition", "stance", "closing", "thanks_close"})
_LIGHT = frozenset(
    ["数", "主题", "会议", "全域", "我域", "党委", "政府", "党政", "上级", "数量", "比例", "日期", "年份", "时限"]
)


def worth(pattern: str, cue: rules.Rule | None, device: str | None, place: str) -> float:
    """The value of a phrase, about 0 to 7: 不要想当然，不要凭经验 is worth much, a list of crops nothing.

    What counts and how much follows what writers underlined in the annotated speeches: idioms, images and
    quotations, two balanced clauses, the stock sentences of opening, transition and closing, 8 to 22 characters.
    """
    share = general(pattern)
    if share < _PLAINEST:
        return 0.0
    size = sum(map(length, literal_runs(pattern)))
    kind = cue.value if cue else ""
    score = share + (0 if cue is None else 0.4 if cue.id in _GENERIC else 1.0)
    score += 0.7 if kind in _SPOKEN_ALOUD or place == "closing" else 0.4 if place in ("opening", "quote") else 0
    score += 1.3 if device in ("metaphor", "contrast", "anaphora", "numeric", "one_char") else 0.7 if device else 0
    score += 0.7 * min(_idioms(pattern), 2) + 0.5 * ("，" in pattern) + 0.4 * ("、" in pattern) + 0.9 * ("“" in pattern)
    score += 1.0 if 8 <= size <= 17 else 0.6 if size <= 22 else -1.5 if size > 28 else -0.8 if size < 6 else 0
    score -= sum(0.3 if name in _LIGHT else 1.2 for name in SLOT.findall(pattern))
    score -= 0.3 * ("我们" in pattern) + 0.4 * rules.hits("clauses", "telling", pattern)
    return score - (0.8 if rules.hits("clauses", "leaning", pattern) else 0)


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
