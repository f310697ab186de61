"""`drafter reroll`, `lock`, `slots`, `outline --from` and `--candidates`: what they say, and what they write."""

from __future__ import annotations

import json
import os

import pytest
from cli_warm import curated, warm  # noqa: F401 - autouse

from drafter.cli import candidates as columns
from drafter.cli.tables import width
from drafter.composing import drafts
from drafter.composing.candidates import Candidate
from drafter.models import Block

SAID = ("outline", "--theme", "安全生产", "--date", "2026-11-28", "--structure", "parallel")


@pytest.fixture
def saved(run, tmp_path):
    path = tmp_path / "稿.yaml"
    assert run(*SAID, "--points", "3", "-o", path).exit_code == 0
    return path


def at(path, place):
    return next(block for block in drafts.load(path).blocks if block.path == place)


# --------------------------------------------------------------------------------------------------- reroll


def test_before_and_after_are_shown_and_the_file_is_written(run, saved):
    old = at(saved, "2").said
    result = run("reroll", saved, "2")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"原：2　二、{old}"
    assert next(line for line in lines if line.startswith("现：")) == f"现：2　二、{at(saved, '2').said}"
    assert "第 2 种，共" in result.stderr
    assert at(saved, "2").said != old
    again = run("render", saved).stdout
    assert at(saved, "2").said in again
    assert old not in again


def test_all_are_seen_and_the_first_comes_again(run, saved):
    seen = [at(saved, "opening.2").text]
    for _ in range(30):
        result = run("reroll", saved, "opening.2")
        seen.append(at(saved, "opening.2").text)
        if "又回到第一种" in result.stderr:
            break
    assert seen[0] == seen[-1]
    assert len(set(seen)) == len(seen) - 1 >= 3


