"""Year, administrative level and label of a speech, from evidence in its words (data/cleaning/facts.yaml)."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Any, NamedTuple

from drafter import numerals, resources
from drafter.cleaning.rows import is_heading, patterns

_FILE = "cleaning/facts"
_Y = r"((?:19[5-9]|20[0-4])\d)"
_YEAR = re.compile(rf"(?<![\d到至—～-]){_Y}(?!\d)(?= ?年(?!前|底前|以前))")
_CALLED = re.compile(
    "(?:召开|举行|举办|召集|参加|出席|相聚|欢聚|这次|本次|今天的?)[^，。；！？]{0,40}(?:会议?|仪式|典礼|班|论坛|活动|全会)"
)
OPENING = 300  # characters of a line, and of a text, in which a speech says what it is about
OPENING_LINES = 4
LONGEST = 40  # characters of a line that are kept as evidence
_DATE = re.compile(rf"(?<!\d){_Y}[-./](?:0?[1-9]|1[0-2])[-./]\d{{1,2}}(?!\d)")
_HAN_YEAR = re.compile(r"[一二][九〇○零Oo][〇○零Oo一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")


class Fact(NamedTuple):
    """What a speech is known to be, and the words that say so: (2022, "题注：2022年5月18日"); (None, "")."""

    value: Any
    source: str


def year_of(title: str, frame: str, text: str, signature: str = "") -> Fact:
    """The year a speech was given in: said over or under it, told by an anniversary, or named as its own in the text.

    `frame`: the lines over the speech without what the page says of the upload. A year the text only mentions (a law of
    2005, a goal for 2035) is none, nor is one of several that do not agree.
    """
    for name, place in (("标题", title), ("题注", frame), ("落款", signature)):
        lines = [line for line in place.split("\n") if _years(line)]
        if lines:
            return Fact(_years(lines[-1])[-1], f"{name}：{lines[-1][:LONGEST]}")
    told = _told(text, "anniversary") or _turn(text) or _named(text) or _told(text, "fixed")
    return told or Fact(None, "")


def _named(text: str) -> Fact | None:
    """The year the text calls its own: “今年（2020年）”, or “2020年工作” in its opening and headings."""
    lines = text.split("\n")
    head = "\n".join(line[:OPENING] for n, line in enumerate(lines) if n < OPENING_LINES or is_heading(line))
    found: list[tuple[bool, int, str]] = []
    for place, key in ((text, "now"), (head, "own")):
        for rule, pattern in patterns(_FILE, "years", key):
            found += [(not rule.get("past"), int(m["year"]), m.group()) for m in pattern.finditer(place)]
        if found:
            break
    years = [year for _, year, _ in found]
    if not years or max(years) - min(years) > 1:
        return None
    _, year, words = max(found)  # what is to be done weighs more than what was done
    return Fact(year, f"正文：{words}")


def _turn(text: str) -> Fact | None:
    """The year told by its turn: “刚刚过去的2017年” is said in 2018."""
    for rule, pattern in patterns(_FILE, "years", "turn"):
        match = pattern.search(text)
        if match:
            return Fact(int(match["year"]) + rule["later"], f"正文：{match.group()}")
    return None


def _years(text: str) -> list[int]:
    text = _DATE.sub(r"\1年", text)
    han = [int(found.translate(_HAN_DIGITS)) for found in _HAN_YEAR.findall(text)]
    return [int(y) for y in _YEAR.findall(text)] + [y for y in han if 1950 <= y < 2050]


def _told(text: str, key: str) -> Fact | None:
    """The year that an anniversary (“新中国成立70周年”) or an event of one year tells."""
    for rule, pattern in patterns(_FILE, "years", key):
        match = pattern.search(text)
        number = 0 if match is None or "n" not in match.groupdict() else numerals.value(match.group("n"))
        if match is not None and (number or "year" in rule):
            return Fact(int(rule.get("year") or rule["base"] + number), f"正文：{match.group()}")
    return None


def level_of(title: str, text: str) -> Fact:
    """The administrative level a speech speaks for: the one it names itself by most; (None, "") without a sign."""
    score: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}
    for rule in resources.data(_FILE)["levels"]:
        for word in rule["words"]:
            times = text.count(word) + 3 * title.count(word)
            if times:
                score[rule["level"]] += rule["weight"] * times
                words.setdefault(rule["level"], Counter())[word] += rule["weight"] * times
    said: dict[str, str] = {}
    for rule, pattern in patterns(_FILE, "title_levels"):
        match = pattern.search(title)
        if match:
            score[rule["level"]] += resources.data(_FILE)["title_weight"]
            said[rule["level"]] = match.group()
    best = score.most_common(1)
    if not best or best[0][1] < 2:
        return Fact(None, "")
    level = best[0][0]
    if level in said:
        return Fact(level, f"标题：{said[level]}")
    return Fact(level, "正文：" + "、".join(word for word, _ in words[level].most_common(3)))


def kind_of(title: str, text: str) -> str:
    """The kind of meeting: 全体会议, 动员大会 … by the title, else by the words in which the opening calls it."""
    called = "，".join(match.group() for match in _CALLED.finditer(text[:OPENING]))
    for place in (title, called):
        for rule, pattern in patterns(_FILE, "meetings"):
            if pattern.search(place):
                return str(rule["kind"])
    return "讲话"


def label_of(year: int | None, level: str | None, kind: str) -> str:
    """A label a person can read and that names nobody: “2019 市 全体会议”."""
    return " ".join(str(part) for part in (year, level, kind) if part)


def is_speech(title: str, text: str, *, greeted: bool = False) -> bool:
    """Whether a cleaned text is a speech: what speakers say, against what reports, notices and rules say.

    `greeted`: it opens with a salutation. A cue counts once, if it is found as often as its `count` asks.
    """
    table = resources.data(_FILE)
    head = 2 if re.search("讲话|发言|致辞|致词|演讲|报告|述职|主持词|汇报|党课|贺词|祝词", title) else 0
    head += bool(re.search("(?:讲话|发言|演讲|致辞|主持|讲)稿", title))  # written to be spoken
    score = head + 2 * greeted
    present = _speaks_himself(text)
    for rule, pattern in patterns(_FILE, "speech_cues"):
        if rule.get("unless") == "self" and present:
            continue
        found = islice(pattern.finditer(text), rule.get("count", 1))
        if sum(1 for _ in found) == rule.get("count", 1):
            score += rule["weight"]
    return bool(score >= table["speech_threshold"])


def _speaks_himself(text: str) -> bool:
    """Whether somebody says “我” outside quotation marks."""
    return re.search(resources.data(_FILE)["self"], re.sub("“[^“”]{0,400}”", "", text)) is not None
