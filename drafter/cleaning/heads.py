"""The head of a speech that runs on with its first sentence → lines of its own.

“在…会议上的讲话 县长 2026年5月6日 同志们：今天……” and “在…会上的讲话（2026年5月6日）王磊” are title, byline and date,
parted by spaces or brackets only. In: rows as read, because the spaces are gone later. Out: a row for each part. Left
alone: a line whose parts are not all of these, so that no sentence is torn.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from drafter import resources
from drafter.cleaning.frames import bare_title, is_caption, is_salutation, is_slogan, is_title, salutation_words
from drafter.cleaning.furniture import rule_for
from drafter.cleaning.rows import HANZI, Row, Rows, ends_sentence, has_marker, is_prose, one_for_one

WINDOW = 160  # characters from the line's start in which a head may end
TOP = 4  # lines of a file among which a title that only a space parts from its speech is believed
_PART_OF_DATE = re.compile(r"(?<=\d) (?=[年月日])|(?<=[年月]) (?=\d)")
_DATE = r"\d{4}年\d{1,2}月(?:\d{1,2}日)?"
_BORDER = re.compile(
    rf" +|(?:https?：//|www\.)[!-~]{{3,60}}|(?=（[^（）]{{0,12}}{_DATE})|(?<=[日月稿]）)"
    rf"|(?<=[^（\d]){_DATE}(?=[^）前后以之起至到—-]|$)"
)
_STRAY_END = re.compile(r"(?: ?[？·•▪])+ ?$")
_CALLS = re.compile("[^。；！？在]{2,24}，[^。；！？在]{2,24}(?=在)")  # 解放思想，改革创新在…上的讲话
_STOPS = re.compile("[，。；！？]")
_NAME = re.compile(r"[\u4e00-\u9fff×X]{2,3}")
_TWICE = re.compile(r"(.{0,6}?)(.{6,50})\2")


def split_heads(rows: Rows) -> Rows:
    """Puts the title, byline and date that run on with a speech's first sentence on lines of their own."""
    out: list[Row] = []
    wrapped = False
    for n, row in enumerate(rows):
        if wrapped and row.reason is None:
            row = row if has_marker(row.text) else replace(row, page=True)  # goes on with the sentence begun above
            wrapped = False
        parts = None if row.reason else _parts(row.text, top=n < TOP)
        if not parts:
            out.append(row)
            continue
        out += [replace(row, text=part, image=row.image and not k) for k, part in enumerate(parts)]
        wrapped = len(row.text) <= WINDOW and len(parts[-1]) >= 8 and _is_cut(parts[-1])
    return tuple(out)


def _is_cut(text: str) -> bool:
    """Whether the last part of a head is the beginning of a sentence that the line's end cut."""
    return not (ends_sentence(text) or _is_byline(text) or is_title(text) or is_slogan(text) or text[-1] in "：:")


def _parts(text: str, *, top: bool) -> list[str] | None:
    """The parts of a line that begins with a title; None for other lines."""
    window = one_for_one(text[:WINDOW])
    if has_marker(window) or not any(word in window for word in _title_words()):
        return None
    if len(text) <= WINDOW and not is_prose(text):
        # A hard-wrapped page cuts the first sentence, too: “…动员会上的讲话今天，我们在这里召”.
        cut = _before_cue(text, window) if top and len(text) >= 20 else None
        return _line_parts(window) or (cut if cut and len(cut[-1]) >= 8 else None)
    for place in _salutations(window):
        parts = head_parts(window[:place])
        if parts and (len(parts) > 1 or parts[0] != window[:place].strip()):
            return [*parts, text[place:]]
    return _before_cue(text, window) or (_before_space(text, window) if top else None)


def _line_parts(line: str) -> list[str] | None:
    """The parts of a line that is all head: title and byline, or a slogan over “在…上的讲话”."""
    parts = head_parts(line)
    if not parts or len(parts) < 2:
        return None
    known = is_slogan(parts[0]) or any(_is_byline(part) and not _NAME.fullmatch(part) for part in parts)
    return parts if known else None


@cache
def _title_words() -> tuple[str, ...]:
    return tuple(resources.data("cleaning/frame")["title_words"])


@cache
def _cue() -> re.Pattern[str]:
    """A title directly before the words with which speeches begin: “…主持讲话3今天，县委……”."""
    table = resources.data("cleaning/frame")
    words, tails, cues = ("|".join(table[key]) for key in ("title_words", "title_tails", "opening_cues"))
    return re.compile(rf"(?:{words})(?:{tails}){{0,2}}\d{{0,2}}(?= ?(?:{cues}))")


