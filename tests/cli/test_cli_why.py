"""`drafter why`: the entry and the sources of every block."""

from __future__ import annotations

import json

import pytest
from cli_warm import curated, warm  # noqa: F401 - autouse

from drafter import yamlio

MINED = """\
- pattern: 这里，我就{主题}讲{数}点要求
  kind: transition
  tier: formula
  weight: 2
  occurrences:
  - {source: 青石会.txt, speech: 1, at: "", line: 3, label: 2019 县 动员大会, year: 2019}
  - {source: 白沙会.html, speech: 2, at: 二/（一）, line: 8, label: 2021 市 全体会议, year: 2021}
"""


@pytest.fixture
def saved(run, tmp_path):
    path = tmp_path / "稿.yaml"
    assert run("outline", "--theme", "安全生产", "--date", "2026-11-28", "--points", "2", "-o", path).exit_code == 0
    return path


@pytest.fixture
def borrowed(run, tmp_path):
    """A draft whose announcement is a mined one, and the bank it was mined into."""
    from drafter.bank import PhraseBank
    from drafter.models import Occurrence, Phrase

    where = (
        Occurrence("青石会.txt", 1, "", 3, "2019 县 动员大会", 2019),
        Occurrence("白沙会.html", 2, "二/（一）", 8, "2021 市 全体会议", 2021),
    )
    folder = tmp_path / "库"
    phrase = Phrase("", "这里，我就{主题}讲{数}点要求", "transition", tier="formula", weight=2, occurrences=where)
    PhraseBank((phrase,)).save(folder)
    path = tmp_path / "稿.yaml"
    for seed in range(80):
        run("outline", "--theme", "安全生产", "--date", "2026-11-28", "--bank", folder, "--seed", seed,
            "--depth", "headings", "-o", path)  # fmt: skip
        if "讲{数}点要求" in path.read_text(encoding="utf-8"):
            return path, folder
    pytest.fail("never drawn in eighty seeds")


def test_every_block_names_its_entry(run, saved):
    told = json.loads(run("why", saved, "--json").stdout)
    blocks = yamlio.load(saved)["blocks"]
    assert [item["path"] for item in told] == [block["path"] for block in blocks]
    for item, block in zip(told, blocks, strict=True):
        assert item["entry"] == block["entry"]
        assert item["pattern"]
        assert item["origin"] in ("curated", "extracted")
        assert item["entry"] in item["reason"]
        if item["origin"] == "extracted":
            assert item["sources"]
    shown = run("why", saved).stdout
    assert all(block["entry"] in shown for block in blocks)


def test_a_mined_phrase_names_its_speeches(run, borrowed):
    path, folder = borrowed
    shown = run("why", path, "opening.1", "--bank", folder).stdout.splitlines()
    assert shown[0] == "opening.1　这里，我就安全生产讲三点要求"
    assert "通用" in shown[1]
    assert "2 篇" in shown[1]
    assert shown[2:] == ["    · 2019 县 动员大会（青石会.txt）", "    · 2021 市 全体会议（白沙会.html，二/（一））"]
    told = json.loads(run("why", path, "opening.1", "--bank", folder, "--json").stdout)
    assert [source["source"] for source in told[0]["sources"]] == ["青石会.txt", "白沙会.html"]
    assert (told[0]["origin"], told[0]["tier"]) == ("extracted", "formula")


def test_an_entry_that_is_gone_still_names_its_speeches(run, borrowed):
    path, _ = borrowed
    shown = run("why", path, "opening.1").stdout
    assert "短语库里已没有条目" in shown
    assert "青石会.txt" in shown


def test_a_place_and_what_stands_under_it(run, saved):
    told = json.loads(run("why", saved, "1", "--json").stdout)
    assert [item["path"] for item in told][:2] == ["1", "1.1"]
    assert all(item["path"] == "1" or item["path"].startswith("1.") for item in told)
    assert [item["path"] for item in json.loads(run("why", saved, "2.1.p3", "--json").stdout)] == ["2.1.p3"]


@pytest.mark.parametrize(("path", "near"), [("1.9", "1."), ("opening.99", "opening."), ("2.1.p9", "2.1.p")])
def test_an_unknown_place_names_the_nearest(run, saved, path, near):
    result = run("why", saved, path)
    assert result.exit_code == 2
    assert f"“{path}”" in result.stderr
    assert near in result.stderr.partition("相近")[2]
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_what_a_person_wrote_is_said_to_be_theirs(run, saved):
    from dataclasses import replace

    from drafter.composing import drafts

    draft = drafts.load(saved)
    changes = {
        "1": {"text": "我自己写的一条", "slots": (), "entry": None, "locked": True},
        "2": {"locked": True},
        "opening.3": {"text": "会议的任务我改了一改"},
    }
    blocks = tuple(replace(block, **changes.get(block.path, {})) for block in draft.blocks)
    drafts.save(replace(draft, blocks=blocks), saved)
    told = {item["path"]: item["reason"] for item in json.loads(run("why", saved, "--json").stdout)}
    assert told["1"] == "人工写定，重排时不动"
    assert told["2"].startswith("人工编写的条目")
    assert told["2"].endswith("已选定，重排时不动")
    assert told["opening.3"].endswith("文字经人工改动")
    assert not any("人工改动" in told[path] or "选定" in told[path] for path in told if path not in changes)


def test_the_words_of_a_structure_are_said_to_be_its_own(run, tmp_path):
    path = tmp_path / "稿.yaml"
    run("outline", "--theme", "安全生产", "--structure", "one_char", "--depth", "headings", "-o", path)
    assert "结构模板自带的宣布句" in run("why", path, "opening.1").stdout


@pytest.mark.parametrize("text", ["", "phrases: []\n"])
def test_what_is_no_draft(run, tmp_path, text):
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    result = run("why", path)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_what_a_structure_or_the_program_brings_is_explained(run, tmp_path):
    """An announcement of the structure's own, and neutral stock where the bank has none."""
    path = tmp_path / "稿.yaml"
    run("outline", "--theme", "安全生产", "--structure", "one_char", "--date", "2026-11-28", "-o", path)
    told = {item["move"]: item for item in json.loads(run("why", path, "--json").stdout)}
    assert told["announce"]["entry"].startswith("structure-")
    assert "自带的宣布句（一字经，one_char）" in told["announce"]["reason"]
    (tmp_path / "空库" / "extracted").mkdir(parents=True)
    bare = ("--bank", tmp_path / "空库", "--only-bank")
    run("outline", "--theme", "安全生产", "--date", "2026-11-28", "-o", path, *bare)
    told = json.loads(run("why", path, "--json", *bare).stdout)
    assert all(item["reason"] for item in told)
    assert any("中性写法" in item["reason"] for item in told if item["move"] == "heading")
    assert all("已没有条目" not in item["reason"] for item in told)


def test_what_stands_aside_is_told_too(run, saved):
    text = saved.read_text(encoding="utf-8")
    first = next(b for b in yamlio.load(saved)["blocks"] if b["path"] == "2")
    saved.write_text(text.replace(f"text: {first['text']}\n", "text: 第二点是我自己写的\n"), encoding="utf-8")
    shown = run("why", saved, "2").stdout
    assert "文字经人工改动" in shown
