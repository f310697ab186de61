"""Curating a bank: decisions written into a layer's overlay, taken back, and found again when their entry is gone.

In: a layer's folder and decisions about entries. Out: overlay.yaml changed as a whole or not at all, one writer at
a time. Entries are never touched: what is decided applies when the bank is loaded.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from drafter import yamlio
from drafter.bank import overlay, store, texts
from drafter.bank.book import Book
from drafter.bank.entries import stray_brace
from drafter.bank.ids import plain
from drafter.bank.locking import locked
from drafter.bank.overlay import Decision
from drafter.bank.phrasebank import PhraseBank, own_folder
from drafter.errors import DrafterError
from drafter.models import Group, Phrase
from drafter.slots import SLOT

Either: TypeAlias = Phrase | Group
Items: TypeAlias = tuple[tuple[str, ...], ...]

LIKE = 0.4
"""The likeness from which an entry is offered for an orphaned decision."""
SURE = 0.8
"""The likeness from which, where no other entry comes near it, it is taken for the same entry reworked."""


def pattern_of(entry: Either) -> str:
    """What a decision about an entry keeps of it: a phrase's pattern, a group's skeleton."""
    return entry.pattern if isinstance(entry, Phrase) else entry.skeleton


def items(entry: Either) -> Items | None:
    """What a decision about a group keeps beside its skeleton; None for a phrase."""
    return entry.items if isinstance(entry, Group) else None


def about(entry: Either, decision: str, **fields: Any) -> Decision:
    """A decision about an entry, with what finds the entry again when its id has changed."""
    return Decision(entry.id, pattern_of(entry), decision, items=items(entry), **fields)


def target(extra: Sequence[Path]) -> Path:
    """The layer that decisions go to: the last of those given, by default the user's."""
    return extra[-1] if extra else own_folder()


class Overlay:
    """The overlay of one layer, open for decisions; each call writes before it returns.

    All raise DrafterError, with nothing written: for a mistake in the file (file and line), a file that another
    process holds, a place that can't be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / store.OVERLAY
        self._known: tuple[bytes, Book] | None = None
        self._checked = False

    def put(self, decisions: Iterable[Decision]) -> list[bool]:
        """Takes decisions in; for each, whether it says anything new."""
        with self._book() as book:
            return [book.put(decision) for decision in decisions]

    def take(self, identities: Iterable[str]) -> list[tuple[Decision, ...]]:
        """Forgets what was decided about entries; for each, what that was."""
        with self._book() as book:
            return [book.take(identity) for identity in identities]

    def exchange(self, identity: str, decisions: Sequence[Decision]) -> None:
        """What was decided about an entry becomes these decisions."""
        with self._book() as book:
            book.exchange(identity, decisions)

    def about(self, identity: str) -> tuple[Decision, ...]:
        """What this layer's overlay says about an entry now. Nothing is written, no folder made."""
        if self._known is None and not self.path.is_file():
            return ()
        return self._current()[1].about(identity)

    def _current(self) -> tuple[bytes, Book, bool]:
        """The file's bytes, the book they make, and whether they are other bytes than those known."""
        content = texts.read(self.path) if self.path.is_file() else b""
        fresh = self._known is None or self._known[0] != content
        if fresh or self._known is None:
            self._known = content, Book.open(texts.decode(content, self.path), texts.shown(self.path))
        return content, self._known[1], fresh

    @contextmanager
    def _book(self) -> Iterator[Book]:
        with locked(self.folder):
            content, book, fresh = self._current()
            check = fresh or not self._checked
            self._known = None  # an edit that fails half-way is not built upon
            before = book.decisions
            yield book
            if book.decisions != before:
                content = self._write(book, content.startswith(codecs.BOM_UTF8), check)
                self._checked = True
            self._known = content, book

    def _write(self, book: Book, marked: bool, check: bool) -> bytes:
        # New lines were read back by themselves; that they fit this file is seen when it is first touched.
        if check and _read_or_none(book) != book.decisions:
            raise DrafterError(f"{book.file}：这个文件的写法程序改不了，请手工加减，或把每条写成以“- ”开头的几行")
        content = (codecs.BOM_UTF8 if marked else b"") + book.text.encode("utf-8")
        yamlio.write_bytes(self.path.resolve(), content)  # a link stays a link
        return content


def _read_or_none(book: Book) -> tuple[Decision, ...] | None:
    try:
        return overlay.read(book.text, book.file)
    except DrafterError:
        return None


