"""What blind readers get and how their verdicts are counted (benchmarks/drawing.py)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
if not (ROOT / "benchmarks" / "drawing.py").is_file():
    pytest.skip("no benchmarks beside the tests", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from benchmarks import drawing  # noqa: E402
from drafter import yamlio  # noqa: E402


def test_a_draw_is_the_same_for_the_same_seed():
    first, again, other = (list(drawing.drafts(seed, 3)) for seed in (5, 5, 6))
    assert first == again != other
    assert len({text for _, text in first}) == 3


def test_a_reader_is_not_told_whose_a_text_is(tmp_path):
    (tmp_path / "01-own.md").write_text("# 县长在会上的讲话\n\n同志们：\n\n一、干在前头\n", encoding="utf-8")
    drawing.main(["drafts", "--seed", "5", "--count", "2", "--out", str(tmp_path / "out"), "--beside", str(tmp_path)])
    texts = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "out").glob("*.txt"))]
    key = yamlio.load(tmp_path / "out" / "key.yaml")
    assert len(texts) == len(key["drafts"]) == 3
    beside = [entry["entry"].startswith(drawing.BESIDE) for entry in key["drafts"]]
    assert sum(beside) == 1
    assert "干在前头" in texts[beside.index(True)]
    assert not any(drawing.BESIDE in text or "seed" in text for text in texts)


def test_the_page_counts_drafts_and_what_lay_beside_them_apart():
    own = [("ladder · 安全生产", "taken"), ("serial · 安全生产", "sent back"), ("beside 01-own.md 1", "taken")]
    drafts = [{"entry": entry, "verdict": verdict, "reason": "甲|乙"} for entry, verdict in own]
    page = drawing.page([{"command": "draw", "remarks": "", "drafts": drafts}])
    assert "Taken: 1 of 2 drafts (beside: 1 of 1)." in page
    assert "| 2 | serial · 安全生产 | sent back | 甲\\|乙 |" in page
