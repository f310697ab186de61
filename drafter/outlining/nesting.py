"""Lists within lists: which marks number headings, and how deep each stands.

In: the marks of a text. Out: groups of siblings, each under the item it belongs to. The level comes from
nesting alone: a list that begins while another is open stands inside it when the other one goes on
afterwards, when earlier items of the other held such a list too, or when its form usually ranks lower.
A mark that neither goes on with an open list nor begins one with a second item is no heading.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from drafter.outlining.markers import LAST, Mark
from drafter.outlining.turns import Turns

_INFINITE = float("inf")

_REACH = 60
"""How many marks of a family are looked at ahead to tell an inner list from a restart."""

_DEEPEST = 8
"""No speech goes deeper; hostile texts shall not either."""

_LARGE = ("part", "hanzi", "paren")
"""Families that number chapters; in mid-paragraph only where a text has lost its breaks."""

_SEVERAL, _LATELY, _OUTRUN = 3, 12, 1.5
"""So many items, the newest of them, show how long an item is; a list so many times farther on no longer belongs to
the last one."""

_COUNTED = ("ordinal", "arabic", "arabic_paren", "circled", "point", "item", "dash")
"""Families whose first item alone shows a list, when the text breaks off behind it."""

_LEAP = 9
"""Chapters may be left out of a copy (（二）……（八）); so far a list at the margin is taken to go on."""

_SAME = {
    "first": ("first", "ordinal"), "ordinal": ("ordinal", "first", "point"), "point": ("point", "ordinal", "another"),
    "item": ("item", "ordinal"),
}  # fmt: skip
"""Families whose marks go on with one another's lists (首先、其次、第三、最后)."""


@dataclass(slots=True, eq=False)
class Node:
    """An item of a list and the lists inside it, in text order."""

    mark: Mark
    groups: list[Group] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Group:
    """Sibling items of one list; `last` is the number of the newest one."""

    family: str
    rank: float
    strong: bool
    line: bool
    own: bool
    last: int
    items: list[Node]
    parent: Node | None

    def goes_on(self, family: str) -> bool:
        """Whether a mark of this family can be a further item."""
        return family in _SAME.get(self.family, (self.family,))


class _Ahead:
    """Answers, for every family and number, where the next such mark is; behind `open_end` a list needs no second
    item, the text being cut off before it."""

    def __init__(self, marks: list[Mark], open_end: float, last_paragraph: int) -> None:
        self.open_end, self.last_paragraph = open_end, last_paragraph
        self.places = {mark.start: mark.place for mark in marks}
        self._starts: dict[tuple[str, int | None], list[int]] = {}
        self._numbers: dict[str, tuple[list[int], list[int | None]]] = {}
        for mark in marks:
            self._starts.setdefault((mark.family, mark.number), []).append(mark.start)
            starts, numbers = self._numbers.setdefault(mark.family, ([], []))
            starts.append(mark.start)
            numbers.append(mark.number)

    def next(self, family: str, number: int | None, after: int) -> float:
        """Offset of the next mark of a list's family with this number behind an offset; infinite when none."""
        best = float("inf")
        for one in _SAME.get(family, (family,)):
            starts = self._starts.get((one, number), ())
            at = bisect.bisect_right(starts, after)
            if at < len(starts):
                best = min(best, starts[at])
        return best

    def own(self, family: str, number: int | None, after: int) -> float:
        """As `next`, in this very family."""
        starts = self._starts.get((family, number), ())
        at = bisect.bisect_right(starts, after)
        return starts[at] if at < len(starts) else float("inf")

    def first(self, family: str, after: int) -> float:
        """Offset of the next first mark of a family that goes on with this family's lists, this one not counted."""
        others = (one for one in _SAME.get(family, ()) if one != family)
        return min((self.own(one, 1, after) for one in others), default=float("inf"))

    def returns(self, family: str, after: int, last: int) -> bool:
        """Whether a list that begins anew is followed by the further item of the list it interrupts (1 2 [1 2] 3)."""
        starts, numbers = self._numbers[family]
        at = bisect.bisect_right(starts, after)
        run = 1
        for number in numbers[at : at + _REACH]:
            if number == run + 1:
                run += 1
            elif number == 1 and run > 1:
                run = 1
            else:
                return number == last + 1 and run > 1
        return False


