"""`drafter extract`: what it prints, where, and how it ends."""

from __future__ import annotations

import json
from dataclasses import replace

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
    assert any("不要想当然" in pattern for pattern in entries)
    assert {o["source"] for e in entries.values() for o in e["occurrences"]} == {"作风.txt"}


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


OTHER = """在全县信访工作会议上的讲话
同志们：
今天，我们召开全县信访工作会议。下面，我讲两点意见。
一、带着感情听民声。不要想当然，不要凭经验，要多到一线听真话、察实情。
二、带着责任解民忧。要一件一件盯紧盯牢，落到实处，让群众看得见、摸得着。
同志们，让我们把群众的事办好办实，不断增强群众的满意度！
"""


def files(bank):
    return {p.name: p.read_bytes() for p in (bank / "extracted").iterdir()}


def test_standard_input_is_a_file_too(run, tmp_path):
    result = run("extract", "-", "--out", tmp_path / "库", input=SPEECH.encode("gb18030"))
    assert result.exit_code == 0
    assert "讲话 1 篇" in result.stdout
    assert "标准输入" in (tmp_path / "库" / "extracted" / "ledger.yaml").read_text(encoding="utf-8")


def test_a_pattern_is_resolved_and_one_that_means_nothing_is_said(run, speeches, tmp_path):
    result = run("extract", speeches / "作*.txt", "--out", tmp_path / "库")
    assert "文件 1 个：提取 1 个" in result.stdout
    result = run("extract", speeches / "无*.txt", "--out", tmp_path / "库")
    assert result.exit_code == 2
    assert "没有符合这个写法的文件" in result.stderr


def test_a_first_extraction_is_compared_with_nothing(run, speeches, tmp_path):
    result = run("extract", speeches / "作风.txt", "--out", tmp_path / "库")
    assert "相比" not in result.stdout
    value = json.loads(run("extract", speeches / "作风.txt", "--out", tmp_path / "又一库", "--json").stdout)
    assert len(value["new"]["phrases"]) == value["entries"]
    assert value["new"]["speeches"] == ["作风.txt#1"]
    assert value["gone"] == {"phrases": [], "groups": [], "speeches": []}


