"""Speeches written for these tests, in the shapes of real ones, and how they become records."""

from __future__ import annotations

from drafter import outlining
from drafter.models import Line, Outline, Speech

HEATING = """同志们：
今天，我们召开全县冬季供暖工作推进会，主要任务是：分析供暖形势，安排部署下一步工作。下面，我讲三点意见。
一、提高站位，把供暖责任扛得更稳
冬季供暖是群众的烦心事，也是干部的试金石。不要想当然，不要凭经验，要多到小区院落听真话、察实情。与先进县相比，差距不小；与群众期盼相比，欠账不少。
二、突出重点，把供暖短板补得更快
（一）围绕管网抓改造。只有把老旧管网摸清楚，才能把有限资金用在刀刃上。去年全县改造管网38.6公里，投入资金1.2亿元，增长17.5%。
（二）围绕热源抓储备。宁可备而不用，也决不能用而无备。青石镇的王大勇同志带着“暖心一号工程”专班跑了三趟省城。
（三）围绕服务抓响应。群众来电就是命令，做到件件有回音、事事有着落。
三、压实责任，把供暖纪律立得更严
对推诿扯皮的，要严肃追责问责，决不手软。建立健全日调度、周通报机制，每周都要把进展情况向县委、县政府报告。
同志们，供暖连着民心。让我们真抓实干、马上就办，为全县人民温暖过冬而努力奋斗！
"""

SCHOOLS = """同志们：
今天，我们召开全市校园安全工作会议。刚才，两所学校作了交流发言，讲得很好。下面，我讲两点意见。
第一，认识要到位。校园安全没有小事，容不得半点马虎。不要想当然，不要凭经验，隐患就藏在想当然里。
第二，措施要到位。对推诿扯皮的，要严肃追责问责，决不手软。要把责任落实到岗位、落实到个人，做到件件有回音、事事有着落。
同志们，让我们把孩子的平安放在心上，把责任扛在肩上！
"""


def speech(
    text: str, source: str = "a.txt", level: str | None = "县", year: int | None = 2024, number: int = 1
) -> Speech:
    """A cleaned speech of these paragraphs, one line of the file for each."""
    lines = tuple(Line(line, n) for n, line in enumerate(text.strip().splitlines(), 1))
    return Speech(
        source, number, None, None, "同志们", lines, year=year, admin_level=level, label=f"{year} {level} 工作会议"
    )


def parsed(text: str, **about: object) -> tuple[Speech, Outline]:
    """A speech and its outline."""
    made = speech(text, **about)  # type: ignore[arg-type]
    return made, outlining.parse(made)