def check_pattern(entry: Either, to: str) -> None:
    """Refuses words that an entry can't be put in. Raises DrafterError, the reason in Chinese."""
    if stray_brace(to):
        raise DrafterError(f"“{to}”里的花括号不成对，槽位应写成 {{名}}")
    if isinstance(entry, Phrase) and not plain(SLOT.sub("", to)):
        raise DrafterError(f"“{to}”里没有文字，只有标点或槽位，请补上")
    given, holes = to.count("{}"), pattern_of(entry).count("{}") if isinstance(entry, Group) else 0
    if isinstance(entry, Phrase) and given:
        raise DrafterError("句式里的槽位要有名字，如 {数}")
    if given != holes:
        raise DrafterError(f"原来的骨架有 {holes} 处 {{}}，新的有 {given} 处，各标题填不进去，请对齐")
    if any(name != name.strip() for name in SLOT.findall(to)):
        raise DrafterError(f"“{to}”里的槽位名前后有空格，请删去")


# ------------------------------------------------------------------------------------------------ orphans


@dataclass(frozen=True, slots=True)
class Orphan:
    """Decisions of a layer about an entry that is in no layer any more, and the present entries most like it, each
    with its likeness from 0 to 1, best first."""

    folder: Path
    id: str
    decisions: tuple[Decision, ...]
    near: tuple[tuple[float, Either], ...]

    @property
    def pattern(self) -> str:
        """What the entry said when it was last decided about."""
        return self.decisions[-1].pattern

    @property
    def items(self) -> Items | None:
        """What a group's headings then filled into the skeleton; None for a phrase, and where nobody wrote it down."""
        return next((d.items for d in reversed(self.decisions) if d.items and d.pattern == self.pattern), None)

    @property
    def heir(self) -> Either | None:
        """The entry that is surely the same one reworked; None where that is not sure."""
        if not self.near or self.near[0][0] < SURE:
            return None
        rivals = [entry for likeness, entry in self.near[1:] if likeness >= SURE]
        return None if rivals else self.near[0][1]


def orphans(folders: Iterable[Path], bank: PhraseBank, offer: bool = True) -> list[Orphan]:
    """The decisions of each layer whose entry `bank` (all layers) does not hold, in the order of the files; with
    the nearest entries where `offer` is set, which takes time in a large bank.

    Raises DrafterError for a mistake in an overlay.
    """
    lost: list[tuple[Path, str, tuple[Decision, ...]]] = []
    for folder in folders:
        by_entry = overlay.by_entry(store.decisions(folder))
        lost += [(folder, i, tuple(own)) for i, own in by_entry.items() if bank.original(i) is None]
    if not lost:
        return []
    likest = _likest(bank.originals if offer else ())
    bare = [Orphan(folder, i, own, ()) for folder, i, own in lost]
    return [replace(orphan, near=likest(orphan.pattern, orphan.items)) for orphan in bare]


def adopted(decisions: Iterable[Decision], entry: Either) -> tuple[Decision, ...]:
    """Decisions as they are about another entry."""
    return tuple(replace(d, id=entry.id, pattern=pattern_of(entry), items=items(entry)) for d in decisions)


Likest: TypeAlias = Callable[[str, Items | None], tuple[tuple[float, Either], ...]]


def _likest(entries: Iterable[Either]) -> Likest:
    """A function from a pattern to the three entries whose wording shares most character pairs with it (Dice);
    a skeleton is only likened to skeletons, and where its items are known they count for as much as it does: of all
    the groups on {}保障 only one has these items."""
    known = [(_pairs(pattern_of(entry)), _item_pairs(items(entry)), entry) for entry in entries]

    def likest(pattern: str, filled: Items | None) -> tuple[tuple[float, Either], ...]:
        own, filling, group = _pairs(pattern), _item_pairs(filled), "{}" in pattern
        rows = [
            ((_dice(own, pairs) + _dice(filling, others)) / 2 if filling else _dice(own, pairs), entry)
            for pairs, others, entry in known
            if isinstance(entry, Group) is group
        ]
        near = sorted((row for row in rows if row[0] >= LIKE), key=lambda row: (-row[0], -row[1].weight, row[1].id))
        return tuple(near[:3])

    return likest


def _dice(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _item_pairs(filled: Items | None) -> Counter[str]:
    return sum((_pairs(part) for item in filled or () for part in item), Counter())


def _pairs(pattern: str) -> Counter[str]:
    text = f"^{plain(pattern)}$"
    return Counter(text[n : n + 2] for n in range(len(text) - 1))
