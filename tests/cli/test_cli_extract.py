"""`drafter extract`: what it prints, where, and how it ends."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

SPEECH = """在全县作风建设大会上的讲话
同志们：
今天，我们召开全县作风建设大会。下面，我讲两点意见。
一、抓作风要敢较真。不要想当然，不要凭经验，要多到一线听真话、察实情。
二、抓作风要敢碰硬。对推诿扯皮的，要严肃追责问责，决不手软。
同志们，让我们以过硬作风干出过硬成绩！
"""


@pytest.fixture
def speeches(tmp_path):
    folder = tmp_path / "稿子"
    folder.mkdir()
    (folder / "作风.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "密.txt").write_text("秘密★\n" + SPEECH, encoding="utf-8")
    return folder


def test_it_sums_up_in_chinese_and_says_what_was_skipped(run, speeches, tmp_path):
    result = run("extract", speeches, "--out", tmp_path / "库")
    assert result.exit_code == 0
    assert "文件 2 个：提取 1 个，跳过 1 个。" in result.stdout
    assert "密.txt：标有密级" in result.stderr
    assert (tmp_path / "库" / "extracted" / "ledger.yaml").is_file()
    assert "提取 [" not in result.stderr  # no progress bar in a pipe


def test_json_is_one_value_on_standard_output(run, speeches, tmp_path):
    result = run("extract", speeches, "--out", tmp_path / "库", "--json")
    sums = json.loads(result.stdout)
    assert (sums["files"], sums["kept"], sums["secret"]) == (2, 1, 1)
    assert sums["entries"] >= 3
    assert sums["groups"] == 1


def test_what_was_mined_can_be_listed(run, speeches, tmp_path):
    run("extract", speeches, "--out", tmp_path / "库")
    result = run("phrases", "list", "--bank", tmp_path / "库", "--only-bank", "--json")
    entries = {e["pattern"]: e for e in json.loads(result.stdout)}
    assert entries["对推诿扯皮的，要严肃追责问责，决不手软"]["occurrences"][0]["source"] == "作风.txt"


def test_nothing_to_mine_ends_with_2_and_leaves_the_old_bank(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    before = {p.name: p.read_bytes() for p in (bank / "extracted").iterdir()}
    result = run("extract", speeches / "密.txt", "--out", bank)
    assert result.exit_code == 2
    assert "错误：" in result.stderr
    assert {p.name: p.read_bytes() for p in (bank / "extracted").iterdir()} == before


def test_a_missing_path_ends_with_2(run, tmp_path):
    result = run("extract", tmp_path / "无", "--out", tmp_path / "库")
    assert result.exit_code == 2
    assert "没有这个文件" in result.stderr
    assert not (tmp_path / "库").exists()
