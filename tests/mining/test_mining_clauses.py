"""Sentences become units: what belongs together stays together, and nothing else does."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter.mining.clauses import units, wide


def texts(paragraph: str) -> list[str]:
    return [unit.text for unit in units(paragraph)]


@pytest.mark.parametrize(
    ("paragraph", "unit"),
    [
        ("大家要记住，不要想当然，不要凭经验。", "不要想当然，不要凭经验"),
        ("只有真抓实干，才能见到成效，请大家落实。", "只有真抓实干，才能见到成效"),
        ("对拖着不办的，要坚决追究责任。", "对拖着不办的，要坚决追究责任"),
        ("底数不清，措施会落空；分工不明，责任就悬空。", "底数不清，措施会落空；分工不明，责任就悬空"),
        ("什么是担当？担当就是尽责，担当就是吃苦。", "什么是担当？担当就是尽责，担当就是吃苦"),
        ("因此，我们要紧紧扭住项目不放松。", "我们要紧紧扭住项目不放松"),
        ("会议的主要任务是：部署下一步工作。", "会议的主要任务是："),
        ("坚持“以实绩论英雄，凭担当用干部”的导向。", "坚持“以实绩论英雄，凭担当用干部”的导向"),
        ("把任务变成路径清楚、时限明白、人手到位的具体事项来抓。", "路径清楚、时限明白、人手到位"),
    ],
)
def test_what_belongs_together_is_one_unit(paragraph, unit):
    assert unit in texts(paragraph)


@pytest.mark.parametrize(
    ("paragraph", "unit"),
    [
        ("要强化调度督导，群众的口碑最实在。", "要强化调度督导，群众的口碑最实在"),
        ("有责任单位、有责任人，事情就好办。", "责任单位、有责任人"),
        ("推进老旧小区、背街小巷改造提升这件事要抓紧办好。", "老旧小区、背街小巷"),
        ("如果不抓，就会落空。", "果不抓，就会落空"),
    ],
)
def test_what_does_not_belong_together_is_none(paragraph, unit):
    assert unit not in texts(paragraph)


def test_quoted_speech_is_cut_up_by_itself_and_its_lead_in_goes():
    found = list(units("工作要实。有位老同志常讲：“干部就是要先干一步，群众才会跟着走。空谈没有出路。”大家要记住。"))
    assert [unit.text for unit in found if unit.quoted] == ["干部就是要先干一步", "群众才会跟着走", "空谈没有出路"]
    assert "大家要记住" in [unit.text for unit in found if not unit.quoted]
    assert not any("老同志" in unit.text for unit in found)


def test_units_know_where_they_stand():
    paragraph = "但是，困难不少。 但办法更多，信心更足。"
    for unit in units(paragraph, 100):
        assert unit.text.split("，")[0] in paragraph[unit.start - 100 : unit.end - 100]


def test_a_unit_grows_neither_with_the_sentence_nor_with_unclosed_quotes():
    hostile = "“" * 400 + "不要拖，不要等，" * 400
    assert max(len(text) for text in texts(hostile)) < 700  # nothing joins beyond the bound but what never closes
    assert max(len(text) for text in texts("不要拖，不要等，" * 400)) < 60


def test_marks_are_widened_character_for_character():
    given = '他说:"行,就办";增长1,234元(含税)?'
    assert wide(given) == "他说：“行，就办”；增长1,234元（含税）？"
    assert len(wide(given)) == len(given)
