"""Devices: what a set of sibling headings is built on, and whether it holds. The one judge of mining,
composing and checking.

In: the headings of one set, or an announcement and its headings. Out: the device, or the `Fault`s. Left alone: texts.
Lengths count hanzi, letters and digits; segments are cut at commas. Conditions after domain/structure.md, section 5:
the usual devices in conditions.py, the rarer ones in turns.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from drafter.rhetoric import conditions, turns
from drafter.rhetoric.announcing import announces
from drafter.rhetoric.conditions import echoes, one_build, repeated_lead, word_class
from drafter.rhetoric.measuring import (
    Fault,
    common,
    length,
    listed,
    numeric_count,
    numeric_name,
    prefix,
    quoted_chars,
    same_build,
    segments,
    suffix,
)
from drafter.rhetoric.turns import ladder_class

__all__ = [
    "Fault", "announces", "common", "detect", "echoes", "ladder_class", "length", "listed", "numeric_count",
    "numeric_name", "one_build", "prefix", "quoted_chars", "repeated_lead", "same_build", "segments", "suffix",
    "verify", "word_class",
]  # fmt: skip


def detect(items: Sequence[str]) -> str | None:
    """The device of a set of two or more items, None when there is none.

    今年的任务 / 怎么办 → None; 要知势 / 要蓄势 → …
    """
    if len(items) < 2:
        return None
    lengths = {length(item) for item in items}
    # Without quotes a number with a measure word is mostly plain speech: 一股钻劲, 一个形象.
    if all(numeric_count(item) for item in items):
        return "numeric"
    if not verify(items, "one_char"):
        return "one_char"
    if not verify(items, "shared_char"):
        return "shared_char"
    for size, device in ((3, "three_char"), (4, "four_char")):
        if lengths == {size}:
            return device
    if not any(fault.grave for fault in verify(items, "parallel")):
        return "parallel"
    if len(prefix(items)) >= 1 or len(suffix(items)) >= 2:
        return "anaphora"
    return None


def verify(items: Sequence[str], device: str) -> list[Fault]:
    """What keeps a set of sibling headings from being well built on a device; [] when it holds.

    `device` may also be `ladder`, the order of stages that a structure asks for (turns.py has the conditions of the
    rarer devices). Raises KeyError for a device that is no device of headings.
    """
    if len(items) < 2:
        return [Fault("lonely", "同级标题只有一个")]
    condition = conditions.CONDITIONS.get(device) or turns.CONDITIONS[device]
    return [*conditions.same(items), *condition(items)]
