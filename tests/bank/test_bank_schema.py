"""The JSON Schemas for editors: they say what the loader says, and the shipped files keep to them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from drafter import resources, yamlio
from drafter.bank import PhraseBank, entries, overlay
from drafter.cli.schemas import NAMES, place
from drafter.errors import DrafterError
from drafter.models import DEVICES, KINDS, MOVES, TIERS

SCHEMAS: dict[str, Any] = {name: json.loads(place(name).read_text("utf-8")) for name in NAMES}
DEFINED = SCHEMAS["phrases"]["definitions"]
DECISION = SCHEMAS["overlay"]["definitions"]["decision"]

TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None),
}  # fmt: skip
TALK = {"$schema", "title", "description", "enumDescriptions", "definitions"}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """What is wrong with a value: the part of JSON Schema (draft 7) that our schemas use, and nothing beyond."""
    for word, says in schema.items():
        match word:
            case "$ref":
                yield from faults(value, root["definitions"][says.rpartition("/")[2]], root, at)
            case "type":
                allowed = tuple(TYPES[t] for t in ([says] if isinstance(says, str) else says))
                if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
                    yield f"{at}: {value!r} is no {says}"
            case "enum":
                if value not in says:
                    yield f"{at}: {value!r} is none of {says}"
            case "required":
                yield from (f"{at}: {name} is missing" for name in says if name not in value)
            case "properties":
                for name in value if isinstance(value, dict) else ():
                    if name in says:
                        yield from faults(value[name], says[name], root, f"{at}/{name}")
            case "additionalProperties":
                for name in value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ():
                    yield from faults(value[name], says, root, f"{at}/{name}") if says else [f"{at}: {name} unknown"]
            case "propertyNames":
                yield from (f"{at}: {name} has no place here" for name in value if name not in says["enum"])
            case "items":
                for n, item in enumerate(value if isinstance(value, list) else ()):
                    yield from faults(item, says, root, f"{at}/{n}")
            case "minItems" | "minLength":
                if isinstance(value, list if word == "minItems" else str) and len(value) < says:
                    yield f"{at}: too short"
            case "minimum" | "maximum":
                wrong = isinstance(value, int) and (value < says if word == "minimum" else value > says)
                yield from [f"{at}: {value} is out of range"] if wrong else []
            case "pattern":
                if isinstance(value, str) and not re.search(says, value):
                    yield f"{at}: {value!r} does not match"
            case "anyOf":
                if all(list(faults(value, one, root, at)) for one in says):
                    yield f"{at}: {value!r} is none of the forms"
            case "allOf":
                for one in says:
                    if not list(faults(value, one["if"], root, at)):
                        yield from faults(value, one["then"], root, at)
            case _:
                assert word in TALK, f"the test knows no “{word}”"


def both(table: str, names: Sequence[str]) -> list[str]:
    """The identifiers, then their Chinese names, which the loader takes as well."""
    return [*names, *(resources.data("bank/terms")[table][name] for name in names)]


def wrong(text: str, name: str = "phrases") -> list[str]:
    return list(faults(yamlio.loads(text, name), SCHEMAS[name], SCHEMAS[name]))


def loaded(text: str, folder: Path) -> PhraseBank:
    """The bank with this one file."""
    (folder / "curated").mkdir()
    (folder / "curated/a.yaml").write_text(text, "utf-8")
    return PhraseBank.load(folder)


def shipped() -> list[Path]:
    banks = (resources.phrasebank(), resources.PACKAGE / "data" / "composing" / "neutral")
    return sorted(p for bank in banks for p in bank.glob("*/*.yaml") if p.name != "ledger.yaml")


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_every_shipped_file_keeps_to_the_schema(path: Path) -> None:
    assert wrong(path.read_text("utf-8")) == []


def test_the_overlay_that_the_program_writes_keeps_to_the_schema() -> None:
    text = """\
