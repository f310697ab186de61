"""Pages copied as one line, titles with something glued to them, tails and presentations of sites."""

from __future__ import annotations

from typing import Any

import pytest
from speech_texts import PARAGRAPHS, TITLE

from drafter import resources
from drafter.cleaning import clean, facts, frames
from drafter.cleaning.run_on import contents_end, front
from drafter.cleaning.titles import own_title
from drafter.models import Cleaned, Line, Source

BODY = "".join(PARAGRAPHS[1:])
GLUED = resources.data("cleaning/furniture")["glued"]


def page(*lines: str | Line) -> Cleaned:
    made = tuple(line if isinstance(line, Line) else Line(line, n) for n, line in enumerate(lines, 1))
    return clean(Source("sha256:0", "page.txt", "utf-8", "txt", made))


def reasons(cleaned: Cleaned) -> list[str]:
    return [removal.reason for removal in cleaned.removed]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule["id"]) for rule in GLUED])
def test_what_a_page_says_in_front(rule: dict[str, Any]) -> None:
    import re

    assert all(re.match(rule["pattern"], text) for text in rule["hit"])
    assert not any(re.match(rule["pattern"], text) for text in rule["miss"])


@pytest.mark.parametrize(
    "head",
    [
        f"返回{TITLE}{TITLE}时间：2016-9-4 8:20:11  [下载该文章]  [会员注册]",
        f"{TITLE}【小 中 大】【收藏】 作者: 佚名 来源: 网友投稿 【加入会员】",
        f"编号:2016090488{TITLE}2016-09-04 {TITLE}",
        f"我的文档{TITLE}{TITLE}",
    ],
)
def test_title_and_meta_in_one_line_with_the_speech(head: str) -> None:
    cleaned = page(head + BODY + "请先登录>相关推荐")
    (speech,) = cleaned.speeches
    assert speech.title == TITLE
    assert speech.text.startswith("今天，我们召开全县秸秆禁烧")
    assert "登录" not in speech.text
    assert "会员" not in speech.text
    assert speech.text.replace("\n", "") == page(BODY).speeches[0].text.replace("\n", "")  # no word of it is lost


def test_sentence_of_a_speech_is_no_page_front() -> None:
    assert front("返回家乡投资兴业的企业家朋友们，大家好！今天，我们") == ([], 0)
    assert front("时间紧、任务重，大家在大会上的讲话都很好。") == ([], 0)


def test_long_line_with_some_words_of_the_site_is_kept() -> None:
    line = "同志们：" + BODY * 3 + "要把登录、注册、下载、收藏这些小事办好。"
    assert "登录、注册" in page(line).speeches[0].text


CONTENTS = "提纲：……一、看清禁烧形势二、盯住重点田块（一）盯路边三、落实包保责任……"


def test_table_of_contents_in_front_goes() -> None:
    text = "同志们：下面，我讲三点意见。一、看清禁烧形势今年秋收早，火点多。二、盯住重点田块要守住路边和林边。"
    text += "三、落实包保责任镇包村、村包组、干部包户，一块地一块地落到人头，见烟就查、见火就罚，决不含糊。"
    text += "各乡镇要把力量压到田间，昼夜有人巡、时时有人管，谁的地块冒烟就追究谁的责任。"
    assert contents_end(CONTENTS + text) == len(CONTENTS.rstrip("…"))
    cleaned = page(CONTENTS + text)
    assert cleaned.speeches[0].text.count("看清禁烧形势") == 1
    assert "toc" in reasons(cleaned)


def test_announced_points_are_no_table_of_contents() -> None:
    assert contents_end("一、看清禁烧形势。今年秋收早。二、盯住重点田块。要守住路边。三、落实包保责任。" * 3) == 0


@pytest.mark.parametrize(
    ("glued", "title"),
    [
        ("柳河镇2017工作报告柳河镇政府工作报告", "柳河镇政府工作报告"),
        ("县长在秋收会上讲话县长在秋收会上的讲话", "县长在秋收会上的讲话"),
        ("来源县委在秋收动员大会上讲话", "县委在秋收动员大会上讲话"),
        ("正文复制市长在全市秋收会议上的讲话", "市长在全市秋收会议上的讲话"),
        ("领导讲话在全县秋收工作会议上的讲话", "在全县秋收工作会议上的讲话"),
        ("在全校秋收实践动员会上的讲话党委书记 李××2015年4月10日", "在全校秋收实践动员会上的讲话"),
        ("在秋收动员大会上的讲话林 小 满", "在秋收动员大会上的讲话"),
    ],
)
def test_title_without_what_ran_into_it(glued: str, title: str) -> None:
    assert own_title(glued) == title


