"""Whether a unit reads as complete: it says something of something, and nothing it needs was cut off.

In: a pattern, slots and all. Out: yes or no. What a fragment looks like at its begin and end are the rules of
data/mining/clauses.yaml; here it is judged by the classes of its words: a bare noun phrase, a prepositional phrase
without its verb, a subject without its predicate are fragments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from drafter.mining import rules, words
from drafter.mining.rules import length
from drafter.slots import SLOT, literal_runs

_CLAUSE = re.compile(r"[，；：？]")
LEAST, MOST = 4, 44
"""Literal characters a pattern must have, characters it may have."""


def whole(pattern: str, cue: rules.Rule | None = None) -> bool:
    """Whether a pattern begins and ends as a complete unit, with enough words to say something.

    Only an announcement may end in a colon (会议的主要任务是：).
    """
    bare = SLOT.sub("某某", pattern)
    literal = sum(map(length, literal_runs(pattern)))
    announces = cue is not None and cue.value in ("purpose", "transition")
    if bare.endswith("：") and not announces:
        bare = bare[:-1]
    if literal < LEAST or length(bare) > MOST or rules.hits("clauses", "fragments", bare.rstrip("？")):
        return False
    return announces or (cue is not None and cue.value in _COMPLETE) or said(pattern)


_COMPLETE = frozenset({"data", "closing", "thanks_close", "thanks", "quote", "achievement", "deadline"})
"""Kinds whose cues say that the phrase says something: 情为民所系, 经济平稳增长."""


def said(pattern: str) -> bool:
    """Whether the last clause of a pattern, or what stands before it, says something: it has a predicate."""
    clauses = [c for c in _CLAUSE.split(SLOT.sub("某某", pattern)) if c]
    if not clauses:
        return False
    prepositional = _PREPOSITIONS.match(clauses[-1])
    last = words.tagged(clauses[-1].strip("“”")[prepositional.end() if prepositional else 0 :])
    if prepositional:
        return bool(last) and predicate(last)
    if rules.hits("clauses", "sayings", pattern):
        return True
    if _things(pattern):
        return False
    return predicate(last) or (len(clauses) > 1 and predicate(words.tagged(clauses[0])) and length(clauses[-1]) <= 6)


def _things(pattern: str) -> bool:
    """Whether a pattern is a mere list of things: 政府作风、干部队伍、办事标准 (of nothing that 加强 or 把 governs)."""
    items = pattern.strip("“”").split("、")
    if len(items) < 2 or any(map(_MARKS.search, items)) or any(_any(words.tagged(item)[:-1]) for item in items):
        return False
    return any(map(_thing, items)) or all(map(_name, items))


def _name(item: str) -> bool:
    """Whether an item is one word for a thing: 重点工作."""
    tagged = words.tagged(item)
    return len(tagged) == 1 and tagged[0][1] == "n" and not _predicates(*tagged[0])


def _thing(item: str) -> bool:
    """Whether an item only names: nouns, or verbs used as nouns before a noun."""
    tagged = words.tagged(item)
    first, last = tagged[0][1], tagged[-1][1]
    if len(tagged) < 2 or not (last[0] == "n" or (last == "vn" and first[0] in "nr")):
        return False
    return all(tag[0] in "nrmbtqfs" or tag == "vn" for _, tag in tagged)


_MARKS = re.compile(r"[，；：要把让使有是一]")
_PREPOSITIONS = re.compile(r"(?:按照|根据|围绕|针对|面对|随着|通过|在|以|从|向|对|用|凭|为了)")


def predicate(tagged: Sequence[words.Word]) -> bool:
    """Whether words hold a predicate: a verb, adjective or idiom that is no attribute (…的) of a noun behind it."""
    at = max((n for n, (word, _) in enumerate(tagged) if word == "的"), default=-1)
    behind = tagged[at + 1 :]
    if len(behind) > 1 and behind[0][1][0] == "v":  # …的 判断 标准: an attribute too
        behind = behind[1:]
    if at < 0 or not behind:
        return _any(tagged)
    if _any(behind) and not (behind[-1][1][0] == "n" and all(t[0] in "nasbrcx" or t == "vn" for _, t in behind)):
        return True
    # …的 + noun: what stands before the attribute must hold the verb that the noun belongs to.
    return _verb_before(tagged[:at])


def _any(tagged: Sequence[words.Word]) -> bool:
    """Whether one of the words carries a sentence; a verb behind its noun only names (事业 发展、工作 推进)."""
    before = ""
    for word, tag in tagged:
        if _predicates(word, tag) and not (tag == "vn" and before[:1] == "n"):
            return True
        before = tag
    return False


def _verb_before(attribute: Sequence[words.Word]) -> bool:
    """Whether a verb stands before an attribute, not inside it: 形成 齐抓共管 (的 局面)."""
    verbs = [n for n, (word, tag) in enumerate(attribute) if _predicates(word, tag) and tag[0] not in "az"]
    return bool(verbs) and (len(attribute) - verbs[0] > 1 or len(verbs) > 1)


@lru_cache(maxsize=4096)
def _predicates(word: str, tag: str) -> bool:
    """Whether a word can carry a sentence. The dictionary takes verbs with their objects (认清形势) for nouns."""
    if word in rules.lexicon("carriers") or tag in ("ul", "uz", "vd") or (tag[0] in "vailz" and tag != "vn"):
        return True
    if tag == "vn" and len(word) >= 2:
        return word in rules.lexicon("acts")
    acts = rules.lexicon("acts")
    return len(word) >= 3 and (word[:2] in acts or word[-2:] in acts or word[0] in rules.lexicon("carriers"))
