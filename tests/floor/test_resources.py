"""Where things are: data by name, the user's own folder by environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import resources
from drafter.errors import DrafterError


def test_shipped_folders_are_there():
    assert list(resources.templates().rglob("*.jinja"))
    assert list(resources.phrasebank().rglob("*.yaml"))


def test_the_users_folder_is_where_they_say(monkeypatch, tmp_path):
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "我的"))
    assert resources.user_folder() == tmp_path / "我的"
    monkeypatch.delenv("DRAFTER_HOME")
    assert resources.user_folder().is_absolute()


@pytest.mark.parametrize("path", sorted((resources.PACKAGE / "data").rglob("*.yaml")), ids=lambda p: p.stem)
def test_every_data_file_reads(path: Path):
    assert resources.data(path.relative_to(resources.PACKAGE / "data").with_suffix("").as_posix())


def test_an_unknown_data_file_is_said():
    with pytest.raises(DrafterError, match="没有这个文件"):
        resources.data("没有")
