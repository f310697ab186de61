"""The rarer turns, the order of stages, one build, what is announced: what holds beside what nearly does."""

from __future__ import annotations

import pytest

from drafter import resources, rhetoric

DATA = resources.data("rhetoric")

HOLDS = [
    ("hypophora", ["抓安全图什么？图的是平安", "抓安全靠什么？靠的是责任"]),
    ("hypophora", ["怎么看？看得重才抓得紧", "怎么干？干得实才见得效"]),
    ("contrast", ["既要抓住重点，又要兼顾一般", "既要治好表症，又要挖掉病根"]),
    ("gradation", ["不仅要看得见，而且要管得住", "不仅要管得住，而且要治得好"]),
    ("gradation", ["事前对标准", "事中验过程", "事后核结果"]),
    ("anadiplosis", ["工作项目化", "项目目标化", "目标考核化"]),
    ("anadiplosis", ["任务分到单位", "单位分到岗位", "岗位分到个人"]),
    ("chiasmus", ["人人为我，我为人人", "事事为民，民为事事"]),
    ("metaphor", ["善抓“牛鼻子”", "下好一盘棋"]),
    ("quotation", ["牢记“空谈误国”", "力行“实干兴邦”"]),
    ("ladder", ["提高思想认识", "突出工作重点", "强化组织领导"]),
    ("ladder", ["认清形势，站位要高", "聚焦重点，措施要实", "攻克难点，力度要大", "压实责任，保障要强"]),
    ("ladder", ["认清形势", "压实责任"]),
]
MISSES = [
    ("hypophora", ["抓安全图什么？图的是平安", "抓安全靠的是责任"], "question"),
    ("hypophora", ["抓安全图什么？图什么？", "抓安全靠什么？靠的是责任"], "question"),
    ("hypophora", ["抓安全图什么？", "抓安全靠什么？"], "answer"),
    ("hypophora", ["怎么看？看得重", "怎么干？干得实才能见得效"], "length"),
    ("contrast", ["既要抓住重点，又要兼顾一般", "既要治好表症，也要挖掉病根"], "contrast"),
    ("contrast", ["既要抓好，又要把方方面面的一般工作都兼顾到", "既要治标，又要治本"], "halves"),
    ("gradation", ["不仅要看得见，而且要管得住", "不仅要管得住，也要治得好"], "gradation"),
    ("gradation", ["事中验过程", "事前对标准", "事后核结果"], "order"),
    ("anadiplosis", ["工作项目化", "目标项目化", "目标考核化"], "anadiplosis"),
    ("anadiplosis", ["目标考核化", "项目目标化"], "anadiplosis"),
    ("chiasmus", ["人人为我，我为大家", "事事为民，民为事事"], "chiasmus"),
    ("metaphor", ["善抓“牛鼻子”", "抓住重点环节"], "metaphor"),
    ("metaphor", ["下好一盘棋", "像钉钉子那样" + "一锤一锤接着敲" * 4], "length"),
    ("quotation", ["牢记“空谈误国”", "力行“实干兴邦"], "quotation"),
    ("ladder", ["突出工作重点", "提高思想认识", "强化组织领导"], "order"),
    ("ladder", ["提高思想认识", "突出工作重点", "聚焦重点任务"], "stage"),
    ("ladder", ["提高思想认识", "吃饭穿衣睡觉", "强化组织领导"], "stage"),
]


@pytest.mark.parametrize(("device", "items"), HOLDS)
def test_holds(device, items):
    assert not [fault for fault in rhetoric.verify(items, device) if fault.grave]


@pytest.mark.parametrize(("device", "items", "code"), MISSES)
def test_nearly_holds(device, items, code):
    faults = [fault for fault in rhetoric.verify(items, device) if fault.grave]
    assert code in [fault.code for fault in faults]
    assert all(fault.message for fault in faults)


@pytest.mark.parametrize("entry", DATA["ladder"], ids=lambda entry: entry["id"])
def test_the_stages_own_examples(entry):
    assert all(rhetoric.ladder_class(text) == entry["id"] for text in entry["hit"])
    assert all(rhetoric.ladder_class(text) != entry["id"] for text in entry["miss"])


@pytest.mark.parametrize("entry", DATA["words"], ids=lambda entry: entry["id"])
def test_the_word_classes_own_examples(entry):
    assert all(rhetoric.word_class(text) == entry["id"] for text in entry["hit"])
    assert all(rhetoric.word_class(text) != entry["id"] for text in entry["miss"])


def test_no_word_has_two_classes():
    words = [word for entry in DATA["words"] for word in entry["words"]]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("device", ["contrast", "metaphor"])
def test_the_turns_own_examples(device):
    """A single heading is no set: each example is held beside one that is known to stand."""
    beside = {"contrast": "宁可慢一点，决不错一点", "metaphor": "守好责任田"}[device]
    codes = {"contrast": {"contrast", "halves"}, "metaphor": {"metaphor"}}[device]
    for text, fits in [(t, True) for t in DATA[device]["hit"]] + [(t, False) for t in DATA[device]["miss"]]:
        found = {fault.code for fault in rhetoric.verify([text, beside], device)} & codes
        assert bool(found) != fits, (text, found)


