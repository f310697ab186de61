"""`compose`: brief, templates and bank to a draft.

The occasion's body is run once with a recorder: each call becomes a block, in the order of the speech.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from drafter import numerals, rhetoric, slots, timing, wording
from drafter.bank import PhraseBank
from drafter.composing import facts, fitting, keeping
from drafter.composing.aspects import stage_of
from drafter.composing.briefs import resolve
from drafter.composing.clauses import CLAUSES, marker
from drafter.composing.headings import Headings, named
from drafter.composing.keeping import Kept
from drafter.composing.phrasing import Phrasing
from drafter.composing.picking import Picking
from drafter.composing.plans import COUNTED
from drafter.composing.resembling import aspect_of
from drafter.composing.stock import Stock
from drafter.composing.templates import Template, run
from drafter.composing.words import Words, words_of
from drafter.errors import DrafterError
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
    picks: Mapping[str, str] | None = None,
    keep: Draft | None = None,
) -> Draft:
    """A draft for a brief; the same brief, templates, bank and choices give the same draft.

    `upper` is what the unit calls its superiors; `rate` the speaker's characters a minute; `choices` the sibling
    headings exchanged by hand, `picks` what was re-rolled one by one (those of `keep` by default). What a person
    typed, edited or locked in `keep` stays, and so do values of slots that are still there; what has no place any
    more goes into the draft's `aside`.
    Raises DrafterError for a brief that can't be met, and for templates and banks that lack something.
    """
    return Composer(brief, templates, bank, upper, rate, choices, picks, keep).draft()


class Composer:
    """One draft in the making; what was chosen among stays at hand for a re-roll."""

    def __init__(
        self,
        brief: Brief,
        templates: Sequence[Template],
        bank: PhraseBank,
        upper: str | None = None,
        rate: int | None = None,
        choices: Mapping[str, int] | None = None,
        picks: Mapping[str, str] | None = None,
        keep: Draft | None = None,
        cards: Mapping[str, int] | None = None,
    ) -> None:
        """`cards`: how many stand under each heading, by path, where a draft is not to be fitted anew."""
        self.cards = cards
        self.brief, self.occasion, self.structure = resolve(brief, templates)
        self.bank = bank
        self.templates = templates
        self.upper = upper
        self.rate = rate or timing.RATE
        self.choices = dict(choices or {})
        self.picks = dict(keep.picks if picks is None and keep is not None else picks or {})
        self.keep = keep
        made_with = next((t for t in templates if keep and t.type == "structure" and t.id == keep.structure), None)
        self.kept: Kept = keeping.NOTHING if keep is None else keeping.kept(keep, bank, made_with, self.brief)
        self.words: Words = words_of(self.brief, upper)
        level = self.brief.level or wording.DEFAULT_LEVEL
        self.stock = Stock(bank, self.brief.date or "", self.words.theme.subject, level)
        self.aims = self._aims()
        given = words_of(keep.brief, upper).values if keep is not None and keep.brief.theme else {}
        self.phrasing = Phrasing(self.brief, self.stock, self.words, self.picks, self.kept.held, given)

    def draft(self) -> Draft:
        """The draft. Raises DrafterError."""
        recorder = _Recorder(self, self.heading_blocks)
        run(self.occasion, recorder.names())
        planned = tuple(recorder.blocks)
        _substantial(planned, self.brief)
        stages = [stage_of(block.aspect) for block in planned if block.level == 1]
        if self.cards is None:
            blocks = fitting.fitted(planned, self.brief, self.rate, stages, self.phrasing, self.kept.held)
        else:
            blocks = fitting.as_many(planned, self.cards, self.phrasing, self.kept.held)
        blocks = keeping.with_added(keeping.answered(blocks, self.kept.answers), self.kept.own)
        spoken = "".join(block.said for block in blocks)
        return Draft(
            brief=self.brief, occasion=self.occasion.id, structure=self.structure.id,
            template={"id": self.occasion.id, "sha": self.occasion.sha}, bank={"sha": self.bank.sha},
            title=self._title(), announced=_announced(self.brief, blocks), blocks=blocks,
            stage=self.keep.stage if self.keep else "draft",
            seconds=timing.seconds(spoken, self.rate), choices=self.choices, picks=self.picks,
            fit=fitting.fits(blocks, self.brief, self.rate, stages), aside=self._aside(blocks),
            # Steps back lead to a draft of the same order, or into another speech.
            undo=self.keep.undo if self.keep and self.keep.brief == self.brief else (),
        )  # fmt: skip

    @cached_property
    def headings(self) -> Headings:
        counts = {
            path: count
            for path, block in self.kept.held.items()
            if block.level == 1 and (count := rhetoric.numeric_count(block.said.replace(self.brief.theme, "")))
        }
        return Headings(
            self.brief, self.structure, self.stock, self.words, self.choices, self.picking, self.rate, counts
        )  # fmt: skip

    @cached_property
    def picking(self) -> Picking:
        loose = {path: block.aspect for path, block in self.kept.loose.items() if block.aspect}
        return Picking(self.brief, self.choices, self.picks, self.kept.held, self.aims, self.rate, loose)

    @cached_property
    def heading_blocks(self) -> list[Block]:
        """The headings, those that stay among them. What is announced names the headings that stay."""
        try:
            planned = self.headings.blocks()
        except DrafterError:
            if not self.aims:
                raise
            # Nothing is written for what a typed heading is about: its sub-headings stay what they were.
            self.aims = {}
            del self.headings, self.picking
            planned = self.headings.blocks()
        return [self._heading(block) for block in planned]

    @cached_property
    def foreign(self) -> list[Block]:
        """What stays and was written for another theme than this draft's."""
        return keeping.foreign(replace(self.keep, brief=self.brief), self.bank) if self.keep else []

    def _heading(self, block: Block) -> Block:
        held = self.kept.held.get(block.path)
        if held is None or held.level != block.level:
            return block
        aspect = held.aspect if held.entry else self.aims.get(block.path) or (block.aspect if block.level == 1 else "")
        mark = held.marker if self._marked_by_hand(held) else block.marker
        if held in self.foreign:
            # 把招商引资的隐患家底摸清楚 is worse than the words of the old theme, which the writer sees.
            return replace(held, marker=mark, run_in=block.run_in)
        done = replace(self.phrasing.kept(held), marker=mark, run_in=block.run_in, aspect=aspect or None)
        # 抓数字政府 here, 抓数字政府建设 there: the theme as the held heading's own skeleton takes it.
        group = self.bank.group(held.entry) if held.entry else None
        theme = self.words.in_group(group) if group else None
        theme = theme or next((slot.value for slot in block.slots if slot.name == "主题"), None)
        parts = next((slot.value for slot in block.slots if slot.name == COUNTED), None)
        known = {"主题": theme, COUNTED: parts if block.entry == held.entry else None}
        slots_ = tuple(
            s if self.phrasing.typed(s.name, s.value) else replace(s, value=known.get(s.name) or s.value)
            for s in done.slots
        )
        return replace(done, slots=slots_)

    def _marked_by_hand(self, held: Block) -> bool:
        """Whether a person gave a heading another marker (第一部分): one that no structure has."""
        styles = {style for t in self.templates for style in (t.settings.get("markers") or {}).values()}
        styles |= {style for t in self.templates for style in (t.settings.get("deep") or {}).values()}
        styles |= {t.settings["asking"] for t in self.templates if "asking" in t.settings}
        number = int(held.path.rpartition(".")[2])
        return bool(held.marker) and held.marker not in {marker(style, number) for style in (*styles, *CLAUSES)}

    def _aims(self) -> dict[str, str]:
        """What the headings that a person typed are about, by path, where it can be told."""
        found = {
            block.path: aspect_of(block.said, block.level, self.stock, self.brief.theme)
            for block in self.kept.held.values()
            if block.level is not None and block.entry is None
        }
        return {path: aspect for path, aspect in found.items() if aspect}

    def _title(self) -> str:
        if self.keep is not None and self.keep.title:
            usual = slots.fill(TITLE, words_of(self.keep.brief, self.upper).values) if self.keep.brief.theme else ""
            if self.keep.title != usual:
                return self.keep.title
        return slots.fill(TITLE, self.words.values)

    def _aside(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        if self.keep is None:
            return ()
        given = words_of(self.keep.brief, self.upper).values if self.keep.brief.theme else {}
        return keeping.aside(self.keep, blocks, self.kept.own, given)


class _Recorder:
    """What a template may call while a draft is planned."""

    def __init__(self, composer: Composer, headings: list[Block]) -> None:
        self.brief = composer.brief
        self.structure = composer.structure
        self.phrasing = composer.phrasing
        self.headings = headings
        self.blocks: list[Block] = []
        self.zone = Zone()

    def names(self) -> dict[str, object]:
        quiet = lambda: ""  # noqa: E731 - head lines come from the brief, they are no blocks
        return {
            "depth": self.brief.depth, "title": quiet, "byline": quiet, "date_line": quiet,
            "move": self.move, "points": self.points, "slot": self.slot,
        }  # fmt: skip

    def move(self, move: str, aspect: str | None = None) -> str:
        own: list[str] = []
        unheard = False
        named_ = named(self.headings)
        if move == "announce":
            # Where a heading that a person typed has no name to announce, the announcement has none of them.
            able = {*self.phrasing.words.values, *named_}
            every = self.structure.settings.get("announcements", ())
            own = [pattern for pattern in every if able.issuperset(slots.names(pattern))]
            unheard = not any(self.phrasing.words.heard(block.said) for block in self.headings if block.level == 1)
        path = self.zone.next()
        self.blocks.append(self.phrasing.move(path, move, aspect, own, unheard=unheard, **named_))
        return ""

    def slot(self, name: str) -> str:
        self.blocks.append(self.phrasing.slot(self.zone.next(), name))
        return ""

    def points(self) -> str:
        self.zone.close()
        parents = {block.path.rpartition(".")[0] for block in self.headings}
        point = last = None
        for heading in self.headings:
            if heading.level == 1:
                self._close(point, last)
                point = heading
            self.blocks.append(heading)
            # Key points stand under the second level, under the first where there is no second.
            if heading.level == 2 or heading.path not in parents:
                last = heading if heading.level in (1, 2) else last
                self._under(heading)
        self._close(point, last)
        return ""

    def _under(self, heading: Block) -> None:
        if self.brief.depth != "headings" and heading.level in (1, 2):
            clauses = "，".join(b.said for b in self.headings if b.path.rpartition(".")[0] == heading.path)
            self.blocks.extend(self.phrasing.key_points(heading, beside=clauses))

    def _close(self, point: Block | None, last: Block | None) -> None:
        """The warning at the end of a point."""
        if self.brief.depth != "headings" and point is not None and last is not None:
            said = "，".join(b.said for b in self.blocks if keeping.inside(b.path, point.path))
            self.blocks.extend(self.phrasing.warning(point, last, said))


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


def _substantial(blocks: tuple[Block, ...], brief: Brief) -> None:
    """Raises DrafterError for a point that leaves no room for a fact: formula never outweighs substance."""
    if brief.depth == "headings":
        return
    for top in (block for block in blocks if block.level == 1):
        own = [block for block in blocks if keeping.inside(block.path, top.path)]
        if not facts.open_facts(own) and not any(block.entry is None for block in own):
            number = numerals.chinese(int(top.path))
            raise DrafterError(
                f"第{number}点（{top.said}）之下没有一处可填的事实，请换一个 --seed，"
                f"或在 curated/ 给“{top.aspect}”补要点卡"
            )


def _announced(brief: Brief, blocks: tuple[Block, ...]) -> tuple[Count, ...]:
    """The counts a draft announces: its points, and under each heading those of a numeric name."""
    counts = [Count("", brief.points or 0)]
    for block in blocks if brief.levels != 1 else ():
        # What the theme counts (“四个意识”) is nothing that this heading announces.
        if block.level == 1 and (number := rhetoric.numeric_count(block.said.replace(brief.theme, ""))):
            counts.append(Count(block.path, number))
    return tuple(counts)
