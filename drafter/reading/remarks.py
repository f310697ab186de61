"""What a person should know of how a file was read: broken bytes, a name that says something else.

In: a `Source`. Out: Chinese lines without the file's name. Nothing here stops anything.
"""

from __future__ import annotations

from pathlib import PurePath

from drafter.models import Source

_PROMISED = {
    ".docx": {"docx"}, ".docm": {"docx"}, ".doc": {"doc"}, ".wps": {"doc", "docx"}, ".rtf": {"rtf"}, ".pdf": {"pdf"},
    ".odt": {"odt"}, ".txt": {"txt", "html", "md"}, ".md": {"md", "txt"}, ".html": {"html"}, ".htm": {"html"},
}  # fmt: skip
_CALLED = {
    "txt": "纯文本", "md": "Markdown", "html": "网页", "docx": "Word 文件（docx）", "doc": "旧版 Word 文件（doc）",
    "rtf": "RTF 文件", "pdf": "PDF 文件", "odt": "OpenDocument 文件（odt）",
}  # fmt: skip


def remarks(source: Source) -> tuple[str, ...]:
    """The remarks on one source, in a fixed order; none for most."""
    said = []
    suffix = PurePath(source.name.replace("\\", "/")).suffix.lower()
    promised = _PROMISED.get(suffix)
    if promised and source.format not in promised:
        said.append(f"名为 {suffix[1:]}，实际是{_CALLED.get(source.format, source.format)}，已按实际内容读")
    if source.broken:
        said.append(f"有{source.broken}处乱码解不出来，已用“\ufffd”代替")
    return tuple(said)
