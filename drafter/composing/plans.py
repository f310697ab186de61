"""What siblings may be: the plans among which one is picked, made as far as somebody looks.

A draft takes the first of them as a rule, a re-roll one further on; judging them all for the first would be most of the
time that composing takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from drafter.composing.stock import Form
from drafter.composing.words import Words

Items = tuple[int, ...]

COUNTED = "数"
"""The slot of a heading that names how many parts it has (“{数}个理念”)."""

COUNT = f"{{{COUNTED}}}"


@dataclass(frozen=True, slots=True)
class Plan:
    """One set of siblings: a form, and which of its items in which order."""

    form: Form
    items: Items

    def __hash__(self) -> int:
        return hash((self.form.id, self.items))

    @property
    def aspects(self) -> list[str]:
        return [self.form.group.aspects[n] or "" for n in self.items]

    def texts(self, words: Words) -> list[str]:
        theme = words.in_group(self.form.group) or words.theme.name
        # How many will stand below a point is not known yet; any number will do to judge it by.
        texts = (self.form.group.heading(n).replace("{主题}", theme) for n in self.items)
        return [text.replace(COUNT, "三") for text in texts]


class Plans(Sequence[Plan]):
    """Plans, the best first; they are made when they are asked for. The length, and what stands behind the first few,
    costs making them all."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._made: list[Plan] = []
        self._more: Iterator[Plan] = iter(plans)

    @overload
    def __getitem__(self, at: int) -> Plan: ...
    @overload
    def __getitem__(self, at: slice) -> list[Plan]: ...
    def __getitem__(self, at: int | slice) -> Plan | list[Plan]:
        if isinstance(at, slice) or at < 0:
            return self._all()[at]
        while len(self._made) <= at and (plan := next(self._more, None)) is not None:
            self._made.append(plan)
        return self._made[at]

    def __len__(self) -> int:
        return len(self._all())

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def _all(self) -> list[Plan]:
        self._made += self._more
        return self._made


def best_first(
    plans: Iterable[Plan], flaws: Callable[[Plan], tuple[bool | int, ...]], sound: Callable[[Plan], bool]
) -> Iterator[Plan]:
    """The plans in the order of their flaws, equal ones as they came. One without any (`sound`) is yielded as soon as
    it is met: none can come before it."""
    rest: list[Plan] = []
    for plan in plans:
        if sound(plan):
            yield plan
        else:
            rest.append(plan)
    yield from sorted(rest, key=flaws)


def in_turn(each: Iterable[Iterable[Plan]], order: Callable[[Iterable[Plan]], Iterable[Plan]]) -> Iterator[Plan]:
    """The plans of several forms, first every form once, so that who exchanges by hand sees each form before it comes
    again with other items. `order` puts those of one form, and of one round, in their order."""
    left = [iter(order(plans)) for plans in each]
    while left:
        still: list[Iterator[Plan]] = []
        yield from order(_heads(left, still))
        left = still


def _heads(left: Iterable[Iterator[Plan]], still: list[Iterator[Plan]]) -> Iterator[Plan]:
    """The next plan of each form that has one; `still` collects those forms."""
    for plans in left:
        if (plan := next(plans, None)) is not None:
            still.append(plans)
            yield plan
