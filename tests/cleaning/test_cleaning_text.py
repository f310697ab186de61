"""Characters, joins, frames and facts, line by line."""

from __future__ import annotations

import pytest

from drafter.cleaning import facts, frames
from drafter.cleaning.characters import one_form, pair_quotes, split_headings
from drafter.cleaning.joining import join_lines
from drafter.cleaning.paragraphs import break_paragraphs
from drafter.cleaning.rows import Row


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("１．提高认识,统一思想;抓落实!", "1.提高认识，统一思想；抓落实！"),
        ("增长1.4%,总量3,000万元,10:30开会", "增长1.4%，总量3,000万元，10:30开会"),
        ("（1)压实责任(见附件)", "（1）压实责任（见附件）"),
        ("会议 的 主要 任务", "会议 的 主要 任务"),
        ("会议 的 主要 任务是抓 落实。", "会议的主要任务是抓落实。"),
        ("到 20XX 年迈上 2000亿级,支持* 的发展", "到20XX年迈上2000亿级，支持*的发展"),
        ("安全​生产﻿责任", "安全生产责任"),
        ("工作要实.", "工作要实。"),
        ("一.提高认识", "一.提高认识"),
        ("「四個意識」--在會上", "“四個意識”——在會上"),
        ("抓落实......再抓", "抓落实……再抓"),
        ("“三严三实”\xa0要求", "“三严三实”要求"),
        ("⒈压实责任", "1.压实责任"),
        ("㈠压实责任", "（一）压实责任"),
        ("①压实责任", "①压实责任"),
        ("严防死守 久久为功", "严防死守 久久为功"),
        ("【责任单位】 牵头，【日期】 前完成", "【责任单位】牵头，【日期】前完成"),
        ("R&D 经费投入", "R&D经费投入"),
        ("http://www.example.com/a?b=1", "http://www.example.com/a?b=1"),
        ("家庭的`责任", "家庭的责任"),
        ("在亳（bó）州调研", "在亳州调研"),
    ],
)
def test_one_form(raw: str, form: str) -> None:
    assert one_form(raw) == form
    assert one_form(form) == form


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("第一，要抓住一个“早”字 隐患从来不等人，晚一天就多一天风险。", 2),
        ("（一）切实抓好安全 生产工作，压实责任，各 级各部门都要行动起来。", 1),
        ("各级干部都要行动起来 隐患从来不等人，晚一天就多一天风险。", 1),
        ("严防死守 久久为功", 1),
    ],
)
def test_heading_parted_by_a_space(text: str, parts: int) -> None:
    rows = split_headings((Row(one_form(text), 1),))
    assert len(rows) == parts


def test_quotes_are_paired_by_turns() -> None:
    assert pair_quotes('讲"三点"意见，做到"三实"。') == "讲“三点”意见，做到“三实”。"
    assert pair_quotes("讲“三点”意见") == "讲“三点”意见"


def joined(*texts: str) -> list[str]:
    return [row.text for row in join_lines(tuple(Row(text, n) for n, text in enumerate(texts, 1)))]


@pytest.mark.parametrize(
    "texts",
    [
        ("眼下时令不等人，收割机已经下地，火点随时都有可能冒出来，各乡镇各村的", "巡查队伍要跟上。"),
        ("这几年大家都很努力，成绩有目共睹。我常说，村干部要当好", "“护林员”“宣传员”。"),
        ("这件事各部门都要抓，", "不能等、不能靠，要马上抓出成效。"),
        ("各级干部要做到“走在前", "列、干在实处”，不松劲。"),
        ("经济发展很快", "，但差距也不小。"),
    ],
)
def test_an_unfinished_sentence_goes_on(texts: tuple[str, str]) -> None:
    assert joined(*texts) == ["".join(texts)]


@pytest.mark.parametrize(
    "texts",
    [
        ("一、提高认识，统一思想", "当前，形势十分严峻，任务十分繁重。"),
        ("第一，要抓住一个“早”字，就是早查、早改", "隐患从来不等人，晚一天就多一天风险。"),
        ("这里，我提三点要求：", "一要抓早，二要抓实。"),
        ("工作要抓实抓细。", "同志们，任务已经明确。"),
        ("今天的任务有三项，", "一是总结工作，"),
        ("同志们：", "今天，我们召开全县大会。"),
        ("- 缘由：隐患就在身边", "举措要跟上，不能等。"),
        ("凝心聚力再出发", "——在年度大会上的讲话"),
        ("（2026年11月28日）", "同志们："),
    ],
)
def test_what_stands_alone_stays_alone(texts: tuple[str, str]) -> None:
    assert joined(*texts) == list(texts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("抓出成效。二、盯住关键，压实责任", ["抓出成效。", "二、盯住关键，压实责任"]),
        ("任务如下：（一）压实责任。（二）抓好督查。", ["任务如下：", "（一）压实责任。", "（二）抓好督查。"]),
        ("一、看清形势，绷紧弦（一）成绩来之不易。", ["一、看清形势，绷紧弦", "（一）成绩来之不易。"]),
        ("分为三等。一、二、三类企业都要查。", ["分为三等。一、二、三类企业都要查。"]),
        ("见附表（一）。", ["见附表（一）。"]),
        ("第一产业增长6%。", ["第一产业增长6%。"]),
    ],
)
def test_paragraphs(text: str, parts: list[str]) -> None:
    assert break_paragraphs(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "同志们：", "同志们", "各位代表、同志们：", "尊敬的各位领导、各位来宾，女士们、先生们：", "老师们、同学们：",
        "尊敬的王书记、李县长，各位企业家朋友：", "各位领导、同行、与会的全体同志们：", "大家上午好！",
        "各位老师，大家上午好！",
        "亲爱的同学们！", "各位：",
    ],
)  # fmt: skip
def test_salutation(text: str) -> None:
    assert frames.is_salutation(text)


