"""The corpus: walking files and folders, mining each, merging all, and accounting for every file.

In: paths. Out: an `Extraction` (bank and ledger), what it changes in the bank that stands at its place (`compare`),
and its files on disk (`save`), which leaves out nothing of a person's own (`guarding`); where the files lie on this
machine is kept beside the bank (`places`).
"""

from __future__ import annotations

from drafter.corpus.comparing import Change, Changes, Difference, compare, first
from drafter.corpus.extracting import Extraction, extract, walk
from drafter.corpus.guarding import before, check, left_out, some
from drafter.corpus.ledger import FileEntry, Ledger, SpeechEntry
from drafter.corpus.places import again, remember, sentence
from drafter.corpus.saving import save

__all__ = [
    "Change", "Changes", "Difference", "Extraction", "FileEntry", "Ledger", "SpeechEntry", "again", "before", "check",
    "compare", "extract", "first", "left_out", "remember", "save", "sentence", "some", "walk",
]  # fmt: skip
