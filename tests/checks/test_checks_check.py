"""The check as a whole: stages, places, order, severities, user rules, and texts in which nothing is wrong."""

from __future__ import annotations

import pytest

from drafter.checks import Context, check, stage_of
from drafter.checks.numbering import number
from drafter.errors import DrafterError
from drafter.models import Brief

CLEAN = """在全县防汛工作会议上的讲话

县长　李国强

（2026年6月18日）

同志们：
今天的会议，任务是把防汛的事一件一件落到人头。下面，我讲三点意见。
一、把形势看得重一些
（一）雨水来得早。今年入汛比往年提前，山塘水库蓄得满。
（二）底子还不牢。有的河段堤防单薄，有的村子预案没有演练。
二、把准备做得细一些
（一）人要到岗。二十四小时有人值守，电话响了有人接。
（二）物要到位。沙袋、水泵、雨衣，数到件，点到人。
三、把责任扛得实一些
哪里出了问题，就追到哪里。主要做到三条：一是早发现，二是早报告，三是早处置。
同志们，汛情就是命令。让我们守好堤坝，守好家园！
"""


def rules(found):
    return [(f.rule, f.severity) for f in found]


@pytest.mark.parametrize("stage", ["draft", "review", "final"])
def test_a_clean_speech_has_no_findings(stage):
    context = Context(Brief(date="2026-06-18", place="德清县", speaker_name="李国强"))
    assert check(CLEAN, stage=stage, context=context) == []
    assert check(CLEAN, stage=stage) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "words"),
    [
        ("讲三点", "讲四点", "S01", 8, "讲四点意见"),
        ("二、把准备", "三、把准备", "N02", 12, "三、"),
        ("（二）底子", "（三）底子", "N02", 11, "（三）"),
        ("沙袋、水泵", "沙袋XX个、水泵", "P01", 14, "XX"),
        ("主要做到三条", "{{ unit }}主要做到三条", "P02", 16, "{{ unit }}"),
        ("今年入汛", "武义县入汛", "P03", 10, "武义县"),
        ("哪里出了", "周明远县长讲了，哪里出了", "P04", 16, "周明远县长"),
        ("汛情就是命令", "要贯彻党的十九大精神，汛情就是命令", "T01", 17, "十九大精神"),
        ("哪里出了", "今年入汛比往年提前，山塘水库蓄得满。哪里出了", "P11", 16, None),
    ],
)
def test_each_slip_is_found_alone_and_in_its_place(old, new, rule, line, words):
    text = CLEAN.replace(old, new, 1)
    context = Context(Brief(date="2026-06-18", place="德清县", speaker_name="李国强"))
    found = [f for f in check(text, context=context) if f.rule not in ("T00",)]
    assert {f.rule for f in found} == {rule}
    first = found[0]
    assert first.line == line
    assert text.split("\n")[line - 1][first.column - 1 : first.column - 1 + first.length] == first.text
    if words:
        assert first.text == words


def test_open_slots_by_stage():
    text = CLEAN.replace("沙袋、水泵、雨衣", "【物资】【数量】件").replace("二十四小时", "【时段】")
    assert stage_of(text) == "draft"
    found = check(text)
    assert [(f.rule, f.severity, f.message) for f in found] == [("P01", "info", "待填 3 处")]
    assert rules(check(text, stage="review")) == [("P01", "info")]
    assert rules(check(text, stage="final")) == [("P01", "error")] * 3


def test_the_summary_comes_last_and_findings_in_text_order():
    text = CLEAN.replace("沙袋", "【物资】").replace("水泵", "××").replace("县长　李国强", "县长　×××")
    found = check(text)
    assert [f.line for f in found[:-1]] == sorted(f.line for f in found[:-1])
    assert found[-1].message.startswith("待填")


def test_hints_of_slots_are_nobodys_words():
    text = CLEAN.replace("沙袋", "【武义县的沙袋，周明远县长审定，参照党的十九大精神】")
    context = Context(Brief(date="2026-06-18", place="德清县"))
    assert rules(check(text, context=context)) == [("P01", "info")]


