"""Word (with Word's own numbering), legacy Word by a converter, PDF by boxes, saved mail and pages."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from drafter.errors import DrafterError, MissingExtra
from drafter.reading import encodings, kinds, portable, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(body: str, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return file.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def texts(tmp_path: Path, content: bytes, name: str = "a.docx") -> list[str]:
    path = tmp_path / name
    path.write_bytes(content)
    return [line.text for line in read(path).lines]


NUMBERING = """<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#61548;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>"""


# ----------------------------------------------------------------------------------------------------- Word


def test_numbers_that_word_puts_are_text(tmp_path: Path) -> None:
    body = item("看清形势") + item("成绩", 1) + item("差距", 1) + item("盯住关键") + item("火源", 1) + item("地块", 2)
    body += p("正文。") + item("要点", 3) + item("接着数", 0, 2) + p("标题样式", '<w:pStyle w:val="h1"/>')
    style = '<w:style w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert texts(tmp_path, package(body, numbering=NUMBERING, styles=style)) == [
        "一、看清形势", "（一）成绩", "（二）差距", "二、盯住关键", "（一）火源", "1. 地块", "正文。", "要点",
        "四、接着数", "三、标题样式",
    ]  # fmt: skip


def test_a_paragraph_out_of_every_list_has_no_number(tmp_path: Path) -> None:
    body = item("没有这个表", 0, 9) + item("关掉编号", 0, 0) + p("正文")
    assert texts(tmp_path, package(body, numbering=NUMBERING)) == ["没有这个表", "关掉编号", "正文"]


def test_insertions_controls_and_breaks_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>今天</w:t></w:r><w:ins><w:r><w:t>，我们</w:t></w:r></w:ins><w:del><w:r><w:delText>咱"
    body += "</w:delText></w:r></w:del><w:smartTag><w:r><w:t>开会</w:t><w:br/><w:t>。</w:t></w:r></w:smartTag></w:p>"
    body += f"<w:sdt><w:sdtContent>{p('同志们：')}</w:sdtContent></w:sdt>"
    assert texts(tmp_path, package(body)) == ["今天，我们开会", "。", "同志们："]


def test_a_word_file_that_declares_entities_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "字">]><x>&a;</x>')
    with pytest.raises(DrafterError, match="完好"):
        texts(tmp_path, file.getvalue())


# ------------------------------------------------------------------------------------------- doc, rtf, wps

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200)


