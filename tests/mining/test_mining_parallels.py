"""Sentences that nobody numbered and that are siblings all the same."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from mining_texts import parsed

from drafter.mining import mine


def skeletons(*paragraphs: str) -> list[str]:
    return [g.skeleton for g in mine(*parsed("\n".join(("同志们：", *paragraphs)))).groups]


@pytest.mark.parametrize(
    ("paragraph", "skeleton"),
    [
        ("要在“比”中看短板、鼓干劲。邻县走在前头。要在“学”中开眼界、长本领。办法就在路上。", "要在“{}”中{}、{}"),
        (
            "讲团结，就要拧成一股绳，共下一盘棋。各有各的责任。讲奉献，就要沉到第一线，守好一扇窗。谁也不例外。",
            "讲{}，就要{}，{}",
        ),
        (
            "服务网格化，就是把每条街道落到人。界线要画清楚。网格责任化，就是把每段路口包到户。名单要贴出来。"
            "责任考核化，就是把每次巡查记到账。到了年底要兑现。",
            "{}化",
        ),
    ],
)
def test_sentences_on_one_frame_are_a_group(paragraph, skeleton):
    assert skeleton in skeletons(paragraph)


def test_topic_sentences_of_paragraphs_are_siblings():
    found = skeletons(
        "要让实干的人有奔头。补贴按月发到手里，加班加点也不亏待。",
        "要让创业的家有靠头。家里有事站里管，孩子上学有人问。",
    )
    assert "要让{}的{}有{}" in found


@pytest.mark.parametrize(
    "paragraph",
    [
        "要借深化改革之势，一步一步往前走。路还很长。要借产业转移之势，走出去，请进来，把愿意来的客商都接住。人还不够。",
        "从窗口看，来的人还在增多。大厅里坐满了。从网上看，打分的人还在减少。年底就要到了。",
        "要下决心。这件事不能等。要快些干，把今年的防火隔离带修通修宽修到边。大家都要到场。",
    ],
)
def test_half_sentences_and_chance_likeness_are_no_group(paragraph):
    assert skeletons(paragraph) == []
