"""The profile: what is true of every speech of one unit, so that nobody types it twice.

In: profile.yaml (the user's own, or any file named). Out: a `Profile`, which completes briefs and tells the checks
which local names belong here. A profile never overrules what the person said for one speech.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from drafter import resources, wording, yamlio
from drafter.errors import DrafterError, nearest
from drafter.models import Brief

FILE = "profile.yaml"
SLOWEST, FASTEST = 100, 300
"""Characters a minute: the usual 150 to 220 (domain/format.md, section 4) and some air for the person who is not."""

LABELS = {
    "level": "行政层级", "place": "地名", "unit": "单位", "speaker": "讲话人职务", "speaker_name": "讲话人姓名",
    "upper": "上级称呼", "allow": "其他本地名称", "rate": "语速（字/分钟）",
}  # fmt: skip
"""Every field and what the writer calls it, in the order in which it is asked, written and shown."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A unit's standing answers. None: not said.

    `level` is a key of the level-word table; `upper` replaces its word for the superior body (市委、市政府);
    `allow` lists further local names that may stand in a speech; `rate` is characters a minute.
    """

    level: str | None = None
    place: str | None = None
    unit: str | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    upper: str | None = None
    allow: tuple[str, ...] = ()
    rate: int | None = None

    def complete(self, brief: Brief) -> Brief:
        """A brief with the profile's answers where the person gave none."""
        known = {name: getattr(self, name) for name in ("level", "place", "speaker", "speaker_name")}
        return replace(
            brief, **{name: value for name, value in known.items() if getattr(brief, name) is None and value}
        )

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names that are at home in this unit's speeches: its place, its own name, its speaker, and the rest."""
        names = (self.place, self.unit, self.speaker_name, *self.allow)
        return tuple(dict.fromkeys(name for name in names if name))

    def as_record(self) -> dict[str, Any]:
        """What was said, in the order of `LABELS`; what was not said is left out."""
        said = asdict(self)
        return {name: list(said[name]) if name == "allow" else said[name] for name in LABELS if said[name]}


def default_path() -> Path:
    """Where the user's own profile is kept."""
    return resources.user_folder() / FILE


def load(path: Path | None = None) -> Profile:
    """The profile in a file; without a path the user's own, or an empty one where there is none yet.

    Raises DrafterError (file, line, what to do) for a missing or broken file, an unknown key, a value that is none.
    """
    if path is None:
        path = default_path()
        if not path.exists():
            return Profile()
    text = yamlio.read_text(path)
    record = yamlio.loads(text, str(path))
    if record is None:
        return Profile()
    if not isinstance(record, dict):
        raise DrafterError(f"{path} 第1行：应当一行一项，写成“level: 县”这样")
    values: dict[str, Any] = {}
    for key, value in record.items():
        try:
            values[key] = validate(key, value)
        except DrafterError as error:
            raise DrafterError(f"{path} 第{_line_of(key, text)}行：{error}") from None
    return Profile(**values)


def save(profile: Profile, path: Path) -> None:
    """Writes a profile, whole or not at all. Raises DrafterError."""
    head = ("本单位的固定信息；命令行上写明的优先。各项：", *(f"  {name}  {label}" for name, label in LABELS.items()))
    yamlio.save(path, profile.as_record(), head)


def validate(key: str, value: Any) -> Any:
    """A value as the field wants it. Raises DrafterError: unknown key, unknown level, a list for a word …"""
    if key not in {f.name for f in fields(Profile)}:
        raise DrafterError(f"没有“{key}”这一项，{nearest(key, list(LABELS))}")
    if value is None:
        return () if key == "allow" else None
    if key == "allow":
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
            raise DrafterError("allow 应当是一组名称，每行一个，前面加“- ”")
        return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))
    if key == "rate":
        return _rate(value)
    if not isinstance(value, str):
        raise DrafterError(f"{key}（{LABELS[key]}）应当是文字")
    if key == "level" and value.strip():
        wording.level_words(value.strip())
    return value.strip() or None


def _rate(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"\d{1,6}", value.strip(), re.ASCII):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not SLOWEST <= value <= FASTEST:
        raise DrafterError(f"rate（{LABELS['rate']}）应当是 {SLOWEST} 到 {FASTEST} 之间的整数")
    return value


def _line_of(key: str, text: str) -> int:
    """The line (from 1) on which a top-level key is written; 1 when it is written in an unusual way."""
    found = re.search(rf"^['\"]?{re.escape(key)}['\"]?[ \t]*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
