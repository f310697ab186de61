"""A draft on disk: one small YAML file that a person can read and edit, the same shape as `--format json`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from drafter import yamlio
from drafter.composing.briefs import parse_date
from drafter.errors import DrafterError, nearest
from drafter.models import DEPTHS, STAGES, Block, Brief, Count, Draft, Fit, Provenance, SlotValue, Step

FORMAT = 1
HEAD = (
    "草稿：文字里的 {名} 是空位，值写在 slots 的 value；locked: true 的一处重排时不动；",
    "aside 是重排后没有位置的手写内容，undo 供 drafter reroll --undo 退回",
)

MOST = 999
"""Points, minutes, levels: larger ones are slips of the hand."""


def as_json(draft: Draft) -> dict[str, Any]:
    """A draft as plain data (contracts.md, `outline --format json`)."""
    return {
        "format": FORMAT,
        "brief": {name: value for name, value in asdict(draft.brief).items() if value is not None},
        "occasion": draft.occasion, "structure": draft.structure, "template": dict(draft.template),
        "bank": dict(draft.bank), "stage": draft.stage, "title": draft.title,
        "announced": [{"path": c.path, "count": c.count} for c in draft.announced],
        "seconds": dict(draft.seconds),
        **({"choices": dict(draft.choices)} if draft.choices else {}),
        **({"picks": dict(draft.picks)} if draft.picks else {}),
        **({"answered": list(draft.answered)} if draft.answered else {}),
        **({"fit": [asdict(fit) for fit in draft.fit]} if draft.fit else {}),
        "blocks": [_block_as_json(block) for block in draft.blocks],
        **({"aside": [_block_as_json(block) for block in draft.aside]} if draft.aside else {}),
        **({"undo": [_step_as_json(step) for step in draft.undo]} if draft.undo else {}),
    }  # fmt: skip


def _block_as_json(block: Block) -> dict[str, Any]:
    return {
        "path": block.path, "move": block.move, "level": block.level, "marker": block.marker, "run_in": block.run_in,
        "text": block.text, "entry": block.entry,
        "slots": [{"name": s.name, "type": s.type, "value": s.value} for s in block.slots],
        "sources": [{"label": s.label, "source": s.source, "at": s.at} for s in block.sources],
        "locked": block.locked, **({"aspect": block.aspect} if block.aspect else {}),
    }  # fmt: skip


def _step_as_json(step: Step) -> dict[str, Any]:
    return {
        "path": step.path, "choices": dict(step.choices), "picks": dict(step.picks),
        "announced": [asdict(count) for count in step.announced], "blocks": [_block_as_json(b) for b in step.blocks],
    }  # fmt: skip


def save(draft: Draft, path: Path) -> None:
    """Writes a draft, whole or not at all. Raises DrafterError."""
    yamlio.write_text(path, as_yaml(draft))


def as_yaml(draft: Draft) -> str:
    """A draft as the text of its YAML file."""
    return "".join(f"# {line}\n" for line in HEAD) + yamlio.dumps(as_json(draft))


def load(path: Path) -> Draft:
    """Reads a saved draft. Raises DrafterError (file, line) for what is no draft."""
    return from_text(yamlio.read_text(path), str(path))


def from_text(text: str, name: str) -> Draft:
    """A draft from the text of its file. Raises DrafterError (line) for what is no draft."""
    own = name.endswith((".yaml", ".yml", ".json"))
    if not own and not re.search(r'^(?:blocks|brief|format):|^\s*"(?:blocks|brief)"\s*:|^\s*\{', text, re.MULTILINE):
        raise DrafterError(
            f"{name}：不是 drafter 的草稿，大概是排好的文稿；草稿由 drafter outline -o 稿.yaml 或 drafter fill 存下"
        )
    return from_data(yamlio.loads(text, name), name)


def from_data(data: Any, name: str) -> Draft:
    """A draft from its plain data; `name` is what errors call it.

    Numbers stand for text where text is wanted (value: 12); anything else of the wrong kind is a DrafterError.
    """
    if not isinstance(data, dict) or "blocks" not in data or not isinstance(data.get("brief"), dict):
        raise DrafterError(f"{name}：不是 drafter 的草稿（缺少 brief 或 blocks）")
    if data.get("format") != FORMAT:
        raise DrafterError(f"{name}：草稿格式是 {data.get('format')}，这个版本只认 {FORMAT}，请用新版打开")
    data = {key: value for key, value in data.items() if key != "format"}
    data["brief"] = _brief(data["brief"], name)
    data["blocks"] = tuple(_block(block, name) for block in _listed(data, "blocks", name))
    data["aside"] = tuple(_block(block, name) for block in _listed(data, "aside", name))
    data["undo"] = tuple(_step(step, name) for step in _listed(data, "undo", name))
    data["fit"] = tuple(_record(Fit, fit, name) for fit in _listed(data, "fit", name))
    data["announced"] = tuple(_record(Count, count, name) for count in _listed(data, "announced", name))
    data["answered"] = tuple(_value(key, "str", f"{name}：answered") for key in _listed(data, "answered", name))
    for part, kind in (("template", "str"), ("bank", "str"), ("seconds", "int"), ("choices", "int"), ("picks", "str")):
        data[part] = _table(data.get(part), kind, f"{name}：{part}")
    draft: Draft = _record(Draft, data, name)
    if draft.stage not in STAGES:
        raise DrafterError(f"{name}：不认识 stage“{draft.stage}”，{nearest(draft.stage, STAGES)}")
    twice = [path for path, count in Counter(block.path for block in draft.blocks).items() if count > 1]
    if twice:
        raise DrafterError(f"{name}：位置“{twice[0]}”写了两次，请改掉一处的 path")
    return draft


def _brief(data: Any, name: str) -> Brief:
    where = _where(data, name)
    brief: Brief = _record(Brief, data, name)
    if brief.depth is not None and brief.depth not in DEPTHS:
        raise DrafterError(f"{where}：不认识 depth“{brief.depth}”，{nearest(brief.depth, DEPTHS)}")
    for field in ("points", "minutes", "levels"):
        number = getattr(brief, field)
        if number is not None and not 1 <= number <= MOST:
            raise DrafterError(f"{where}：{field} 要在 1 到 {MOST} 之间，不能是 {number}")
    if brief.date is not None:
        try:
            parse_date(brief.date)
        except DrafterError as error:
            raise DrafterError(f"{where}：date {error}") from None
    return brief


def _block(data: Any, name: str) -> Block:
    where = _where(data, name)
    if not isinstance(data, dict):
        raise DrafterError(f"{where}：blocks 的每一项都要写成“名称: 值”")
    parts: dict[str, Any] = dict(data)
    parts["slots"] = tuple(_record(SlotValue, slot, where) for slot in _listed(data, "slots", where))
    parts["sources"] = tuple(_record(Provenance, source, where) for source in _listed(data, "sources", where))
    parts["marker"] = "" if data.get("marker") is None else data["marker"]
    block: Block = _record(Block, parts, where)
    if block.level is not None and block.level < 1:
        raise DrafterError(f"{where}：level 从 1 起，不是标题的写 null")
    return block


def _step(data: Any, name: str) -> Step:
    where = _where(data, name)
    if not isinstance(data, dict):
        raise DrafterError(f"{where}：undo 的每一项都要写成“名称: 值”")
    parts: dict[str, Any] = dict(data)
    parts["blocks"] = tuple(_block(block, name) for block in _listed(data, "blocks", where))
    parts["announced"] = tuple(_record(Count, count, where) for count in _listed(data, "announced", where))
    parts["choices"] = _table(data.get("choices"), "int", f"{where}：choices")
    parts["picks"] = _table(data.get("picks"), "str", f"{where}：picks")
    step: Step = _record(Step, parts, where)
    return step


def _record(cls: Any, data: Any, name: str) -> Any:
    """A record of a class from plain data, each field of its kind."""
    where = _where(data, name)
    if not isinstance(data, dict):
        raise DrafterError(f"{where}：这里要写成“名称: 值”")
    known = {field.name: str(field.type) for field in fields(cls)}
    for key in data:
        if key not in known:
            raise DrafterError(f"{where}：不认识“{key}”，{nearest(key, list(known))}")
    try:
        return cls(**{key: _value(value, known[key], f"{where}：{key}") for key, value in data.items()})
    except TypeError:
        missing = [key for key in known if key not in data]
        raise DrafterError(f"{where}：缺少{'、'.join(missing[:3])}") from None


_CALLED = {"str": "文字", "int": "整数", "bool": " true 或 false"}


def _value(value: Any, kind: str, where: str) -> Any:
    """A value as its field wants it: str, int, bool, each also “| None”; other kinds were made before."""
    base = kind.removesuffix(" | None")
    if base not in _CALLED or (value is None and base != kind):
        return value
    if base == "str" and isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    if base == "bool" and isinstance(value, bool):
        return value
    if base == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    shown = "" if isinstance(value, dict | list) or value is None else f"，不能是“{value}”"
    raise DrafterError(f"{where} 要是{_CALLED[base]}{shown}")


def _listed(data: Any, key: str, where: str) -> list[Any]:
    """The list under a key; [] when there is none."""
    value = data.get(key) if isinstance(data, dict) else None
    if value is None:
        return []
    if not isinstance(value, list):
        raise DrafterError(f"{where}：{key} 下面要一项一项列出，每项以“- ”开头")
    return value


def _table(value: Any, kind: str, where: str) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DrafterError(f"{where} 要写成“名称: 值”")
    return {key: _value(item, kind, f"{where} 的 {key}") for key, item in value.items()}


def _where(data: Any, name: str) -> str:
    """What an error calls the place of a record: its line, where it was read from YAML."""
    line = getattr(data, "line", 0)
    return f"{name.partition(' 第')[0]} 第{line}行" if line else name
