"""The recogniser of names: hits beside near misses, with the segmenter and without."""

from __future__ import annotations

from itertools import pairwise

import pytest

from drafter import names
from drafter.names import words
from drafter.names.places import parents, short

NEEDS_WORDS = pytest.mark.skipif(not words.available(), reason="needs the extra “corpus” (rjieba)")


@pytest.fixture
def bare(monkeypatch):
    """The base install: no segmenter."""
    monkeypatch.setattr(words, "_segmenter", lambda: None)
    words.in_dictionary.cache_clear()
    yield
    words.in_dictionary.cache_clear()


def found(text, *kinds, sure=None, allow=()):
    return [
        n.text for n in names.find(text, allow) if (not kinds or n.kind in kinds) and (sure is None or n.sure is sure)
    ]


def test_short_names_lose_suffix_and_peoples():
    assert short("乳源瑶族自治县") == "乳源"
    assert short("恩施土家族苗族自治州") == "恩施"
    assert short("内蒙古自治区") == "内蒙古"
    assert short("忠县") == "忠县"


def test_a_county_lies_in_its_city_and_province():
    assert {"金华", "浙江"} <= parents()["武义"]
    assert "成都" not in parents()["武义"]


PLACES = [
    ("构建和谐平安漯河", "漯河"),
    ("平武县的同志也来了", "平武县"),
    ("到武义、磐安学习", "武义"),
    ("比如县和资源县都在山区", "资源县"),
    ("乳源倒数第一", "乳源"),
    ("不能照搬景德镇的做法", "景德镇"),
    ("在宁波市召开", "宁波市"),
    ("在增城市召开", "增城市"),
    ("广州市增城区召开", "增城区"),
]
NO_PLACES = [
    "用高水平武装头脑", "整合资源，加快振兴", "比如说，有的地方", "解放思想，开拓进取", "大兴调查研究之风",
    "建设大城市、新城区", "各县区、各乡镇、农村和社区", "全省上下、全县各级", "市和县两级", "全面小康", "东方市场繁荣",
    "公安、合作、平安、和平", "提出更高要求", "我们村、这个乡、各镇", "三天等不来", "不作为、无为而治", "长治久安",
    "西南山区、老城市区", "振兴城市经济", "看清城市变化，摸清城区底数", "水利部门会同县（市、区）办理",
    "会同有关部门", "安居乐业", "全面推进乡村振兴",
]  # fmt: skip


@NEEDS_WORDS
@pytest.mark.parametrize(("text", "place"), PLACES)
def test_places(text, place):
    assert place in found(text, "place", sure=True)


@NEEDS_WORDS
@pytest.mark.parametrize("text", NO_PLACES)
def test_near_misses_of_places(text):
    assert found(text, "place", "organisation", sure=True) == []


@pytest.mark.parametrize(("text", "place"), [p for p in PLACES if p[1] not in ("漯河",)])
def test_places_without_the_segmenter(text, place, bare):
    assert place in found(text, "place")


@pytest.mark.parametrize("text", NO_PLACES)
def test_near_misses_without_the_segmenter(text, bare):
    assert found(text, "place", "organisation", sure=True) == []


@NEEDS_WORDS
def test_towns_in_a_list_and_in_an_address():
    assert found("石桥埠、箬岭、莘田等乡镇", "place") == ["石桥埠", "箬岭", "莘田"]
    assert found("金华市婺城区罗埠镇", "place", sure=True) == ["金华市", "婺城区", "罗埠镇"]
    assert found("江南水乡，特色小镇，中心村，空心村", "place") == []


PERSONS = [
    ("刚才，李国强同志作了部署", "李国强同志"),
    ("县委书记周明远强调", "县委书记周明远"),
    ("感谢陈志伟局长", "陈志伟局长"),
    ("副市长孙立新主持会议", "副市长孙立新"),
    ("王主任要求抓紧", "王主任"),
    ("欧阳明同志的发言", "欧阳明同志"),
]
NO_PERSONS = [
    "向书记汇报，由主任负责", "和局长一起，同主席团", "县长要求全县", "书记抓落实，局长高度重视", "市长热线",
    "各位同志、全体同志", "任务书记在心上", "主任何时到位", "教授方法，校长方能", "总量、总体、总书记",
    "时任县长，现任局长", "党委书记、支部书记、常务副县长", "高级经理、值班主任",
]  # fmt: skip


@NEEDS_WORDS
@pytest.mark.parametrize(("text", "person"), PERSONS)
def test_persons_with_a_post(text, person):
    assert found(text, "person", sure=True) == [person]


