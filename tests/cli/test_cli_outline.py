"""`drafter outline`: formats, files, the JSON of the contract, and what it says when it can't."""

from __future__ import annotations

import json
import os
import re

import pytest
from cli_warm import curated, warm  # noqa: F401 - autouse

from drafter import yamlio
from drafter.composing import drafts

SAID = ("outline", "--theme", "安全生产", "--date", "2026-11-28")


def one_line(text):
    assert (text[-1:], text.count("\n")) == ("\n", 1), text
    return text.strip()


def test_markdown_by_default(run):
    result = run(*SAID, "--meeting", "全县安全生产工作会议", "--points", "3")
    assert result.exit_code == 0
    said = one_line(result.stderr)
    assert re.fullmatch(r"约讲 [\d.]+～[\d.]+ 分钟（每分钟 180 字，空位按 6 字估），待填 \d+ 处，套话占 \d+%", said)
    lines = result.stdout.splitlines()
    assert lines[0] == "# 在全县安全生产工作会议上的讲话"
    assert [line[:5] for line in lines if line.startswith("## ")] == ["## 一、", "## 二、", "## 三、"]
    assert "讲三点" in result.stdout or "谈三点" in result.stdout or "三点意见" in result.stdout
    assert "【职务】　【姓名】" in result.stdout
    assert "（2026年11月28日）" in result.stdout


def test_what_was_ordered_is_in_the_text(run):
    result = run(
        *SAID, "--speaker", "镇长", "--speaker-name", "张三", "--level", "镇", "--points", "2",
        "--structure", "one_char",
        "--depth", "headings",
    )  # fmt: skip
    assert "镇长　张三" in result.stdout
    assert "- 缘由" not in result.stdout
    assert "二、" in result.stdout
    assert "三、" not in result.stdout
    points = [line for line in result.stdout.splitlines() if line.startswith("## ")]
    assert all(re.search("“[\u4e00-\u9fff]”", point) for point in points)
    assert len(points) == 2


@pytest.mark.parametrize("format_", ["md", "txt", "json", "yaml"])
def test_every_format_goes_to_the_screen_and_the_same_to_a_file(run, tmp_path, format_):
    shown = run(*SAID, "--format", format_)
    assert shown.exit_code == 0
    path = tmp_path / f"稿.{format_}"
    written = run(*SAID, "-o", path)
    assert written.exit_code == 0
    assert written.stdout == ""
    assert written.stderr.splitlines()[0] == f"已写入 {path}"
    assert path.read_text(encoding="utf-8") == shown.stdout
    assert run(*SAID, "--format", format_, "-o", "-").stdout == shown.stdout