def _salutations(window: str) -> list[int]:
    """Where a salutation inside the line may begin."""
    places: set[int] = set()
    for match in re.finditer("[：！]", window):
        for word in salutation_words():
            place = window.find(word, max(0, match.end() - 60), match.end())
            if place > 0 and is_salutation(window[place : match.end()]):
                places.add(place)
    return sorted(places)


def _before_cue(text: str, window: str) -> list[str] | None:
    match = _cue().search(window)
    if match is None or _STOPS.search(window[: match.end()]):
        return None
    if not 8 <= match.end() <= 110 or _about().search(window[: match.end()].partition("在")[0]):
        return None
    parts = head_parts(window[: match.end()])
    return [*parts, text[match.end() :].strip()] if parts else None


@cache
def _about() -> re.Pattern[str]:
    """What is done with somebody's speech: “要认真学习……讲话” is no title."""
    return re.compile("|".join(resources.data("cleaning/frame")["about_speeches"]))


def _before_space(text: str, window: str) -> list[str] | None:
    """A title among the first words of a file that a space parts from the sentence behind it."""
    end = 0
    calls = _CALLS.match(window)
    if calls and is_slogan(calls.group()):
        below = _before_space(text[calls.end() :], window[calls.end() :])
        return [calls.group(), *below] if below else None
    if _about().search(window[:60].partition(" ")[0].partition("在")[0]):
        return None
    for match in re.finditer(r"[^ ]+(?= )", window):
        if _STOPS.search(match.group()):
            break
        if len(match.group()) >= 8 and is_title(match.group()):
            end = match.end()
    parts = head_parts(window[:end]) if end else None
    return [*parts, text[end:].strip()] if parts else None


def head_parts(head: str) -> list[str] | None:
    """What stands over a speech, part by part, if it is a title with bylines and dates behind it and nothing else."""
    head = _STRAY_END.sub("", _PART_OF_DATE.sub("", head.strip()))
    called = _CALLS.match(head)
    if called and is_slogan(called.group()):
        below = head_parts(head[called.end() :])
        return [called.group(), *below] if below else None
    pieces = [piece.strip(" ·") for piece in _cut(head)]
    pieces = _whole([_once(piece) for piece in pieces if piece])
    titles = [n for n, piece in enumerate(pieces) if len(piece) >= 5 and is_title(piece)]
    if not titles or any(_STOPS.search(piece) for piece in pieces):
        return None
    before, after = pieces[: titles[0]], pieces[titles[-1] + 1 :]
    after = [piece for piece in after if piece not in pieces[titles[0]]]  # the words of the title, for a search
    if not all(_is_byline(piece) for piece in after) or sum(map(len, before)) > 40:
        return None
    kept: list[str] = []
    for n in titles:
        if all(bare_title(pieces[n]) != bare_title(title) for title in kept):
            kept.append(pieces[n])
    page = any(rule_for(piece, edge=True) for piece in before)
    return [*(before if page or not before else [" ".join(before)]), *kept, *after]


def _whole(pieces: list[str]) -> list[str]:
    """The pieces with a title put together again that a stray space cut in two: 在全县“三夏”生产 工作会议上的讲话."""
    out: list[str] = []
    for piece in pieces:
        above = out[-1] if out else ""
        opened = "在" in above and not re.search("[上中时]的|会上", above[above.rfind("在") :]) and not is_title(above)
        if opened and "在" not in piece and is_title(above + piece):
            out[-1] = above + piece
        else:
            out.append(piece)
    return out


def _cut(head: str) -> list[str]:
    """The head at its spaces, and around its dates."""
    places = {0, len(head)}
    for match in _BORDER.finditer(head):
        places |= {match.start(), match.end()}
    borders = sorted(places)
    return [head[a:b] for a, b in pairwise(borders)]


def _is_byline(piece: str) -> bool:
    if is_caption(piece) or rule_for(piece, edge=True) or (len(piece) <= 2 and piece.isdigit()):
        return True
    return bool(_NAME.fullmatch(piece)) or bool(re.fullmatch(r"[（(].{0,30}[）)]", piece))


def _once(piece: str) -> str:
    """A title that stands there twice without a gap: 在…上的讲话在…上的讲话 → 在…上的讲话."""
    match = _TWICE.fullmatch(piece) if len(piece) <= 110 and HANZI.search(piece) else None
    return match.group(2) if match and is_title(match.group(2)) else piece
