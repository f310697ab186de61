"""Persons with a post: 李勇同志, 县长王建国, 张局长, 世忠书记, 李某; leaders and models of the nation apart.

In: a text and its words. Out: the name and the post together where they stand together. A name counts only
beside a post; one without a post is left alone, except in a list of names and as 姓某.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafter.names.model import Kind, Name, alternatives, is_han, table, words
from drafter.names.words import PROPER, Words, in_dictionary

# What ends 张总: a word goes on in 总量, 总体, 总书记.
_AFTER_SHORT = re.compile(r"$|[^\u4e00-\u9fff]|说|讲|强调|指出|提|的|也|和|在|对|已|作|要|就|同志|刚才")
_FAMILY = re.compile(r"([\u4e00-\u9fff])某{1,2}(?![些种个项一人时事地])")


@cache
def _posts() -> re.Pattern[str]:
    organ = "(?:省|市|县|区|州|镇|乡|旗)?(?:委|政府|人大|政协|纪委|常务)?"
    return re.compile(rf"{organ}(?:原|代)?(?:{alternatives('persons', 'posts')})")


@cache
def _leading() -> re.Pattern[str]:
    organ = "(?:[省市县区州镇乡旗](?:委|政府|人大|政协|纪委)?)?(?:常务)?副?"
    return re.compile(f"{organ}(?:{alternatives('persons', 'leading_posts')})")


@cache
def _short_posts() -> re.Pattern[str]:
    posts = [p for p in words("persons", "short_posts") if p not in ("市", "县", "工", "董", "常务")]
    return re.compile("|".join(sorted(posts, key=lambda p: (-len(p), p))))


@cache
def _known() -> re.Pattern[str]:
    return re.compile(alternatives("leaders", "leaders") + "|" + alternatives("leaders", "models"))


def find(text: str, cut: Words) -> Iterator[Name]:
    """Every person with a post in a text, and the leaders and models everybody may name."""
    taken = bytearray(len(text))
    for match in _known().finditer(text):
        kind: Kind = "leader" if match.group() in words("leaders", "leaders") else "model"
        if len(match.group()) > 2 or (cut.border(match.start()) and cut.border(match.end())):
            taken[match.start() : match.end()] = b"\1" * len(match.group())
            yield Name(kind, match.group(), *match.span())
    for finder in (_before_posts, _after_posts, _family_and_post, _masked):
        for name in finder(text, cut):
            if not any(taken[name.start : name.end]):
                yield name


def _before_posts(text: str, cut: Words) -> Iterator[Name]:
    """赵洪祝书记, 世忠书记: two or three characters that are a name, and a post behind them."""
    for match in _posts().finditer(text):
        start = match.start()
        if text[start - 1 : start] in ("副", "总") or not cut.border(start):
            continue
        for length in (4, 3, 2):
            name = text[max(0, start - length) : start]
            sure = _whole_name(name, start - length, cut) if len(name) == length and is_han(name) else None
            if sure is not None:
                yield Name("person", text[start - length : match.end()], start - length, match.end(), sure)
                break


def _whole_name(name: str, at: int, cut: Words) -> bool | None:
    """Whether characters before a post are somebody's name: True sure, False perhaps, None not."""
    compound = name[:2] in table("persons")["compound"]
    surname = compound or name[0] in words("persons", "surnames")
    if len(name) == 4 and not compound:
        return None
    if any(name.startswith(w) or name.endswith(w) for w in words("persons", "not_names")):
        return None
    given = name[2:] if compound and len(name) > 2 else name[1:] if surname and len(name) > 1 else name
    if not cut.known:
        if surname and len(given) <= 2 and _given(given):
            return name[0] not in words("persons", "rare") and len(name) >= 2
        return False if len(name) == 2 and _given(name) else None
    spelt = surname and len(given) == 2 and name[0] not in words("persons", "rare") and _given(given)
    if not cut.border(at):  # 请周|明远: the segmenter took the surname for another word's end
        return True if spelt and cut.border(at + 1) and cut.text[at - 1] in "请由让向对和与是、，" else None
    tokens = cut.between(at, at + len(name))
    if len(name) == 2 and len(tokens) == 1 and _given(name) and not is_han(cut.text[at - 1 : at]):
        return tokens[0][1] in PROPER and not in_dictionary(name)  # 刚才，海军县长说: perhaps
    if len(tokens) == 1:
        token, tag = tokens[0]
        if tag in ("nr", "nrt", "nrfg") or not in_dictionary(token):
            return True if surname or len(name) == 2 else None
        if len(name) == 2 and tag in PROPER and _given(name):
            return False
        return False if surname and len(name) == 3 and tag in PROPER else None
    if spelt and len(tokens) == 2 and len(tokens[0][0]) == 1:
        return True
    if surname and all(len(token) == 1 or tag in ("nr", "nz", "ns") or token == given for token, tag in tokens):
        plain = tokens[0][1] in ("p", "c", "d", "v", "r", "m", "q", "u", "uj", "ul", "f") and name[0] in words(
            "persons", "rare"
        )
        if plain or any(tag in ("uj", "ul", "p", "c", "d", "m", "q", "r", "u", "y") for _, tag in tokens[1:]):
            return None
        return len(name) == 3 and any(tag.startswith("nr") for _, tag in tokens)
    return None


