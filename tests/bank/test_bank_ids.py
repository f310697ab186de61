"""Ids: what makes two wordings one entry."""

from __future__ import annotations

import re

import pytest

from drafter.bank import group_id, normalised, phrase_id


@pytest.mark.parametrize(
    "other",
    [
        "下面我就{主题}讲{数}点意见",
        "下面，我就{主题}讲{数}点意见。",
        "“下面” 我就 {主题} 讲{数}点意见！",
        "下面,我就{主题}讲{数}点意见",
    ],
)
def test_punctuation_spaces_and_widths_do_not_count(other: str) -> None:
    assert phrase_id(other) == phrase_id("下面，我就{主题}讲{数}点意见")


@pytest.mark.parametrize(
    "other",
    [
        "下面，我就{主题}讲{数}点要求",
        "下面，我就{内容}讲{数}点意见",
        "下面，我就主题讲{数}点意见",
        "下面，我就{主题}讲{数}点{意见}",
    ],
)
def test_words_and_slots_count(other: str) -> None:
    assert phrase_id(other) != phrase_id("下面，我就{主题}讲{数}点意见")


def test_normal_form_keeps_slots_and_folds_widths() -> None:
    assert normalised("完成 ５０％，即{数量2}户（含以上）") == "完成50即{数量2}户含以上"


def test_an_id_is_eight_hex_digits() -> None:
    assert re.fullmatch("[0-9a-f]{8}", phrase_id("抓{主题}"))


def test_a_group_is_its_skeleton_and_its_items() -> None:
    own = group_id("{}抓{主题}", [["围绕大局"], ["突出重点"]])
    assert own == group_id("{}抓{主题}。", [["围绕大局"], ["突出重点，"]])
    assert own != group_id("{}抓{主题}", [["突出重点"], ["围绕大局"]])
    assert own != group_id("{}促{主题}", [["围绕大局"], ["突出重点"]])
    assert group_id("{}{}", [["甲乙", "丙"], ["丁", "戊"]]) != group_id("{}{}", [["甲", "乙丙"], ["丁", "戊"]])
