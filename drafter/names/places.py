"""Places: divisions down to the county by the official table, townships and villages by their shape.

In: a text and its words. Out: places (市 县 区 … with their parents, towns, abbreviations, countries).
A short name that is also an ordinary word (资源, 振兴) is a place only with its suffix; one that the word
borders contradict (高水平武装) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.names.model import Name, is_han, table, words
from drafter.names.words import PROPER, Words, in_dictionary

SUFFIXES = (
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "联合旗", "左翼", "右翼", "地区", "林区", "特区", "矿区",
    "新区", "群岛", "省", "市", "县", "区", "旗", "州", "盟",
)  # fmt: skip
_PEOPLES = (
    "柯尔克孜族|乌孜别克族|维吾尔族|哈萨克族|达斡尔族|塔吉克族|俄罗斯族|鄂温克族|塔塔尔族|鄂伦春族|蒙古族|布依族|朝鲜族|土家族|"
    "哈尼族|傈僳族|拉祜族|东乡族|纳西族|景颇族|仫佬族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|德昂族|保安族|裕固族|独龙族|"
    "赫哲族|门巴族|珞巴族|基诺族|蒙古|维吾尔|哈萨克|柯尔克孜|回族|藏族|苗族|彝族|壮族|满族|侗族|瑶族|白族|傣族|黎族|佤族|畲族|"
    "水族|土族|羌族|怒族|京族|各族|回|壮"
)
_ETHNIC = re.compile(rf"^(.{{2,}}?)(?:{_PEOPLES})+$")
_KINDS = re.compile(r"[县市区旗][（(][县市区旗][、）)]")
# What may stand right behind a bare name when no segmenter can say that the name ends there.
_AFTER = re.compile(r"$|[^\u4e00-\u9fff]|[市县区的人等地和与]")
_BEFORE = re.compile(r"^$|[^\u4e00-\u9fff]|[在到赴从去与和是离]")
_TOWN = re.compile(r"(?<![\u4e00-\u9fff])?(?:乡镇|街道|社区|苏木|镇|乡|村)")
# Behind 镇, 乡, 村: a word goes on (村级, 镇里, 乡愁), and no village is named.
_GOES_ON = "镇乡村街居级里干民庄道土落组户容内外上下长愁情亲绅音"
_LIST = re.compile(
    r"(?P<items>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}?){1,19}(?:[和及][\u4e00-\u9fff]{2,4}?)?)等?(?:[一二三四五六七八九十两几\d]{1,3}个?)?"
    r"(?:乡镇|镇村|镇街|[乡镇村](?![村镇级里民])|街道|社区)"
)
_HEADS = ("a", "n", "nr", "ns", "g", "ng", "zg", "j", "b", "q")
_NEIGHBOUR = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3})、$|^、([\u4e00-\u9fff]{2,3})(?=[、，。；：和等]|$)"
)


def short(name: str) -> str:
    """A division's name without its suffix and the peoples in it: 乳源瑶族自治县 → 乳源, 忠县 → 忠县."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            bare = name[: -len(suffix)]
            match = _ETHNIC.match(bare) if suffix.startswith("自治") else None
            return match.group(1) if match else bare
    return name


@cache
def parents() -> dict[str, frozenset[str]]:
    """Short name → the short names of what it lies in (its city and its province; of namesakes, all)."""
    found: dict[str, set[str]] = {}
    for province, cities in table("divisions").items():
        found.setdefault(short(province), set())
        for city, counties in cities.items():
            upper = {short(province)} | ({short(city)} if city != "直" else set())
            if city != "直":
                found.setdefault(short(city), set()).add(short(province))
            for county in counties.split():
                found.setdefault(short(county), set()).update(upper - {short(county)})
    return {name: frozenset(upper) for name, upper in found.items()}


@cache
def children() -> dict[str, frozenset[str]]:
    """Short name → the short names of all that lies in it."""
    found: dict[str, set[str]] = {}
    for name, upper in parents().items():
        for one in upper:
            found.setdefault(one, set()).add(name)
    return {name: frozenset(lower) for name, lower in found.items()}


@cache
def _gazetteer() -> dict[str, tuple[str, ...]]:
    """First two characters → the names that begin so, the longest first: whole and short names, regions."""
    names: set[str] = set()
    for province, cities in table("divisions").items():
        whole = [province, *(c for c in cities if c != "直"), *(w for c in cities.values() for w in c.split())]
        names.update(whole, map(short, whole))
    ordinary = words("ordinary", "whole")
    names = {n for n in names if len(n) >= 2 and n not in ordinary}
    for key in ("regions", "phrases", "countries", "cities"):
        names |= words("places", key)
    heads: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        heads.setdefault(name[:2], []).append(name)
    return {head: tuple(tails) for head, tails in heads.items()}


