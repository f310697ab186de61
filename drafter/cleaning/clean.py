"""`clean`: the steps in their order, and the speeches they leave.

In: a `Source`, line for line. Out: `Cleaned`. The steps up to the split work on the whole file, because page
numbers, running heads and script are properties of a file; the frame is found for each section by itself.
"""

from __future__ import annotations

from dataclasses import replace

from drafter.cleaning import facts, frames
from drafter.cleaning.characters import normalise, one_form, pair_quotes, split_headings
from drafter.cleaning.framing import Framed, drop_repeated_titles, frame, split_salutations
from drafter.cleaning.furniture import drop_furniture, drop_running_heads, drop_stamps, strip_inline
from drafter.cleaning.heads import split_heads
from drafter.cleaning.inline import drop_debris, drop_tails, lift_inline_pages
from drafter.cleaning.joining import join_lines
from drafter.cleaning.notes import drop_notes
from drafter.cleaning.numbers import lift_page_numbers
from drafter.cleaning.paragraphs import break_paragraphs
from drafter.cleaning.rows import Row, Step, ends_sentence, is_heading, rows_of
from drafter.cleaning.run_on import split_run_on
from drafter.cleaning.script import script_of, simplify
from drafter.cleaning.spaced import split_spaced
from drafter.cleaning.splitting import split
from drafter.models import Cleaned, Line, Removal, Source, Speech

OPENING = 20  # characters by which speeches that may be one another's previews are brought together

STEPS: tuple[Step, ...] = (
    drop_debris,  # the next six see the line as it was read: by its spaces they know what belongs together
    lift_inline_pages,
    drop_tails,
    split_run_on,
    split_heads,
    split_spaced,
    normalise,  # so that every rule behind sees one form of each character
    simplify,  # second: all rules are written in simplified characters
    drop_notes,
    drop_stamps,
    strip_inline,
    drop_furniture,
    drop_running_heads,
    lift_page_numbers,  # before joining: a number may stand in mid-sentence
    split_headings,
    split_salutations,  # before joining, so that a title never swallows the first paragraph
    drop_repeated_titles,  # before joining: they too stand in mid-sentence
    join_lines,
)


def clean(source: Source) -> Cleaned:
    """The speeches of a file, in order, and everything that was dropped. No speech: `speeches` is empty.

    Raises MissingExtra for a traditional text without OpenCC.
    """
    rows = rows_of(source)
    script = script_of(rows)
    for step in STEPS:
        rows = step(rows)
    page_title = next((frames.bare_title(r.text) for r in rows if r.reason is None and frames.is_title(r.text)), None)
    sections = split(rows)
    speeches: list[Speech] = []
    dropped: list[Row] = []
    framed_sections = [frame(section, page_title if len(sections) == 1 else None) for section in sections]
    found = [_speech(framed, source.name, script, page_title) for framed in framed_sections]
    previews = _previews(found)
    for n, (framed, speech) in enumerate(zip(framed_sections, found, strict=True)):
        why = "no_speech"
        if n in previews:
            speech, why = None, "repeated"
        if speech:
            speeches.append(replace(speech, number=len(speeches) + 1))
        dropped += [row if row.reason or speech else row.dropped(why) for row in framed.rows]
    removed = (Removal(row.text, row.reason, row.number) for row in dropped if row.reason)
    return Cleaned(tuple(speeches), tuple(sorted(removed, key=lambda removal: removal.line)))


def _previews(found: list[Speech | None]) -> set[int]:
    """The speeches that are only the beginning of another one, cut short, or that stand there a second time."""
    texts = {n: speech.text.replace("\n", "") for n, speech in enumerate(found) if speech}
    alike: dict[str, list[int]] = {}
    for n, text in texts.items():
        alike.setdefault(text[:OPENING], []).append(n)
    previews: set[int] = set()
    for places in alike.values():
        # Of speeches that open alike only the longest later one can hold another: copies cost no more than that.
        longest = places[-1]
        for n in reversed(places[:-1]):
            if len(texts[n]) < len(texts[longest]) and texts[longest].startswith(texts[n].rstrip("…。")):
                previews.add(n)
            elif len(texts[n]) >= len(texts[longest]):
                longest = n
        # The site's summary below the speech begins like it, and breaks off; the print version says it all again.
        whole = max(places, key=lambda n: len(texts[n]))
        cut = (n for n in places if n > whole and texts[n].endswith(("…", "...")))
        previews.update(n for n in cut if texts[whole].startswith(texts[n].rstrip("….。")))
        previews.update(n for n in places if n != whole and n not in previews and _again(found[n], found[whole]))
    return previews


def _again(copy: Speech | None, whole: Speech | None) -> bool:
    """Whether a speech stands in the file twice: nearly all of its text is in the paragraphs of the other one."""
    if copy is None or whole is None or (copy.title and whole.title and copy.title != whole.title):
        return False
    if 10 * len(copy.text) < 9 * len(whole.text):
        return False
    said = {line.text for line in whole.lines}
    return 20 * sum(len(line.text) for line in copy.lines if line.text in said) >= 19 * len(copy.text)


def _speech(framed: Framed, source: str, script: str, page_title: str | None) -> Speech | None:
    live = [row for row in framed.rows if row.reason is None]
    whole = sum(not frames.is_salutation(row.text) for row in live) == 1
    lines = tuple(  # in one form again: a join makes new neighbours
        Line(pair_quotes(text), row.number)
        for row in live
        for text in break_paragraphs(row.text if row.formed else one_form(row.text), whole=whole)
    )
    text = "\n".join(line.text for line in lines)
    heading = " ".join(part for part in (framed.title, framed.subtitle) if part)
    # In a collection each piece is what the collection is said to hold: “毕业典礼致辞7篇”, “第1篇” without a title.
    numbered = any(frames.delimiter(line) is not None for line in framed.frame.split("\n"))
    said = heading or (page_title if numbered else None) or ""
    if not lines or not facts.is_speech(said, text, greeted=framed.salutation is not None):
        return None
    signed = "\n".join(row.text for row in framed.rows if row.reason == "signature")
    year = facts.year_of(heading, framed.frame, text, signed)
    level = facts.level_of(heading, text)
    return Speech(
        source=source,
        number=1,
        title=framed.title,
        subtitle=framed.subtitle,
        salutation=framed.salutation,
        lines=lines,
        year=year.value,
        admin_level=level.value,
        label=facts.label_of(year.value, level.value, facts.kind_of(heading, text)),
        script=script,
        truncated=_truncated(framed, lines),
        year_from=year.source,
        level_from=level.source,
    )


def _truncated(framed: Framed, lines: tuple[Line, ...]) -> bool:
    """A speech ends with a sentence, or (a draft of headings) with a heading; and the site shows all of it."""
    last = lines[-1].text
    if frames.is_closing(last):
        return False
    return framed.preview or not (ends_sentence(last) or is_heading(last))
