"""Heading groups worth having: complete items, skeletons that say something, nothing of their source."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from mining_texts import parsed

from drafter import resources
from drafter.mining import mine, rules
from drafter.mining.aspects import aspect, aspects
from drafter.mining.groups import Sibling, device, shared
from drafter.mining.moulds import build, complete, filled, said


def found(*headings: str) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Skeletons and items of headings that stand side by side."""
    siblings = [Sibling(heading, n) for n, heading in enumerate(headings)]
    return [(skeleton.pattern, skeleton.items) for _, skeleton in shared(siblings)]


def skeletons(*headings: str) -> list[str]:
    return [pattern for pattern, _ in found(*headings)]


@pytest.mark.parametrize(
    ("headings", "skeleton", "first"),
    [
        # a 的 behind a verb belongs to what the verb takes, behind 是 it doesn't
        (
            ("健全督办机制，拿出一套管用的办法", "健全奖惩机制，立起一面鲜明的旗帜"),
            "健全{}机制，{}",
            ("督办", "拿出一套管用的办法"),
        ),
        (
            ("抓服务，是转变作风、方便群众的长远大计", "抓服务，是履行职责、回应期盼的现实需要"),
            "抓服务，是{}、{}的{}",
            ("转变作风", "方便群众", "长远大计"),
        ),
        # what stands behind a verb belongs to the noun of the skeleton
        (("要增强防火意识", "要强化服务意识"), "要{}{}意识", ("增强", "防火")),
        (("看清来势，心中有底肯担当", "迎着难题，脚下生风敢担当"), "{}，{}{}担当", ("看清来势", "心中有底", "肯")),
        (
            ("要以过硬的本领破解难题", "要以务实的办法推进治理", "要以严明的纪律保障服务"),
            "要以{}的{}{}",
            ("过硬", "本领", "破解难题"),
        ),
        # a compound of the dictionary does not hide its parts
        (("要提高调查研究能力", "要提高群众工作能力", "要提高应急处置能力"), "要提高{}能力", ("调查研究",)),
        (("要服从大局", "要服务大局"), "要{}大局", ("服从",)),
        # quotation marks and numbers stay whole
        (("窗口必须用好“活地图”", "窗口必须当好“店小二”"), "窗口必须{}“{}”", ("用好", "活地图")),
        (
            (
                "做到“三个清楚”，即底数清楚、责任清楚、险情清楚",
                "守住“两条底线”，即安全底线、生态底线",
                "练就“四种本领”，即看图本领、扑救本领、宣讲本领、自护本领",
            ),
            None,
            None,
        ),
        (
            ("做到“三个清楚”，即底数清楚、责任清楚、险情清楚", "练就“三种本领”，即看图本领、扑救本领、宣讲本领"),
            "{}“{}”，即{}、{}、{}",
            ("做到", "三个清楚", "底数清楚", "责任清楚", "险情清楚"),
        ),
        # what all items end with is the skeleton's
        (
            ("抓队伍，在能力提升上求突破", "抓装备，在更新换代上求突破", "抓预案，在实战演练上求突破"),
            "抓{}，在{}上求突破",
            ("队伍", "能力提升"),
        ),
        # frames of function words say something together
        (
            ("以制度为绳，管住手中权力", "以群众为师，寻找破题办法", "以科技为眼，看清每个环节"),
            "以{}为{}，{}",
            ("制度", "绳", "管住手中权力"),
        ),
        (("沉下心来学，做到融会贯通", "动起真格改，做到立行立改"), "{}，做到{}", ("沉下心来学", "融会贯通")),
        (("窗口的材料更少", "网上的办事更快", "身边的服务更好"), "{}的{}更{}", ("窗口", "材料", "少")),
    ],
)
def test_items_are_complete_and_the_skeleton_holds_the_rest(headings, skeleton, first):
    groups = found(*headings)
    if skeleton is None:  # of different counts: as many as fit one skeleton, no torn number
        assert not [item for _, items in groups for row in items for item in row if item.startswith(("个", "种", "条"))]
        return
    assert [(pattern, items[0]) for pattern, items in groups] == [(skeleton, first)]


@pytest.mark.parametrize(
    "headings",
    [
        ("从山上来看", "从山下来看"),
        ("“偏少”的问题", "“偏慢”的问题"),
        ("抓好春耕", "抓好防火"),
        ("希望大家锻炼", "希望大家，特别是年轻的同志，学会感恩"),
        ("加快护林站改造", "今年的护林工作安排"),
        ("火险等级下降", "出警次数下降", "过火面积下降"),
        ("看清发展大势", "发挥自身优势", "研判市场形势"),
    ],
)
def test_what_says_nothing_or_tears_words_is_no_group(headings):
    assert found(*headings) == []


def test_no_word_is_torn_for_a_letter_that_two_share():
    three = found("抓好林业经济", "抓好渔业生产", "抓好农机服务")
    assert three == [("抓好{}", (("林业经济",), ("渔业生产",), ("农机服务",)))]


@pytest.mark.parametrize(
    "headings",
    [("抓好林业经济", "抓好渔业生产"), ("扎实推进依法办事", "持续推进政务公开"), ("有没有跟进？", "有没有见效？")],
)
def test_two_headings_on_a_verb_alone_are_no_mould(headings):
    assert found(*headings) == []


