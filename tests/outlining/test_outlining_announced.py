"""Announced counts beside what follows: whose count it is, and what list it means."""

from __future__ import annotations

import pytest

from drafter.outlining import parse_text

MEANT = {
    "下面，我讲四条。\n一、抓早\n早动手。\n二、抓小\n小处看。": [("讲四条", 4, 2)],
    "周总：你提的用地指标，本月办好。\n任总：我再补充两点。一是管住成本，二是守住现金。": [("补充两点", 2, 2)],
    "下面，我先谈三个观点：\n第一，水要通。\n第二，路要平。\n第三，灯要亮。": [("谈三个观点", 3, 3)],
    "要突出“早、细、严”三个字。一是早。赶在雨前。二是细。一块一块看。三是严。不留情面。": [
        ("“早、细、严”三个字", 3, 3)
    ],
    "建立三项制度：一是日报告制度，下午五点报；二是周会商制度，周一碰头；三是月通报制度，月底排名。": [
        ("建立三项制度", 3, 3)
    ],
    "一、抓督查\n要做到三个到位：一是人到位；二是钱到位；三是物到位。\n二、抓考核": [("做到三个到位", 3, 3)],
    "从三个方面抓。一抓人员培训，讲究方法。二抓经费筹措，开源节流。三抓监督，不留死角。": [("从三个方面", 3, 3)],
    "要处理好四个关系。第一，快与慢的关系。快要有度。第二，多与少的关系。多要有量。": [("处理好四个关系", 4, 2)],
    "要查摆四个方面的问题：一查宗旨意识强不强；二查工作作风实不实；三查群众感情深不深。": [
        ("查摆四个方面的问题", 4, 3)
    ],
    "下面，我讲两个方面。\n坚持修路在先，让山货出去。路是根本。\n坚持引水在后，让庄稼喝足。水是命脉。": [
        ("讲两个方面", 2, 2)
    ],
}

NOT_MEANT = [
    "市里提出八项举措，我们结合实际抓落实。\n一、抓渠道\n二、抓道路",
    "省政府最近明确四项任务。一是修路。路要修到户。二是修桥。桥要修到村。",
    "《三年规划》提出五项工程。一是安居工程。先危房后旧房。二是饮水工程。先高山后平坝。",
    "落实三项工作，一件都不能少，年底要交账。一是修路。路要修到户。二是修桥。桥要修到村。",
    "主要有三个特点，一是快，二是好。",
    "写好“早、细、严”三个字。大家都记住了吗？先看看田里，再看看渠边，然后坐下来想一想，今年的水够不够，人手够不够，"
    "肥料够不够，钱够不够，办法够不够，时间够不够，劲头够不够，伙食够不够，茶水够不够，力气够不够。一是看天。天不等人。二是看地。地不骗人。三是看人。人要齐心。",
]


@pytest.mark.parametrize("text", MEANT)
def test_count_and_what_was_found(text: str) -> None:
    assert [(a.text, a.count, a.found) for a in parse_text(text).announced] == MEANT[text]


@pytest.mark.parametrize("text", NOT_MEANT)
def test_count_of_somebody_else_or_of_nothing(text: str) -> None:
    assert parse_text(text).announced == ()


def test_own_count_beside_that_of_the_authorities() -> None:
    text = "县委提出六项举措，我讲三条意见。\n第一，要早。早做准备。\n第二，要细。细做安排。"
    assert [(a.text, a.count, a.found) for a in parse_text(text).announced] == [("讲三条意见", 3, 2)]


def test_a_counted_enumeration_is_still_no_heading() -> None:
    text = "一、抓督查\n要做到三个到位：一是人到位；二是钱到位；三是物到位。\n二、抓考核"
    assert [heading.text for _, heading in parse_text(text).walk()] == ["抓督查", "抓考核"]


def test_headings_without_marker_keep_their_offsets() -> None:
    text = "下面，我讲两个方面。\n坚持修路在先，让山货出去。路是根本。\n坚持引水在后，让庄稼喝足。水是命脉。"
    found = [heading for _, heading in parse_text(text).walk()]
    assert [(h.marker, text[h.start : h.end], h.line, h.run_in) for h in found] == [
        ("", "坚持修路在先，让山货出去", 2, True),
        ("", "坚持引水在后，让庄稼喝足", 3, True),
    ]
