"""The ledger: every file fed in, and what became of it. The sums add up; nothing is dropped in silence.

Files are named without their folders: the ledger is part of a bank that is passed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter import yamlio

LEDGER = "ledger.yaml"
KEPT, SECRET, NO_SPEECH, UNREADABLE = "kept", "secret", "not_a_speech", "unreadable"


@dataclass(frozen=True, slots=True)
class SpeechEntry:
    """One speech of a file. `duplicate_of`: the speech ("a.txt", 2) it is a near-duplicate of.
    `entries`: bank entries that stand in it."""

    number: int
    label: str
    year: int | None
    admin_level: str | None
    characters: int
    truncated: bool
    duplicate_of: tuple[str, int] | None = None
    entries: int = 0


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file: status (kept, secret, not_a_speech, unreadable), why, its speeches, and what else was seen when it
    was read (broken bytes, a name that says something else)."""

    name: str
    status: str
    why: str = ""
    speeches: tuple[SpeechEntry, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """All files in the order of their names."""

    files: tuple[FileEntry, ...]

    def sums(self) -> dict[str, int]:
        """files = kept + secret + not_a_speech + unreadable; speeches = independent + duplicates."""
        speeches = [speech for file in self.files for speech in file.speeches]
        by_status = {s: sum(f.status == s for f in self.files) for s in (KEPT, SECRET, NO_SPEECH, UNREADABLE)}
        return {
            "files": len(self.files),
            **by_status,
            "speeches": len(speeches),
            "independent": sum(s.duplicate_of is None for s in speeches),
            "duplicates": sum(s.duplicate_of is not None for s in speeches),
            "truncated": sum(s.truncated for s in speeches),
            "characters": sum(s.characters for s in speeches),
        }

    def speeches(self) -> tuple[str, ...]:
        """The names of all speeches: "a.txt#2"."""
        return tuple(f"{file.name}#{speech.number}" for file in self.files for speech in file.speeches)

    def as_data(self) -> dict[str, Any]:
        """The ledger as it is written to ledger.yaml."""
        return {"sums": self.sums(), "files": [_file(file) for file in self.files]}


def standing(extracted: Path) -> list[dict[str, Any]]:
    """The files a ledger on disk names, as they are written there; none when there is no ledger.

    Raises DrafterError when it can't be read.
    """
    place = extracted / LEDGER
    value = yamlio.load(place) if place.is_file() else None
    files = value.get("files") if isinstance(value, dict) else None
    return [file for file in files or () if isinstance(file, dict)]


def _file(file: FileEntry) -> dict[str, Any]:
    value: dict[str, Any] = {"name": file.name, "status": file.status}
    if file.why:
        value["why"] = file.why
    if file.remarks:
        value["remarks"] = list(file.remarks)
    if file.speeches:
        value["speeches"] = [_speech(speech) for speech in file.speeches]
    return value


def _speech(speech: SpeechEntry) -> dict[str, Any]:
    value: dict[str, Any] = {"speech": speech.number, "label": speech.label}
    if speech.year is not None:
        value["year"] = speech.year
    if speech.admin_level:
        value["admin_level"] = speech.admin_level
    value |= {"characters": speech.characters, "entries": speech.entries}
    if speech.truncated:
        value["truncated"] = True
    if speech.duplicate_of:
        value["duplicate_of"] = "{}#{}".format(*speech.duplicate_of)
    return value
