"""Shapes of pages nobody wrote the rules for: heads run together, numbers inside sentences, stamps, debris."""

from __future__ import annotations

from typing import Any

import pytest
from speech_texts import PARAGRAPHS, SCHOOL, TEXT, TITLE

from drafter import resources
from drafter.cleaning import clean, frames
from drafter.cleaning.characters import normalise, one_form
from drafter.cleaning.furniture import drop_stamps
from drafter.cleaning.heads import head_parts, split_heads
from drafter.cleaning.inline import drop_debris, drop_tails, lift_inline_pages
from drafter.cleaning.rows import Row
from drafter.models import Cleaned, Line, Source

BODY = "".join(PARAGRAPHS[1:])


def page(*lines: str) -> Cleaned:
    return clean(
        Source("sha256:0", "page.txt", "utf-8", "txt", tuple(Line(text, n) for n, text in enumerate(lines, 1)))
    )


def removed(cleaned: Cleaned, reason: str) -> list[str]:
    return [removal.text for removal in cleaned.removed if removal.reason == reason]


# ------------------------------------------------------------------------------------------------ heads


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("在全县林业工作会议上的讲话 县长 2026年3月2日", ["在全县林业工作会议上的讲话", "县长", "2026年3月2日"]),
        (
            "在全县林业大会上的讲话 （2026 年 3 月 2 日）林小满",
            ["在全县林业大会上的讲话", "（2026年3月2日）", "林小满"],
        ),
        ("在全县林业大会上的讲话 在全县林业大会上的讲话", ["在全县林业大会上的讲话"]),
        ("在全县林业大会上的讲话在全县林业大会上的讲话", ["在全县林业大会上的讲话"]),
        ("在全县“百日攻坚” 推进会上的讲话", ["在全县“百日攻坚”推进会上的讲话"]),
        ("守住青山 造福后人 在全县林业大会上的讲话", ["守住青山 造福后人", "在全县林业大会上的讲话"]),
    ],
)
def test_head_is_taken_apart(head: str, parts: list[str]) -> None:
    assert head_parts(head) == parts


@pytest.mark.parametrize(
    "head",
    [
        "要认真学习县长在林业大会上的讲话，抓好落实",
        "学习讲话 领会精神",
        "在全县林业大会上的讲话 今天天气很好",
        "县长 2026年3月2日",
    ],
)
def test_what_is_no_head_stays_whole(head: str) -> None:
    assert head_parts(head) is None


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE} 县委副书记、县长 2026年9月3日 同志们：",
        f"{TITLE}(共4页)　·　{TITLE}　同志们：",
        f"{TITLE} (2026 年 9 月 3 日)林小满 同志们: ",
        f"{TITLE}3",
        f"{TITLE} {TITLE} ",
    ],
)
def test_head_before_the_first_sentence(head: str) -> None:
    speech = page(head + BODY).speeches[0]
    assert speech.title == TITLE
    assert speech.text.replace("同志们：\n", "").startswith("今天，我们召开全县秸秆禁烧")


@pytest.mark.parametrize(
    "line",
    ["大家要认真学习县长在林业大会上的讲话 今天的会议很重要，要抓好落实。", "关于讲话今天再说几句，请大家记住。"],
)
def test_sentence_with_a_title_in_it_is_not_torn(line: str) -> None:
    assert split_heads((Row(line, 1),)) == (Row(line, 1),)


def test_notes_behind_titles() -> None:
    examples: dict[str, Any] = resources.data("cleaning/frame")["title_note_examples"]
    assert {text: frames.bare_title(one_form(text)) for text in examples["hit"]} == examples["hit"]
    assert [frames.bare_title(text) for text in examples["miss"]] == examples["miss"]


@pytest.mark.parametrize("kind", ["occasion", "slogan"])
def test_lines_around_a_title(kind: str) -> None:
    examples: dict[str, Any] = resources.data("cleaning/frame")[f"{kind}_examples"]
    known = getattr(frames, f"is_{kind}")
    assert [text for text in examples["hit"] if not known(text)] == []
    assert [text for text in examples["miss"] if known(text)] == []