def test_two_headings_that_change_one_character_are_one():
    assert found("要坐得端", "要走得端") == [("要{}得端", (("坐",), ("走",)))]


def test_a_heading_built_otherwise_is_left_out():
    pattern, items = found("要强化理论武装", "要强化“乡镇吹哨、部门报到”", "要强化规矩意识", "要强化宗旨观念")[0]
    assert (pattern, len(items)) == ("要强化{}", 3)


def test_a_misprint_and_a_year_leave_only_their_own_item():
    text = (
        "同志们：\n（一）坚持真抓实干，建设务实机关。要干。\n（二）坚持严于律已，建设清廉机关。要清。\n"
        "（三）坚持今年快干，建设活力机关。要快。\n（四）坚持雷厉风行，建设高效机关。要办。"
    )
    groups = {g.skeleton: g.items for g in mine(*parsed(text)).groups}
    assert groups == {"坚持{}，建设{}机关": (("真抓实干", "务实"), ("雷厉风行", "高效"))}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("看短板", True),
        ("拿出一套管用的办法", True),
        ("大", True),
        ("推出一些", False),
        ("难题都往", False),
        ("的标准", False),
        ("个清楚", False),
        ("3个重点", False),
        ("某镇经验", False),
        ("“活地图", False),
        ("今年任务", False),
        ("这项工作", False),
        ("推进城东产业园建设", False),
    ],
)
def test_an_item_can_stand_in_another_heading(part, whole):
    assert complete(part) is whole


def test_numbers_that_begin_again_begin_another_set():
    text = (
        "同志们：\n第一，现场检查要勤。多走一遍。\n第二，日常管理要严。多查一遍。\n第三，政策宣传要活。多讲一遍。\n"
        "第一，抓住关键岗位盯到位。要上心。\n第二，抓住关键时段盯到位。要上心。"
    )
    assert {g.skeleton: len(g.items) for g in mine(*parsed(text)).groups} == {"{}要{}": 3, "抓住关键{}盯到位": 2}


def test_the_place_a_heading_begins_with_goes():
    text = "同志们：\n（一）××做好招商有着独特的条件。有山有水。\n（二）××做好招商面临严峻的考验。有政策。"
    assert [g.skeleton for g in mine(*parsed(text)).groups] == ["做好招商{}"]


def test_parts_that_come_again_as_headings_are_one_group():
    text = (
        "同志们：\n一、守住“三项纪律”，即护林纪律、值守纪律、用火纪律\n"
        "（一）要严肃护林纪律。天天巡山。\n（二）要严肃值守纪律。人人在岗。\n（三）要严肃用火纪律。处处设卡。"
    )
    assert [g.skeleton for g in mine(*parsed(text)).groups] == ["要严肃{}纪律"]


def test_items_and_skeleton_give_back_headings_of_the_speech():
    headings = ("看清来势，心中有底肯担当", "迎着难题，脚下生风敢担当")
    pattern, items = found(*headings)[0]
    assert tuple(filled(pattern, item) for item in items) == headings


def test_build_tells_how_alike_headings_are():
    exact = build(["围绕护林抓巡查", "突出防火抓宣传"])
    near = build(["围绕护林抓巡查", "突出森林防火抓宣传教育"])
    odd = build(["围绕护林抓巡查", "突出防火，抓好宣传，管住火源，守牢山头"])
    assert exact == 1 > near > odd


def test_hollow_words_say_nothing_and_frames_something():
    assert said("{}的问题") < 1 <= said("在{}中{}")
    assert said("{}抓护林") > said("{}的{}")


@pytest.mark.parametrize("key", ["frames", "refused", "hanging", "timely", "aspects"])
def test_every_rule_hits_its_examples_and_no_near_miss(key):
    for rule in resources.data("mining/groups")[key]:
        pattern = re.compile(rule["pattern"])
        examples = [(text, True) for text in rule.get("hit", ())] + [(text, False) for text in rule.get("miss", ())]
        assert any(hit for _, hit in examples), rule["id"]
        for text, hit in examples:
            assert bool(pattern.search(text)) is hit, (rule["id"], text)


def test_every_aspect_is_one_that_composing_knows():
    known = {row["name"] for row in resources.data("composing/aspects")["aspects"]}
    assert {rule.value for rule in rules.rules("groups", "aspects", "aspect")} <= known


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (("健全", "督查"), "督查"),
        (("围绕大局",), "认识"),
        (("压实责任意识",), "责任"),
        (("突出重点",), "重点"),
        (("扎实",), None),
    ],
)
def test_an_item_has_the_aspect_its_words_name(item, name):
    assert aspect(item) == name


def test_items_without_any_aspect_have_none():
    assert aspects([("山上",), ("山下",)]) == ()
    assert aspects([("山上",), ("突出重点",)]) == (None, "重点")


@pytest.mark.parametrize(
    ("headings", "name"),
    [
        (["抓队伍，在能力上求突破", "抓装备，在更新上求突破"], "parallel"),
        (["搭建服务平台", "组建服务专班"], "shared_char"),
        (["突出一个“早”字，早谋早动", "突出一个“细”字，细查细改"], "one_char"),
        (["对信件，人人签收", "对来访，有人接待到底再送出门"], "anaphora"),
    ],
)
def test_a_word_that_all_begin_with_is_no_shared_character(headings, name):
    assert device(headings) == name
