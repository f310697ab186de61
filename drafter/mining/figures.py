"""How a single phrase is built: the device it would be underlined for, or none.

In: a pattern. Out: a device of models.DEVICES or None. Words that mark a device are data/mining/devices.yaml; what
is counted is counted here, and strictly: a device that does not hold sends a writer to the wrong shelf, so a
doubtful one is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from drafter.mining import rules, words
from drafter.mining.rules import length
from drafter.slots import SLOT

_PARTS = re.compile(r"[，、；：？]")
_MAIN = re.compile(r"[，；？]")
_RUN = re.compile(r"[\u4e00-\u9fff]+(?:、[\u4e00-\u9fff]+)+")
_SUBJECT = re.compile(r"^(?:我们|大家|同志们|作为)?(?:各级|各部门|领导干部|党员干部)?")
_MODAL = re.compile(r"^(?:都|也|更|还|一定|首先|努力|始终)?(?:要|必须|应当|应该)?")
_MOSTLY = 0.55
"""The share of a phrase that a string of four-character items must fill to be what the phrase is built on."""
_SHORT = 6
"""Characters up to which items that share one letter at one end are heard as a series."""


@lru_cache(maxsize=4096)
def device(pattern: str) -> str | None:
    """The device of a phrase: 不要想当然，不要凭经验 → parallel; 真抓实干、马上就办 → four_char."""
    bare = SLOT.sub("某某", pattern)
    if bare[:1] == "“" and bare.find("”") == len(bare) - 1:
        bare = bare.strip("“”")
    marked = next((r for r in rules.rules("devices", "rules", "device") if r.pattern.search(bare)), None)
    if marked and marked.value != "metaphor":
        return marked.value
    return _counted(bare) or (marked.value if marked else None)


def _counted(text: str) -> str | None:
    parts = [p for p in (part.strip("“”") for part in _PARTS.split(text)) if p]
    if len(parts) < 2:
        return None
    sizes = [length(p) for p in parts]
    if set(sizes) == {4} and "的" not in text and not _governed(parts):
        return "four_char"
    if len(parts) >= 3 and set(sizes) == {3}:
        return "three_char"
    if any(a[-2:] == b[:2] for a, b in pairwise(parts)) and max(sizes) - min(sizes) <= 1:
        return "anadiplosis"
    if _series(parts):
        return "anaphora"
    if _quads(text):
        return "four_char"
    return "parallel" if _halves(text) else None


def _governed(parts: Sequence[str]) -> bool:
    """Whether the first word takes all that follows as its object: 加强银企、银政合作 is no pair of four."""
    first, second = words.tagged(parts[0]), words.tagged(parts[1])
    led = len(first) == 2 and first[0][1] == "v" and first[-1][1][0] in "nj"
    return led and len(second) == 2 and second[0][1][0] in "nj" and second[-1][1] == "vn" and not _acts(second[0][0])


def _acts(word: str) -> bool:
    return word in rules.lexicon("acts")


def _quads(text: str) -> bool:
    """Whether most of a phrase is a string of four-character items: 形成上下一致、层层联动的态势.

    The first item begins and the last ends at a word border, and behind it the string is over."""
    edges = words.borders(text)
    for run in _RUN.finditer(text):
        items = run.group().split("、")
        last = _LAST.match(items[-1])
        begin = run.start() + len(items[0]) - 4
        if not last or len(items[0]) < 4 or begin not in edges:
            continue
        items[0], items[-1] = items[0][-4:], last.group()
        if 4 * len(items) >= _MOSTLY * length(text) and all(map(_quad, items)) and not _governed(items):
            return True
    return False


_LAST = re.compile(r"[\u4e00-\u9fff]{4}(?=$|的|等|之)")


def _quad(item: str) -> bool:
    """Whether an item is heard as four: two and two, or an idiom."""
    even = 2 in words.borders(item) or len(words.cut(item)) == 1
    return len(item) == 4 and item[0] not in "地得了更最也都" and "的" not in item and even


def _series(parts: Sequence[str]) -> bool:
    """Whether three neighbours begin or end alike, of about one length; the first may stand behind words of its own,
    the last before some: 要互相提醒、互相补台、互相照应; 把茶叶优势、竹木优势、山水优势转化为胜势."""
    for first, second, third in zip(parts, parts[1:], parts[2:], strict=False):
        size = len(second)
        need = 1 if size <= _SHORT or len(third) == size else 2
        lead = second[:need]
        if third[:need] == lead and (first.startswith(lead) or _inside(first, lead, size)):
            return True
        third = third if abs(len(third) - size) <= 2 else third[:size]
        end = second[-need:]
        if first[-need:] == third[-need:] == end and len(first) >= size - 2:
            return True
    return False


def _inside(first: str, lead: str, size: int) -> bool:
    """Whether the first item begins as the others behind a lead of its own: 对工作早计划 (早安排、早部署)."""
    at = first.rfind(lead)
    return at > 0 and len(first) - at <= size + 2 and at in words.borders(first)


def _halves(text: str) -> bool:
    """Whether a phrase is exactly two halves of one length and build, or twice two."""
    main = [p.strip("“”") for p in _MAIN.split(text) if p]
    if len(main) == 1:
        items = [p.strip("“”") for p in text.split("、")]
        return len(items) == 2 and max(map(length, items)) <= 8 and _matched(items[0], items[1], listed=True)
    if len(main) == 2:
        return _matched(main[0], main[1])
    return len(main) == 4 and _matched(main[0], main[2], least=3) and _matched(main[1], main[3], least=3)


def _matched(one: str, other: str, least: int = 4, listed: bool = False) -> bool:
    """Whether two clauses answer each other word for word: as long, cut at the same places, opened or closed alike.

    Two items of a list (`listed`) are more often two objects of one verb, and must be alike in more."""
    if length(one) != length(other):
        one, other = _MODAL.sub("", _SUBJECT.sub("", one), count=1), _MODAL.sub("", other, count=1)
    if length(one) != length(other) or length(one) < least or one == other or one[:1] + other[:1] in _UNEQUAL:
        return False
    same = sum(a == b for a, b in zip(one, other, strict=False))
    here, there = _cuts(one), _cuts(other)
    shared = len(here & there) / len(here | there) if here | there else 1.0
    if shared < (0.6 if listed else 0.25 if same >= 2 else 0.5):
        return False
    first, last = ((words.tagged(one)[n], words.tagged(other)[n]) for n in (0, -1))
    opened, closed = _class(first[0]) == _class(first[1]), _class(last[0]) == _class(last[1])
    if listed:
        return (opened and closed) or (same > 0 and length(one) <= _SHORT + 1)
    return same > 0 or shared == 1 or opened or closed


def _cuts(text: str) -> set[int]:
    """Word borders inside a text; a word of four characters is heard as two and two."""
    found, at = set[int](), 0
    for word in words.cut(text):
        found |= {at, at + 2} if len(word) == 4 else {at}
        at += len(word)
    return found - {0}


_UNEQUAL = frozenset(["对要", "只就", "只才", "如就", "有就"])
"""First letters of a clause and its consequence, which are no two halves: 对…的问题，要…"""


def _class(word: words.Word) -> str:
    """Noun, verb or quality: the classes that answer each other. An idiom may be any."""
    tag = word[1]
    return "n" if tag[0] in "nsft" else "v" if tag[0] in "vil" else "a" if tag[0] in "azbd" else tag[0]
