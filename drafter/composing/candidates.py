"""Several drafts to choose from: the headings of the first seeds that differ in their first-level form.

In: a brief, what it is composed with, how many. Out: one `Candidate` for each, with the seed that gives that draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.bank import PhraseBank
from drafter.composing.compose import Composer
from drafter.composing.templates import Template
from drafter.models import Block, Brief

SEEDS = 60
"""How many seeds are tried."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The headings that a seed gives, in path order."""

    seed: int
    structure: str
    headings: tuple[Block, ...]


def candidates(
    brief: Brief, count: int, templates: Sequence[Template], bank: PhraseBank, *, rate: int | None = None
) -> tuple[Candidate, ...]:
    """Up to `count` sets of headings, from the brief's seed on, each on another first-level form; where the bank has
    fewer forms, sets with other words. Raises DrafterError for a brief that can't be met."""
    first = brief.seed if brief.seed is not None else 1
    found: list[Candidate] = []
    others: list[Candidate] = []
    forms: set[str | None] = set()
    said: set[tuple[str, ...]] = set()
    for seed in range(first, first + SEEDS):
        composer = Composer(replace(brief, seed=seed), templates, bank, None, rate)
        headings = tuple(composer.heading_blocks)
        tops = [block for block in headings if block.level == 1]
        one = Candidate(seed, composer.structure.id, headings)
        if tops[0].entry not in forms:
            found.append(one)
        elif tuple(block.said for block in tops) not in said:
            others.append(one)
        forms.add(tops[0].entry)
        said.add(tuple(block.said for block in tops))
        if len(found) == count:
            break
    chosen = [*found, *others[: count - len(found)]]
    return tuple(sorted(chosen, key=lambda candidate: candidate.seed))
