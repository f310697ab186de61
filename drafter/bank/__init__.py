"""The phrase bank: loading, layering, saving, searching and curating it.

In: folders of YAML (extracted/, curated/, overlay.yaml). Out: a `PhraseBank`. Nothing here mines or composes.
"""

from __future__ import annotations

from drafter.bank.deciding import Orphan, Overlay, about, adopted, check_pattern, items, orphans, pattern_of, target
from drafter.bank.entries import ORIGINS
from drafter.bank.forms import group_json, phrase_json
from drafter.bank.ids import group_id, normalised, phrase_id
from drafter.bank.overlay import DECISIONS, NO_DEVICE, STATES, Decision
from drafter.bank.phrasebank import PhraseBank, folders, layers
from drafter.bank.search import ORDERS, Wanted, find, ordered

__all__ = [
    "DECISIONS", "NO_DEVICE", "ORDERS", "ORIGINS", "STATES", "Decision", "Orphan", "Overlay", "PhraseBank", "Wanted",
    "about", "adopted", "check_pattern", "find", "folders", "group_id", "group_json", "items", "layers", "normalised",
    "ordered", "orphans", "pattern_of", "phrase_id", "phrase_json", "target",
]  # fmt: skip
