"""Overlap: the normal form, shared runs, repeated sentences, versions of one speech."""

from __future__ import annotations

import random
import re

import pytest

from drafter import overlap

SPEECH = """同志们：
今天会议的任务，是把汛前准备再过一遍。去年雨季，我们守住了堤坝，也看清了短板。
一是巡查要勤。各乡镇每天走一趟，隐患当天登记，当天交办。
二是物资要足。沙袋、水泵、雨衣，数到件，点到人，放到位。
三是预警要快。雨情一来，电话打到户，喇叭喊到村，干部走到人。
大家回去以后，把任务分下去，把责任扛起来，把时间抢出来。"""


def test_normal_form_keeps_letters_only():
    assert overlap.normal("“融Ａ”，×× 发展 20XX年、＊") == "融A发展20年"
    assert overlap.normal("NEXT") == "NEXT"


@pytest.mark.parametrize(
    ("mine", "theirs", "runs"),
    [
        ("把责任扛起来，把时间抢出来，大家说好", "要把责任扛起来把时间抢出来。大家", ["把责任扛起来把时间抢出来大家"]),
        ("把责任扛起来，把时间抢", "把责任扛起来把时间抢", []),
        (
            "春天种下一万棵树秋天收获一片林" * 2,
            "春天种下一万棵树秋天收获一片林",
            ["春天种下一万棵树秋天收获一片林"] * 2,
        ),
    ],
)
def test_shared_runs(mine, theirs, runs):
    assert overlap.shared_runs(mine, theirs) == runs


def test_repeated_sentences():
    text = SPEECH + "\n沙袋、水泵、雨衣，数到件，点到人，放到位！谢谢大家。谢谢大家。"
    found = overlap.repeated(text)
    assert [r.text for r in found] == ["沙袋、水泵、雨衣，数到件，点到人，放到位"]
    assert text[found[0].first :].startswith("沙袋")
    assert text[found[0].start : found[0].end] == found[0].text


def test_what_only_slots_make_long_is_no_repetition():
    line = "由【责任单位或者牵头部门】在【完成日期】前报送。"
    assert overlap.repeated(line + line) == []


def masked(text):
    return re.sub("乡镇|雨季|沙袋", "XX", text)


def test_versions_of_a_speech_are_one_group():
    other = "各位代表：去年工作有成效。今年要抓产业、抓民生、抓环境，项目早开工，学校早竣工，河水早变清。" * 2
    shorter = "\n".join(SPEECH.split("\n")[2:])
    texts = [
        other,
        SPEECH,
        masked(SPEECH),
        shorter,
        other[:20] + "完全是另一篇讲话，讲的是教育，讲的是老师，讲的是孩子们的明天。",
    ]
    assert overlap.near_duplicates(texts) == [[1, 2, 3]]


def test_a_few_stock_phrases_make_no_duplicate():
    stock = "同志们，政府工作千头万绪。踏石留印、抓铁有痕。时不我待、只争朝夕。"
    one = stock + "今年先修路，再建桥，后通水，六月完工。村里的老人最盼这件事，干部要天天到工地。"
    two = stock + "教育是头等大事，老师待遇要兑现，校车要安全，食堂要干净，家长要放心，孩子要快乐。"
    assert overlap.near_duplicates([one, two]) == []


def test_the_order_of_the_texts_does_not_matter():
    texts = [SPEECH, masked(SPEECH), "另一篇。" + SPEECH[::-1]]
    for seed in range(3):
        order = list(range(3))
        random.Random(seed).shuffle(order)
        groups = overlap.near_duplicates([texts[n] for n in order])
        assert [sorted(order[n] for n in g) for g in groups] == [[0, 1]]


def test_empty_texts_are_nobodys_duplicate():
    assert overlap.near_duplicates(["", "", "短"]) == []
