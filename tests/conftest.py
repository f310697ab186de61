"""What every test may lean on: a user folder of its own, the command, the corpus where it is at hand."""

from __future__ import annotations

import importlib.util
import inspect
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


class _Anything:
    """Stands for strategies and settings where hypothesis is not installed: whatever is asked of it is itself."""

    def __call__(self, *args: object, **kwargs: object) -> _Anything:
        return self

    def __getattr__(self, name: str) -> _Anything:
        return self

    def __or__(self, other: object) -> _Anything:
        return self


def _without_hypothesis() -> None:
    """Lets files with property tests be collected without hypothesis: those tests are skipped, the others run."""
    anything = _Anything()

    def given(*args: object, **kwargs: object) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def skipped(test: Callable[..., Any]) -> Callable[..., Any]:
            def bare(**parameters: object) -> None: ...

            # What hypothesis would fill in is no fixture; its strategies go to the last parameters.
            left = [p for p in inspect.signature(test).parameters.values() if p.name not in kwargs]
            bare.__signature__ = inspect.Signature(left[: len(left) - len(args)])  # type: ignore[attr-defined]
            bare.__name__, bare.__doc__ = test.__name__, test.__doc__
            return pytest.mark.skip(reason="needs hypothesis; it comes with the extra test")(bare)

        return skipped

    def settings(*args: object, **kwargs: object) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        return lambda test: test

    module = types.ModuleType("hypothesis")
    strategies = types.ModuleType("hypothesis.strategies")
    strategies.__getattr__ = lambda name: anything  # type: ignore[method-assign]
    for name, value in {"given": given, "settings": settings, "strategies": strategies, "assume": anything}.items():
        setattr(module, name, value)
    module.__getattr__ = lambda name: anything  # type: ignore[method-assign]
    module.example = settings  # type: ignore[attr-defined]
    sys.modules |= {"hypothesis": module, "hypothesis.strategies": strategies}


if importlib.util.find_spec("hypothesis") is None:
    _without_hypothesis()


@pytest.fixture(autouse=True)
def drafter_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, empty for each test: what the person at this machine keeps is neither read nor written."""
    home = tmp_path_factory.mktemp("home") / "drafter"
    monkeypatch.setenv("DRAFTER_HOME", str(home))
    return home


@pytest.fixture
def corpus() -> Path:
    """The folder of real speeches beside the checkout; a test that asks for it is skipped where there is none."""
    if not CORPUS.is_dir():
        pytest.skip("no ../shared/corpus beside the checkout")
    return CORPUS


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs the command: run("parse", path, "--json", input="…") → click's Result (exit_code, stdout, stderr)."""
    from drafter.cli.main import cli

    def call(*arguments: object, **extra: Any) -> Result:
        return CliRunner().invoke(cli, [str(a) for a in arguments], prog_name="drafter", **extra)

    return call
