"""What a person did to a draft and a new plan must not lose: locked blocks, typed text, answers.

In: a draft and the bank it was made from. Out: the blocks that hold, by path; what a new plan has no place for
(`aside`); a draft with all but one place fixed (`pinned`). Left alone: texts, and the file they are in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter import resources, slots, wording
from drafter.bank import PhraseBank
from drafter.bank.ids import phrase_id
from drafter.composing import paths
from drafter.composing.joints import bare
from drafter.composing.levels import local
from drafter.composing.phrasing import NAMED, is_hint
from drafter.composing.stock import all_forms, neutral
from drafter.composing.templates import Template
from drafter.models import Block, Brief, Draft, Phrase, SlotValue

MEETING = "meeting"
"""The type of slot that a brief fills, and a person where the brief doesn't."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What of an old draft holds in a new plan.

    `own` are the blocks a person locked, typed or edited, `held` those and what they lean on: the headings above
    them, and the rest of the card that an edited key point belongs to. Headings that another structure or another
    theme would not have are `loose`: only what they are about is to stay. `answers` are values typed into slots, under
    ("", name) those that a brief would give (the meeting).
    """

    own: Mapping[str, Block]
    held: Mapping[str, Block]
    answers: Mapping[tuple[str, str], str]
    loose: Mapping[str, Block] = field(default_factory=dict)


NOTHING = Kept({}, {}, {})


def kept(draft: Draft, bank: PhraseBank, structure: Template | None = None, brief: Brief | None = None) -> Kept:
    """What of a draft holds. `structure` is the one it was made with: its announcements are no edits; `brief` what is
    ordered now."""
    level = draft.brief.level or wording.DEFAULT_LEVEL
    known = _texts(bank, structure, level)
    if any(b.entry and b.entry not in known for b in (*draft.blocks, *draft.aside)):
        # Planned with other banks (--only-bank): the shipped one tells what was its own, and what was typed.
        known = _texts(PhraseBank.load(resources.phrasebank()), structure, level) | known
    own = {b.path: b for b in draft.blocks if b.locked or written(b, known)}
    for block in draft.aside:
        if block.locked or written(block, known):
            own.setdefault(block.path, block)
    by_path = {block.path: block for block in draft.blocks}
    held = dict(own)
    loose: dict[str, Block] = {}
    now = brief or draft.brief
    other_theme = _subject(now) != _subject(draft.brief)
    other_structure = now.structure not in (None, draft.structure)
    for path, block in own.items():
        if path not in by_path:
            continue
        above = loose if other_theme or other_structure else held
        for other in filter(by_path.__contains__, _above(path)):
            if other not in own:
                above[other] = by_path[other]
        for other in _companions(block, by_path) if not other_theme else ():
            held.setdefault(other, by_path[other])
    return Kept(own, held, _answers(draft), loose)


def _subject(brief: Brief) -> str:
    return wording.theme(brief.theme).subject if brief.theme else ""


def foreign(draft: Draft, bank: PhraseBank) -> list[Block]:
    """The blocks of a draft that were written for other themes than its own: kept by a lock through a change."""
    subject = _subject(draft.brief)
    themes = {p.id: p.themes for p in bank.phrases if p.origin == "curated"}
    themes |= {g.id: g.themes for g in bank.groups if g.origin == "curated"}
    return [b for b in draft.blocks if (own := themes.get(b.entry or "")) and subject not in own]


def unlike(draft: Draft, bank: PhraseBank) -> list[Block]:
    """The points of a draft that stand on another form than most of their siblings, and an announcement that a
    structure brought: kept by a lock through a change of structure."""
    tops = [block for block in draft.blocks if block.level == 1]
    forms = Counter(block.entry for block in tops if block.entry and not block.locked)
    usual = max(forms, key=lambda form: forms[form], default=None)
    announce = [
        b for b in draft.blocks if b.move == "announce" and b.locked and (b.entry or "").startswith("structure-")
    ]
    return [*announce, *(block for block in tops if block.entry != usual)]


def _answers(draft: Draft) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for block in (*draft.aside, *draft.blocks):
        for slot in block.slots:
            if slot.value is not None:
                found[bare(block.text), slot.name] = slot.value
                if slot.type == MEETING:
                    found["", slot.name] = slot.value
    return found


def written(block: Block, known: Mapping[str, Sequence[str]]) -> bool:
    """Whether a person wrote a block: it says something else than its entry, or has none and is no hint of ours."""
    if block.entry is None:
        return not is_hint(block.text)
    said = known.get(block.entry)
    if said is None:
        # Its entry is in no bank at hand: a phrase's id tells its words, for the rest nothing is to be lost.
        return block.level is not None or block.entry not in (phrase_id(block.text), phrase_id(bare(block.text)))
    return block.text not in said and bare(block.text) not in said


def _texts(bank: PhraseBank, structure: Template | None, level: str) -> dict[str, Sequence[str]]:
    """What each entry can say: a phrase its pattern, also in the words of the level, a group its headings, a
    structure its announcements."""
    known: dict[str, Sequence[str]] = {
        entry.id: (entry.pattern,) if isinstance(entry, Phrase) else entry.headings for entry in bank.originals
    }
    for source in (neutral(), bank):
        known |= {p.id: (p.pattern, local(p.pattern, level)) for p in source.phrases}
        known |= {form.id: form.group.headings for form in all_forms(source)}
    if structure is not None:
        known |= {f"structure-{n}": (text,) for n, text in enumerate(structure.settings.get("announcements", ()))}
    return known


def _above(path: str) -> list[str]:
    """The paths of the headings a block stands under, nearest first: 2.1.p3 → [2.1, 2]."""
    above = []
    while path := path.rpartition(".")[0]:
        above.append(path)
    return above


def _companions(block: Block, by_path: Mapping[str, Block]) -> list[str]:
    """The other key points of a key point's card, where they come from the bank."""
    if paths.key_point(block.path) is None:
        return []
    return [path for path in paths.of_card(block.path) if path in by_path and by_path[path].entry]


