"""What a speech must not lose to its page, and what its facts may be taken from: each mend beside its near miss."""

from __future__ import annotations

import pytest
from speech_texts import PARAGRAPHS, TITLE

from drafter.cleaning import clean, facts
from drafter.cleaning.paragraphs import break_paragraphs
from drafter.models import Cleaned, Speech
from drafter.reading.files import parsed

SHORT = (
    "同志们：",
    "今天，我们召开全镇清淤工作会，下面我讲三点意见。",
    "一、动手要早",
    "淤泥不等人，早一天动手就早一天主动。",
    "二、力度要大",
    "要把机械全部开到河边去，一段一段地清。",
    "三、责任要实",
    "每一段河道都要有名有姓地包下去。",
)
SHORT_TITLE = "在全镇清淤工作会上的讲话"


def cleaned(*lines: str) -> Cleaned:
    return clean(parsed("\n".join(lines).encode(), "a.txt", ".txt"))


def only(*lines: str) -> Speech:
    (speech,) = cleaned(*lines).speeches
    return speech


def body(*lines: str) -> tuple[str, ...]:
    return tuple(line.text for line in only(*lines).lines)


@pytest.mark.parametrize(
    "cut",
    ["我相信，只要大家一条心，就一定能", "让我们一起努力，为建设美丽家园作出更大的贡", "要坚持不懈地抓下去，直到"],
)
def test_a_sentence_cut_off_at_the_end_stays_and_is_marked(cut: str) -> None:
    speech = only(SHORT_TITLE, *SHORT, cut)
    assert speech.lines[-1].text == cut
    assert speech.truncated


@pytest.mark.parametrize(
    "line", ["镇政府办公室供稿", "在全镇秋收会上的讲话", "（根据录音整理，未经本人审阅）", "镇长 王小明"]
)
def test_a_line_of_the_page_at_the_end_does_not(line: str) -> None:
    speech = only(SHORT_TITLE, *SHORT, line)
    assert speech.lines[-1].text == SHORT[-1]
    assert not speech.truncated


def test_the_last_item_without_a_stop_belongs_to_its_siblings() -> None:
    items = ("请群众打分，不只看材料", "请能人支招，不只靠干部", "请记者挑刺，不只听好话")
    assert (
        body(SHORT_TITLE, *SHORT, *items)[-3:] == items
        or body(SHORT_TITLE, *SHORT, "办法有三条：", *items)[-3:] == items
    )


@pytest.mark.parametrize(
    "noise", ["相关链接：全镇清淤工作综述", "联系电话：0000-1234567", "相关推荐", "点赞 收藏 转发 举报", "附件："]
)
@pytest.mark.parametrize("place", [3, 4, 6])
def test_words_of_the_page_between_points(noise: str, place: int) -> None:
    assert body(SHORT_TITLE, *SHORT[:place], noise, *SHORT[place:]) == SHORT


def test_what_follows_the_related_links_of_a_finished_speech_stays_outside() -> None:
    links = ("相关文章", "在全镇秋收会上的讲话", "一、某镇召开秋收会议", "今日要闻一览")
    assert body(SHORT_TITLE, *SHORT, *links) == SHORT


def test_only_the_tag_and_the_note_go() -> None:
    text = (
        *SHORT[:3],
        f'<p style="text-indent:2em">{SHORT[3]}</p>',
        SHORT[4],
        f"（责任编辑：某某）{SHORT[5]}",
        SHORT[6],
        f"{SHORT[7][:-1]}②。",
    )
    assert body(SHORT_TITLE, *text) == SHORT
    near = "产值增速要>8%，能耗增速要<5%，重点抓好①、②两项。"
    assert near in body(SHORT_TITLE, *SHORT, near)


def test_a_masked_place_keeps_its_star() -> None:
    assert "（一）*加快发展具备基础。" in body(SHORT_TITLE, *SHORT, "（一）*加快发展具备基础。")


def test_a_bullet_before_a_marker_goes() -> None:
    assert body(SHORT_TITLE, *SHORT, "- 一要抓排查。", "- 二要抓整改。")[-2:] == ("一要抓排查。", "二要抓整改。")


