"""What the recogniser gives back, and how the lists it works with are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from drafter import resources

Kind = Literal[
    "place", "person", "organisation", "project", "slogan", "meeting", "document", "unit",
    "leader", "model", "central", "region", "mask",
]  # fmt: skip

LOCAL: tuple[Kind, ...] = ("place", "person", "organisation", "project", "slogan", "meeting", "mask")
"""Kinds that belong to somebody: in a pattern each is a leak, in a draft each must be the writer's own."""

HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text: kind, the words, where they stand, and whether we would swear to it.

    Mining turns every name into a slot; checks report the `sure` ones and keep quiet about the others.
    """

    kind: Kind
    text: str
    start: int
    end: int
    sure: bool = True


@cache
def table(file: str) -> Any:
    """A data file of this module: table("persons")."""
    return resources.data(f"names/{file}")


@cache
def words(file: str, key: str) -> frozenset[str]:
    """A list of a data file that is written as words with spaces between, or as a YAML list."""
    value: Any = table(file)
    for part in key.split("/"):
        value = value[part]
    return frozenset(value.split() if isinstance(value, str) else value)


@cache
def alternatives(file: str, key: str) -> str:
    """The same list as the source of a regular expression, the longest words first."""
    return "|".join(re.escape(w) for w in sorted(words(file, key), key=lambda w: (-len(w), w)))


def is_han(text: str) -> bool:
    """Whether a text is one or more Chinese characters and nothing else."""
    return bool(text) and all(HAN.match(c) for c in text)
