"""One section of a file → where its speech begins and ends, and its frame (title, subtitle, salutation).

The body is the stretch with the greatest sum of evidence: prose and headings count for it, page furniture,
loose words and site talk against it. So the lines around it need not be known one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafter.cleaning import frames, furniture
from drafter.cleaning.rows import (
    Row,
    Rows,
    ends_sentence,
    has_marker,
    is_heading,
    is_prose,
    live,
    without_marker,
)
from drafter.cleaning.tails import further, interruptions
from drafter.cleaning.titles import find_titles, own_title

BARRIER = 400  # characters of prose it takes to believe that a speech goes on behind “相关文章”
PRESENTED = 100  # characters in which a page presents what follows
PAGE_TALK = 150  # characters of speech that outweigh one word about the site: a page in one line is more than its menu
NEUTRAL = (
    "page_number", "page_marker", "separator", "repeated", "repeated_title", "photo", "hidden", "note", "note_mark",
    "scene", "stray", "markup", "reading_aid", "stamp",
)  # fmt: skip
_BULLETS = "-•●■◆▪·*"
_BRACKETS = "《》“” "


@dataclass(frozen=True, slots=True)
class Framed:
    """A section with all its rows (dropped ones with their reason); the live rows are the speech."""

    rows: Rows
    title: str | None
    subtitle: str | None
    salutation: str | None
    frame: str  # everything over the speech, for its year and kind
    preview: bool


def split_salutations(rows: Rows) -> Rows:
    """Puts a salutation that text follows or precedes without a break on a line of its own."""
    out: list[Row] = []
    begun = False
    for row in rows:
        if row.reason or has_marker(row.text):
            out.append(row)
            continue
        begun = begun and not (frames.is_title(row.text) or frames.delimiter(row.text) is not None)
        parts = frames.opening_salutation(row.text)
        # In a speech that has begun “同志们！新的征程……” is a call, and “最后，同志们：……” no new beginning.
        # Under its own title it is one: the page said a sentence or two of its own before.
        spoken = parts is not None and begun and (parts[0] or parts[1].endswith("！")) and not frames.is_title(parts[0])
        if parts and not spoken:
            before, who, after = parts
            if before:
                out.append(replace(row, text=before.strip(), cut=True))
            out.append(replace(row, text=who, gap=True))
            if after:
                out.append(replace(row, text=after.strip(), gap=True))
        else:
            out.append(row)
        begun = begun or is_prose(row.text)
    return tuple(out)


def drop_repeated_titles(rows: Rows) -> Rows:
    """Drops a title that comes back when its speech has begun, unless a new speech begins under it."""
    out = list(rows)
    places = live(rows)
    seen: set[str] = set()
    begun = False
    for n, i in enumerate(places):
        text = rows[i].text
        key = _key(text)
        if frames.delimiter(text) is not None:
            begun = False
        elif key in seen and begun and not is_prose(text):
            following = [rows[k].text for k in places[n + 1 : n + 5]]
            piece = next((k for k, t in enumerate(following) if frames.delimiter(t) is not None), len(following))
            following = following[:piece]
            if not any(frames.is_salutation(t) for t in following):
                out[i] = rows[i].dropped("repeated_title")
        elif is_prose(text) or frames.is_salutation(text):
            if not begun:
                out[i] = _without_title(rows[i], seen)
            begun = True
        first = n < 3 and len(text) >= 6 and not (is_prose(text) or has_marker(text) or frames.is_caption(text))
        if first or frames.is_title(text):
            seen.add(key)
    return tuple(out)


def _without_title(row: Row, titles: set[str]) -> Row:
    """The first line of a text without the title that is glued to it: “县长在…上的讲话今天，我们…”."""
    for title in titles:
        place = row.text.find(title, 0, len(title) + 8) if len(title) >= 8 else -1
        end = place + len(title)
        if place >= 0 and "，" not in row.text[:place] and row.text[end : end + 1] not in "精稿》”，。":
            return replace(row, text=row.text[end:])
    return row


def _key(text: str) -> str:
    return frames.bare_title(text).strip(_BRACKETS)


def frame(section: Rows, page_title: str | None) -> Framed:
    """The section with everything dropped that is no speech text."""
    section = _from_delimiter_on(section)
    begin, end = core(section)
    begin = _begin(section, begin, end)
    end = further(section, begin, _end(section, begin, end))
    preview = any(row.reason and furniture.is_preview(row.text) for row in section[end:])
    titles, subtitle, used = find_titles(section, begin)
    out = []
    for i, row in enumerate(section):
        if row.reason is None and not begin <= i < end:
            name = i < begin and _in_byline(section, i, used)
            row = row.dropped("caption" if name else _outside(row.text, before=i < begin, title=i in used))
        out.append(row)
    over = [row.text for row in section[:begin] if row.reason is None]
    said = [row.text for row in section[:begin] if row.reason in (None, "upload_meta") and not _of_upload(row.text)]
    title = " ".join(titles) or _from_delimiter(over) or page_title
    if title and title.startswith("——"):  # a subtitle without its title
        title, subtitle = title.lstrip("— "), None
    first = section[begin].text if begin < end else ""
    salutation = first.rstrip("：！:!，。") if begin < end and frames.is_salutation(first) else None
    if title and not subtitle:
        title, subtitle = _two(title)
        subtitle = own_title(subtitle) if subtitle else None
    return Framed(tuple(out), title, subtitle, salutation, "\n".join(said), preview)


_BARE_DATE = re.compile(
    r"(?:时间：?|日期：?)? ?[（(]?(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[）)]?"
    r"|[（(]?(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[）)]?"
)
_UPLOAD = re.compile(r"(?:阅读|浏览|点击|访问|发布|上传|更新|录入|来源)[^，]{0,6}[：:(（]|\d[：:]\d{2}")


def _of_upload(text: str) -> bool:
    """Whether a line says something of the upload; a bare date under a title is the speech's own."""
    found = furniture.rule_for(text, edge=True)
    return (found is not None and not _BARE_DATE.fullmatch(text)) or _UPLOAD.search(text) is not None


