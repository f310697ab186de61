"""What stands in the 题注 of a speech: who spoke and when.

In: a `Speech` and what cleaning dropped of its file. Out: byline and date as written.
Cleaning knows a 题注 by its form and drops it; here only what it dropped is read, nothing is looked for anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.models import Removal, Speech

_DIGIT = r"[\d〇○零一二三四五六七八九Oo]"
_DATE = re.compile(
    rf"{_DIGIT}{{4}} ?年(?: ?[\d一二三四五六七八九十]{{1,3}} ?月(?: ?[\d一二三四五六七八九十]{{1,3}} ?日)?)?"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
)
_EDGE = " （）()[]【】,，、。;；:：-—·　"
_NO_NAME = re.compile(r"https?:|[。！？]|来源|时间|字号|浏览|点击|编辑|会议|大会|仪式|发布")
_LONGEST = 24  # characters of 县委副书记、县长　某某某


@dataclass(frozen=True, slots=True)
class Caption:
    """`byline` and `date` as they are written; None where there is none."""

    byline: str | None = None
    date: str | None = None


def caption(speech: Speech, before: Speech | None, removed: tuple[Removal, ...]) -> Caption:
    """The caption of a speech; `before` is the speech that goes before it in the file, if one does."""
    begin = before.lines[-1].number if before else 0
    end = speech.lines[0].number
    texts = [r.text for r in removed if r.reason == "caption" and begin < r.line <= end]
    dates = [match.group() for text in texts for match in _DATE.finditer(text)]
    names = [name for text in texts if (name := _DATE.sub("", text).strip(_EDGE)) and _is_name(name)]
    return Caption(names[0] if names else None, dates[0] if dates else None)


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST and not _NO_NAME.search(text) and not re.search(r"\d", text)
