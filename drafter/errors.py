"""What stops the program. What is wrong in a text is a `Finding` (models), never an exception."""

from __future__ import annotations


class DrafterError(Exception):
    """Wrong use or bad input. The message is the Chinese line that the writer reads: what, where, what to do."""


class MissingExtra(DrafterError):  # noqa: N818 - reads as a sentence where it is raised
    """A feature needs an optional library that is not installed.

    `what` is the feature in Chinese (读取 Word 文件), `extra` the name of the extra that brings the library.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what}需要附加组件，请先安装：pip install 'drafter[{extra}]'")
        self.extra = extra


def nearest(word: str, options: list[str] | tuple[str, ...]) -> str:
    """The tail of an error about an unknown name: the options most like it, all of them when they are few."""
    import difflib

    close = difflib.get_close_matches(word, options, n=3, cutoff=0.3)
    if not close:
        close = [option for option in options if set(option) & set(word)][:3]
    if close:
        return f"相近的有：{'、'.join(close)}"
    return f"可用的有：{'、'.join(options[:12])}" if options else "目前一个也没有"
