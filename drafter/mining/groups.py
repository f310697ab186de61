"""Heading groups: siblings of one outline on one skeleton.

In: a `Context`. Out: `GroupFound`s and the offsets of the headings they hold. Siblings are children of one
parent with one kind of marker; the parts that a numeric heading lists (“三种能力”，即…) are siblings too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter import rhetoric, wording
from drafter.mining import kinds, rules
from drafter.mining.candidates import GroupFound
from drafter.mining.clauses import wide
from drafter.mining.context import Context
from drafter.mining.generalise import balanced, foreign, slotted
from drafter.mining.rules import length
from drafter.mining.skeletons import Skeleton, content, skeleton
from drafter.models import Heading
from drafter.slots import SLOT

_NUMBER = re.compile(r"[一二三四五六七八九十百\d①-⑳]+|首先|其次|再次|最后|[⑴-⒇]")
_SPACE = re.compile(r"\s+")
_LONGEST_ITEM = 24
_MOST = 20
"""Siblings that are looked at: longer lists are enumerations that nobody built as a figure."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """One heading of a set: its text with slots, and where it stands (None: a part listed in a heading)."""

    text: str
    start: int


def mine_groups(context: Context) -> tuple[list[GroupFound], set[int]]:
    """The groups of a speech, and the offsets of the headings in them."""
    groups: list[GroupFound] = []
    taken: set[int] = set()
    for level, headings in _families(context.outline.headings, 1):
        siblings = [Sibling(text, h.start) for h in headings if (text := cleaned(context, h.text, h.start, h.end))]
        for chosen, found in shared(siblings):
            groups.append(found_group(context, found, level, chosen[0].start))
            taken.update(s.start for s in chosen)
        for heading in headings:
            parts = rhetoric.listed(wide(heading.text))
            clean = [Sibling(t, heading.start) for p in parts if (t := cleaned(context, p, heading.start, heading.end))]
            groups += [found_group(context, found, None, heading.start) for _, found in shared(clean)]
    return sorted(groups, key=lambda g: g.order), taken


def _families(headings: Sequence[Heading], level: int) -> Iterator[tuple[int, list[Heading]]]:
    """Sets of siblings: neighbours under one parent with one kind of marker, on every level."""
    families: dict[str, list[Heading]] = {}
    for heading in headings:
        families.setdefault(_shape(heading.marker), []).append(heading)
    for family in families.values():
        if len(family) > 1:
            yield level, family
    for heading in headings:
        yield from _families(heading.children, level + 1)


def _shape(marker: str) -> str:
    """A marker without its number: （三） and (四) are of one shape, 首先 and 第三 too, 一方面 and 另一方面."""
    return _NUMBER.sub("#", wide(_SPACE.sub("", marker))).strip("第点另，、.．：")


def cleaned(context: Context, text: str, start: int, end: int) -> str | None:
    """A heading with what is its source's own as slots; None when that can't be done."""
    bare = _SPACE.sub("", wide(text)).rstrip("。；，、")
    if not 2 <= length(bare) <= 46 or not balanced(bare):
        return None
    return slotted(bare, context.frame, context.named(bare, start, end))


def shared(siblings: Sequence[Sibling], least: float = 0.0) -> Iterator[tuple[list[Sibling], Skeleton]]:
    """The skeleton of all siblings, else of the largest sets among them that are most of them or share much.

    `least`: what every skeleton must weigh.
    """
    left = list({s.text: s for s in siblings}.values())[:_MOST]
    count = len(left)
    while len(left) >= 2:
        chosen, found = _largest(left)
        if found is None:
            return
        if found.weight >= least and (len(chosen) >= 2 / 3 * count or found.weight >= 3):
            yield chosen, found
        left = [s for s in left if s not in chosen]


def _largest(siblings: Sequence[Sibling]) -> tuple[list[Sibling], Skeleton | None]:
    best: tuple[float, list[Sibling], Skeleton] | None = None
    said = {s.text: content(s.text) for s in siblings}
    for seed in _seeds(len(siblings)):
        chosen = [siblings[n] for n in seed]
        # Searching is dear, and headings without a common word have no skeleton but a shared character.
        alike = len(seed) == len(siblings) or frozenset.intersection(*(said[s.text] for s in chosen))
        found = _sound(chosen) if alike else None
        if not found:
            continue
        common = frozenset.intersection(*(said[s.text] for s in chosen))
        for other in siblings:
            if other not in chosen and (said[other.text] & common or not common):
                wider = _sound([s for s in siblings if s in chosen or s is other])
                if wider and wider.weight >= min(2.0, found.weight):
                    chosen, found = [s for s in siblings if s in chosen or s is other], wider
        value = found.weight * (len(chosen) - 1)
        if best is None or value > best[0]:
            best = value, chosen, found
        if len(seed) == len(siblings):
            break
    return (best[1], best[2]) if best else ([], None)


def _seeds(count: int) -> Iterator[tuple[int, ...]]:
    yield tuple(range(count))
    for n in range(count - 1):
        if count > 2:
            yield n, n + 1
    for n in range(count - 2):
        if count > 3:
            yield n, n + 2


def _sound(siblings: Sequence[Sibling]) -> Skeleton | None:
    """The skeleton of some siblings when it says something and holds nothing foreign; dirty items go."""
    texts = [s.text for s in siblings]
    found = skeleton(texts, 0.3 if rhetoric.detect(texts) == "numeric" else 1.0)
    if not found:
        return None
    if any(SLOT.search(part) or foreign(part) for item in found.items for part in item):
        return None
    if any(length(part) > _LONGEST_ITEM for item in found.items for part in item):
        return None
    literal = SLOT.sub("", found.pattern)
    if foreign(literal) or not balanced(found.pattern.replace("{}", "某")):
        return None
    if length(literal) < 2 and not rhetoric.detect(texts):
        return None
    return found


def found_group(context: Context, found: Skeleton, level: int | None, start: int) -> GroupFound:
    """A skeleton as a group of the speech, its theme a slot."""
    headings = [_filled(found.pattern, item) for item in found.items]
    pattern, form = _themed(found.pattern, context.frame.theme)
    themes = tuple(dict.fromkeys(t for h in headings for t in kinds.themes(h)))
    return GroupFound(
        pattern, found.items, rhetoric.detect(headings), themes[:4], level, context.occurrence(start), form
    )


def _filled(pattern: str, item: Sequence[str]) -> str:
    parts = pattern.split("{}")
    return "".join(a + b for a, b in zip(parts, (*item, ""), strict=True))


def _themed(pattern: str, theme: str) -> tuple[str, str]:
    """A skeleton with the speech's theme as a slot, and the form of the theme it wants: {}抓安全生产 → {}抓{主题}.

    Behind a verb that takes it as its work the slot wants the work; elsewhere a theme's name stands only when it
    is a name of work (招商引资要{}), never a quality (肯担当 makes no 肯安全生产).
    """
    words = rules.table("words")
    verbs = "|".join(sorted(words["theme_verbs"].split(), key=lambda v: (-len(v), v)))
    for name in dict.fromkeys((theme, theme.removesuffix("工作").removesuffix("建设"))):
        if len(name) < 2 or name not in pattern:
            continue
        found, count = re.subn(rf"({verbs}){re.escape(name)}(?![\u4e00-\u9fff])", r"\1{主题}", pattern)
        if count:
            return found, "work"
        if len(name) >= 4 and (wording.theme(name).known or name.endswith(tuple(words["theme_endings"].split()))):
            return pattern.replace(name, "{主题}"), "name"
    return pattern, "work"
