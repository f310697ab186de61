"""Where a speech goes on although a page's words, or lines that are no sentence, stand in between.

In: the rows of a section. Out: the places of barriers (“相关链接：…”) behind which the speech goes on, and the end of a
speech with what still belongs to it: a last sentence that was cut off, the last items of a list without full stops.
Left alone: signatures, links and titles behind a speech.
"""

from __future__ import annotations

import re

from drafter import numerals
from drafter.cleaning import frames, furniture
from drafter.cleaning.rows import HAN, HANZI, Row, Rows, ends_sentence, has_marker, is_heading, is_prose, live

AHEAD = 40  # lines behind a barrier among which the numbering must go on
ITEMS = 12  # lines at most that a list without full stops adds to a speech
_NUMBERED = re.compile(
    rf"(?P<dun>{HAN})、|（(?P<bracket>{HAN})）|第(?P<nth>{HAN})[，、：]|(?P<yishi>{HAN})[是要]|(?P<dot>\d{{1,2}})[.、]"
)
_SPEAKS = re.compile("我|同志|大家|各级|要|让|必须|希望|请|我们|咱")
_ADDRESSES = re.compile("^(?:同志们|让我们|我们|希望|大家|各位)|，(?:同志们|让我们)|^最后，")
_UNFINISHED = re.compile(
    "^(?:我|让|为|要|同志们|希望|各|在|以|只|确保|必须|请|最后|因此|所以|这|但)|，.*(?:我|要|为|让|将)"
)


def _number(text: str) -> tuple[str, int] | None:
    """The form of the marker a line begins with, and its number."""
    match = _NUMBERED.match(text)
    if match is None or match.lastgroup is None:
        return None
    value = numerals.value(match[match.lastgroup])
    return (match.lastgroup, value) if value else None


def interruptions(rows: Rows) -> set[int]:
    """The words of a page that only interrupt a speech: behind them its numbering, or its sentences, go on."""
    found: set[int] = set()
    last: dict[str, int] = {}
    for i, row in enumerate(rows):
        if row.reason is None:
            number = _number(row.text)
            if number:
                last[number[0]] = number[1]
        elif _in_its_line(rows, i) or _speaks_on(rows, i) or (last and _counts_on(rows, i, last)):
            found.add(i)
    return found


def _in_its_line(rows: Rows, place: int) -> bool:
    """Whether something dropped stood in one line with the sentence that follows it."""
    after = rows[place + 1] if place + 1 < len(rows) else None
    same = after is not None and after.reason is None and after.number == rows[place].number
    return same and not rows[place].barrier and after is not None and is_prose(after.text)


def _counts_on(rows: Rows, barrier: int, last: dict[str, int]) -> bool:
    """Whether the number after the last one before a barrier comes behind it, before its form begins anew."""
    anew: set[str] = set()
    for row in rows[barrier + 1 : barrier + 1 + AHEAD]:
        number = None if row.reason or row.linked > 0.5 else _number(row.text)
        if number is None or number[0] in anew or number[0] not in last:
            continue
        form, value = number
        if value == last[form] + 1 and (form != "dot" or is_prose(row.text)):
            return True
        anew.add(form)
    return False


def _speaks_on(rows: Rows, barrier: int) -> bool:
    """Whether the very next line is a sentence of the speech, between two sentences of it."""
    before = next((row for row in reversed(rows[max(0, barrier - AHEAD) : barrier]) if row.reason is None), None)
    after = next((row for row in rows[barrier + 1 : barrier + 4] if row.barrier or row.reason is None), None)
    if (
        before is None
        or after is None
        or after.barrier
        or not (_is_said(before.text) or before.text.endswith(("，", "、")))
    ):
        return False
    text = after.text
    if frames.is_closing(before.text) or frames.is_salutation(text) or after.linked > 0.5 or text.endswith("…"):
        return False
    said = is_prose(text) and ends_sentence(text) and furniture.site_talk(text) == 0
    return said and _SPEAKS.search(text) is not None and furniture.rule_for(text, edge=True) is None


def _is_said(text: str) -> bool:
    """Whether a line is a whole sentence or a heading of a speech."""
    return (is_prose(text) and ends_sentence(text)) or is_heading(text) or frames.is_salutation(text)