@NEEDS_WORDS
@pytest.mark.parametrize("text", NO_PERSONS)
def test_near_misses_of_persons(text):
    assert found(text, "person") == []


@pytest.mark.parametrize(("text", "person"), [p for p in PERSONS if p[1] != "县委书记周明远"])
def test_persons_without_the_segmenter(text, person, bare):
    assert person in found(text, "person")


@pytest.mark.parametrize("text", NO_PERSONS)
def test_near_misses_of_persons_without_the_segmenter(text, bare):
    assert found(text, "person", sure=True) == []


@NEEDS_WORDS
def test_a_given_name_before_a_post():
    assert found("建华书记在会上指出", "person") == ["建华书记"]
    assert found("上级书记在会上指出", "person") == []


def test_what_the_whole_nation_says_is_nobodys_place():
    text = "弘扬延安精神、井冈山精神，落实京津冀、长三角一体化，借鉴美国的教训，北京时间八点"
    assert found(text, "place") == []


def test_persons_without_a_name():
    assert found("张某、李某某收受贿赂", "person") == ["张某", "李某某"]
    assert found("某些干部，对某项工作", "person") == []


def test_leaders_models_and_central_bodies_are_kinds_of_their_own():
    kinds = {
        n.text: n.kind
        for n in names.find("习近平总书记强调，党中央、国务院部署，学习焦裕禄同志，贯彻二十届四中全会精神")
    }
    assert kinds["习近平总书记"] == "leader"
    assert kinds["党中央、国务院"] == "central"
    assert kinds["二十届四中全会"] == "central"
    assert kinds["焦裕禄"] == "model"
    assert "person" not in kinds.values()


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("绍兴市委、市政府", "organisation", "绍兴市委"),
        ("学习丽水市财政局的经验", "organisation", "丽水市财政局"),
        ("县政府一届三次全体会议", "meeting", "县政府一届三次全体会议"),
        ("办好第三届农业博览会", "meeting", "第三届农业博览会"),
        ("实施“三拆五治”，抓好", "project", "“三拆五治”"),
        ("推进“五型”政府建设", "project", "“五型”政府"),
        ("发挥“双百工程”“结对联企”等机制作用", "slogan", "“结对联企”"),
        ("按照《关于加强督查的意见》", "document", "《关于加强督查的意见》"),
        ("财政局和经贸委", "unit", "财政局"),
    ],
)
def test_bodies(text, kind, name):
    assert (kind, name) in [(n.kind, n.text) for n in names.find(text)]


@pytest.mark.parametrize(
    "text",
    ["做到“三个清楚”，即政策清楚", "落实“四个意识”“放管服”改革", "县委、县政府，各部门各单位", "打通“最后一公里”"],
)
def test_near_misses_of_bodies(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("×县×同志、XX的66%", ["×", "×", "XX"]),
        ("全力推动X发展，增长X%", ["X", "X"]),
        ("做文明* 人，夺回*旗帜", ["*", "*"]),
        ("按照“”的要求，某某单位", ["“”", "某某"]),
        ("20XX年", ["XX"]),
    ],
)
def test_masks(text, masks):
    assert [n.text for n in names.masked(text)] == masks


@pytest.mark.parametrize(
    "text", ["3×4米", "XR、5X、MAX", "* 第一项\n* 第二项", "**要点**：先抓", "某些同志", "面积2*3", "“五一”"]
)
def test_near_misses_of_masks(text):
    assert names.masked(text) == []


@NEEDS_WORDS
def test_what_is_allowed_is_left_out_with_what_it_lies_in():
    text = "武义县、金华、浙江和德阳都去了，武义县财政局作了发言，李国强同志主持"
    assert found(text, "place", "organisation", "person", allow=["武义县", "李国强"]) == ["德阳"]


def test_names_come_in_order_and_do_not_overlap():
    text = "金华市婺城区财政局李国强局长说：“三拆五治”和×县《关于加强督查的意见》"
    got = names.find(text)
    assert got == sorted(got, key=lambda n: n.start)
    assert all(a.end <= b.start for a, b in pairwise(got))
    assert all(text[n.start : n.end] == n.text for n in got)


def test_hostile_input_is_taken_in_stride():
    for text in (
        "、".join("甲乙" for _ in range(3000)),
        "“" * 5000,
        "一届" * 3000,
        "《" * 5000,
        "第一届" + "会" * 4000,
    ):
        names.find(text)
