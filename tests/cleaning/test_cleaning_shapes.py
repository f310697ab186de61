"""Pages in the shapes of county portals, schools, companies, collections, messengers: every paragraph, and no other."""

# ruff: noqa: E501 - pages are as wide as sites make them
from __future__ import annotations

from collections.abc import Iterable

import pytest
from shape_speeches import (
    COMPANY,
    COMPANY_TITLE,
    CONGRESS,
    DEPUTY,
    FESTIVAL,
    GOV,
    GOV_TITLE,
    GRADUATION,
    REPORT,
    SCHOOL,
    SCHOOL_TITLE,
    SHORT,
    TOWN,
    VILLAGE,
)  # fmt: skip

from drafter.cleaning import clean
from drafter.models import Cleaned
from drafter.reading.files import parsed


def page(body: str, title: str = "", encoding: str = "gb18030") -> Cleaned:
    head = f"<HTML><HEAD><META content='text/html; charset=gb2312'><TITLE>{title}</TITLE></HEAD><BODY>"
    return clean(parsed(f"{head}{body}</BODY></HTML>".encode(encoding), "a.htm", ".htm"))


def text(content: str) -> Cleaned:
    return clean(parsed(content.encode("gb18030"), "a.txt", ".txt"))


def bodies(result: Cleaned) -> list[tuple[str, ...]]:
    return [tuple(line.text for line in speech.lines) for speech in result.speeches]


