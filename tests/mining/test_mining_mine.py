"""One speech: its phrases and heading groups, clean, complete and in their place."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace

import pytest
from mining_texts import HEATING, SCHOOLS, parsed

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter.mining import mine
from drafter.slots import SLOT, literal_runs

OWN = ("青石", "王大勇", "暖心", "38.6", "1.2亿", "17.5")


@pytest.fixture(scope="module")
def heating():
    return mine(*parsed(HEATING))


def patterns(found) -> dict[str, object]:
    return {phrase.pattern: phrase for phrase in found.phrases}


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("今天，我们召开{会议}", "opening"),
        ("下面，我讲{数}点意见", "transition"),
        ("不要想当然，不要凭经验，要多到小区院落听真话、察实情", "warning"),
        ("与先进县相比，差距不小；与群众期盼相比，欠账不少", "problem"),
        ("宁可备而不用，也决不能用而无备", "warning"),
        ("做到件件有回音、事事有着落", "imperative"),
        ("对推诿扯皮的，要严肃追责问责，决不手软", "deadline"),
        ("为{全域}人民温暖过冬而努力奋斗", "closing"),
    ],
)
def test_what_a_writer_would_underline_is_found(heating, pattern, kind):
    assert patterns(heating)[pattern].kind == kind


def test_nothing_of_the_source_itself_is_in_a_pattern(heating):
    texts = [p.pattern for p in heating.phrases]
    texts += [part for g in heating.groups for part in (g.skeleton, *(i for item in g.items for i in item))]
    assert not [text for text in texts if any(own in text for own in OWN) or re.search(r"\d", SLOT.sub("", text))]


def test_every_literal_run_stands_in_the_speech(heating):
    def letters(text):
        return "".join(c for c in text if c.isalnum())

    whole = letters(HEATING)
    for phrase in heating.phrases:
        assert all(letters(run) in whole for run in literal_runs(phrase.pattern))


def test_siblings_of_every_level_become_groups(heating):
    groups = {g.skeleton: g for g in heating.groups}
    assert groups["{}，把供暖{}"].items[0] == ("提高站位", "责任扛得更稳")
    assert groups["{}，把供暖{}"].level == 1
    assert groups["围绕{}抓{}"].items == (("管网", "改造"), ("热源", "储备"), ("服务", "响应"))
    assert groups["围绕{}抓{}"].device == "parallel"


def test_headings_of_a_group_are_not_phrases_again(heating):
    assert not [p for p in patterns(heating) if "抓改造" in p or "扛得更稳" in p]


def test_an_occurrence_tells_file_place_and_line(heating):
    occurrence = patterns(heating)["宁可备而不用，也决不能用而无备"].occurrence
    assert (occurrence.source, occurrence.speech, occurrence.at, occurrence.line) == ("a.txt", 1, "二/（二）", 7)
    assert (occurrence.label, occurrence.year) == ("2024 县 工作会议", 2024)


def test_unmarked_sentences_on_one_frame_are_a_group():
    text = "同志们：\n要以更严的标准抓整改。每一处都要过筛子。要以更实的举措抓整改。办法总比困难多。"
    groups = {g.skeleton for g in mine(*parsed(text)).groups}
    assert "要以{}的{}抓整改" in groups


def test_parts_that_a_numeric_heading_lists_are_a_group():
    text = (
        "同志们：\n一、做到“三个清楚”，即底数清楚、责任清楚、进度清楚\n要勤看账。\n"
        "二、提高“三种本领”，即调查本领、协调本领、破难本领\n要勤练兵。"
    )
    groups = {g.skeleton: g.items for g in mine(*parsed(text)).groups}
    assert groups["{}清楚"] == (("底数",), ("责任",), ("进度",))


def test_a_dirty_item_goes_and_the_others_stay():
    text = "同志们：\n（一）严明政治纪律。要守规矩。\n（二）严明XX镇纪律。要守规矩。\n（三）严明财经纪律。要守规矩。"
    groups = {g.skeleton: g.items for g in mine(*parsed(text)).groups}
    assert groups["严明{}纪律"] == (("政治",), ("财经",))


@pytest.mark.parametrize(
    ("title", "headings", "skeleton", "form"),
    [
        ("在全县招商引资工作会议上的讲话", ("围绕链条抓招商引资", "组建专班抓招商引资"), "{}抓{主题}", "work"),
        (
            "在全县招商引资工作会议上的讲话",
            ("找得准，招商引资要有方向", "留得住，招商引资要有保障"),
            "{}，{主题}要有{}",
            "name",
        ),
        ("县政府关于“担当”的讲话", ("把握时势肯担当", "拉高标杆肯担当"), "{}肯担当", "work"),
        (None, ("围绕链条抓招商引资", "组建专班抓招商引资"), "{}抓招商引资", "work"),
    ],
)
def test_the_theme_of_the_speech_is_a_slot_where_another_theme_fits(title, headings, skeleton, form):
    text = f"同志们：\n一、{headings[0]}\n要上心。\n二、{headings[1]}\n要用力。"
    made, outline = parsed(text)
    groups = mine(replace(made, title=title), outline).groups
    assert [(g.skeleton, g.form) for g in groups] == [(skeleton, form)]


def test_siblings_that_share_nothing_are_no_group():
    text = "同志们：\n一、强化组织领导\n要上心。\n二、抓好宣传发动\n要入耳。\n三、严格督查考核\n要较真。"
    assert mine(*parsed(text)).groups == ()


def test_a_speech_of_one_line_gives_nothing_and_no_error():
    found = mine(*parsed("同志们："))
    assert (found.phrases, found.groups) == ((), ())


def test_the_same_speech_gives_the_same_findings_and_they_travel():
    once, again = mine(*parsed(SCHOOLS, level="市")), mine(*parsed(SCHOOLS, level="市"))
    assert once == again == pickle.loads(pickle.dumps(once))


@pytest.mark.parametrize(("written", "kept"), [("严于律己", True), ("严于律已", False)])
def test_a_misprint_of_the_source_is_no_phrase(written, kept):
    speech = f"同志们：\n一、加强自律。领导干部要以身作则、{written}。\n"
    assert any(written in p.pattern for p in mine(*parsed(speech)).phrases) is kept
