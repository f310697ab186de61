"""The text of a bank's file: bytes decoded, YAML parsed, and what people do to such files said in their own words.

In: a path or a text. Out: text, or the value of the YAML. Beyond what `yamlio` says of broken YAML this knows the
tab pressed for an indent, the file saved in another encoding, and the file that is no bank but something huge.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from drafter import yamlio
from drafter.errors import DrafterError

LARGEST = 512 * 1024 * 1024
"""Bytes of the largest file that is read: far above any bank that can be composed from."""

_TAB = re.compile(r"^ *(?:\t[ \t]*\S|- *\t)", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def read(path: Path) -> bytes:
    """The bytes of a file. Raises DrafterError where it can't be read or is larger than `LARGEST`."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise DrafterError(
                f"{path}：有 {size // 1024 // 1024} MB，太大，不像短语库的文件，请移走，或拆成几个较小的文件"
            )
        return path.read_bytes()
    except OSError as error:
        raise DrafterError(f"{path}：读不了（{yamlio.reason(error)}）") from None


def decode(content: bytes, path: Path) -> str:
    """UTF-8, with or without a byte order mark, as text. Raises DrafterError for another encoding."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            line = content.count(b"\n") + 1
            raise DrafterError(
                f"{path} 第{line}行：文件到半个字为止，像是没有存完或被截断了，请找回完整的一份，或补好这一行"
            ) from None
        raise DrafterError(f"{path}：不是 UTF-8 编码，请用编辑器另存为 UTF-8") from None


def parse(text: str, file: str) -> Any:
    """The value of a YAML text; `file` is what errors call it. Raises DrafterError with file and line."""
    try:
        return yamlio.loads(text, file)
    except DrafterError:
        for pattern, words in ((_CONTROL, "有看不见的控制字符"), (_TAB, "用了 Tab 键缩进")):
            if wrong := pattern.search(text):
                line = text.count("\n", 0, wrong.end()) + 1
                remedy = "请删去" if pattern is _CONTROL else "YAML 只认空格，请换成空格"
                raise DrafterError(f"{file} 第{line}行：{words}，{remedy}") from None
        raise


def shown(path: Path) -> str:
    """A path as errors say it: from the working folder where it lies below, else whole."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)
