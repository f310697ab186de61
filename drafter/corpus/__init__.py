"""The corpus: walking files and folders, mining each, merging all, and accounting for every file.

In: paths. Out: an `Extraction` (bank and ledger), and its files on disk (`save`).
"""

from __future__ import annotations

from drafter.corpus.extracting import Extraction, extract
from drafter.corpus.ledger import FileEntry, Ledger, SpeechEntry
from drafter.corpus.saving import save

__all__ = ["Extraction", "FileEntry", "Ledger", "SpeechEntry", "extract", "save"]
