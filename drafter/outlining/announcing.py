"""Announced counts: 下面讲三点意见, 以下五个理念, 做到“三个到位” in a heading; and how many items followed.

In: a text and its headings. Out: `Announcement`s. A count without a number (几点) is left alone, and so is a
count that announces nothing (no list follows, and nobody says 我讲).
"""

from __future__ import annotations

import bisect
import re
from functools import cache

from drafter import numerals, resources
from drafter.models import Announcement
from drafter.outlining.nesting import Group, Node, walk

_MINE = re.compile(r"下面|这里|在此|我|再|接下来|借此|围绕|最后")
_TOLD = re.compile(r".{1,2}?了")
_ABBREVIATED = re.compile("[一二三四五六七八九十][个项大条张本]")
_LEADS = re.compile("[^。！？；：，\n]{0,8}[。：:][ \u3000\n]{0,4}")
"""What stands between a count that may announce and a list that it then does announce."""
_COLON = re.compile("[^。！？；：，\n]{0,8}[：:][ \u3000\n]{0,4}")
"""What leads up to an enumeration in the same sentence."""
_CLOSE = 14
"""An enumeration at most so many characters behind a count is what it means."""
_NEAR = 80
"""A list this close behind a count belongs to it, whatever the verb."""
_BREAKS = "。！？!?；;\n"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The rules of data/outlining/announcements.yaml, by id; group n is the number."""
    table = resources.data("outlining/announcements")
    rules = {rule["id"]: rule["pattern"] for rule in table["spoken"]} | {"named": table["named"]["pattern"]}
    return {key: re.compile(re.sub(r"<n>C\b", f"<n>{table['count']}", source)) for key, source in rules.items()}


@cache
def _retold() -> re.Pattern[str]:
    return re.compile(resources.data("outlining/announcements")["retold"])


def counts(text: str) -> list[tuple[int, int, int, str]]:
    """Every announced count of a text: (start, end, count, id of the rule), in text order."""
    found: list[tuple[int, int, int, str]] = []
    fixed = resources.data("outlining/announcements")["fixed"]
    for key, pattern in patterns().items():
        for match in pattern.finditer(text):
            count = numerals.value(match.group("n"))
            if count is None or (key == "named" and any(term in match.group(0) for term in fixed)):
                continue
            found.append((match.start(), match.end(), count, key))
    # What is said outright comes before what may only describe (exact, see the data file).
    found.sort(key=lambda one: (one[0], -one[1]))
    kept: list[tuple[int, int, int, str]] = []
    for loosely in (False, True):
        taken = sorted((one[0], one[1]) for one in kept)
        for one in found:
            if (one[3] in _exact()) is not loosely or (kept and not loosely and one[0] < kept[-1][1]):
                continue
            near = bisect.bisect_right(taken, (one[0], len(text)))
            if any(start < one[1] and one[0] < end for start, end in taken[max(0, near - 1) : near + 1]):
                continue
            kept.append(one)
    return sorted(kept)


@cache
def _exact() -> frozenset[str]:
    """The rules that count only when the list that follows has the number said."""
    return frozenset(rule["id"] for rule in resources.data("outlining/announcements")["spoken"] if rule.get("exact"))


def announce(
    text: str,
    top: list[Group],
    inline: list[Group],
    topics: dict[int, int],
    said: list[tuple[int, int, int, str]],
) -> list[Announcement]:
    """The announcements of a text whose headings are `top`; `inline` are the enumerations that are no headings (a
    count close before one means it), `topics` maps a heading's start to its end, `said` is what `counts` found."""
    groups = sorted(walk(top), key=lambda g: g.items[0].mark.start)
    nodes = sorted((node for group in groups for node in group.items), key=lambda n: n.mark.start)
    starts = [node.mark.start for node in nodes]
    paths = _paths(top)
    inline = [group for group in inline if group.parent is None or id(group.parent) in paths]
    owner = {id(node): group.parent for group in groups for node in group.items}
    found: list[Announcement] = []
    claimed: dict[int, int] = {}
    for n, (start, end, count, rule) in enumerate(said):
        at = bisect.bisect_right(starts, start) - 1
        within = nodes[at] if at >= 0 else None
        heading = within is not None and start < topics[within.mark.start]
        until = next((one[0] for one in said[n + 1 : n + 9] if one[3] not in _exact()), len(text))
        above = _above(within, owner)[: 1 if rule == "named" and heading else None]
        group = _governed(groups, above, (end, until), count, claimed)
        group = _enumerated(text, inline, end, count, group)
        given = len(group.items) if group else 0
        sure = rule == "named" and heading and group is not None
        near = rule == "words" or (rule == "named" and not heading)
        if near and not (group and given == count and _near(group, end)):
            continue
        if rule == "words" and group and n + 1 < len(said) and said[n + 1][0] < group.items[0].mark.start:
            continue
        if given == count and not sure and _retells(text, start):
            continue
        if given != count and not sure and not _intended(text, (start, end), rule, group):
            continue
        if group and given == count:
            claimed[id(group)] = count
        path = paths[id(group.parent)] if group and group.parent else "" if group else paths.get(id(within), "")
        found.append(Announcement(count, text[start:end], given, path))
    return found


