"""Sibling headings become a skeleton and items that give them back exactly."""

from __future__ import annotations

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter.mining.skeletons import skeleton


@pytest.mark.parametrize(
    ("headings", "pattern", "first"),
    [
        (["围绕大局抓落实", "突出重点抓落实", "主动作为抓落实"], "{}抓落实", ("围绕大局",)),
        (["要在对照标杆中提振争先劲头", "要在算清家底中坚定争先信心"], "要在{}中{}争先{}",
         ("对照标杆", "提振", "劲头")),
        (["要严明政治纪律", "要严明工作纪律", "要严明廉洁纪律"], "要严明{}纪律", ("政治",)),
        (["健全督查机制，拿出过硬办法", "健全考核机制，立起鲜明导向"], "健全{}机制，{}", ("督查", "拿出过硬办法")),
        (["坚持同心同德，建设和谐机关", "坚持雷厉风行，建设高效机关"], "坚持{}，建设{}机关", ("同心同德", "和谐")),
        (["要突出一个“实”字，就是要查实、抓实", "要做到一个“严”字，就是要从严、更严"], "要{}一个“{}”字，就是要{}、{}",
         ("突出", "实", "查实", "抓实")),
        (["{地名}加快发展具备良好的基础", "{地名}加快发展有着难得的机遇"], "{地名}加快发展{}的{}",
         ("具备良好", "基础")),
    ],
)  # fmt: skip
def test_what_all_share_is_the_skeleton(headings, pattern, first):
    found = skeleton(headings)
    assert found is not None
    assert (found.pattern, found.items[0]) == (pattern, first)


@pytest.mark.parametrize(
    "headings",
    [
        ["强化组织领导", "抓好宣传发动", "严格督查考核"],
        ["要服从大局", "要务实高效"],
        ["围绕大局抓落实"],
        ["围绕大局抓落实", "围绕大局抓落实"],
        ["全面的部署", "有力的推动"],
    ],
)
def test_headings_that_share_nothing_have_none(headings):
    assert skeleton(headings) is None


def test_a_known_word_is_not_cut_to_find_something_shared():
    found = skeleton(["要服从大局", "要服务大局"])
    assert found is None or "服{}" not in found.pattern


@pytest.mark.parametrize("headings", [
    ["围绕大局抓落实", "突出重点抓落实"],
    ["一手抓防范，一手抓处置", "一手抓当前，一手抓长远"],
    ["把严要求体现在日常巡查上", "把严要求体现在汛前演练上", "把严要求体现在每一次值班中"],
])  # fmt: skip
def test_skeleton_and_items_give_back_every_heading(headings):
    found = skeleton(headings)
    assert found is not None
    parts = found.pattern.split("{}")
    again = ["".join(a + b for a, b in zip(parts, (*item, ""), strict=True)) for item in found.items]
    assert again == headings
