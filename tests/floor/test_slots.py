"""Slots: typed by name and ending, filled or shown as a hint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import resources, slots


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("主题", "theme"), ("主题工作", "theme"), ("数", "count"), ("会议", "meeting"), ("全域", "scope"),
        ("完成日期", "date"), ("责任单位", "unit"), ("责任单位2", "unit"), ("监管部门", "unit"), ("数量", "figure"),
        ("数量12", "figure"), ("满意率", "percentage"), ("办结时限", "deadline"), ("上级文件", "document"),
        ("近三年年份", "year"), ("分管领导", "person"), ("示范项目", "project"), ("年度目标", "goal"),
    ],
)  # fmt: skip
def test_typed_by_name_and_ending(name, kind):
    assert slots.type_of(name) == kind


@pytest.mark.parametrize("name", ["一句评语", "主题词", "日期之前的事", "数据", ""])
def test_what_only_looks_alike_is_text(name):
    assert slots.type_of(name) == "text"


def test_the_longest_ending_wins():
    # 数 alone would make it a figure, 率 a percentage
    assert slots.type_of("会议名称") == "meeting"
    assert slots.type_of("增长率") == "percentage"


@pytest.mark.parametrize("kind", list(resources.data("slots")["types"]))
def test_every_type_is_reached_prompted_and_filled_by_somebody(kind):
    entry = resources.data("slots")["types"][kind]
    assert entry["prompt"]
    assert slots.filled_by(kind) in ("brief", "level", "ask")
    assert entry["names"]
    assert all(slots.type_of(name) == kind for name in entry["names"])


def test_no_name_and_no_ending_has_two_types():
    types = resources.data("slots")["types"].values()
    names = [name for entry in types for name in entry.get("names", ())]
    endings = [ending for entry in types for ending in entry.get("endings", ())]
    assert len(names) == len(set(names))
    assert len(endings) == len(set(endings))


def test_names_in_order_each_once():
    pattern = "{责任单位}于{日期}前报{责任单位}，{数量}与{数量2}"
    assert slots.names(pattern) == ["责任单位", "日期", "数量", "数量2"]
    assert slots.typed(pattern) == {"责任单位": "unit", "日期": "date", "数量": "figure", "数量2": "figure"}


def test_filled_and_open():
    said = slots.fill(
        "下面，我就{主题}讲{数}点意见，由{责任单位}负责", {"主题": "安全生产", "数": "三", "责任单位": None}
    )
    assert said == "下面，我就安全生产讲三点意见，由【责任单位】负责"


@pytest.mark.parametrize(
    ("name", "shown"), [("会议", "会议名称"), ("数", "数目"), ("数量2", "数量"), ("责任单位", "责任单位")]
)
def test_the_hint_is_for_people(name, shown):
    assert slots.fill(f"{{{name}}}", {}) == f"【{shown}】"


@pytest.mark.parametrize(
    ("value", "said"),
    [("全局上下", "全局上下都要动起来"), ("全县", "全县上下都要动起来"), ("公司上下", "公司上下都要动起来")],
)
def test_up_and_down_is_said_once(value, said):
    assert slots.fill("{全域}上下都要动起来", {"全域": value}) == said


def test_up_and_down_stays_where_nothing_follows():
    assert slots.fill("{全域}都要动起来", {"全域": "全局上下"}) == "全局上下都要动起来"


def test_a_value_is_never_read_as_a_pattern():
    assert slots.fill("就{主题}讲{数}点", {"主题": "{数}", "数": "三"}) == "就{数}讲三点"


@given(
    st.lists(st.one_of(st.text("甲乙，。", min_size=1, max_size=4), st.sampled_from(["{主题}", "{数}"])), max_size=8)
)
def test_literal_runs_are_what_is_left_without_slots(parts):
    pattern = "".join(parts)
    assert "".join(slots.literal_runs(pattern)) == pattern.replace("{主题}", "").replace("{数}", "")
    assert slots.fill(pattern, {"主题": "", "数": ""}).count("【") == pattern.count("{")
