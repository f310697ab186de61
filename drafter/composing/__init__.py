"""Composing: brief + templates + bank → draft (`compose`), draft → paragraphs (`lay_out`), drafts on disk.

`reroll` and `undo` change one place of a draft; `missing` says what is still open, and who can know it.
"""

from drafter.composing.compose import compose
from drafter.composing.layout import lay_out
from drafter.composing.missing import missing
from drafter.composing.rerolling import reroll, undo
from drafter.composing.stock import neutral

__all__ = ["compose", "lay_out", "missing", "neutral", "reroll", "undo"]
