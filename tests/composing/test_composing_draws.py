"""Two hundred drafts drawn at random from all that can be ordered: none may have a fault (benchmarks/faults.py).

The seed of the draw is printed with each failure; DRAFTER_DRAW takes another one.
"""

from __future__ import annotations

import importlib.util
import os
import random
import sys
from pathlib import Path

import composing_cover as c
import pytest

from drafter.composing import compose

ROOT = Path(__file__).resolve().parents[2]
if not (ROOT / "benchmarks" / "faults.py").is_file():
    pytest.skip("no benchmarks beside the tests", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from benchmarks.faults import faults, read_back  # noqa: E402

SEED = int(os.environ.get("DRAFTER_DRAW", "20261128"))
COUNT = 200
CORPUS_EXTRA = all(importlib.util.find_spec(name) for name in ("opencc", "rjieba", "ahocorasick_rs"))
DEPTHS = ("headings", "outline", "draft")


def draws():
    """Briefs, the same for the same seed."""
    chance = random.Random(SEED)
    for _ in range(COUNT):
        structure = chance.choice(c.structures())
        theme, level = chance.choice(c.THEMES), chance.choice(c.LEVELS)
        yield c.brief(
            structure=structure.id, points=chance.randint(*structure.points), theme=theme, level=level,
            depth=chance.choice(DEPTHS), levels=chance.randint(structure.least_levels, 3),
            minutes=chance.choice((None, None, 5, 10, 20)), seed=chance.randrange(10_000),
            meeting=chance.choice((None, f"全{level}{theme}推进会")),
        )  # fmt: skip


@pytest.mark.parametrize("part", range(8))
def test_no_draft_has_a_fault(part, tmp_path):
    briefs = list(draws())[part::8]
    assert len(briefs) == COUNT // 8
    wrong = []
    for brief in briefs:
        draft = compose(brief, c.templates(), c.shipped())
        found = faults(draft, c.templates(), c.shipped())
        if CORPUS_EXTRA:
            found += read_back(draft, c.templates(), tmp_path / "稿.txt")
        wrong += [f"{c.name(brief)}: {fault}" for fault in found]
    assert not wrong, f"DRAFTER_DRAW={SEED}: " + "\n".join(wrong)
