"""Slots: the typed holes of a pattern, written {名}.

A slot's name is the hint the writer sees (【责任单位】); its type says how it is filled, asked for and checked.
Names with a type of their own and the endings that give others theirs are listed in data/slots.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from drafter import resources

SLOT = re.compile(r"\{([^{}]*)\}")
OPEN = re.compile(r"【[^【】]*】")


def names(pattern: str) -> list[str]:
    """The names of the slots in a pattern, in order, each once: 讲{数}点意见 → [数]."""
    return list(dict.fromkeys(SLOT.findall(pattern)))


def hint(name: str) -> str:
    """What the writer sees for an open slot: 数量2 → 数量, 会议 → 会议名称."""
    bare = name.rstrip("0123456789")
    return str(resources.data("slots")["hints"].get(bare, bare))


@cache
def type_of(name: str) -> str:
    """The type of a slot by its name: 主题 → theme, 责任单位 → unit, 完成日期 → date; "text" when nothing fits.

    A trailing number only tells two slots of a pattern apart (数量2).
    """
    table = resources.data("slots")
    bare = name.rstrip("0123456789")
    for kind, entry in table["types"].items():
        if bare in entry.get("names", ()):
            return str(kind)
    fits = [
        (len(ending), str(kind))
        for kind, entry in table["types"].items()
        for ending in entry.get("endings", ())
        if bare.endswith(ending)
    ]
    return max(fits)[1] if fits else "text"


def typed(pattern: str) -> dict[str, str]:
    """Name → type for every slot of a pattern."""
    return {name: type_of(name) for name in names(pattern)}


def fill(pattern: str, values: Mapping[str, str | None]) -> str:
    """A pattern as it reads: slots with a value say it, the others show as 【hint】.

    全局上下 before 上下 is said once: {全域}上下 in a bureau is 全局上下.
    """

    def say(match: re.Match[str]) -> str:
        value = values.get(match.group(1))
        if value is None or value == "":
            return f"【{hint(match.group(1))}】"
        rest = pattern[match.end() :]
        return value[: -len("上下")] if value.endswith("上下") and rest.startswith("上下") else value

    return SLOT.sub(say, pattern)


def literal_runs(pattern: str) -> list[str]:
    """The literal text between the slots of a pattern, empty runs left out."""
    return [run for run in SLOT.split(pattern)[::2] if run]


def filled_by(kind: str) -> str:
    """Who fills a slot of a type: "brief", "level" (the level words) or "ask" (a person)."""
    return str(resources.data("slots")["types"].get(kind, {"fill": "ask"})["fill"])
