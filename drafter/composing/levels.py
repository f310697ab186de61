"""How curated wordings name offices and lower levels where the speaker stands: {乡镇或街道} is the town itself in a
town's own speech, {农业农村部门} its station, in a province's a department of the province.

In: a pattern or a heading, a level (wording.levels). Out: the pattern as said there; whether a wording fits there at
all. Left alone: what a person typed, and mined phrases. Rules and examples: data/composing/levels.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from drafter import resources

_DEPARTMENT = re.compile(r"\{([^{}、]*)部门\}")


@cache
def local(pattern: str, level: str) -> str:
    """A pattern as a speaker of a level says it; the same where the level has no words of its own."""
    for rule in _rules(level):
        for before, after in rule.get("said", {}).items():
            pattern = pattern.replace(before, after)
        if "departments" in rule:
            pattern = _DEPARTMENT.sub(lambda found, rule=rule: _department(found[1], rule), pattern)  # type: ignore[misc]
    return pattern


def fits(text: str, level: str) -> bool:
    """Whether a wording names nothing that a speaker of this level has no say in; slots (hints) do not count."""
    bare = re.sub(r"\{[^{}]*\}", "", text)
    return not any(word in bare for word in _foreign(level))


def _department(name: str, rule: Mapping[str, Any]) -> str:
    own: str | None = rule.get("like", {}).get(name)
    return own or str(rule["departments"]).replace("{}", name)


@cache
def _rules(level: str) -> list[dict[str, Any]]:
    return [rule for rule in resources.data("composing/levels")["said"] if level in rule["levels"]]


@cache
def _foreign(level: str) -> tuple[str, ...]:
    """The words that only other levels use."""
    bound = resources.data("composing/levels")["bound"]
    return tuple(word for rule in bound if level not in rule["levels"] for word in rule["words"])
