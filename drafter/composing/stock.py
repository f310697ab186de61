"""What a bank holds for composing: which groups and phrases may enter a draft by themselves.

Curated entries may, where they say they serve. Mined ones only as far as their tier allows (design.md, Tiers):
a skeleton lends its form to curated items, a formulaic clause stands for a move whose pattern it fits whole.
Authored wordings never enter by themselves.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar

from drafter import resources, slots, wording
from drafter.bank import PhraseBank
from drafter.composing import levels
from drafter.models import Group, Phrase

T = TypeVar("T")

LEADS = "四字引语"

THEMED = 8
"""The weight of what was written for the theme of a draft, against 1 for what serves any theme."""

WHOLE = ("one_char", "numeric")
"""Structures whose points name all that stands under them: what is left out there would be missed."""


@dataclass(frozen=True, slots=True)
class Form:
    """A group as the composer uses it: curated items on a skeleton, and the mined groups that attest the skeleton."""

    group: Group
    attested: tuple[Group, ...] = ()

    @property
    def id(self) -> str:
        return self.group.id

    @property
    def weight(self) -> int:
        """Curated forms count as one speech, beside those of the group that attests the skeleton most."""
        return 1 + max((group.weight for group in self.attested), default=0)


class Stock:
    """The part of a bank that may enter drafts of one date on one theme, in the words of one level."""

    def __init__(self, bank: PhraseBank, date: str, theme: str, level: str = wording.DEFAULT_LEVEL) -> None:
        self.date = date
        self.theme = theme
        self.level = level
        shelf = _shelf(bank)
        self._serving = (*shelf.forms.any, *shelf.forms.of.get(theme, ()))
        self._said = {move: [p for p in found if self._current(p)] for move, found in shelf.said.items()}
        self._cards: dict[str, list[Phrase]] = {}
        for phrase in (*shelf.cards.any, *shelf.cards.of.get(theme, ())):
            if phrase.aspect and current(phrase, date):
                self._cards.setdefault(phrase.aspect, []).append(phrase)
        self._business: dict[str, bool] = {}
        self._known: dict[str, Form | None] = {}
        self._under: dict[tuple[int | None, str], list[Form]] = {}
        for form in self._serving:
            for aspect in form.group.under:
                self._under.setdefault((form.group.level, aspect), []).append(form)

    @property
    def forms(self) -> list[Form]:
        """Every form that serves the theme, as it may be said at the level."""
        return self._fitting(self._serving)

    def _fitting(self, forms: Sequence[Form]) -> list[Form]:
        # Asked for a few aspects of many: what no point turns on is not looked at, and nothing twice.
        for form in forms:
            if form.id not in self._known:
                self._known[form.id] = self._here(form)
        return [here for form in forms if (here := self._known[form.id]) is not None]

    def _current(self, phrase: Phrase) -> bool:
        themes = _served(phrase)
        return current(phrase, self.date) and (not themes or self.theme in themes)

    def _here(self, form: Form) -> Form | None:
        """A form with the headings that fit the level; None where too few are left, or what is listed is a whole."""
        group = form.group
        fits = [n for n, item in enumerate(group.items) if levels.fits("，".join((group.skeleton, *item)), self.level)]
        if group.level == 2 and group.aspects:
            fits = [n for n in fits if self._sayable(group.aspects[n] or "")]
        if len(fits) == len(group.items):
            return form
        # Clauses in one breath are three at least.
        if len(fits) < (3 if group.level == 3 else 2) or (group.level != 1 and group.structure in WHOLE):
            return None
        aspects = tuple(group.aspects[n] for n in fits) if group.aspects else ()
        return replace(form, group=replace(group, items=tuple(group.items[n] for n in fits), aspects=aspects))

    def themed(self, entry: Group | Phrase) -> bool:
        """Whether an entry was written for this theme."""
        return entry.origin == "curated" and self.theme in entry.themes

    def weight(self, form: Form) -> float:
        """How many lots a form has in the draw."""
        return form.weight * (THEMED if self.themed(form.group) else 1)

    def points(self, structures: tuple[str | None, ...], fits: Callable[[Group], bool]) -> list[Form]:
        """Forms for the first level of one of these structures."""
        tops = (form for form in self._serving if form.group.level == 1 and form.group.structure in structures)
        return self._fitting([form for form in tops if fits(form.group)])

    def parts(self, aspect: str, structures: tuple[str | None, ...]) -> list[Form]:
        """Forms for the second level under a point of this aspect."""
        return self._fitting([f for f in self._under.get((2, aspect), ()) if f.group.structure in structures])

    def clauses(self, aspect: str) -> list[Form]:
        """Forms for the third level: short clauses under a heading of this aspect."""
        return self._fitting(self._under.get((3, aspect), ()))

    def for_move(self, move: str, aspect: str | None) -> list[Phrase]:
        """Phrases that can stand for a move; `aspect` narrows to entries of that aspect."""
        found = [
            p
            for p in self._said.get(move, ())
            if (p.move == move and p.aspect == aspect) or (aspect is None and p.move != move)
        ]
        found = [self._said_here(p) for p in found]
        return found or [p for p in neutral().phrases if p.move == move and p.aspect == aspect]

    def cards(self, aspect: str) -> list[list[Phrase]]:
        """The cards of an aspect: the phrases that are said together, each card once. Those of a point's aspect are
        the cards of what may stand under it."""
        aspects = {aspect}
        if aspect in {entry["name"] for entry in resources.data("composing/aspects")["aspects"]}:
            aspects.update(a for f in self.parts(aspect, (None,)) for a in f.group.aspects if a)
        return self._whole(phrase for one in sorted(aspects) for phrase in self._cards.get(one, ()))

    def _whole(self, phrases: Iterable[Phrase]) -> list[list[Phrase]]:
        """The cards of some phrases, in the words of the level, of which each sentence fits the level."""
        found: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            if phrase.card:
                found.setdefault(phrase.card, []).append(phrase)
        here = [[self._said_here(p) for p in card] for card in found.values() if not any(map(self._merged, card))]
        return [card for card in here if all(levels.fits(p.pattern, self.level) for p in card)]

    def _merged(self, phrase: Phrase) -> bool:
        return phrase.origin == "curated" and levels.merged(phrase.pattern, self.level)

    def _sayable(self, aspect: str) -> bool:
        """Whether something of what the bank says under a heading of this aspect is the level's business."""
        if aspect not in self._business:
            phrases = self._cards.get(aspect, [])
            self._business[aspect] = not phrases or levels.free(self.level) or bool(self._whole(phrases))
        return self._business[aspect]

    def _said_here(self, phrase: Phrase) -> Phrase:
        """A curated phrase in the words of the level."""
        pattern = levels.local(phrase.pattern, self.level) if phrase.origin == "curated" else phrase.pattern
        return phrase if pattern == phrase.pattern else replace(phrase, pattern=pattern, slots=slots.typed(pattern))


