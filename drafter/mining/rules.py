"""The rules of this room as they are used: data/mining/*.yaml, compiled once.

In: nothing but the data. Out: compiled patterns and sets. Every rule's own examples are run by a test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from drafter import resources

_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def length(text: str) -> int:
    """Hanzi, letters and digits of a text."""
    return len(_HAN.findall(text))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a file: `value` is what it says when it hits (a kind, a device, a slot's name)."""

    id: str
    pattern: re.Pattern[str]
    value: str = ""
    places: frozenset[str] = frozenset()


def table(name: str) -> Any:
    """A data file of this room, by its name without ending."""
    return resources.data(f"mining/{name}")


@cache
def rules(file: str, key: str, value: str = "") -> tuple[Rule, ...]:
    """The rules under a key of a file, in their order; `value` names the field that a rule says."""
    return tuple(
        Rule(r["id"], re.compile(r["pattern"]), str(r.get(value, "")), frozenset(r.get("place", ()) or ()))
        for r in table(file)[key]
    )


def hits(file: str, key: str, text: str) -> bool:
    """Whether one of the rules under a key hits a text."""
    return any(rule.pattern.search(text) for rule in rules(file, key))


@cache
def pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Openers and closers of clauses that belong together."""
    return tuple((re.compile(r["open"]), re.compile(r["close"])) for r in table("clauses")["pairs"])


@cache
def beside() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    """What tells that a unit was torn off: patterns for the clause before it, for itself, for the clause after it."""
    named = [[re.compile(r.get(key, "")) for key in ("before", "unit", "after")] for r in table("clauses")["beside"]]
    return tuple((before, unit, after) for before, unit, after in named)


@cache
def lexicon(key: str) -> frozenset[str]:
    """A list of words of data/mining/words.yaml."""
    return frozenset(table("words")[key].split())


@cache
def items_after() -> frozenset[str]:
    """Words behind which a string of short items may begin."""
    return frozenset(table("clauses")["items_after"].split())


@cache
def connective() -> re.Pattern[str]:
    """What a clause may begin with and does without."""
    data = table("clauses")
    long = "|".join(map(re.escape, sorted(data["connectives"], key=lambda w: (-len(w), w))))
    before_comma = "|".join(data["connectives_before_comma"])
    letter = rf"[{data['connective_letters']}](?=[\u4e00-\u9fff]{{4}})"
    modals = "|".join(data["modals"])
    also = rf"[{data['connective_before_modal']}](?=(?:{modals})[\u4e00-\u9fff]{{3}})"
    return re.compile(rf"(?:{before_comma})(?:，|：|$)|(?:{long})(?:，|：)?|{letter}|{also}")
