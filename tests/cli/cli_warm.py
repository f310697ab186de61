"""Fixtures that spare each test the reading of the whole shipped bank: its curated part alone, or a copy of it all
for programs of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drafter import resources
from drafter.bank import PhraseBank


@pytest.fixture(scope="session")
def curated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A shipped bank without what was mined, and the copies that the program keeps of it."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(resources.phrasebank() / "curated", folder / "phrasebank" / "curated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAFTER_HOME", str(folder / "home"))
        PhraseBank.load(folder / "phrasebank")
    return folder / "phrasebank", folder / "home"


@pytest.fixture(autouse=True)
def warm(drafter_home: Path, curated: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    shipped, home = curated
    monkeypatch.setattr(resources, "phrasebank", lambda: shipped)
    if home.is_dir():
        shutil.copytree(home, drafter_home, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def shipped_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder with the copy that a process makes of the whole shipped bank when it first reads it."""
    home = tmp_path_factory.mktemp("shipped_home")
    reads = [sys.executable, "-c", "from drafter.bank import layers; layers()"]
    subprocess.run(reads, check=True, env={**os.environ, "DRAFTER_HOME": str(home)})
    return home