def _from_delimiter_on(section: Rows) -> Rows:
    """The section with the few sentences over its first delimiter dropped: the page presents its collection."""
    places = live(section)
    first = next((i for i in places if frames.delimiter(section[i].text) is not None), 0)
    prose = [i for i in places if i < first and is_prose(section[i].text)]
    greeted = any(frames.is_salutation(section[i].text) for i in places if i < first)
    if greeted or not prose or sum(len(section[i].text) for i in prose) >= PRESENTED:
        return section
    return tuple(row.dropped("intro") if i in prose else row for i, row in enumerate(section))


def core(rows: Rows) -> tuple[int, int]:
    """Begin and end of the stretch with the greatest sum of evidence."""
    best, best_span = 0.0, (0, 0)
    total, begin, mass = 0.0, 0, 0
    passed = interruptions(rows)
    for i, row in enumerate(rows):
        worth = 0.0 if i in passed else _worth(row, mass)
        mass += max(0, int(worth))
        if total <= 0:
            total, begin = 0.0, i
        total += worth
        if total > best:
            best, best_span = total, (begin, i + 1)
    return best_span


def _worth(row: Row, mass: int) -> float:
    """What a row says for (characters of prose) or against its being speech text."""
    text = row.text
    if row.barrier:
        return -max(BARRIER, 0.3 * mass)
    if row.reason:
        return 0.0 if row.reason in NEUTRAL else -40.0
    if frames.is_salutation(text) or _THANKS.fullmatch(text):
        return 60.0
    if furniture.rule_for(text, edge=True):
        return -40.0
    if is_prose(text) or frames.is_closing(text):
        return -len(text) if furniture.site_talk(text) >= 3 + len(text) // PAGE_TALK else len(text)
    if is_heading(text) or has_marker(text):
        bare = without_marker(text)
        # A bullet with a word or two is an entry of a menu; a draft's list lines say something.
        return -10.0 if frames.is_title(bare) or (text[0] in _BULLETS and len(bare) < 8) else len(text)
    if frames.is_spoken(text):
        return len(text)
    return 2.0 if ends_sentence(text) and "网" not in text else -12.0  # 散会！


