"""Year, administrative level and label of a speech, from evidence in its words (data/cleaning/facts.yaml)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice

from drafter import numerals, resources
from drafter.cleaning.rows import patterns

_FILE = "cleaning/facts"
_YEAR = re.compile(r"(?<![\d到至—～-])((?:19[5-9]|20[0-4])\d)(?!\d)(?= ?年(?!前|底前|以前))")
_DATE = re.compile(r"(?<!\d)((?:19[5-9]|20[0-4])\d)[-./](?:0?[1-9]|1[0-2])[-./]\d{1,2}(?!\d)")
_TURN = (("即将过去的", 0), ("刚刚过去的", 1), ("即将到来的", -1), ("已经过去的", 1))
_HAN_YEAR = re.compile(r"[一二][九〇○零Oo][〇○零Oo一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_RANGE = re.compile(r"(?<!\d)((?:19[5-9]|20[0-4])\d)(?=[-—～至到]\d{2,4}年)")


def year_of(title: str, frame: str, text: str, stamp: str) -> int | None:
    """The year a speech was given in: said in its title or 题注, told by an anniversary, else the year it names most.

    `stamp` is what the page says of itself (upload date): used when nothing else tells.
    """
    for place in (title, frame):
        years = _years(place)
        if years:
            return years[-1]
    told = _anniversary(text) or _turn(text)
    if told:
        return told
    counted = Counter(_years(text)) + Counter(int(year) for year in _RANGE.findall(text))
    if counted:
        most = max(counted.values())
        named = [year for year, count in counted.items() if count == most]
        return max(named) if most > 1 or len(counted) <= 2 else _now(text, counted)
    fixed = [rule["year"] for rule, pattern in _compiled("fixed") if pattern.search(text)]
    if fixed:
        return int(max(set(fixed), key=fixed.count))
    uploaded = re.search(r"(?<!\d)(20[0-4]\d)[-/年.](\d{1,2})", stamp)
    if not uploaded:
        return None
    # A page of spring that speaks of the second half-year as of today holds a speech of the year before.
    late = int(uploaded.group(2)) <= 6 and re.search("上半年|下半年|三季度", text)
    return int(uploaded.group(1)) - bool(late)


def _now(text: str, counted: Counter[int]) -> int:
    """Of many years named once the one closest to “今年”, else the last."""
    for match in re.finditer("今年", text):
        near = _years(text[max(0, match.start() - 30) : match.end() + 30])
        if near:
            return near[0]
    return max(counted)


def _turn(text: str) -> int | None:
    """The year told by its turn: “刚刚过去的2017年” is said in 2018."""
    for words, later in _TURN:
        match = re.search(words + r"((?:19[5-9]|20[0-4])\d)年", text)
        if match:
            return int(match.group(1)) + later
    return None


def _years(text: str) -> list[int]:
    text = _DATE.sub(r"\1年", text)
    han = [int(found.translate(_HAN_DIGITS)) for found in _HAN_YEAR.findall(text)]
    return [int(y) for y in _YEAR.findall(text)] + [y for y in han if 1950 <= y < 2050]


@cache
def _compiled(key: str) -> list[tuple[dict[str, int], re.Pattern[str]]]:
    return [(rule, re.compile(rule["pattern"])) for rule in resources.data(_FILE)["years"][key]]


def _anniversary(text: str) -> int | None:
    for rule, pattern in _compiled("anniversary"):
        match = pattern.search(text)
        number = numerals.value(match.group("n")) if match else None
        if number:
            return rule["base"] + number
    return None


def level_of(title: str, text: str) -> str | None:
    """The administrative level a speech speaks for: the one it names itself by most; None without a sign."""
    score: Counter[str] = Counter()
    for rule in resources.data(_FILE)["levels"]:
        for word in rule["words"]:
            score[rule["level"]] += rule["weight"] * (text.count(word) + 3 * title.count(word))
    for rule, pattern in patterns(_FILE, "title_levels"):
        if pattern.search(title):
            score[rule["level"]] += resources.data(_FILE)["title_weight"]
    best = score.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None


def kind_of(title: str, text: str) -> str:
    """The kind of meeting: 全体会议, 动员大会 … by the title, else by the opening."""
    for place in (title, text[:250]):
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