def test_title_proper_over_the_occasion() -> None:
    speech = page("守住蓝天 守好田野", TITLE, *PARAGRAPHS).speeches[0]
    assert (speech.title, speech.subtitle) == ("守住蓝天 守好田野", TITLE)
    column = page("领导讲话 政务公开", TITLE, *PARAGRAPHS).speeches[0]
    assert (column.title, column.subtitle) == (TITLE, None)


def test_line_of_time_and_place_is_the_subtitle() -> None:
    where = "2026年2月8日在清溪县第九届人民代表大会第二次会议上"
    speech = page("政府工作报告", where, "林 小 满", "各位代表：", *PARAGRAPHS[1:]).speeches[0]
    assert (speech.title, speech.subtitle, speech.year) == ("政府工作报告", where, 2026)


@pytest.mark.parametrize(
    "who", ["尊敬的各位会员、各位来宾，女士们、先生们：", "青山院职工及家属、朋友们：", "各位来宾、会员、同志们："]
)
def test_salutation_with_its_honorific(who: str) -> None:
    speech = page(TITLE, who, *PARAGRAPHS[1:]).speeches[0]
    assert (speech.title, speech.salutation) == (TITLE, who.rstrip("："))


# ------------------------------------------------------------------------------------- inside the sentences


def pages(text: str) -> list[str]:
    return [row.text for row in lift_inline_pages((Row(text, 1),)) if row.reason]


def test_page_numbers_of_running_text() -> None:
    far = BODY * 2
    assert pages(f"{far}有的干部不 1 愿下地，{far}值班表排得满 2 满当当。{far}") == ["1", "2"]
    assert pages(f"{far} 3 三、严明纪律{far}") == ["3"]
    assert pages(f"{far} 第 3 页 共 8 页 {far}第2页共8页") == ["第 3 页 共 8 页", "第2页共8页"]
    assert pages(f"{far} - 4 - {far}") == ["- 4 -"]
    cleaned = page(f"同志们：{BODY}有的干部不 1 愿下地，{BODY}值班表排得满 2 满当当。{BODY}")
    assert "有的干部不愿下地" in cleaned.speeches[0].text
    assert "排得满满当当" in cleaned.speeches[0].text


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}共有 12 个乡镇、 36 个村参加，比去年多 3 成，{BODY}收储点 15 处。{BODY}",
        f"{BODY}要做到 1 认识到位 2 责任到位 3 措施到位。{BODY}",
        f"{BODY}见报告第3页，差距一目了然。{BODY}",
        f"{BODY}2026 年 9 月 3 日，{BODY}",
        f"{BODY}全镇烧了 5 亩，{BODY}全村烧了 6 亩。",
    ],
)
def test_figures_are_no_page_numbers(text: str) -> None:
    assert pages(text) == []


def test_debris_between_the_lines() -> None:
    lines = [f"{text} & J* D0 x: J2 [* c5 C6 w" for text in PARAGRAPHS]
    cleaned = page(f"{TITLE}$ _ @! u2 s/ |% Q) X+ u0 U", "% H, N8 ]: q: }. q! v", *lines)
    assert cleaned.speeches[0].text == TEXT
    assert len(removed(cleaned, "stray")) == len(lines) + 2


@pytest.mark.parametrize(
    "text", ["推广 A B C D E 五级管理法", "this is all we can do at the end", "1 + 2 + 3 + 4 = 10", "5G 4K VR AR AI"]
)
def test_letters_that_mean_something_are_no_debris(text: str) -> None:
    assert drop_debris((Row(text, 1),)) == (Row(text, 1),)


def test_words_of_the_page_behind_the_last_sentence() -> None:
    rows = drop_tails((Row(f"{BODY} 文档评论 最新文档 在线客服", 1),))
    assert (rows[0].text, rows[0].reason) == (BODY, None)
    assert [row.reason for row in rows[1:]] == ["after"] * 3
    for text in (f"{BODY} 三、加强领导 强化落实", f"{BODY} 各乡镇要 抓好落实"):
        assert drop_tails((Row(text, 1),)) == (Row(text, 1),)


