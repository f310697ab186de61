"""Speeches in the pages that sites put around them: each must come out whole, and nothing of the page with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from speech_texts import COMPANY, COMPANY_TITLE, PARAGRAPHS, SCHOOL, SCHOOL_TITLE, TITLE

from drafter.cleaning import clean
from drafter.models import Cleaned, Source
from drafter.reading import read
from drafter.reading.files import plain

RUN_ON = "".join(PARAGRAPHS)
NORMAL = tuple(PARAGRAPHS)


def cleaned(text: str) -> Cleaned:
    return clean(Source("id", "a.txt", "utf-8", "txt", plain(text)))


def page(tmp_path: Path, content: str, encoding: str = "gb18030") -> Cleaned:
    path = tmp_path / "a.html"
    path.write_bytes(content.encode(encoding))
    return clean(read(path))


def bodies(result: Cleaned) -> list[tuple[str, ...]]:
    return [tuple(line.text for line in speech.lines) for speech in result.speeches]


def wrap(paragraphs: tuple[str, ...], width: int, indent: str = "　　") -> str:
    full = [p if p == "同志们：" else indent + p for p in paragraphs]
    return "\n".join("\n".join(p[i : i + width] for i in range(0, len(p), width)) for p in full)


def portal(body: str) -> str:
    menu = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("首页", "走进本县", "新闻中心", "政务公开"))
    news = "".join(f"<li><a href='/n'>{n}</a><span>2016-03-11</span></li>" for n in ("县长调研春耕生产", TITLE))
    return f"""<html><head><meta charset=gb2312><title>{TITLE}-青禾县人民政府门户网站</title></head><body>