@pytest.mark.parametrize(
    "text",
    [
        "同志们，任务已经明确。", "要依靠专家：", "张县长：", "县委书记", "一是领导：", "这次会议，请来了各位代表",
        "全体员工", "下面请王书记讲话：", "我强调三点：", "",
    ],
)  # fmt: skip
def test_no_salutation(text: str) -> None:
    assert not frames.is_salutation(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("同志们：今天开会。", ("", "同志们：", "今天开会。")),
        ("座谈会发言稿各位领导、老师们：今天，", ("座谈会发言稿", "各位领导、老师们：", "今天，")),
        ("供大家参考。同志们：今天，", ("供大家参考。", "同志们：", "今天，")),
        ("各位老师，大家上午好！今天", ("", "各位老师，大家上午好！", "今天")),
        ("他说，同志们：今天", None),
        ("今天的会议很重要。", None),
    ],
)
def test_opening_salutation(text: str, parts: tuple[str, str, str] | None) -> None:
    assert frames.opening_salutation(text) == parts


@pytest.mark.parametrize(
    "text", ["在全县动员大会上的讲话", "《开学典礼致辞》", "政府工作报告", "在全会上的讲话（节选）", "大会发言提纲"]
)
def test_title(text: str) -> None:
    assert frames.is_title(text)


@pytest.mark.parametrize("text", ["一、认真学习重要讲话", "认真学习讲话。", "讲话精神", "县委办公室", "报告中指出："])
def test_no_title(text: str) -> None:
    assert not frames.is_title(text)


@pytest.mark.parametrize("text", ["（2026年11月28日）", "2019年3月5日", "二〇一九年三月", "县长　【姓名】", "王 磊"])
def test_caption(text: str) -> None:
    assert frames.is_caption(text)


@pytest.mark.parametrize("text", ["2019年是收官之年", "在县长办公会上的讲话", "一、县长要带头", "抓好落实"])
def test_no_caption(text: str) -> None:
    assert not frames.is_caption(text)


@pytest.mark.parametrize(
    ("title", "frame", "text", "signature", "year"),
    [
        ("在市政府2021年全体会议上的讲话", "", "2019年", "", 2021),
        ("", "（2018年3月5日）", "2017年增长8%。", "", 2018),
        ("", "", "以优异成绩庆祝新中国成立70周年！到2021年，产值翻番。", "", 2019),
        ("", "", "2012年是攻坚之年。去年完成了2011年的任务。今年是2012年。", "", 2012),
        ("", "", "今年是“十四五”开局之年。", "", 2021),
        ("", "", "要抓好今年的工作。", "", None),
        ("", "", "要抓好今年的工作。", "二〇一六年三月二日", 2016),
        ("", "", "条例于2005年修订，到2020年全面建成小康社会。", "", None),
        ("", "", "主要任务是总结2017年工作，部署2018年工作。", "", 2018),
        ("", "", "2003年以来成效明显，要做好2012年全县工作。", "", None),
        ("", "二〇〇八年三月", "要抓好工作。", "", 2008),
    ],
)
def test_year(title: str, frame: str, text: str, signature: str, year: int | None) -> None:
    found = facts.year_of(title, frame, text, signature)
    assert found.value == year
    assert bool(found.source) == (year is not None)


@pytest.mark.parametrize(
    ("title", "text", "level"),
    [
        ("", "全县上下要行动起来，按照市委、市政府部署，县委、县政府要带头。我县基础薄弱。", "县"),
        ("在市政府全体会议上的讲话", "各县区要抓好落实。", "市"),
        ("", "公司上下要同心协力，每名员工都要算好安全账。", "企业"),
        ("", "同学们，老师们，我校走过了五十年。", "学校"),
        ("", "要抓好落实。", None),
    ],
)
def test_level(title: str, text: str, level: str | None) -> None:
    found = facts.level_of(title, text)
    assert found.value == level
    assert all(word in title + text for word in found.source.partition("：")[2].split("、"))


def test_label_names_nobody() -> None:
    kind = facts.kind_of("王磊同志在全县动员大会上的讲话", "")
    assert facts.label_of(2019, "县", kind) == "2019 县 动员大会"
    assert facts.label_of(None, None, facts.kind_of("", "")) == "讲话"