@cache
def _prefectures() -> frozenset[str]:
    """Short names of provinces and their cities that stand out without a segmenter."""
    divisions = table("divisions")
    names = {short(n) for province, cities in divisions.items() for n in (province, *cities) if n != "直"}
    return frozenset(names - words("ordinary", "risky") - words("ordinary", "bare"))


def find(text: str, cut: Words) -> Iterator[Name]:
    """Every place in a text; ranges may overlap those of other finders, not each other's starts."""
    divisions = list(_divisions(text, cut))
    yield from divisions
    yield from _neighbours(text, cut, divisions)
    yield from _towns(text, cut)
    yield from _abbreviations(text, cut)


def _divisions(text: str, cut: Words) -> Iterator[Name]:
    table_ = _gazetteer()
    at = 0
    while at < len(text) - 1:
        for name in table_.get(text[at : at + 2], ()):
            if text.startswith(name, at):
                found = _judge(text, at, name, cut)
                if found:
                    yield found
                    at = found.end - 1
                    break
        at += 1


def _judge(text: str, at: int, name: str, cut: Words) -> Name | None:
    """Whether the letters of a name are that name here, and how sure that is."""
    end = at + len(name)
    # 会同县（市、区）办理: together with the counties, whatever they are called.
    if not _begins(at, text, cut) or _KINDS.match(text, end - 1):
        return None
    if any(name in words("places", key) for key in ("regions", "phrases", "countries")):
        return Name("region", name, at, end, sure=False)
    bare = short(name)
    ordinary = bare in words("ordinary", "bare")
    if not cut.known and _across(text, at, at + len(bare)):
        return None
    if bare != name:
        if not cut.known:
            joined = ordinary and not _BEFORE.match(text[at - 1 : at]) and text[at - 1] not in "省市县区州"
            return None if joined or _runs_on(text, end, ordinary) else Name("place", name, at, end)
        # A word that goes on (金华|市区, 东方|市场) leaves the matter to the short name.
        return Name("place", name, at, end) if cut.border(end) else None
    if not ordinary and text[end : end + 1] in tuple("省市县区旗州") and cut.border(end + 1):
        end += 1  # a suffix the table doesn't know: counties become cities, cities districts
        return Name("place", text[at:end], at, end)
    if len(name) == 2 and short(name) == name and name[-1] in "县区旗" and cut.known:
        return Name("place", name, at, end) if cut.border(end) else None
    if len(name) >= 3:
        return Name("place", name, at, end)
    if ordinary:
        maybe = (
            cut.known and name in words("ordinary", "unsure") and cut.border(end) and not _ordinary_here(at, name, cut)
        )
        return Name("place", name, at, end, sure=False) if maybe else None
    return _bare(text, at, name, cut)


def _across(text: str, at: int, end: int) -> bool:
    """Without word borders: whether 清城 in 看清城市 is only the end of one word and the head of the next."""
    clear = _BEFORE.match(text[at - 1 : at]) or text[at - 1 : at] in tuple("省市县区州")
    return text[end - 1 : end + 1] in words("ordinary", "across") and not clear


def _runs_on(text: str, end: int, ordinary: bool) -> bool:
    """Without word borders: whether 东方市 is the head of 东方市场."""
    return ordinary and text[end - 1 : end + 1] in (
        "市场",
        "市值",
        "市面",
        "市民",
        "区域",
        "区间",
        "区块",
        "县域",
        "州际",
    )


def _begins(at: int, text: str, cut: Words) -> bool:
    """Whether a name may begin here: at a word's border, or after a character that joins no word."""
    return cut.border(at) or not is_han(text[at - 1 : at])


def _ordinary_here(at: int, name: str, cut: Words) -> bool:
    word = cut.at(at)
    return bool(word and word[1] == name and word[2] not in PROPER)


def _bare(text: str, at: int, name: str, cut: Words) -> Name | None:
    end = at + len(name)
    if not cut.known:
        sure = name in _prefectures() or bool(_BEFORE.match(text[at - 1 : at]) and _AFTER.match(text[end : end + 1]))
        return Name("place", name, at, end, sure)
    if not cut.border(at):
        return None
    if cut.border(end):
        before = cut.at(at - 1) if at else None
        # 白|沙河: a single character that is no particle may be the head of a longer name.
        joined = before is not None and len(before[1]) == 1 and is_han(before[1]) and before[2] in _HEADS
        return Name("place", name, at, end, sure=not joined)
    word = cut.at(at)
    if word is None or at + 1 in cut._borders:
        return None
    # 杭州湾, 上海话: a longer word, which is ordinary unless it is a name itself or no word at all.
    _, longer, tag = word
    if in_dictionary(longer) and tag not in PROPER:
        return None
    return Name("place", name, at, end, sure=False)


