"""Rules: one YAML file each, a verb with its parameters, a message, a reason, and examples.

In: the package's folder of rules and any folder of the user's. Out: `Rule`s in order of id. A rule of the
user's replaces the package's of the same file name. A file that is no rule is a DrafterError (file, what).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from drafter import resources, yamlio
from drafter.errors import DrafterError, nearest

SEVERITIES = ("error", "warning", "info")
VERBS = ("count", "listing", "sequence", "pattern", "masks", "slots", "names", "formulation", "repetition", "siblings")
"""What a rule may ask for; `verbs` says how each is done."""

KEYS = ("id", "name", "verb", "severity", "message", "suggestion", "basis", "params", "cases", "stages")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its file states it. `severity` is one for all stages or one for each; `params` are the verb's."""

    id: str
    name: str
    verb: str
    severity: str | dict[str, str]
    message: str
    suggestion: str | None
    basis: str
    params: dict[str, Any]
    flags: tuple[Any, ...]
    passes: tuple[Any, ...]
    file: str = ""
    patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False)

    def at(self, stage: str) -> str:
        """The severity at a stage."""
        return self.severity if isinstance(self.severity, str) else self.severity.get(stage, "info")

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """A parameter that is a regular expression, or a list of such, compiled once; None when not given."""
        source = self.params.get(key)
        if source is None:
            return None
        if key not in self.patterns:
            joined = "|".join(f"(?:{s})" for s in source) if isinstance(source, list) else str(source)
            self.patterns[key] = re.compile(joined)
        return self.patterns[key]


def load(folders: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """The package's rules and those of the folders given, later ones replacing earlier of the same file name."""
    found: dict[str, Rule] = {rule.file: rule for rule in _shipped()}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            found[path.stem] = read(path)
    return tuple(sorted(found.values(), key=lambda rule: (rule.id, rule.file)))


@cache
def _shipped() -> tuple[Rule, ...]:
    return tuple(read(path) for path in sorted((resources.PACKAGE / "data" / "rules").glob("*.yaml")))


def read(path: Path) -> Rule:
    """One rule. Raises DrafterError for a file that is none: unknown key or verb, missing message, bad pattern."""
    data = yamlio.load(path)
    if not isinstance(data, dict):
        raise DrafterError(f"{path}：不是检查规则，请写成“键: 值”的形式")
    for key in data:
        if key not in KEYS:
            raise DrafterError(f"{path}：不认识“{key}”，{nearest(key, KEYS)}")
    for key in ("id", "verb", "severity", "message", "basis"):
        if not data.get(key):
            raise DrafterError(f"{path}：规则缺少“{key}”，请补上")
    if data["verb"] not in VERBS:
        raise DrafterError(f"{path}：没有“{data['verb']}”这种检查方法，{nearest(data['verb'], VERBS)}")
    severity = data["severity"]
    for word in severity.values() if isinstance(severity, dict) else [severity]:
        if word not in SEVERITIES:
            raise DrafterError(f"{path}：严重程度“{word}”不对，可用的有：{'、'.join(SEVERITIES)}")
    cases = data.get("cases") or {}
    rule = Rule(
        id=data["id"], name=data.get("name", path.stem), verb=data["verb"], severity=severity, message=data["message"],
        suggestion=data.get("suggestion"), basis=data["basis"], params=data.get("params") or {},
        flags=_listed(cases.get("flags")), passes=_listed(cases.get("passes")), file=path.stem,
    )  # fmt: skip
    try:
        for key in ("patterns", "except", "exempt"):
            rule.pattern(key)
    except re.error:
        raise DrafterError(f"{path}：“{key}”里的正则表达式写得不对，请改正") from None
    return rule


def _listed(value: Any) -> tuple[Any, ...]:
    return () if value is None else tuple(value) if isinstance(value, list) else (value,)
