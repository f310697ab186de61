"""`drafter parse`: the tree, the text, the removals and the JSON of the contract."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafter.cli.main import cli

SPEECH = """首页 > 领导讲话
在全县秸秆禁烧工作推进会上的讲话
（2019年9月9日）
同志们：
今天，我们召开全县推进会，部署下一步工作。下面，我讲两点意见。
一、看清形势，把弦绷得再紧一些
全县上下要行动起来，值班表要排到人头，田埂上要看得见干部。
二、盯住关键，把责任压得再实一些
（一）管住火源。收割期间，每个地块都要有人盯。
（二）用好秸秆。收储点今年新增12处，农户卖得出、企业收得进。
同志们，让我们把这件事抓到底，为建设美丽家园而努力奋斗！
相关文章
"""
NOTICE = "采购清单\n桌子 10张\n椅子 20把\n"


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(SPEECH.encode("gb18030"))
    return path


def run(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["parse", *map(str, args)], input=stdin)


def test_tree(speech: Path) -> None:
    result = run(speech)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "a.txt（gb18030，1篇讲话）"
    assert "1. 在全县秸秆禁烧工作推进会上的讲话" in lines
    assert "   一、看清形势，把弦绷得再紧一些" in lines
    assert "     （一）管住火源" in lines
    assert any("讲两点意见" in line and "说2项，有2项" in line for line in lines)


def test_json_of_one_file_is_the_contract(speech: Path) -> None:
    value = json.loads(run(speech, "--json").stdout)
    assert set(value) == {"source", "removed", "speeches"}
    assert value["source"]["id"].startswith("sha256:")
    assert (value["source"]["name"], value["source"]["encoding"]) == ("a.txt", "gb18030")
    assert {"text": "相关文章", "reason": "related", "line": 12} in value["removed"]
    found = value["speeches"][0]
    assert set(found) == {
        "title", "subtitle", "salutation", "year", "admin_level", "label", "script", "truncated", "announced",
        "outline", "text",
    }  # fmt: skip
    assert found["salutation"] == "同志们"
    assert (found["year"], found["admin_level"], found["label"]) == (2019, "县", "2019 县 推进会")
    assert found["text"].startswith("同志们：\n今天，")
    assert found["text"].endswith("努力奋斗！")
    assert [a["found"] for a in found["announced"]] == [2]
    second = found["outline"][1]
    assert (second["level"], second["marker"], second["run_in"]) == (1, "二、", False)
    assert [child["heading"] for child in second["children"]] == ["管住火源", "用好秸秆"]


def test_json_of_several_files_is_a_list(speech: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text(NOTICE, encoding="utf-8")
    result = run(speech, other, "--json")
    assert [len(value["speeches"]) for value in json.loads(result.stdout)] == [1, 0]


def test_text_and_removed(speech: Path) -> None:
    text = run(speech, "--text").stdout
    assert text.startswith("同志们：\n今天")
    assert "首页" not in text
    removed = run(speech, "--removed").stdout
    assert "第1行　网站导航　首页 > 领导讲话" in removed
    assert "第12行　相关链接　相关文章" in removed


def test_standard_input() -> None:
    result = run("-", "--text", stdin=SPEECH.encode("utf-16"))
    assert result.exit_code == 0
    assert result.stdout.startswith("同志们：")


def test_a_file_without_a_speech_is_said(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text(NOTICE, encoding="utf-8")
    result = run(path)
    assert result.exit_code == 0
    assert "没有找到讲话" in result.stderr


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02" * 300])
def test_bad_input_is_one_line_and_exit_2(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    result = run(path, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("错误：")
    assert result.stderr.count("\n") == 1


# -------------------------------------------------------------------------------- folders, patterns, archives


def test_a_folder_is_a_list_and_what_cannot_be_read_is_skipped(speech: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    result = run(tmp_path, "--json")
    assert result.exit_code == 0
    assert [value["source"]["name"] for value in json.loads(result.stdout)] == ["a.txt"]
    assert result.stderr.startswith("跳过 空.txt：是空文件")
    assert isinstance(json.loads(run(tmp_path / "*.txt", "--json").stdout), list)


def test_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "讲话.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("一.txt", SPEECH.encode("gb18030"))
        archive.writestr("图.jpg", b"x")
    result = run(path)
    assert result.exit_code == 0
    assert result.stdout.startswith("讲话.zip／一.txt（gb18030，1篇讲话）")


def test_a_folder_of_which_nothing_can_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有一个文件读得了" in result.stderr


def test_a_broken_file_that_was_named_stops_everything(speech: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    result = run(speech, tmp_path / "空.txt")
    assert (result.exit_code, result.stdout) == (2, "")