def _after_posts(text: str, cut: Words) -> Iterator[Name]:
    """县长王建国: a post and the name behind it."""
    for match in _leading().finditer(text):
        at = match.end()
        if not is_han(text[at : at + 1]):
            continue
        for length in (3, 2, 4):
            name = text[at : at + length]
            if len(name) == length and is_han(name) and _name_behind(name, at, text, cut):
                yield Name("person", match.group() + name, match.start(), at + length)
                break


def _name_behind(name: str, at: int, text: str, cut: Words) -> bool:
    compound = name[:2] in table("persons")["compound"]
    if (len(name) == 4 and not compound) or not (compound or name[0] in words("persons", "surnames")):
        return False
    end = at + len(name)
    if cut.known:
        word = cut.at(at)
        if word is None or word[0] != at:
            return False
        _, token, tag = word
        if token == name:
            common = name[0] not in words("persons", "rare")
            return tag in ("nr", "nrt", "nrfg") and (not in_dictionary(token) or (common and len(name) == 3))
        if len(name) != 3 or not cut.border(end) or (len(token) > 1 and tag not in ("nr", "nrt", "nrfg")):
            return False
    ends = cut.known or not is_han(text[end : end + 1]) or text.startswith(("同志", "强调", "指出", "主持", "率"), end)
    return ends and name[0] not in words("persons", "rare") and _given(name[1:])


def _given(name: str) -> bool:
    """Whether all characters are common in given names: 明远, 建国."""
    common = words("persons", "given")
    return all(c in common for c in name)


def _family_and_post(text: str, cut: Words) -> Iterator[Name]:
    """李书记, 张总: a surname alone before a post."""
    rare = words("persons", "rare")
    for match in _short_posts().finditer(text):
        at = match.start() - 1
        surname = text[at : at + 1] if at >= 0 else ""
        if surname not in words("persons", "surnames") or surname == "":
            continue
        clear = not is_han(text[at - 1 : at]) or at == 0
        if surname in words("persons", "function"):
            continue
        if surname in rare and not clear and text[at - 1] not in "和与请由让":
            continue
        if match.group() in ("总", "老师", "队长") and not _AFTER_SHORT.match(text, match.end()):
            continue
        beside = clear or text[at - 1] in "和与请由让"
        if cut.known and not (beside or cut.border(at)):
            continue
        word = cut.at(at)
        if word and not beside and len(word[1]) > 1 and in_dictionary(word[1]) and word[2] not in PROPER:
            continue
        if not cut.known and not clear and text[at - 1] not in "和与向请由对，了":
            continue
        yield Name(
            "person", text[at : match.end()], at, match.end(), sure=surname not in rare and match.group() != "总"
        )


def _masked(text: str, cut: Words) -> Iterator[Name]:
    """李某, 张某某."""
    for match in _FAMILY.finditer(text):
        if match.group(1) in words("persons", "surnames") and cut.border(match.start()):
            yield Name("person", match.group(), *match.span(), sure=match.group(1) not in words("persons", "rare"))
