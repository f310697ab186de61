"""What a phrase does in a speech (kind) and how it is built (device), from where it stands and how it reads.

In: a pattern and its place. Out: a kind of models.KINDS, a device of models.DEVICES or None, themes. The cues are
data/mining/cues.yaml and devices.yaml; counting (four-character strings, parallel clauses) is done here.
"""

from __future__ import annotations

import re
from itertools import pairwise

from drafter.mining import rules, words
from drafter.mining.rules import length
from drafter.slots import SLOT

_PARTS = re.compile(r"[，、；：？]")
_MAIN = re.compile(r"[，；？]")


def kind(pattern: str, place: str) -> str:
    """The kind of a phrase that stands at a place (opening, closing, heading, quote, body)."""
    rule = cue(pattern, place)
    if place == "heading":
        return "question" if rule and rule.value == "question" else "heading"
    if rule:
        return rule.value
    said = str(rules.table("cues")["default"][place])
    if said == "imperative" and not _urges(pattern):
        return "topic"
    return said


def _urges(pattern: str) -> bool:
    """Whether a phrase without any cue begins as an order does, with a verb or how to do it: 一项一项盯紧."""
    first = [pair for pair in words.tagged(SLOT.sub("某", pattern)) if pair[1] != "x"][:1]
    if not first:
        return False
    word, tag = first[0]
    if _HOW.match(pattern):
        return True
    if _SOME.match(pattern):
        return False
    if tag[0] in "nrmtfjasz" or word in ("没有", "有", "是", "能", "可以", "不是", "只有"):
        return len(word) >= 3 and words.tagged(word[:2])[0][1] in ("v", "ad", "d", "vd") and tag[0] == "n"
    return tag[0] not in "il" or words.tagged(SLOT.sub("某", pattern))[-1][1][0] not in "a"


_HOW = re.compile(
    r"高(?:质量|标准|效率|起点|水平|站位)|依法|真诚|全面|大力|多(?:一[点些])?[\u4e00-\u9fff]|"
    r"一[个项件步环级层](?:[\u4e00-\u9fff]{0,2}一|步)|[\u4e00-\u9fff]{2}地"
)
"""How something is to be done: 多一点实干, 一项一项盯紧, 一步一个脚印, 扎实地推进."""
_SOME = re.compile(r"不少|很多|许多|有些|有的|一些|个别|部分|近[年几期]|今[年后]|当前|目前|现在|过去|如今")
"""Who or when: what so begins tells how things are."""


def cue(pattern: str, place: str) -> rules.Rule | None:
    """The first cue rule that hits at a place."""
    for rule in rules.rules("cues", "rules", "kind"):
        if (not rule.places or place in rule.places) and rule.pattern.search(pattern):
            return rule
    return None


def device(pattern: str) -> str | None:
    """The device of a single phrase: 不要想当然，不要凭经验 → parallel; 真抓实干、马上就办 → four_char."""
    bare = SLOT.sub("某某", pattern).strip("“”")
    marked = next((r for r in rules.rules("devices", "rules", "device") if r.pattern.search(bare)), None)
    if marked and marked.value != "metaphor":
        return marked.value
    counted = _counted(bare)
    return counted or (marked.value if marked else None)


def _counted(text: str) -> str | None:
    parts = [p for p in (part.strip("“”") for part in _PARTS.split(text)) if p]
    sizes = [length(p) for p in parts]
    if len(parts) >= 2 and all(size == 4 for size in sizes):
        return "four_char"
    if len(parts) >= 3 and all(size == 3 for size in sizes):
        return "three_char"
    if len(parts) >= 2 and any(a[-2:] == b[:2] for a, b in pairwise(parts)) and max(sizes) - min(sizes) <= 1:
        return "anadiplosis"
    if len(parts) >= 3 and _shares(parts, 3):
        return "anaphora"
    main = [p for p in _MAIN.split(text) if p]
    if len(main) in (2, 4) and _matched(main):
        return "parallel"
    if len(parts) >= 2 and _matched(parts[-2:]) and _shares(parts[-2:], 2):
        return "parallel"
    run = re.search(r"[\u4e00-\u9fff]{4}(?:、[\u4e00-\u9fff]{4})+", text)
    return "four_char" if run and length(run.group()) >= 0.6 * length(text) else None


def _matched(parts: list[str]) -> bool:
    half = len(parts) // 2
    return all(length(a) == length(b) and length(a) > 3 for a, b in zip(parts[:half], parts[half:], strict=False))


def _shares(parts: list[str], enough: int) -> bool:
    """Whether neighbouring parts begin or end alike."""
    alike = 1
    for a, b in pairwise(parts):
        alike = alike + 1 if a[0] == b[0] or a[-1] == b[-1] else 1
        if alike >= enough:
            return True
    return False


def themes(pattern: str) -> tuple[str, ...]:
    """The themes whose words a phrase says, in the order of data/mining/themes.yaml."""
    return tuple(name for name, signs in rules.table("themes").items() if any(sign in pattern for sign in signs))
