"""Traditional → simplified, and the repair of what machines broke on the way to traditional (專案 → 项目).

Needs the extra `corpus` (OpenCC) for traditional text only. The configuration is tw2s: t2s leaves 著 for 着,
tw2sp damages 指标, 核心, 建立健全 and place names. Repairs are data (data/cleaning/script.yaml) and are made only
in a text judged to be mainland prose that went through a machine.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from drafter import resources
from drafter.cleaning.rows import Rows
from drafter.errors import MissingExtra


def script_of(rows: Rows) -> str:
    """Which script ("hans" or "hant") a file is in, by the characters that only one script has."""
    traditional, simplified = _characters()
    hant = sum(len(traditional.findall(row.text)) for row in rows)
    hans = sum(len(simplified.findall(row.text)) for row in rows)
    return "hant" if hant > hans else "hans"


@cache
def _characters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The characters that only traditional, and that only simplified texts have."""
    table = resources.data("cleaning/script")
    return re.compile(f"[{table['traditional']}]"), re.compile(f"[{table['simplified']}]")


def simplify(rows: Rows) -> Rows:
    """Every line in simplified characters. Raises MissingExtra for traditional text without OpenCC."""
    hant = script_of(rows) == "hant"
    if hant:
        try:
            import opencc
        except ImportError:
            raise MissingExtra("繁体转简体", "corpus") from None
        convert = opencc.OpenCC("tw2s").convert
        rows = tuple(row.holding(convert(row.text)) for row in rows)
    if not machine_converted("\n".join(row.text for row in rows), hant=hant):
        return rows
    return tuple(row.holding(repair(row.text)) for row in rows)


def machine_converted(text: str, *, hant: bool) -> bool:
    """Whether a text (in simplified characters by now) speaks the mainland's language, but went through a converter.

    Nobody writes 同志们 and 县委 in traditional characters by hand. In a simplified text it takes two different
    words that only a converter puts there: one alone (社群, 资讯) may be meant.
    """
    if sum(word in text for word in resources.data("cleaning/script")["mainland"]) < 2:
        return False
    signs = sum(bool(rule.get("sign")) and pattern.search(text) is not None for rule, pattern in _repairs())
    return hant or signs >= 2


def repair(text: str) -> str:
    """The converter's words put back, rule by rule: 各专案标任务 → 各项目标任务."""
    for rule, pattern in _repairs():
        text = pattern.sub(rule["to"], text)
    return text


@cache
def _repairs() -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    return tuple((rule, re.compile(_pattern(rule))) for rule in resources.data("cleaning/script")["repairs"])


def _pattern(rule: dict[str, Any]) -> str:
    """`from` with its neighbours: lookbehinds take one width each, so they stand side by side."""
    ahead = "".join(f"(?!{word})" for word in rule.get("not_after", ()))
    if rule.get("after"):
        ahead += "(?=" + "|".join(rule["after"]) + ")"
    behind = "".join(f"(?<!{word})" for word in rule.get("not_before", ()))
    if rule.get("before"):
        behind += "(?:" + "|".join(f"(?<={word})" for word in rule["before"]) + ")"
    return f"{behind}{rule['from']}{ahead}"
