"""Words by level and the forms of a theme."""

from __future__ import annotations

import pytest

from drafter import resources, wording
from drafter.errors import DrafterError

WORDS = ["全域", "我域", "党委", "政府", "政府全称", "党政", "上级", "下级", "主要负责人"]


@pytest.mark.parametrize("level", wording.levels())
def test_every_level_has_its_words(level):
    words = wording.level_words(level)
    assert set(words) <= set(WORDS)
    assert set(words) >= {"全域", "我域", "党委", "党政", "上级", "下级", "主要负责人"}
    assert all(isinstance(word, str) and word for word in words.values())
    assert words["我域"] != words["全域"]


def test_no_level_lacks_a_body_but_the_bureau():
    lacking = {level for level in wording.levels() if "政府" not in wording.level_words(level)}
    assert lacking == {"单位"}


@pytest.mark.parametrize(
    ("level", "whole", "both", "upper"),
    [
        ("省", "全省", "省委、省政府", "党中央、国务院"), ("市", "全市", "市委、市政府", "省委、省政府"),
        ("县", "全县", "县委、县政府", "市委、市政府"), ("旗", "全旗", "旗委、旗政府", "盟委、行署"),
        ("镇", "全镇", "镇党委、政府", "县委、县政府"), ("单位", "全局上下", "局党组", "县委、县政府"),
        ("学校", "全校", "学校党委、行政", "教育局党组（党委）"),
    ],
)  # fmt: skip
def test_as_they_say_there(level, whole, both, upper):
    words = wording.level_words(level)
    assert (words["全域"], words["党政"], words["上级"]) == (whole, both, upper)


@pytest.mark.parametrize(
    ("name", "same", "other"),
    [
        ("自治县", "县", {}), ("民族乡", "乡", {}), ("苏木", "乡", {}), ("园区", "开发区", {}),
        ("县级市", "市", {"下级": "镇、乡、街道"}), ("直辖市", "市", {"上级": "党中央、国务院"}),
    ],
)  # fmt: skip
def test_levels_of_another_name(name, same, other):
    assert wording.level_words(name) == {**wording.level_words(same), **other}


def test_levels_that_speak_alike_are_levels():
    data = resources.data("levels")
    known = {*data["levels"], *data["variants"]}
    assert {*data["peers"], *data["peers"].values()} <= known
    assert not set(data["peers"]) & set(data["peers"].values())  # a peer is not told by another


@pytest.mark.parametrize(
    ("theme", "level", "fits"),
    [("乡村振兴", "县", True), ("乡村振兴", "区", True), ("乡村振兴", "旗", True),
     ("乡村振兴", "苏木", False), ("乡村振兴", "学校", False),
     ("秋粮收储", "镇", False), ("作风建设", "单位", True), ("推进乡村振兴", "学校", False),
     ("古树名木保护", "学校", True)],
)  # fmt: skip
def test_the_levels_that_a_theme_was_written_for(theme, level, fits):
    assert wording.theme(theme).written_for(level) is fits


def test_themes_name_levels_by_those_others_speak_like():
    data = resources.data("levels")
    for entry in resources.data("themes")["themes"].values():
        assert set(entry["levels"]) <= {*data["levels"]} - set(data["peers"])


@pytest.mark.parametrize("level", ["", "村委会", "处", "xian"])
def test_an_unknown_level(level):
    with pytest.raises(DrafterError, match="不认识行政层级"):
        wording.level_words(level)


def test_the_nearest_level_is_named():
    with pytest.raises(DrafterError, match="村"):
        wording.level_words("村委会")


@pytest.mark.parametrize(
    ("name", "cls", "work"),
    [
        ("安全生产", "work", "安全生产"), ("数字政府", "object", "数字政府建设"), ("防汛抗旱", "work", "防汛抗旱工作"),
        ("污水治理", "work", "污水治理"), ("老旧小区改造", "work", "老旧小区改造"),
        ("政务服务", "work", "政务服务工作"),
        ("校园周边环境", "condition", "校园周边环境建设"), ("交通秩序", "condition", "交通秩序整治"),
        ("海绵城市", "object", "海绵城市建设"), ("敢于担当", "quality", None), ("担当作为", "quality", None),
        ("狠抓落实的执行力", "quality", None), ("改革创新精神", "quality", None), ("秋粮收储", "work", "秋粮收储"),
    ],
)  # fmt: skip
def test_themes_by_name_and_ending(name, cls, work):
    theme = wording.theme(name)
    assert (theme.cls, theme.work) == (cls, work)
    assert theme.known == (name in resources.data("themes")["themes"])
    assert theme.form("name") == name
    assert theme.form("work") == work


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("古树名木保护", "古树名木"), ("人居环境整治", "人居环境"), ("树保护", None), ("档案管理", None),
        ("安全生产", None),
    ],
)  # fmt: skip
def test_what_a_theme_deals_with(name, thing):
    assert wording.theme(name).object == thing


def test_a_theme_never_says_its_ending_twice():
    for entry in resources.data("themes")["endings"]:
        work = wording.theme(f"某某{entry['ending']}").work
        assert work is None or not any(work.endswith(tail * 2) for tail in ("工作", "建设", "整治", "提升"))


def test_every_ending_is_reached():
    for entry in resources.data("themes")["endings"]:
        assert wording.theme(f"某某{entry['ending']}").cls == entry["class"]
        assert entry["class"] in ("work", "condition", "quality", "object")


COLLOCATIONS = [
    (entry["class"], example["theme"], example["text"], fits)
    for entry in resources.data("themes")["collocations"]
    for fits, examples in ((True, entry["hit"]), (False, entry["miss"]))
    for example in examples
]


@pytest.mark.parametrize(("cls", "theme", "text", "fits"), COLLOCATIONS)
def test_the_verbs_a_theme_takes(cls, theme, text, fits):
    assert wording.collocates(text, wording.theme(theme)) is fits


@pytest.mark.parametrize(
    ("theme", "text", "fits"),
    [
        ("数字政府", "围绕数字政府统一思想", True),  # no verb takes it
        ("数字政府", "抓数字政府建设要算清大账", True),  # the work form is work
        ("数字政府", "抓数字政府的短板", True),  # the object is 短板
        ("数字政府", "建设数字政府，抓数字政府", False),  # the second time it goes wrong
        ("安全生产", "与别的主题无关", True),
    ],
)
def test_a_theme_and_the_word_before_it(theme, text, fits):
    assert wording.collocates(text, wording.theme(theme)) is fits


@pytest.mark.parametrize(("skeleton", "verb", "cls"), [
    ("{}抓{主题}", "抓", "work"), ("携手优化{主题}", "优化", "condition"), ("要在{}上适应{主题}", None, None),
    ("坚持{}", None, None),
])  # fmt: skip
def test_the_verb_before_a_theme_tells_what_themes_it_takes(skeleton, verb, cls):
    found, classes = wording.theme_verb(skeleton)
    assert found == verb
    assert (cls in classes) if cls else classes == ()
