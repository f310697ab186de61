"""Reading time: syllables as they are spoken (domain/format.md, section 4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import timing


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2025年", 5), ("12.5%", 7), ("12.5％", 7), ("234亿元", 7), ("10个", 2), ("20个", 3), ("0.5", 3),
        ("1200家", 5), ("3005人", 5), ("12000元", 5), ("30%", 5), ("1.4", 3), ("100000000", 2),
        ("20030", 5), ("2026", 6), ("150000", 3), ("10000", 2), ("13800138000000", 14), ("007", 3), ("0", 1),
        ("抓落实", 3), ("抓、落实！（笑）", 4), ("", 0), ("，。——", 0),
        ("【责任单位】", 6), ("由【责任单位】牵头，【日期】前完成", 1 + 6 + 2 + 6 + 3), ("5G", 2),
    ],
)  # fmt: skip
def test_syllables(text, count):
    assert timing.syllables(text) == count


def test_a_thousand_and_eighty_characters_take_six_minutes_at_the_usual_rate():
    took = timing.seconds("字" * 1080)
    assert took["min"] < 360 < took["max"]
    assert took == {"min": 324, "max": 405}


@given(st.text(max_size=60), st.text(max_size=60))
def test_more_text_never_takes_less(first, second):
    # joined by a full stop, since 1 and 2 side by side are another number
    both = timing.syllables(f"{first}。{second}")
    if not any(mark in first + second for mark in "【】"):
        assert both == timing.syllables(first) + timing.syllables(second)
    took = timing.seconds(first)
    assert 0 <= took["min"] <= took["max"]


def test_a_slower_speaker_takes_longer_in_proportion():
    usual, slow = timing.seconds("字" * 900), timing.seconds("字" * 900, rate=90)
    assert slow == {"min": 2 * usual["min"], "max": pytest.approx(2 * usual["max"], abs=1)}
