"""`drafter render`: a saved draft as text, the same as when it was composed."""

from __future__ import annotations

import json

import pytest
from cli_warm import curated, warm  # noqa: F401 - autouse

SAID = ("outline", "--theme", "营商环境", "--date", "2026-11-28", "--meeting", "全县推进会")


@pytest.fixture
def saved(run, tmp_path):
    def save(*said):
        path = tmp_path / "稿.yaml"
        assert run(*SAID, *said, "-o", path).exit_code == 0
        return path

    return save


@pytest.mark.parametrize("depth", ["headings", "outline", "draft"])
@pytest.mark.parametrize("format_", ["md", "txt", "json", "yaml"])
@pytest.mark.parametrize("structure", ["parallel", "one_char"])
def test_what_is_rendered_is_what_was_printed(run, saved, depth, format_, structure):
    said = ("--depth", depth, "--structure", structure, "--points", "2")
    path = saved(*said)
    rendered = run("render", path, "--format", format_)
    assert rendered.exit_code == 0
    assert rendered.stderr == ""
    assert rendered.stdout == run(*SAID, *said, "--format", format_).stdout
    if format_ == "yaml":
        assert rendered.stdout == path.read_text(encoding="utf-8")


def test_to_a_file_by_its_suffix(run, saved, tmp_path):
    path = saved()
    assert run("render", path, "-o", tmp_path / "稿.txt").exit_code == 0
    assert (tmp_path / "稿.txt").read_text(encoding="utf-8") == run("render", path, "--format", "txt").stdout


def test_from_standard_input(run, saved):
    path = saved()
    assert run("render", "-", input=path.read_bytes()).stdout == run("render", path).stdout
    result = run("render", "-", input="主题: 甲\n")
    assert result.exit_code == 2
    assert result.stderr.startswith("错误：标准输入：不是 drafter 的草稿")
    assert run("render", "-", input="主题".encode("gb18030")).exit_code == 2


def test_a_draft_kept_as_json_reads_too(run, saved, tmp_path):
    path = saved()
    run("render", path, "-o", tmp_path / "稿.json")
    assert run("render", tmp_path / "稿.json").stdout == run("render", path).stdout


def test_neither_bank_nor_seed_is_needed(run, saved, tmp_path, monkeypatch):
    path = saved()
    before = run("render", path).stdout
    from drafter import resources

    monkeypatch.setattr(resources, "phrasebank", lambda: tmp_path / "没有")
    assert run("render", path).stdout == before


def test_an_answer_typed_into_the_file_is_printed(run, saved):
    path = saved()
    text = path.read_text(encoding="utf-8")
    assert "type: unit\n    value: null" in text
    path.write_text(
        text.replace("type: unit\n    value: null", "type: unit\n    value: 行政审批局", 1), encoding="utf-8"
    )
    before, after = run(*SAID).stdout, run("render", path).stdout
    assert "行政审批局" in after
    assert after.count("【") == before.count("【") - 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "不是 drafter 的草稿"), ("主题: 甲\n", "不是 drafter 的草稿"), ("- [\n", "第"),
        ("format: 9\nbrief: {}\nblocks: []\n", "格式是 9"),
    ],
)  # fmt: skip
def test_what_is_no_draft(run, tmp_path, text, said):
    path = tmp_path / "稿.yaml"
    path.write_text(text, encoding="utf-8")
    result = run("render", path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert "稿.yaml" in result.stderr


def test_a_binary_file(run, tmp_path):
    path = tmp_path / "稿.yaml"
    path.write_bytes(bytes(range(256)))
    result = run("render", path)
    assert result.exit_code == 2
    assert "不是 UTF-8" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_draft_whose_brief_was_never_finished(run, tmp_path):
    path = tmp_path / "稿.yaml"
    path.write_text(
        json.dumps({"format": 1, "brief": {"theme": "甲"}, "occasion": "", "structure": "", "title": "", "blocks": []}),
        encoding="utf-8",
    )
    result = run("render", path)
    assert result.exit_code == 2
    assert "drafter fill" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_file_and_an_unwritable_place(run, saved, tmp_path):
    assert run("render", tmp_path / "无.yaml").exit_code == 2
    result = run("render", saved(), "-o", tmp_path / "稿.yaml" / "x.md")
    assert result.exit_code == 2
    assert "写不进去" in result.stderr
