"""Where sentences stand, told by their paths; and the paragraphs they make in a draft."""

from dataclasses import replace

import composing_cover as c
import pytest

from drafter.composing import lay_out, paths


@pytest.mark.parametrize(
    ("path", "place", "card", "of"),
    [
        ("2.1.p1", ("2.1", 1), 1, ["2.1.p1", "2.1.p2", "2.1.p3"]),
        ("2.1.p5", ("2.1", 5), 2, ["2.1.p4", "2.1.p5", "2.1.p6"]),
        ("3.p3", ("3", 3), 1, ["3.p1", "3.p2", "3.p3"]),
        ("2.1", None, 1, ["2.1"]),
        ("opening.2", None, 1, ["opening.2"]),
        ("2.3.warning", None, 1, ["2.3.warning"]),
        ("2.1.p0", None, 1, ["2.1.p0"]),
        ("2.1.p5a", None, 1, ["2.1.p5a"]),
    ],
)
def test_paths(path, place, card, of):
    assert paths.key_point(path) == place
    assert paths.card(path) == card
    assert paths.of_card(path) == of
    assert paths.opens_card(path) == (place is not None and of[0] == path)
    assert paths.is_warning(path) == (path == "2.3.warning")


def test_a_paragraph_holds_two_cards_at_most():
    """Four cards under a heading are too much for one breath: they are read as two paragraphs."""
    draft = c.draft(c.brief(depth="draft", points=3, structure="parallel"))
    cards = [[b for b in draft.blocks if b.path in paths.of_card(first)] for first in ("1.1.p1", "2.1.p1", "2.2.p1")]
    head = next(n for n, b in enumerate(draft.blocks) if b.path == "1.1")
    four = [replace(b, path=f"1.1.p{n}") for n, b in enumerate([*cards[0], *cards[1], *cards[2], *cards[0]], 1)]
    others = [b for b in draft.blocks if not b.path.startswith("1.1.")]
    at = others.index(draft.blocks[head]) + 1
    long = replace(draft, blocks=(*others[:at], *four, *others[at:]))
    paragraphs = [[piece.path for piece in p.pieces] for p in lay_out(long, c.templates())]
    assert [paths for paths in paragraphs if "1.1.p1" in paths] == [["1.1", "1.1", *(f"1.1.p{n}" for n in range(1, 7))]]
    assert [paths for paths in paragraphs if "1.1.p7" in paths] == [[f"1.1.p{n}" for n in range(7, 13)]]
