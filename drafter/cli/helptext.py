"""Help pages that stand straight in Chinese: click counts characters, a terminal counts columns.

In: what click wants to write (usage, headings, paragraphs, two-column lists). Out: the same text with every Chinese
character counted as two columns, full-width colons, and lines broken where Chinese may be broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

# A piece that stays whole: a Latin word or option, or one character with the punctuation that clings to it.
_PIECE = re.compile(r"[“（《【]*(?:[\x21-\x7e]+|[^\s])[”）》】。，、；：？！…]*|\s+")


def width(text: str) -> int:
    """Columns a text takes on a terminal: 选项 4, --json 6."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, columns: int) -> Iterator[str]:
    """One paragraph as lines of at most `columns` columns (a piece that is longer stands alone)."""
    line = ""
    for piece in _PIECE.findall(_joined(text)):
        if line.strip() and width(line + piece.rstrip()) > columns:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()


def _joined(text: str) -> str:
    """Lines of a docstring as one: with a space between Latin words, without between Chinese."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = ""
    for line in lines:
        joined += " " + line if joined and width(joined[-1]) == width(line[0]) == 1 else line
    return joined


class ChineseFormatter(click.HelpFormatter):
    """Click's formatter, counting columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        self.write(f"{prefix or '用法：'}{prog} {args}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        paragraphs = re.split(r"\n\s*\n", text)
        for n, paragraph in enumerate(paragraphs):
            if paragraph.startswith("\b"):  # click's mark for "leave these lines alone"
                lines: Iterable[str] = paragraph.strip("\b\n").split("\n")
            else:
                lines = wrap(paragraph, self.width - len(indent))
            self.write(("\n" if n else "") + "".join(f"{indent}{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        indent = " " * self.current_indent
        column = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        room = max(self.width - len(indent) - column, 20)
        for term, text in rows:
            lines = list(wrap(text, room)) or [""]
            if width(term) > column - col_spacing:
                self.write(f"{indent}{term}\n")
                head = " " * column
            else:
                head = term + " " * (column - width(term))
            self.write(f"{indent}{head}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{indent}{' ' * column}{line}\n")


class ChineseContext(click.Context):
    """The context of every command: its help pages are written by `ChineseFormatter`."""

    formatter_class = ChineseFormatter
