"""Weighted rendezvous: the choice among entries that a seed makes, stable when the bank grows.

Each candidate draws u in (0, 1) from a hash of (seed, path, id); the highest ln(u) / w wins, with
w = 1 + log2(weight), at most 4 (design.md, Stable choice; after Thaler and Ravishankar, 1998).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def score(seed: int, path: str, identity: str, weight: float = 1) -> float:
    """The lot an entry draws for one place of one draft; higher wins."""
    digest = hashlib.sha256(f"{seed}\0{path}\0{identity}".encode()).digest()
    u = (int.from_bytes(digest[:8], "big") + 1) / (2**64 + 2)
    return math.log(u) / min(4.0, 1 + math.log2(max(1.0, weight)))


def rank(
    seed: int, path: str, candidates: Iterable[T], identity: Callable[[T], str], weight: Callable[[T], float]
) -> list[T]:
    """The candidates, the chosen one first."""
    return sorted(candidates, key=lambda c: (-score(seed, path, identity(c), weight(c)), identity(c)))
