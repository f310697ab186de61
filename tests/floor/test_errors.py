"""Errors: the tail that helps with a misspelt name, and the missing extra."""

from __future__ import annotations

import pytest

from drafter.errors import DrafterError, MissingExtra, nearest


@pytest.mark.parametrize(
    ("word", "options", "said"),
    [
        ("paralel", ["parallel", "one_char", "ordinal"], "parallel"),
        ("自治县", ["省", "县", "区"], "县"),
        ("zzz", ["县", "区"], "可用的有：县、区"),
        ("x", [], "目前一个也没有"),
    ],
)
def test_the_nearest_is_named(word, options, said):
    assert said in nearest(word, options)


def test_a_long_list_is_cut():
    assert nearest("zz", [f"选{n}" for n in range(40)]).count("、") == 11


def test_a_missing_extra_says_how_to_get_it():
    error = MissingExtra("读取 Word 文件", "word")
    assert isinstance(error, DrafterError)
    assert error.extra == "word"
    assert str(error) == "读取 Word 文件需要附加组件，请先安装：pip install 'drafter[word]'"