def nest(marks: list[Mark], text: str, said: Sequence[tuple[int, int]] = (), cut: bool = False) -> list[Group]:
    """The top groups of a text whose announcements stand at `said`; the rest hangs under their items. `cut`: the
    text breaks off before its end."""
    ahead = _Ahead(marks, _open_end(marks) if cut else _INFINITE, text.count("\n"))
    turns = Turns(text, marks, said)
    top: list[Group] = []
    stack: list[Group] = []
    for mark in marks:
        known = _going_on(stack, mark, ahead)
        if known is not None:
            del stack[stack.index(known) + 1 :]
            known.items.append(Node(mark))
            known.last = known.last + 1 if mark.number in (None, LAST) else mark.number or 0
        elif _begins(stack, mark, ahead, text):
            _leave(stack, mark, ahead, turns)
            _make_room(stack, mark, ahead, turns)
            del stack[_DEEPEST - 1 :]
            parent = stack[-1].items[-1] if stack else None
            group = _opened(mark, parent)
            (parent.groups if parent else top).append(group)
            stack.append(group)
    return top


def _open_end(marks: list[Mark]) -> float:
    """Where the last heading at the margin begins: the lists behind it break off with the text."""
    return max((mark.start for mark in marks if mark.line and mark.system.strong), default=0)


def _breaks_off(mark: Mark, ahead: _Ahead) -> bool:
    """Whether a mark begins a list whose second item is lost with the end of the text (一是底数要清。要逐户…)."""
    if mark.start < ahead.open_end or mark.system.family not in _COUNTED or mark.number not in (None, 1):
        return False
    return mark.line or (mark.place == "stop" and mark.paragraph == ahead.last_paragraph)


def _opened(mark: Mark, parent: Node | None) -> Group:
    """A new list with its first item."""
    system = mark.system
    return Group(
        family=mark.family,
        rank=system.rank,
        strong=system.strong,
        line=mark.line,
        own=mark.own,
        last=mark.number or 1,
        items=[Node(mark)],
        parent=parent,
    )


def _going_on(stack: list[Group], mark: Mark, ahead: _Ahead) -> Group | None:
    """The open list of which a mark is the next item; a list of the same layout first, the deepest first."""
    within: list[Group] = []
    for group in reversed(stack):
        if group.goes_on(mark.family):
            within.append(group)
        if not mark.line and not mark.system.strong and group.strong and group.items[-1].mark.line:
            break  # a small item in mid-paragraph closes no heading that stands at the margin
    within.sort(key=lambda g: (g.line != mark.line, g.family != mark.family, g.own != mark.own))
    for group in within:
        if mark.number == group.last + 1:
            return group
        further = mark.number in (None, LAST) or (mark.number == 2 <= group.last and bool(mark.system.words))
        alike = group.line == mark.line or group.items[-1].mark.paragraph == mark.paragraph
        if further and alike:
            return group
    for group in within:
        if group.family == mark.family and group.line == mark.line and _misnumbered(group, mark, ahead):
            return group
    return None


def _misnumbered(group: Group, mark: Mark, ahead: _Ahead) -> bool:
    """A number left out, or given twice at the margin (第一、第一、第一)."""
    number = mark.number or 0
    if number == group.last:
        inner = group.own and not mark.own
        return mark.line and mark.system.strong and not inner and not ahead.returns(mark.family, mark.start, number)
    chapter = mark.line and mark.family in _LARGE and mark.own == group.own
    return group.last < number <= group.last + (_LEAP if chapter else 3 if mark.line else 2) and mark.place != "any"


