"""Cleaning stays linear: on files of many odd lines (calls counted), and on one endless odd line (a CPU budget).

The second test can't count what a regular expression does inside. It gives a process of its own a budget of CPU
seconds some twenty times what the lines need; backtracking would need hours.
"""

# ruff: noqa: E501 - tables of odd strings
from __future__ import annotations

import subprocess
import sys
from types import FrameType

import pytest

from drafter.cleaning import clean
from drafter.models import Line, Source

UNITS = {
    "running sentence": "要抓好落实，一件一件抓", "numbers": "1 2 3 4 5 ", "marks": "一、二、三、", "notes": "字〔1〕字[2]字③",
    "titles": "在全县大会上的讲话", "salutations": "同志们：", "pieces": "第一篇：", "dates": "2010年1月", "news": "会议强调，",
    "menus": "首页 新闻 ", "links": "http://www.", "open quotes": "“（《", "previews": "同志们：今天，我们……",
    "contents": "提纲一、看清形势二、抓住重点", "glued": "返回在全县大会上的讲话时间：", "spelled": "军(jun)", "styles": "p{a:b",
    "in quotes": "“我“我",
}  # fmt: skip


def source(lines: list[str]) -> Source:
    return Source("id", "a.txt", "utf-8", "txt", tuple(Line(text, n) for n, text in enumerate(lines, 1)))


def calls(lines: list[str]) -> int:
    """How many calls cleaning makes, those of the standard library's functions in C among them."""
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        clean(source(lines))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_lines_cost_at_most_eight_times_the_calls(unit: str) -> None:
    text = (UNITS[unit] * 40)[:60]
    # Answers about a line are remembered: the two runs share none.
    lines = [f"{text[n % 7 :]}{n}" for n in range(550)]
    clean(source(lines[500:]))  # tables are loaded and patterns compiled
    assert calls(lines[:400]) <= 8 * calls(lines[400:500])


HOSTILE = r"""
import resource
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from drafter.cleaning import clean
from drafter.errors import DrafterError
from drafter.models import Source
from drafter.reading.files import parsed, plain
N = 4000
units = ["，", "字 ", "字　", "（", "（一", "“", '"', "1", ".", "…", "—", "一、", "字。一、", "字〔1", "字①", "同志们：", "各位领导、",
         "第一篇：", "2010年", "（2010年", "（热烈", "首页", "上一页 ", "1 2 ", "&amp;", "&", "<", "http://", "来源：", "：a", "10：",
         "字к", "《", "会议强调，", "。", "王 磊 ", "[1]", "⼀", "字（bó", "建立", "專案", "false", "var ", "楼 ", "\u3000", "一是",
         "要 1 ", "% H, ", "第 1 页 ", "- 1 - ", "在会上的讲话 ", "【更多微信", "书记在", "p {", "p { a: b } ",
         "军(jun)", "提纲一、看清形势二、", "作者：", "返回在全县大会上的讲话时间：", "第一篇：在大会上的讲话", "下面是小编", "在甲会上的讲话"]
for unit in units:
    clean(Source("i", "a", "utf-8", "txt", plain(unit * N)))
    clean(Source("i", "a", "utf-8", "txt", plain(unit * N + "同志们")))
for unit in ("<div>", "<a>", "<span style='display:none'>", "<!--", "</p>", "<p ", "&#", "<option>", "\n> "):
    try:
        parsed(("<html><p>字</p>" + unit * N).encode(), "a.html", ".html")
    except DrafterError:
        pass
print("done")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limit on CPU seconds")
def test_endless_lines_stay_within_a_budget() -> None:
    pytest.importorskip("opencc")
    done = subprocess.run([sys.executable, "-c", HOSTILE], capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr[-2000:]