def test_stamps_of_a_site() -> None:
    stamped = [f"{text}清溪文网 www.example.com" if n % 3 == 2 else text for n, text in enumerate(PARAGRAPHS)]
    cleaned = page(TITLE, "清溪文网 www.example.com", *stamped)
    assert cleaned.speeches[0].text == TEXT
    once = (Row("有事请上县政府网站 www.example.com", 1), Row(PARAGRAPHS[3], 2))
    assert drop_stamps(once) == once


def test_turned_page_of_a_newspaper() -> None:
    half = PARAGRAPHS[3]
    place = half.index("全县火点数")
    broken = [f"{half[:place]}（下转第三版）", f"（上接第一版）{half[place:]}"]
    cleaned = page(TITLE, *PARAGRAPHS[:3], *broken, *PARAGRAPHS[4:])
    assert cleaned.speeches[0].text == TEXT
    assert removed(cleaned, "page_marker") == ["（下转第三版）", "（上接第一版）"]


def test_reading_aids_and_stray_signs_are_recorded() -> None:
    rows = normalise((Row("到亳（bó）州学习，家庭的`责任", 7),))
    assert [(row.text, row.reason, row.number) for row in rows] == [
        ("（bó）", "reading_aid", 7),
        ("`", "stray", 7),
        ("到亳州学习，家庭的责任", None, 7),
    ]


# -------------------------------------------------------------------------------------------- boundaries


def test_bare_numbers_over_salutations_part_a_collection() -> None:
    cleaned = page("动员讲话范文", "一", *PARAGRAPHS, "二", *SCHOOL)
    assert [speech.salutation for speech in cleaned.speeches] == ["同志们", "尊敬的各位老师、各位同仁"]
    assert cleaned.speeches[0].text == TEXT
    alone = page(TITLE, *PARAGRAPHS[:-1], "三", "同志们：", PARAGRAPHS[-1])
    assert len(alone.speeches) == 1


def test_summary_below_the_speech_is_no_second_one() -> None:
    cleaned = page(TITLE, *PARAGRAPHS, "摘要：", f"{TITLE}同志们：{BODY[:160]}...")
    assert [speech.text for speech in cleaned.speeches] == [TEXT]


def test_speech_under_a_sentence_of_the_page() -> None:
    cleaned = page("这篇稿子很受欢迎，全部看完要十分钟，请耐心读完。", f"{TITLE}同志们：{BODY}")
    assert cleaned.speeches[0].title == TITLE
    assert cleaned.speeches[0].text.startswith("同志们：\n今天，我们召开")


def test_address_of_wishes_without_salutation_is_a_speech() -> None:
    cleaned = page(
        "总经理新年致辞",
        "日历又翻过一页。值此新年到来之际，我谨代表公司，向全体员工和家属致以诚挚的问候！",
        "过去一年，车间里的灯常常亮到深夜，一批批订单按时出了厂门，客户的投诉比上年少了一半。",
        "新的一年，愿我们手上的活更细、脚下的路更宽。祝大家身体健康、阖家幸福！",
        "青山公司总经理 林小满",
        "2026年1月1日",
    )
    assert [speech.title for speech in cleaned.speeches] == ["总经理新年致辞"]
    assert cleaned.speeches[0].text.endswith("阖家幸福！")


def test_report_of_what_a_leader_said_is_no_speech() -> None:
    cleaned = page(
        "公司召开年度总结大会",
        "近日，公司召开年度总结大会，各车间负责人参加会议，会议表彰了一批先进班组和优秀员工。",
        "代表发言",
        "最后，林董事长在总结时强调，过去一年是公司爬坡过坎的一年，各车间要认真总结经验，查找不足。",
        "林董事长号召全体职工团结一心，为实现新一年的目标任务而努力奋斗！",
    )
    assert cleaned.speeches == ()
