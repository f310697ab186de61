"""Heading groups: siblings of one outline on one skeleton.

In: a `Context`. Out: `GroupFound`s and the offsets of the headings they hold. Siblings are children of one
parent with one kind of marker; the parts that a numeric heading lists (“三种能力”，即…) are siblings too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter import rhetoric, wording
from drafter.mining import kinds, rules, words
from drafter.mining.candidates import GroupFound
from drafter.mining.clauses import wide
from drafter.mining.context import Context
from drafter.mining.generalise import balanced, slotted
from drafter.mining.mending import coarse, mended, vocabulary
from drafter.mining.moulds import build, filled, own, worthy
from drafter.mining.rules import length
from drafter.mining.skeletons import Skeleton, content, skeleton
from drafter.models import Heading
from drafter.slots import SLOT

_NUMBER = re.compile(r"[一二三四五六七八九十百\d①-⑳]+|首先|其次|再次|最后|[⑴-⒇]")
_FIRSTS = frozenset(["一", "1", "①", "⑴", "首先"])
_SPACE = re.compile(r"\s+")
_SUBJECT = re.compile(r"\{([^{}]+)\}(?![的、和])")
_LEAST = -0.5
"""What shared words must weigh to be looked at; whether they say enough is for `worthy` to judge."""
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
    listed: list[GroupFound] = []
    taken: set[int] = set()
    for level, headings in _families(context.outline.headings, 1):
        siblings = [Sibling(text, h.start) for h in headings if (text := cleaned(context, h.text, h.start, h.end))]
        for chosen, found in shared(siblings):
            groups.append(found_group(context, found, level, chosen[0].start))
            taken.update(s.start for s in chosen)
        for heading in headings:
            parts = rhetoric.listed(wide(heading.text))
            clean = [Sibling(t, heading.start) for p in parts if (t := cleaned(context, p, heading.start, heading.end))]
            listed += [found_group(context, found, None, heading.start) for _, found in shared(clean)]
    said = {group.items for group in groups}
    # What a numeric heading lists often comes again as the headings below it, on a longer skeleton.
    groups += [group for group in listed if group.items not in said]
    return sorted(groups, key=lambda g: g.order), taken


def _families(headings: Sequence[Heading], level: int) -> Iterator[tuple[int, list[Heading]]]:
    """Sets of siblings: neighbours under one parent with one kind of marker, on every level.

    Where the numbers begin again (第四… 第一…) another set begins.
    """
    families: list[list[Heading]] = []
    last: dict[str, list[Heading]] = {}
    for heading in headings:
        shape = _shape(heading.marker)
        family = last.get(shape)
        if family is None or (_first(heading.marker) and not _first(family[-1].marker)):
            family = last[shape] = []
            families.append(family)
        family.append(heading)
    for family in families:
        if len(family) > 1:
            yield level, family
    for heading in headings:
        yield from _families(heading.children, level + 1)


def _first(marker: str) -> bool:
    """Whether a marker begins a count: 一、 第一， 首先 ① 1."""
    found = _NUMBER.search(wide(marker))
    return bool(found and found.group() in _FIRSTS)


def _shape(marker: str) -> str:
    """A marker without its number: （三） and (四) are of one shape, 首先 and 第三 too, 一方面 and 另一方面."""
    return _NUMBER.sub("#", wide(_SPACE.sub("", marker))).strip("第点另，、.．：")


def cleaned(context: Context, text: str, start: int, end: int) -> str | None:
    """A heading with what is its source's own as slots; None when that can't be done or a slot stays that no
    skeleton may hold. The place it begins with goes: {遮盖}做好招商有着独特的条件 → 做好招商有着独特的条件."""
    bare = _SPACE.sub("", wide(text)).rstrip("。；，、")
    if not 2 <= length(bare) <= 46 or not balanced(bare):
        return None
    found = slotted(bare, context.frame, context.named(bare, start, end))
    if found is None:
        return None
    subject = _SUBJECT.match(found)
    if subject and subject.group(1).rstrip("0123456789") in vocabulary("subjects"):
        found = found[subject.end() :]
    usable = set(SLOT.findall(found)) <= vocabulary("slots") and length(found) >= 2
    return found if usable and not own(SLOT.sub("", found)) else None


def shared(siblings: Sequence[Sibling]) -> Iterator[tuple[list[Sibling], Skeleton]]:
    """The skeleton of all siblings, else of the largest sets among them that are most of them or share much."""
    left = list({s.text: s for s in siblings}.values())[:_MOST]
    count = len(left)
    while len(left) >= 2:
        chosen, found = _largest(left)
        if found is None:
            return
        if len(chosen) >= 2 / 3 * count or found.weight >= 3:
            yield chosen, found
        left = [s for s in left if s not in chosen]


def _largest(siblings: Sequence[Sibling]) -> tuple[list[Sibling], Skeleton | None]:
    """The set of siblings with the best skeleton: what it says, for how many, and how alike they are built."""
    best: tuple[float, list[Sibling], Skeleton] | None = None
    said = {s.text: content(s.text) for s in siblings}
    for seed in _seeds(len(siblings)):
        chosen = [siblings[n] for n in seed]
        # Searching is dear, and headings without a common word have no skeleton but a shared character.
        alike = len(seed) == len(siblings) or frozenset.intersection(*(said[s.text] for s in chosen))
        found = _sound(chosen, len(siblings)) if alike else None
        if not found:
            continue
        common = frozenset.intersection(*(said[s.text] for s in chosen))
        for other in siblings:
            if other not in chosen and (said[other.text] & common or not common):
                wider_set = [s for s in siblings if s in chosen or s is other]
                wider = _sound(wider_set, len(siblings))
                if wider and _value(wider, wider_set) >= min(2.0, _value(found, chosen)):
                    chosen, found = wider_set, wider
        value = _value(found, chosen)
        if best is None or value > best[0]:
            best = value, chosen, found
        if len(seed) == len(siblings) and build([s.text for s in siblings]) == 1:
            break
    return (best[1], best[2]) if best else ([], None)


def _value(found: Skeleton, chosen: Sequence[Sibling]) -> float:
    return max(found.weight, 0.1) * (len(chosen) - 1) * build([s.text for s in chosen])


def _seeds(count: int) -> Iterator[tuple[int, ...]]:
    yield tuple(range(count))
    for n in range(count - 1):
        if count > 2:
            yield n, n + 1
    for n in range(count - 2):
        yield n, n + 2
    if 3 < count <= 6:
        for n in range(count):
            yield tuple(m for m in range(count) if m != n)


def _sound(siblings: Sequence[Sibling], count: int) -> Skeleton | None:
    """The skeleton of some siblings (out of `count`), its items whole, when it is worth keeping."""
    texts = [s.text for s in siblings]
    found = skeleton(texts, _LEAST)
    # Where fine gaps tear the items, a single gap for each clause may leave them whole.
    for tried in (found, coarse(found) if found else None):
        if tried and worthy(whole := mended(tried), texts, count):
            return whole
    return None


def found_group(context: Context, found: Skeleton, level: int | None, start: int) -> GroupFound:
    """A skeleton as a group of the speech, its theme a slot."""
    headings = [filled(found.pattern, item) for item in found.items]
    pattern, form = _themed(found.pattern, context.frame.theme)
    themes = tuple(dict.fromkeys(t for h in headings for t in kinds.themes(h)))
    return GroupFound(pattern, found.items, device(headings), themes[:4], level, context.occurrence(start), form)


def device(headings: Sequence[str]) -> str | None:
    """What headings are built on; a word they all begin with (抓队伍, 抓装备) is no 同字贯穿: that is inside a word."""
    if not rhetoric.verify(headings, "anadiplosis"):
        return "anadiplosis"
    found = rhetoric.detect(headings)
    if found != "shared_char" or all(length(words.cut(h.lstrip("“"))[0]) == 2 for h in headings):
        return found
    if not any(fault.grave for fault in rhetoric.verify(headings, "parallel")):
        return "parallel"
    return "anaphora" if rhetoric.prefix(headings) or len(rhetoric.suffix(headings)) >= 2 else None


def _themed(pattern: str, theme: str) -> tuple[str, str]:
    """A skeleton with the speech's theme as a slot, and the form of the theme it wants: {}抓安全生产 → {}抓{主题}.

    Behind a verb that takes it as its work the slot wants the work; elsewhere a theme's name stands only when it
    is a name of work (招商引资要{}), never a quality (肯担当 makes no 肯安全生产).
    """
    data = rules.table("words")
    verbs = "|".join(sorted(data["theme_verbs"].split(), key=lambda v: (-len(v), v)))
    for name in dict.fromkeys((theme, theme.removesuffix("工作").removesuffix("建设"))):
        if len(name) < 2 or name not in pattern:
            continue
        found, count = re.subn(rf"({verbs}){re.escape(name)}(?![\u4e00-\u9fff])", r"\1{主题}", pattern)
        if count:
            return found, "work"
        if len(name) >= 4 and (wording.theme(name).known or name.endswith(tuple(data["theme_endings"].split()))):
            return pattern.replace(name, "{主题}"), "name"
    return pattern, "work"
