"""What a line of a speech's frame looks like: salutation, title, date line, byline, delimiter of a collection."""

from __future__ import annotations

import re
from functools import cache

from drafter import resources
from drafter.cleaning.rows import INNER_END, has_marker, patterns, remembered

_FILE = "cleaning/frame"
_SITE_SUFFIX = re.compile(r" ?[-_—|–] ?[^-_—|–]{1,20}(?:网|文库|书屋|论坛|政府|门户|平台|网站|文秘|com|cn)$")
_NAME = re.compile(r"[\u4e00-\u9fff×X]{1,3} [\u4e00-\u9fff×X]{1,2}")  # 王 磊
_POSTS_AND_NAME = re.compile(r"[^、]{2,30}(?:、[^、 ]{2,24}){0,3} ?[\u4e00-\u9fff×X]{1,3}(?: [\u4e00-\u9fff×X]{1,2})?")
_LIST_DATE = re.compile(r"[ (（\[]{0,2}(?:\d{4}[-/.])?\d{1,2}[-/.]\d{1,2}[)）\]]?$")
_LABEL = re.compile(r"^[【\[][^】\]]{1,6}[】\]] ?(?=.{6})")  # 【精品】在…上的讲话
_NAMED_TITLE = re.compile(r"^(?:(?:文章|文件|文档|讲话|本文)?(?:标题|题目|篇名|名称)|附件?)[：:] ?")
_PART = "[\\d〇○零一二三四五六七八九十Xx×]{1,4} ?[年月日]"
_DATED = re.compile(rf" ?（(?=[^（）]{{0,40}}[年月日])(?:[^（）]{{0,16}}{_PART}){{1,3}}[^（）]{{0,16}}）$")
_AROUND = "《》【】[]〈〉“” "


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], re.Pattern[str]]:
    """Audience, officials, honorifics, and the greetings behind a salutation."""
    table = resources.data(_FILE)
    greeting = re.compile(rf"[，：！]? ?(?:{'|'.join(table['greeting'])})[：！。，]?$")
    return tuple(table["audience"]), tuple(table["officials"]), tuple(table["honorifics"]), greeting


@remembered
def is_salutation(text: str) -> bool:
    """Whether a line is a salutation and nothing else: “同志们：”, “尊敬的各位代表、同志们：”, “大家上午好！”."""
    if len(text) > 70 or has_marker(text):
        return False
    greeting = _words()[3].search(text)
    body = (text[: greeting.start()] if greeting else text).rstrip("：！:!，。")
    if not body:
        return greeting is not None and text[-1] in "：！。，"
    parties = [party for party in re.split("[、，： ]", body) if party]
    known = [_is_party(party, alone=len(parties) == 1) for party in parties]
    if not all(known):
        # 各位领导、同行、与会的同志们：one party the table has not, between two it has.
        middle = all(len(party) <= 8 for party, is_known in zip(parties, known, strict=True) if not is_known)
        if not (known[0] and known[-1] and middle and text[-1] == "：" and 2 * sum(known) >= len(known)):
            return False
    # Without a mark only the plainest and the politest forms count: “全体员工” may be a heading.
    return text[-1] in "：！:!，。" or text in _BARE or text.startswith(_POLITE)


_BARE = ("各位代表、同志们", "同志们", "各位代表", "各位领导", "各位委员", "同学们", "老师们", "朋友们")
_POLITE = ("尊敬的", "敬爱的", "亲爱的")
_NO_PARTY = re.compile(
    r"\d(?!\d{0,3}[级届])|[“”《》；。？]|[^的、](?:各位|尊敬的|亲爱的|敬爱的)|^(?:[要对向把给让是有请为由从靠]|与(?!会))"
)


def _is_party(party: str, *, alone: bool) -> bool:
    """Whether a phrase names whom a speaker addresses: “各位企业家朋友”, “尊敬的王书记”, “同学们”."""
    audience, officials, honorifics, _ = _words()
    party = re.sub(r"（[^（）]{1,10}）$", "", party)
    if len(party) > 26 or _NO_PARTY.search(party):
        return False
    if party.startswith(honorifics):
        for honorific in honorifics:
            if party.startswith(honorific + "各位"):  # 尊敬的各位会员
                party = party[len(honorific) :]
        return party.endswith((*audience, *officials)) or (party.startswith(("各位", "诸位")) and len(party) <= 12)
    return len(party) <= 12 and (party.endswith(audience) or (not alone and party.endswith(officials)))


def opening_salutation(text: str) -> tuple[str, str, str] | None:
    """A salutation inside the first line of a speech: what stands before it, it, what follows.

    “严防死守 久久为功同志们：今天，…” → (“严防死守 久久为功”, “同志们：”, “今天，…”).
    """
    for match in re.finditer("[：！]", text[:130]):
        end = match.end()
        for start in _starts(text, end):
            if is_salutation(text[start:end]):
                return text[:start], text[start:end], text[end:]
    return None


def salutation_words() -> tuple[str, ...]:
    """The words with which a salutation in mid-line may begin: 同志们, 各位 …, 尊敬的 …."""
    return (*_BARE, *_words()[2])


