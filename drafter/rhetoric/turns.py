"""The rarer turns of sibling headings, and what each of them must hold.

In: the headings of one set. Out: `Fault`s. The word lists are data (data/rhetoric.yaml). Conditions after
domain/structure.md, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from drafter import resources
from drafter.rhetoric.conditions import Condition, parallel
from drafter.rhetoric.measuring import Fault, length, suffix

_QUESTION = re.compile(r"[？?]")


def _hypophora(items: Sequence[str]) -> list[Fault]:
    """设问: every heading asks once and answers at once, questions and answers of one length each."""
    asked = [len(_QUESTION.findall(item)) for item in items]
    if any(count != 1 for count in asked):
        odd = tuple(n for n, count in enumerate(asked) if count != 1)
        return [Fault("question", "各标题要都是一问一答，问号只有一个", odd)]
    halves = [_QUESTION.split(item) for item in items]
    silent = tuple(n for n, (_, answer) in enumerate(halves) if not length(answer))
    if silent:
        return [Fault("answer", "问句之后没有回答", silent)]
    gaps = [max(column) - min(column) for column in zip(*(map(length, half) for half in halves), strict=True)]
    return [Fault("length", f"各标题字数相差 {max(gaps)} 字", grave=max(gaps) > 1)] if max(gaps) else []


def _contrast(items: Sequence[str]) -> list[Fault]:
    """正反对比: every heading has both halves of one pair of conjunctions (既要…，又要…), its halves no longer than
    twice each other."""
    pairs = [tuple(pair) for pair in resources.data("rhetoric")["contrast"]["pairs"]]
    faults = []
    for n, item in enumerate(items):
        found = next(((item.find(a), item.find(b, item.find(a) + len(a)), a, b) for a, b in pairs if a in item), None)
        if found is None or found[1] < 0:
            faults.append(Fault("contrast", f"“{item}”没有前后呼应的两半（既要……又要……）", (n,)))
            continue
        first = length(item[found[0] + len(found[2]) : found[1]])
        second = length(item[found[1] + len(found[3]) :])
        if not first or not second or not 0.5 <= first / second <= 2:
            faults.append(Fault("halves", f"“{item}”的两半长短相差太大", (n,)))
    return faults or parallel(items)


def ladder_class(item: str) -> str | None:
    """Which stage a heading belongs to by its words (认识, 任务, 保障): the lead word's, else that of the first word
    that belongs to one; None for neither. Source: domain/structure.md, section 5, 三层扣题."""
    classes = resources.data("rhetoric")["ladder"]
    found = [(item.find(word), -len(word), entry["id"]) for entry in classes for word in entry["words"] if word in item]
    return min(found)[2] if found else None


def _ladder(items: Sequence[str]) -> list[Fault]:
    """递进 (认识 → 任务 → 保障): every heading of a stage, none before an earlier one, the three of them in order."""
    order = [entry["id"] for entry in resources.data("rhetoric")["ladder"]]
    classes = [ladder_class(item) for item in items]
    stray = tuple(n for n, found in enumerate(classes) if found is None)
    if stray:
        return [Fault("stage", f"“{items[stray[0]]}”看不出属于{'、'.join(order)}哪一层", stray)]
    places = [order.index(found) for found in classes if found]
    if places != sorted(places):
        return [Fault("order", f"各标题没有按{'、'.join(order)}的次序")]
    missing = [name for n, name in enumerate(order) if n not in places]
    return [Fault("stage", f"少了{'、'.join(missing)}一层")] if missing and len(items) >= len(order) else []


def _gradation(items: Sequence[str]) -> list[Fault]:
    """递进: every heading has all of a set of conjunctions in its order (不仅…而且…), or the headings climb one
    scale step by step (县 → 乡 → 村, 眼前 → 长远)."""
    data = resources.data("rhetoric")["gradation"]
    if all(any(_in_order(item, chain) for chain in data["chains"]) for item in items):
        return []
    for scale in data["scales"]:
        steps = [[n for n, word in enumerate(scale) if word in item] for item in items]
        if all(steps):
            places = [step[0] for step in steps]
            if all(a < b for a, b in pairwise(places)):
                return []
            return [Fault("order", f"各标题没有按{'、'.join(scale)}的次序一层层递进")]
    return [Fault("gradation", "各标题看不出递进：关联词不成套，也没有逐级推进的词")]


def _in_order(text: str, words: Sequence[str]) -> bool:
    """Whether all words stand in a text, one behind the other."""
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def _anadiplosis(items: Sequence[str]) -> list[Fault]:
    """顶真: each heading begins with the word that the one before ends on; what all end on does not count
    (工作项目化、项目目标化)."""
    shared = suffix(items)
    bare = [item.removesuffix(shared) if len(shared) < len(min(items, key=len)) else item for item in items]
    broken = tuple(
        n for n, (one, other) in enumerate(pairwise(bare), 1)
        if not (one.endswith(other[:2]) and len(one) > 2) and not (len(other) < 4 and one.endswith(other[:1]))
    )  # fmt: skip
    if broken:
        return [Fault("anadiplosis", f"“{items[broken[0]]}”没有接着前一个标题的末词起头", broken)]
    return []


def _chiasmus(items: Sequence[str]) -> list[Fault]:
    """回环: the second half says the words of the first the other way round (人人为我，我为人人)."""
    for n, item in enumerate(items):
        halves = re.split("[，,]", item)
        turned = len(halves) == 2 and halves[0] != halves[1] and sorted(halves[0]) == sorted(halves[1])
        if not turned or halves[0][:1] not in halves[1][len(halves[1]) // 2 :]:
            return [Fault("chiasmus", f"“{item}”的两半词序没有互逆", (n,))]
    return []


def _metaphor(items: Sequence[str]) -> list[Fault]:
    """比喻: every heading has an image, none is longer than 30 characters."""
    data = resources.data("rhetoric")["metaphor"]
    plain = tuple(n for n, item in enumerate(items) if not any(image in item for image in data["images"]))
    if plain:
        return [Fault("metaphor", f"“{items[plain[0]]}”里没有比喻", plain)]
    long = tuple(n for n, item in enumerate(items) if length(item) > data["longest"])
    return [Fault("length", f"比喻句不超过 {data['longest']} 字", long)] if long else []


def _quotation(items: Sequence[str]) -> list[Fault]:
    """引用: every heading quotes, and its quotation marks are in pairs."""
    odd = tuple(n for n, item in enumerate(items) if item.count("“") != item.count("”") or "“" not in item)
    return [Fault("quotation", f"“{items[odd[0]]}”的引号不成对或没有引文", odd)] if odd else []


CONDITIONS: dict[str, Condition] = {
    "hypophora": _hypophora,
    "contrast": _contrast,
    "gradation": _gradation,
    "anadiplosis": _anadiplosis,
    "chiasmus": _chiasmus,
    "metaphor": _metaphor,
    "quotation": _quotation,
    "ladder": _ladder,
}
