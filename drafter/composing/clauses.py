"""The third level: under a sub-heading three or four short clauses on one skeleton, read out in one breath
(一要查到岗。二要改到位。三要验到人。).

In: a heading of the second level. Out: heading blocks of level 3, run in, written for what the heading is about (its
own aspect), no clause twice in a draft, on another skeleton than their parents. A heading that nothing was written for
stays without: clauses of its point at large (饭碗要端牢：从班子学起) say something else than it promises.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter import numerals, rhetoric
from drafter.composing.choice import rank, score
from drafter.composing.stock import Form, Stock
from drafter.models import Block

CLAUSE = "一要"
CLAUSES = (CLAUSE, "一是")
"""How the first clause of a breath may be marked; in a draft all of them alike."""
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

    def under_all(self, headings: Sequence[Block]) -> dict[str, list[Block]]:
        """The clauses under each of some siblings, by path; none at all where one of them would stay without, since
        what only some of them have sounds forgotten under the others."""
        skeletons, said = list(self.skeletons), set(self.said)
        found: dict[str, list[Block]] = {}
        for heading in headings:
            found[heading.path] = self.under(heading, [other.said for other in headings])
            if not found[heading.path]:
                self.skeletons, self.said = skeletons, said
                return {}
        return found

    def under(self, heading: Block, siblings: Sequence[str]) -> list[Block]:
        """The clauses under a heading, written for what it is about; [] for none."""
        forms = self.stock.clauses(heading.aspect or "")
        forms = rank(self.seed, f"{heading.path}/clauses", forms, _id, lambda f: f.weight)

        def heard(form: Form) -> tuple[bool, bool]:
            return rhetoric.same_build(siblings, form.group.headings), form.group.skeleton in self.skeletons[-RECENT:]

        # The turn of the headings themselves, or one heard a moment ago, is the last resort.
        for form in sorted(forms, key=heard):
            chosen = self._chosen(heading, form)
            if chosen:
                self.skeletons.append(form.group.skeleton)
                self.said.update(form.group.headings)
                return self._as_blocks(heading, form, chosen)
        return []

    def _chosen(self, heading: Block, form: Form) -> list[int]:
        """The items of a form to be said under a heading; [] where it would be heard twice."""
        texts = form.group.headings
        if self.said & set(texts):
            return []
        fresh = [n for n, text in enumerate(texts) if text[:2] not in heading.said]
        if len(fresh) < USUAL:
            return []
        count = USUAL + (len(fresh) > USUAL and score(self.seed, f"{heading.path}/clauses", "四") > -0.5)
        lots = rank(self.seed, f"{heading.path}/clause", fresh, lambda n: texts[n], lambda _: 1)
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
