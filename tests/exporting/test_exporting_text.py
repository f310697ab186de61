"""Exporting: paragraphs as txt and md."""

from __future__ import annotations

import pytest

from drafter.errors import DrafterError
from drafter.exporting import FORMATS, export
from drafter.models import Paragraph, Piece


def heading(level, marker, text, *rest):
    pieces = (Piece(marker, "marker"), Piece(text, "heading"), *(Piece(piece) for piece in rest))
    return Paragraph("heading", pieces, level)


SPEECH = (
    Paragraph("title", (Piece("在全县大会上的讲话", "title"),)),
    Paragraph("byline", (Piece("县长　【姓名】", "byline"),)),
    Paragraph("date", (Piece("（2026年11月28日）", "date"),)),
    Paragraph("salutation", (Piece("同志们："),)),
    Paragraph("body", (Piece("今天，我们召开大会。"), Piece("下面，我讲两点意见。"))),
    heading(1, "一、", "摸清底数抓落实"),
    heading(2, "（一）", "底数摸清", "。各村走一遍。"),
    heading(2, "（二）", "台账对上"),
    Paragraph("point", (Piece("缘由：", "label"), Piece("账要清。"))),
    Paragraph("point", (Piece("举措：", "label"), Piece("并成一本。"))),
    heading(1, "第二，", "压实责任抓落实"),
    Paragraph("body", (Piece("谢谢大家！"),)),
)


def test_plain_text_is_one_paragraph_a_line():
    assert export(SPEECH, "txt") == (
        "在全县大会上的讲话\n县长　【姓名】\n（2026年11月28日）\n同志们：\n今天，我们召开大会。下面，我讲两点意见。\n"
        "一、摸清底数抓落实\n（一）底数摸清。各村走一遍。\n（二）台账对上\n- 缘由：账要清。\n- 举措：并成一本。\n"
        "第二，压实责任抓落实\n谢谢大家！\n"
    )


def test_markdown_has_titles_headings_and_one_list():
    assert export(SPEECH, "md") == (
        "# 在全县大会上的讲话\n\n县长　【姓名】\n\n（2026年11月28日）\n\n同志们：\n\n"
        "今天，我们召开大会。下面，我讲两点意见。\n\n"
        "## 一、摸清底数抓落实\n\n**（一）底数摸清**。各村走一遍。\n\n"
        "### （二）台账对上\n\n- 缘由：账要清。\n- 举措：并成一本。\n\n"
        "## 第二，压实责任抓落实\n\n谢谢大家！\n"
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_gives_nothing(format_):
    assert export((), format_) == ""


@pytest.mark.parametrize(("format_", "near"), [("mkd", "md"), ("pdf", "md"), ("", "md、txt")])
def test_an_unknown_format_names_the_nearest(format_, near):
    with pytest.raises(DrafterError, match="不能导出成") as error:
        export(SPEECH, format_)
    assert near in str(error.value)
