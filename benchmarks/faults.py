"""What is wrong with a composed draft: the conditions that every draft must hold, in one place for the soak and the
suite.

In: a draft, its templates and bank, a date. Out: one line for each fault; an empty list is a sound draft.
Reading back (`read_back`) needs the extra `corpus` and is a function of its own.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter import formulations, numerals, rhetoric, slots, wording
from drafter.bank import PhraseBank
from drafter.checks import Context, check
from drafter.composing import facts, lay_out
from drafter.composing.stock import all_forms
from drafter.composing.templates import Template
from drafter.exporting import export
from drafter.models import Block, Draft

LONGEST, USUAL = 60, 35
"""Characters of a sentence: never more than the first, in most sentences no more than the second."""
HOLLOW = {"工作", "建设", "生产", "政府", "发展"}
"""No theme is heard in these alone."""
SAID = 6
"""Characters from which a text said twice is a repetition."""

_COUNT = re.compile(rf"“{numerals.NUMERAL}[个条项大种]")
_SENTENCE = re.compile(r"[。！？；\n]")


def faults(draft: Draft, templates: Sequence[Template], bank: PhraseBank) -> list[str]:
    """All that is wrong with a draft, but for reading back."""
    structure = next(t for t in templates if t.type == "structure" and t.id == draft.structure)
    occasion = next(t for t in templates if t.type == "occasion" and t.id == draft.occasion)
    text = export(lay_out(draft, templates), "txt")
    return [
        *_announcement(draft, structure.announces and occasion.announces),
        *_siblings(draft, structure, {form.id: form.group.device for form in all_forms(bank)}),
        *_theme(draft),
        *_subject(draft),
        *_substance(draft),
        *_repetition(draft),
        *_neighbours(draft),
        *_sentences(text),
        *_current(draft, text),
        *_checked(draft, text),
    ]


def headings(draft: Draft, parent: str | None = None) -> list[Block]:
    """The headings of a draft, or those right under a path ("" for the points)."""
    return [b for b in draft.blocks if b.level and (parent is None or b.path.rpartition(".")[0] == parent)]


def _announcement(draft: Draft, aloud: bool) -> Iterator[str]:
    tops = headings(draft, "")
    if [block.path for block in tops] != [str(n) for n in range(1, (draft.brief.points or 0) + 1)]:
        yield f"{draft.brief.points} points ordered, {[block.path for block in tops]} given"
    for count in draft.announced:
        if count.count != len(headings(draft, count.path)):
            yield f"announced {count.count} at {count.path!r}, given {len(headings(draft, count.path))}"
    said = next((b.said for b in draft.blocks if b.move == "announce"), "").replace(draft.brief.theme, "")
    numbers = [numerals.value(n) for n in re.findall(rf"({numerals.NUMERAL})(?:点|个|项|句|方面|层|件|条|问)", said)]
    if aloud and len(tops) not in numbers:
        yield f"{len(tops)} points announced as: {said}"
    chars = [rhetoric.quoted_chars(block.said) for block in tops]
    if all(len(own) == 1 for own in chars) and rhetoric.quoted_chars(said) not in ([], [own[0] for own in chars]):
        yield f"characters {chars} announced as: {said}"


def _siblings(draft: Draft, structure: Template, devices: dict[str, str | None]) -> Iterator[str]:
    for parent in ["", *(block.path for block in headings(draft))]:
        own = headings(draft, parent)
        if not own:
            continue
        said = [block.said for block in own]
        lengths = [rhetoric.length(text) for text in said]
        if max(lengths) - min(lengths) > 1:
            yield f"uneven {lengths} under {parent!r}: {said}"
        if len({len(rhetoric.segments(text)) for text in said}) > 1:
            yield f"clauses differ under {parent!r}: {said}"
        device = devices.get(own[0].entry or "") or "anaphora"
        grave = [fault for fault in rhetoric.verify(said, device) if fault.grave]
        if grave:
            yield f"{grave[0].message} under {parent!r}: {said}"
    if "judge" in structure.settings:
        for fault in rhetoric.verify([block.said for block in headings(draft, "")], structure.settings["judge"]):
            if fault.grave:
                yield f"{fault.message}: {[block.said for block in headings(draft, '')]}"


def _theme(draft: Draft) -> Iterator[str]:
    name = wording.theme(draft.brief.theme).name
    said = [b.said for b in draft.blocks if b.level == 1 or b.move == "announce"]
    subject = wording.theme(draft.brief.theme).subject
    tops = [block.said for block in headings(draft, "")]
    # 建设民心项目, 建设优质项目 …: each heading says it short.
    short = any(all(word in text for text in tops) for word in {subject[:2], subject[-2:]} - HOLLOW)
    if not short and not any(name in text or subject in text for text in said):
        yield f"the theme is not heard: {said}"


def _subject(draft: Draft) -> Iterator[str]:
    """One point at least is the work itself, where the theme says what that is; in a compound the measures are."""
    core = wording.theme(draft.brief.theme).core
    if core and not {*core, "举措"} & {block.aspect for block in headings(draft, "")}:
        yield f"no point on {'、'.join(core)}: {[block.said for block in headings(draft, '')]}"


def _substance(draft: Draft) -> Iterator[str]:
    for top in headings(draft, "") if draft.brief.depth != "headings" else []:
        own = [b for b in draft.blocks if b.path == top.path or b.path.startswith(f"{top.path}.")]
        if not facts.open_facts(own):
            yield f"no room for a fact under {top.said}"


def _repetition(draft: Draft) -> Iterator[str]:
    said = Counter(b.said for b in draft.blocks if rhetoric.length(b.said) >= SAID)
    entries = Counter(b.entry for b in draft.blocks if b.level is None and b.entry)
    for text, count in said.items():
        if count > 1:
            yield f"said twice: {text}"
    for entry, count in entries.items():
        if count > 1:
            yield f"entry used twice: {entry}"


def _neighbours(draft: Draft) -> Iterator[str]:
    """No two neighbouring points open with the same words, unless that is the siblings' skeleton."""
    tops = headings(draft, "")
    bare = {block.path: _COUNT.sub("", block.said) for block in tops}  # “三条要求” counts, it opens nothing
    for one, other in itertools.pairwise(tops):
        family = [bare[b.path] for b in tops if b.entry == one.entry]
        shared = len(rhetoric.prefix(family)) if one.entry == other.entry else 0
        leads = {bare[block.path][shared : shared + 2] for block in (one, other)}
        if len(leads) == 1 and _own(one, other, draft.brief.theme):
            yield f"neighbours open alike: {one.said} / {other.said}"
    first = [b for b in draft.blocks if re.fullmatch(r"[\d.]+\.p1", b.path)]
    for before, behind in itertools.pairwise(first):
        if before.said[:4] == behind.said[:4]:
            yield f"neighbours open alike: {before.said} / {behind.said}"


