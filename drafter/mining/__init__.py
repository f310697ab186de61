"""Mining: from a speech and its outline to candidates, from the candidates of many speeches to bank entries.

In: `Speech` and `Outline`. Out: `Candidates` (one speech, pure), merged `Candidates`, `Phrase`s and `Group`s.
Needs word borders: the extra `corpus`. Reads and writes no file but its own rules.
"""

from __future__ import annotations

from drafter.mining import words
from drafter.mining.candidates import Candidates, GroupFound, PhraseFound, SpeechFound, merge
from drafter.mining.context import Context
from drafter.mining.groups import mine_groups
from drafter.mining.judging import independent, judge
from drafter.mining.parallels import mine_parallels
from drafter.mining.phrases import mine_phrases
from drafter.mining.words import require
from drafter.models import Outline, Speech

__all__ = [
    "Candidates", "GroupFound", "PhraseFound", "SpeechFound", "independent", "judge", "merge", "mine", "require",
]  # fmt: skip


def mine(speech: Speech, outline: Outline) -> Candidates:
    """The phrases and heading groups of one speech, each with its place. Raises MissingExtra (corpus)."""
    words.require()
    context = Context(speech, outline)
    groups, grouped = mine_groups(context)
    phrases = mine_phrases(context, grouped)
    found = SpeechFound(speech.source, speech.number, speech.text, speech.label, speech.year)
    return Candidates((found,), tuple(phrases), (*groups, *mine_parallels(context)))
