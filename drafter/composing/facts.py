"""How much of a draft is fact, how much formula (套话).

A clause (up to ，；：。 and the like) is fact when it holds a slot that only a person can fill, open or
filled, or a number in figures; so is the whole of a 举措 or 责任 that holds one, since such a sentence says who does
what. All else is formula: headings, reasons without a fact, the sentences before and after the points. Counted are
syllables as spoken, a slot as many as what fills it, six when open (timing.py). The warning at the end of a point is
neither: it has no place for a fact, and is no formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter import resources, slots, timing
from drafter.composing.paths import is_warning
from drafter.models import Block

_CLAUSE = re.compile(r"[，；：。！？,;:!?]")
_FIGURE = re.compile(r"\d")
_CONCRETE = ("tasks", "safeguards")


def formula(blocks: Iterable[Block]) -> int:
    """The share of formula in some blocks, in percent; 0 when they say nothing."""
    total = fact = 0
    for block in blocks:
        if is_warning(block.path):
            continue
        said = timing.syllables(block.said)
        total += said
        fact += min(said, facts(block))
    return round(100 * (total - fact) / total) if total else 0


def facts(block: Block) -> int:
    """The syllables of a block that state a fact, or leave room for one."""
    clauses = [clause for clause in _CLAUSE.split(block.text) if clause]
    holding = [clause for clause in clauses if _holds(clause, block)]
    if holding and block.level is None and block.move in _CONCRETE:
        holding = clauses
    values = {slot.name: slot.value for slot in block.slots}
    return sum(timing.syllables(slots.fill(clause, values)) for clause in holding)


def _holds(clause: str, block: Block) -> bool:
    types = {slot.name: slot.type for slot in block.slots}
    asked = any(slots.filled_by(types.get(name, "text")) == "ask" for name in slots.names(clause))
    return asked or bool(_FIGURE.search(clause))


def open_facts(blocks: Iterable[Block]) -> int:
    """How many slots in some blocks only a person can fill, filled or not."""
    return sum(slots.filled_by(slot.type) == "ask" for block in blocks for slot in block.slots)


def limit(which: str) -> int:
    """The share of formula, in percent, above which a point, or the whole, is said to be hollow."""
    return int(resources.data("composing/fit")["formula"][which])
