"""Names: whose text is it? Places, persons with a post, organisations, projects, meetings, slogans, masks.

In: a text (a clause or a whole speech). Out: `Name`s in text order, not overlapping. Left alone: ordinary
words that look like names (资源, 高水平武装), general words (全省, 各县区, 县委), national leaders and central
bodies, which are kinds of their own (`leader`, `central`), and names the caller allows.

With rjieba (extra `corpus`) word borders and tags decide. Without it: short place names count as sure only
between neighbours that end a word, given names are judged by a list of characters, proper words before an
ending (长虹集团, 南郊机场) and towns outside lists and address chains are mostly not found.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafter.names import bodies, masks, persons, places
from drafter.names.model import LOCAL, Kind, Name
from drafter.names.words import Words

__all__ = ["LOCAL", "Kind", "Name", "covered", "find", "home", "masked"]

# Where ranges overlap, the longer wins; of equals, the first named here.
_RANK = ("leader", "central", "model", "mask", "person", "organisation", "place", "meeting", "project", "slogan",
         "document", "unit", "region")  # fmt: skip


def find(text: str, allow: Iterable[str] = ()) -> list[Name]:
    """Every name in a text, in order. Names of `allow` (the writer's own place, people, units), and what
    their place lies in or holds, are left out."""
    cut = Words(text)
    there = _settle([place for place in places.find(text, cut) if place.text])
    found = [*there, *persons.find(text, cut), *bodies.find(text, cut, there), *masks.find(text)]
    own = home(allow)
    return [n for n in _settle(found) if not (own and covered(n, own))]


def masked(text: str) -> list[Name]:
    """The masks of a text: ×, XX, *, emptied quotes, 某某."""
    return list(masks.find(text))


def home(allow: Iterable[str]) -> frozenset[str]:
    """What counts as one's own: the names given, their short forms, the places they lie in and those in them."""
    own: set[str] = set()
    for name in allow:
        name = name.strip()
        if not name:
            continue
        own.update((name, places.short(name)))
        there = _settle(list(places.find(name, Words(name))))
        for n, place in enumerate(there):
            bare = places.short(place.text)
            own.update((place.text, bare))
            own |= places.parents().get(bare, frozenset())
            if n == len(there) - 1:  # of 浙江省金华市 only the last is one's own, with all that lies in it
                own |= places.children().get(bare, frozenset())
    return frozenset(own)


def covered(name: Name, own: frozenset[str]) -> bool:
    """Whether a name is one's own: it is, or grows out of, or is part of what `home` holds."""
    bare = places.short(name.text)
    if name.text in own or bare in own:
        return True
    if name.kind == "person":
        return any(len(o) >= 2 and (o in name.text or name.text in o) for o in own)
    if name.kind in ("organisation", "project", "document", "meeting", "slogan", "unit"):
        return any(len(o) >= 2 and (o in name.text or name.text in o) for o in own)
    return name.kind == "place" and any(o.startswith(bare) and len(bare) >= 2 for o in own)


def _settle(found: list[Name]) -> list[Name]:
    """No two overlapping: earlier start first, then the longer, then by rank."""
    chosen: list[Name] = []
    taken = bytearray(max((n.end for n in found), default=0))
    for name in sorted(found, key=lambda n: (-(n.end - n.start), not n.sure, _RANK.index(n.kind), n.start)):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            chosen.append(name)
    return sorted(chosen, key=lambda n: n.start)
