"""Every rule of the data files against its own examples: what it must match, and what it must leave."""

from __future__ import annotations

import re
from typing import Any

import pytest

from drafter import numerals, resources
from drafter.cleaning import facts, frames, furniture, reason_in_chinese, script
from drafter.cleaning.rows import line_markers


def examples(file: str, *keys: str) -> list[Any]:
    table: Any = resources.data(file)
    for key in keys:
        table = table[key]
    return [pytest.param(rule, id=str(rule["id"])) for rule in table]


@pytest.mark.parametrize("rule", examples("cleaning/furniture", "rules"))
def test_furniture_rule(rule: dict[str, Any]) -> None:
    from drafter.cleaning.characters import one_form

    def found(text: str) -> bool:
        return bool(re.fullmatch(rule["pattern"], one_form(text)) or re.fullmatch(rule["pattern"], text))

    assert rule["hit"]
    assert rule["miss"]
    assert [text for text in rule["hit"] if not found(text)] == []
    assert [text for text in rule["hit"] if furniture.rule_for(one_form(text), edge=True) is None] == []
    edge = rule.get("where") == "edge"
    assert [text for text in rule["miss"] if furniture.rule_for(one_form(text), edge=edge)] == []
    assert reason_in_chinese(rule["reason"]) != rule["reason"]


@pytest.mark.parametrize("rule", examples("cleaning/furniture", "inline"))
def test_inline_rule(rule: dict[str, Any]) -> None:
    assert all(re.search(rule["pattern"], text) for text in rule["hit"])
    assert not any(re.search(rule["pattern"], text) for text in rule["miss"])


@pytest.mark.parametrize("rule", examples("cleaning/markers", "line"))
def test_line_marker(rule: dict[str, Any]) -> None:
    assert all(re.match(rule["pattern"], text) for text in rule["hit"])
    assert not any(line_markers().match(text) for text in rule["miss"])


@pytest.mark.parametrize("rule", examples("cleaning/markers", "inside"))
def test_marker_inside_a_paragraph(rule: dict[str, Any]) -> None:
    assert all(re.search(rule["pattern"], text) for text in rule["hit"])
    assert not any(re.search(rule["pattern"], text) for text in rule["miss"])


@pytest.mark.parametrize("rule", examples("cleaning/frame", "delimiters"))
def test_delimiter(rule: dict[str, Any]) -> None:
    assert all(re.fullmatch(rule["pattern"], text) for text in rule["hit"])
    assert [text for text in rule["miss"] if frames.delimiter(text) is not None] == []


@pytest.mark.parametrize("rule", examples("cleaning/script", "repairs"))
def test_repair(rule: dict[str, Any]) -> None:
    assert rule["hit"]
    assert rule["miss"]
    assert {damaged: script.repair(damaged) for damaged in rule["hit"]} == rule["hit"]
    assert [text for text in rule["miss"] if script.repair(text) != text] == []


@pytest.mark.parametrize("text", ["建立健全", "指标", "核心", "智慧", "整合", "执行", "效能", "新增", "列举", "质量"])
def test_right_words_stay(text: str) -> None:
    assert script.repair(f"要{text}各项工作") == f"要{text}各项工作"


@pytest.mark.parametrize("rule", examples("cleaning/facts", "years", "anniversary"))
def test_anniversary(rule: dict[str, Any]) -> None:
    for text, year in rule["hit"].items():
        match = re.search(rule["pattern"], text)
        assert match
        assert rule["base"] + (numerals.value(match.group("n")) or 0) == year
    assert not any(re.search(rule["pattern"], text) for text in rule["miss"])


@pytest.mark.parametrize(
    "rule",
    examples("cleaning/facts", "years", "fixed")
    + examples("cleaning/facts", "years", "now")
    + examples("cleaning/facts", "years", "own")
    + examples("cleaning/facts", "speech_cues"),
)
def test_cue(rule: dict[str, Any]) -> None:
    assert all(re.search(rule["pattern"], text) for text in rule["hit"])
    assert not any(re.search(rule["pattern"], text) for text in rule["miss"])


@pytest.mark.parametrize(
    "rule", [pytest.param(r, id=r["level"]) for r in resources.data("cleaning/facts")["title_levels"]]
)
def test_level_in_a_title(rule: dict[str, Any]) -> None:
    assert [facts.level_of(text, "").value for text in rule["hit"]] == [rule["level"]] * len(rule["hit"])
    assert not any(re.search(rule["pattern"], text) for text in rule["miss"])


@pytest.mark.parametrize("rule", [pytest.param(r, id=r["kind"]) for r in resources.data("cleaning/facts")["meetings"]])
def test_kind_of_meeting(rule: dict[str, Any]) -> None:
    assert [facts.kind_of(text, "") for text in rule["hit"]] == [rule["kind"]] * len(rule["hit"])
    assert not any(re.search(rule["pattern"], text) for text in rule["miss"])


def test_every_reason_used_in_code_has_a_chinese_name() -> None:
    reasons = resources.data("cleaning/furniture")["reasons"]
    used = {rule["reason"] for key in ("rules", "inline") for rule in resources.data("cleaning/furniture")[key]}
    assert used <= set(reasons)