def current(phrase: Phrase, date: str) -> bool:
    """Whether a phrase's formulations are current on a day (YYYY-MM-DD)."""
    if phrase.valid is None:
        return True
    since, until = phrase.valid.since, phrase.valid.until
    return (not since or since <= date[: len(since)]) and (not until or date[: len(until)] <= until)


def borrowed(phrase: Phrase, move: str) -> bool:
    """Whether a mined phrase may stand for a move: short, formulaic, of the move's pattern from end to end."""
    rule = resources.data("composing/moves")["moves"].get(move)
    if rule is None or phrase.origin != "extracted" or phrase.tier == "authored" or phrase.kind not in rule["kinds"]:
        return False
    if phrase.tier == "attested" and any(len(run) > 12 for run in slots.literal_runs(phrase.pattern)):
        return False
    return bool(re.fullmatch(rule["pattern"], phrase.pattern.rstrip("。，：")))


@cache
def neutral() -> PhraseBank:
    """The forms of the program itself, for banks that bring none of their own."""
    return PhraseBank.load(resources.PACKAGE / "data" / "composing" / "neutral")


def _completed(bank: PhraseBank) -> PhraseBank:
    """The bank, with the neutral groups where nobody wrote points for it (a bank just mined, by itself)."""
    if any(group.origin == "curated" and group.level == 1 for group in bank.groups):
        return bank
    return neutral().layer(bank)


