"""`drafter check` at the command line: places in the file, exit codes, JSON, dates."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from drafter.cli.main import cli

TEXT = """# 在全县防汛工作会议上的讲话

（2024年6月18日）

同志们：

下面，我讲两点意见。

## 一、把形势看得重一些

**（一）雨水来得早。**今年××入汛。

## 二、把责任扛得实一些

要开展党纪学习教育。
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))

    def call(*args, text=None, name="稿.md"):
        path = tmp_path / name
        if text is not None:
            path.write_text(text, encoding="utf-8")
        return CliRunner().invoke(cli, ["check", *(str(path) if a == "FILE" else a for a in args)])

    return call


def test_lines_for_people_and_status_one(run):
    result = run("FILE", text=TEXT)
    assert result.exit_code == 1
    assert result.output.splitlines()[0].startswith("11:16 必改 P01 ")
    assert result.output.splitlines()[-1] == "共 1 处：必改 1"


def test_json_has_the_fields_of_the_contract(run):
    result = run("FILE", "--json", text=TEXT)
    (one,) = json.loads(result.stdout)
    assert (one["rule"], one["severity"], one["line"], one["column"], one["length"]) == ("P01", "error", 11, 16, 2)
    assert {"text", "message", "suggestion", "basis"} <= set(one)


def test_clean_is_status_zero(run):
    result = run("FILE", text=TEXT.replace("××", ""))
    assert (result.exit_code, result.output) == (0, "没有发现问题\n")
    assert json.loads(run("FILE", "--json").stdout) == []


def test_hints_only_are_status_zero(run):
    result = run("FILE", text=TEXT.replace("××", "【镇名】"))
    assert result.exit_code == 0
    assert result.output.splitlines() == ["11:16 提示 P01 待填 1 处", "共 1 处：提示 1"]
    assert run("FILE", "--stage", "final").exit_code == 1


def test_the_date_on_the_command_line_comes_before_that_in_the_text(run):
    text = TEXT.replace("××", "")
    assert "T01" not in run("FILE", text=text).output
    assert "T01" in run("FILE", "--date", "2026-06-18").output


def test_place_and_profile_say_what_is_at_home(run, tmp_path):
    text = TEXT.replace("××", "武义县")
    assert "建议 P03" in run("FILE", text=text).output
    assert "必改 P03" in run("FILE", "--place", "德清县").output
    assert run("FILE", "--place", "武义县").exit_code == 0
    profile = tmp_path / "p.yaml"
    profile.write_text("place: 德清县\nallow: [武义县]\n", encoding="utf-8")
    assert run("FILE", "--profile", str(profile)).exit_code == 0


def test_standard_input(monkeypatch, tmp_path):
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path))
    result = CliRunner().invoke(cli, ["check", "-"], input="同志们：\n请××同志发言。\n")
    assert result.exit_code == 1
    assert result.output.startswith("2:2 必改 P01")


@pytest.mark.parametrize(
    "args", [["没有.txt"], ["FILE", "--stage", "end"], ["FILE", "--date", "2026-13-01"], ["FILE", "--level", "星球"]]
)
def test_bad_input_is_one_line_and_status_two(run, args):
    result = run(*args, text=TEXT)
    assert result.exit_code == 2
    assert len(result.output.strip().splitlines()) == 1


def test_a_broken_draft_is_bad_input(run):
    result = run("FILE", text="format: 1\nblocks: [", name="d.yaml")
    assert result.exit_code == 2
    assert "第" in result.output


def test_a_draft_is_checked_as_it_reads(run, tmp_path):
    draft = tmp_path / "d.yaml"
    made = CliRunner().invoke(cli, ["outline", "--theme", "安全生产", "--date", "2026-11-28", "-o", str(draft)])
    assert made.exit_code == 0, made.output
    result = run(str(draft))
    assert result.exit_code == 0, result.output
    assert "待填" in result.output
    final = json.loads(run(str(draft), "--stage", "final", "--json").stdout)
    assert {f["rule"] for f in final} == {"P01"}
    assert {f["severity"] for f in final} == {"error"}
    piped = CliRunner().invoke(cli, ["check", "-"], input=draft.read_text(encoding="utf-8"))
    assert piped.output == result.output


def test_word_files_count_paragraphs(run, tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in ("同志们：", "今天的会很短。", "请××同志发言。"):
        document.add_paragraph(line)
    path = tmp_path / "稿.docx"
    document.save(str(path))
    (one,) = json.loads(run(str(path), "--json").stdout)
    assert (one["line"], one["column"]) == (3, 2)
