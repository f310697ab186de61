"""What `parse` promises: offsets, lines, announcements, list lines of drafts, and no surprise on hostile input."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from drafter import resources
from drafter.models import Line, Speech
from drafter.outlining import parse, parse_text

SPEECH = """同志们：
下面，我讲三点意见。
一、做到“两个清楚”，即家底清楚、去向清楚
（一）家底要清楚。账要对得上。一是地有多少。要量。二是人有多少。要数。
（二）去向要清楚。钱花在哪里，要说得出来。
二、再提两点要求
第一，要快。今天的事今天办。重点强调三点：①不等。等就误了。②不靠。靠不住的。③不要。要来的不牢。
第二，要实。一步一个脚印。
同志们，讲了三点意见，归根到底是一个干字。"""


def test_offsets_count_in_the_text() -> None:
    outline = parse_text(SPEECH)
    headings = [heading for _, heading in outline.walk()]
    for heading in headings:
        said = SPEECH[heading.start : heading.end]
        assert said.startswith(heading.marker)
        assert said.endswith(heading.text)
        assert heading.line == SPEECH.count("\n", 0, heading.start) + 1
    assert [h.start for h in headings] == sorted(h.start for h in headings)
    assert headings[0].run_in is False
    assert headings[1].run_in is True


def test_levels_are_depths() -> None:
    outline = parse_text(SPEECH)
    assert all(heading.level == path.count(".") + 1 for path, heading in outline.walk())


def test_line_numbers_are_those_of_the_file() -> None:
    lines = (Line("一、看清", 7), Line("要看清。", 9), Line("二、办好", 12))
    speech = Speech(source="x.txt", number=1, title=None, subtitle=None, salutation=None, lines=lines)
    assert [heading.line for heading in parse(speech).headings] == [7, 12]


def test_announced_and_found() -> None:
    said = [(a.count, a.text, a.found, a.path) for a in parse_text(SPEECH).announced]
    assert said == [
        (3, "讲三点意见", 2, ""),
        (2, "做到“两个清楚”", 2, "1"),
        (2, "提两点要求", 2, "2"),
        (3, "强调三点", 3, "2.1"),
    ]


def test_two_lists_announced_one_after_another() -> None:
    text = (
        "要强化以下两个理念：\n一是要强水。水不能断。\n二是要强路。路不能堵。\n"
        "再提三点要求。\n第一，快。\n第二，好。\n第三，省。"
    )
    said = [(a.count, a.found, a.path) for a in parse_text(text).announced]
    assert said == [(2, 2, ""), (3, 3, "")]


@pytest.mark.parametrize(
    "text",
    [
        "刚才，县长讲了三点意见，我都同意。",
        "我讲几点意见。",
        "我们要学习他提出的三点希望。",
        "一、增强“四个意识”\n要入脑入心。",
    ],
)
def test_no_announcement(text: str) -> None:
    assert parse_text(text).announced == ()


def test_announcement_without_any_list_is_kept() -> None:
    (said,) = parse_text("下面，我讲三点意见。大家回去照办。").announced
    assert (said.count, said.found, said.path) == (3, 0, "")


def test_counts_that_are_not_kept() -> None:
    text = "刚才几位同志讲得很好，我再讲三点意见。\n一、看清\n二、办好"
    assert [(a.count, a.found) for a in parse_text(text).announced] == [(3, 2)]
    text = "一、做到“三个明白”\n先说说为什么。\n（一）人要明白\n（二）事要明白"
    assert [(a.count, a.found, a.path) for a in parse_text(text).announced] == [(3, 2, "1")]
    text = "会上，书记提出了五条要求，都很重要。\n一、看清\n二、办好"
    assert parse_text(text).announced == ()


def test_loose_count_needs_its_list() -> None:
    assert parse_text("主要有三个特点：\n一是快。不慢。\n二是好。不差。\n三是省。不费。").announced[0].found == 3
    assert parse_text("主要有三个特点，大家都知道。\n一是快。不慢。\n二是好。不差。").announced == ()


def test_what_somebody_else_said_is_no_announcement_although_as_many_follow() -> None:
    text = "刚才，李局长讲了两点意见，我都同意。\n一、看清\n二、办好"
    assert parse_text(text).announced == ()
    text = "刚才大家发了言，我讲两点意见。\n一、看清\n二、办好"
    assert [(a.count, a.found) for a in parse_text(text).announced] == [(2, 2)]


def test_a_string_of_figures_announces_nothing() -> None:
    text = (
        "总的思路是：紧扣一个目标，突出两个重点，强化三项支撑。\n——修路。路通了。\n——通水。水来了。\n——架桥。桥好了。"
    )
    assert parse_text(text).announced == ()


def test_two_counts_in_one_sentence_have_a_list_each() -> None:
    text = (
        "我先讲两个问题，再提三条纪律。\n第一个问题：为什么改\n不改不行。\n第二个问题：怎么改\n一步一步改。\n"
        "下面，我宣布三条纪律：\n第一条，不准迟到。\n第二条，不准早退。\n第三条，不准走过场。"
    )
    outline = parse_text(text)
    assert [heading.level for _, heading in outline.walk()] == [1] * 5
    assert [(a.count, a.found) for a in outline.announced] == [(2, 2), (3, 3), (3, 3)]


def test_list_lines_of_a_draft_hold_no_headings() -> None:
    text = (
        "（一）修好渠\n- 举措：一是清淤。先清主渠。二是加固。后固支渠。\n"
        "- 责任：第一，【单位】。第二，【部门】。\n（二）管好林"
    )
    assert [heading.text for _, heading in parse_text(text).walk()] == ["修好渠", "管好林"]


def test_empty_and_odd_texts() -> None:
    assert parse_text("").headings == ()
    assert parse_text("\n\n").headings == ()
    assert parse_text("一、").headings == ()
    assert [h.text for h in parse_text("一、看清\n二、办好\n三、").headings] == ["看清", "办好"]


def bounded(pattern: str) -> bool:
    bare = re.sub(r"\\.|\[[^\]]*\]", "x", pattern)
    return not re.search(r"[*+]|\{\d+,\}", bare)


def test_no_rule_can_backtrack_without_bound() -> None:
    systems = resources.data("outlining/markers")["systems"]
    said = resources.data("outlining/announcements")
    clauses = [rule for rules in resources.data("outlining/clauses").values() for rule in rules]
    rules = [rule["pattern"] for rule in [*systems, *said["spoken"], *clauses]]
    others = [said["named"]["pattern"], *(said[key] for key in ("anew", "anew_within", "over", "vocative", "retold"))]
    assert all(bounded(pattern) for pattern in [*rules, *others])
    assert not bounded("(?:一+)*")


HOSTILE = {
    "ones": "一、",
    "open brackets": "（一）（",
    "quotes never closed": "第一，“",
    "nested starts": "一是二是一是",
    "announcements": "讲三点意见。",
    "commas": "一是，二是，",
    "spaces": "一 　 \n",
    "numbers": "1.2、3",
    "own lines": "一、快\n（一）好\n第一，省\n一是稳\n",
    "called": "所谓“干”，\n",
    "turns": "王总：你说的用地指标，本月就办好。\n",
    "closings": "同志们，讲两点：一是快。二是好。\n",
    "closings in one line": "同志们，讲两点：一是快。二是好。",
    "looking back": "（一）快。\n（二）好。\n总的看，有两点：一是快。二是好。\n",
    "run together": "（一）抓好苗木调运林业局要早联系早起苗早栽（二）抓好技术指导每个乡镇要派驻两名技术员",
    "repeated words": "一、水是水是水是水是水是水是水是水是",
    "half brackets": "1）2）1）2）",
    "letters": "A、B、\nA．快\nI．好\n",
    "numbers in one breath": "一、二季度、三、四月",
    "counts claimed": "讲两点要求，办三件事。第一，快。第二，好。",
    "names with colons": "1.门卫：昼夜值班。\n2.饮食：留样。\n",
    "both hands": "一个是快。另一个是好。还有一个是省。",
    "bare numbers": "1 快\n2，好\n",
    "dashes": "——一",
    "dashes behind stops": "。——多出煤，多出煤",
    "items behind headings": "一、抓好保障一是",
    "names of parts": "二、2019年工作安排今年重点工作",
    "parts foretold": "第一部分，看。第二部分，干。",
    "names of parts above lists": "今后的工作\n一、快\n二、好\n",
    "counted paragraphs": "下面，我讲两点。\n坚持快，不能慢。\n坚持好，不能差。\n",
    "numerals at the end of words": "统一、之一、",
    "addresses": "王总：同志们，今年的用地指标要抓紧办。\n",
    "enumerations counted": "做到两个到位：一是人；二是钱。",
    "run together in short": "第一，要掀起修渠的热潮各突击队要抢晴天。\n第二，要加强管护管护要包到人头，不能推让。\n",
    "beginning alike": "——60年来，我们不忘，\n",
}


def calls(text: str) -> int:
    """How many functions and methods run while a text is parsed."""
    count = 0

    def tick(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        parse_text(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_text(name: str) -> None:
    parse_text("一、暖机")
    small, large = calls(HOSTILE[name] * 120), calls(HOSTILE[name] * 480)
    assert large < 4 * small * 1.6


EXEMPLARS = Path(__file__).resolve().parents[3] / "shared" / "exemplars"


@pytest.mark.skipif(not EXEMPLARS.is_dir(), reason="no exemplars beside the checkout")
def test_exemplars_announce_what_they_give() -> None:
    drafts = [part for file in sorted(EXEMPLARS.glob("0*.md")) for part in file.read_text("utf-8").split("-->")[1:]]
    assert len(drafts) == 8
    for draft in drafts:
        body = draft.split("<!--")[0].split("）\n", 1)[1]
        outline = parse_text("\n".join(line for line in body.split("\n") if line.strip()))
        marked = [
            line for line in body.split("\n") if re.match(r"[一二三四五六]、|（[一二三四五六]）|第.，|[一二三]要", line)
        ]
        assert [line.split("。")[0] for line in marked] == [h.marker + h.text for _, h in outline.walk()]
        assert outline.announced
        assert all(said.count == said.found for said in outline.announced)