def _paths(top: list[Group]) -> dict[int, str]:
    """The path (2.1) of every item."""
    paths: dict[int, str] = {}

    def down(groups: list[Group], prefix: str) -> None:
        for n, node in enumerate((node for group in groups for node in group.items), 1):
            paths[id(node)] = f"{prefix}{n}"
            down(node.groups, f"{prefix}{n}.")

    down(top, "")
    return paths


def _above(node: Node | None, owner: dict[int, Node | None]) -> list[Node | None]:
    """An item, the items it stands under, and None for the speech as a whole."""
    chain = [node]
    while chain[-1] is not None:
        chain.append(owner[id(chain[-1])])
    return chain


def _governed(
    groups: list[Group], above: list[Node | None], span: tuple[int, int], count: int, claimed: dict[int, int]
) -> Group | None:
    """The list that an announcement governs: the next that begins under the heading it stands under, or under
    one above that; of several before the next announcement (at the end of `span`) the one with its count.
    What another count has claimed is left alone."""
    first = bisect.bisect_left(groups, span[0], key=lambda g: g.items[0].mark.start)
    fitting: list[Group] = []
    for group in groups[first : first + 12]:
        if claimed.get(id(group), count) == count and any(group.parent is node for node in above):
            if fitting and group.items[0].mark.start > span[1]:
                break
            fitting.append(group)
    exact = [group for group in fitting if len(group.items) == count]
    return next(iter(exact or fitting), None)


def _enumerated(text: str, inline: list[Group], end: int, count: int, group: Group | None) -> Group | None:
    """The enumeration right behind an announcement (三个到位：一是人到位；二是钱到位；三是物到位), when it has as many
    items, or a colon leads up to it and the list that would be meant else (`group`) has not as many; else `group`."""
    at = bisect.bisect_left(inline, end, key=lambda g: g.items[0].mark.start)
    near = next(iter(inline[at : at + 1]), None)
    begin = near.items[0].mark.start if near else end
    if near is None or begin - end > _CLOSE:
        return group
    led = bool(_COLON.fullmatch(text, end, begin)) and (group is None or len(group.items) != count)
    return near if len(near.items) == count or led else group


def _intended(text: str, span: tuple[int, int], rule: str, group: Group | None) -> bool:
    """Whether a count that is not kept was meant as one: what only may announce (处理好四个关系) does when the list
    begins right behind its sentence."""
    if rule not in _exact():
        return _means_it(text, *span, group)
    if rule == "words" or group is None or not 0 <= (begin := group.items[0].mark.start) - span[1] <= _CLOSE:
        return False
    return bool(_LEADS.fullmatch(text, span[1], begin)) and _means_it(text, *span, group)


def _means_it(text: str, start: int, end: int, group: Group | None) -> bool:
    """Whether a count that is not kept was an announcement of the speaker's at all, and not a report of what
    somebody else said or a figure of speech (确保实现五个突破)."""
    begin = max((text.rfind(sign, max(0, start - 60), start) for sign in _BREAKS), default=-1) + 1
    before = text[max(begin, start - 60) : start]
    mine = bool(_MINE.search(before))
    if _TOLD.match(text, start) or (_retold().search(before) and not mine):
        return False
    said = text[start] in "讲谈提强说作交分汇发以如这"
    if group is None:
        return said and mine
    return said or (_near(group, end) and not _ABBREVIATED.search(text, begin, start) and not _goes_on(text, end))


def _near(group: Group, end: int) -> bool:
    """Whether a list begins close behind an announcement."""
    return group.items[0].mark.start - end <= _NEAR


def _goes_on(text: str, end: int) -> bool:
    """Whether the sentence goes on with another figure of the kind (突出两个重点，强化三项支撑)."""
    stop = min((at for sign in _BREAKS if (at := text.find(sign, end, end + 60)) >= 0), default=end + 60)
    return bool(_ABBREVIATED.search(text, end, stop))


def _retells(text: str, start: int) -> bool:
    """Whether a count tells what somebody else said (刚才，县长讲了三点意见), although as many items follow."""
    begin = max((text.rfind(sign, max(0, start - 60), start) for sign in _BREAKS), default=-1) + 1
    before = text[max(begin, start - 60) : start]
    return bool(_TOLD.match(text, start) and _retold().search(before) and not _MINE.search(before))
