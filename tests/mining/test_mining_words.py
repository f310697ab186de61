"""Word borders: asked of one function, and said in one line when the segmenter is missing."""

from __future__ import annotations

import sys

import pytest

from drafter.errors import MissingExtra
from drafter.mining import words


@pytest.fixture
def without_segmenter(monkeypatch):
    monkeypatch.setitem(sys.modules, "rjieba", None)
    words._segmenter.cache_clear()
    yield
    words._segmenter.cache_clear()


@pytest.mark.usefixtures("without_segmenter")
def test_without_the_segmenter_the_extra_is_named():
    with pytest.raises(MissingExtra, match=r"提取短语.*drafter\[corpus\]"):
        words.require()


@pytest.mark.usefixtures("without_segmenter")
def test_the_command_says_so_in_one_line(run, tmp_path):
    (tmp_path / "a.txt").write_text("同志们：\n今天开会。", encoding="utf-8")
    result = run("extract", tmp_path / "a.txt", "--out", tmp_path / "库")
    assert result.exit_code == 2
    assert "drafter[corpus]" in result.stderr
    assert not (tmp_path / "库").exists()


def test_borders_are_where_words_meet():
    pytest.importorskip("rjieba", reason="needs the extra “corpus”")
    assert words.borders("要守住底线") == {0, 1, 3, 5}