@pytest.mark.parametrize(
    ("name", "start"), [("稿.markdown", "# "), ("稿.MD", "# "), ("稿.yml", "# 草稿："), ("稿.TXT", "在【会议名称】")]
)
def test_the_suffix_tells_the_format(run, tmp_path, name, start):
    assert run(*SAID, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_what_is_said_comes_before_the_suffix(run, tmp_path):
    assert run(*SAID, "-o", tmp_path / "稿.txt", "--format", "json").exit_code == 0
    assert json.loads((tmp_path / "稿.txt").read_text(encoding="utf-8"))["format"] == 1


@pytest.mark.parametrize("name", ["稿.pdf", "稿.jsn", "稿"])
def test_an_unknown_suffix(run, tmp_path, name):
    result = run(*SAID, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert str(tmp_path / name) in one_line(result.stderr)
    assert "md、txt、json、yaml" in result.stderr
    assert "--format" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written(run, tmp_path):
    (tmp_path / "文件").write_text("原样", encoding="utf-8")
    result = run(*SAID, "-o", tmp_path / "文件" / "稿.md")
    assert result.exit_code == 2
    assert "写不进去" in one_line(result.stderr)
    result = run(*SAID, "-o", tmp_path, "--format", "md")
    assert result.exit_code == 2
    assert "文件夹" in one_line(result.stderr)
    assert [p.name for p in tmp_path.iterdir()] == ["文件"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever is root may write anywhere")
def test_a_folder_without_permission(run, tmp_path):
    tmp_path.chmod(0o500)
    result = run(*SAID, "-o", tmp_path / "稿.md")
    assert result.exit_code == 2
    assert "没有权限" in one_line(result.stderr)


def test_the_json_has_the_shape_of_the_contract(run):
    result = run(
        *SAID, "--meeting", "全县大会", "--format", "json", "--points", "2", "--seed", "7", "--structure", "parallel"
    )
    draft = json.loads(result.stdout)
    assert set(draft) == {
        "format", "brief", "occasion", "structure", "template", "bank", "stage", "title", "announced", "seconds",
        "fit", "blocks",
    }  # fmt: skip
    assert draft["format"] == 1
    assert draft["stage"] == "draft"
    assert draft["title"] == "在全县大会上的讲话"
    assert (draft["occasion"], draft["structure"]) == ("general", "parallel")
    assert draft["brief"] == {
        "theme": "安全生产", "meeting": "全县大会", "level": "县", "points": 2, "structure": "parallel",
        "occasion": "general", "date": "2026-11-28", "depth": "outline", "seed": 7, "levels": 2,
    }  # fmt: skip
    assert draft["announced"] == [{"path": "", "count": 2}]
    assert draft["template"]["id"] == "general"
    assert len(draft["template"]["sha"]) == len(draft["bank"]["sha"]) == 16
    assert 0 < draft["seconds"]["min"] < draft["seconds"]["max"]
    for block in draft["blocks"]:
        wanted = {"path", "move", "level", "marker", "run_in", "text", "entry", "slots", "sources", "locked"}
        assert wanted <= set(block) <= wanted | {"aspect"}
        assert block["locked"] is False
        assert isinstance(block["run_in"], bool)
        assert isinstance(block["marker"], str)
        assert isinstance(block["entry"], str)
        assert isinstance(block["text"], str)
        assert all(set(slot) == {"name", "type", "value"} for slot in block["slots"])
        assert all(set(source) == {"label", "source", "at"} for source in block["sources"])
    heads = [block for block in draft["blocks"] if block["level"] is not None]
    assert all(block["move"] == "heading" and block["path"].count(".") == block["level"] - 1 for block in heads)
    assert [block["path"] for block in draft["blocks"]][:2] == ["opening.1", "opening.2"]
    theme = next(slot for slot in heads[0]["slots"] if slot["name"] == "主题")
    assert theme == {"name": "主题", "type": "theme", "value": "安全生产"}


def test_the_yaml_is_the_same_draft(run):
    as_yaml = run(*SAID, "--format", "yaml").stdout
    assert yamlio.loads(as_yaml, "x") == json.loads(run(*SAID, "--format", "json").stdout)
    assert drafts.as_yaml(drafts.from_data(yamlio.loads(as_yaml, "x"), "x")) == as_yaml


def test_the_same_seed_gives_the_same_bytes_and_another_another(run):
    first, again, other = (run(*SAID, "--seed", seed).stdout for seed in (4, 4, 5))
    assert first == again != other


@pytest.mark.parametrize(("level", "told"), [("学校", True), ("市", False), ("旗", False)])
def test_material_that_was_written_for_other_levels_is_told(run, level, told):
    result = run("outline", "--theme", "乡村振兴", "--level", level, "--date", "2026-11-28", "--seed", "1")
    assert result.exit_code == 0
    assert (f"{level}里用要逐条核对由谁来办" in one_line(result.stderr)) is told


@pytest.mark.parametrize(
    ("theme", "structure"),
    [
        ("政务公开", "parallel"), ("低空经济", "one_char"), ("勇于创新", "one_char"), ("勇于创新", "numeric"),
        ("执行力", "ordinal"), ("碳达峰碳中和试点示范", "numeric"), ("x", "parallel"), ("😀", "ordinal"),
        ("<b>", "one_char"), ("a b", "parallel"),
    ],
)  # fmt: skip
def test_an_unknown_theme_is_no_error(run, theme, structure):
    result = run("outline", "--theme", theme, "--date", "2026-11-28", "--structure", structure, "--points", "2")
    assert result.exit_code == 0
    assert theme in result.stdout
    assert one_line(result.stderr).startswith("提示：")
    assert theme in result.stderr


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("--structure", "paralel"), ["“paralel”", "parallel"]), (("--occasion", "generl"), ["“generl”", "general"]),
        (("--level", "乡里"), ["“乡里”", "乡"]), (("--points", "99"), ["能排", "99"]),
        (("--structure", "one_char", "--points", "6"), ["一字经", "2～5"]), (("--date", "2026-02-30"), ["2026-02-30"]),
        (("--theme", " "), ["不能为空"]), (("--bank", "没有这里"), ["没有这里"]),
        (("--templates", "没有这里"), ["没有这里"]),
        (("--theme", "{主题}"), ["“{主题}”", "不能照写"]),
        (("--depth", "all"), ["all"]), (("--format", "pdf"), ["pdf"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line(run, said, words):
    result = run(*SAID, *said)
    assert result.exit_code == 2
    assert result.stdout == ""
    line = one_line(result.stderr)
    assert line.startswith("错误：")
    assert all(word in line for word in words), line


def test_without_a_theme(run):
    result = run("outline")
    assert result.exit_code == 2
    assert "--theme" in one_line(result.stderr)


def test_a_broken_bank_is_said_with_its_line(run, tmp_path):
    folder = tmp_path / "库" / "curated"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text('phrases:\n- {kind: topic, pattern: "甲"\n', encoding="utf-8")
    result = run(*SAID, "--bank", tmp_path / "库")
    assert result.exit_code == 2
    assert "x.yaml 第" in one_line(result.stderr)


def test_a_bank_of_ones_own_is_heard(run, tmp_path):
    folder = tmp_path / "库" / "curated"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text(
        "phrases:\n"
        + "".join(
            f'- {{kind: closing, move: call_to_action, pattern: "同志们，第{n}样号召，让我们动起来"}}\n'
            for n in "甲乙丙丁戊己庚辛"
        ),
        encoding="utf-8",
    )
    said = {run(*SAID, "--bank", tmp_path / "库", "--seed", seed).stdout.splitlines()[-1] for seed in range(12)}
    assert any("样号召" in line for line in said)
    assert not any("样号召" in run(*SAID, "--seed", seed).stdout for seed in range(4))


def test_the_profile_fills_in_what_was_not_said(run, tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text("level: 镇\nspeaker: 镇长\nupper: 县委、县政府和县直部门\n", encoding="utf-8")
    result = run(*SAID, "--profile", path)
    assert "镇长　【姓名】" in result.stdout
    assert json.loads(run(*SAID, "--profile", path, "--format", "json").stdout)["brief"]["level"] == "镇"
    assert "书记　【姓名】" in run(*SAID, "--profile", path, "--speaker", "书记").stdout


def test_a_template_of_ones_own(run, tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "短会.jinja").write_text(
        "---\nid: short\ntype: occasion\nname: 短会\ncues: [碰头会]\n---\n{{ title() }}\n大家好：\n{{ points() }}\n",
        encoding="utf-8",
    )
    result = run(*SAID, "--templates", tmp_path / "t", "--meeting", "周一碰头会", "--format", "txt")
    assert result.stdout.startswith("在周一碰头会上的讲话\n大家好：\n一、")


@pytest.mark.parametrize("edit", ["marker: 一、", "title: ", "text: 同志们："])
def test_a_draft_edited_by_hand_is_not_written_over(run, tmp_path, edit):
    path = tmp_path / "稿.yaml"
    assert run("outline", "--theme", "安全生产", "--date", "2026-11-28", "-o", path).exit_code == 0
    assert run("outline", "--theme", "安全生产", "--date", "2026-11-28", "--seed", "3", "-o", path).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert edit in text
    path.write_text(text.replace(edit, f"{edit}改过的", 1), encoding="utf-8")
    result = run("outline", "--theme", "安全生产", "--date", "2026-11-28", "-o", path)
    assert result.exit_code == 2
    assert "没有覆盖" in result.stderr
    assert "改过的" in path.read_text(encoding="utf-8")
