"""Exporting: the paragraphs of a draft as txt or md. In: `Paragraph`s of composing; out: text.

What is printed parses back to the outline that was composed.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafter.errors import DrafterError, nearest
from drafter.models import Paragraph

FORMATS = ("md", "txt")
"""What can be written from paragraphs; json and yaml are the draft itself."""


def export(paragraphs: Iterable[Paragraph], format_: str) -> str:
    """A laid-out draft as text in a format of FORMATS. Raises DrafterError for another one."""
    if format_ not in FORMATS:
        raise DrafterError(f"不能导出成“{format_}”，{nearest(format_, FORMATS)}")
    write = _markdown if format_ == "md" else _plain
    text, last = "", None
    for paragraph in paragraphs:
        # In Markdown a blank line parts paragraphs; key points stand together as one list.
        if text and format_ == "md" and not paragraph.kind == last == "point":
            text += "\n"
        text += f"{write(paragraph)}\n"
        last = paragraph.kind
    return text


def _plain(paragraph: Paragraph) -> str:
    return f"- {paragraph.text}" if paragraph.kind == "point" else paragraph.text


def _markdown(paragraph: Paragraph) -> str:
    if paragraph.kind == "title":
        return f"# {paragraph.text}"
    if paragraph.kind == "point":
        return f"- {paragraph.text}"
    if paragraph.kind != "heading":
        return paragraph.text
    head = "".join(p.text for p in paragraph.pieces if p.role in ("marker", "heading"))
    rest = "".join(p.text for p in paragraph.pieces if p.role not in ("marker", "heading"))
    if rest:
        return f"**{head}**{rest}"
    return f"{'#' * ((paragraph.level or 1) + 1)} {head}"
