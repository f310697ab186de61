"""What a file is, told by its bytes: kinds that can't be read, and what to do about them.

In: the bytes of a file. Out: the kind (data/reading/kinds.yaml) or None. Names are not looked at: mail programs and
portals rename freely. Left alone: text, PDF, RTF and Word, which have readers of their own.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from drafter import resources

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODT = b"application/vnd.oasis.opendocument.text"
_LOCKED_WORD = 0x01  # ECMA-376's forerunner [MS-DOC] 2.5.2, FibBase.fEncrypted, in the high byte of its flags


@dataclass(frozen=True, slots=True)
class Kind:
    """`name`: what it is called for the writer; `do`: what he is asked to do ("" when there is nothing to say)."""

    id: str
    name: str
    do: str = ""

    @property
    def refusal(self) -> str:
        """Why it isn't read, behind the file's name: 是图片，请先……"""
        return f"是{self.name}，{self.do}"


def of_bytes(raw: bytes) -> Kind | None:
    """A picture, an archive, a film …: what the first bytes give away and no reader takes."""
    head = raw[:24].hex()
    for pattern, kind in _signs():
        if pattern.match(head):
            return kind
    return None


def of_package(names: Collection[str]) -> Kind | None:
    """A spreadsheet, slides, an e-book …: what the files in a ZIP give away."""
    for rule in resources.data("reading/kinds")["packages"]:
        if any(held in names for held in rule["holds"]):
            return _kind(rule)
    return None


def of_compound(raw: bytes) -> Kind | None:
    """What a compound file of old Office programs holds; `do` is empty for Word; None for what can't be told."""
    for rule in resources.data("reading/kinds")["compounds"]:
        # The directory gives the names of the streams in UTF-16, padded with zeros.
        if any(f"{held}\0".encode("utf-16-le") in raw for held in rule["holds"]):
            return Kind("locked", f"加了密码的{rule['name']}", "请先去掉密码再读") if _is_locked(raw) else _kind(rule)
    return None


def _is_locked(raw: bytes) -> bool:
    """Whether a Word file is encrypted. Its header stands in the first sector as a rule; else the converter says."""
    return raw[512:514] == b"\xec\xa5" and bool(raw[523] & _LOCKED_WORD)


def _kind(rule: dict[str, str]) -> Kind:
    return Kind(rule["id"], rule["name"], rule.get("do", ""))


@cache
def _signs() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    return tuple(
        (re.compile(start.replace("?", ".")), _kind(rule))
        for rule in resources.data("reading/kinds")["kinds"]
        for start in rule["starts"]
    )