def _served(entry: Phrase | Group) -> tuple[str, ...]:
    """The themes that an entry serves alone; () for any. Curated ones name them; what is mined only tells where it
    was said."""
    return () if entry.origin == "extracted" else entry.themes


@dataclass(frozen=True)
class _ByTheme(Generic[T]):
    """What serves any theme, and what one theme alone: the words of twenty themes are not looked through for one."""

    any: list[T]
    of: dict[str, list[T]]

    @classmethod
    def sorted(cls, every: Iterable[tuple[T, tuple[str, ...]]]) -> _ByTheme[T]:
        found = cls([], {})
        for entry, themes in every:
            for theme in themes:
                found.of.setdefault(theme, []).append(entry)
            if not themes:
                found.any.append(entry)
        return found


@dataclass(frozen=True)
class _Shelf:
    """What a bank holds whatever the brief: forms, the phrases that can stand for each move, those of cards."""

    forms: _ByTheme[Form]
    said: dict[str, list[Phrase]]
    cards: _ByTheme[Phrase]


_shelves: list[tuple[weakref.ref[PhraseBank], _Shelf]] = []


def _shelf(bank: PhraseBank) -> _Shelf:
    """The shelf of a bank, made once: a bank does not change. The last few banks are remembered."""
    known = next((shelf for ref, shelf in _shelves if ref() is bank), None)
    if known is not None:
        return known
    said: dict[str, list[Phrase]] = {}
    moves = list(resources.data("composing/moves")["moves"])
    for phrase in bank.phrases:
        for move in [phrase.move] if phrase.move else [m for m in moves if borrowed(phrase, m)]:
            said.setdefault(move, []).append(phrase)
    cards = (phrase for phrase in bank.phrases if phrase.origin == "curated" and phrase.card)
    forms = _ByTheme.sorted((form, _served(form.group)) for form in _forms(_completed(bank)))
    shelf = _Shelf(forms, said, _ByTheme.sorted((card, _served(card)) for card in cards))
    _shelves[:] = [*((ref, old) for ref, old in _shelves if ref() is not None), (weakref.ref(bank), shelf)][-4:]
    return shelf


def all_forms(bank: PhraseBank) -> list[Form]:
    """Every form of a bank, whatever theme and date it serves."""
    forms = _shelf(bank).forms
    return [*forms.any, *{id(form): form for found in forms.of.values() for form in found}.values()]


def _forms(bank: PhraseBank) -> list[Form]:
    curated = [group for group in bank.groups if group.origin == "curated"]
    mined: dict[str, list[Group]] = {}
    for group in bank.groups:
        if group.origin == "extracted":
            mined.setdefault(group.skeleton, []).append(group)
    forms = [Form(group, tuple(mined.get(group.skeleton, ()))) for group in curated if group.level]
    own = {group.skeleton for group in curated}
    lists = [group for group in curated if group.aspect == LEADS]
    for skeleton, groups in mined.items():
        if skeleton not in own and lists and _recastable(skeleton):
            model = lists[0]
            forms.append(Form(replace(model, id=groups[0].id, skeleton=skeleton, device="anaphora"), tuple(groups)))
    return forms


def _recastable(skeleton: str) -> bool:
    return any(re.fullmatch(rule["skeleton"], skeleton) for rule in resources.data("composing/aspects")["recast"])
