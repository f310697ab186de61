"""Many speeches: merged in any order, counted once, weighed, and kept within bounds."""

from __future__ import annotations

from itertools import permutations

import pytest
from mining_texts import HEATING, SCHOOLS, parsed

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter.mining import independent, judge, merge, mine
from drafter.mining.formulas import shared
from drafter.mining.judging import DENSITY
from drafter.mining.phrases import whole
from drafter.models import Phrase
from drafter.slots import literal_runs


@pytest.fixture(scope="module")
def parts():
    copy = HEATING.replace("青石镇", "XX镇").replace("38.6", "X")
    return [
        mine(*parsed(HEATING, source="供暖.txt", year=2023)),
        mine(*parsed(SCHOOLS, source="校园.txt", level="市", year=2021)),
        mine(*parsed(copy, source="转载.txt", year=None)),
    ]


@pytest.fixture(scope="module")
def entries(parts) -> dict[str, Phrase]:
    return {p.pattern: p for p in judge(merge(parts))[0]}


def test_merging_is_commutative_and_associative(parts):
    whole_set = merge(parts)
    assert all(merge(order) == whole_set for order in permutations(parts))
    assert merge([merge(parts[:2]), parts[2]]) == merge([parts[0], merge(parts[1:])]) == whole_set
    assert merge([whole_set, parts[0]]) == whole_set


def test_a_copy_counts_as_the_speech_it_is_a_copy_of(parts):
    origins = independent(merge(parts))
    assert origins["转载.txt", 1] == ("供暖.txt", 1)
    assert origins["校园.txt", 1] == ("校园.txt", 1)


def test_weight_counts_independent_speeches_and_occurrences_name_all(entries):
    entry = entries["不要想当然，不要凭经验"]
    assert (entry.weight, entry.tier) == (2, "formula")
    assert [o.source for o in entry.occurrences] == ["供暖.txt", "校园.txt", "转载.txt"]
    assert (entry.first_year, entry.last_year) == (2021, 2023)


def test_one_speech_and_its_copy_make_no_formula(entries):
    entry = entries["宁可备而不用，也决不能用而无备"]
    assert (entry.weight, entry.tier) == (1, "authored")
    assert len(entry.occurrences) == 2


def test_tiers_follow_weight_and_length(entries):
    for entry in entries.values():
        longest = max(sum(c.isalnum() for c in run) for run in literal_runs(entry.pattern))
        if entry.weight > 1:
            assert entry.tier == "formula"
        elif entry.tier == "attested":
            assert longest <= 12
    assert {entry.tier for entry in entries.values()} == {"formula", "attested", "authored"}


def test_no_pattern_is_part_of_another_of_the_same_speeches(entries):
    alone = [p for p, e in entries.items() if e.weight == 1]
    assert not [(a, b) for a in alone for b in entries if a != b and a in b and len(b) - len(a) <= 10]


def test_a_speech_gives_no_more_entries_than_its_length_bears(entries):
    assert len(entries) <= DENSITY * (len(HEATING) + len(SCHOOLS)) / 1000 + 2


def test_groups_are_judged_too(parts):
    _, groups = judge(merge(parts))
    found = {g.skeleton: g for g in groups}
    assert found["围绕{}抓{}"].weight == 1
    assert {o.source for o in found["围绕{}抓{}"].occurrences} == {"供暖.txt", "转载.txt"}
    assert found["{}要到位"].headings == ("认识要到位", "措施要到位")


def test_what_sentences_of_two_speeches_share_is_found_as_a_formula():
    patterns = {
        "大家要清楚，政府工作千头万绪": frozenset({1}),
        "政府工作千头万绪，但落实是第一位的": frozenset({2}),
        "政府工作任务十分繁重": frozenset({3}),
    }
    assert [run for run, _ in shared(patterns, whole)] == ["政府工作千头万绪"]


def test_one_speech_repeating_itself_makes_no_formula():
    patterns = {"大家要清楚，政府工作千头万绪": frozenset({1}), "政府工作千头万绪，要会弹钢琴": frozenset({1})}
    assert not list(shared(patterns, whole))


def test_a_shared_run_that_is_a_fragment_is_no_formula():
    patterns = {
        "我们一定要在上级的坚强领导下奋勇争先": frozenset({1}),
        "希望大家在上级的坚强领导下再立新功": frozenset({2}),
    }
    assert not list(shared(patterns, whole))
