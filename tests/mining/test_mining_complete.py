"""What reads as a complete unit, and what was torn off."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter.mining.clauses import units
from drafter.mining.complete import said, torn, whole
from drafter.mining.kinds import cue


@pytest.mark.parametrize(
    "text",
    [
        "各部门的干部",  # a subject
        "群众身边的烦心事",  # a thing
        "思想作风、干部队伍、办事标准",  # things in a row
        "当前，我们有的领导干部",
        "努力用务实的方法",  # how, without what
        "要以实干的精神，以过硬的作风",
        "按照先急后缓的原则",
        "对已经开工的项目",  # whom, without what
        "紧紧围绕大会确定的目标",
        "希望大家在新的一年里",
        "我们也要清醒认识到",
        "对拖着不办的，一经发现",  # a condition
        "工作是干出来的，只有弄清要做什么",
        "就会产生松劲情绪",  # a consequence
        "是加快发展的迫切要求",  # a predicate
        "直接关系到供暖成败",
        "提高认识，切实增强",  # a verb without its object
        "主要任务是分析当前",
        "尊敬的各位领导、各位老师",
        "肩上要有担当担当是干部的脊梁",  # two sentences glued
        "污染防治攻坚战",
        "防汛备汛、秋粮收购、秸秆禁烧",  # names of things, and of what is done with them
        "老旧小区、背街小巷",
        "护林防火、水质保护、生产自救",
        "政策争取、项目建成",
        "创业热情、创新活力",
        "激励干事创业的考核机制、用人机制",
        "作用的大小，水平的高低",
        "这充分体现了良好的作风",  # what points back
        "既是工作要求，更是政治责任",
    ],
)
def test_what_was_torn_off_is_no_unit(text):
    assert not whole(text, cue(text, "body"))


@pytest.mark.parametrize(
    "text",
    [
        "各部门的干部都要下去",
        "把群众身边的烦心事办好",
        "加强思想作风、干部队伍、办事标准建设",
        "努力用务实的方法解决问题",
        "按照先急后缓的原则，逐项抓好整改",
        "对已经开工的项目要盯紧不放",
        "围绕目标抓落实",
        "形成齐抓共管的良好局面",
        "对拖着不办的，一经发现，严肃处理",
        "加快发展是群众的迫切要求",
        "上下一盘棋",
        "少一分推诿，多一分担当",
        "把群众的冷暖挂在心里",
        "在狠抓落实上动真格",
        "目标明确、责任到位",
        "认清形势，统一思想",
        "培育品牌、引进企业",
        "主动思考、主动融入",
        "系统集成、协同作战",
        "激励大家干事创业",
        "这是作风问题，也是能力问题",
    ],
)
def test_a_complete_sentence_beside_it_is_one(text):
    assert whole(text, cue(text, "body"))


@pytest.mark.parametrize(
    "text", ["打赢攻坚战", "号角已经吹响", "总结经验", "进一步统一思想", "再好的规划，也只是一张纸"]
)
def test_verbs_that_the_dictionary_takes_for_nouns_carry_a_sentence(text):
    assert said(text)


def texts(paragraph: str) -> list[str]:
    return [unit.text for unit in units(paragraph)]


@pytest.mark.parametrize(
    ("paragraph", "unit"),
    [
        ("要盯紧不落地的事，盯住不落实的人。", "要盯紧不落地的事，盯住不落实的人"),
        ("要向市场要效益，向改革要活力。", "要向市场要效益，向改革要活力"),
        ("要叫响“为实干者撑腰、为担当者担当”的口号，形成风气。", "“为实干者撑腰、为担当者担当”"),
    ],
)
def test_clauses_of_one_build_stay_together(paragraph, unit):
    assert unit in texts(paragraph)


def test_a_long_pair_is_given_whole_and_in_parts():
    found = texts("要查就查到根上、改就改到位子，绝不能凑合着、拖下去、走过场。")
    assert "绝不能凑合着、拖下去、走过场" in found
    assert "要查就查到根上、改就改到位子，绝不能凑合着、拖下去、走过场" in found


def test_clauses_that_need_one_another_are_not_given_in_parts():
    found = texts("只有把群众的小事当成自己的大事，才能赢得群众真心拥护。")
    assert found == ["只有把群众的小事当成自己的大事，才能赢得群众真心拥护"]


def test_a_consequence_is_torn_from_its_condition_and_not_from_another_order():
    units_found = {
        u.text: torn(u.text, u.before, u.after) for u in units("没有落实，再好的部署也没有用，抓改革就是一句空话。")
    }
    assert units_found["抓改革就是一句空话"] is True
    assert not any(torn(u.text, u.before, u.after) for u in units("要一抓到底，各部门要密切配合。"))


def test_what_leans_on_nothing_is_freed_of_its_linker():
    assert (
        texts("尽管各方面的工作都有了起色并且得到了广大群众的一致肯定，也决不能自我感觉良好。")[-1]
        == "决不能自我感觉良好"
    )
