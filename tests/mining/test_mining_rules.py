"""Every rule of data/mining hits its own examples and passes over its near misses."""

from __future__ import annotations

import re

import pytest

from drafter.mining import kinds, rules
from drafter.models import DEVICES, KINDS

LISTS = [
    *(("clauses", key) for key in ("fragments", "lead", "follow", "leaning", "telling", "hollow", "deixis", "sayings")),
    ("cues", "rules"), ("devices", "rules"), ("patterns", "rules"), ("patterns", "themes"),
]  # fmt: skip
RULES = [pytest.param(rule, id=f"{file}-{rule['id']}") for file, key in LISTS for rule in rules.table(file)[key]]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_hits_its_examples_and_no_near_miss(rule):
    pattern = re.compile(rule["pattern"])
    assert [text for text in rule["hit"] if not pattern.search(text)] == []
    assert [text for text in rule["miss"] if pattern.search(text)] == []
    assert rule["hit"]


@pytest.mark.parametrize("rule", [pytest.param(r, id=r["id"]) for r in rules.table("clauses")["pairs"]])
def test_a_pair_of_linkers_hits_its_examples_and_no_near_miss(rule):
    opener, closer = re.compile(rule["open"]), re.compile(rule["close"])
    assert all(opener.search(one) and closer.search(other) for one, other in rule["hit"])
    assert not any(opener.search(one) and closer.search(other) for one, other in rule["miss"])


@pytest.mark.parametrize("rule", [pytest.param(r, id=r["id"]) for r in rules.table("clauses")["beside"]])
def test_a_neighbour_tells_what_was_torn_off(rule):
    patterns = [re.compile(rule.get(key, "")) for key in ("before", "unit", "after")]

    def torn(example):
        return all(pattern.search(text) for pattern, text in zip(patterns, example, strict=True))

    assert all(map(torn, rule["hit"]))
    assert not any(map(torn, rule["miss"]))


@pytest.mark.parametrize(("file", "key"), LISTS)
def test_ids_name_one_rule_each(file, key):
    ids = [rule["id"] for rule in rules.table(file)[key]]
    assert len(ids) == len(set(ids))


def test_cues_and_devices_say_known_kinds_and_devices():
    assert {rule["kind"] for rule in rules.table("cues")["rules"]} <= set(KINDS)
    assert set(rules.table("cues")["default"].values()) <= set(KINDS)
    assert {rule["device"] for rule in rules.table("devices")["rules"]} <= set(DEVICES)


@pytest.mark.parametrize("rule", [pytest.param(r, id=r["id"]) for r in rules.table("cues")["rules"]])
def test_no_earlier_cue_takes_all_examples_of_a_later_one(rule):
    place = (rule.get("place") or ["body"])[0]
    found = [kinds.cue(text, place) for text in rule["hit"]]
    assert any(cue and cue.value == rule["kind"] for cue in found)


@pytest.mark.parametrize(
    ("text", "linked"), [("但是，我们要清醒", "但是，"), ("特别是要抓好落实", "特别是"), ("并把责任压实", "并")]
)
def test_a_connective_is_found_at_the_beginning(text, linked):
    match = rules.connective().match(text)
    assert match is not None
    assert match.group() == linked


@pytest.mark.parametrize("text", ["如果不抓落实", "首先要抓落实", "且慢", "当前形势逼人", "最后冲刺"])
def test_what_only_looks_like_a_connective_stays(text):
    assert rules.connective().match(text) is None
