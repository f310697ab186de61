"""What stops the program. What is wrong in a text is a `Finding` (models), never an exception."""

from __future__ import annotations


class DrafterError(Exception):
    """Wrong use or bad input. The message is the Chinese line that the writer reads: what, where, what to do."""


class MissingExtra(DrafterError):
    """A feature needs an optional library that is not installed.

    `what` is the feature in Chinese (读取 Word 文件), `extra` the name of the extra that brings the library.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what}需要附加组件，请先安装：pip install 'drafter[{extra}]'")
        self.extra = extra