<div>今天是2016年3月11日 星期五</div><ul>{menu}</ul>
<div>您现在的位置：<a href=/>首页</a>&gt;&gt;<a href=/z>政务公开</a>&gt;&gt;正文</div><h1>{TITLE}</h1>
<div>发布时间：2016-03-11 09:20　来源：县政府办公室　浏览次数：358 次　字体：【<a>大</a> <a>中</a> <a>小</a>】</div>
<p align=center>（2016年3月9日）</p><p align=center>县长　李明</p>
{body}
<div>【<a>打印</a>】【<a>关闭</a>】</div><div>上一篇：<a>关于做好防汛工作的通知</a></div><ul>{news}</ul>
<p>青禾县人民政府办公室主办　青禾县信息中心承办</p><p>地址：青禾县人民路1号　邮编：300000</p>
<p>Copyright 2016 All Rights Reserved 冀ICP备00000000号</p></body></html>"""


# ------------------------------------------------------------------------------------------------ web pages


def test_portal_with_paragraphs(tmp_path: Path) -> None:
    body = "".join(f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{p}</p>\n" for p in PARAGRAPHS)
    result = page(tmp_path, portal(body))
    assert bodies(result) == [NORMAL]
    speech = result.speeches[0]
    assert (speech.title, speech.salutation, speech.year, speech.admin_level) == (TITLE, "同志们", 2016, "县")
    assert speech.label == "2016 县 推进会"
    assert not speech.truncated
    reasons = {removal.text: removal.reason for removal in result.removed}
    assert reasons["（2016年3月9日）"] == "caption"
    assert reasons["上一篇：关于做好防汛工作的通知"] == "related"
    assert reasons[TITLE] in ("title", "repeated_title", "related")


def test_portal_with_line_breaks(tmp_path: Path) -> None:
    body = "<td>" + "<BR>&nbsp;&nbsp;".join(PARAGRAPHS) + "</td>"
    assert bodies(page(tmp_path, portal(body))) == [NORMAL]


def test_word_saved_as_page(tmp_path: Path) -> None:
    head = '<html xmlns:o="x"><head><!--[if gte mso 9]><xml>不要</xml><![endif]--></head><body>'
    spans = "".join(f"<p class=M><span>{p[:7]}</span><b>{p[7:]}</b><o:p></o:p></p>\n" for p in (TITLE, *PARAGRAPHS))
    assert bodies(page(tmp_path, head + spans)) == [NORMAL]


def test_work_report(tmp_path: Path) -> None:
    report = (
        "各位代表：",
        "现在，我代表县人民政府，向大会报告工作，请予审议。",
        "一、过去五年工作回顾",
        "过去五年，全县生产总值由98.2亿元增加到156.7亿元，年均增长9.8%；财政收入突破12亿元。",
        "各位代表，让我们同心同德、开拓进取，为全面建设小康社会而努力奋斗！",
    )
    body = "<p>——2016年3月9日在青禾县第十五届人民代表大会第一次会议上</p>" + "".join(f"<p>{p}</p>" for p in report)
    result = page(tmp_path, portal(body).replace(TITLE, "政府工作报告"))
    assert bodies(result) == [report]
    assert result.speeches[0].title == "政府工作报告"
    assert result.speeches[0].salutation == "各位代表"


# --------------------------------------------------------------------------------------------- wrapped text


@pytest.mark.parametrize("width", [24, 34, 40])
def test_hard_wrapped_text(width: int) -> None:
    assert bodies(cleaned(TITLE + "\n\n" + wrap(PARAGRAPHS, width))) == [NORMAL]


def test_running_heads_and_page_numbers_in_wrapped_text() -> None:
    head = "青禾县人民政府公报　2019年第3期"
    lines = wrap(PARAGRAPHS, 30).split("\n")
    pages = [line for i in range(0, len(lines), 8) for line in (*lines[i : i + 8], f"— {i // 8 + 3} —", head)]
    result = cleaned("\n".join((head, TITLE, *pages)))
    assert bodies(result) == [NORMAL]
    assert {removal.reason for removal in result.removed} >= {"page_marker", "repeated", "title"}


def test_false_paragraph_breaks() -> None:
    broken = [part for p in PARAGRAPHS for part in ((p[:52], p[52:]) if len(p) > 70 else (p,))]
    assert len(broken) > len(PARAGRAPHS)
    assert bodies(cleaned(TITLE + "\n\n" + "\n\n".join(broken))) == [NORMAL]


def test_sentences_cut_by_page_numbers() -> None:
    pages = "".join(f"\n\n{n + 1}、{RUN_ON[i : i + 90]}" for n, i in enumerate(range(0, len(RUN_ON), 90)))
    result = cleaned(f"{TITLE}\n上传人:某某 文档编号:12345 上传时间:2018-05-01{pages}\n\n展开阅读全文\n相关资源\n")
    assert "".join(bodies(result)[0]) == RUN_ON
    assert [r.text for r in result.removed if r.reason == "page_number"][:3] == ["1、", "2、", "3、"]


def test_an_enumeration_is_no_page_numbering() -> None:
    body = (
        "同志们：",
        "今天的会议很重要，请大家认真听、认真记、认真抓。下面，我强调以下几项工作：",
        "1、加强组织领导",
        "各单位要成立专班，主要领导亲自抓，分管领导具体抓。",
        "2、强化宣传发动。要把道理讲清楚，把政策讲明白。",
        "3、抓好督促检查",
        "县里将组织专项督查，结果全县通报。",
        "谢谢大家！",
    )
    assert bodies(cleaned(TITLE + "\n\n" + "\n\n".join(body))) == [body]


def test_paragraphs_kept_only_by_their_indents() -> None:
    assert bodies(cleaned(TITLE + "　　" + "　　".join(PARAGRAPHS))) == [NORMAL]


def test_title_introduction_and_speech_in_one_line() -> None:
    text = f"{TITLE}\n下面是小编为大家整理的{TITLE}【优秀范文】,供大家参考。{RUN_ON}"
    result = cleaned(text)
    assert "".join(bodies(result)[0]) == RUN_ON
    starts = [line.text[:2] for line in result.speeches[0].lines]
    assert starts[:1] == ["同志"]
    assert {"一、", "（一", "（二", "二、", "三、"} <= set(starts)


def test_title_salutation_and_text_in_one_line() -> None:
    result = cleaned("严防死守 久久为功以务实作风推动禁烧工作落地见效" + RUN_ON)
    speech = result.speeches[0]
    assert "".join(bodies(result)[0]) == RUN_ON
    assert (speech.title, speech.subtitle) == ("严防死守 久久为功", "以务实作风推动禁烧工作落地见效")
    assert speech.lines[0].text == "同志们："


# ---------------------------------------------------------------------------------- noise inside and around


def test_advertisements_captions_and_repeated_titles_inside() -> None:
    lines = list(PARAGRAPHS)
    lines.insert(9, "本文来自某某范文网 http://www.example.com/")
    lines.insert(7, TITLE)
    lines.insert(5, "图为会议现场。（县融媒体中心 李四 摄）")
    lines[3] += "（来源：某某范文网 www.example.com）"
    assert bodies(cleaned(TITLE + "\n" + "\n".join(lines))) == [NORMAL]


def test_everything_behind_the_speech_goes() -> None:
    tail = (
        "分享到：\nQQ空间\n新浪微博\n您可能感兴趣的文档\n在全县教育工作会议上的讲话\n用户评论\n文档信息\n页数：12\n"
        "举报该文档为侵权文档。\n中共青禾县委办公室\n2019年9月12日印发\n附件：任务分解表.doc"
    )
    assert bodies(cleaned("\n".join((TITLE, *PARAGRAPHS, tail)))) == [NORMAL]


def test_a_preview_is_truncated() -> None:
    body = (*PARAGRAPHS[:4], "（二）松劲的苗头不能忽视。有的村白天查得严，")
    result = cleaned("\n".join((TITLE, *body, "展开阅读全文")))
    assert bodies(result) == [body]
    assert result.speeches[0].truncated
    assert not cleaned("\n".join((TITLE, *PARAGRAPHS))).speeches[0].truncated


def test_a_speech_without_salutation() -> None:
    result = cleaned("首页 > 讲话稿\n" + TITLE + "\n2019-09-10\n" + "\n".join(PARAGRAPHS[1:]))
    assert bodies(result) == [PARAGRAPHS[1:]]
    assert result.speeches[0].salutation is None
    assert result.speeches[0].year == 2019


def test_report_of_a_meeting_before_its_speech() -> None:
    news = "9月1日上午，全县推进会在县会议中心召开。县长出席会议并讲话。以下为讲话全文："
    assert bodies(cleaned("\n".join(("全县推进会召开", news, *PARAGRAPHS, "（责任编辑：王五）")))) == [NORMAL]


# ------------------------------------------------------------------------------------------ several, or none


def test_collection() -> None:
    intro = "在日常工作中，我们都会用到讲话稿，那么怎么写才合适呢？下面是小编收集整理的讲话稿，欢迎阅读。"
    parts = (PARAGRAPHS, SCHOOL, COMPANY)
    text = "\n\n".join(f"领导讲话稿 篇{n}\n" + "\n".join(part) for n, part in enumerate(parts, 1))
    tail = "【领导讲话稿】相关文章：\n1.企业领导讲话稿范文05-06\n2.年会领导讲话稿04-11"
    result = cleaned(f"领导讲话稿(精选3篇)\n时间:2020-05-06 我要投稿\n\n{intro}\n\n{text}\n\n{tail}")
    assert bodies(result) == list(parts)
    assert [speech.number for speech in result.speeches] == [1, 2, 3]
    assert [speech.admin_level for speech in result.speeches] == ["县", "学校", "企业"]


def test_titles_in_the_middle() -> None:
    first = (TITLE, "县长 王磊", "（2019年10月9日）", *PARAGRAPHS)
    second = (SCHOOL_TITLE, "（2020年9月1日）", *SCHOOL)
    result = cleaned("\n".join((*first, "", *second, COMPANY_TITLE, *COMPANY)))
    assert bodies(result) == [NORMAL, SCHOOL, COMPANY]
    assert [speech.title for speech in result.speeches] == [TITLE, SCHOOL_TITLE, COMPANY_TITLE]
    assert [speech.year for speech in result.speeches] == [2019, 2020, None]


def test_a_salutation_in_the_middle_begins_no_new_speech() -> None:
    body = (*PARAGRAPHS[:6], "同志们：", *PARAGRAPHS[6:])
    assert bodies(cleaned("\n".join((TITLE, *body)))) == [body]


@pytest.mark.parametrize(
    "text",
    [
        "关于做好禁烧工作的通知\n各乡镇人民政府：\n现将有关事项通知如下：\n一、加强领导。各乡镇要成立专班。\n2020年9月1日",
        "全县推进会召开\n本报讯（记者 张明）全县推进会召开，县长讲话。\n会议指出，要压实责任。\n会议强调，要严明纪律。",
        "采购清单\n桌子 10张\n椅子 20把",
    ],
)
def test_no_speech(text: str) -> None:
    result = cleaned(text)
    assert result.speeches == ()
    assert len(result.removed) >= 3


# -------------------------------------------------------------------------------- our own drafts, and again


DRAFT = (TITLE, "县长　【姓名】", "（2026年11月28日）")


def test_an_exported_draft_survives() -> None:
    body = (
        "同志们：",
        "今天，我们召开【会议名称】，主要任务是【目的】。下面，我讲两点意见。",
        "一、看清形势，把弦绷紧",
        "- 缘由：【上级部署】要求明确",
        "- 举措：由【责任单位】牵头，【日期】前完成",
        "二、盯住关键，把责任压实",
        "（一）管住火源",
        "- 时限：【日期】",
        "同志们，让我们为【目标】而努力奋斗！",
    )
    result = cleaned("\n\n".join(DRAFT + body))
    assert bodies(result) == [body]
    assert (result.speeches[0].title, result.speeches[0].year) == (TITLE, 2026)


def test_a_draft_of_headings_is_a_speech() -> None:
    body = ("下面，我就秸秆禁烧讲两点意见。", "一、看清形势", "（一）肯定成绩", "（二）正视苗头", "二、盯住关键")
    result = cleaned("\n\n".join(DRAFT + body))
    assert bodies(result) == [body]
    assert not result.speeches[0].truncated


@pytest.mark.parametrize("body", [PARAGRAPHS, SCHOOL, COMPANY, PARAGRAPHS[1:]])
def test_cleaning_clean_text_changes_nothing(body: tuple[str, ...]) -> None:
    once = cleaned("\n".join(body)).speeches[0].text
    assert once == "\n".join(body)
    assert cleaned(once).speeches[0].text == once
    assert cleaned(once).removed == ()


CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_cleaning_the_corpus_twice_changes_nothing() -> None:
    pytest.importorskip("opencc")
    for path in sorted(CORPUS.iterdir()):
        for speech in clean(read(path)).speeches:
            again = cleaned(speech.text).speeches
            assert [s.text for s in again] == [speech.text]


def test_a_preview_over_the_whole_text_is_no_second_speech() -> None:
    preview = "\n".join((TITLE, PARAGRAPHS[0], *PARAGRAPHS[1:5], "查看全文"))
    result = cleaned(preview + "\n" + "\n".join((TITLE, *PARAGRAPHS)))
    assert bodies(result) == [NORMAL]
    assert "repeated" in {removal.reason for removal in result.removed}


def test_notes_behind_a_report_are_no_part_of_it() -> None:
    notes = ("名词解释", "1.双减：减轻作业负担和校外培训负担。", "2.三资：农村集体资金、资产、资源。")
    assert bodies(cleaned("\n".join((TITLE, *PARAGRAPHS, *notes)))) == [NORMAL]


def test_lines_that_look_like_meta_stay_inside_a_speech() -> None:
    body = (*PARAGRAPHS[:5], "完成时间：今年六月底", "责任单位：县农业农村局", *PARAGRAPHS[5:])
    assert bodies(cleaned("\n".join((TITLE, "时间：2019-09-09 地点：县会议中心", *body)))) == [body]


def test_thanks_without_a_full_stop_end_the_speech() -> None:
    body = (*PARAGRAPHS, "谢谢大家")
    assert bodies(cleaned("\n".join((TITLE, *body, "上一篇：没有了")))) == [body]


def test_a_call_inside_a_speech_stays_in_its_paragraph() -> None:
    body = (*PARAGRAPHS[:5], "同志们！任务已经明确，现在就看谁抓得早、抓得实。", *PARAGRAPHS[5:])
    assert bodies(cleaned("\n".join((TITLE, *body)))) == [body]
