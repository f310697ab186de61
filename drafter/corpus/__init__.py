"""The corpus: walking files and folders, mining each, merging all, and accounting for every file.

In: paths. Out: an `Extraction` (bank and ledger), what it changes in the bank that stands at its place (`compare`),
and its files on disk (`save`).
"""

from __future__ import annotations

from drafter.corpus.comparing import Change, Changes, Difference, compare, first
from drafter.corpus.extracting import Extraction, extract
from drafter.corpus.ledger import FileEntry, Ledger, SpeechEntry
from drafter.corpus.saving import save

__all__ = [
    "Change", "Changes", "Difference", "Extraction", "FileEntry", "Ledger", "SpeechEntry", "compare", "extract",
    "first", "save",
]  # fmt: skip
