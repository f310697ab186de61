"""The wheel carries everything the program needs, and an install outside the checkout finds it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

import drafter

ROOT = Path(__file__).resolve().parent.parent
ORDER = ("outline", "--theme", "安全生产", "--date", "2026-11-28", "--format", "json")
PLACES = (
    "import json, drafter\n"
    "from drafter import resources\n"
    "print(json.dumps([drafter.__file__, str(resources.templates()), str(resources.phrasebank())]))"
)

pytestmark = pytest.mark.slow


def shipped() -> dict[str, Path]:
    """Every file that belongs into the wheel: its name there, and where it stands in the checkout."""
    roots = {
        "drafter": ROOT / "drafter",
        "drafter/shipped/templates": ROOT / "templates",
        "drafter/shipped/phrasebank": ROOT / "phrasebank",
    }
    return {
        f"{name}/{path.relative_to(root).as_posix()}": path
        for name, root in roots.items()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def environment(home: Path) -> dict[str, str]:
    """An environment that knows nothing of this checkout or of the user."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return {**kept, "DRAFTER_HOME": str(home), "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel; it comes with the extra test")
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("not in a checkout")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_every_file_and_nothing_else(wheel: Path) -> None:
    expected = shipped()
    assert any(name.startswith("drafter/shipped/templates/occasions/") for name in expected)
    assert any(name.startswith("drafter/shipped/phrasebank/curated/") for name in expected)
    assert any(name.startswith("drafter/shipped/phrasebank/extracted/") for name in expected)
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert held == set(expected)
        for name, path in expected.items():
            assert archive.read(name) == path.read_bytes(), name
        assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def test_metadata_says_what_the_readme_says(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    assert metadata["Version"] == drafter.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert {"word", "corpus", "all", "test"} <= set(metadata.get_all("Provides-Extra"))
    base = [r for r in metadata.get_all("Requires-Dist") if "extra ==" not in r]
    assert sorted(r.split("<")[0].split(">")[0] for r in base) == ["click", "jinja2", "pyyaml"]


def test_unpacked_wheel_finds_what_it_carries(wheel: Path, tmp_path: Path) -> None:
    """Without a network: the wheel's own files, this interpreter's libraries, a folder far from the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    away = tmp_path / "away"
    away.mkdir()

    def python(code: str) -> str:
        start = f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", start + code],
            cwd=away, capture_output=True, encoding="utf-8", timeout=120, env=environment(tmp_path / "home"),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert all(Path(place).is_relative_to(tmp_path / "site") for place in json.loads(python(PLACES)))
    draft = json.loads(python(f"from drafter.cli.main import cli\ncli.main({list(ORDER)!r})"))
    assert draft["brief"]["theme"] == "安全生产"
    assert [block for block in draft["blocks"] if block["level"] == 1]
    assert list(away.iterdir()) == []


def test_clean_install_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    """A new environment with the base install only; skipped where pip reaches no package index."""
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    away = tmp_path / "away"
    away.mkdir()

    def start(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(part) for part in command],
            cwd=away, capture_output=True, encoding="utf-8", timeout=600, env=environment(tmp_path / "home"),
        )  # fmt: skip

    install = start(scripts / "python", "-m", "pip", "install", "--quiet", wheel)
    out_of_reach = ("No matching distribution", "Could not find a version", "onnection")
    if install.returncode and any(sign in install.stderr for sign in out_of_reach):
        pytest.skip("no package index within reach")
    assert install.returncode == 0, install.stderr

    places = json.loads(start(scripts / "python", "-c", PLACES).stdout)
    assert all(Path(place).is_relative_to(tmp_path / "env") for place in places)
    draft = start(scripts / "drafter", *ORDER)
    assert draft.returncode == 0, draft.stderr
    assert json.loads(draft.stdout)["blocks"]
    profile = start(scripts / "drafter", "profile", "init", "--level", "县")
    assert profile.returncode == 0, profile.stderr
    missing = start(scripts / "python", "-c", "import docx")
    assert missing.returncode == 1
    assert "ModuleNotFoundError" in missing.stderr, "the base install brings no optional library"


def test_the_extra_test_brings_all() -> None:
    """The suite skips nothing where `test` is installed: whatever `all` brings is in it."""
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("not in a checkout")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert "drafter[all]" in extras["test"]
    assert extras["all"][0].startswith("drafter[")
    named = set(extras["all"][0].removeprefix("drafter[").removesuffix("]").split(","))
    assert named == set(extras) - {"all", "test"}


def test_every_extra_that_an_error_names_can_be_installed() -> None:
    """MissingExtra("读取 PDF 文件", "pdf") tells the writer to install drafter[pdf]: there must be one."""
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("not in a checkout")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    calls = [
        node
        for path in (ROOT / "drafter").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("MissingExtra")
    ]
    named = {ast.literal_eval(call.args[1]) for call in calls}
    assert named
    assert named <= set(project["optional-dependencies"])
