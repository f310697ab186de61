"""What points and their parts are about, as data/composing/aspects.yaml has it: 认识, 底数, 责任 and their stages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from drafter import resources

STAGES = ("认识", "任务", "保障")
"""The stages of a speech, in their order."""


@cache
def stages() -> Mapping[str, str]:
    """The stage of each aspect, in the order in which a speech takes them."""
    return {entry["name"]: entry["stage"] for entry in resources.data("composing/aspects")["aspects"]}


def stage_of(aspect: str | None) -> str:
    """认识, 任务 or 保障: the stage of a point of this aspect; 任务 where it is not known."""
    return stages().get(aspect or "", "任务")


@cache
def core() -> frozenset[str]:
    """The aspects that are the work itself, where a theme does not say its own."""
    return frozenset(entry["name"] for entry in resources.data("composing/aspects")["aspects"] if entry.get("core"))