def _starts(text: str, end: int) -> list[int]:
    """Where a salutation ending at `end` may begin: the line's start, or behind a title or a finished sentence."""
    starts = [0]
    if text[end - 1] == "：" or text[end - 2] == "好":
        for word in salutation_words():
            place = text.rfind(word, max(0, end - 60), end)
            while place > 0:
                # Before it stands a title without punctuation, or a finished sentence of the page.
                free = text[place - 1] in "。！】）》" or not re.search("[、，。；：！？“]", text[:place])
                free = free or (place > 8 and _is_title_end(text[:place]))
                if free and not text[:place].endswith(_words()[2]):  # 尊敬的各位会员：not behind its honorific
                    starts.append(place)
                place = text.rfind(word, max(0, end - 60), place)
    return sorted(set(starts))


def _is_title_end(head: str) -> bool:
    """Whether a line's beginning is a title in two halves: “立即行动起来，掀起春耕高潮——在…会上的讲话”."""
    return not re.search("[。；：！？]", head) and is_title(head[-30:])


@cache
def _title() -> re.Pattern[str]:
    table = resources.data(_FILE)
    words, tails = "|".join(table["title_words"]), "|".join(table["title_tails"])
    number = r"(?:[一二三四五六七八九十\d]{1,2}|20\d{2})?"
    return re.compile(rf".{{0,60}}(?:{words})(?:{tails}){{0,6}}(?:（[^（）]{{1,20}}）)?{number}")


def bare_title(text: str) -> str:
    """A title without what sites put around it: “《…讲话》_某某网” → “…讲话”."""
    if len(text) > 100:
        return text
    text = _NAMED_TITLE.sub("", _LABEL.sub("", text))
    text = _DATED.sub("", _LIST_DATE.sub("", _SITE_SUFFIX.sub("", text)).strip(_AROUND[:-3] + " "))
    if text[:1] + text[-1:] == "“”" or text.count("“") != text.count("”"):
        text = text.strip("“”")
    return _title_note().sub("", text)


@cache
def _title_note() -> re.Pattern[str]:
    """What stands in brackets behind a title and is none of it: （草稿）, （根据录音整理）, （共4页）."""
    return re.compile(rf" ?[（(【\[](?:{'|'.join(resources.data(_FILE)['title_notes'])})[）)】\]]$")


@remembered
def is_title(text: str) -> bool:
    """Whether a line can be the title of a speech: “在全县动员大会上的讲话”."""
    text = bare_title(text)
    if not 2 <= len(text) <= 60 or INNER_END.search(text) or has_marker(text) or text.endswith(("，", "：")):
        return False
    return bool(_title().fullmatch(text.removeprefix("——")))


@remembered
def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else: “（2026年11月28日）”."""
    return bool(re.fullmatch(resources.data(_FILE)["date_line"], text))


@remembered
def is_occasion(text: str) -> bool:
    """Whether a line says when and where a speech was given: “2026年3月2日在县十六届人大四次会议上”."""
    return len(text) <= 70 and bool(re.fullmatch(resources.data(_FILE)["occasion"], text))


@remembered
def is_slogan(text: str) -> bool:
    """Whether a line over “在…上的讲话” is its title proper: two or three calls of like length (凝心聚力 真抓实干)."""
    if not 8 <= len(text) <= 44 or re.search("[。！？；：|>_]", text) or is_title(text) or is_caption(text):
        return False
    parts = [part for part in re.split("[ ，、]", text.strip(_AROUND)) if part]
    if not 2 <= len(parts) <= 4 or has_marker(text):
        return False
    columns = tuple(resources.data(_FILE)["column_words"])
    if any(part.endswith(columns) or not all("\u4e00" <= c <= "\u9fff" or c in "“”" for c in part) for part in parts):
        return False
    return min(map(len, parts)) >= 4 and max(map(len, parts)) <= 3 * min(map(len, parts))


@remembered
def is_caption(text: str) -> bool:
    """Whether a line is part of the 题注: a date (“（2026年11月28日）”) or a byline (“县长　【姓名】”)."""
    table = resources.data(_FILE)
    if is_date_line(text) or is_occasion(text):
        return True
    if len(text) <= 30 and all(part.endswith(tuple(table["posts"])) for part in re.split("[、 ]", text)):
        return not has_marker(text)  # 县委副书记、县长
    if len(text) > 44 or re.search("[，：。；！？]", text) or has_marker(text) or is_title(text):
        return False
    if len(text) > 24 or "、" in text:  # 中共某县委副书记、县人民政府县长 李明
        return bool(_POSTS_AND_NAME.fullmatch(text)) and any(post in text for post in table["posts"])
    return any(post in text for post in table["posts"]) or bool(_NAME.fullmatch(text))


@remembered
def delimiter(text: str) -> str | None:
    """The title a collection's delimiter gives (“第二篇：在…上的讲话”), "" if it gives none; None for other lines."""
    if len(text) > 80 or INNER_END.search(text):
        return None
    for _, pattern in patterns(_FILE, "delimiters"):
        match = pattern.fullmatch(text)
        if match:
            groups = match.groupdict()
            return (groups.get("title") or groups.get("before") or "").strip(_AROUND + "：:")
    return None


@remembered
def is_spoken(text: str) -> bool:
    """Whether a short line opens as a moderator's words do: “下面，颁发先进集体奖”, “会议进行第四项”."""
    return bool(re.match("|".join(resources.data(_FILE)["spoken_openings"]), text))


def is_closing(text: str) -> bool:
    """Whether a line ends a speech: “谢谢大家！”, “…而努力奋斗！”."""
    last = re.split("(?<=[。！？])", text.rstrip("”"))
    tail = next((part for part in reversed(last) if part), "")
    return any(re.search(pattern + "$", tail) for pattern in resources.data(_FILE)["closings"])