@pytest.mark.parametrize(
    "title",
    [
        "在讲话稿写作培训班上的讲话",
        "在甲县表彰大会上的讲话和在乙县表彰大会上的讲话",
        "贯彻落实报告精神动员大会讲话",
        "来源于群众的报告",
        "县人民政府工作报告说明",
    ],
)
def test_whole_title_stays(title: str) -> None:
    assert own_title(title) == title


def test_title_in_three_lines() -> None:
    lines = ("在全县秋季秸秆禁烧工作总结", "暨森林草原防灭火工作动员部署", "会议上的讲话", "同志们：")
    speech = page(*lines, *PARAGRAPHS[1:]).speeches[0]
    assert speech.title == "在全县秋季秸秆禁烧工作总结暨森林草原防灭火工作动员部署会议上的讲话"


def test_title_proper_over_the_upload_line() -> None:
    lines = ("守住蓝天 共护家园", "办公室 2018/10/9 阅读(87)次", "在全县秸秆禁烧会议上的讲话", "同志们：")
    speech = page(*lines, *PARAGRAPHS[1:]).speeches[0]
    assert (speech.title, speech.subtitle) == ("守住蓝天 共护家园", "在全县秸秆禁烧会议上的讲话")


def test_title_glued_to_a_wrapped_line() -> None:
    wrapped = [BODY[a : a + 30] for a in range(0, len(BODY), 30)]
    speech = page(f"{TITLE}{wrapped[0]}", *wrapped[1:]).speeches[0]
    assert speech.title == TITLE
    assert speech.text.startswith("今天，我们召开全县秸秆禁烧")


def test_title_glued_to_a_wrapped_line_without_a_comma() -> None:
    text = "今天会议的主要目的是通报全县秸秆禁烧工作的进展情况，安排下一步的任务。" + BODY
    wrapped = [text[a : a + 20] for a in range(0, len(text), 20)]
    speech = page(f"{TITLE}{wrapped[0]}", *wrapped[1:]).speeches[0]
    assert speech.text.startswith("今天会议的主要目的是通报全县秸秆禁烧工作的进展情况，安排")


def test_two_titles_over_one_salutation() -> None:
    lines = ("2026年禁烧会议县长讲话稿", "在全县秸秆禁烧工作会议上的讲话", "同志们：")
    assert page(*lines, *PARAGRAPHS[1:]).speeches[0].title == "在全县秸秆禁烧工作会议上的讲话"


def test_glued_title_that_lost_a_character_is_read_from_the_line_above() -> None:
    lines = ("副县长在全县秸秆禁烧会上的讲话", "时间:2016-9-4 8:20:11", "副县长在全县秸秆禁烧会上讲话同志们：" + BODY)
    assert page(*lines).speeches[0].title == "副县长在全县秸秆禁烧会上的讲话"


def test_calls_glued_to_their_title() -> None:
    speech = page("守住蓝天,共护家园在全县秸秆禁烧工作会议上的讲话 " + BODY).speeches[0]
    assert (speech.title, speech.subtitle) == ("守住蓝天，共护家园", "在全县秸秆禁烧工作会议上的讲话")


def test_running_heads_of_pages_are_dropped() -> None:
    cleaned = page("同志们：", PARAGRAPHS[1], Line("县政府办公室编印", 3, 0.0, "running"), *PARAGRAPHS[2:])
    assert "编印" not in cleaned.speeches[0].text
    assert "repeated" in reasons(cleaned)


def test_letters_spelled_out_between_the_characters() -> None:
    spoiled = "".join(f"{c}(zi)(zi)" if n % 3 == 0 and "\u4e00" <= c <= "\u9fff" else c for n, c in enumerate(BODY))
    cleaned = page("同志们：", spoiled)
    assert cleaned.speeches[0].text == page("同志们：", BODY).speeches[0].text
    assert "reading_aid" in reasons(cleaned)


def test_single_letters_in_brackets_stay() -> None:
    assert "方案（a）" in page("同志们：", BODY + "大家比较一下方案(a)。").speeches[0].text


