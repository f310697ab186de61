"""Files of every kind and encoding, and what is said when one can't be read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.models import Line
from drafter.reading import read

TEXT = "同志们：\n今天，我们召开全县秸秆禁烧工作推进会，主要任务是查找差距、部署工作。\n谢谢大家！"
TRADITIONAL = "同志們：\n今天，我們召開全縣秸稈禁燒工作推進會，主要任務是查找差距、部署工作。\n謝謝大家！"


@pytest.fixture
def save(tmp_path: Path):
    def _save(content: bytes | str, name: str = "a.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _save


def texts(path: Path) -> list[str]:
    return [line.text for line in read(path).lines]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"),
    ],
)  # fmt: skip
def test_encodings(save, encoding: str, found: str) -> None:
    source = read(save(TEXT.encode(encoding)))
    assert (source.encoding, source.broken) == (found, 0)
    assert "\n".join(line.text for line in source.lines) == TEXT


def test_big5_and_traditional_text_in_gb18030(save) -> None:
    assert read(save(TRADITIONAL.encode("big5hkscs"))).encoding == "big5hkscs"
    source = read(save(TRADITIONAL.encode("gb18030")))
    assert source.encoding == "gb18030"
    assert source.lines[0].text == "同志們："


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(save, end: str) -> None:
    source = read(save(TEXT.replace("\n", end)))
    assert [line.number for line in source.lines] == [1, 2, 3]
    assert source.lines[2] == Line("谢谢大家！", 3)


def test_a_page_that_declares_a_wrong_encoding(save) -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{TEXT}</p></body></html>'
    source = read(save(page.encode("gb18030"), "a.html"))
    assert source.encoding == "gb18030"
    assert "秸秆禁烧" in source.lines[0].text


def test_a_few_broken_bytes_are_counted(save) -> None:
    source = read(save((TEXT * 5).encode("gb18030").replace("部署".encode("gb18030"), b"\xff\xff", 1)))
    assert source.encoding == "gb18030"
    assert source.broken == 1  # one place, whatever was there
    assert "\ufffd" in source.lines[1].text


def test_a_character_cut_by_the_end_of_the_file(save) -> None:
    source = read(save((TEXT + "好").encode()[:-1]))
    assert source.encoding == "utf-8"
    assert source.lines[-1].text == "谢谢大家！"
    assert source.broken == 1


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.txt", "空文件"),
        (b" \n\r\n\t", "a.txt", "空文件"),
        (bytes(range(256)) * 20, "a.txt", "不是文本文件"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "a.txt", "是图片.*OCR"),
        (b"Rar!\x1a\x07\x00", "a.rar", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.xls", "xls"),
        (bytes([0x80, 0x9F, 0xC3, 0x28, 0xF5]) * 60, "a.txt", "编码"),
        (b"<html><body><script>x</script></body></html>", "a.html", "没有文字"),
    ],
)
def test_what_cannot_be_read(save, content: bytes, name: str, says: str) -> None:
    with pytest.raises(DrafterError, match=says) as caught:
        read(save(content, name))
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="没有这个文件"):
        read(tmp_path / "nope.txt")
    with pytest.raises(DrafterError, match="文件夹"):
        read(tmp_path)


def test_broken_word_file(save) -> None:
    with pytest.raises(DrafterError, match="Word"):
        read(save(b"PK\x03\x04 no package", "a.docx"))


def test_standard_input() -> None:
    source = read(Path("-"), stdin=io.BytesIO(TEXT.encode("gb18030")))
    assert (source.name, source.encoding, source.format) == ("标准输入", "gb18030", "txt")


def test_the_id_is_the_digest_of_the_bytes(save) -> None:
    one, two = read(save(TEXT, "a.txt")), read(save(TEXT, "b.txt"))
    assert one.id == two.id
    assert one.id.startswith("sha256:")
    assert read(save(TEXT + "。", "c.txt")).id != one.id


def test_unknown_suffix_is_text_and_a_page_is_known_by_its_content(save) -> None:
    assert read(save(TEXT, "a.wps")).format == "txt"
    assert read(save(f"<!DOCTYPE html><html><body>{TEXT}</body></html>", "a.doc")).format == "html"


# ----------------------------------------------------------------------------------------------------- HTML


def test_blocks_and_br_break_lines_and_scripts_are_silent(save) -> None:
    page = """<html><head><title>讲话</title><script>var a = "不要";</script><style>p{}</style></head>
<body><!-- 批注 <p>不要</p> --><div>一行<span>接着</span>写<br>二行<BR/>三行</div>
<table><tr><td>四</td><td>五</td></tr></table></body></html>"""
    assert texts(save(page, "a.html")) == ["讲话", "一行接着写", "二行", "三行", "四", "五"]


def test_entities_also_escaped_twice(save) -> None:
    page = "<p>&ldquo;两个维护&rdquo;&amp;nbsp;&amp;ldquo;四个意识&amp;rdquo;&#65292;A&amp;B</p>"
    assert texts(save(page, "a.html")) == ["“两个维护”\xa0“四个意识”，A&B"]


def test_entities_left_in_text(save) -> None:
    assert texts(save("&ldquo;三严三实&rdquo;要求 R&D 经费")) == ["“三严三实”要求 R&D 经费"]


def test_line_numbers_link_share_and_source_line_breaks(save) -> None:
    page = '<html>\n<body>\n<p><a href="/">首页</a></p>\n<p>抓落实，\n要见实效，见 <a href="/x">附件</a></p>\n</body>'
    lines = read(save(page, "a.html")).lines
    assert [(line.text, line.number) for line in lines] == [("首页", 3), ("抓落实，要见实效，见 附件", 4)]
    assert lines[0].linked == 1.0
    assert 0 < lines[1].linked < 0.3


def test_pre_keeps_its_lines(save) -> None:
    assert texts(save("<pre>同志们：\n　　今天开会。\n</pre>", "a.html")) == ["同志们：", "　　今天开会。"]


@pytest.mark.parametrize("bad", ["<!--" * 3000, '<a href="' * 3000, "<p>" * 3000 + "字", "<" * 3000])
def test_pages_that_never_close_are_read_all_the_same(save, bad: str) -> None:
    assert read(save(f"<html><p>前文</p>{bad}", "a.html")).lines[0].text == "前文"


# -------------------------------------------------------------------------------------------- Markdown, Word


def test_markdown(save) -> None:
    text = """---
title: x
---
# 在全县大会上的讲话 #
<!-- brief
theme: 安全
-->
**县长**　【姓名】
> 同志们：

## 一、**压实**责任
- 缘由：见[文件](http://example.com)
* 工作还不够
1\\. 第一项
---"""
    lines = read(save(text, "a.md")).lines
    shown = {line.number: line.text for line in lines if line.text.strip()}
    assert shown == {
        4: "在全县大会上的讲话", 8: "县长　【姓名】", 9: "同志们：", 11: "一、压实责任", 12: "- 缘由：见文件",
        13: "* 工作还不够", 14: "1. 第一项",
    }  # fmt: skip


def test_word_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("在全县大会上的讲话")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "左", "右"
    document.add_paragraph("同志们：")
    path = tmp_path / "a.docx"
    document.save(str(path))
    source = read(path)
    assert source.format == "docx"
    assert [(line.text, line.number) for line in source.lines] == [
        ("在全县大会上的讲话", 1), ("左", 2), ("右", 2), ("同志们：", 3),
    ]  # fmt: skip
