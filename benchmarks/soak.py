"""Every draft that can be ordered, composed and examined: structures × points × levels of headings × themes × kinds
of place × depths.

`python -m benchmarks.soak [--every N] [--seed S] [--no-parsing]` takes every Nth of the full product (by a stride that
meets all values), composes each in this process with the seed S plus its number, and prints how many there were, how
many had faults (benchmarks/faults.py), each kind of fault with its first example, and the sizes of the drafts. The
exit status is 1 when there was any.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults import faults, read_back
from drafter.bank import PhraseBank
from drafter.cli.main import spare_collector
from drafter.composing import compose
from drafter.composing.templates import Template, load_all
from drafter.errors import DrafterError
from drafter.models import DEPTHS, Brief
from drafter.resources import phrasebank

DATE = "2026-11-28"
THEMES = (
    "安全生产", "项目建设", "招商引资", "乡村振兴", "基层治理", "作风建设", "防汛抗旱", "数字政府", "信访工作",
    "营商环境", "秋粮收储", "高标准农田建设", "敢于担当", "交通秩序", "海绵城市",
    "养老服务", "城市更新",
)  # fmt: skip
LEVELS = ("县", "省", "市", "镇", "街道", "村", "单位", "企业", "学校")


def product(templates: list[Template], seed: int) -> Iterator[Brief]:
    """Every brief, in a fixed order; each with a seed of its own."""
    structures = [template for template in templates if template.type == "structure"]
    n = 0
    for structure, theme in itertools.product(structures, THEMES):
        low, high = structure.points
        for points, place, depth, levels in itertools.product(
            range(low, high + 1), LEVELS, DEPTHS, range(structure.least_levels, 4)
        ):
            yield Brief(
                theme=theme, level=place, points=points, structure=structure.id, date=DATE, depth=depth, levels=levels,
                seed=seed + n, meeting=None if n % 3 else f"全{place}{theme}推进会",
            )  # fmt: skip
            n += 1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-parsing", action="store_true")
    wanted = parser.parse_args()
    spare_collector()
    templates, bank = load_all(), PhraseBank.load(phrasebank())
    kinds: Counter[str] = Counter()
    examples: dict[str, str] = {}
    tried = faulty = blocks = 0
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        for brief in itertools.islice(product(templates, wanted.seed), wanted.seed % wanted.every, None, wanted.every):
            tried += 1
            try:
                draft = compose(brief, templates, bank)
                found = faults(draft, templates, bank)
                if not wanted.no_parsing:
                    found += read_back(draft, templates, Path(folder) / "draft.txt")
                blocks += len(draft.blocks)
            except DrafterError as error:
                found = [f"DrafterError: {error}"]
            faulty += bool(found)
            for fault in found:
                kind = fault.partition(":")[0][:24]
                kinds[kind] += 1
                examples.setdefault(kind, f"{name(brief)}: {fault}")
    took = time.process_time() - begun
    each = f"{1000 * took / max(1, tried):.0f} ms and {blocks / max(1, tried):.0f} blocks each"
    print(f"{tried} drafts (every {wanted.every}th, seed {wanted.seed}), {faulty} with faults; {each}")
    for kind, count in kinds.most_common():
        print(f"{count:6} {examples[kind]}")
    sys.exit(1 if faulty else 0)


def name(brief: Brief) -> str:
    """A brief in one word, enough to order it again."""
    return "-".join(
        str(part)
        for part in (
            brief.structure, brief.points, brief.levels, brief.theme, brief.level, brief.depth, f"seed{brief.seed}",
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
