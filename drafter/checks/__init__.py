"""Checks: what is wrong in a text, as a list of findings.

In: the text of a speech (a draft is checked as it is rendered) and what is known about it: brief, own names,
date. Out: `Finding`s in text order, each with its rule, place, reason and, where there is one, a suggestion.
Left alone: the text itself; nothing is repaired.

Verbs are code (`verbs`), a closed set; rules are data (data/rules/*.yaml, and a user's own folder), each with
what it flags and what it passes.
"""

from drafter.checks.check import Context, check, stage_of

__all__ = ["Context", "check", "stage_of"]
