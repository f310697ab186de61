"""Line breaks lost to single spaces."""

from __future__ import annotations

from drafter.cleaning.spaced import paragraphs

POINTS = (
    "同志们： 今天把大家请来，专门说一说渠道清淤的事。下面，我讲两个问题。 一、把底数摸清 全镇的渠有多长，"
    "哪一段淤得厉害，不能靠估。各村要走一遍，量一遍，记一遍。 二、把力量用足 眼下离放水还有四十天，人手要排"
    "好，机械要排好。能白天干的不拖到晚上，能一次清的不分两次。各村的账要记清楚，用了几个工、花了多少钱，月底"
    "贴出来。 同志们，水到田头不等人，大家抓紧动手。"
)


def test_paragraphs_and_headings_stand_alone_again():
    found = paragraphs(POINTS)
    assert found[0] == "同志们："
    assert "一、把底数摸清" in found
    assert "二、把力量用足" in found
    assert found[-1].startswith("同志们，水到田头")
    assert "".join(found) == POINTS.replace(" ", "")


def test_stray_spaces_part_nothing():
    stray = POINTS.replace("，", "， ").replace("大家", "大 家").replace("清", " 清").replace("各村", "各 村")
    stray = stray.replace("能", "能 ").replace("机械", "机 械").replace("一遍", "一 遍").replace("渠", " 渠 ")
    assert paragraphs(stray) == [stray]


def test_a_space_behind_every_sentence_parts_nothing():
    spaced = POINTS.replace(" ", "").replace("。", "。 ").strip()
    assert paragraphs(spaced) == [spaced]


def test_a_line_without_spaces_stays():
    bare = POINTS.replace(" ", "")
    assert paragraphs(bare) == [bare]