def test_declared_places_make_foreign_ones_errors():
    text = CLEAN.replace("今年入汛", "武义县今年入汛")
    assert rules(check(text)) == [("P03", "warning")]
    assert rules(check(text, context=Context(Brief(place="德清县")))) == [("P03", "error")]
    assert check(text, context=Context(Brief(place="武义县"))) == []
    assert check(text, context=Context(Brief(place="金华市"))) == []
    assert check(text, context=Context(Brief(place="德清县"), own_names=("武义",))) == []
    assert check(text, context=Context(Brief(place="德清县"), filled=("武义县",))) == []


def test_an_undeclared_place_is_said_once():
    text = CLEAN.replace("今年入汛", "武义县今年入汛").replace("汛情就是", "武义县的汛情就是")
    found = check(text)
    assert rules(found) == [("P03", "warning")]
    assert "2 处" in found[0].message


def test_persons_are_errors_only_beside_a_list():
    text = CLEAN.replace("哪里出了", "周明远县长讲了，哪里出了")
    assert rules(check(text)) == [("P04", "warning")]
    assert rules(check(text, context=Context(Brief(place="德清县")))) == [("P04", "warning")]
    listed = Context(Brief(place="德清县"), own_names=("德清县", "李国强"))
    assert rules(check(text, context=listed)) == [("P04", "error")]
    assert check(text, context=Context(Brief(place="德清县"), own_names=("周明远",))) == []


def test_the_byline_is_nobody_foreign():
    text = CLEAN.replace("县长　李国强", "县长 周明远").replace("县防汛", "武义县防汛")
    assert check(text) == []


def test_without_a_date_formulations_are_not_judged():
    text = CLEAN.replace("汛情就是", "要贯彻党的十九大精神，汛情就是")
    assert check(text) == []


def test_a_second_number_in_the_same_breath_is_only_a_hint():
    text = CLEAN.replace("讲三点意见", "讲三点意见，强调两条纪律")
    assert rules(check(text)) == [("S01", "info")]


@pytest.mark.parametrize(
    ("marker", "value"),
    [
        ("（三）", 3),
        ("第二，", 2),
        ("10.", 10),
        ("④", 4),
        ("十二、", 12),
        ("首先，", None),
        ("一方面，", None),
        ("最后，", None),
    ],
)
def test_numbers_of_markers(marker, value):
    assert number(marker) == value


def test_unknown_stage():
    with pytest.raises(DrafterError, match="阶段"):
        check("同志们：", stage="fnal")


def test_rules_of_the_users_own(tmp_path):
    (tmp_path / "X01.yaml").write_text(
        "id: X01\nverb: pattern\nseverity: warning\nmessage: 不要写“{text}”\nbasis: 本单位的习惯\n"
        "params: {patterns: [汛情就是命令]}\n",
        encoding="utf-8",
    )
    found = check(CLEAN, folders=[tmp_path])
    assert [(f.rule, f.message) for f in found] == [("X01", "不要写“汛情就是命令”")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("id: X01\nverb: patern\nseverity: info\nmessage: m\nbasis: b\n", "pattern"),
        ("id: X01\nverb: pattern\nseverity: bad\nmessage: m\nbasis: b\n", "严重程度"),
        ("id: X01\nverb: pattern\nseverity: info\nbasis: b\n", "message"),
        ("id: X01\nverb: pattern\nseverity: info\nmessage: m\nbasis: b\nparams: {patterns: ['(']}\n", "正则"),
        ("id: X01\nverb: pattern\nseverity: info\nmesage: m\nbasis: b\n", "message"),
        ("- id\n", "不是检查规则"),
    ],
)
def test_broken_rules_are_one_clear_line(tmp_path, text, what):
    (tmp_path / "X01.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DrafterError, match=what) as error:
        check(CLEAN, folders=[tmp_path])
    assert "X01.yaml" in str(error.value)
    assert "\n" not in str(error.value)


def test_hostile_texts_are_taken_in_stride():
    for text in ("【" * 5000, "讲三点意见" * 2000, "{" * 5000 + "}", "一、" * 3000, "《" * 4000 + "。" * 4000):
        check(text)
