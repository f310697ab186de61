"""What an item of a group is about (形势, 重点, 队伍 …): the vocabulary in which composing plans its points.

In: the parts of an item. Out: an aspect of data/composing/aspects.yaml, or None where the words don't say it.
The words are data (data/mining/groups.yaml).
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.mining import rules


def aspect(item: Sequence[str]) -> str | None:
    """The aspect of an item: (强化督查,) → 督查; (扎实, 开局) → None.

    Of several the first in the order of the rules, which goes from the special (督查) to the general (认识).
    """
    text = "，".join(item)
    return next((r.value for r in rules.rules("groups", "aspects", "aspect") if r.pattern.search(text)), None)


def aspects(items: Sequence[Sequence[str]]) -> tuple[str | None, ...]:
    """The aspect of each item, () when none is known: what `Group.aspects` holds."""
    found = tuple(map(aspect, items))
    return found if any(found) else ()