def _begin(rows: Rows, begin: int, end: int) -> int:
    """The salutation, if little stands before it; else the first sentence or heading."""
    places = [i for i in live(rows) if i < end]
    later = _greeting_under_title(rows, places)
    if later is not None:
        return later
    prose = [len(rows[i].text) if is_prose(rows[i].text) else 0 for i in places]
    total = sum(n for i, n in zip(places, prose, strict=True) if i >= begin)
    mass = 0
    for i, n in zip(places, prose, strict=True):
        if frames.is_salutation(rows[i].text) and (i >= begin or not mass):
            return i
        if i >= begin:
            mass += n
        if mass > max(300, 0.15 * total):
            break
    return next((i for i in places if i >= begin and _worth(rows[i], 0) > 0), end)


def _greeting_under_title(rows: Rows, places: list[int]) -> int | None:
    """The salutation right under a title, if an earlier one (“各位：讲话稿请查收”) has only a few lines to itself."""
    mass, greeted, titled = 0, False, False
    for i in places:
        text = rows[i].text
        if frames.is_salutation(text):
            if greeted and titled:
                return i
            greeted = True
        elif greeted and frames.is_title(text):
            titled = True
        elif is_prose(text):
            mass += len(text)
            if mass > 150 or titled:
                return None
    return None


_THANKS = re.compile(r"谢谢(?:大家|各位|同志们)?[！。]?")
_SPOKEN = re.compile("我|祝|谢|同志|大家|让|希望")


def _end(rows: Rows, begin: int, end: int) -> int:
    """A line of thanks ends the speech, and so does a closing call, if what follows is little and not spoken."""
    rest = 0
    spoken = False
    for i in reversed([i for i in live(rows) if begin <= i < end]):
        text = rows[i].text
        if _THANKS.fullmatch(text) or (rest and not spoken and frames.is_closing(text)):
            return i + 1
        rest += len(text)
        spoken = spoken or bool(_SPOKEN.search(text))
        if rest > 300 or is_heading(text):
            break
    return end


def _from_delimiter(over: list[str]) -> str | None:
    titles = [frames.delimiter(text) for text in over]
    return next((title for title in reversed(titles) if title), None)


def _two(title: str) -> tuple[str, str | None]:
    """Title and subtitle written in one: parted by a dash (…——在…上的讲话), or behind the second of two even halves."""
    main, dash, sub = title.partition("——")
    if not dash:
        main, dash, sub = title.partition("—")
        dash = dash if len(main) >= 6 and frames.is_title(sub) else ""
    if dash and main.strip() and sub.strip():
        return main.strip(), sub.strip()
    first, space, rest = title.partition(" ")
    if space and " " not in rest and len(rest) >= 2 * len(first) and len(rest) - len(first) >= 8:
        return f"{first} {rest[: len(first)]}", rest[len(first) :]
    return title, None


_NAMES = re.compile(r"[\u4e00-\u9fff×X*]{2,4}(?:[ ·][\u4e00-\u9fff×X*]{1,6}){0,2}")


def _in_byline(rows: Rows, place: int, titles: set[int]) -> bool:
    """Whether a line is a name between a title, an office and a date: 县长 ⏎ 王小明 ⏎ （2026年5月6日）."""
    text = rows[place].text
    if not _NAMES.fullmatch(text) or place in titles or furniture.rule_for(text, edge=True):
        return False
    beside = [i for i in (place - 1, place + 1) if 0 <= i < len(rows) and rows[i].reason is None]
    return any(i in titles or frames.is_caption(rows[i].text) for i in beside)


def _outside(text: str, *, before: bool, title: bool) -> str:
    """Why a line outside the speech was dropped."""
    if title:
        return "title"
    if frames.delimiter(text) is not None:
        return "delimiter"
    found = furniture.rule_for(text, edge=True)
    if found:
        return found[0]
    if frames.is_caption(text):
        return "caption" if before else "signature"
    if frames.is_title(text):
        return "repeated_title" if before else "related"
    return ("intro" if is_prose(text) else "before") if before else "after"
