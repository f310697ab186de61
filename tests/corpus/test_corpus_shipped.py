"""The shipped bank is what the command makes of the corpus, byte for byte, and holds nothing of the machine."""

from __future__ import annotations

import re

import pytest

from drafter import resources

EXTRACTED = resources.phrasebank() / "extracted"


@pytest.mark.slow
def test_the_shipped_bank_is_what_the_command_makes_of_the_corpus(corpus, run, tmp_path):
    pytest.importorskip("rjieba", reason="needs the extra “corpus”")
    pytest.importorskip("opencc", reason="needs the extra “corpus”")
    assert run("extract", corpus, "--out", tmp_path).exit_code == 0
    made = {p.name: p.read_bytes() for p in (tmp_path / "extracted").iterdir()}
    assert made == {p.name: p.read_bytes() for p in EXTRACTED.iterdir()}


def test_shipped_files_name_no_folder_of_a_machine():
    for path in EXTRACTED.iterdir():
        assert not re.search(r"(?:/(?:home|work|tmp|Users)/|[A-Z]:\\)", path.read_text(encoding="utf-8")), path.name
