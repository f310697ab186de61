"""A draft on disk: one small YAML file that a person can read and edit, the same shape as `--format json`."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from drafter import yamlio
from drafter.errors import DrafterError, nearest
from drafter.models import Block, Brief, Count, Draft, Provenance, SlotValue

FORMAT = 1
HEAD = ("草稿：文字里的 {名} 是空位，值写在 slots 的 value；locked: true 的一处重排时不动",)


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
        **({"answered": list(draft.answered)} if draft.answered else {}),
        "blocks": [_block_as_json(block) for block in draft.blocks],
    }  # fmt: skip


def _block_as_json(block: Block) -> dict[str, Any]:
    return {
        "path": block.path, "move": block.move, "level": block.level, "marker": block.marker, "run_in": block.run_in,
        "text": block.text, "entry": block.entry,
        "slots": [{"name": s.name, "type": s.type, "value": s.value} for s in block.slots],
        "sources": [{"label": s.label, "source": s.source, "at": s.at} for s in block.sources],
        "locked": block.locked, **({"aspect": block.aspect} if block.aspect else {}),
    }  # fmt: skip


def save(draft: Draft, path: Path) -> None:
    """Writes a draft, whole or not at all. Raises DrafterError."""
    yamlio.write_text(path, as_yaml(draft))


def as_yaml(draft: Draft) -> str:
    """A draft as the text of its YAML file."""
    return "".join(f"# {line}\n" for line in HEAD) + yamlio.dumps(as_json(draft))


def load(path: Path) -> Draft:
    """Reads a saved draft. Raises DrafterError (file, line) for what is no draft."""
    return from_data(yamlio.load(path), str(path))


def from_data(data: Any, name: str) -> Draft:
    """A draft from its plain data; `name` is what errors call it."""
    if not isinstance(data, dict) or "blocks" not in data or not isinstance(data.get("brief"), dict):
        raise DrafterError(f"{name}：不是 drafter 的草稿（缺少 brief 或 blocks）")
    if data.get("format") != FORMAT:
        raise DrafterError(f"{name}：草稿格式是 {data.get('format')}，这个版本只认 {FORMAT}，请用新版打开")
    try:
        return Draft(
            brief=_record(Brief, data["brief"], name), occasion=data["occasion"], structure=data["structure"],
            template=dict(data.get("template") or {}), bank=dict(data.get("bank") or {}), title=data["title"],
            announced=tuple(_record(Count, count, name) for count in data.get("announced") or ()),
            blocks=tuple(_block(block, name) for block in data["blocks"] or ()), stage=data.get("stage", "draft"),
            seconds=dict(data.get("seconds") or {}), choices=dict(data.get("choices") or {}),
        )  # fmt: skip
    except KeyError as error:
        raise DrafterError(f"{name}：草稿缺少“{error.args[0]}”一项") from None


def _block(data: Any, name: str) -> Block:
    if not isinstance(data, dict):
        raise DrafterError(f"{name}：blocks 的每一项都要写成“名称: 值”")
    where = f"{name} 第{getattr(data, 'line', 0)}行"
    data = dict(data)
    data["slots"] = tuple(_record(SlotValue, slot, where) for slot in data.get("slots") or ())
    data["sources"] = tuple(_record(Provenance, source, where) for source in data.get("sources") or ())
    data["marker"] = data.get("marker") or ""
    block: Block = _record(Block, data, where)
    if not isinstance(block.text, str) or not isinstance(block.path, str):
        raise DrafterError(f"{where}：text 和 path 要是文字")
    return block


def _record(cls: Any, data: Any, where: str) -> Any:
    known = [field.name for field in fields(cls)]
    if not isinstance(data, dict):
        raise DrafterError(f"{where}：这里要写成“名称: 值”")
    for key in data:
        if key not in known:
            raise DrafterError(f"{where}：不认识“{key}”，{nearest(key, known)}")
    try:
        return cls(**data)
    except TypeError:
        missing = [field.name for field in fields(cls) if field.name not in data]
        raise DrafterError(f"{where}：缺少{'、'.join(missing[:3])}") from None
