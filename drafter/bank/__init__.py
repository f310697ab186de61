"""The phrase bank: loading, layering, saving, searching and curating it.

In: folders of YAML (extracted/, curated/, overlay.yaml). Out: a `PhraseBank`. Nothing here mines or composes.
"""

from __future__ import annotations

from drafter.bank.deciding import Orphan, Overlay, about, adopted, check_wording, items, orphans, target, wording
from drafter.bank.forms import group_json, phrase_json
from drafter.bank.ids import group_id, normalised, phrase_id
from drafter.bank.overlay import DECISIONS, NO_DEVICE, STATES, Decision
from drafter.bank.phrasebank import PhraseBank, folders, layers
from drafter.bank.search import ORDERS, Wanted, find, ordered

__all__ = [
    "DECISIONS", "NO_DEVICE", "ORDERS", "STATES", "Decision", "Orphan", "Overlay", "PhraseBank", "Wanted", "about",
    "adopted", "check_wording", "find", "folders", "group_id", "group_json", "items", "layers", "normalised",
    "ordered", "orphans", "phrase_id", "phrase_json", "target", "wording",
]  # fmt: skip
