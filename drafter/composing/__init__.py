"""Composing: brief + templates + bank → draft (`compose`), draft → paragraphs (`lay_out`), drafts on disk."""

from drafter.composing.compose import compose
from drafter.composing.layout import lay_out
from drafter.composing.stock import neutral

__all__ = ["compose", "lay_out", "neutral"]