def program(folder: Path, name: str, code: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport pathlib, sys\n{code}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


posix = pytest.mark.skipif(os.name != "posix", reason="stands in for a program by a script with #!")


def test_without_a_converter_the_way_out_is_said(programs: Path, tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="另存为 docx，或者安装 LibreOffice 或 antiword") as caught:
        texts(tmp_path, OLE, "a.doc")
    assert "\n" not in str(caught.value)
    with pytest.raises(DrafterError, match=r"RTF.*安装 LibreOffice 后再读"):
        texts(tmp_path, b"{\\rtf1 x}", "a.rtf")


# What real programs gave when this was written (antiword 0.37, LibreOffice 7.4): antiword drops Word's own numbers
# and reads deleted text; LibreOffice's docx keeps both apart, with notes and text boxes.

OFFICE = """out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir()
assert sys.argv[sys.argv.index('--convert-to') + 1] == 'docx', sys.argv
assert any(a.startswith('-env:UserInstallation=file:') for a in sys.argv), sys.argv
(out / 'in.docx').write_bytes(bytes.fromhex('{}'))"""


@posix
@pytest.mark.parametrize(("raw", "name"), [(OLE, "a.doc"), (b"{\\rtf1 x}", "a.txt"), (OLE, "a.wps")])
def test_libreoffice_makes_a_word_file_of_it_and_its_numbers_are_read(
    programs: Path, tmp_path: Path, raw: bytes, name: str
) -> None:
    program(programs, "antiword", "sys.stdout.buffer.write('编号丢了'.encode())")
    made = package(item("看清形势") + item("成绩", 1), numbering=NUMBERING)
    program(programs, "soffice", OFFICE.format(made.hex()))
    assert texts(tmp_path, raw, name) == ["一、看清形势", "（一）成绩"]


@posix
def test_without_libreoffice_a_legacy_file_goes_through_antiword(programs: Path, tmp_path: Path) -> None:
    code = "assert sys.argv[1:] == ['-w', '0', '-m', 'UTF-8.txt', 'in.doc'], sys.argv\n"
    program(programs, "antiword", code + "sys.stdout.buffer.write('同志们：\\n今天开会。\\n'.encode())")
    assert texts(tmp_path, OLE, "a.doc")[:2] == ["同志们：", "今天开会。"]


@posix
def test_what_libreoffice_refuses_goes_to_antiword_and_then_is_said(programs: Path, tmp_path: Path) -> None:
    program(programs, "soffice", "pass")
    program(programs, "antiword", "sys.stdout.buffer.write('由另一个程序转换'.encode())")
    assert texts(tmp_path, OLE, "a.doc")[0] == "由另一个程序转换"
    program(programs, "antiword", "sys.exit(1)")
    with pytest.raises(DrafterError, match="转换不了"):
        texts(tmp_path, OLE, "a.doc")


# ------------------------------------------------------------------------------------------------------ PDF


def pdf(*lines: tuple[int, int, str], reverse: bool = False) -> bytes:
    """A page with lines at (left, height), 16 points high, in a font that is not embedded."""
    shown = [f"BT /F 16 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in lines]
    content = "\n".join(reversed(shown) if reverse else shown)
    signs = sorted({c for _, _, text in lines for c in text})
    pairs = "".join(f"<{ord(c):04x}><{ord(c):04x}>\n" for c in signs)
    cmap = f"begincmap\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n{len(signs)} beginbfchar\n"
    cmap += f"{pairs}endbfchar\nendcmap"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/DW 1000/FontDescriptor 7 0 R>>",
        "<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        "/Descent -120/CapHeight 700/StemV 80>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
    ]  # fmt: skip
    body, places = "%PDF-1.4\n", []
    for n, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{n} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size {len(places) + 1}>>\n"
    return f"{body}{table}startxref\n{len(body)}\n%%EOF".encode("latin-1")


def test_pdf_lines_are_read_by_their_boxes(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    lines = [
        (200, 760, "在全县秸秆禁烧会上的讲话"), (90, 700, "同志们："),
        (122, 670, "今天，我们召开全县秸秆禁烧工作推进会，主"), (90, 640, "要任务是通报进展、部署工作，请大家抓好落"),
        (90, 610, "实。"), (122, 580, "一、看清形势"),
    ]  # fmt: skip
    found = texts(tmp_path, pdf(*lines, reverse=True), "a.pdf")
    assert [text for text in found if text] == [
        "　　在全县秸秆禁烧会上的讲话", "同志们：", "　　今天，我们召开全县秸秆禁烧工作推进会，主",
        "要任务是通报进展、部署工作，请大家抓好落", "实。", "　　一、看清形势",
    ]  # fmt: skip
    assert "" in found  # the title stands apart


def test_a_scanned_pdf_and_a_broken_one_are_said(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    with pytest.raises(DrafterError, match="扫描件"):
        texts(tmp_path, pdf(), "a.pdf")
    with pytest.raises(DrafterError, match="完好"):
        texts(tmp_path, b"%PDF-1.4 nothing", "a.pdf")


def test_pdf_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtra, match=r"drafter\[pdf\]"):
        texts(tmp_path, b"%PDF-1.4", "a.pdf")


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    sides = [[f"{side}栏第{n}行要抓好落实见到实效" for n in "一二三四五六七"] for side in "左右"]
    lines = [(150, 780, "在全县秸秆禁烧工作推进会上的讲话")]
    lines += [(x, 740 - 24 * n, text) for x, side in zip((60, 320), sides, strict=True) for n, text in enumerate(side)]
    found = [text.strip("　 ") for text in texts(tmp_path, pdf(*lines), "a.pdf") if text]
    assert found == ["在全县秸秆禁烧工作推进会上的讲话", *sides[0], *sides[1]]


def test_what_comes_back_on_every_page_is_marked_and_a_line_of_the_text_is_not() -> None:
    body = [f"第{n}件事要一件一件抓落实，抓到底" for n in "甲乙丙丁戊己庚辛"]
    pages = [["内部资料　注意保存", *body[:4], "—1—"], ["内部资料　注意保存", *body[4:], "—2—"]]
    assert portable._running(pages) == [["running", "", "", "", "", ""]] * 2
    feet = [[*page[1:5], f"某某办公室编印　第{n}页"] for n, page in enumerate(pages, 1)]
    assert [marks[-1] for marks in portable._running(feet)] == ["running"] * 2
    assert not any(any(marks) for marks in portable._running(pages[:1]))  # one page: nothing comes back
    assert not any(
        any(marks) for marks in portable._running([body[:5], body[3:]])
    )  # once at the foot, once at the head


def test_a_table_of_short_cells_is_read_row_by_row(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    lines = [(x, 740 - 24 * n, f"{side}{n}") for n in range(8) for x, side in ((60, "单位"), (320, "完成"))]
    found = [text.split() for text in texts(tmp_path, pdf(*lines), "a.pdf") if text]
    assert found == [[f"单位{n}", f"完成{n}"] for n in range(8)]


def test_a_pdf_whose_font_tells_no_characters_is_said(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    lines = [(60, 740 - 24 * n, "".join(chr(0xE100 + 20 * n + k) for k in range(20))) for n in range(6)]
    with pytest.raises(DrafterError, match="取不出来"):
        texts(tmp_path, pdf(*lines), "a.pdf")


# ----------------------------------------------------------------------------------------------------- mail


def test_a_saved_mail_gives_its_text_and_not_its_attachment(tmp_path: Path) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"], message["From"] = "讲话稿", "a@example.com"
    message.set_content("同志们：\n今天开会。\n", charset="gb18030", cte="base64")
    message.add_attachment("别的东西", filename="b.txt")
    assert [t for t in texts(tmp_path, message.as_bytes(), "a.eml") if t] == ["同志们：", "今天开会。"]


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    page = "<html><body><p>同志们：</p><p>今天=好</p></body></html>".encode("gb18030")
    import quopri

    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html;'
    head += b' charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    assert texts(tmp_path, head + quopri.encodestring(page) + b"\r\n--x--\r\n", "a.doc") == ["同志们：", "今天=好"]


def test_text_that_opens_with_fields_is_no_mail(tmp_path: Path) -> None:
    assert texts(tmp_path, "Title: x\nAuthor: y\n\n同志们：".encode(), "a.txt")[0] == "Title: x"


def test_a_damaged_legacy_file_that_converts_to_rubbish_is_said(programs: Path, tmp_path: Path) -> None:
    rubbish = "탏ᇠꆱ墨沢㌺ކ䝴賮耿릭쓓ꤚﮰ뼀僓ᡂ툍渞厪걵" * 3
    program(programs, "antiword", f"sys.stdout.buffer.write({rubbish!r}.encode())")
    (tmp_path / "a.doc").write_bytes(kinds.OLE + b"\x00" * 600)
    with pytest.raises(DrafterError, match=r"a\.doc：是旧版 Word 文件（doc），转换出来的是乱码（可能已损坏）"):
        read(tmp_path / "a.doc")


@pytest.mark.parametrize("text", ["同志们：今天开会。", "Good morning", "議程：一、報告", "“好”"])
def test_a_short_text_is_no_rubbish(text: str) -> None:
    assert not encodings.is_rubbish(text)


@pytest.mark.parametrize("text", ["ÐÏà¡±áþÿ ÐÏà¡±á", "#### ;;;; 0000 ----", "\x01\x02\x03\x04\x05同志们"])
def test_what_a_broken_conversion_leaves_is(text: str) -> None:
    assert encodings.is_rubbish(text)


def test_bytes_that_are_nothing_under_the_name_of_a_document_are_not_to_be_saved_as_docx(tmp_path: Path) -> None:
    noise = bytes((n * n * 7 + 13 * n) % 256 for n in range(5000))
    (tmp_path / "a.docx").write_bytes(noise)
    with pytest.raises(DrafterError, match=r"a\.docx：名为 docx，内容却不是"):
        read(tmp_path / "a.docx")
    text = "同志们：今天召开全县农村工作会议，部署下一步的任务。下面，我讲三点意见。"
    (tmp_path / "b.docx").write_bytes(text.encode("gb18030"))
    assert read(tmp_path / "b.docx").lines[0].text == text
