"""Every rule of data/outlining on its own examples: what it must see, and the near misses it must leave alone."""

from __future__ import annotations

import re

import pytest

from drafter import resources
from drafter.outlining.announcing import counts
from drafter.outlining.markers import Mark, scan
from drafter.outlining.nesting import nest, walk
from drafter.outlining.pruning import prune

MARKERS = resources.data("outlining/markers")["systems"]
ANNOUNCEMENTS = resources.data("outlining/announcements")
CLAUSES = resources.data("outlining/clauses")


def accepted(text: str) -> list[Mark]:
    top = prune(nest(scan(text), text), text)
    return [node.mark for group in walk(top) for node in group.items]


@pytest.mark.parametrize(("rule", "text"), [(r["id"], t) for r in MARKERS for t in r["hit"]])
def test_marker_is_seen(rule: str, text: str) -> None:
    assert rule in [mark.system.id for mark in accepted(text)]


@pytest.mark.parametrize(("rule", "text"), [(r["id"], t) for r in MARKERS for t in r["miss"]])
def test_marker_near_miss(rule: str, text: str) -> None:
    assert rule not in [mark.system.id for mark in accepted(text)]


SPOKEN = [(r["id"], t) for r in ANNOUNCEMENTS["spoken"] for t in r["hit"]]
QUIET = [(r["id"], t) for r in ANNOUNCEMENTS["spoken"] for t in r["miss"]]


@pytest.mark.parametrize(("rule", "text"), SPOKEN + [("named", text) for text in ANNOUNCEMENTS["named"]["hit"]])
def test_announcement_is_seen(rule: str, text: str) -> None:
    assert rule in [found[3] for found in counts(text)]


@pytest.mark.parametrize(("rule", "text"), QUIET + [("named", text) for text in ANNOUNCEMENTS["named"]["miss"]])
def test_announcement_near_miss(rule: str, text: str) -> None:
    assert rule not in [found[3] for found in counts(text)]


@pytest.mark.parametrize("term", ANNOUNCEMENTS["fixed"])
def test_fixed_formulas_announce_nothing(term: str) -> None:
    assert counts(f"一、做到“{term}”，走在前列") == []


def test_retelling_somebody_else() -> None:
    retold = re.compile(ANNOUNCEMENTS["retold"])
    assert retold.search("刚才，张书记")
    assert not retold.search("刚才大家都说了。下面，我")


@pytest.mark.parametrize(("kind", "rule"), [(kind, rule) for kind, rules in CLAUSES.items() for rule in rules])
def test_clause_rules(kind: str, rule: dict[str, object]) -> None:
    pattern = re.compile(str(rule["pattern"]))
    for text in rule["hit"]:  # type: ignore[attr-defined]
        assert pattern.search(text), (kind, text)
    for text in rule["miss"]:  # type: ignore[attr-defined]
        assert not pattern.search(text), (kind, text)


@pytest.mark.parametrize("rules", [MARKERS, ANNOUNCEMENTS["spoken"], *CLAUSES.values()])
def test_rules_carry_id_and_examples(rules: list[dict[str, object]]) -> None:
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["hit"] and rule["miss"] for rule in rules)
