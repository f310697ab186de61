"""Text that runs on without paragraphs → a paragraph for each first- or second-level marker after a sentence end."""

from __future__ import annotations

from drafter.cleaning.rows import is_heading, patterns

_FILE = "cleaning/markers"
_HAN = "一二三四五六七八九十"


def break_paragraphs(text: str) -> list[str]:
    """“…抓出成效。二、盯住关键…” → two paragraphs; 一、二、三类企业 stays whole."""
    cuts = sorted({m.start() for _, pattern in patterns(_FILE, "inside") for m in pattern.finditer(text) if m.start()})
    pieces = (text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True))
    return [part for piece in pieces for part in _sub_heading(piece) if part]


def _sub_heading(text: str) -> tuple[str, ...]:
    """A heading and its first sub-heading run together: “一、看清形势（一）成绩来之不易。” → two paragraphs."""
    first = text.find("（一）")
    if 3 < first <= 60 and text[0] in _HAN and is_heading(text[:first]):
        return text[:first], text[first:]
    return (text,)