def _begins(stack: list[Group], mark: Mark, ahead: _Ahead, text: str) -> bool:
    """Whether a mark that goes on with no open list begins one."""
    system = mark.system
    if mark.place == "comma" and (mark.number != 1 or system.strong):
        return False
    if _breaks_off(mark, ahead):
        return True
    if mark.number is None:
        return ahead.own(mark.family, None, mark.start) < _further(stack, mark, ahead)
    followed = _followed(mark, ahead, text, _further(stack, mark, ahead))
    if mark.number == 1:
        if system.strong and (mark.line or (mark.place == "stop" and system.family in ("hanzi", "paren", "part"))):
            return True
        return followed and (mark.place != "any" or not _in_title(text, mark.start))
    # The head of the list is lost (a page missing, a heading deleted).
    return system.strong and mark.line and mark.number != LAST and not any(g.family == mark.family for g in stack)


def _further(stack: list[Group], mark: Mark, ahead: _Ahead) -> float:
    """Where the next item of an open list of headings at the margin stands: small lists end before it."""
    if mark.system.strong:
        return _INFINITE
    larger = (g for g in stack if g.strong and g.line and g.family != mark.family)
    return min((ahead.own(g.family, g.last + 1, mark.start) for g in larger), default=_INFINITE)


def _followed(mark: Mark, ahead: _Ahead, text: str, limit: float) -> bool:
    """Whether the second item comes before another first one and `limit`; in the same paragraph or at a margin."""
    second = ahead.next(mark.family, 2, mark.start)
    if ahead.first(mark.family, mark.start) < second:
        second = ahead.own(mark.family, 2, mark.start)  # the other family counts a list of its own
    if second == _INFINITE or second > limit or ahead.own(mark.family, 1, mark.start) < second:
        return False
    if mark.line or mark.system.strong:
        return True
    at = int(second)
    if mark.place == "comma" and ahead.places[at] == "comma":
        return False
    return text.find("\n", mark.start, at) < 0 or text[max(0, at - 8) : at].rstrip(" \u3000\t")[-1:] == "\n"


def _in_title(text: str, at: int) -> bool:
    """Whether an offset stands inside 《…》 (looked for in the 40 characters before it)."""
    before = text[max(0, at - 40) : at]
    return before.rfind("《") > before.rfind("》")


def _leave(stack: list[Group], mark: Mark, ahead: _Ahead, turns: Turns) -> None:
    """Closes the open lists that are done when the speech turns to something else."""
    while stack and turns.between(stack[-1].items[-1].mark, mark):
        group = stack[-1]
        again = mark.number == 1 and group.goes_on(mark.family)
        if not again and ahead.next(group.family, group.last + 1, mark.start) != _INFINITE:
            return
        stack.pop()


def _make_room(stack: list[Group], mark: Mark, ahead: _Ahead, turns: Turns) -> None:
    """Closes the open lists that a new list does not belong into."""
    for depth in range(len(stack) - 1, -1, -1):
        group = stack[depth]
        if group.family != mark.family:
            continue
        if group.line and not mark.line and not mark.system.strong:
            break  # at the margin, now in mid-paragraph: an inner list
        if group.line and mark.line and group.own and not mark.own:
            break  # on lines of their own, now followed by text: an inner list
        if group.line == mark.line or mark.line or mark.system.strong:
            if ahead.returns(mark.family, mark.start, group.last):
                break
            del stack[depth:]
            return
    while stack and not _holds(stack, mark, ahead, turns):
        stack.pop()


