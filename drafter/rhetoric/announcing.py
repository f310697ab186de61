"""What an announcement says, held against the headings that follow.

In: the sentence before the points, and their headings. Out: `Fault`s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafter import numerals, resources
from drafter.rhetoric.measuring import Fault, numeric_name, quoted_chars


@cache
def _counting() -> re.Pattern[str]:
    return re.compile(resources.data("rhetoric")["announces"]["pattern"].replace("N", numerals.NUMERAL))


def announces(sentence: str, headings: Sequence[str]) -> list[Fault]:
    """What an announcement says otherwise than its headings give: how many they are, in every wording of the count;
    the characters of 一字经 and the names of 数字概括 it lists, in their order."""
    faults = []
    for match in _counting().finditer(sentence):
        count = numerals.value(match["n"])
        if count is not None and count != len(headings):
            faults.append(Fault("count", f"“{match.group()}”，实有 {len(headings)} 点"))
    for found, given in (
        (quoted_chars(sentence), [c for text in headings for c in quoted_chars(text)]),
        (_names(sentence), [name for text in headings if (name := numeric_name(text))]),
    ):
        if found and found != given:
            faults.append(Fault("listed", f"宣布的是{'、'.join(found)}，各点是{'、'.join(given) or '别的'}"))
    return faults


def _names(sentence: str) -> list[str]:
    """Numeric names in a row at the end of an announcement: 概括起来就是五个理念、三项举措 → both."""
    listed = re.search(
        rf"(?:是|为)(?P<names>(?:{numerals.NUMERAL}[\u4e00-\u9fff]{{2,6}}、)+[^、]+)$", sentence.rstrip("。：")
    )
    return listed["names"].split("、") if listed else []
