"""Chinese numerals: what is written reads back, and what is no number is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import numerals


@given(st.integers(0, 999))
def test_what_is_written_reads_back(number):
    assert numerals.value(numerals.chinese(number)) == number
    assert numerals.value(numerals.counted(number)) == number
    assert numerals.value(str(number)) == number


@given(st.text(max_size=8))
def test_no_text_breaks_the_reader(text):
    said = numerals.value(text)
    assert said is None or said >= 0


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "零"), (3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "一百"), (105, "一百零五"),
     (110, "一百一十"), (234, "二百三十四"), (999, "九百九十九")],
)  # fmt: skip
def test_as_speeches_write_them(number, text):
    assert numerals.chinese(number) == text


@pytest.mark.parametrize("number", [-1, 1000])
def test_out_of_range(number):
    with pytest.raises(ValueError, match="0 to 999"):
        numerals.chinese(number)


def test_before_a_measure_word_two_is_said_otherwise():
    assert (numerals.counted(2), numerals.counted(12), numerals.counted(3)) == ("两", "十二", "三")


@pytest.mark.parametrize(("text", "number"), [("两", 2), ("１２", 12), (" 三 ", 3), ("〇", 0), ("一千二百", 1200)])
def test_other_ways_to_write(text, number):
    assert numerals.value(text) == number


@pytest.mark.parametrize("text", ["", "几", "三点", "一二", "十十", "二十三十", "十百", "3.5", "-1", "①x"])
def test_near_misses(text):
    assert numerals.value(text) is None


def test_endless_digits_are_no_number():
    assert numerals.value("9" * 6000) is None


@pytest.mark.parametrize("text", ["三", "十二", "两", "3", "120", "二十一"])
def test_the_pattern_takes_what_is_written(text):
    assert re.fullmatch(numerals.NUMERAL, text)


@pytest.mark.parametrize("text", ["几", "三点", "", "3.5"])
def test_the_pattern_takes_nothing_else(text):
    assert not re.fullmatch(numerals.NUMERAL, text)