def _own(one: Block, other: Block, theme: str) -> bool:
    """Whether two headings that open alike do so by more than the theme's own word."""
    return not (one.said.startswith(theme[:2]) and other.said.startswith(theme[:2]))


def _sentences(text: str) -> Iterator[str]:
    lengths = []
    for sentence in _SENTENCE.split(slots.OPEN.sub("空位", text)):
        if size := rhetoric.length(sentence):
            lengths.append(size)
        if size > LONGEST:
            yield f"{size} characters: {sentence}"
    if sum(size > USUAL for size in lengths) * 2 > len(lengths):
        yield f"most sentences have more than {USUAL} characters"


def _current(draft: Draft, text: str) -> Iterator[str]:
    own = text.replace(draft.brief.theme, "").replace(draft.brief.meeting or "\n", "")
    for verdict in formulations.expired(own, draft.brief.date or ""):
        yield f"not current: {verdict.hit.text}"


def _checked(draft: Draft, text: str) -> Iterator[str]:
    for finding in check(text, stage="draft", context=Context(draft.brief)):
        if finding.severity == "error":
            yield f"check {finding.rule}: {finding.message} ({finding.text})"


def read_back(draft: Draft, templates: Sequence[Template], path: Path) -> list[str]:
    """What the parser makes else of a draft that was printed to a file."""
    from drafter.cleaning import clean
    from drafter.outlining import parse
    from drafter.reading import read

    path.write_text(export(lay_out(draft, templates), "txt"), encoding="utf-8")
    speeches = clean(read(path)).speeches
    if len(speeches) != 1:
        return [f"read back as {len(speeches)} speeches"]
    composed = [(block.level, _plain(block.said)) for block in headings(draft)]
    deepest = max(level or 0 for level, _ in composed)
    found = [(h.level, _plain(h.text)) for _, h in parse(speeches[0]).walk() if h.level <= deepest]
    if found == composed:
        return []
    odd = next((f"{g} for {w}" for w, g in zip(composed, found, strict=False) if w != g), f"{len(found)} headings")
    return [f"read back otherwise: {odd}, {len(composed)} composed"]


def _plain(text: str) -> str:
    return re.sub(r"[“”\"。]", "", text)
