"""The house stands one way: every room imports from the rooms above its own, and only the last one speaks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import drafter

PACKAGE = Path(drafter.__file__).parent

FLOOR = {"errors", "models", "numerals", "yamlio", "resources", "slots"}
LANGUAGE = {"names", "formulations", "wording", "rhetoric", "timing", "overlap", "profile"}

# Rooms in the order of the house, and what each builds on beside the floor (the design's table).
BUILDS_ON: dict[str, set[str]] = {
    "floor": set(),
    "language": set(),
    "reading": set(),
    "cleaning": {"language"},
    "outlining": {"language"},
    "mining": {"outlining", "language"},
    "bank": set(),
    "corpus": {"language", "reading", "cleaning", "outlining", "mining", "bank"},
    "composing": {"bank", "language"},
    "exporting": set(),
    "checks": {"outlining", "language"},
    "filling": {"composing", "checks", "language"},  # what composing and checks stand on themselves
    "cli": set(),  # filled below: every room's public verb
}
ROWS = list(BUILDS_ON)
BUILDS_ON["cli"] = set(ROWS) - {"cli"}

OPTIONAL = {"docx", "opencc", "rjieba", "ahocorasick_rs", "lxml"}


def room(module: str) -> str:
    """The row of the table a module stands in: drafter.cleaning.steps → cleaning."""
    name = module.split(".")[1] if "." in module else ""
    if name in FLOOR or not name:
        return "floor"
    return "language" if name in LANGUAGE else name


def modules() -> dict[str, ast.Module]:
    """Every module of the package, parsed."""
    trees = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ["drafter", *path.relative_to(PACKAGE).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        trees[name] = ast.parse(path.read_text(encoding="utf-8"))
    return trees


MODULES = modules()
PACKAGES = {name for name in MODULES if any(other.startswith(name + ".") for other in MODULES)}


def imported(module: str, tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module of ours or of others that one names, with the line; `from room import part` is room.part."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".") if module in PACKAGES else module.split(".")[:-1]
                base = ".".join([*above[: len(above) - node.level + 1], *([base] if base else [])])
            for alias in node.names:
                deeper = f"{base}.{alias.name}"
                yield (deeper if deeper in MODULES else base), node.lineno


GRAPH = {name: {to for to, _ in imported(name, tree) if to in MODULES and to != name} for name, tree in MODULES.items()}


def test_every_module_has_its_row() -> None:
    assert {room(name) for name in MODULES} <= set(ROWS)
    assert len(MODULES) > len(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_room_imports_only_what_it_builds_on(row: str) -> None:
    allowed = BUILDS_ON[row] | {"floor", row}
    wrong = [
        f"{name} → {to}"
        for name, targets in GRAPH.items()
        for to in sorted(targets)
        if room(name) == row and to != "drafter" and room(to) not in allowed
    ]
    assert wrong == []


def test_the_table_itself_reads_one_way() -> None:
    for row, builds_on in BUILDS_ON.items():
        assert all(ROWS.index(above) < ROWS.index(row) for above in builds_on)


def test_no_module_imports_itself_round_a_corner() -> None:
    """No cycles, also none that a lazy import would hide; a room's __init__ and its parts count as one picture."""
    state: dict[str, str] = {}
    trail: list[str] = []

    def visit(name: str) -> None:
        state[name] = "open"
        trail.append(name)
        for to in sorted(GRAPH[name]):
            assert state.get(to) != "open", " → ".join([*trail[trail.index(to) :], to])
            if to not in state:
                visit(to)
        trail.pop()
        state[name] = "done"

    for name in GRAPH:
        if name not in state:
            visit(name)


def test_only_the_commands_print_and_ask() -> None:
    speaking = []
    for name, tree in MODULES.items():
        if room(name) == "cli":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "input"}:
                speaking.append(f"{name}:{node.lineno} {node.func.id}()")
            # sys.stdin is no question: reading takes it as a file ("-").
            if isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout", "sys.stderr", "sys.exit"}:
                speaking.append(f"{name}: {ast.unparse(node)}")
    assert speaking == []


def test_only_the_commands_know_click() -> None:
    """Beside the commands only `resources` asks click, and only when it must: where a system keeps settings."""
    users = {name for name, tree in MODULES.items() for to, _ in imported(name, tree) if to.split(".")[0] == "click"}
    assert {name for name in users if room(name) != "cli"} <= {"drafter.resources"}
    lines = [line for to, line in imported("drafter.resources", MODULES["drafter.resources"]) if to == "click"]
    top = {node.lineno for node in MODULES["drafter.resources"].body if isinstance(node, ast.Import | ast.ImportFrom)}
    assert lines
    assert top.isdisjoint(lines)


def test_optional_libraries_are_imported_where_they_are_used() -> None:
    """Never at the top of a module: the base install has none of them."""
    early = []
    for name, tree in MODULES.items():
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                early += [f"{name}: {to}" for to, _ in imported(name, node) if to.split(".")[0] in OPTIONAL]
    assert early == []


def test_the_walk_sees_what_it_should() -> None:
    tree = ast.parse("import os\nfrom drafter import yamlio\nfrom drafter.cli.main import cli\nfrom . import options")
    assert [to for to, _ in imported("drafter.cli.profile", tree)] == [
        "os",
        "drafter.yamlio",
        "drafter.cli.main",
        "drafter.cli.options",
    ]