decisions:
- {id: "00112233", pattern: "我讲{数}点意见", decision: reject, note: 太俗}
- {id: 0be27c1d, pattern: "抓{主题}", decision: retag, kind: topic, device: none, themes: []}
- {id: 77d0e3aa, pattern: 就讲这些, decision: reword, to: 我就讲这些}
- {id: 12345678, pattern: 甲, decision: accept}
- {id: 12345679, pattern: "{}保障", items: [组织, 制度], decision: 弃用}
- {id: 1234567a, pattern: "把{}作为{}", items: [[甲, 乙], [丙, 丁]], decision: accept}
"""
    assert wrong(text, "overlay") == []
    assert len(overlay.read(text, "overlay.yaml")) == 6


def test_schema_and_loader_know_the_same_fields_and_values() -> None:
    for name, fields in (
        ("phrase", entries.PHRASE_FIELDS), ("group", entries.GROUP_FIELDS), ("occurrence", entries.OCCURRENCE_FIELDS),
        ("card", {"aspect", "themes", *entries.CARD_KINDS}),
    ):  # fmt: skip
        assert set(DEFINED[name]["properties"]) == fields, name
        assert DEFINED[name]["additionalProperties"] is False
    for entry in ("phrase", "group"):
        properties = DEFINED[entry]["properties"]
        assert properties["device"]["enum"] == both("devices", DEVICES)
        assert properties["tier"]["enum"] == both("tiers", TIERS)
        assert properties["origin"]["enum"] == both("origins", entries.ORIGINS)
    phrase = DEFINED["phrase"]["properties"]
    assert phrase["kind"]["enum"] == both("kinds", KINDS)
    assert phrase["move"]["enum"] == both("moves", MOVES)
    assert phrase["slots"]["additionalProperties"]["enum"] == list(entries.slot_types())
    assert set(SCHEMAS["phrases"]["properties"]) == {"phrases", "groups", "cards"}


def test_schema_and_overlay_know_the_same_fields_and_values() -> None:
    assert set(DECISION["properties"]) == set().union(*overlay.FIELDS.values())
    assert DECISION["properties"]["decision"]["enum"] == both("decisions", overlay.DECISIONS)
    assert set(DECISION["properties"]["device"]["enum"]) == {*both("devices", DEVICES), overlay.NO_DEVICE}
    assert DECISION["properties"]["kind"]["enum"] == both("kinds", KINDS)
    told = {
        name: set(rule["then"]["propertyNames"]["enum"])
        for rule in DECISION["allOf"] for name in rule["if"]["properties"]["decision"]["enum"]
    }  # fmt: skip
    chinese = resources.data("bank/terms")["decisions"]
    assert told == overlay.FIELDS | {chinese[name]: fields for name, fields in overlay.FIELDS.items()}


def test_every_value_has_its_chinese_name_and_every_field_its_explanation() -> None:
    terms = resources.data("bank/terms")
    for definition in (*DEFINED.values(), DECISION):
        for name, field in definition.get("properties", {}).items():
            assert "description" in field or "$ref" in field, name
            if field.get("enumDescriptions"):
                assert len(field["enumDescriptions"]) == len(field["enum"])
    assert DEFINED["phrase"]["properties"]["kind"]["enumDescriptions"] == [*terms["kinds"].values(), *KINDS]


GOOD = [
    "phrases:\n- {pattern: '抓{数}点', kind: topic, slots: {数: count}, valid: {from: 2021, until: '2025-12'}}\n",
    "phrases:\n- {pattern: 抓好, kind: topic, themes: 作风, id: 80506390}\n",
    "phrases:\n- {pattern: 抓好, kind: 开场, device: 对仗, tier: 独创, move: 过渡}\n",
    "groups:\n- {skeleton: '把{}作为{}', items: [[甲, 乙], {text: [丙, 丁], aspect: 目标}]}\n",
    "groups:\n- {skeleton: '{}抓{主题}', items: [甲, 乙], after_yao: true, under: [认识]}\n",
    "cards:\n- {aspect: 职责, reason: 甲, measure: 乙, duty: '{日期}前办'}\n",
    "# 空的\n",
    "phrases:\n",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_the_loader_takes_the_schema_takes(text: str, tmp_path: Path) -> None:
    loaded(text, tmp_path)
    assert wrong(text) == []


BAD = [
    "phrases:\n- {pattern: 抓好落实, kind: topik}\n",
    "phrases:\n- {pattern: 抓好落实}\n",
    "phrases:\n- {pattern: 抓好落实, kind: topic, theme: 作风}\n",
    "phrases:\n- {pattern: '抓{数点', kind: topic}\n",
    "phrases:\n- {pattern: '抓{}点', kind: topic}\n",
    "phrases:\n- {pattern: 2021, kind: topic}\n",
    "phrases:\n- {pattern: 抓好落实, kind: topic, weight: 0}\n",
    "phrases:\n- {pattern: 抓好落实, kind: topic, weight: true}\n",
    "phrases:\n- {pattern: 抓好落实, kind: topic, id: 4f2c}\n",
    "phrases:\n- {pattern: 抓好落实, kind: topic, valid: {from: 去年}}\n",
    "phrases:\n- {pattern: '抓{数}点', kind: topic, slots: {数: number}}\n",
    "phrases:\n- {pattern: 抓好落实, kind: topic, occurrences: [{line: 3}]}\n",
    "groups:\n- {skeleton: '{}抓落实', items: [甲]}\n",
    "groups:\n- {skeleton: '{}抓落实', items: [甲, {aspect: 思想}]}\n",
    "groups:\n- {skeleton: '{}抓落实', items: [甲, 乙], level: 一}\n",
    "cards:\n- {aspect: 职责, reason: 甲, measure: 乙}\n",
    "phrase:\n- {pattern: 甲, kind: topic}\n",
    "- {pattern: 甲, kind: topic}\n",
]


@pytest.mark.parametrize("text", BAD)
def test_what_the_schema_refuses_the_loader_refuses(text: str, tmp_path: Path) -> None:
    assert wrong(text)
    with pytest.raises(DrafterError):
        loaded(text, tmp_path)


@pytest.mark.parametrize(
    "decision",
    [
        "decision: drop",
        "decision: reject, kind: topic",
        "decision: accept, to: 乙",
        "decision: reword",
        "decision: retag, to: 乙",
        "decision: retag, device: paralel",
    ],
)
def test_wrong_decisions_are_refused_by_both(decision: str) -> None:
    text = f"decisions:\n- {{id: 0011aabb, pattern: 甲, {decision}}}\n"
    assert wrong(text, "overlay")
    with pytest.raises(DrafterError):
        overlay.read(text, "overlay.yaml")
