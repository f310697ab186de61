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
    if (
        literal < LEAST + (cue is not None and cue.value == "quote")
        or length(bare) > MOST
        or rules.hits("clauses", "fragments", bare.rstrip("？"))
    ):
        return False
    return announces or (cue is not None and cue.value in _COMPLETE) or said(pattern)


def torn(text: str, before: str, after: str) -> bool:
    """Whether a unit leans on the clause before or after it: 抓改革就是一句空话 behind 没有落实."""
    rules_hit = (all(p.search(t) for p, t in zip(rule, (before, text, after), strict=True)) for rule in rules.beside())
    return any(rules_hit)


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
        behind = clauses[-1][prepositional.end() :]
        return bool(last) and predicate(last) and not _things(behind)
    if rules.hits("clauses", "sayings", pattern):
        return True
    if _things(pattern):
        return False
    return predicate(last) or (len(clauses) > 1 and predicate(words.tagged(clauses[0])) and length(clauses[-1]) <= 6)


def _things(pattern: str) -> bool:
    """Whether a pattern is a mere list of things: 政府作风、干部队伍、办事标准 (of nothing that 加强 or 把 governs).

    目标明确、责任到位 says something of each; 培育品牌、引进企业 asks for each."""
    items = [item for item in _ITEMS.split(pattern.strip("“”")) if item]
    return len(items) > 1 and not any(_MARKS.search(item) for item in items) and all(map(_thing, items))


def _thing(item: str) -> bool:
    """Whether an item only names: one noun, nouns behind what describes them, a noun and what is done with it."""
    tagged = words.tagged(item)
    (first, tag), (last, end) = tagged[0], tagged[-1]
    naming, nouns = rules.lexicon("naming"), rules.lexicon("agents")
    if len(tagged) == 1:
        return _noun(first, tag)
    if len(item) == 4 and item[:2] in naming and item[2:] not in rules.lexicon("carriers"):
        return end in ("n", "vn", "v")
    if any(word in rules.lexicon("governors") for word, _ in tagged) or (first not in naming and _governs(first)):
        return False
    if end[0] == "n" or end == "vn":
        describes = tag[0] in "nrmqtbasfj" or tag == "vn" or first in naming
        return describes and all(t[0] in "nrmtbqfsujac" or t == "vn" or w in naming for w, t in tagged)
    # 环境保护、政策争取: the verb that takes the noun stands behind it; 干部带头、群众参与 says who does what.
    named = (tag[0] in "nj" or first in naming) and first not in nouns
    return named and len(item) == 4 and end == "v" and len(last) == 2 and last not in rules.lexicon("carriers")


def _noun(word: str, tag: str) -> bool:
    """Whether one word is the name of a thing; 思想认识, 主要矛盾 stand in the dictionary as phrases."""
    if len(word) == 4 and tag[0] in "nl":
        first, last = words.tagged(word[:2])[0][1], words.tagged(word[2:])[0][1]
        noun = last in ("n", "vn", "v", "an") and word[2:] not in rules.lexicon("carriers")
        doer = rules.lexicon("agents") if last == "v" else frozenset()
        return noun and (first[0] in "nab" or first == "vn") and word[:2] not in doer | _acts()
    return len(word) == 2 and tag[0] in "nj" and not _predicates(word, tag)


def _acts() -> frozenset[str]:
    return rules.lexicon("acts") - rules.lexicon("naming")


def _governs(word: str) -> bool:
    """Whether a word is a verb that takes what follows as its object, or ends in one: 充分利用, 建立健全."""
    acts = rules.lexicon("acts")
    return word in acts or (len(word) == 4 and (word[:2] in acts or word[2:] in acts))


_ITEMS = re.compile(r"[、和与]")
_MARKS = re.compile(r"[，；：]|某某")
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
