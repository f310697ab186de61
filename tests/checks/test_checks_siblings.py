"""Sibling headings: which sets are looked at, where a finding stands, how sure it is, and what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.checks.check import Context, findings
from drafter.checks.rules import load
from drafter.checks.siblings import QUESTIONS, sets
from drafter.checks.subject import Subject
from drafter.errors import DrafterError

RULES = [rule for rule in load() if rule.verb == "siblings"]
EVEN = ("提高站位，切实增强责任感", "突出重点，全力打好主动仗", "压实责任，着力拧紧责任链")


def speech(*headings, lead="下面，我讲三点意见。"):
    parts = "".join(f"\n{mark}、{text}\n各部门要动起来。" for mark, text in zip("一二三四五六", headings, strict=False))
    return f"同志们：\n{lead}{parts}"


def inner(*headings):
    """The headings as the second level of a speech."""
    parts = "".join(f"\n（{mark}）{text}。要动起来。" for mark, text in zip("一二三四五六", headings, strict=False))
    return f"同志们：\n一、摸清底数{parts}\n二、压实责任\n各部门要动起来。"


def struck(text):
    return findings(Subject(text, "final", Context()), RULES)


def brief(text):
    return [(f.rule, f.severity) for f in struck(text)]


def test_every_question_has_its_rule():
    assert {rule.params["question"] for rule in RULES} == set(QUESTIONS)


@pytest.mark.parametrize("make", [speech, inner])
def test_even_headings_have_no_findings(make):
    assert brief(make(*EVEN)) == []


@pytest.mark.parametrize(
    ("last", "severity"),
    [
        ("压实责任，着力拧紧责任链条", "info"),
        ("压实责任，着力拧紧层层责任链", "warning"),
        ("压实责任，着力拧紧一环扣一环的责任链", "warning"),
        ("压实责任", "warning"),
        ("压实责任，拧紧链条，一抓到底", "warning"),
    ],
)
def test_one_heading_out_of_line(last, severity):
    assert brief(speech(*EVEN[:2], last)) == [("R01", severity)]


def test_below_the_first_level_a_length_is_only_said():
    assert brief(inner(*EVEN[:2], "压实责任，着力拧紧一环扣一环的责任链")) == [("R01", "info")]
    assert brief(inner(*EVEN[:2], "压实责任")) == [("R01", "warning")]


@pytest.mark.parametrize(
    "headings",
    [
        # Nobody meant these to be equal: no two are, or only two that may be so by chance.
        ("政府工作面临的形势和任务", "集中精力抓好下半年的工作", "全面加强政府自身建设"),
        ("摆脱思想束缚，切实增强意识", "认清发展形势，牢固树立发展意识", "狠抓攻坚，营造风清气正的环境"),
        # One skeleton.
        ("围绕大局，主动作为抓落实", "突出重点，开拓创新抓落实", "强化督查，一环扣着一环抓落实"),
    ],
)
def test_unequal_by_nature_is_only_said(headings):
    assert brief(speech(*headings)) == [("R01", "info")]


def test_lists_of_numeric_headings_have_lengths_of_their_own():
    headings = (
        "做到“三个清楚”，即政策清楚、情况清楚、标杆清楚",
        "提高“三种能力”，即学习理解能力、转化落实能力、统筹整合能力",
    )
    assert brief(speech(*headings)) == []


def test_what_it_says_and_where():
    (one,) = struck(speech(*EVEN[:2], "压实责任，着力拧紧一环扣一环的责任链"))
    assert (one.line, one.column, one.text) == (7, 1, "三、压实责任，着力拧紧一环扣一环的责任链")
    assert "“一、”至“三、”共 3 个标题" in one.message
    assert "多数是 11 字（4＋7）" in one.message
    assert one.message.endswith("是 17 字（4＋13）")
    assert "取齐" in one.suggestion


def test_a_repeated_verb_names_the_verb_and_stands_at_the_second():
    (one,) = struck(speech("加强组织领导", "突出工作重点", "加强督查考核"))
    assert (one.rule, one.severity, one.line) == ("R02", "info", 7)
    assert "“加强”" in one.suggestion
    assert brief(speech("加强组织领导", "加强队伍建设", "加强督查考核")) == []


@pytest.mark.parametrize(
    ("lead", "headings", "expected"),
    [
        ("我强调三个字：“早”“实”“严”。", ("突出一个“早”字", "突出一个“实”字", "突出一个“严”字"), []),
        ("我讲三点。", ("突出一个“早”字", "突出一个“实”字", "突出一个严字"), [("R05", "warning")]),
        ("我讲三点。", ("突出一个“早”字", "突出一个“实”字", "突出一个“早”字"), [("R05", "warning")]),
        ("我强调三个字：“早”“实”“严”。", ("突出一个“早”字", "突出一个“严”字", "突出一个“实”字"), [("R05", "warning")]),
        ("我讲三点。", ("在“早”字上用功", "在“实”字上用功", "突出一个“严”字"), [("R05", "info")]),
        ("我讲三点。", ("在“比”中找差距", "在“比”中学先进", "在“比”中鼓干劲"), []),
        ("我讲三点。", ("以“快”破“难”", "以“进”促“稳”", "以“实”补“短”"), []),
        ("我讲三点。", ("念好“山”字经", "补齐路短板", "引来返乡人"), []),
        ("围绕“严”“实”“快”三个字，我讲三点。", ("标准要严", "作风要实", "动作要快"), []),
    ],
)
def test_single_characters(lead, headings, expected):
    assert [one for one in brief(speech(*headings, lead=lead)) if one[0] == "R05"] == expected


def test_clauses_and_long_sentences_are_no_headings():
    clauses = "同志们：\n要做到：一是早发现，不漏一户。二是早报告，不瞒。三是快。"
    sentence = "要把每一个村、每一条河、每一座水库的责任人名单逐一核对清楚并且公布出来，接受监督。快。"
    for text in (clauses, f"同志们：\n第一，{sentence}\n第二，要快。马上动手。"):
        assert list(sets(text, Subject(text, "final", Context()).outline)) == []
        assert brief(text) == []


def test_lists_that_begin_anew_are_apart():
    text = "\n".join([speech(*EVEN), "五年来的工作说到这里。", "一、摸清底数", "要快。", "二、压实责任", "要快。"])
    assert brief(text) == []


def test_open_slots_settle_nothing():
    assert brief(inner("把【责任单位】的账算清", "有了账，才好办", "【牵头部门】【日期】前报来")) == []


def test_more_than_twelve_are_let_be():
    marks = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"]
    lines = [f"{mark}、{'事' * (n + 4)}\n要快。" for n, mark in enumerate(marks)]
    assert brief("同志们：\n" + "\n".join(lines)) == []
    assert brief("同志们：\n" + "\n".join(lines[:12])) != []


def test_a_rule_that_asks_something_else_is_one_clear_line():
    rule = replace(RULES[0], params={"question": "length"})
    with pytest.raises(DrafterError, match="lengths"):
        findings(Subject(speech(*EVEN), "final", Context()), [rule])