@pytest.mark.parametrize(("items", "fits"), [*((i, True) for i in DATA["gradation"]["hit"]),
                                             *((i, False) for i in DATA["gradation"]["miss"])])  # fmt: skip
def test_gradations_own_examples(items, fits):
    items = items * 2 if len(items) == 1 else items
    codes = {fault.code for fault in rhetoric.verify(items, "gradation")}
    assert bool(codes & {"gradation", "order"}) != fits


@pytest.mark.parametrize(
    ("items", "odd"),
    [
        (["压实责任", "强化督查", "队伍要建强"], (2,)),
        (["把职责认清楚", "认清当前形势", "把差距找准确"], (1,)),
        (["压实责任", "强化督查", "健全机制"], None),
        (["责任要压实", "队伍要建强"], None),
        (["压实责任", "赶早不赶晚"], None),  # an unknown word is given the benefit of the doubt
    ],
)
def test_one_build(items, odd):
    faults = rhetoric.one_build(items)
    assert [fault.items for fault in faults] == ([odd] if odd else [])
    assert all((fault.code, fault.grave) == ("grammar", False) for fault in faults)


def test_a_verb_repeated_behind_the_comma_is_a_matter_of_taste():
    items = ["提高站位，强化责任", "突出重点，强化举措", "较真督查，兑现奖惩"]
    assert [(f.code, f.items) for f in rhetoric.verify(items, "parallel")] == [("lead", (0, 1))]
    shared = ["提高站位，强化责任", "突出重点，强化举措", "较真督查，强化保障"]
    assert rhetoric.verify(shared, "parallel") == []


@pytest.mark.parametrize(
    ("items", "char"),
    [
        (["统一思想鼓干劲", "突出重点鼓士气", "压实责任强保障"], "鼓"),
        (["统一思想鼓干劲", "突出重点鼓士气", "压实责任鼓精神"], None),  # all of them: a skeleton
        (["统一了思想", "突出了重点", "压实好责任"], None),  # a function word
    ],
)
def test_echoes(items, char):
    assert [fault.message[1] for fault in rhetoric.echoes(items)] == ([char] if char else [])


@pytest.mark.parametrize(
    ("above", "below", "same"),
    [
        (["把职责认清", "把差距找准"], ["把条文读透", "把任务领全"], True),
        (["认清职责", "找准差距"], ["把条文读透", "把任务领全"], False),
        (["责任落到位", "保障跟到位"], ["看到位", "管到位"], True),
        (["责任落到位", "保障跟上去"], ["看到位", "管到位"], False),
    ],
)
def test_one_turn_on_two_levels(above, below, same):
    assert rhetoric.same_build(above, below) is same


ONE_CHAR = ["突出一个“早”字", "突出一个“实”字"]
NUMERIC = ["树立“四个理念”，凝聚共识", "推出“五项举措”，攻坚克难"]


@pytest.mark.parametrize(
    ("sentence", "headings", "codes"),
    [
        ("下面，我讲两点意见。", ["甲", "乙"], []),
        ("下面，我讲三点意见。", ["甲", "乙"], ["count"]),
        ("我讲两点意见，力求实现三个突破。", ["甲", "乙"], ["count"]),
        ("我讲两点意见，力求实现两个突破。", ["甲", "乙"], []),
        ("下面，我讲几点意见。", ["甲", "乙"], []),
        ("我强调两个字：“早”“实”", ONE_CHAR, []),
        ("我强调两个字：“实”“早”", ONE_CHAR, ["listed"]),
        ("我强调两个字：“早”“严”", ONE_CHAR, ["listed"]),
        ("我讲两点意见，概括起来就是四个理念、五项举措", NUMERIC, []),
        ("我讲两点意见，概括起来就是五项举措、四个理念", NUMERIC, ["listed"]),
        ("我讲两点意见，可以概括为四个理念、三项举措", NUMERIC, ["listed"]),
        ("我讲两点意见", NUMERIC, []),
    ],
)
def test_what_is_announced(sentence, headings, codes):
    assert [fault.code for fault in rhetoric.announces(sentence, headings)] == codes


def test_the_counts_own_examples():
    rule = DATA["announces"]
    assert all(rhetoric.announces(text, ["只有一点"]) for text in rule["hit"])
    assert not any(rhetoric.announces(text, ["只有一点"]) for text in rule["miss"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("树立“四个理念”，凝聚共识", "四个理念"), ("以“三项举措”推进安全生产", "三项举措"),
        ("理顺“两对关系”", "两对关系"), ("突出一个“早”字", None), ("树立四个理念", None),
    ],
)  # fmt: skip
def test_the_name_a_heading_counts(text, name):
    assert rhetoric.numeric_name(text) == name
