"""The language modules on annotated speeches, where those are at hand: names found, versions of one speech."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from drafter import names, overlap, yamlio
from drafter.names import words

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
KINDS = ("places", "persons", "organisations", "projects", "companies", "local_slogans", "meetings", "documents")

pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs ../shared (annotated speeches)")


@cache
def speeches():
    """Every cleaned speech of the corpus by its id in the gold: 001.4 → text."""
    pytest.importorskip("opencc", reason="needs the extra “corpus”")
    from drafter.cleaning import clean
    from drafter.reading import read

    found = {}
    for path in sorted((SHARED / "corpus").iterdir()):
        for speech in clean(read(path)).speeches:
            found[f"{path.name[:3]}.{speech.number}"] = speech.text
    return found


def even(text):
    return re.sub(r"[“”‘’\"'「」《》〈〉\s]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.skipif(not words.available(), reason="needs the extra “corpus” (rjieba)")
def test_most_local_names_are_found():
    total = missed = 0
    for speech in yamlio.load(SHARED / "gold" / "residue.yaml")["speeches"]:
        text = speeches()[speech["id"]]
        hidden = list(text)
        for name in names.find(text):
            hidden[name.start : name.end] = "\0" * (name.end - name.start)
        rest, whole = even("".join(hidden)), even(text)
        for kind in KINDS:
            for item in speech.get(kind) or []:
                if not item.get("weak") and even(item["text"]) in whole:
                    total += 1
                    missed += even(item["text"]) in rest
    assert total > 60
    assert 1 - missed / total >= 0.88


@pytest.mark.skipif(not words.available(), reason="needs the extra “corpus” (rjieba)")
def test_versions_of_one_speech_are_grouped():
    ids = list(speeches())
    groups = [[ids[n] for n in group] for group in overlap.near_duplicates(list(speeches().values()))]
    wanted = [sorted(g["speeches"]) for g in yamlio.load(SHARED / "gold" / "near_duplicates.yaml")["groups"]]
    assert groups == wanted