def _neighbours(text: str, cut: Words, divisions: list[Name]) -> Iterator[Name]:
    """磨家 in 平武、磨家、德阳: no word at all, and a sure place beside it in the same list."""
    if not cut.known:
        return
    taken = bytearray(len(text))
    for place in divisions:
        taken[place.start : place.end] = b"\1" * (place.end - place.start)
    for place in divisions:
        if not place.sure:
            continue
        for piece, base in (
            (text[max(0, place.start - 5) : place.start], max(0, place.start - 5)),
            (text[place.end : place.end + 5], place.end),
        ):
            for match in _NEIGHBOUR.finditer(piece):
                group = 1 if match.group(1) else 2
                item = match.group(group)
                at, end = base + match.start(group), base + match.end(group)
                if not any(taken[at:end]) and not in_dictionary(item) and cut.border(at) and _town_like(item):
                    yield Name("place", item, at, end, sure=False)


def _towns(text: str, cut: Words) -> Iterator[Name]:
    for match in _LIST.finditer(text):
        at = match.start("items")
        for item in re.split("[、和及]", match.group("items")):
            if (
                _town_like(item)
                and _begins(at, text, cut)
                and (cut.known or at > match.start() or not is_han(text[at - 1 : at]))
            ):
                parts = cut.between(at, at + len(item))
                plain = len(parts) > 1 and all(in_dictionary(word) and len(word) > 1 for word, _ in parts)
                if not plain:
                    yield Name("place", item, at, at + len(item), sure=cut.known and len(parts) == 1)
            at += len(item) + 1
    stop = words("places", "towns/not_before")
    for match in _TOWN.finditer(text):
        suffix, end = match.group(), match.end()
        if suffix == "乡镇" or (len(suffix) == 1 and text[end : end + 1] and text[end] in _GOES_ON):
            continue
        name = _before_suffix(text, match.start(), suffix, cut, stop)
        if name is not None:
            yield Name("place", text[name:end], name, end, sure=cut.known and _after_division(text, name))


def _town_like(item: str) -> bool:
    if in_dictionary(item):
        return False
    return not re.search(r"[的了在要和各全每个一市县区们是有我你他等]|乡镇|部门|单位|街道|工作|干部|企业", item)


def _after_division(text: str, at: int) -> bool:
    """Whether a town's name follows its county's: 金华市婺城区琅琊镇."""
    return text[at - 1 : at] in tuple("市县区旗") and at >= 3


def _before_suffix(text: str, at: int, suffix: str, cut: Words, stop: frozenset[str]) -> int | None:
    """Where the name before 镇, 乡, 村, 街道, 社区 begins; None when what stands there names nothing."""
    if not cut.known:
        run = re.search(
            r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[在到赴从市县区]))([\u4e00-\u9fff]{2,3})$", text[max(0, at - 4) : at]
        )
        if not run or any(run.group(1).endswith(s) or run.group(1).startswith(s) for s in stop):
            return None
        return at - len(run.group(1))
    word = cut.at(at)
    if word is None or (suffix == "乡" and text[at - 1 : at] in tuple("水家故他异思返还老")):
        return None
    start, token, tag = word
    if start < at:  # one word with its suffix: 罗埠镇
        name = token[: at - start]
        ordinary = in_dictionary(token) and tag not in PROPER
        plain = name in stop or any(name.endswith(s) for s in stop if len(s) > 1)
        return start if not ordinary and not plain and 1 < len(name) <= 4 and is_han(name) else None
    before = cut.at(at - 1) if at else None
    if before is None or not is_han(before[1]):
        return None
    start, token, tag = before
    if token in stop or any(token.endswith(s) for s in stop if len(s) > 1) or len(token) > 4:
        return None
    if len(token) == 1:  # 琅|琊|镇: single characters that make no words
        earlier = cut.at(start - 1) if start else None
        if tag in ("v", "p", "d", "c", "r", "m", "q", "a", "uj", "ul", "f", "zg", "x", "u", "y", "b"):
            return None
        if earlier and len(earlier[1]) == 1 and earlier[2] in ("ns", "nr", "g", "n", "ng", "x") and is_han(earlier[1]):
            return earlier[0]
        return None
    return start if tag in PROPER or not in_dictionary(token) else None


def _abbreviations(text: str, cut: Words) -> Iterator[Name]:
    single = "".join(sorted(words("places", "abbreviations")))
    cluster = table("places")["cluster_characters"]
    avoid = tuple(words("places", "abbreviation_words"))
    for match in re.finditer(rf"[{cluster}]{{3,6}}(?=[\u4e00-\u9fff]|$|\W)|[{single}]", text):
        run = match.group()
        if run in words("places", "regions"):
            continue
        if any(text.startswith(word, match.start()) or text.startswith(word, match.start() - 1) for word in avoid):
            continue
        distinct = len(set(run)) == len(run)
        if len(run) == 1 or (distinct and any(c in single for c in run)):
            yield Name("place", run, match.start(), match.end(), sure=False)
