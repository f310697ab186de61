"""How curated wordings name offices and lower levels where the speaker stands: {乡镇或街道} is the town itself in a
town's own speech, {农业农村部门} its station, in a province's a department of the province.

In: a pattern or a heading, a level (wording.levels). Out: the pattern as said there; whether a wording fits there at
all. Left alone: what a person typed, and mined phrases. Rules and examples: data/composing/levels.yaml; what a village
calls departments of no field of work (各部门, 承办部门): offices in data/levels.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from drafter import resources, wording

_SLOT = re.compile(r"\{[^{}]*\}")
_DEPARTMENT = re.compile(r"\{([^{}、]*)部门\}")


@cache
def local(pattern: str, level: str) -> str:
    """A pattern as a speaker of a level says it; the same where the level has no words of its own."""
    for rule in _rules(level):
        for before, after in rule.get("said", {}).items():
            pattern = pattern.replace(before, after)
        if "departments" in rule:
            pattern = _DEPARTMENT.sub(lambda found, rule=rule: _department(found[1], rule, level), pattern)  # type: ignore[misc]
    return pattern


def fits(text: str, level: str) -> bool:
    """Whether a wording names nothing that a speaker of this level has no say in; slots (hints) do not count."""
    foreign = _foreign(level)
    return foreign is None or not foreign.search(_SLOT.sub("", text))


@cache
def merged(pattern: str, level: str) -> bool:
    """Whether two offices of a pattern are one and the same at a level: {政务服务管理机构}对接，{行政审批部门}公布 is
    the town's one counter twice."""
    offices = set(_SLOT.findall(pattern))
    return len({local(office, level) for office in offices}) < len(offices)


def free(level: str) -> bool:
    """Whether every wording fits a level."""
    return _foreign(level) is None


def _department(name: str, rule: Mapping[str, Any], level: str) -> str:
    offices = resources.data("levels")["offices"].get(wording.peer(level), {})
    own: str | None = rule.get("like", {}).get(name) or offices.get(name)
    return own or str(rule["departments"]).replace("{}", name)


@cache
def _rules(level: str) -> list[dict[str, Any]]:
    rank = wording.peer(level)
    return [rule for rule in resources.data("composing/levels")["said"] if rank in rule["levels"]]


@cache
def _foreign(level: str) -> re.Pattern[str] | None:
    """The words that only other levels use; None where there are none."""
    rank = wording.peer(level)
    bound = resources.data("composing/levels")["bound"]
    words = [word for rule in bound if rank not in rule["levels"] for word in rule["words"]]
    return re.compile("|".join(map(re.escape, words))) if words else None
