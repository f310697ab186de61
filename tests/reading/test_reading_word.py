"""Word files as they come: text boxes, notes, tables, tracked changes, fields, hidden text, Word's own numbers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from drafter.cleaning import clean
from drafter.models import Source
from drafter.reading import read
from drafter.reading.files import parsed

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(run if run[0] == '<' else r(run) for run in runs)}</w:p>"


def package(body: str, main: str = "word/document.xml", space: str = MAIN, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        archive.writestr("_rels/.rels", f'<R><Relationship Id="a" Type="{rels}" Target="/{main}"/></R>')
        document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        archive.writestr(main, document.replace(MAIN, space))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{content}</w:{name}>")
    return file.getvalue()


def source(body: str, **parts: str) -> Source:
    return parsed(package(body, **parts), "a.docx", ".docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in source(body, **parts).lines]


# ------------------------------------------------------------------------------------------------ text boxes


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    content = f"<w:txbxContent>{p('框里一段。')}{p('框里二段。')}</w:txbxContent>"
    box = f"<mc:AlternateContent><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
    box += f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    lines = source(p("前文", f"<w:r>{box}</w:r>", "后文。") + p("下一段。")).lines
    assert [(line.text, line.number) for line in lines] == [
        ("前文后文。", 1), ("框里一段。", 1), ("框里二段。", 1), ("下一段。", 2),
    ]  # fmt: skip


def test_a_text_box_of_an_old_program_has_no_double() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框里。')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert texts(p("前文。", box)) == ["前文。", "框里。"]


# ----------------------------------------------------------------------------------------------------- notes

NOTE = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote>'
MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_a_footnote_is_marked_and_stands_at_the_end() -> None:
    found = texts(
        p("抓好园区", MARK, "，再抓镇村。", '<w:r><w:endnoteReference w:id="5"/></w:r>') + p("完。"),
        footnotes=NOTE.format(p("<w:r><w:footnoteRef/></w:r>", "园区：指开发区。")),
        endnotes=f'<w:endnote w:id="5">{p("见文件。")}</w:endnote>',
    )
    assert found == ["抓好园区〔1〕，再抓镇村。〔2〕", "完。", "〔1〕园区：指开发区。", "〔2〕见文件。"]


@pytest.mark.parametrize("before", ["抓好园区", "抓好园区，", "抓好园区。"])
def test_a_note_never_reaches_the_speech_and_is_on_the_record(before: str) -> None:
    body = p("在全县园区工作会议上的讲话") + p("同志们：") + p("今天，我们开会部署园区工作，请大家抓好落实。")
    body += p(before, MARK, "下一步要抓好镇村。") + p("同志们，让我们为建设美好家园而努力奋斗！")
    cleaned = clean(source(body, footnotes=NOTE.format(p("指开发区。"))))
    assert f"\n{before}下一步要抓好镇村。\n" in cleaned.speeches[0].text
    assert "指开发区" not in cleaned.speeches[0].text
    assert {(r.reason, r.text) for r in cleaned.removed} >= {("note_mark", "〔1〕"), ("note", "〔1〕指开发区。")}


def test_a_comment_is_no_text() -> None:
    assert texts(p("正文", '<w:r><w:commentReference w:id="1"/></w:r>', "。"), comments=p("批注")) == ["正文。"]


# -------------------------------------------------------------------------------------------- tracked changes


def deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert texts(p("前半句，", properties=gone) + p("后半句。")) == ["前半句，后半句。"]
    assert texts(p("前半句，") + p("后半句。")) == ["前半句，", "后半句。"]
    assert texts(p("完。") + p("孤零零", properties=gone)) == ["完。", "孤零零"]


def test_a_deleted_item_does_not_count() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    body = p("甲", properties=numbered) + p(deleted("乙"), properties=numbered + "<w:rPr><w:del/></w:rPr>")
    body += p("丙", properties=numbered)
    assert texts(body, numbering=numbering) == ["一、甲", "二、丙"]


def test_moved_and_deleted_text_is_read_where_it_stands_now() -> None:
    body = p("<w:moveFrom><w:r><w:t>搬走的</w:t></w:r></w:moveFrom>", "原处。")
    body += p("<w:moveTo><w:r><w:t>搬走的</w:t></w:r></w:moveTo>", deleted("删的"), "新处。")
    assert texts(body) == ["原处。", "搬走的新处。"]


# ----------------------------------------------------------------------------------------------------- tables


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_a_table_in_a_table_is_read_once_and_a_deleted_row_is_not() -> None:
    inner = f"<w:tbl>{row(p('里一'), p('里二'))}</w:tbl>"
    body = p("前") + f"<w:tbl>{row(p('左'), inner + p('右'))}{row(p('删'), properties='<w:del/>')}</w:tbl>" + p("后")
    assert [(line.text, line.number) for line in source(body).lines] == [
        ("前", 1), ("左", 2), ("里一", 2), ("里二", 2), ("右", 2), ("后", 3),
    ]  # fmt: skip


# ------------------------------------------------------------------------------------- runs, fields, numbers


def test_fields_links_soft_breaks_and_pinyin() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF a</w:instrText></w:r>'
    field += '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2019年</w:t></w:r>'
    ruby = f"<w:r><w:ruby><w:rt>{r('zhong')}</w:rt><w:rubyBase>{r('重')}</w:rubyBase></w:ruby></w:r>"
    body = p("见", f"<w:hyperlink>{r('文件')}</w:hyperlink>", field, "<w:r><w:br/></w:r>", ruby, "点抓。")
    assert texts(body) == ["见文件2019年", "重点抓。"]


def test_hidden_text_is_told_apart() -> None:
    lines = source(p("看得见，", r("看不见", "<w:vanish/>"), r("也看得见。", '<w:vanish w:val="0"/>'))).lines
    assert [(line.text, line.mark) for line in lines] == [("看得见，也看得见。", ""), ("看不见", "hidden")]


def test_numbers_come_with_a_style_also_from_the_one_it_is_based_on() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(("%1、", "（%2）"))
    )
    numbering = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    styles = '<w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:styleId="mine"><w:basedOn w:val="h"/></w:style><w:style w:styleId="plain"/>'
    mine, off = '<w:pStyle w:val="mine"/>', '<w:numPr><w:numId w:val="0"/></w:numPr>'
    second = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'  # the level alone: the list is the style's
    body = p("甲", properties=mine) + p("甲一", properties=mine + second) + p("不编", properties=mine + off)
    body += p("乙", properties=mine) + p("正文", properties='<w:pStyle w:val="plain"/>')
    found = texts(body, numbering=numbering, styles=styles)
    assert found == ["一、甲", "（一）甲一", "不编", "二、乙", "正文"]


# --------------------------------------------------------------------------------------------------- packages


def test_a_strict_file_and_one_whose_document_has_another_name(tmp_path: Path) -> None:
    strict = package(p("同志们："), space="http://purl.oclc.org/ooxml/wordprocessingml/main")
    for raw in (strict, package(p("同志们："), main="word/document7.xml")):
        path = tmp_path / "a.docx"
        path.write_bytes(raw)
        assert [line.text for line in read(path).lines] == ["同志们："]


def test_a_cell_that_holds_a_number_only_is_one_line_with_the_next() -> None:
    body = "<w:tbl>" + row(p("一"), p("提高认识") + p("看清形势。")) + row(p("二、"), p("压实责任"))
    body += row(p("3"), p("抓紧收尾")) + row(p("（四）"), p("及时报告")) + "</w:tbl>"
    assert texts(body) == ["一、提高认识", "看清形势。", "二、压实责任", "3.抓紧收尾", "（四）及时报告"]


def test_other_rows_stay_a_line_for_each_cell() -> None:
    rows = row(p("单位"), p("任务")) + row(p("1"), p("水利局"), p("除险加固")) + row(p("一"), "<w:p/>")
    body = f"<w:tbl>{rows}</w:tbl>"
    assert [text for text in texts(body) if text] == ["单位", "任务", "1", "水利局", "除险加固", "一"]


@pytest.mark.parametrize("cells", ["one cell", "a row each"])
def test_a_speech_laid_out_in_a_table_is_read_whole(cells: str) -> None:
    said = [
        "在全县农村工作会议上的讲话", "同志们：", "今天我们召开全县农村工作会议。下面，我讲两点意见。", "一、看清形势",
        "要看到差距，找准短板，迎头赶上。", "二、压实责任", "一级抓一级，层层抓落实。", "让我们团结一心，再创佳绩！",
    ]  # fmt: skip
    whole = row("".join(map(p, said))) if cells == "one cell" else "".join(row(p(text)) for text in said)
    (speech,) = clean(source(f"<w:tbl>{whole}</w:tbl>")).speeches
    assert speech.text.split("\n")[-5:] == said[-5:]


@pytest.mark.parametrize("own", [False, True], ids=["second level of one list", "a list of its own"])
def test_numbers_of_a_lower_level_come_out_under_their_point(own: bool) -> None:
    def level(n: int, text: str) -> str:
        return f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/></w:lvl>'

    def numbered(text: str, number: int, depth: int) -> str:
        return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1、")}{level(1, "第%2，")}</w:abstractNum>'
    numbering += f'<w:abstractNum w:abstractNumId="1">{level(0, "第%1，")}</w:abstractNum>'
    numbering += "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2))
    under = (2, 0) if own else (1, 1)
    body = numbered("认清形势", 1, 0) + numbered("压实责任", 1, 0) + numbered("领导带头。", *under)
    body += numbered("部门联动。", *under)
    assert texts(body, numbering=numbering) == ["一、认清形势", "二、压实责任", "第一，领导带头。", "第二，部门联动。"]
