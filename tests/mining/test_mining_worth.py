"""What a unit is worth to another writer, beside one that is worth less."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter.mining.figures import device
from drafter.mining.kinds import cue
from drafter.mining.worth import ENOUGH, worth


def value(pattern: str, place: str = "body") -> float:
    return worth(pattern, cue(pattern, place), device(pattern), place)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("不要想当然，不要凭经验", "加强农村道路养护工作"),  # a figure and a bare order
        ("一件一件抓好落实", "切实抓好贯彻落实"),  # something said and nothing said
        ("干工作不能当二传手", "防止这些情况出现"),  # an image and a word that points back
        ("要加快补齐短板弱项", "要加快水库灌溉管网建设"),  # anybody's and one trade's
        ("为加快{全域}发展而努力奋斗", "为加快“{口号}”发展而努力奋斗"),  # a hole where a slogan stood
        ("建立健全定期调度机制", "上月建立了一套制度"),  # what is to be done and what was told
    ],
)
def test_one_is_worth_more_than_the_other(more, less):
    assert value(more) > value(less)


@pytest.mark.parametrize("hollow", ["全力推进各项工作", "希望大家认真抓好贯彻落实", "大家要高度重视", "落到实处"])
def test_what_everybody_says_anyway_is_left_out(hollow):
    assert value(hollow) < ENOUGH


@pytest.mark.parametrize(
    "kept", ["下面，我讲{数}点意见", "真抓实干、马上就办", "谁主管，谁负责", "不进则退，慢进也是退"]
)
def test_what_a_writer_underlines_is_kept(kept):
    assert value(kept) >= ENOUGH


def test_sayings_are_in_no_dictionary_and_yet_anybodys():
    assert value("情为民所系，利为民所谋") >= ENOUGH
