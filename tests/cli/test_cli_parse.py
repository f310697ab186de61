"""`drafter parse`: the tree, the text, the removals and the JSON of the contract."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafter import outlining
from drafter.cli import tree
from drafter.cli.main import cli
from drafter.cli.tables import width
from drafter.models import Announcement, Line, Outline, Speech

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
    assert "   一、看清形势，把弦绷得再紧一些    44字" in lines
    assert "     （一）管住火源" + " " * 18 + "23字" in lines
    assert any("讲两点意见" in line and "说2项，有2项" in line for line in lines)


def test_json_of_one_file_is_the_contract(speech: Path) -> None:
    value = json.loads(run(speech, "--json").stdout)
    assert set(value) == {"source", "removed", "speeches"}
    assert value["source"]["id"].startswith("sha256:")
    assert (value["source"]["name"], value["source"]["encoding"]) == ("a.txt", "gb18030")
    assert {"text": "相关文章", "reason": "related", "line": 12} in value["removed"]
    found = value["speeches"][0]
    assert set(found) == {
        "title", "subtitle", "byline", "date", "salutation", "year", "year_from", "admin_level", "level_from",
        "label", "script",
        "truncated", "announced", "outline", "text", "chars", "opening_chars", "closing_chars",
    }  # fmt: skip
    assert found["salutation"] == "同志们"
    assert (found["year"], found["admin_level"], found["label"]) == (2019, "县", "2019 县 推进会")
    assert found["text"].startswith("同志们：\n今天，")
    assert found["text"].endswith("努力奋斗！")
    assert [a["found"] for a in found["announced"]] == [2]
    second = found["outline"][1]
    assert (second["level"], second["marker"], second["run_in"]) == (1, "二、", False)
    assert [child["heading"] for child in second["children"]] == ["管住火源", "用好秸秆"]
    assert found["chars"] == len(found["text"].replace("\n", ""))
    first, last = (child["chars"] for child in second["children"])
    assert second["chars"] == second["own_chars"] + first + last
    assert [child["own_chars"] for child in second["children"]] == [first, last]


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_standard_input(encoding: str) -> None:
    result = run("-", "--text", stdin=SPEECH.encode(encoding))
    assert result.exit_code == 0
    assert result.stdout.startswith("同志们：")


def test_standard_input_in_big5_is_simplified() -> None:
    pytest.importorskip("opencc", reason="needs the extra “corpus”")
    old = "在全縣安全工作會議上的講話\n同志們：\n今天，我們召開全縣會議，部署下一步工作，請大家抓好落實。\n謝謝大家！\n"
    result = run("-", "--json", stdin=old.encode("big5"))
    found = json.loads(result.stdout)
    assert found["source"]["encoding"] == "big5hkscs"
    assert found["speeches"][0]["text"].startswith("同志们：\n今天，我们召开全县会议")


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


def test_a_folder_is_a_list_and_what_cannot_be_read_is_said(speech: Path, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    result = run(tmp_path, "--json")
    assert result.exit_code == 2
    assert [value["source"]["name"] for value in json.loads(result.stdout)] == ["a.txt"]
    assert result.stderr.splitlines() == [
        "错误：空.txt：是空文件，没有可读的内容", "有1个文件读不了，原因见上；其余1个已读",
    ]  # fmt: skip
    assert isinstance(json.loads(run(tmp_path / "*.txt", "--json").stdout), list)


def test_a_folder_of_files_that_can_be_read_ends_well(speech: Path, tmp_path: Path) -> None:
    result = run(tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")


def test_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "讲话.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("一.txt", SPEECH.encode("gb18030"))
        archive.writestr("图.jpg", b"x")
    result = run(path)
    assert result.exit_code == 0
    assert result.stdout.startswith("讲话.zip／一.txt（gb18030，1篇讲话）")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("坏.docx", b"x")
    result = run(path)
    assert result.exit_code == 2
    assert result.stdout.startswith("讲话.zip／一.txt")
    assert "错误：讲话.zip／坏.docx：" in result.stderr


def test_a_folder_of_which_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有一个读得了" in result.stderr
    assert json.loads(run(tmp_path, "--json").stdout) == []


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00" * 100])
def test_one_broken_file_among_several_does_not_stop_the_others(
    speech: Path, tmp_path: Path, content: bytes | None
) -> None:
    bad, other = tmp_path / "坏.txt", tmp_path / "b.txt"
    other.write_text(SPEECH, encoding="utf-8")
    if content is not None:
        bad.write_bytes(content)
    result = run(speech, bad, other)
    assert result.exit_code == 2
    assert [line for line in result.stdout.splitlines() if "1篇讲话" in line] == [
        "a.txt（gb18030，1篇讲话）", "b.txt（utf-8，1篇讲话）",
    ]  # fmt: skip
    first, last = result.stderr.splitlines()
    assert first.startswith("错误：")
    assert "坏.txt" in first
    assert last == "有1个文件读不了，原因见上；其余2个已读"
    value = json.loads(run(speech, bad, "--json").stdout)
    assert [one["source"]["name"] for one in value] == ["a.txt"]


def test_broken_bytes_and_wrong_names_are_said_beside_the_tree(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    raw = SPEECH.encode("gb18030").replace("值班表".encode("gb18030"), b"\xff\xff" + "班表".encode("gb18030"))
    path.write_bytes(raw)
    result = run(path, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["source"]["broken"] == 1
    assert result.stderr.splitlines() == [
        "a.docx：名为 docx，实际是纯文本，已按实际内容读", "a.docx：有1处乱码解不出来，已用“\ufffd”代替",
    ]  # fmt: skip


# ---------------------------------------------------------------------------------------------------- the tree


def parsed(text: str) -> tuple[Speech, Outline]:
    lines = tuple(Line(part, n) for n, part in enumerate(text.split("\n"), 1))
    speech = Speech("a.txt", 1, "标题", None, "同志们", lines)
    return speech, outlining.parse(speech)


LONG = (
    "同志们：\n今天开会，我讲两点意见。\n"
    "一、进一步提高政治站位，切实把思想和行动统一到上级党委、政府关于秸秆禁烧和综合利用工作的决策部署上来\n"
    "各级各部门要抓好落实。 \n二、压实责任\n要把责任压到每一块地、每一个人，层层签字，环环相扣。\n"
    "（一）领导带头。包片包村。\n（二）部门联动。各负其责。\n谢谢大家！"
)


def test_no_line_of_the_tree_is_wider_than_a_terminal_and_lengths_stand_in_one_column() -> None:
    speech, outline = parsed(LONG)
    lines = tree.lines(speech, outline)
    assert max(map(width, lines)) <= 80
    figures = [line for line in lines if line.endswith("字")]
    assert len(figures) == 5  # what stands before the first heading, and four headings
    assert len({width(line) for line in figures}) == 1
    folded = next(n for n, line in enumerate(lines) if "一、进一步" in line)
    assert lines[folded + 1].startswith(" " * 7)
    whole = lines[folded].rsplit("  ", 1)[0].strip() + lines[folded + 1].strip()
    assert whole.endswith("决策部署上来")
    assert whole == outline.headings[0].marker + outline.headings[0].text


def test_lengths_add_up_and_blanks_do_not_count() -> None:
    speech, outline = parsed(LONG)
    found = tree.sizes(speech, outline)
    assert found[""].whole == len("".join(LONG.split()))
    parts = found[tree.OPENING].whole + found["1"].whole + found["2"].whole + found[tree.CLOSING].whole
    assert found[""].whole == parts
    assert found[tree.OPENING].whole == len("同志们：今天开会，我讲两点意见。")
    assert found["2"].whole == found["2"].own + found["2.1"].whole + found["2.2"].whole
    assert found["2.1"].whole == len("（一）领导带头。包片包村。")


@pytest.mark.parametrize(
    ("tail", "close"),
    [
        ("同志们，任务已经明确，让我们干起来！\n谢谢大家！", "同志们，任务已经明确，让我们干起来！谢谢大家！"),
        ("谢谢大家！", ""),
        ("同志们的干劲很足，要保护好。\n一是要关心。\n二是要支持。\n三是要表扬。\n四是要放手。\n完。", ""),
    ],
)
def test_the_closing_is_counted_apart(tail: str, close: str) -> None:
    speech, outline = parsed(LONG.removesuffix("谢谢大家！") + tail)
    found = tree.sizes(speech, outline)
    assert found[tree.CLOSING].whole == len(close)
    assert any("（结尾）" in line for line in tree.lines(speech, outline)) == bool(close)


def test_a_last_heading_that_speaks_to_the_hearers_is_no_closing() -> None:
    speech, outline = parsed("同志们：\n我讲两点。\n一、干起来\n要干。\n二、同志们，要快\n要快。")
    assert tree.closing(speech, outline) == len(speech.text)


def test_an_announcement_under_a_heading_says_where() -> None:
    outline = parsed(LONG)[1]
    under = Announcement(3, "抓好三件事", 2, "2.1")
    said = list(tree.announced(replace(outline, announced=(*outline.announced, under))))
    assert said == ["“讲两点意见”：说2项，有2项", "二/（一）：“抓好三件事”：说3项，有2项，数目不符"]


def test_a_speech_without_headings_has_no_tree() -> None:
    assert tree.lines(*parsed("同志们：\n谢谢大家！")) == []


def test_what_the_caption_says_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SPEECH.replace("（2019年9月9日）", "县长　赵某某\n（2019年9月9日）"), encoding="utf-8")
    (found,) = json.loads(run(path, "--json").stdout)["speeches"]
    assert (found["byline"], found["date"]) == ("县长 赵某某", "2019年9月9日")
    assert (found["year"], found["year_from"]) == (2019, "题注：（2019年9月9日）")
    lines = run(path).stdout.splitlines()
    assert "   县长 赵某某　2019年9月9日" in lines
    assert "   年份据题注：（2019年9月9日）" in lines


@pytest.mark.parametrize(("caption", "title", "origin"), [
    ("", "在2019年全县秸秆禁烧会上的讲话", "标题：在2019年全县秸秆禁烧会上的讲话"),
    ("", "在全县秸秆禁烧会上的讲话", "正文：2019年以来"),
])  # fmt: skip
def test_the_year_is_said_with_its_evidence(tmp_path: Path, caption: str, title: str, origin: str | None) -> None:
    path = tmp_path / "a.txt"
    text = SPEECH.replace("在全县秸秆禁烧工作推进会上的讲话", title).replace("（2019年9月9日）\n", caption)
    path.write_text(text.replace("今天，", "2019年以来，"), encoding="utf-8")
    (found,) = json.loads(run(path, "--json").stdout)["speeches"]
    assert (found["byline"], found["date"], found["year_from"]) == (None, None, origin)


def test_no_speech_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    for options in ((), ("--text",)):
        result = run(path, *options)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "a.txt：没有找到讲话\n")


def test_options_that_json_makes_idle_are_said(speech: Path) -> None:
    assert run(speech, "--json").stderr == ""
    result = run(speech, "--json", "--text")
    assert "--text、--removed 不另起作用" in result.stderr
    assert json.loads(result.stdout)["speeches"]


def test_a_large_file_is_waited_for_with_a_word_at_a_terminal_only(
    speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drafter.cli import parse

    monkeypatch.setattr(parse, "LARGE", 100)
    assert run(speech).stderr == ""
    told: list[str] = []
    monkeypatch.setattr(parse.click, "echo", lambda text="", **more: told.append(text) if more.get("err") else None)
    monkeypatch.setattr(parse.sys, "stderr", type("Terminal", (), {"isatty": staticmethod(lambda: True)})())
    parse._busy("正在读文件", 99, "MB")
    parse._busy("a.txt：正在清洗", 300)
    assert told == ["a.txt：正在清洗，约 3 百万字……"]