def test_style_sheet_in_a_line() -> None:
    style = '@page { margin-left: 1in } p.cjk { font-family: "宋体"; font-size: 10pt } '
    cleaned = page(style + TITLE + " 同志们: " + BODY)
    assert cleaned.speeches[0].title == TITLE
    assert "font" not in cleaned.speeches[0].text
    assert "markup" in reasons(cleaned)


def test_collection_in_one_line() -> None:
    cleaned = page(f"第一篇：{TITLE}同志们：{BODY}谢谢大家！第二篇：在表彰会上的讲话同志们：{BODY}谢谢大家！")
    assert [speech.title for speech in cleaned.speeches] == [TITLE, "在表彰会上的讲话"]


def test_number_of_a_piece_in_a_sentence_parts_nothing() -> None:
    assert len(page("同志们：" + BODY + "做好第一篇文章，写好第二篇文章。" + BODY).speeches) == 1


def test_site_presents_a_speech_without_salutation() -> None:
    intro = "发言稿用处很多，写好不易。下面是某网为大家整理的禁烧会议讲话稿，仅供参考。"
    for lines in ((intro, BODY), (intro + BODY,)):
        cleaned = page(*lines)
        assert cleaned.speeches[0].text.startswith("今天，我们召开全县秸秆禁烧")
        assert "intro" in reasons(cleaned)


def test_speaker_presents_what_he_has_put_together() -> None:
    text = page("同志们：", "下面是我整理的几点体会，希望对大家有所帮助。" + BODY).speeches[0].text
    assert "我整理的几点体会" in text


def test_invitation_to_log_in_behind_the_last_sentence() -> None:
    cleaned = page(TITLE, "同志们：", BODY + "全文约1391字，请下载后阅读、编辑。", "(阅读全部图文内容,您需要先登录!)")
    assert cleaned.speeches[0].text.endswith(BODY[-8:])
    assert page("同志们：", BODY + "报告全文共3000字，分三个部分。").speeches[0].text.endswith("分三个部分。")


def test_moderator_calls_without_full_stops() -> None:
    lines = ("下面，颁发一等奖", "下面，请获奖的同志上台", "会议进行第四项，由县长讲话")
    assert page("同志们：", *PARAGRAPHS[1:], *lines).speeches[0].text.endswith("由县长讲话")


def test_list_of_moderator_calls() -> None:
    examples = resources.data("cleaning/frame")["spoken_examples"]
    assert all(frames.is_spoken(text) for text in examples["hit"])
    assert not any(frames.is_spoken(text) for text in examples["miss"])


def test_sentences_that_present() -> None:
    import re

    table = resources.data("cleaning/furniture")
    found = re.compile("|".join(table["presents"]))
    assert all(found.search(text) for text in table["presents_examples"]["hit"])
    assert not any(found.search(text) for text in table["presents_examples"]["miss"])


# ------------------------------------------------------------- what a leader said, told by a speaker or by the news

TOLD = "李书记强调，要守住田间地头。王县长要求，要管住每一个火点。"


def test_speaker_who_tells_what_leaders_said() -> None:
    assert facts.is_speech("", "刚才，" + TOLD + "我都赞成，下面，我再讲两点。一要快，二要实。")
    assert facts.is_speech("表态发言", TOLD + "我完全拥护，回去就抓落实。")


def test_news_that_tells_what_leaders_said() -> None:
    assert not facts.is_speech("", TOLD + "大家一致表示，我们要抓好落实，为全县的蓝天而努力奋斗！")
    assert not facts.is_speech("", TOLD + "我市各地“我要说，我能行”的劲头很足，我们要抓好落实。刚才，会议结束。")


def test_who_says_me() -> None:
    import re

    table = resources.data("cleaning/facts")
    assert all(re.search(table["self"], text) for text in table["self_examples"]["hit"])
    assert not any(re.search(table["self"], text) for text in table["self_examples"]["miss"])


def test_upload_date_is_no_date_of_the_speech() -> None:
    text = BODY + "今年是新中国成立62周年，我们要以实际行动献礼。"
    assert page(TITLE, "时间：2021-08-31", "同志们：", text).speeches[0].year == 2011
    assert page(TITLE, "时间：2012年3月5日", "同志们：", BODY).speeches[0].year == 2012


def test_polite_salutation_without_a_mark() -> None:
    assert frames.is_salutation("尊敬的家长朋友")
    assert frames.is_salutation("尊重的各位领导：")
    assert not frames.is_salutation("全体员工")
    assert not frames.is_salutation("尊敬的传统")
