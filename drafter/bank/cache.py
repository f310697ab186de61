"""Copies of a layer that load fast: PyYAML takes a quarter of a millisecond for each entry.

In: what a layer's files were read into, and a key made of their bytes. Out: two JSON files for each folder under the
user's cache, one for its entries as they are filed and one for its decisions, so that a decision taken leaves the
copy of the entries good. A copy with another key, a damaged one or an unreadable one is passed over; one that can't
be written is not written. The YAML stays the only truth.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from drafter import __version__, resources, yamlio
from drafter.bank.overlay import Decision
from drafter.errors import DrafterError
from drafter.models import Group, Occurrence, Phrase, Validity

WORTH = 20_000
"""Files of fewer bytes are read from their YAML (some 20 ms) and never copied."""

_FORMAT = 2  # raise when the same files are read into other records
_RECORDS = (Phrase, Group, Occurrence, Validity, Decision)

Part = tuple[tuple[Phrase, ...], tuple[Group, ...], tuple[Decision, ...]]
"""What the files of one part say: entries as they are filed, decisions."""


def key(files: Iterable[tuple[str, bytes]]) -> str:
    """The digest of named files, of the program's version and of what else the records depend on."""
    digest = hashlib.sha256(f"{_FORMAT} {__version__}".encode())
    for record in _RECORDS:
        digest.update(" ".join(f.name for f in fields(record)).encode() + b"\0")
    slot_table = resources.PACKAGE / "data" / "slots.yaml"
    for name, content in (("", slot_table.read_bytes()), *files):
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass") + content)
    return digest.hexdigest()


def load(folder: Path, part: str, wanted: str) -> Part | None:
    """The copy of a part ("entries", "overlay") of a folder's layer made under this very key; None when there is
    no sound one."""
    try:
        head, payload = _place(folder, part).read_bytes().split(b"\n", 1)
        if head.decode("ascii") != f"{wanted} {hashlib.sha256(payload).hexdigest()}":
            return None
        value = json.loads(payload)
        return (
            tuple(map(_phrase, value["phrases"])),
            tuple(map(_group, value["groups"])),
            tuple(map(_decision, value["decisions"])),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(folder: Path, part: str, made_under: str, read: Part) -> None:
    """Keeps a copy of a part of a layer; silently does not where the place can't be written."""
    phrases, groups, decisions = read
    value = {"phrases": list(map(astuple, phrases)), "groups": list(map(astuple, groups)),
             "decisions": list(map(astuple, decisions))}  # fmt: skip
    payload = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    head = f"{made_under} {hashlib.sha256(payload).hexdigest()}\n".encode("ascii")
    try:
        yamlio.write_bytes(_place(folder, part), head + payload)
    except DrafterError:
        return


def _place(folder: Path, part: str) -> Path:
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return resources.user_folder() / "cache" / f"bank-{name}-{part}.json"


_P = {f.name: n for n, f in enumerate(fields(Phrase))}
_G = {f.name: n for n, f in enumerate(fields(Group))}
_D = {f.name: n for n, f in enumerate(fields(Decision))}


def _phrase(row: list[Any]) -> Phrase:
    row[_P["themes"]] = tuple(row[_P["themes"]])
    row[_P["occurrences"]] = tuple(Occurrence(*o) for o in row[_P["occurrences"]])
    valid = row[_P["valid"]]
    row[_P["valid"]] = None if valid is None else Validity(*valid)
    return Phrase(*row)


def _group(row: list[Any]) -> Group:
    row[_G["items"]] = tuple(map(tuple, row[_G["items"]]))
    row[_G["occurrences"]] = tuple(Occurrence(*o) for o in row[_G["occurrences"]])
    for name in ("themes", "aspects", "under"):
        row[_G[name]] = tuple(row[_G[name]])
    return Group(*row)


def _decision(row: list[Any]) -> Decision:
    row = [tuple(value) if isinstance(value, list) else value for value in row]
    items = row[_D["items"]]
    row[_D["items"]] = None if items is None else tuple(map(tuple, items))
    return Decision(*row)
