"""Formulations with an era: the table's own examples, dates on both sides, the window of a phrase."""

from __future__ import annotations

import pytest

from drafter import formulations
from drafter.formulations import expired, validity
from drafter.models import Validity

ITEMS = formulations.items()


def hits(text):
    return [hit.item.text for hit in formulations.find(text)]


def own(item, text):
    """Whether an entry's own patterns find it in a text."""
    return [p for i, p, _ in formulations._patterns() if i is item and p.search(text)]


@pytest.mark.parametrize(("item", "text"), [(i, t) for i in ITEMS for t in i.hit or (i.text,) if i.match or i.hit])
def test_every_entry_finds_its_hits(item, text):
    assert own(item, text)


@pytest.mark.parametrize(("item", "text"), [(i, t) for i in ITEMS for t in i.miss])
def test_every_entry_passes_its_misses(item, text):
    assert not own(item, text)


def test_every_entry_with_a_pattern_has_examples_of_both_kinds():
    bare = [
        i.text
        for i in ITEMS
        if (i.match and i.match != formulations._source({"text": i.text})) and not (i.hit and i.miss)
    ]
    assert bare == []


def verdicts(text, date):
    return [(v.hit.item.text, v.early, v.severity) for v in expired(text, date)]


@pytest.mark.parametrize(
    ("text", "date", "severity"),
    [
        ("深入学习贯彻党的十九大精神", "2026-11-28", "warning"),
        ("坚决打赢脱贫攻坚战", "2026-05-01", "warning"),
        ("做好“十四五”规划重点任务", "2026-05-01", "warning"),
        ("国家卫生和计划生育委员会要求", "2020-01-01", "error"),
        ("县环保局要牵头", "2026-01-01", "info"),
        ("深化“放管服”改革", "2026-01-01", "info"),
    ],
)
def test_out_of_date(text, date, severity):
    found = expired(text, date)
    assert [v.severity for v in found] == [severity]
    assert not found[0].early


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("深入学习贯彻党的十九大精神", "2019-05-01"),
        ("党的十九大以来，全县变化很大", "2026-11-28"),
        ("“十四五”期间，全县经济稳步增长", "2026-05-01"),
        ("巩固拓展脱贫攻坚成果", "2024-05-01"),
        ("脱贫攻坚战取得全面胜利", "2026-05-01"),
        ("原国家安全生产监督管理总局印发的办法", "2026-05-01"),
        ("县委十九届六次全会精神", "2026-05-01"),
        ("全面贯彻党的二十大和二十届历次全会精神", "2026-11-28"),
    ],
)
def test_in_date(text, date):
    assert [v for v in expired(text, date) if v.severity != "info"] == []


def test_too_early():
    assert verdicts("学习党的二十届四中全会精神", "2025-06-01") == [("党的二十届四中全会", True, "warning")]
    assert verdicts("学习党的二十届四中全会精神", "2025-10-30") == []
    assert verdicts("谋划“十五五”规划", "2024-06-01")[0][2] == "info"
    assert verdicts("谋划“十五五”规划", "2021-06-01")[0][2] == "warning"


def test_the_last_month_still_counts():
    assert verdicts("开展党纪学习教育", "2024-07-31") == []
    assert [v[2] for v in verdicts("开展党纪学习教育", "2024-08-01")] == ["warning"]


def test_an_interval_of_its_own_makes_it_current():
    assert verdicts("适度宽松的货币政策", "2009-05-01") == []
    assert verdicts("适度宽松的货币政策", "2015-05-01") != []


def test_quotes_are_optional():
    for text in ("“放管服”改革", "放管服改革", '"放管服"改革'):
        assert any("放管服" in t for t in hits(text)), text


def test_the_longer_formulation_wins():
    text = "学习党的二十大和二十届二中、三中全会精神"
    assert hits(text)[0].startswith("党的二十大和二十届二中")
    assert len([h for h in formulations.find(text) if h.item.text == "党的二十大精神"]) == 0


def test_validity_is_the_narrowest_window():
    assert validity("贯彻党的十九大精神，打赢脱贫攻坚战") == Validity("2017-10", "2021-02")
    assert validity("下面，我讲三点意见") is None
    assert validity("县环保局牵头") is None
    assert formulations.current("贯彻党的十九大精神", "2019-01-01")
    assert not formulations.current("贯彻党的十九大精神", "2026-01-01")


def test_anniversaries():
    entries = formulations.resources.data("formulations")["anniversaries"]
    for entry in entries:
        for hit in entry["hit"]:
            assert [m for m, _ in formulations._anniversaries(hit["text"])]
            assert list(formulations.anniversaries(hit["text"], hit["year"])) == []
            wrong = list(formulations.anniversaries(hit["text"], hit["year"] + 1))
            assert [a.right - a.said for a in wrong] == [1]
        for miss in entry["miss"]:
            assert list(formulations._anniversaries(miss)) == []