@pytest.mark.parametrize("head", ["第{}篇：{}", "{1}"])
def test_short_speeches_of_a_collection(head: str) -> None:
    one = ("同志们：", "这次会议专门讲防火，我强调两点。", "第一，火源要管死。", "第二，巡查要跟上。", "谢谢大家！")
    titles = (SHORT_TITLE, "在全镇防火会上的讲话", TITLE)
    lines: list[str] = []
    for n, (title, text) in enumerate(zip(titles, (SHORT, one, PARAGRAPHS), strict=True)):
        lines += [head.format("一二三"[n], title), *text]
    result = cleaned(*lines)
    assert [speech.title for speech in result.speeches] == list(titles)
    assert tuple(line.text for line in result.speeches[1].lines) == one


def test_a_speech_attached_to_a_notice() -> None:
    notice = ("某镇党委办公室关于印发李明同志在全镇清淤会上的讲话的通知", "各村：", "现将讲话印发给你们，请贯彻执行。")
    result = cleaned(*notice, "附：李明同志在全镇清淤会上的讲话", *SHORT)
    assert result.speeches[-1].title == "李明同志在全镇清淤会上的讲话"
    assert {r.text: r.reason for r in result.removed}[notice[0]] == "document"
    listed = cleaned(SHORT_TITLE, *SHORT, "附件：任务分解表.xls")
    assert [r.reason for r in listed.removed] == ["title", "attachment"]


def test_a_speech_that_stands_there_twice() -> None:
    result = cleaned(TITLE, *PARAGRAPHS, TITLE, *PARAGRAPHS)
    assert len(result.speeches) == 1
    assert "repeated" in {r.reason for r in result.removed}
    assert len(cleaned(TITLE, *PARAGRAPHS, SHORT_TITLE, *SHORT).speeches) == 2


def test_names_in_the_byline() -> None:
    result = cleaned(TITLE, "县长", "王小明", "（2026年5月6日）", *PARAGRAPHS)
    assert {r.text: r.reason for r in result.removed}["王小明"] == "caption"


def test_the_year_comes_with_its_words() -> None:
    speech = only(TITLE, "（2026年5月6日）", *PARAGRAPHS)
    assert (speech.year, speech.year_from) == (2026, "题注：（2026年5月6日）")
    assert speech.level_from == "标题：全县"
    page = only(TITLE, "2021-05-05 10:21:33 来源：某某网", *PARAGRAPHS)
    assert (page.year, page.year_from) == (None, "")


@pytest.mark.parametrize(
    ("title", "opening", "kind"),
    [
        ("在全市优化营商环境大会上的讲话", "春节刚过，我们就召开大会。", "营商环境会"),
        ("在全体教师会议上的讲话", "开学在即，今天召开会议。", "教职工大会"),
        ("讲话", "今天，我们召开全县春耕现场会。", "现场会"),
        ("讲话", "前段时间，我到各乡镇调研，看到了春耕现场。", "讲话"),
    ],
)
def test_the_kind_of_meeting_is_said_by_title_or_opening(title: str, opening: str, kind: str) -> None:
    assert facts.kind_of(title, opening) == kind


def test_a_speech_in_one_line_falls_into_its_items() -> None:
    text = (
        "今天我讲两点意见。一、动手要早一要抓排查。哪里堵先看哪里，看清楚再动手。二要抓机械。机械要提前检修，油料要备足备齐。"
        "二、责任要实第一，领导要带头。主要负责同志要到河边去。第二，部门要配合。水利、城管、环卫要拧成一股绳，不能各吹各的号。"
        "（一）奖惩要兑现。干得好的要奖，干得差的要罚，年底一起算账，决不含糊，请大家记在心上、抓在手上。同志们，任务已经明确。"
        "让我们马上行动起来，把河道清得干干净净！"
    )
    heads = [part[:3] for part in break_paragraphs(text)]
    assert heads == ["今天我", "一、动", "一要抓", "二要抓", "二、责", "第一，", "第二，", "（一）", "同志们"]
    assert len(break_paragraphs("要做好三件事。一要抓排查。二要抓机械。")) == 1


def test_wrapped_lines_of_a_short_file() -> None:
    first = "　　今天，我们召开全镇清淤工作会议，主要任务是通报情况、安排部"
    assert body(SHORT_TITLE, SHORT[0], first, "署今年的清淤工作。下面，我讲三点意见。", *SHORT[2:])[1].endswith(
        "安排部署今年的清淤工作。下面，我讲三点意见。"
    )
    apart = ("　　要抓早抓小，抓实抓细", "　　各村要马上行动起来。")
    assert "各村要马上行动起来。" in body(SHORT_TITLE, *SHORT[:4], *apart, *SHORT[4:])
