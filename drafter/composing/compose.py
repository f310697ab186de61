"""`compose`: brief, templates and bank to a draft.

The occasion's body is run once with a recorder: each call becomes a block, in the order of the speech.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafter import slots, timing
from drafter.bank import PhraseBank
from drafter.composing.briefs import resolve
from drafter.composing.headings import Headings
from drafter.composing.phrasing import Phrasing
from drafter.composing.stock import Stock
from drafter.composing.templates import Template, run
from drafter.composing.words import words_of
from drafter.models import Block, Brief, Count, Draft

TITLE = "在{会议}上的讲话"


def compose(
    brief: Brief,
    templates: Sequence[Template],
    bank: PhraseBank,
    *,
    upper: str | None = None,
    rate: int | None = None,
    choices: Mapping[str, int] | None = None,
    keep: Draft | None = None,
) -> Draft:
    """A draft for a brief; the same brief, templates, bank and choices give the same draft.

    `upper` is what the unit calls its superiors; `rate` the speaker's characters a minute; `choices` the sibling
    headings exchanged by hand. What a person typed, edited or locked in `keep` stays, and so do values of slots
    that are still there.
    Raises DrafterError for a brief that can't be met, and for templates and banks that lack something.
    """
    brief, occasion, structure = resolve(brief, templates)
    words = words_of(brief, upper)
    stock = Stock(bank, brief.date or "", words.theme.subject)
    choices = dict(choices or {})
    headings = Headings(brief, structure, stock, words, choices).blocks()
    if keep is not None:
        keep = _noticed(keep, bank)
        headings = list(_kept(tuple(headings), keep))  # what is announced names the headings that stay
    phrasing = Phrasing(brief, stock, words)
    recorder = _Recorder(brief, structure, headings, phrasing)
    run(occasion, recorder.names())
    blocks = tuple(recorder.blocks)
    if keep is not None:
        blocks = _with_added(_kept(blocks, keep), keep)
    title = slots.fill(TITLE, words.values)
    spoken = "".join(block.said for block in blocks)
    return Draft(
        brief=brief, occasion=occasion.id, structure=structure.id, template={"id": occasion.id, "sha": occasion.sha},
        bank={"sha": bank.sha}, title=title, announced=_announced(brief, blocks), blocks=blocks,
        seconds=timing.seconds(spoken, rate or timing.RATE), choices=choices,
    )  # fmt: skip


class _Recorder:
    """What a template may call while a draft is planned."""

    def __init__(self, brief: Brief, structure: Template, headings: list[Block], phrasing: Phrasing) -> None:
        self.brief = brief
        self.structure = structure
        self.headings = headings
        self.phrasing = phrasing
        self.blocks: list[Block] = []
        self.zone = Zone()

    def names(self) -> dict[str, object]:
        quiet = lambda: ""  # noqa: E731 - head lines come from the brief, they are no blocks
        return {
            "depth": self.brief.depth, "title": quiet, "byline": quiet, "date_line": quiet,
            "move": self.move, "points": self.points, "slot": self.slot,
        }  # fmt: skip

    def move(self, move: str, aspect: str | None = None) -> str:
        own = list(self.structure.settings.get("announcements", ())) if move == "announce" else []
        path = self.zone.next()
        self.blocks.append(self.phrasing.move(path, move, aspect, own, **self._named()))
        return ""

    def slot(self, name: str) -> str:
        path = self.zone.next()
        text = f"{{{name}}}"
        self.blocks.append(Block(path, "tasks", text, slots=self.phrasing.words.of(text)))
        return ""

    def points(self) -> str:
        self.zone.close()
        for heading in self.headings:
            self.blocks.append(heading)
            if heading.level == 2 and self.brief.depth != "headings":
                self.blocks.extend(self.phrasing.key_points(heading))
        return ""

    def _named(self) -> dict[str, str]:
        """What an announcement may name of the points: the characters of 一字经, in order."""
        from drafter.rhetoric import quoted_chars

        tops = [block.said for block in self.headings if block.level == 1]
        chars = [quoted_chars(text) for text in tops]
        return {"字": "".join(f"“{c[0]}”" for c in chars)} if all(chars) else {}


class Zone:
    """Paths of the blocks that are not headings: opening.1, opening.2 … before the points, ending.1 … behind.

    Planning and laying out count the template's calls alike, so that each call finds its block again.
    """

    def __init__(self) -> None:
        self.name, self.count = "opening", 0

    def next(self) -> str:
        self.count += 1
        return f"{self.name}.{self.count}"

    def close(self) -> None:
        self.name, self.count = "ending", 0


def _announced(brief: Brief, blocks: tuple[Block, ...]) -> tuple[Count, ...]:
    """The counts a draft announces: its points, and under each heading those of a numeric name."""
    from drafter.rhetoric import numeric_count

    counts = [Count("", brief.points or 0)]
    for block in blocks:
        # What the theme counts (“四个意识”) is nothing that this heading announces.
        if block.level == 1 and (number := numeric_count(block.text.replace(brief.theme, ""))):
            counts.append(Count(block.path, number))
    return tuple(counts)


def _kept(blocks: tuple[Block, ...], old: Draft) -> tuple[Block, ...]:
    """The new blocks with what a person locked or answered in the old draft."""
    locked = {block.path: block for block in old.blocks if block.locked}
    answers = {(b.path, b.text, s.name): s.value for b in old.blocks for s in b.slots if s.value is not None}
    done = []
    for block in blocks:
        if block.path in locked and locked[block.path].level == block.level:
            done.append(replace(locked[block.path], marker=block.marker, run_in=block.run_in))
            continue
        slots_ = tuple(
            s if s.value is not None else replace(s, value=answers.get((block.path, block.text, s.name)))
            for s in block.slots
        )
        done.append(replace(block, slots=slots_))
    return tuple(done)


def _noticed(draft: Draft, bank: PhraseBank) -> Draft:
    """The draft with every block locked that no longer says what its entry says: somebody edited the file."""

    def edited(block: Block) -> bool:
        phrase, group = bank.phrase(block.entry or ""), bank.group(block.entry or "")
        if phrase is not None:
            return block.text != phrase.pattern
        return group is not None and group.aspects != () and block.text not in group.headings

    return replace(draft, blocks=tuple(replace(b, locked=b.locked or edited(b)) for b in draft.blocks))


def _with_added(blocks: tuple[Block, ...], old: Draft) -> tuple[Block, ...]:
    """The new blocks with what a person added and locked under a heading that is still there."""
    done = list(blocks)
    for block in old.blocks:
        parent = block.path.rpartition(".")[0]
        if not block.locked or block.level is not None or any(b.path == block.path for b in done):
            continue
        if any(b.path == parent and b.level is not None for b in done):
            family = [n for n, b in enumerate(done) if b.path == parent or b.path.startswith(f"{parent}.p")]
            done.insert(family[-1] + 1, block)
    return tuple(done)
