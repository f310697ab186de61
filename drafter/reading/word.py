"""Word files (docx) → lines: paragraphs and tables in the order of the document.

Numbers count paragraphs from 1 (a table row is one). Numbering that Word itself puts before a paragraph is no
text of the file and not restored here. Needs the extra `word`.
"""

from __future__ import annotations

import io
from typing import Any

from drafter.errors import DrafterError, MissingExtra
from drafter.models import Line


def lines(raw: bytes, name: str) -> tuple[Line, ...]:
    """The paragraphs of a docx file. Raises MissingExtra without python-docx, DrafterError for a broken file."""
    try:
        import docx
    except ImportError:
        raise MissingExtra("读取 Word 文件", "word") from None
    try:
        document = docx.Document(io.BytesIO(raw))
        texts = [text for block in document.iter_inner_content() for text in _texts(block)]
    except Exception:  # zip, XML and package errors of three libraries: all mean the same to the writer
        raise DrafterError(f"{name}：不是完好的 Word 文件（docx），请用 Word 或 WPS 打开后重新保存") from None
    found = tuple(Line(part, number) for number, text in enumerate(texts, 1) for part in text.split("\n"))
    if not any(line.text.strip() for line in found):
        raise DrafterError(f"{name}：Word 文件里没有文字")
    return found


def _texts(block: Any) -> list[str]:
    if not hasattr(block, "rows"):
        return [block.text]
    rows = []
    for row in block.rows:
        # A merged cell is given once for each column it spans.
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))
        shown = {cell._tc: cell for cell in row.cells}
        rows.append("\n".join(p.text for tc in cells for p in shown[tc].paragraphs))
    return rows