def p(paragraphs: Iterable[str], before: str = "　　", tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{before}{paragraph}</{tag}>" for paragraph in paragraphs)


def lines(paragraphs: Iterable[str], between: str = "\n\n", before: str = "　　") -> str:
    return between.join(before + paragraph for paragraph in paragraphs)


def reasons(result: Cleaned) -> dict[str, str]:
    return {removal.text: removal.reason for removal in result.removed}


# ------------------------------------------------------------------------------------- portals, schools, firms


def test_portal_of_tables_and_font_tags() -> None:
    body = "".join(f'<P style="TEXT-INDENT: 2em"><FONT size=3 face=宋体>{x}</FONT></P>\n' for x in GOV)
    result = page(
        f"""<TABLE><TR><TD><A>首页</A></TD><TD><A>市情概况</A></TD><TD><A>政务公开</A></TD><TD><A>公众参与</A></TD></TR></TABLE>
<TABLE><TR><TD>您当前的位置：<A>某市政府网</A> &gt;&gt; <A>政务公开</A> &gt;&gt; <A>领导讲话</A> &gt;&gt; 正文</TD></TR>
<TR><TD align=center><FONT size=5><B>{GOV_TITLE}</B></FONT></TD></TR>
<TR><TD>信息来源：市政府办公室&nbsp;&nbsp;作者：王小明&nbsp;&nbsp;点击数：<SCRIPT src=c></SCRIPT>1256&nbsp;更新时间：2010-11-8</TD></TR>
<TR><TD align=right>【字体：<A href="#">大</A> <A href="#">中</A> <A href="#">小</A>】</TD></TR>
<TR><TD><P align=center>市委副书记、市长　刘　伟</P><P align=center>（二〇一〇年十一月六日）</P>{body}</TD></TR>
<TR><TD>【<A>发表评论</A>】【<A>告诉好友</A>】【<A>打印此文</A>】【<A>关闭窗口</A>】</TD></TR>
<TR><TD><LI>上一篇文章：<A>市政府召开常务会议</A></LI><LI>下一篇文章：<A>刘伟在信访工作会议上的讲话</A></LI></TD></TR></TABLE>
<TD>网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）</TD>
<TD>主办：某市人民政府办公室<BR>皖ICP备05012345号　您是第 2356789 位访客</TD>""",
        f"{GOV_TITLE} - 某市人民政府门户网站",
    )
    assert bodies(result) == [GOV]
    speech = result.speeches[0]
    assert (speech.title, speech.year, speech.admin_level) == (GOV_TITLE, 2010, "市")
    assert reasons(result)["市委副书记、市长刘伟"] == "caption"


def test_work_report_of_line_breaks_with_a_glossary() -> None:
    notes = ("附：", "名词解释", "1.“三个集中”：指工业向园区集中、人口向城镇集中、土地向规模经营集中。")
    body = "<br>\r\n<br>\r\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + x for x in REPORT + notes)
    result = page(
        f"""<div>当前位置：首页 > 政府信息公开 > 规划计划 > 政府工作报告</div>
<tr><td>索 引 号：</td><td>QS001-0301</td><td>主题分类：</td><td>综合政务</td></tr><div>政府工作报告</div>
<div>——2013年1月16日在某县第十五届人民代表大会第二次会议上</div><div>县人民政府县长　　陈 国 强</div><div>{body}</div>
<div>责任编辑：admin</div><div>扫一扫在手机打开当前页</div><div>版权所有：某县人民政府　网站标识码：3400000001</div>"""
    )
    assert bodies(result) == [REPORT]
    assert (result.speeches[0].title, result.speeches[0].year) == ("政府工作报告", 2013)


def test_report_to_a_standing_committee() -> None:
    title = "关于2014年上半年计划执行情况的报告"
    head = f"<p>{title}</p><p>——2014年8月20日在市四届人大常委会第十五次会议上</p><p>市发展和改革委员会主任　赵明</p>"
    result = page(head + p(CONGRESS))
    assert bodies(result) == [CONGRESS]
    assert result.speeches[0].salutation == "主任、各位副主任、秘书长、各位委员"
    assert result.speeches[0].year == 2014


def test_school_page_with_pictures_in_the_text() -> None:
    body = p(SCHOOL[:3]) + "<p><img src=1.jpg></p><p>图为开学典礼现场</p>" + p(SCHOOL[3:6])
    body += (
        "<p>学生代表认真聆听（宣传部 张弛 摄）</p>"
        + p(SCHOOL[6:8])
        + "<p><img src=2.jpg></p><p>会场一角</p>"
        + p(SCHOOL[8:])
    )
    result = page(
        f"""<div>首页 / 校园要闻 / 正文</div><h1>{SCHOOL_TITLE}</h1><span>发布日期：2016-09-12</span> <span>浏览：[2356]次</span>
<div>编者按：9月10日，学校隆重举行开学典礼，校长周文在典礼上讲话，现全文刊发，以飨读者。</div>{body}
<div>（责任编辑：李晓 审核：赵敏）</div><div>【关闭】</div><div>上一条：我校召开本科教学工作会议</div>
<div>地址：某市大学路88号 邮编：210000 电话：025-88886666</div>"""
    )
    assert bodies(result) == [SCHOOL]
    assert (result.speeches[0].year, result.speeches[0].admin_level) == (None, "学校")
    assert reasons(result)["会场一角"] == "photo"


def test_graduation_with_a_short_title_and_a_subtitle() -> None:
    head = "<div>真 善 恒</div><div>——在2017届学生毕业典礼上的讲话</div><div>周 文</div><div>2017-06-23</div>"
    result = page(f"<div>校长办公室 > 校长讲话 > 正文</div>{head}{p(GRADUATION, '')}<div>上一篇：没有了</div>")
    assert bodies(result) == [GRADUATION]
    speech = result.speeches[0]
    assert (speech.subtitle, speech.year) == ("在2017届学生毕业典礼上的讲话", 2017)
    assert speech.salutation == "亲爱的2017届毕业生同学们，老师们"


def test_news_item_and_speech_run_together() -> None:
    result = page(
        f"""<h2>公司召开2018年度工作会暨职代会</h2><p>日期：2018-01-20 浏览量：876</p>
<p>　　本网讯（通讯员 孙亮）1月18日，公司2018年度工作会在总部召开。公司领导及职工代表共230人参加会议。</p>
<p>　　会议听取并审议了总经理所作的工作报告。董事长赵国华作重要讲话，讲话全文如下：</p>
<p align=center>{COMPANY_TITLE}</p><p align=center>董事长　赵国华</p><p align=center>（2018年1月18日）</p>{p(COMPANY)}
<p>　　会议还表彰了2017年度先进集体和先进个人。</p><p>　　公司各部门负责人参加会议。</p><div>分享到：QQ空间 新浪微博 微信</div>"""
    )
    assert bodies(result) == [COMPANY]
    assert (result.speeches[0].title, result.speeches[0].admin_level) == (COMPANY_TITLE, "企业")
    assert reasons(result)["会议还表彰了2017年度先进集体和先进个人。"] == "news"


def test_messenger_page() -> None:
    body = "".join(f"<section><section><p><span>{x}</span></p></section></section><p><br/></p>" for x in COMPANY)
    result = page(
        f"""<h1>{COMPANY_TITLE}</h1><span>原创</span> <span>赵国华</span> <em>2018-01-20</em><p>点击上方“华建之声”关注我们</p>
<section>导 读</section><section>1月18日，公司召开年度工作会，董事长发表重要讲话。小编为您整理了讲话全文。</section>
<div id="js_content" style="visibility: hidden; opacity: 0">{body}</div><section>— END —</section><section>来源：公司办公室</section>
<section>编辑：小华 | 审核：老建</section><section>往期推荐</section><p><a>安全生产月活动启动</a></p>
<p>长按识别二维码关注我们</p><p>点个“在看”再走吧</p><div>阅读 1.2万</div><div>喜欢此内容的人还喜欢</div>"""
    )
    assert bodies(result) == [COMPANY]


def test_festival_on_an_old_county_page() -> None:
    title = "县长在第五届桃花节开幕式上的致辞"
    result = page(
        f"""<h3>{title}</h3><div>发布时间：2014-04-01 08:20　【字号：<a>大</a>　<a>中</a>　<a>小</a>】　来源：本站原创　阅读次数：231</div>
<div>{p(FESTIVAL, "&nbsp; &nbsp; ", "div")}</div><div><a>打印本页</a> <a>关闭窗口</a></div><div>相关新闻</div>
<ul><li>·<a>桃花节招商推介会举行</a> [2014-04-02]</li></ul>""",
        f"{title}_某县人民政府",
    )
    assert bodies(result) == [FESTIVAL]
    assert (result.speeches[0].title, result.speeches[0].admin_level) == (title, "县")


def test_title_in_two_lines_of_a_word_page() -> None:
    body = "".join(
        f"<p class=M><span>{x[: len(x) // 2]}</span><span>{x[len(x) // 2 :]}<o:p></o:p></span></p>\n" for x in GOV
    )
    xml = "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>"
    result = page(f"{xml}<p><b>{GOV_TITLE[:10]}<br>{GOV_TITLE[10:]}</b></p><p>刘　伟</p>{body}")
    assert bodies(result) == [GOV]
    assert result.speeches[0].title == GOV_TITLE


def test_hidden_text_against_copiers() -> None:
    body = "".join(
        f'<p>{x[: len(x) // 2]}<span style="display:none">某网原创{n}<br>转载</span>{x[len(x) // 2 :]}</p>'
        for n, x in enumerate(GOV)
    )
    result = page(f"<h1>{GOV_TITLE}</h1>{body}<select><option>--友情链接--</option><option>省政府</option></select>")
    assert bodies(result) == [GOV]
    assert reasons(result)["某网原创3"] == "hidden"


def test_a_page_that_a_script_would_show_is_not_hidden() -> None:
    assert bodies(page(f'<div style="display:none">{p(GOV)}</div>')) == [GOV]


def test_town_report() -> None:
    result = page(f"<h2>柳河镇人居环境整治工作汇报</h2><p>柳河镇党委书记　孙立</p>{p(TOWN)}")
    assert bodies(result) == [TOWN]
    assert result.speeches[0].admin_level == "镇"


def test_one_cell_holds_everything() -> None:
    cell = f"（2010年11月6日）　　　{'　　'.join(GOV)}"
    assert bodies(
        page(f"<table><td>首页&gt;讲话</td><tr><td>{GOV_TITLE}</td></tr><tr><td>{cell}</td></tr></table>")
    ) == [GOV]


def test_advertisements_and_page_turning_inside() -> None:
    ads = "<div>本文来自范文网 www.fanwenxx.com 转载请注明</div>"
    turning = "<p>[page]</p><div>上一页 1 2 3 下一页</div>"
    result = page(
        f"<h1>{GOV_TITLE}</h1>{p(GOV[:4])}{ads}{p(GOV[4:8])}{turning}{p(GOV[8:])}<div>【{GOV_TITLE}】相关推荐</div>"
    )
    assert bodies(result) == [GOV]
    assert reasons(result)["[page]"] == "page_marker"


# ---------------------------------------------------------------------------------------------- collections


def test_collections() -> None:
    title = "领导讲话稿精选（3篇）\n来源：文秘帮 时间：2019-05-06\n小编为大家整理了领导讲话稿精选3篇，希望对大家有所帮助。\n\n"
    tail = "\n\n【领导讲话稿精选（3篇）】相关文章：\n\n1.领导讲话稿大全\n2.安全生产领导讲话稿\n"
    parts = [f"篇{n}：讲话稿\n\n{lines(x)}" for n, x in zip("一二三", (GOV, SCHOOL, COMPANY), strict=True)]
    assert bodies(text(title + "\n\n".join(parts) + tail)) == [GOV, SCHOOL, COMPANY]
    numbered = f"01\n\n{GOV_TITLE}\n\n{lines(GOV)}\n\n02\n\n{COMPANY_TITLE}\n\n{lines(COMPANY)}\n"
    assert bodies(text(numbered)) == [GOV, COMPANY]
    body = f"<p><b>讲话稿范文一</b></p>{p(GOV)}<div>广告</div><p><b>讲话稿范文二</b></p>{p(COMPANY)}<p>看了本文的人还看了：</p>"
    assert bodies(page(f"<h1>动员会讲话稿范文</h1>{body}<li><a>1. 高考动员会讲话稿</a></li>")) == [GOV, COMPANY]


def test_notice_that_wraps_two_speeches() -> None:
    notice = """某市人民政府办公室文件\n\n某政办〔2010〕86号\n
某市人民政府办公室关于印发刘伟市长、王建国副市长在全市冬春农田水利基本建设动员会上讲话的通知\n
各县、区人民政府，市政府各部门、各直属机构：\n
　　刘伟市长、王建国副市长的讲话已经市政府同意，现印发给你们，请认真贯彻执行。\n\n　　　　　　二〇一〇年十一月十日\n"""
    one = f"{GOV_TITLE}\n\n刘　伟\n\n（2010年11月6日）\n\n{lines(GOV)}"
    two = f"{GOV_TITLE}\n\n王建国\n\n（2010年11月6日）\n\n{lines(DEPUTY)}"
    tail = "主题词：农业　水利　讲话　通知\n\n抄送：市委各部门，市人大办公室。\n\n某市人民政府办公室　　2010年11月10日印发\n"
    result = text(f"{notice}\n{one}\n\n{two}\n\n{tail}")
    assert bodies(result) == [GOV, DEPUTY]
    assert [speech.title for speech in result.speeches] == [GOV_TITLE, GOV_TITLE]
    assert reasons(result)["抄送：市委各部门，市人大办公室。"] == "document"


def test_two_speakers() -> None:
    minutes = (
        f"座谈会领导讲话\n（根据录音整理）\n\n刘伟市长的讲话\n\n{lines(GOV)}\n\n王建国副市长的讲话\n\n{lines(DEPUTY)}\n"
    )
    assert bodies(text(minutes)) == [GOV, DEPUTY]
    thanked = (*DEPUTY[:-1], "我的发言完了，谢谢大家！")
    assert bodies(text(f"{lines(thanked)}\n{lines(GOV)}")) == [thanked, GOV]  # no title between
    titles = f"{COMPANY_TITLE}\n\n赵国华\n\n{lines(COMPANY)}\n\n{GOV_TITLE}\n\n刘伟\n\n{lines(GOV)}"
    assert bodies(text(titles)) == [COMPANY, GOV]


def test_a_greeting_in_mid_speech_is_no_new_speech() -> None:
    called = (*GOV[:6], "同志们：", *GOV[6:])
    assert len(bodies(text(f"{GOV_TITLE}\n\n{lines(called)}"))) == 1


# --------------------------------------------------------------------------------------------------- texts


def wrapped(paragraphs: Iterable[str], columns: int, indent: str) -> str:
    out = []
    for n, paragraph in enumerate(paragraphs):
        line, used = "", 0
        for c in (indent if n else "") + paragraph:
            wide = 2 if ord(c) > 255 else 1
            if used + wide > columns:
                out.append(line)
                line, used = "", 0
            line, used = line + c, used + wide
        out.append(line)
    return "\n".join(out)


def test_wrapped_mail_with_a_covering_line() -> None:
    head = "发件人: 办公室\n收件人: 各科室\n主题: 讲话稿（定稿）\n日期: 2010年11月7日 18:22\n\n各位：\n  讲话定稿如下，请查收。\n\n"
    title = f"            {GOV_TITLE}\n                   刘 伟\n             （2010年11月6日）\n\n"
    mail = f"{head}{title}{wrapped(GOV, 72, '    ')}\n\n--\n市政府办公室 综合科\n电话：0551-1234567\n"
    result = text(mail)
    assert bodies(result) == [GOV]
    assert (result.speeches[0].title, result.speeches[0].year) == (GOV_TITLE, 2010)
    assert bodies(text("\n".join("> " + line for line in mail.split("\n")))) == [GOV]


def test_notes_and_their_marks() -> None:
    marks = {"园区作为": "园区〔1〕作为", "病险水库除险": "病险水库[2]除险", "十件实事。": "十件实事③。"}
    noted = "\n\n".join(REPORT)
    for plain, marked in marks.items():
        noted = noted.replace(plain, marked)
    notes = "〔1〕园区：指工业集中区。\n[2]病险水库：指存在安全隐患的水库。\n③十件实事：指年初承诺的民生工程。\n"
    result = text(f"政府工作报告\n\n{noted}\n\n{notes}")
    assert bodies(result) == [REPORT]
    assert [r.text for r in result.removed if r.reason == "note_mark"] == ["〔1〕", "[2]", "③"]
    assert sum(r.reason == "note" for r in result.removed) == 3


def test_numbers_in_brackets_that_are_no_notes() -> None:
    kept = (*GOV[:2], "要对照〔2010〕86号文件，重点抓好①蓄水②排水③引水三件事，做到（一）项不漏。", *GOV[2:])
    assert bodies(text(f"{GOV_TITLE}\n\n{lines(kept)}")) == [kept]


def test_marks_of_the_room_and_stray_letters() -> None:
    noisy = [
        x.replace("欢迎！", "欢迎！（热烈掌声）").replace("要读经典", "要к读经典").replace("图书馆", "图\ue010书馆")
        for x in SCHOOL
    ]
    result = text(f"开 学 典 礼 讲 话 稿\n校长　周　文\n{lines(noisy)}")
    assert bodies(result) == [SCHOOL]
    assert {"scene", "stray"} <= set(reasons(result).values())
    assert result.speeches[0].title == "开学典礼讲话稿"


def test_leftovers_of_word_and_scripts() -> None:
    head = "Normal 0 7.8 磅 0 2 false false false EN-US ZH-CN X-NONE MicrosoftInternetExplorer4\n"
    head += '/* Style Definitions */ table.MsoNormalTable {mso-style-name:普通表格; mso-style-parent:"";}\n'
    tail = '\nvar _p = (("https:" == document.location.protocol) ? " https://" : " http://");\n'
    result = text(f"{head}{GOV_TITLE}\n{lines(GOV, before='&nbsp;&nbsp;&nbsp;&nbsp;')}{tail}")
    assert bodies(result) == [GOV]
    assert result.speeches[0].title == GOV_TITLE


def test_contents_before_the_report() -> None:
    contents = "目 录\n一、2012年工作回顾……………1\n二、2013年工作安排……………9\n\n"
    result = text(f"{contents}政府工作报告\n——2013年1月16日在县人代会上\n{lines(REPORT)}")
    assert bodies(result) == [REPORT]
    assert result.speeches[0].title == "政府工作报告"
    assert reasons(result)["目 录"] == "toc"


def test_short_lines_and_no_salutation() -> None:
    assert bodies(text(f"在全县防汛调度会上的讲话\n\n{lines(SHORT)}")) == [SHORT]
    title = "镇党委书记在村支部书记座谈会上的讲话"
    result = text(f"{title}\n（2017年3月2日）\n\n{lines(VILLAGE)}")
    assert bodies(result) == [VILLAGE]
    assert (result.speeches[0].title, result.speeches[0].year) == (title, 2017)


def test_a_text_that_breaks_off_is_truncated() -> None:
    cut = (*GOV[:7], "（三）抓好水土保持。坚持山、水、田、林")
    result = text(f"{GOV_TITLE}\n\n{lines(cut)}")
    assert bodies(result) == [cut]
    assert result.speeches[0].truncated
    assert not text(f"{GOV_TITLE}\n\n{lines(GOV)}").speeches[0].truncated


# --------------------------------------------------------------------------------------------- no speeches

NONE = {
    "recipe": "红烧肉的做法\n\n用料：五花肉500克，冰糖30克。\n\n一、五花肉切块，冷水下锅焯水。\n二、小火炒化冰糖，下肉块翻炒。\n三、大火收汁，出锅装盘，大家可以试一试。\n",
    "news": "全市农村工作会议召开\n2015-02-10 来源：某日报\n本报讯（记者 李四）2月9日，全市农村工作会议召开。市长刘伟出席会议并讲话。\n刘伟指出，要抓好粮食生产。\n刘伟强调，我们要以更大的决心抓好落实。\n会议要求，各级各部门要加强领导。\n",
    "poem": "静夜思\n\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n",
    "contents": "领导讲话汇编\n目　录\n1．在全县农业工作会议上的讲话……………（1）\n2．在全县工业工作会议上的讲话……………（8）\n",
    "notice": "关于做好春节期间安全生产工作的通知\n\n各乡镇人民政府，县直各单位：\n\n　　现将有关事项通知如下：\n\n一、提高思想认识\n\n　　各级各部门要充分认识做好安全生产工作的重要性，我们要牢固树立安全发展理念。\n\n二、严格值班制度\n\n　　各单位要严格执行24小时值班制度。\n\n某县人民政府办公室\n2015年2月10日\n",
    "rules": "某县城市管理办法\n\n第一条　为了加强城市管理，结合我县实际，制定本办法。\n\n第二条　本办法适用于县城规划区。各级各部门应当遵守。\n\n第三条　任何单位和个人不得占道经营。\n",
    "essay": "论抓落实\n\n一分部署，九分落实。抓落实是党的优良传统，也是干部的基本功。有的干部会上表态快，会后行动慢。\n\n抓落实，贵在认真。凡事就怕认真二字，认真了就没有办不成的事。\n\n（作者单位：某市委党校）\n",
    "diary": "今天是星期天，我和妈妈去公园玩。公园里的花开了，我们要拍很多照片。妈妈说，大家要爱护花草。下午，我们回家了。\n",
    "links": "领导讲话\n刘伟在全市农业工作会议上的讲话 2010-11-01\n刘伟在全市工业工作会议上的讲话 2010-11-02\n共7条 1/1页 首页 上一页 下一页 尾页\n",
}


@pytest.mark.parametrize("name", NONE)
def test_a_file_without_a_speech_yields_none(name: str) -> None:
    result = text(NONE[name])
    assert bodies(result) == []
    assert result.removed