def test_undo_restores_the_file(run, saved):
    first = drafts.load(saved)
    for path in ("3", "1.2.p3"):
        run("reroll", saved, path)
    for _ in range(2):
        assert run("reroll", saved, "--undo").exit_code == 0
    assert drafts.load(saved) == first
    result = run("reroll", saved, "--undo")
    assert result.exit_code == 2
    assert "没有可退回的" in result.stderr


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("2.7",), ["没有“2.7”", "2."]), ((), ["写明换哪一处"]), (("opening.1", "--family"), ["不是标题"]),
        (("2", "--undo"), ["不用写位置"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line_and_nothing_is_written(run, saved, said, words):
    before = saved.read_bytes()
    result = run("reroll", saved, *said)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert all(word in result.stderr for word in words), result.stderr
    assert saved.read_bytes() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever is root may write anywhere")
def test_a_file_that_cannot_be_written_stays(run, saved):
    before = saved.read_bytes()
    saved.parent.chmod(0o500)
    try:
        assert run("reroll", saved, "2").exit_code == 2
    finally:
        saved.parent.chmod(0o700)
    assert saved.read_bytes() == before


# ----------------------------------------------------------------------------------------------------- lock


def test_locked_blocks_are_refused_until_they_are_unlocked(run, saved):
    result = run("lock", saved, "2")
    assert result.exit_code == 0
    assert "锁定 14 处" in result.stderr  # the point, three sub-headings, three key points under each, the warning
    refused = run("reroll", saved, "2.1")
    assert refused.exit_code == 2
    assert "已锁定" in refused.stderr
    assert "--off" in refused.stderr
    assert [line.split("　")[0] for line in run("lock", saved).stdout.splitlines()][:2] == ["2", "2.1"]
    assert run("lock", saved, "--off").exit_code == 0
    assert run("lock", saved).stdout == ""
    assert run("reroll", saved, "2.1").exit_code == 0


def test_a_heading_alone_is_locked(run, saved):
    assert "锁定 1 处" in run("lock", saved, "2", "--alone").stderr
    assert run("reroll", saved, "2.1").exit_code == 0
    assert "没有“9”" in run("lock", saved, "9").stderr


# --------------------------------------------------------------------------------------------------- --from


def test_a_new_plan_keeps_what_is_locked_and_says_so(run, saved, tmp_path):
    run("lock", saved, "2.1")
    old = at(saved, "2.1").said
    result = run("outline", "--from", saved, "--points", "4", "-o", saved)
    assert result.exit_code == 0, result.stderr
    assert "保留锁定和手写的 4 处：2.1、" in result.stderr
    assert at(saved, "2.1").said == old
    assert drafts.load(saved).brief.points == 4
    assert at(saved, "4").level == 1


def test_what_has_no_place_any_more_is_listed_and_comes_back(run, saved):
    draft = drafts.load(saved)
    blocks = [b for b in draft.blocks if b.path != "3"]
    text = saved.read_text(encoding="utf-8")
    assert len(blocks) == len(draft.blocks) - 1
    third = at(saved, "3").text
    saved.write_text(text.replace(f"text: {third}\n", "text: 第三点是我自己写的\n"), encoding="utf-8")
    result = run("outline", "--from", saved, "--points", "2", "-o", saved)
    assert "没有位置了、另存在草稿 aside 里的 1 处" in result.stderr
    assert "第三点是我自己写的" in result.stderr
    assert "第三点是我自己写的" not in run("render", saved).stdout
    assert [b.text for b in drafts.load(saved).aside] == ["第三点是我自己写的"]
    result = run("outline", "--from", saved, "--points", "3", "-o", saved)
    assert "又放回了原位：3" in result.stderr
    assert at(saved, "3").text == "第三点是我自己写的"
    assert drafts.load(saved).aside == ()


def test_a_draft_somebody_worked_on_is_written_over_only_by_its_own_plan(run, saved, tmp_path):
    run("lock", saved, "1")
    other = tmp_path / "另.yaml"
    assert run(*SAID, "--points", "2", "-o", other).exit_code == 0
    result = run("outline", "--from", other, "-o", saved)
    assert result.exit_code == 2
    assert "没有覆盖" in result.stderr
    assert run("outline", "--from", saved, "--seed", "5", "-o", saved).exit_code == 0


# -------------------------------------------------------------------------------------------------- candidates


def test_candidates_differ_and_their_seed_gives_them(run):
    found = json.loads(run(*SAID, "--points", "3", "--candidates", "3", "--json").stdout)
    assert len(found) == 3
    assert len({one["form"] for one in found}) == 3
    for one in found:
        draft = json.loads(run(*SAID, "--points", "3", "--seed", one["seed"], "--format", "json").stdout)
        heads = [block for block in draft["blocks"] if block["level"]]
        assert [block["path"] for block in heads] == [head["path"] for head in one["headings"]]
        for block, head in zip(heads, one["headings"], strict=True):
            values = {slot["name"]: slot["value"] for slot in block["slots"]}
            assert block["text"].format(**values) == head["text"]


@pytest.mark.parametrize(("room", "beside"), [(120, True), (80, True), (60, False)])
def test_candidates_stand_side_by_side_where_there_is_room(run, monkeypatch, room, beside):
    monkeypatch.setenv("COLUMNS", str(room))
    shown = run(*SAID, "--points", "3", "--candidates", "3").stdout.splitlines()
    assert all(width(line) <= room for line in shown), max(map(width, shown))
    first = shown[0].split()
    assert (first.count("--seed") == 3) == beside
    firsts = [line for line in shown if "一、" in line and "（" not in line]
    assert (len(firsts) == 1) == beside


def test_long_headings_are_wrapped_and_points_stand_on_one_height():
    def one(seed, *texts):
        return Candidate(
            seed, "parallel", tuple(Block(str(n), "heading", t, 1, f"{n}、") for n, t in enumerate(texts, 1))
        )

    lines = columns.side_by_side([one(1, "长" * 30, "短"), one(2, "短", "长" * 5)], 60)
    assert all(width(line) <= 60 for line in lines)
    second = [line for line in lines if "2、" in line]
    assert len(second) == 1
    assert second[0].count("2、") == 2


# ----------------------------------------------------------------------------------------------------- slots


def test_what_is_missing_is_grouped_by_who_can_know_it(run, saved):
    result = run("slots", saved)
    assert result.exit_code == 0
    draft = drafts.load(saved)
    open_ = sum(1 for block in draft.blocks for slot in block.slots if slot.value is None)
    assert f"待填 {open_} 处" in result.stderr
    told = json.loads(run("slots", saved, "--json").stdout)
    assert told["total"] == open_ == sum(group["count"] for group in told["groups"])
    for group in told["groups"]:
        assert group["count"] == len(group["slots"])
        for slot in group["slots"]:
            block = at(saved, slot["path"])
            assert any(s.name == slot["name"] and s.value is None for s in block.slots)
            assert group["unit"] == (".p" in slot["path"])
    assert any(group["who"] == "会务" for group in told["groups"])


def test_a_unit_that_has_its_name_gets_its_facts(run, saved):
    draft = drafts.load(saved)
    # facts go by the unit that is named first
    duty = next(b for b in draft.blocks if b.path.endswith(".p3") and b.slots and b.slots[0].type == "unit")
    unit = next(s.name for s in duty.slots if s.type == "unit")
    text = saved.read_text(encoding="utf-8")
    before, _, behind = text.partition(f"- path: {duty.path}\n")
    behind = behind.replace(
        f"- name: {unit}\n    type: unit\n    value: null",
        f"- name: {unit}\n    type: unit\n    value: 石桥县应急管理局",
        1,
    )
    saved.write_text(f"{before}- path: {duty.path}\n{behind}", encoding="utf-8")
    told = json.loads(run("slots", saved, "--json").stdout)
    group = next(group for group in told["groups"] if group["who"] == "石桥县应急管理局")
    assert group["named"]
    heading = duty.path.rpartition(".p")[0]
    assert any(slot["path"].startswith(f"{heading}.p") for slot in group["slots"])
    assert "石桥县应急管理局（" in run("slots", saved).stdout


# ---------------------------------------------------------------------------------------------------- minutes


def test_an_outline_says_how_much_to_write_on_each_point(run):
    said = run(*SAID, "--points", "3", "--minutes", "20").stderr
    assert "20 分钟的篇幅，建议：第一点 " in said
    assert "开头结尾共" in said
    assert "建议" not in run(*SAID, "--points", "3").stderr


def test_a_draft_says_where_it_is_short(run):
    said = run(*SAID, "--points", "3", "--minutes", "40", "--depth", "draft").stderr
    assert "要求 40 分钟，还差约" in said
    assert "第二点约" in said
    assert "还差" not in run(*SAID, "--points", "3", "--minutes", "7", "--depth", "draft").stderr
    assert "多约" in run(*SAID, "--points", "6", "--minutes", "2", "--depth", "draft").stderr


# --------------------------------------------------------------------------------------------- small mistakes


def test_small_mistakes_are_named(run, saved, tmp_path):
    assert "0 不在范围之内（至少 1）" in run(*SAID, "--points", "0").stderr
    assert "x>=" not in run(*SAID, "--minutes", "0").stderr
    result = run(*SAID, "-o", tmp_path / "没有" / "x.yaml")
    assert result.exit_code == 2
    assert "没有“" in result.stderr
    assert not (tmp_path / "没有").exists()
    run(*SAID, "-o", tmp_path / "o.md")
    for command in ("why", "slots", "render"):
        assert "不是 drafter 的草稿" in run(command, tmp_path / "o.md").stderr
    for level in ("村", "社区", "单位", "企业", "学校"):
        assert level in run(*SAID, "--level", "处").stderr


def test_a_changed_template_is_said(run, saved, tmp_path):
    from drafter.resources import templates

    assert "改过" not in run("render", saved).stderr
    folder = tmp_path / "t"
    folder.mkdir()
    text = next(templates().rglob("general.jinja")).read_text(encoding="utf-8")
    (folder / "general.jinja").write_text(text.replace("{{ points() }}", "{{ points() }}\n散会。"), encoding="utf-8")
    result = run("render", saved, "--templates", folder)
    assert "模板 general" in result.stderr
    assert "改过" in result.stderr
    assert "散会。" in result.stdout
