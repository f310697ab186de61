"""`drafter templates`: what is at hand."""

from __future__ import annotations

import json

import pytest
from cli_warm import curated, warm  # noqa: F401 - autouse

from drafter.models import DEVICES


def test_the_json_has_the_fields_of_the_contract(run):
    result = run("templates", "list", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert result.stderr == ""
    for entry in found:
        assert set(entry) == {"id", "type", "name", "description", "occasions", "points", "devices", "announces"}
        assert entry["type"] in ("occasion", "structure")
        assert entry["name"]
        assert entry["description"]
        assert set(entry["points"]) == {"min", "max"}
        assert 1 <= entry["points"]["min"] <= entry["points"]["max"]
        assert set(entry["devices"]) <= set(DEVICES)
        assert entry["announces"] is True
        assert isinstance(entry["occasions"], list)
    by_id = {entry["id"]: entry for entry in found}
    assert set(by_id) >= {"general", "parallel", "one_char", "numeric", "ordinal"}
    assert by_id["parallel"]["points"] == {"min": 2, "max": 10}
    assert by_id["general"]["type"] == "occasion"


def test_the_list_for_people(run):
    lines = run("templates", "list").stdout.splitlines()
    assert any(line.startswith("结构　parallel") and "2～10 点" in line for line in lines)
    assert any(line.startswith("场合　general") for line in lines)
    assert len(lines) == len(json.loads(run("templates", "list", "--json").stdout))


def test_one_in_full(run):
    shown = run("templates", "show", "general").stdout
    assert shown.startswith("---\nid: general\n")
    assert "{{ points() }}" in shown
    as_json = json.loads(run("templates", "show", "general", "--json").stdout)
    assert as_json["id"] == "general"
    assert "{{ points() }}" in as_json["body"]
    assert "id: general" not in as_json["body"]


def test_an_unknown_one_names_the_nearest(run):
    result = run("templates", "show", "paralell")
    assert result.exit_code == 2
    assert "parallel" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_folder_of_ones_own(run, tmp_path):
    path = tmp_path / "短会.jinja"
    path.write_text("---\nid: short\ntype: occasion\nname: 短会\n---\n{{ points() }}\n", encoding="utf-8")
    assert "short" in run("templates", "list", "--templates", tmp_path).stdout
    assert "short" not in run("templates", "list").stdout
    assert run("templates", "show", "short", "--templates", tmp_path).stdout == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "---\nid: short\n---\n", "---\nid: [\n---\n"])
def test_a_broken_one_is_said_with_file_and_line(run, tmp_path, text):
    (tmp_path / "短会.jinja").write_text(text, encoding="utf-8")
    result = run("templates", "list", "--templates", tmp_path)
    assert result.exit_code == 2
    assert "短会.jinja 第" in result.stderr
    assert result.stderr.count("\n") == 1
