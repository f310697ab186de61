"""docs/structures.md cannot lie: every example in it is composed again and compared.

A comment `<!-- example: structure=parallel theme=秋粮收储 points=3 seed=7 show=2 -->` stands before each ```text block.
`show`: the points with what announces them (`tops`), everything (`all`), or one point with what stands under it (`2`);
`holds`: words the example is there for. `python tests/composing/test_structures_doc.py` composes them anew, another
seed where the words are no longer in it; the diff is for a person to read.
"""

from __future__ import annotations

import re
from pathlib import Path

import composing_cover as c
import pytest

from drafter.composing import compose

DOC = Path(__file__).resolve().parents[2] / "docs" / "structures.md"
if not DOC.exists():
    pytest.skip("not in a checkout", allow_module_level=True)

EXAMPLE = re.compile(r"<!-- example: (?P<head>.*?) -->\n```text\n(?P<text>.*?)```", re.DOTALL)
TYPES = [f"S{n:02}" for n in range(1, 26)]
TEXT = DOC.read_text(encoding="utf-8")
EXAMPLES = list(EXAMPLE.finditer(TEXT))


def orders(head: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in head.split())


def composed(order: dict[str, str]) -> str:
    """What a draft of the shipped bank's own entries says where the example looks."""
    brief = c.brief(
        theme=order["theme"], structure=order["structure"], points=int(order["points"]), seed=int(order["seed"]),
        levels=int(order.get("levels", 2)), depth=order.get("depth", "headings"),
    )  # fmt: skip
    draft = compose(brief, c.templates(), c.curated())
    announce = next(block.said for block in draft.blocks if block.move == "announce")
    show = order.get("show", "all")
    kept = [
        block
        for block in c.headings(draft)
        if show == "all" or (show == "tops" and block.level == 1) or f"{block.path}.".startswith(f"{show}.")
    ]
    lines = [] if show.isdigit() else [f"{announce.rstrip('。')}。"]
    for block in kept:
        if block.level == 3 and block.marker.startswith(("二", "三", "四")):
            lines[-1] += f"{block.marker}{block.said}。"
        else:
            lines.append(f"{block.marker}{block.said}{'。' if block.level == 3 else ''}")
        points = [b for b in draft.blocks if b.level is None and b.path.startswith(f"{block.path}.p")]
        lines += [f"- {b.said}。" for b in points]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda m: m["head"][:60])
def test_example_is_true(example):
    order = orders(example["head"])
    said = composed(order)
    assert said == example["text"]
    assert all(word in said for word in order.get("holds", "").split("…"))


def test_every_type_has_its_row_and_an_example():
    rows = re.findall(r"^\| (S\d\d) \|([^|]+)\|([^|]+)\|([^|]+)\|", TEXT, re.MULTILINE)
    assert [row[0] for row in rows] == TYPES
    for _, _, kind, where in rows:
        assert kind.strip() in ("结构", "手法", "句式"), kind
        assert where.strip()
    for name in TYPES:
        section = re.search(rf"^### {name}\b.*?(?=^### |\Z)", TEXT, re.MULTILINE | re.DOTALL)
        assert section, name
        assert EXAMPLE.search(section.group()), name


def test_every_structure_is_explained():
    for structure in c.structures():
        assert f"`{structure.id}`" in TEXT, structure.id
        assert any(orders(m["head"])["structure"] == structure.id for m in EXAMPLES), structure.id


def refresh() -> None:
    """Composes every example anew."""

    def anew(match: re.Match[str]) -> str:
        order = orders(match["head"])
        words = order.get("holds", "").split("…")
        for seed in [int(order["seed"]), *range(1, 400)]:
            for show in [order.get("show", "all")] if not order.get("show", "all").isdigit() else "123456":
                trial = {**order, "seed": str(seed), "show": show}
                if int(order["points"]) < (int(show) if show.isdigit() else 0):
                    continue
                said = composed(trial)
                if all(word in said for word in words):
                    head = " ".join(f"{key}={value}" for key, value in trial.items())
                    return f"<!-- example: {head} -->\n```text\n{said}```"
        raise SystemExit(f"no seed shows {words} in {match['head']}")

    DOC.write_text(EXAMPLE.sub(anew, TEXT), encoding="utf-8")


if __name__ == "__main__":
    refresh()
