"""Whole outlines of speeches in the shapes that real files have (shapes.yaml beside this file)."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import yamlio
from drafter.outlining import parse_text

SHAPES = {shape["name"]: shape for shape in yamlio.load(Path(__file__).with_name("shapes.yaml"))}


@pytest.mark.parametrize("name", SHAPES)
def test_outline_of_shape(name: str) -> None:
    shape = SHAPES[name]
    assert [f"{h.level} {h.marker}{h.text}" for _, h in parse_text(shape["text"]).walk()] == shape["want"]
