"""Where the program finds what it ships with, and where it keeps what belongs to the user.

A wheel carries `templates/` and `phrasebank/` under the package (`drafter/shipped/`); in a checkout they
stand at the top level, beside the package.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from drafter import yamlio

PACKAGE = Path(__file__).resolve().parent


@cache
def _shipped(name: str) -> Path:
    inside = PACKAGE / "shipped" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def templates() -> Path:
    """The folder of shipped templates (`occasions/`, `structures/`)."""
    return _shipped("templates")


def phrasebank() -> Path:
    """The folder of the shipped bank (`extracted/`, `curated/`)."""
    return _shipped("phrasebank")


def user_folder() -> Path:
    """The user's own folder (profile, bank, templates, cache): $DRAFTER_HOME, else the system's place for it."""
    home = os.environ.get("DRAFTER_HOME")
    if home:
        return Path(home)
    import click  # finds the place on every system

    return Path(click.get_app_dir("drafter"))


@cache
def data(name: str) -> Any:
    """A data file of the package, by its path below `drafter/data/` without ending: data("slots").

    The value is shared: callers must not change it.
    """
    return yamlio.load(PACKAGE / "data" / f"{name}.yaml")