def answered(blocks: Iterable[Block], answers: Mapping[tuple[str, str], str]) -> tuple[Block, ...]:
    """The blocks with what a person answered where the same sentence stands again, wherever it stands now."""
    return tuple(
        replace(
            block,
            slots=tuple(
                s if s.value is not None else replace(s, value=_answer(answers, block, s)) for s in block.slots
            ),
        )
        for block in blocks
    )


def _answer(answers: Mapping[tuple[str, str], str], block: Block, slot: SlotValue) -> str | None:
    """What a person typed into a slot of the same sentence; the meeting has one name wherever it stands."""
    said = answers.get((bare(block.text), slot.name))
    return answers.get(("", slot.name)) if said is None and slot.type == MEETING else said


def with_added(blocks: Sequence[Block], own: Mapping[str, Block]) -> tuple[Block, ...]:
    """The new blocks with what a person added under a heading that is still there, or before and after the points."""
    done = list(blocks)
    for block in own.values():
        parent, _, _ = block.path.rpartition(".")
        if block.level is not None or any(b.path == block.path for b in done):
            continue
        if re.match(r"\d", block.path):
            family = [n for n, b in enumerate(done) if b.path == parent or b.path.startswith(f"{parent}.p")]
            fits = any(b.path == parent and b.level is not None for b in done)
        else:
            family = [n for n, b in enumerate(done) if b.path.startswith(f"{parent}.")]
            fits = bool(family)
        if fits:
            done.insert(family[-1] + 1, block)
    return tuple(done)


def aside(old: Draft, new: Sequence[Block], own: Mapping[str, Block], given: Mapping[str, str]) -> tuple[Block, ...]:
    """What a person wrote in the old draft and the new blocks do not say: typed blocks, and sentences with answers.

    `given` are the values that the brief gave to slots: those nobody typed.
    """
    said = {(block.path, block.text) for block in new}
    filled = {(bare(block.text), slot.name, slot.value) for block in new for slot in block.slots}
    lost: dict[tuple[str, str], Block] = {}
    for block in (*old.aside, *old.blocks):
        # What was put aside before stays there, also where something else was typed at its place since.
        mine = block.path in own and (own[block.path] == block or block in old.aside)
        typed = mine and (block.path, block.text) not in said
        told = any(
            slot.value is not None
            and (slots.filled_by(slot.type) == "ask" or slot.type == MEETING)
            and given.get(slot.name) != slot.value
            and slot.name not in NAMED
            and (bare(block.text), slot.name, slot.value) not in filled
            for slot in block.slots
        )
        if typed or told:
            lost[block.path, block.text] = block
    return tuple(lost.values())


# ------------------------------------------------------------------------------------------------- one place


def inside(path: str, scope: str) -> bool:
    """Whether a block belongs to a scope: a block and all under it ("2"), what stands under it ("2."), its card
    ("2.1.p"), all points ("")."""
    if scope == "":
        return path[:1].isdigit()
    if scope.endswith("."):
        return path.startswith(scope)
    if scope.endswith(".p"):
        return bool(re.fullmatch(re.escape(scope) + r"\d+", path))
    return path == scope or path.startswith(f"{scope}.")


def pinned(draft: Draft, scope: str) -> Draft:
    """The draft with everything locked that stands outside a scope."""
    return replace(draft, blocks=tuple(b if inside(b.path, scope) else replace(b, locked=True) for b in draft.blocks))


def spliced(draft: Draft, fresh: Draft, scope: str) -> Draft:
    """The draft with the blocks of a scope taken from another plan of it, and its announcement, unless it is locked.

    What a person deleted elsewhere stays deleted.
    """
    new = [block for block in fresh.blocks if inside(block.path, scope)]
    announce = {b.path: b for b in fresh.blocks if b.move == "announce"}
    done: list[Block] = []
    for block in draft.blocks:
        if inside(block.path, scope):
            done, new = [*done, *new], []
        elif block.move == "announce" and not block.locked and block.path in announce:
            done.append(replace(announce[block.path], locked=False))
        else:
            done.append(block)
    at = next((n for n, b in enumerate(done) if b.path == scope.rstrip(".")), len(done) - 1)
    done[at + 1 : at + 1] = new  # the scope held nothing before
    return replace(draft, blocks=tuple(done), announced=fresh.announced)
