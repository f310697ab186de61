"""Page furniture: lines that belong to the page a speech was found on.

General signs first (a line of links, a line that comes back on every page, talk about the site), rules of
data/cleaning/furniture.yaml second. Where a speech begins and ends is not decided here (framing).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from drafter import resources
from drafter.cleaning.frames import delimiter, is_caption, is_salutation, is_slogan, is_title
from drafter.cleaning.rows import Row, Rows, ends_sentence, has_marker, is_prose, live, patterns, remembered

_FILE = "cleaning/furniture"
LONGEST = 300  # no rule speaks of longer lines
SHORT = 60  # a sentence is dropped only when it talks about the site, a longer line when it does so twice


def reason_in_chinese(reason: str) -> str:
    """What a removal's reason is called for the reader: navigation → 网站导航."""
    return str(resources.data(_FILE)["reasons"].get(reason, reason))


@remembered
def rule_for(text: str, *, edge: bool = False) -> tuple[str, bool] | None:
    """The reason for which a line is page furniture and whether the page goes on behind it; None if it isn't.

    `edge`: also by the rules that only hold before and after a speech.
    """
    if len(text) > LONGEST:
        return None
    for rule, pattern in patterns(_FILE, "rules"):
        if _applies(str(rule.get("where")), text, edge) and pattern.fullmatch(text):
            return str(rule["reason"]), bool(rule.get("barrier"))
    return None


def _applies(where: str, text: str, edge: bool) -> bool:
    """Whether the rules of a kind may speak of a line at all."""
    if where == "edge":
        return edge
    if where == "meta":
        return not (ends_sentence(text) or text.endswith(("：", "，")) or has_marker(text))
    if where == "ads":
        return site_talk(text) >= (2 if len(text) > SHORT else 1 if ends_sentence(text) else 0)
    return True


@remembered
def site_talk(text: str) -> int:
    """How many different words about the site a line holds."""
    return sum(word in text for word in resources.data(_FILE)["site_talk"])


_WEB = r"(?:https?[:：]//|www\.)[\x21-\x7e]{3,60}"
_ADDRESS = re.compile(_WEB + "$")
_STAMP = re.compile(rf"(?:^|[。！？；”） ])([\u4e00-\u9fff]{{2,8}})[ ，]?{_WEB}$")


def drop_stamps(rows: Rows) -> Rows:
    """Takes off what a site stamps behind its paragraphs: its name, with or without the address behind it.

    A name is known by standing before an address at the ends of two lines and more.
    """
    ends = [rows[i].text[-80:] for i in live(rows) if _ADDRESS.search(rows[i].text[-80:])]
    known = {match[1] for end in ends if (match := _STAMP.search(end))}
    names = sorted(name for name in known if sum(name in end for end in ends) >= 2)[:20]
    if not names:
        return rows
    either = "|".join(map(re.escape, names))
    stamp = re.compile(rf" ?(?:{either})(?: ?{_WEB}|[ ，][^，。；！？：]{{0,12}})?$")
    out: list[Row] = []
    for row in rows:
        match = None if row.reason else stamp.search(row.text, max(0, len(row.text) - 90))
        if match is None:
            out.append(row)
            continue
        out.append(Row(match.group().strip(), row.number, reason="stamp"))
        if row.text[: match.start()].strip():
            out.append(replace(row, text=row.text[: match.start()].strip()))
    return tuple(out)


def strip_inline(rows: Rows) -> Rows:
    """Takes advertisements out of lines that hold other text as well."""
    out: list[Row] = []
    for row in rows:
        text = row.text
        for rule, pattern in patterns(_FILE, "inline"):
            if row.reason or not pattern.search(text):
                continue
            for match in pattern.finditer(text):
                out.append(Row(match.group().strip(), row.number, reason=str(rule["reason"])))
            text = pattern.sub("", text).strip()
        if text:
            out.append(row.holding(text))
    return tuple(out)


def drop_furniture(rows: Rows) -> Rows:
    """Drops lines that are links and no sentence, and lines that a rule knows."""
    out = []
    for row in rows:
        found = rule_for(row.text)
        if row.reason:
            pass
        elif row.image and _below_picture(row.text):
            row = row.dropped("photo")
        elif found:
            row = row.dropped(found[0], barrier=found[1])
        elif row.linked > (0.9 if is_prose(row.text) or has_marker(row.text) else 0.6) and not ends_sentence(row.text):
            row = row.dropped("links")
        out.append(row)
    return tuple(out)


def _below_picture(text: str) -> bool:
    """Whether a line right below a picture says what it shows: short, no sentence, no heading, no title."""
    other = has_marker(text) or is_title(text) or is_caption(text) or is_salutation(text) or delimiter(text) is not None
    return len(text) <= 40 and not other and text[-1] not in "。！？；，：、”"


def drop_running_heads(rows: Rows) -> Rows:
    """Drops short lines without a sentence that come back three times and more (header and footer of pages)."""
    places = live(rows)
    seen = Counter(rows[i].text for i in places)
    often = {
        text
        for text, count in seen.items()
        if count >= 3 and len(text) <= 40 and not ends_sentence(text) and not text.endswith("：")
        and not has_marker(text) and not is_prose(text) and len(text) >= 4 and not is_title(text)
        and not (count == 3 and is_slogan(text))  # the page's head, its headline, and over the speech once more
    }  # fmt: skip
    return tuple(row.dropped("repeated") if row.text in often else row for row in rows)


def is_preview(text: str) -> bool:
    """Whether a dropped line says that the site shows only part of the text."""
    return any(re.search(pattern, text) for pattern in resources.data(_FILE)["preview"])