def test_the_same_again_says_that_nothing_changed(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    before = files(bank)
    result = run("extract", speeches, "--out", bank)
    assert result.stdout.splitlines()[-1] == "与原有的提取结果相比：没有变化。"
    value = json.loads(run("extract", speeches, "--out", bank, "--json").stdout)
    assert not any(any(value[what].values()) for what in ("new", "gone", "changed"))
    assert files(bank) == before


def test_what_a_speech_more_brings_is_said_by_id(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    (speeches / "信访.txt").write_text(OTHER, encoding="utf-8")
    tried = run("extract", speeches, "--out", bank, "--dry-run")
    value = json.loads(run("extract", speeches, "--out", bank, "--json").stdout)
    assert value["new"]["speeches"] == ["信访.txt#1"]
    assert value["new"]["phrases"]
    for entry in value["changed"]["phrases"]:
        assert set(entry["before"]) == set(entry["after"])
        assert entry["before"] != entry["after"]
    assert "  新增讲话  信访.txt#1" in tried.stdout
    listed = {line.split()[1] for line in tried.stdout.splitlines() if line.startswith("  新增  ")}
    assert listed <= {c["id"] for sort in ("phrases", "groups") for c in value["new"][sort]}
    assert listed


def test_who_gives_only_a_new_file_loses_nothing(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    before = files(bank)
    other = tmp_path / "信访.txt"
    other.write_text(OTHER, encoding="utf-8")
    refused = run("extract", other, "--out", bank)
    assert refused.exit_code == 2
    assert "其中1篇的文件这次没有给出（作风.txt）" in refused.stderr
    assert "--add" in refused.stderr
    assert "--replace" in refused.stderr
    assert files(bank) == before
    tried = run("extract", other, "--out", bank, "--dry-run")
    assert tried.exit_code == 0
    assert "  消失讲话  作风.txt#1" in tried.stdout
    assert "注意：原有的1篇讲话这次没有了" in tried.stderr
    assert files(bank) == before


def test_add_reads_the_former_files_again(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    other = tmp_path / "信访.txt"
    other.write_text(OTHER, encoding="utf-8")
    value = json.loads(run("extract", other, "--out", bank, "--add", "--json").stdout)
    assert value["new"]["speeches"] == ["信访.txt#1"]
    assert value["gone"]["speeches"] == []
    assert value["speeches"] == 2
    whole = tmp_path / "一次"
    run("extract", speeches / "作风.txt", other, "--out", whole)
    assert files(whole) == files(bank)
    assert str(tmp_path) not in "".join(content.decode() for content in files(bank).values())


def test_add_refuses_when_a_former_file_is_not_to_be_found(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches / "作风.txt", "--out", bank)
    before = files(bank)
    other = tmp_path / "信访.txt"
    other.write_text(OTHER, encoding="utf-8")
    (speeches / "作风.txt").rename(tmp_path / "挪走.txt")
    result = run("extract", other, "--out", bank, "--add")
    assert result.exit_code == 2
    assert "有1个文件找不到了（作风.txt）" in result.stderr
    assert files(bank) == before
    assert run("extract", other, "--out", bank, "--add", "--replace").exit_code == 2


def test_replace_takes_out_what_is_not_given(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    other = tmp_path / "信访.txt"
    other.write_text(OTHER, encoding="utf-8")
    result = run("extract", other, "--out", bank, "--replace")
    assert result.exit_code == 0
    assert "注意：原有的1篇讲话这次没有了" in result.stderr
    assert "注意" not in run("extract", other, "--out", bank).stderr
    assert "作风.txt" not in files(bank)["ledger.yaml"].decode()


def test_a_ledger_that_cannot_be_read_stops_it_unless_all_is_replaced(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    (bank / "extracted" / "ledger.yaml").write_text("# 由 drafter extract 生成\nfiles: [", encoding="utf-8")
    result = run("extract", speeches, "--out", bank)
    assert result.exit_code == 2
    assert "--replace" in result.stderr
    assert run("extract", speeches, "--out", bank, "--replace").exit_code == 0


def test_without_a_ledger_the_entries_tell_what_stands_there(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    (bank / "extracted" / "ledger.yaml").unlink()
    other = tmp_path / "信访.txt"
    other.write_text(OTHER, encoding="utf-8")
    assert "（作风.txt）" in run("extract", other, "--out", bank).stderr
    assert run("extract", speeches, "--out", bank).exit_code == 0


def test_yaml_of_a_persons_own_stops_it_and_notes_stay(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    (bank / "extracted" / "说明.txt").write_text("别动", encoding="utf-8")
    assert run("extract", speeches, "--out", bank).exit_code == 0
    assert (bank / "extracted" / "说明.txt").read_text(encoding="utf-8") == "别动"
    for name in ("我的.yaml", "quote.yaml"):
        own = bank / "extracted" / name
        own.write_text("phrases:\n- {pattern: 马上就办, kind: imperative}\n", encoding="utf-8")
        for switch in ((), ("--replace",)):
            result = run("extract", speeches, "--out", bank, *switch)
            assert result.exit_code == 2
            assert name in result.stderr
            assert "curated" in result.stderr
        assert "马上就办" in own.read_text(encoding="utf-8")
        own.unlink()


def test_details_lists_every_change(run, speeches, tmp_path, monkeypatch):
    monkeypatch.setattr("drafter.cli.extract.FIRST", 1)
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    (speeches / "信访.txt").write_text(OTHER, encoding="utf-8")
    value = json.loads(run("extract", speeches, "--out", bank, "--dry-run", "--json").stdout)
    assert len(value["new"]["phrases"]) > 1
    short = run("extract", speeches, "--out", bank, "--dry-run").stdout
    assert "（--details 全部列出）" in short
    whole = run("extract", speeches, "--out", bank, "--dry-run", "--details").stdout
    assert "另有" not in whole.split("相比", 1)[1]
    for entry in value["new"]["phrases"]:
        assert f"  新增  {entry['id']}  {entry['text']}" in whole


def test_a_dry_run_writes_nothing(run, speeches, tmp_path):
    bank = tmp_path / "库"
    result = run("extract", speeches, "--out", bank, "--dry-run")
    assert "试运行，没有写入" in result.stdout
    assert not bank.exists()
    run("extract", speeches / "作风.txt", "--out", bank)
    before = files(bank)
    (speeches / "信访.txt").write_text(OTHER, encoding="utf-8")
    value = json.loads(run("extract", speeches, "--out", bank, "--dry-run", "--json").stdout)
    assert value["written"] is False
    assert value["new"]["speeches"] == ["信访.txt#1"]
    assert files(bank) == before


def test_an_old_extraction_that_cannot_be_read_is_said_and_replaced(run, speeches, tmp_path):
    bank = tmp_path / "库"
    run("extract", speeches, "--out", bank)
    before = files(bank)
    (bank / "extracted" / "quote.yaml").write_text("# 由 drafter extract 提取\nphrases: [", encoding="utf-8")
    result = run("extract", speeches, "--out", bank)
    assert result.exit_code == 0
    assert "无法比较" in result.stderr
    assert files(bank) == before


def test_broken_bytes_are_said_and_entered_in_the_ledger(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(SPEECH.encode("gb18030").replace("碰硬".encode("gb18030"), b"\xff\xff"))
    result = run("extract", path, "--out", tmp_path / "库")
    assert "a.txt：有1处乱码解不出来" in result.stderr
    assert "有1处乱码解不出来" in (tmp_path / "库" / "extracted" / "ledger.yaml").read_text(encoding="utf-8")


def test_a_change_is_told_in_chinese_and_a_long_text_is_cut():
    from drafter.cli.extract import WIDEST, _cut, _how
    from drafter.cli.tables import width
    from drafter.corpus import Change

    change = Change("00000000", "抓落实", {"kind": "purpose", "weight": 1, "device": None}, {})
    change = replace(change, after={"kind": "achievement", "weight": 2, "device": "parallel"})
    assert _how(change) == "（作用 目的任务→成绩、篇数 1→2、手法 无→对仗）"
    moved = replace(change, before={"tier": "attested", "move": None}, after={"tier": "formula", "move": "tasks"})
    assert _how(moved) == "（档次 单见→通用、步骤 无→工作部署）"
    assert _how(replace(change, before={"occurrences": []}, after={"occurrences": [1]})) == "（出处）"
    assert _cut("抓" * (WIDEST // 2)) == "抓" * (WIDEST // 2)
    cut = _cut("抓" * 80)
    assert cut.endswith("……")
    assert WIDEST - 4 <= width(cut.removesuffix("……")) + 2 <= WIDEST
