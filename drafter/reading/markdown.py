"""Markdown → the same text without mark-up, line for line, so that line numbers stay true.

Dropped: comments, front matter, `#` before headings, emphasis, rules, link targets, escapes. Left alone: list
bullets (“- 缘由：…” is text of a draft) and a single `*`, which masks a name in many speeches.
"""

from __future__ import annotations

import re

from drafter.reading.pages import without_comments

_FRONT = re.compile(r"\A---[ \t]*\n(?:(?!---[ \t]*\n)[^\n]*\n){0,200}---[ \t]*(?=\n|\Z)")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]{1,40}|[ \t]{1,40}#{1,6}[ \t]{0,40}$", re.M)
_QUOTE = re.compile(r"^[ \t]{0,3}>[ \t]?", re.M)
_RULE = re.compile(r"^[ \t]{0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$", re.M)
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\([^()\n]{0,400}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")


def strip(text: str) -> str:
    """The text without mark-up: "## 一、**压实**责任" → "一、压实责任"; comments leave their line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _FRONT.sub(_only_breaks, text)
    text = without_comments(text)
    for pattern in (_RULE, _QUOTE, _HEADING):
        text = pattern.sub("", text)
    text = _STRONG.sub(r"\2", text)
    text = _LINK.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", text)


def _only_breaks(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")
