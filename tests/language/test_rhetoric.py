"""Devices: what holds, beside what nearly does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import rhetoric

HOLDS = [
    ("parallel", ["提高站位，切实增强责任感", "突出重点，全力打好攻坚战"]),
    ("parallel", ["围绕大局抓落实", "突出重点抓落实", "主动作为抓落实"]),
    ("one_char", ["要在“知”字上下功夫", "要在“蓄”字上下功夫", "要在“借”字上下功夫"]),
    ("shared_char", ["聚焦主业", "聚力攻坚", "聚智创新"]),
    ("numeric", ["做到“三个明白”，即家底清楚、问题清楚、办法清楚", "守住“两道关口”，即入口关口、出口关口"]),
    ("numeric", ["实现一个目标", "抓好两大抓手"]),
    ("numeric", ["抓“四个意识”教育要管好“两本细账”，即大账、小账", "抓“四个意识”教育要把住“一道关口”"]),
    ("anaphora", ["要有一股钻劲", "要有一股韧劲", "要有一股拼劲"]),
    ("anaphora", ["越是困难，越要向前", "越是艰险，越要担当"]),
    ("three_char", ["转作风", "提效能", "优环境"]),
    ("four_char", ["守正创新", "真抓实干", "久久为功"]),
]
MISSES = [
    ("parallel", ["提高站位，切实增强责任感", "突出重点打好攻坚战"], "segments"),
    ("parallel", ["提高站位", "突出重点抓落实"], "length"),
    ("one_char", ["要在“知”字上下功夫", "要“蓄”字当头不放松"], "place"),
    ("one_char", ["突出一个“早”字", "突出一个“早”字，往前赶"], "one_char"),
    ("one_char", ["突出一个“早”字", "突出一个“实干”字"], "one_char"),
    ("one_char", ["以“早”为“先”", "以“实”为“要”"], "one_char"),
    ("shared_char", ["聚焦主业", "汇聚合力"], "shared_char"),
    ("shared_char", ["聚焦主业", "聚焦主责"], "shared_char"),
    ("numeric", ["做到“三个明白”，即路线明白、时限明白", "守住“两道关口”，即入口关口、出口关口"], "count"),
    ("numeric", ["做到“三个明白”", "做到样样清楚"], "numeric"),
    ("anaphora", ["抓项目", "促环境"], "shared"),
    ("anaphora", ["要快", "要把去年定下的每一件事都办到群众的心坎上"], "length"),
    ("three_char", ["转作风", "提高效能", "优环境"], "length"),
    ("four_char", ["守正创新", "真抓实干", "久为功"], "length"),
]


@pytest.mark.parametrize(("device", "items"), HOLDS)
def test_holds(device, items):
    assert not [fault for fault in rhetoric.verify(items, device) if fault.grave]
    assert not [fault for fault in rhetoric.verify(tuple(reversed(items)), device) if fault.grave]


@pytest.mark.parametrize(("device", "items", "code"), MISSES)
def test_nearly_holds(device, items, code):
    faults = [fault for fault in rhetoric.verify(items, device) if fault.grave]
    assert code in [fault.code for fault in faults]
    assert all(fault.message for fault in faults)


@pytest.mark.parametrize(
    ("items", "device"),
    [
        (["做到“三个明白”", "实现“两个提升”"], "numeric"),
        (["突出一个“早”字", "突出一个“实”字"], "one_char"),
        (["聚焦主业", "聚力攻坚", "聚智创新"], "shared_char"),
        (["转作风", "提效能"], "three_char"),
        (["守正创新", "真抓实干"], "four_char"),
        (["围绕大局抓落实", "突出重点抓落实"], "parallel"),
        (["要拿出钻劲儿", "要拿出敢打敢拼的韧劲"], "anaphora"),
    ],
)
def test_detected(items, device):
    assert rhetoric.detect(items) == device


@pytest.mark.parametrize(
    "items", [["今年的主要任务", "怎么办"], ["只有一个"], [], ["加强学习，提高本领", "把好入口关"]]
)
def test_nothing_to_detect(items):
    assert rhetoric.detect(items) is None


@pytest.mark.parametrize(
    "device", ["parallel", "anaphora", "one_char", "shared_char", "numeric", "three_char", "four_char"]
)
def test_one_heading_is_no_set_and_none_may_stand_twice(device):
    assert [fault.code for fault in rhetoric.verify(["抓落实"], device)] == ["lonely"]
    assert "twice" in [fault.code for fault in rhetoric.verify(["要抓落实", "要抓，落实"], device)]


def test_an_unknown_device_is_refused():
    with pytest.raises(KeyError):
        rhetoric.verify(["甲乙", "丙丁"], "onomatopoeia")


def test_a_lead_word_of_some_is_a_matter_of_taste():
    faults = rhetoric.verify(["加强领导抓落实", "加强督查抓落实", "压实责任抓落实"], "parallel")
    assert [(fault.code, fault.grave, fault.items) for fault in faults] == [("lead", False, (0, 1))]
    # of all, it belongs to the skeleton
    assert rhetoric.verify(["加强组织领导", "加强督查考核", "加强宣传引导"], "parallel") == []


def test_one_character_of_difference_is_a_matter_of_taste():
    faults = rhetoric.verify(["摸清家底抓落实", "守一线抓落实"], "parallel")
    assert [(fault.code, fault.grave) for fault in faults] == [("length", False)]


@pytest.mark.parametrize(
    ("text", "length", "segments"),
    [
        ("围绕大局，抓落实", 7, [4, 3]), ("摸清家底，把安全生产抓得有数", 13, [4, 9]),
        ("“严”字当头", 4, [4]), ("5G 基站", 4, [4]), ("", 0, [0]),
    ],
)  # fmt: skip
def test_lengths(text, length, segments):
    assert rhetoric.length(text) == length
    assert rhetoric.segments(text) == segments


@given(st.lists(st.text("抓实落甲乙丙，", min_size=1, max_size=10), min_size=1, max_size=5))
def test_what_all_share(items):
    before, behind, shared = rhetoric.prefix(items), rhetoric.suffix(items), rhetoric.common(items)
    assert all(item.startswith(before) and item.endswith(behind) for item in items)
    for item in items:  # a subsequence of each
        rest = iter(item)
        assert all(char in rest for char in shared)


@given(st.lists(st.text("抓要实一三个“”字，、即清楚", max_size=12), max_size=5))
def test_any_items_can_be_judged(items):
    device = rhetoric.detect(items)
    if device is not None:
        # what was detected holds, but for repeated headings
        assert {fault.code for fault in rhetoric.verify(items, device) if fault.grave} <= {"twice", "count", "length"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("做到“三个明白”，即家底清楚、问题清楚、办法清楚", ["家底清楚", "问题清楚", "办法清楚"]),
        ("抓住一个“水”字，就是要蓄水、调水、节水", ["蓄水", "调水", "节水"]),
        ("强调三点：稳、准、实", ["稳", "准", "实"]), ("做到“三个明白”", []),
    ],
)  # fmt: skip
def test_what_a_heading_lists(text, parts):
    assert rhetoric.listed(text) == parts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("做到“三个明白”", 3),
        ("管好“两本细账”，即底数细账、任务细账", 2),
        ("做到三个清楚", None),
        ("突出一个“早”字", None),
        ("抓“四个意识”教育要做到“三个明白”，即家底清楚、问题清楚、办法清楚", 3),
        ("抓“四个意识”教育要做到样样清楚", 4),
    ],
)
def test_the_number_a_heading_names(text, count):
    assert rhetoric.numeric_count(text) == count


@pytest.mark.parametrize(
    ("text", "chars"), [("突出一个“早”字", ["早"]), ("以“早”为“先”", ["早", "先"]), ("“实干”当头", [])]
)
def test_quoted_characters(text, chars):
    assert rhetoric.quoted_chars(text) == chars
