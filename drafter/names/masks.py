"""Masks: what somebody put in the place of a particular that was not to be seen.

In: a text. Out: ×, ＊ and *, XX, xx, a lone X between Chinese characters, ○○, □□, emptied quotes, 某某.
A letter that belongs to a word (XR, 1+X, X光) and the × of a product (3×4, 数据要素×) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.names.model import Name

MASK = re.compile(
    r"(?<!\d)(?<!要素)×+(?!\d)|(?<=\d)×+(?=[年月日亿万名个人次户家项%％\u4e00-\u9fff])|(?<!\d)[＊*]+(?!\d)|●{2,}|○{2,}|□{2,}|△{2,}|_{2,}|＿{2,}"
    r"|(?<![A-Za-z0-9+＋])[XxＸｘ]{1,6}(?![A-Za-z0-9]|光|射线|染色体|轴)|(?<=\d)[XxＸｘ]{1,3}(?=[年月日\u4e00-\u9fff])|(?<![A-Za-z])[XxＸｘ]{2,4}(?=\d)"
    r"|“”|‘’|《》|某某|某(?=[省市县区镇乡村局])"
)


def find(text: str) -> Iterator[Name]:
    """Every mask of a text, in order. Markdown's bullets and **emphasis** are no masks."""
    begin = 0
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip())
        paired = line.count("**") % 2 == 0
        for match in MASK.finditer(line):
            words, start, end = match.group(), match.start(), match.end()
            bullet = start == indent and (line[end : end + 1] == " " or len(words) >= 3)
            if words[0] == "*" and (bullet or (words == "**" and paired)):
                continue
            yield Name("mask", words, begin + start, begin + end)
        begin += len(line)
