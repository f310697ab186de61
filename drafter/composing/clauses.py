"""The third level: under a sub-heading three or four short clauses on one skeleton, read out in one breath
(一要查到岗。二要改到位。三要验到人。).

In: a heading of the second level and the aspect of the point it stands under. Out: heading blocks of level 3, run in,
no clause twice in a draft, on another skeleton than their parents and than the clauses right before. A heading that the
bank has no clauses left for stays without.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter import numerals, rhetoric
from drafter.composing.choice import rank, score
from drafter.composing.stock import Form, Stock
from drafter.models import Block

CLAUSE = "一要"
USUAL = 3
"""Clauses in one breath; four now and then, where the form has them."""
RECENT = 3
"""So many sub-headings back the ear still has the turn of their clauses."""


class Clauses:
    """The clauses of one draft; none of them is used twice."""

    def __init__(self, seed: int, stock: Stock, style: str) -> None:
        self.seed = seed
        self.stock = stock
        self.style = style
        self.skeletons: list[str] = []
        self.said: set[str] = set()

    def under(self, heading: Block, aspect: str, siblings: Sequence[str]) -> list[Block]:
        """The clauses under a heading, written for what it is about before those for its point; [] for none."""
        own = heading.aspect or ""
        for wanted in dict.fromkeys((own, aspect, *self.stock.above(own))):
            forms = rank(self.seed, f"{heading.path}/clauses", self.stock.clauses(wanted), _id, lambda f: f.weight)
            # A turn heard a moment ago is the last resort.
            for form in sorted(forms, key=lambda f: f.group.skeleton in self.skeletons[-RECENT:]):
                chosen = self._chosen(heading, form, siblings)
                if chosen:
                    self.skeletons.append(form.group.skeleton)
                    self.said.update(form.group.headings)
                    return self._as_blocks(heading, form, chosen)
        return []

    def _chosen(self, heading: Block, form: Form, siblings: Sequence[str]) -> list[int]:
        """The items of a form to be said under a heading; [] where it would be heard twice."""
        texts = form.group.headings
        if self.said & set(texts) or rhetoric.same_build(siblings, texts):
            return []
        if any(text[:2] in heading.said for text in texts):
            return []
        count = USUAL + (len(texts) > USUAL and score(self.seed, f"{heading.path}/clauses", "四") > -0.5)
        lots = rank(self.seed, f"{heading.path}/clause", range(len(texts)), lambda n: texts[n], lambda _: 1)
        chosen = sorted(lots[:count])
        faults = rhetoric.verify([texts[n] for n in chosen], form.group.device or "parallel")
        return [] if any(fault.grave for fault in faults) else chosen

    def _as_blocks(self, heading: Block, form: Form, chosen: Sequence[int]) -> list[Block]:
        return [
            Block(
                path=f"{heading.path}.{place}", move="heading", text=form.group.heading(n), level=3,
                marker=marker(self.style, place), run_in=True, entry=form.id,
            )
            for place, n in enumerate(chosen, 1)
        ]  # fmt: skip


def _id(form: Form) -> str:
    return form.id


def marker(style: str, number: int) -> str:
    """A marker of the style of its first: （一） and 3 → （三）; 第一， and 2 → 第二，."""
    return style.replace("一", numerals.chinese(number)).replace("1", str(number))
