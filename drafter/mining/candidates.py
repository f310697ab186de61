"""What mining one speech gives, and how the findings of many are put together.

`Candidates` are sets in a canonical order, so `merge` is commutative and associative and the same findings
twice are the same findings. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from drafter.models import Occurrence


@dataclass(frozen=True, slots=True, order=True)
class SpeechFound:
    """A speech that was mined: file, number, its text (to tell near-duplicates), characters, year."""

    source: str
    number: int
    text: str
    label: str = ""
    year: int | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, int]:
        return self.source, self.number


@dataclass(frozen=True, slots=True)
class PhraseFound:
    """A pattern at one place of one speech; `score` is what `worth` gave."""

    pattern: str
    kind: str
    device: str | None
    themes: tuple[str, ...]
    score: float
    occurrence: Occurrence

    @property
    def order(self) -> tuple[object, ...]:
        o = self.occurrence
        return self.pattern, o.source, o.speech, o.line, o.at, self.kind, self.score


@dataclass(frozen=True, slots=True)
class GroupFound:
    """Sibling headings on one skeleton at one place of one speech."""

    skeleton: str
    items: tuple[tuple[str, ...], ...]
    device: str | None
    themes: tuple[str, ...]
    level: int | None
    occurrence: Occurrence
    form: str = "work"

    @property
    def order(self) -> tuple[object, ...]:
        o = self.occurrence
        return self.skeleton, self.items, o.source, o.speech, o.line, o.at


@dataclass(frozen=True, slots=True)
class Candidates:
    """The findings of any number of speeches."""

    speeches: tuple[SpeechFound, ...] = ()
    phrases: tuple[PhraseFound, ...] = ()
    groups: tuple[GroupFound, ...] = ()


def merge(parts: Iterable[Candidates]) -> Candidates:
    """All findings as one; the order of the parts, and how they were bundled, makes no difference."""
    kept = list(parts)
    return Candidates(
        tuple(sorted({s.key: s for c in kept for s in c.speeches}.values(), key=lambda s: s.key)),
        tuple(sorted({p.order: p for c in kept for p in c.phrases}.values(), key=lambda p: str(p.order))),
        tuple(sorted({g.order: g for c in kept for g in c.groups}.values(), key=lambda g: str(g.order))),
    )