def _holds(stack: list[Group], mark: Mark, ahead: _Ahead, turns: Turns) -> bool:
    """Whether a new list stands inside the current item of the deepest open one."""
    group = stack[-1]
    current = group.items[-1].mark
    if not group.strong and mark.paragraph != current.paragraph and (not group.line or _paragraphs(group)):
        return group.line and _resumes(group, mark, ahead)  # small items end with their paragraph
    chapters = group.strong and group.line and not group.own and not mark.system.strong and _paragraphs(group)
    if chapters and turns.over(current, mark):
        return ahead.next(group.family, group.last + 1, mark.start) != _INFINITE
    if len(stack) > 1 and group.strong and group.line and not mark.system.strong and turns.addressed(current, mark):
        return _resumes(group, mark, ahead)
    if mark.number == 1 and not mark.line and _outrun(group, mark):
        return _further_item(group, mark, ahead)
    if not group.line and not current.line and mark.paragraph != current.paragraph and group.family not in _LARGE:
        return ahead.next(group.family, group.last + 1, mark.start) != _INFINITE
    if not mark.line and current.line and current.paragraph == mark.paragraph:
        return True
    if group.rank < mark.system.rank:
        return True
    under = mark.line and not mark.own and mark.paragraph == current.paragraph + 1 and group.own
    if under and (group.family == mark.family or (current.own and mark.family not in _LARGE)):
        return True  # on lines of their own; now the text right under one of them counts its points
    if len(stack) == 1 and mark.line and not mark.own and mark.family not in _LARGE and _spread(group):
        return True
    earlier = [inner for node in group.items[:-1] for inner in node.groups]
    if any(inner.family == mark.family for inner in earlier):
        return True
    small = not group.strong and mark.system.strong and mark.family not in _LARGE
    if small and any(inner.strong and inner.line == mark.line for inner in earlier):
        return mark.line or mark.paragraph == current.paragraph  # as items before it held such lists
    further = ahead.next(group.family, group.last + 1, mark.start)
    limit = ahead.own(group.family, 1, mark.start)
    for outer in (group for group in stack[:-1] if group.family != mark.family):
        limit = min(limit, ahead.next(outer.family, outer.last + 1, mark.start))
    return further < limit


def _outrun(group: Group, mark: Mark) -> bool:
    """Whether a list in a text without breaks is over: a mark stands much farther behind its last item than any
    item is long, and no earlier item held such a list."""
    items = group.items[-_LATELY:]
    if group.family in _LARGE or len(items) < _SEVERAL or any(node.groups for node in items):
        return False
    starts = [node.mark.start for node in items]
    longest = max(after - before for before, after in itertools.pairwise(starts))
    return mark.start - starts[-1] > _OUTRUN * longest


def _further_item(group: Group, mark: Mark, ahead: _Ahead) -> bool:
    """Whether a list goes on behind a mark."""
    number = None if group.items[-1].mark.number is None else group.last + 1
    return ahead.own(group.family, number, mark.start) < ahead.own(mark.family, 1, mark.start)


def _resumes(group: Group, mark: Mark, ahead: _Ahead) -> bool:
    """Whether a list at the margin has a further item, at the margin too, before another list of its kind begins."""
    further = ahead.own(group.family, group.last + 1, mark.start)
    return further < ahead.own(group.family, 1, mark.start) and ahead.places[int(further)] == "line"


def _paragraphs(group: Group) -> bool:
    """Whether each of several items had just one paragraph, its text behind it."""
    marks = [node.mark for node in group.items]
    return (
        len(marks) > 1
        and not marks[-1].own
        and all(after.paragraph == mark.paragraph + 1 for mark, after in itertools.pairwise(marks))
    )


def _spread(group: Group) -> bool:
    """Whether the items of a list are names on lines of their own, each with text below it before the next."""
    marks = [node.mark for node in group.items]
    return (
        len(marks) > 1
        and all(mark.own for mark in marks[-_LATELY:])
        and all(after.paragraph > mark.paragraph + 1 for mark, after in itertools.pairwise(marks[-_LATELY:]))
    )


def walk(groups: list[Group]) -> Iterator[Group]:
    """Every group, outer before inner, in text order."""
    for group in groups:
        yield group
        for node in group.items:
            yield from walk(node.groups)
