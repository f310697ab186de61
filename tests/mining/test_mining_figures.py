"""How one phrase is built, beside what only looks like it."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter.mining.figures import device


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("对表对标、补齐短板", "four_char"),
        ("补短板、强弱项、防风险", "three_char"),
        ("不要想当然，不要凭经验", "parallel"),
        ("不是喊出来的，而是干出来的", "contrast"),
        ("不仅要快，而且要好", "gradation"),
        ("大家要“快”字当头", "one_char"),
        ("规划一张图", "numeric"),
        ("有部署、有检查、有反馈才算抓", "anaphora"),
        ("交出一份满意的答卷", "metaphor"),
        ("形成上下同心、左右联动的局面", "four_char"),
        ("要互相理解、互相支持、互相配合", "anaphora"),
        ("把区位优势、人文优势、生态优势转化为胜势", "anaphora"),
        ("把决心变成行动，把蓝图变成现实", "parallel"),
        ("道路决定命运，细节决定成败", "parallel"),
        ("既是工作要求，更是政治责任", "gradation"),
        ("列出任务清单、责任清单、时限清单三张清单", "numeric"),
        ("一个班组、一个车间就是一个小社会", "metaphor"),
        ("要把责任落实到位", None),
        ("加强农村道路养护", None),
    ],
)
def test_device_of_one_phrase(pattern, expected):
    assert device(pattern) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "加强校企、校地合作",  # one verb, two objects
        "进一步清理、规范收费项目",
        "更好地融入省、市发展战略",
        "要站在局、处的角度",
        "干就干到最好、做就做到精细",  # six, not four
        "倒排工期、制定工程计划表",
    ],
)
def test_what_is_not_four_and_four_is_not_called_so(pattern):
    assert device(pattern) != "four_char"


@pytest.mark.parametrize(
    "pattern",
    [
        "一个班组做好本职工作，就是对工厂最大的支持",  # a topic and what is said of it
        "对检查中发现的问题，要及时加以整改落实",
        "在过去的一段日子里，我们做生意的人都很难",
        "会上确定的重点工作、重点工程由谁来负责",
    ],
)
def test_clauses_of_one_length_are_not_yet_parallel(pattern):
    assert device(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    ["不学习就会落伍", "“严”既是一种标准，也是一种要求", "差距越拉越大", "把单位划分为三个档次", "真正形成一个声音"],
)
def test_a_marker_alone_makes_no_device(pattern):
    assert device(pattern) is None
