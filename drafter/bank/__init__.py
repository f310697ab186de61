"""The phrase bank: loading, layering, saving and searching it.

In: folders of YAML (extracted/, curated/, overlay.yaml). Out: a `PhraseBank`. Nothing here mines or composes.
"""

from __future__ import annotations

from drafter.bank.forms import group_json, phrase_json
from drafter.bank.ids import group_id, normalised, phrase_id
from drafter.bank.overlay import Decision
from drafter.bank.phrasebank import PhraseBank, layers
from drafter.bank.search import Wanted, find

__all__ = [
    "Decision", "PhraseBank", "Wanted", "find", "group_id", "group_json", "layers", "normalised", "phrase_id",
    "phrase_json",
]  # fmt: skip
