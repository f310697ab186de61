"""What tests of commands on a bank of their own lean on; each file brings its own `folder` with that bank."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def ask(run: Run, folder: Path) -> Run:
    """The command on that bank alone; what it must not be: in error."""

    def call(*arguments: object, **extra: Any) -> Result:
        result = run(*arguments, "--bank", folder, "--only-bank", **extra)
        assert result.exit_code == 0, result.output
        return result

    return call
