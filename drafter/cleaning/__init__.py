"""Cleaning: a `Source` → its speeches in one form, and everything that was dropped, with reason and line."""

from drafter.cleaning.clean import clean
from drafter.cleaning.furniture import reason_in_chinese

__all__ = ["clean", "reason_in_chinese"]
