"""Kind, device and themes of a phrase."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter.mining.kinds import kind, themes
from drafter.mining.phrases import nominal, whole


@pytest.mark.parametrize(
    ("pattern", "place", "expected"),
    [
        ("今天，我们召开{会议}", "opening", "opening"),
        ("会议的主要任务是：", "opening", "purpose"),
        ("下面，我讲{数}点意见", "opening", "transition"),
        ("向同志们表示衷心的感谢", "opening", "thanks"),
        ("不能心存侥幸，更不能知错不改", "body", "warning"),
        ("建立健全定期调度机制", "body", "mechanism"),
        ("对推诿扯皮的要严肃问责", "body", "deadline"),
        ("确保各项任务落地见效", "body", "imperative"),
        ("什么是担当？担当就是尽责", "body", "question"),
        ("所谓实干，就是要一步一个脚印", "body", "definition"),
        ("为建设美好家园而努力奋斗", "closing", "closing"),
        ("空谈没有出路", "quote", "quote"),
        ("围绕中心抓落实", "heading", "heading"),
        ("如何把好事办好？", "heading", "question"),
        ("落实是政府工作的生命线", "body", "topic"),
        ("全年完成投资{数量}，增长{比例}", "body", "data"),
        ("谢谢大家", "closing", "thanks_close"),
        ("为建设美好家园而努力奋斗", "body", "closing"),
        ("祝同学们学习进步", "opening", "thanks"),
        ("请各位代表提出意见", "body", "purpose"),
        ("抓好招商既是当务之急也是长远之计", "body", "topic"),
        ("任务越重，标准就越高", "body", "topic"),
        ("圆满完成了全年任务", "body", "achievement"),
        ("优质资源供给不足", "body", "problem"),
        ("落实的工作还十分繁重", "body", "situation"),
        ("当前，我们要打好开局仗", "body", "imperative"),
        ("固定资产投资{数量}", "body", "data"),
        ("一个步骤一个步骤抓好落实", "body", "imperative"),
        ("不少干部想干不敢干", "body", "topic"),
        ("总量已经翻番", "opening", "topic"),
        ("岁月不居、时节如流", "body", "opening"),  # not an order
        ("祝愿大家工作顺利，万事如意", "body", "thanks"),
        ("有力捍卫了群众的切身利益", "body", "achievement"),
        ("取得的成绩比去年好", "body", "achievement"),
        ("知识更新速度大大加快", "body", "situation"),
        ("干多干少一个样的现象有所抬头", "body", "problem"),
        ("管理严格不起来，就会出现松劲的苗头", "body", "warning"),
        ("责任由谁来承担", "body", "question"),
        ("美好未来唯有实干铸就", "body", "topic"),
        ("各级各部门特别是领导干部必须带头学", "body", "imperative"),
        ("自觉接受来自群众的监督", "body", "imperative"),
        ("大兴调查研究之风", "quote", "imperative"),
        ("要始终坚持群众路线", "quote", "imperative"),
    ],
)
def test_kind_by_place_and_cue(pattern, place, expected):
    assert kind(pattern, place) == expected


def test_themes_are_those_whose_words_it_says():
    assert themes("把督查考核结果用起来") == ("督查",)
    assert themes("大家请坐") == ()


FRAGMENTS = (
    "和各项任务落实到位 在推进工作的过程中 如果任其发展 各级各部门 领导同志多次强调 我们一定要在上级的正确领导下 "
    "是政府工作的中心 过去一年 同志们 会议强调："
)


@pytest.mark.parametrize("text", FRAGMENTS.split())
def test_fragments_are_not_whole(text):
    assert not whole(text)


@pytest.mark.parametrize("text", ["对推诿扯皮的，要严肃问责", "找准自己的方向", "只要肯干，就有办法", "把责任扛在肩上",
                                  "面对困难，迎难而上"])  # fmt: skip
def test_complete_units_are_whole(text):
    assert whole(text)


def test_a_list_of_things_says_nothing():
    assert nominal("每条线工作、每一项任务")
    assert not nominal("每一项任务都要抓紧")
