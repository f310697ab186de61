"""How long composing takes once the bank is loaded.

`python -m benchmarks.composing [--rounds 3]` composes structures × depths × three themes and prints, for each
structure, the median and the slowest of the processor milliseconds of one draft, beside the wall clock; loading and
the first draft (which reads data files and readies the bank) are given apart. The goal is 50 ms a draft. The cyclic
collector is set as the command sets it.
"""

from __future__ import annotations

import argparse
import statistics
import time

from drafter.bank import PhraseBank
from drafter.cli.main import spare_collector
from drafter.composing import compose
from drafter.composing.templates import Template, load_all
from drafter.models import DEPTHS, Brief
from drafter.resources import phrasebank

DATE = "2026-11-28"
THEMES = ("安全生产", "营商环境", "秋粮收储")
GOAL = 50


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    spare_collector()
    begun = time.process_time()
    bank, templates = PhraseBank.load(phrasebank()), load_all()
    print(f"load {1000 * (time.process_time() - begun):.0f} ms: {len(bank.phrases)} phrases, {len(bank.groups)} groups")
    structures = [template for template in templates if template.type == "structure"]
    print(f"first draft {took(bank, templates, structures[0], THEMES[0], 'outline', 1)[0]:.0f} ms")
    every: list[float] = []
    print("structure       median    max   wall (median)")
    for structure in structures:
        times = [
            took(bank, templates, structure, theme, depth, seed)
            for theme in THEMES
            for depth in DEPTHS
            for seed in range(1, rounds + 1)
        ]
        own = [cpu for cpu, _ in times]
        every += own
        wall = statistics.median(clock for _, clock in times)
        print(f"{structure.id:14} {statistics.median(own):7.1f} {max(own):6.1f}  {wall:6.1f}")
    over = sum(cpu > GOAL for cpu in every)
    print(
        f"{len(every)} drafts: median {statistics.median(every):.1f} ms, max {max(every):.1f} ms, {over} over {GOAL} ms"
    )


def took(
    bank: PhraseBank, templates: list[Template], structure: Template, theme: str, depth: str, seed: int
) -> tuple[float, float]:
    """Milliseconds of processor and of wall clock for one draft."""
    low, high = structure.points
    brief = Brief(
        theme=theme, date=DATE, structure=structure.id, depth=depth, seed=seed, points=min(high, max(low, 2 + seed)),
        minutes=15 if depth == "draft" else None,
    )  # fmt: skip
    cpu, clock = time.process_time(), time.perf_counter()
    compose(brief, templates, bank)
    return 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - clock)


if __name__ == "__main__":
    main()
