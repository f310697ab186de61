"""A draft that is printed, read and parsed again gives exactly the headings that were composed."""

from __future__ import annotations

import composing_cover as c
import pytest

from drafter.composing import lay_out
from drafter.exporting import export


def parsed(path):
    """The one speech in a file and its outline."""
    for library in ("opencc", "rjieba", "ahocorasick_rs"):
        pytest.importorskip(library)
    from drafter.cleaning import clean
    from drafter.outlining import parse
    from drafter.reading import read

    speeches = clean(read(path)).speeches
    assert len(speeches) == 1, [speech.title for speech in speeches]
    return speeches[0], parse(speeches[0])


def plain(text):
    """Headings compare without what the reader may set right: quotes of either hand, full stops."""
    return text.translate({ord("“"): '"', ord("”"): '"'}).rstrip("。")


@pytest.mark.parametrize("format_", ["txt", "md"])
@pytest.mark.parametrize("brief", c.cover(), ids=c.name)
def test_round_trip(tmp_path, brief, format_):
    draft = c.draft(brief)
    path = tmp_path / f"稿.{format_}"
    path.write_text(export(lay_out(draft, c.templates()), format_), encoding="utf-8")
    speech, outline = parsed(path)
    composed = [(block.level, block.marker, block.said) for block in c.headings(draft)]
    # what is numbered inside a paragraph stands deeper than what was composed
    deepest = max(level for level, _, _ in composed)
    found = [(h.level, h.marker.strip(), plain(h.text)) for _, h in outline.walk() if h.level <= deepest]
    assert found == [(level, marker, plain(text)) for level, marker, text in composed]
    assert speech.title == draft.title
    assert [(a.count, a.found) for a in outline.announced if a.path == ""][-1:] == [(brief.points, brief.points)]


def test_blocks_added_before_and_behind_the_points_are_printed_in_their_place():
    from dataclasses import replace

    from drafter.composing import lay_out
    from drafter.models import Block

    draft = c.draft(c.brief(points=3))
    added = (Block("opening.9", "purpose", "添在前面的一句"), Block("ending.9", "closing", "添在后面的一句"))
    printed = [p.text for p in lay_out(replace(draft, blocks=(*draft.blocks, *added)), c.templates())]
    first = next(n for n, text in enumerate(printed) if text.startswith("一、"))
    assert printed.index("添在前面的一句。") == first - 1
    assert printed[-1] == "添在后面的一句。"
    assert len(printed) == len(lay_out(draft, c.templates())) + 2
