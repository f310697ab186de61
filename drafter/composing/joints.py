"""What joins the sentences of a paragraph: 为此， before a measure, 还要看到， before a second reason.

In: a sentence, the place it stands at, its path, a seed. Out: the words to put before it, or none. Left alone: the
sentence; `bare` takes the words off again, so that a sentence is known for that of its entry. Data:
composing/joints.yaml, with the share of sentences that are joined and what each joint can stand before.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

from drafter import resources
from drafter.composing import paths
from drafter.composing.choice import score


def joint(place: str, sentence: str, path: str, seed: int, *, clauses: bool = False) -> str:
    """The words before a sentence at a place (more, tasks, safeguards); "" for none. `clauses`: whether the third
    level is read out before it. Neighbouring sub-headings are joined by other words."""
    data = _data()
    share = data["share"].get(place, 0) / 100
    # A lot is ln(u) of an even u: the share of those below ln(share) is just that.
    if not share or score(seed, path, f"joint/{place}") >= math.log(share):
        return ""
    fits = [one["text"] for one in data["joints"] if one["at"] == place and _fits(one, sentence)]
    if place == "tasks" and clauses:
        fits = [text for text in fits if text in data["after_clauses"]]
    return fits[(seed + _turn(path)) % len(fits)] if fits else ""


def bare(text: str) -> str:
    """A text without the joint it begins with."""
    return text[len(match.group()) :] if (match := _any().match(text)) else text


def _fits(one: dict[str, Any], sentence: str) -> bool:
    before, unless = one.get("before"), one.get("unless")
    return (not before or bool(re.match(before, sentence))) and not (unless and re.search(unless, sentence))


def _turn(path: str) -> int:
    """A number that grows from sub-heading to sub-heading, and from card to card: 2.1.p2 → 10, 2.1.p5 → 11."""
    found = [int(n) for n in re.findall(r"\d+", path.partition(".p")[0])]
    return sum(n * weight for n, weight in zip(found, (4, 1), strict=False)) + paths.card(path)


@cache
def _any() -> re.Pattern[str]:
    texts = sorted({one["text"] for one in _data()["joints"]}, key=len, reverse=True)
    return re.compile("|".join(re.escape(text) for text in texts))


def _data() -> Any:
    return resources.data("composing/joints")
