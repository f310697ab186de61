"""What a phrase does in a speech (its kind), from where it stands and how it reads.

In: a pattern and its place. Out: a kind of models.KINDS, themes. The cues are data/mining/cues.yaml; how a phrase
is built is for figures.py.
"""

from __future__ import annotations

import re

from drafter.mining import rules, words
from drafter.slots import SLOT


def kind(pattern: str, place: str) -> str:
    """The kind of a phrase that stands at a place (opening, closing, heading, quote, body)."""
    rule = cue(pattern, place)
    if place == "heading":
        return "question" if rule and rule.value == "question" else "heading"
    if rule:
        return rule.value
    said = str(rules.table("cues")["default"][place])
    if said == "imperative" and _DONE.match(pattern):
        return "achievement"
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
        verb = words.tagged(word[:2])[0][1] in ("v", "ad", "d", "vd") or word[:2] in rules.lexicon("acts")
        return verb and tag[0] == "n" and (len(word) >= 3 or word in rules.lexicon("acts"))
    if tag[0] == "l" and len(word) == 4 and words.tagged(word[2:])[0][1] in ("n", "t"):
        return False  # 美好未来唯有实干铸就
    return tag[0] not in "il" or words.tagged(SLOT.sub("某", pattern))[-1][1][0] not in "a"


_HOW = re.compile(
    r"高(?:质量|标准|效率|起点|水平|站位)|依法|真诚|有[^，]{2,}的(?:精神|劲头|勇气|作风|意识|胸怀)|全面|大力|科学|精准|层层|逐[项级个一步]|最大限度|千方百计|"
    r"[守管抓盯压扛把理摸用办筑夯兜稳扎织念][好住牢紧实准稳细活清足](?!不)|多(?:一[点些])?[\u4e00-\u9fff]|"
    r"一[个项件步环级层](?:[\u4e00-\u9fff]{0,2}一|步)|[\u4e00-\u9fff]{2,4}地"
)
"""How something is to be done: 多一点实干, 一项一项盯紧, 一步一个脚印, 扎实地推进."""
_DONE = re.compile(
    r"(?!为了|除了|到了|有了)(?:认真|切实|充分|有力|有效)?(?:[\u4e00-\u9fff]{2}|做到|走上)了(?![解然不])[^，；要]{5,}$"
)
"""What so begins was done already: 有力捍卫了法律的尊严."""
_SOME = re.compile(r"不少|很多|许多|有些|有的|一些|个别|部分|近[年几期]|今[年后]|当前|目前|现在|过去|如今")
"""Who or when: what so begins tells how things are."""


def cue(pattern: str, place: str) -> rules.Rule | None:
    """The first cue rule that hits at a place."""
    for rule in rules.rules("cues", "rules", "kind"):
        if (not rule.places or place in rule.places) and rule.pattern.search(pattern):
            return rule
    return None


def themes(pattern: str) -> tuple[str, ...]:
    """The themes whose words a phrase says, in the order of data/mining/themes.yaml."""
    return tuple(name for name, signs in rules.table("themes").items() if any(sign in pattern for sign in signs))
