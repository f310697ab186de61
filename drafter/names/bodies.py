"""Organisations, projects, facilities, meetings, slogans: what is known by its ending and a name before it.

In: a text, its words, and the places found in it. Out: names that grow out of a place (绍兴市委), out of a
proper word (长虹集团), out of quotes with a telling word behind (“三联工程”, “四个区”建设), and numbered meetings
(一届三次全体会议, 第二届农博会). Bureaus that every county has (财政局) are a kind of their own: `unit`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from drafter.names.model import Kind, Name, alternatives, is_han, words
from drafter.names.words import PROPER, Words, in_dictionary

_COUNT = "[一二三四五六七八九十两\\d×X]{1,4}"
_CONGRESS = re.compile(
    rf"党的{_COUNT}大(?!局|事|家|量|力)|(?:党的)?{_COUNT}届{_COUNT}中全会|中央{_COUNT}届{_COUNT}次全会|(?:中央|全国)[\u4e00-\u9fff]{{2,8}}工作会议"
)
_SESSION = re.compile(
    rf"(?:(?:省|市|县|区|州|镇|乡)(?:委|政府|人大|政协|纪委|党代会|人代会)?)?第?{_COUNT}届(?:[省市县区]?(?:委|政府|人大|政协|纪委))?第?{_COUNT}次"
    r"(?:\(扩大\)|（扩大）)?(?:全体\(扩大\)会议|全体（扩大）会议|全体会议|全委会|全会|会议|党代会|代表大会)"
)
_EDITION = re.compile(
    rf"第{_COUNT}届[\u4e00-\u9fff]{{1,12}}?(?:会|节|赛|展览|论坛)(?![议展上])|[“\"]\d{{1,2}}[.·]\d{{1,2}}[”\"][\u4e00-\u9fff]{{0,8}}(?:活动|案|事故|事件)"
)
_QUOTED = re.compile(r"“([^“”\n]{2,24})”")
# Local landmarks that need no name in front: there is one of the kind, and everybody there knows it.
_ALONE = ("科技城", "大学城", "航空城", "汽车城", "教育城", "桥头堡")
_DOCUMENT = re.compile(r"《[^《》\n]{2,60}》")
_NUMBER = re.compile(r"[一二三四五六七八九十百千两\d+＋＋·]")
_NUMERALS = re.compile(r"[一二三四五六七八九十两\d]")
_SERIES = re.compile(r"(?:[、，,]?“[^“”\n]{2,24}”){0,6}等?(?:[一二三四五六七八九十两\d]{1,3}[个项大])?")
_PROGRAMME = re.compile(
    r"[二三四五六七八九十两]大(?:产业集群|主导产业|支柱产业|要务|会战|板块|片区|基地|平台|工程|行动|计划|战役)"
)
_COMMITTEE = re.compile(r"[省市县区州]委(?!员|托)[\u4e00-\u9fff]{2,8}?(?:委员会|领导小组)|[省市县区州]“两办”")


@cache
def _tails(key: str) -> re.Pattern[str]:
    return re.compile(alternatives("bodies", key))


@cache
def _units() -> re.Pattern[str]:
    return re.compile(
        f"(?:国家|省|市|县|区|州)?(?:委)?(?:{alternatives('bodies', 'departments')})"
        f"(?:{alternatives('bodies', 'department_tails')})(?![\u4e00-\u9fff]?大会|理)"
    )


def find(text: str, cut: Words, places: list[Name]) -> Iterator[Name]:
    """Everything but places, persons and masks."""
    yield from _central(text)
    yield from _meetings(text)
    yield from _with_place(text, places)
    yield from _proper(text, cut)
    yield from _quoted(text, places)
    starts = sorted(p.start for p in places)
    for match in _DOCUMENT.finditer(text):
        local = _any_from(starts, *match.span())
        yield Name("document", match.group(), *match.span(), sure=local)
    for match in _units().finditer(text):
        if cut.border(match.start()):
            yield Name("unit", match.group(), *match.span(), sure=False)
    for match in _COMMITTEE.finditer(text):
        yield Name("unit", match.group(), *match.span(), sure=False)
    for match in _PROGRAMME.finditer(text):
        if match.group() not in words("bodies", "national"):
            yield Name("project", match.group(), *match.span(), sure=False)


def _any_from(starts: list[int], start: int, end: int) -> bool:
    """Whether one of some sorted offsets lies in a range."""
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end


def _central(text: str) -> Iterator[Name]:
    for match in re.finditer(alternatives("leaders", "central"), text):
        yield Name("central", match.group(), *match.span())
    for match in _CONGRESS.finditer(text):
        yield Name("central", match.group(), *match.span())


def _meetings(text: str) -> Iterator[Name]:
    for pattern in (_SESSION, _EDITION):
        for match in pattern.finditer(text):
            if "全国人" not in text[max(0, match.start() - 4) : match.end()]:
                yield Name("meeting", match.group(), *match.span(), sure=False)
    for match in _tails("fairs").finditer(text):
        yield Name("meeting", match.group(), *match.span(), sure=False)


def _with_place(text: str, places: list[Name]) -> Iterator[Name]:
    """绍兴市委, 平武县人民政府, 井冈山大学, 四川省副中心: a place and the body it belongs to."""
    bodies, companies, facilities = _tails("after_place"), _tails("companies"), _tails("facilities")
    for place in places:
        if place.kind != "place":
            continue
        match = bodies.match(text, place.end) or companies.match(text, place.end)
        if match is None and text[place.end : place.end + 1] in tuple("省市县区"):
            match = bodies.match(text, place.end + 1)
        if match is None and place.text.endswith(tuple("省市县区")):  # 绍兴市|委
            match = bodies.match(text, place.end - 1)
        unit = _units().match(text, place.end)
        if unit and (match is None or unit.end() > match.end()):
            match = unit
        if match and match.end() > place.end:
            yield Name("organisation", text[place.start : match.end()], place.start, match.end(), place.sure)
            continue
        match = facilities.match(text, place.end)
        if match and len(match.group()) > 1:
            yield Name("project", text[place.start : match.end()], place.start, match.end(), sure=False)


def _proper(text: str, cut: Words) -> Iterator[Name]:
    """长虹集团, 南郊机场, 紫金云大数据中心: a proper word, up to two words between, and a telling ending."""
    if not cut.known:
        return
    groups: tuple[tuple[str, Kind], ...] = (("companies", "organisation"), ("facilities", "project"))
    for key, kind in groups:
        for match in _tails(key).finditer(text):
            if match.group() in _ALONE and cut.border(match.start()):
                yield Name("project", match.group(), *match.span(), sure=False)
            elif len(match.group()) < 2 or not cut.border(match.end()):
                continue
            start = _proper_start(match.start(), cut)
            if start is None and match.group() in words("bodies", "named"):
                start = _common_start(match.start(), cut)
            if start is not None:
                yield Name(kind, text[start : match.end()], start, match.end(), sure=False)


def _proper_start(at: int, cut: Words) -> int | None:
    """Where the proper word in front of an ending begins, looking back over at most three words."""
    offset = at
    word = cut.at(at)
    if word and word[0] < at:  # the ending is part of one word: 雕塑园
        offset = word[0]
        if not in_dictionary(word[1]) and at - word[0] >= 2 and word[2] in PROPER:
            return word[0]
    for _ in range(3):
        word = cut.at(offset - 1) if offset else None
        if word is None or not is_han(word[1]):
            return None
        start, token, tag = word
        if token in words("bodies", "generic"):
            return None
        if (tag in PROPER or not in_dictionary(token)) and len(token) > 1 and tag not in ("m", "t", "v", "d", "r"):
            return start
        if tag not in ("n", "vn", "b", "a", "nz", "ng", "j", "g", "ns", "an", "zg", "f") or len(token) > 4:
            return None
        offset = start
    return None


def _common_start(at: int, cut: Words) -> int | None:
    """育才小学, 远景集团: an ordinary word in front of an ending that names, where that word is not generic."""
    word = cut.at(at - 1) if at else None
    if word is None or not cut.border(at) or not 2 <= len(word[1]) <= 3 or not is_han(word[1]):
        return None
    plain = word[2] in ("m", "t", "r", "d", "p", "c", "f", "u", "q", "s") or word[1] in words("bodies", "generic")
    return None if plain else word[0]


def _quoted(text: str, places: list[Name]) -> Iterator[Name]:
    """“三联工程”, “四个区”建设, “五型”政府, “三改一拆”: a name in quotes, by its own make or by the programme
    that follows it (behind other quotes, too: “甲”“乙”等机制). What the whole nation says is free."""
    national = words("bodies", "national")
    tails = _tails("quoted_tails")
    starts = sorted(p.start for p in places if p.kind == "place")
    for match in _QUOTED.finditer(text):
        inside = match.group(1).strip("，。；：、 ")
        if inside in national or any(n in inside for n in national if len(n) >= 4):
            continue
        at = match.end()
        series = _SERIES.match(text, at)
        behind = tails.match(text, at) or (tails.match(text, at + 1) if text[at : at + 1] == "的" else None)
        behind = behind or (tails.match(text, series.end()) if series else None)
        if behind and behind.group() == "精神" and text.startswith("状态", behind.end()):
            behind = None
        local = _any_from(starts, match.start() + 1, at + 1)
        numbered = bool(_NUMBER.search(inside))
        if _made(inside) or (numbered and inside.endswith(_OWN_ENDINGS)):
            yield Name("project", match.group(), *match.span(), sure=False)
        elif behind or local:
            kind: Kind = "project" if numbered or local else "slogan"
            end = behind.end() if behind and numbered and behind.start() <= at + 1 else at
            yield Name(kind, text[match.start() : end], match.start(), end, sure=False)


_OWN_ENDINGS = (
    "工程",
    "行动",
    "计划",
    "战略",
    "竞赛",
    "活动",
    "机制",
    "方略",
    "建设",
    "服务",
    "强县",
    "强市",
    "强区",
    "强镇",
    "要务",
    "大事",
    "实事",
)


def _made(inside: str) -> bool:
    """Whether a quoted word is made as programmes are: 三改一拆, 保二争一, 发改+财政, 2+6."""
    short_ = len(inside) <= 8 and not re.search(r"[个种项条点句字张本，、。]", inside)
    return ("+" in inside and len(inside) <= 14) or (short_ and len(_NUMERALS.findall(inside)) >= 2)
