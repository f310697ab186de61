"""From somebody's words to a pattern: what only the source could say is a slot, or the unit goes."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter import names
from drafter.mining.generalise import Frame, Span, balanced, common_quote, generalise

COUNTY = Frame("县", "作风建设")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("下面，我讲三点意见", "下面，我讲{数}点意见"),
        ("今天，我们召开全县安全生产工作会议", "今天，我们召开{会议}"),
        ("全县上下要拧成一股绳", "{全域}上下要拧成一股绳"),
        ("进展情况要及时向县委、县政府报告", "进展情况要及时向{党政}报告"),
        ("我县发展到了爬坡过坎的关口", "{我域}发展到了爬坡过坎的关口"),
        ("坚决落实市委、市政府决策部署", "坚决落实{上级}决策部署"),
        ("全年完成固定资产投资67.5亿元，同比增长12.3%", "全年完成固定资产投资{数量}，同比增长{比例}"),
        ("6月底前全面完成整改任务", "{日期}前全面完成整改任务"),
        ("我就作风建设提几点要求", "我就{主题}提{数}点要求"),
        ("认真落实《关于加强督查工作的意见》要求", "认真落实{文件}要求"),
        ("打通政策落实“最后一公里”", "打通政策落实“最后一公里”"),
        ("大家要“快”字当头", "大家要“快”字当头"),
        ("深入实施乡村振兴战略，持续优化营商环境", "深入实施乡村振兴战略，持续优化营商环境"),
        ("以优异成绩迎接建县六十周年", "以优异成绩迎接{重大节点}"),
        ("下面，我补充三点意见", "下面，我补充{数}点意见"),
        ("今年要重点抓好七个方面工作", "今年要重点抓好{数}个方面工作"),
        ("传达贯彻全省信访工作会议精神", "传达贯彻{会议}精神"),
        ("圆满完成镇人大九届一次、二次会议确定的任务", "圆满完成{会议}确定的任务"),
        ("谁也不能给××抹黑", "谁也不能给{地名}抹黑"),
        ("安全生产涉及千家万户", "安全生产涉及千家万户"),
        ("建立健全区域联席会商制度", "建立健全区域联席会商制度"),
    ],
)
def test_what_is_the_sources_own_becomes_a_slot_and_the_rest_stays(text, pattern):
    assert generalise(text, COUNTY) == pattern


@pytest.mark.parametrize(
    "text",
    [
        "PM2.5平均浓度明显下降",
        "我县排名全市倒数第二",
        "习近平总书记作出重要指示",
        "奋力打造长三角后花园",
        "受疫情影响，开工推迟",
        "争创国家卫生城市",
        "XX、XX、XX都走在前面",
        "“三联工程”",
        "要抓住（机遇",
        "为富民兴岚作出更大贡献",
        "大干全年最后四个半月",
        "八十年代是个关口",
    ],
)
def test_what_cannot_be_cleaned_surely_goes(text):
    assert generalise(text, COUNTY) is None


def test_names_become_slots_and_names_seen_elsewhere_too():
    text = "青石镇要拿出青石的样子"
    named = [Span(n.start, n.end, "地名") for n in names.find(text) if n.kind == "place"]
    pattern = generalise(text, Frame("县", "", (("青石", "地名"),)), named)
    assert pattern is None or "青石" not in pattern


def test_a_name_that_reaches_out_of_a_slot_goes_with_it():
    text = "我受青石市第十七届人民代表大会常务委员会委托"
    pattern = generalise(text, Frame("市"), [Span(2, 5, "地名")])
    assert pattern is None or "青石" not in pattern


@pytest.mark.parametrize("text", ["三联工程", "六比六看", "一主两翼", "全域旅游示范区"])
def test_a_slogan_of_a_place_is_no_common_quotation(text):
    assert not common_quote(text)


@pytest.mark.parametrize(
    ("text", "after"), [("绣花", ""), ("等靠要", "思想"), ("实", "字"), ("三个到位", "，即认识到位")]
)
def test_what_everybody_says_in_quotes_stays(text, after):
    assert common_quote(text, after)


def test_a_common_word_before_an_ending_of_names_is_a_name():
    assert common_quote("排头兵")
    assert not common_quote("春雨", "行动")


@pytest.mark.parametrize("text", ["抓落实”", "（一）“实", "“”字当头", "“抓（实”）"])
def test_unbalanced_marks_are_seen(text):
    assert not balanced(text)


@pytest.mark.parametrize("text", ["抓“实”", "村（社区）", "“实”与“细”"])
def test_balanced_marks_are_seen(text):
    assert balanced(text)


@pytest.mark.parametrize(("level", "text", "pattern"), [
    ("市", "全市上下要拧成一股绳", "{全域}上下要拧成一股绳"),
    ("县", "对标全市先进找差距", "对标全市先进找差距"),
    ("校", "全校上下要拧成一股绳", "{全域}上下要拧成一股绳"),
    ("县", "全面从严治党永远在路上", "全面从严治党永远在路上"),
])  # fmt: skip
def test_level_words_are_slots_only_for_the_speechs_own_level(level, text, pattern):
    assert generalise(text, Frame(level)) == pattern