def further(rows: Rows, begin: int, end: int) -> int:
    """The end of a speech behind its last items without full stops and the sentence that was cut off."""
    if begin >= end:
        return end
    end = _spoken_on(rows, end)
    places = live(rows)
    last = next((i for i in reversed(places) if i < end), begin)
    if frames.is_closing(rows[last].text):
        return end
    behind = [i for i in places if i >= end]
    for n, i in enumerate(behind[:ITEMS]):
        if any(row.reason in ("links", "related", "navigation") or row.barrier for row in rows[end:i]):
            break
        above = rows[last].text
        if not _may_belong(rows[i]) or not (_parallel(above, rows[i].text) or _listed(rows, above, behind[n : n + 3])):
            break
        last, end = i, i + 1
    rest = [i for i in behind if i >= end]
    if len(rest) == 1 and _is_cut_off(rows[rest[0]]) and not any(row.reason == "links" for row in rows[end : rest[0]]):
        return rest[0] + 1
    return end


def _spoken_on(rows: Rows, end: int) -> int:
    """The end behind the sentences that follow a line or two of the page and are plainly spoken."""
    passed = interruptions(rows[: end + AHEAD])
    behind = [i for i in live(rows[: end + AHEAD]) if i >= end]
    if end and frames.is_closing(rows[end - 1].text):
        return end
    for i in behind[:ITEMS]:
        if not (_spoken(rows[i]) and _clear(rows[end:i], passed, end)):
            break
        end = i + 1
    return end


def _spoken(row: Row) -> bool:
    """Whether a line behind the words of a page is plainly somebody's speech: “同志们，让我们共同努力！”."""
    text = row.text
    return _may_belong(row) and ends_sentence(text) and text[-1] != "…" and _ADDRESSES.search(text) is not None


def _clear(between: Rows, passed: set[int], start: int) -> bool:
    """Whether only a line or two of a page stand between, and nothing that ends a speech."""
    ends = any(row.barrier and start + n not in passed for n, row in enumerate(between))
    return not ends and sum(row.reason not in ("page_number", "stray") for row in between) <= 3


def _may_belong(row: Row) -> bool:
    """Whether a line without a full stop may be speech text: nothing that pages, titles or bylines say."""
    text = row.text
    if row.linked > 0.5 or furniture.site_talk(text) or furniture.rule_for(text, edge=True):
        return False
    other = frames.is_title(text) or frames.is_caption(text) or frames.delimiter(text) is not None
    return not other and len(HANZI.findall(text)) >= 4


def _parallel(above: str, text: str) -> bool:
    """Whether a line is built like the one above it: as long, as many clauses, and words at the same places.

    “请群众打分，不只看材料” over “请监测挑刺，不只听汇报”.
    """
    first, second = above.rstrip("；。，、！").split("，"), text.rstrip("；。，、！").split("，")
    if len(first) != len(second) or abs(len(above) - len(text)) > 4:
        return False
    same = sum(a[:1] == b[:1] or (a[-1:] == b[-1:]) for a, b in zip(first, second, strict=True))
    return same == len(first) and (len(first) > 1 or above[:2] == text[:2] or above[-2:] == text[-2:])


def _listed(rows: Rows, above: str, behind: list[int]) -> bool:
    """Whether a line is the first of parallel items, which a colon announces or which hold two clauses each.

    Or it is the line with the colon itself: “办法有三条：”.
    """
    texts = [rows[i].text for i in behind]
    if texts[0].endswith("：") and len(texts) == 3:
        return _parallel(texts[1], texts[2]) and _may_belong(rows[behind[1]])
    return len(texts) >= 2 and (above.endswith("：") or "，" in texts[0]) and _parallel(texts[0], texts[1])


def _is_cut_off(row: Row) -> bool:
    """Whether the very last line is the beginning of a sentence: “我相信，只要我们同心同德，就一定能”."""
    text = row.text
    if not _may_belong(row) or ends_sentence(text) or has_marker(text) or text[-1] in "：）】)]|>":
        return False
    return len(HANZI.findall(text)) >= 8 and _UNFINISHED.search(text) is not None and " " not in text
