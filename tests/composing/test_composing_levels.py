"""Offices and lower levels are named as the speaker's own level names them."""

from __future__ import annotations

import composing_cover as c
import pytest

from drafter import resources, wording
from drafter.composing import compose, drafts, levels
from drafter.composing.levels import fits, local
from drafter.composing.phrasing import tools
from drafter.composing.stock import Stock

RULES = resources.data("composing/levels")


@pytest.mark.parametrize("example", RULES["examples"], ids=lambda e: f"{e['level']}-{e['before'][:8]}")
def test_the_rules_own_examples(example):
    assert local(example["before"], example["level"]) == example["after"]


def test_what_is_bound_to_levels():
    assert not [e for e in RULES["hit"] if fits(e["text"], e["level"])]
    assert not [e for e in RULES["miss"] if not fits(e["text"], e["level"])]


def test_two_offices_that_are_one_at_a_level():
    both = "{政务服务管理机构}对接，{行政审批部门}{日期}前公布取消清单"
    assert levels.merged(both, "镇")
    assert not levels.merged(both, "县")
    assert not levels.merged("{乡镇或街道}入户，{民政部门}汇总", "镇")


def test_what_only_a_county_may_do_is_not_said_in_a_town():
    """Nor does a heading stand there under which only that could be said."""
    town, county = (Stock(c.curated(), c.DATE, "营商环境", level) for level in ("镇", "县"))
    said = [p.pattern for form in town.forms for a in form.group.aspects for card in town.cards(a or "") for p in card]
    assert not [text for text in said if "联合审查" in text]
    below = [{a for f in stock.forms if f.group.level == 2 for a in f.group.aspects} for stock in (town, county)]
    assert "营商并联审批" in below[1] - below[0]


def test_levels_of_the_rules_are_known():
    for rule in (*RULES["said"], *RULES["bound"]):
        for level in rule["levels"]:
            assert wording.level_words(level)


@pytest.mark.parametrize("level", ["镇", "街道", "村"])
@pytest.mark.parametrize("theme", ["乡村振兴", "安全生产", "防汛抗旱", "基层治理"])
def test_a_town_gives_no_orders_to_towns_nor_to_departments_of_the_county(theme, level):
    for seed in range(6):
        draft = compose(c.brief(theme=theme, level=level, seed=seed, points=4), c.templates(), c.curated())
        said = [block.said for block in draft.blocks]
        assert not [text for text in said if "乡镇" in text or "街镇" in text]
        assert not [text for text in said if "【农业农村部门】" in text or "【民政部门】" in text]


def test_what_a_level_says_in_its_own_words_is_no_edit():
    brief = c.brief(theme="乡村振兴", level="镇", seed=3, points=3)
    draft = compose(brief, c.templates(), c.curated())
    again = compose(brief, c.templates(), c.curated(), keep=drafts.from_data(drafts.as_json(draft), "稿.yaml"))
    assert not again.aside
    assert [b.text for b in again.blocks] == [b.text for b in draft.blocks]
    fresh = compose(c.brief(theme="乡村振兴", level="县", seed=3, points=3), c.templates(), c.curated(), keep=draft)
    assert not [b for b in fresh.blocks if "站所" in b.text]


def test_every_aspect_keeps_a_card_at_every_level():
    for level in ("省", "镇", "村", "企业"):
        stock = Stock(c.curated(), c.DATE, "安全生产", level)
        for form in stock.forms:
            for aspect in form.group.aspects if form.group.level == 2 else ():
                assert stock.cards(aspect), (level, aspect)


def test_a_tool_is_named_again_only_where_nothing_else_is_left():
    assert tools("隐患列入清单，逐项销号") == ["清单", "销号"]
    assert tools("到现场看一看") == []
    counts = []
    for seed in range(10):
        draft = c.draft(c.brief(theme="古树名木保护", seed=seed, points=3))
        counts += [
            sum(tool in tools(b.text) for b in draft.blocks) for tool in tools("".join(b.text for b in draft.blocks))
        ]
    assert sum(counts) / len(counts) < 2
