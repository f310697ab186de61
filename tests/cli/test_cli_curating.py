"""`drafter phrases accept|reject|retag|reword|forget|orphans|schema`, and the same under `groups`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from drafter.bank import PhraseBank, phrase_id
from drafter.cli.schemas import NAMES, place
from drafter.models import Group, Occurrence, Phrase

Run = Callable[..., Result]

TAKE, CLOSE, OTHER = "下面，我就{主题}讲{数}点意见", "我就讲这些", "抓好{主题}"
T, C, O = map(phrase_id, (TAKE, CLOSE, OTHER))  # noqa: E741


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = (Occurrence("会议.txt", 1, "二", 41, "2019 市 政府全体会议", 2019),)
    PhraseBank(
        (
            Phrase("", TAKE, "transition", weight=2, tier="formula", occurrences=here),
            Phrase("", CLOSE, "closing"),
            Phrase("", OTHER, "topic", device="parallel", themes=("作风",)),
        ),
        (Group("", "{}抓{主题}", (("围绕大局",), ("突出重点",)), device="parallel"),),
    ).save(tmp_path / "bank")
    return tmp_path / "bank"


@pytest.fixture
def group(folder: Path) -> str:
    return PhraseBank.load(folder).groups[0].id


def patterns(ask: Run, *options: str) -> list[str]:
    return [entry["pattern"] for entry in json.loads(ask("phrases", "list", "--json", *options).stdout)]


def test_reject_hides_and_accept_brings_back(ask: Run, folder: Path) -> None:
    result = ask("phrases", "reject", C, O, "--note", "太俗")
    assert result.stdout.splitlines() == [
        f"{C}  弃用（备注：太俗）  原未决  {CLOSE}",
        f"{O}  弃用（备注：太俗）  原未决  {OTHER}",
    ]
    assert result.stderr == f"2 项取舍已记入 {folder / 'overlay.yaml'}\n"
    assert patterns(ask) == [TAKE]
    assert patterns(ask, "--state", "rejected") == [OTHER, CLOSE]
    assert "原已弃用" in ask("phrases", "accept", C).stdout
    assert patterns(ask) == [TAKE, CLOSE]
    assert patterns(ask, "--state", "已接受") == [CLOSE]
    assert patterns(ask, "--state", "open") == [TAKE]


def test_the_same_again_is_said_and_not_written(ask: Run, folder: Path) -> None:
    ask("phrases", "reject", C)
    before = (folder / "overlay.yaml").read_bytes()
    result = ask("phrases", "reject", C)
    assert "（早已如此）" in result.stdout
    assert result.stderr == "没有新的取舍要记\n"
    assert (folder / "overlay.yaml").read_bytes() == before


def test_json_tells_what_was_written(ask: Run) -> None:
    value = json.loads(ask("phrases", "accept", C, "--json").stdout)
    assert value == [{"id": C, "pattern": CLOSE, "decision": "accept", "before": "open", "written": True}]
    assert json.loads(ask("phrases", "forget", C, "--json").stdout) == [
        {"id": C, "pattern": CLOSE, "decision": "accept"}
    ]


def test_the_first_digits_of_an_id_will_do_where_they_are_one_entrys(ask: Run, folder: Path) -> None:
    assert ask("phrases", "accept", C[:4]).stdout.startswith(f"{C}  接受")
    assert ask("phrases", "show", C[:5].upper()).stdout.startswith(f"编号  {C}")
    assert ask("phrases", "forget", C[:4]).stdout.startswith(C)


def test_digits_of_several_are_refused(run: Run, folder: Path) -> None:
    both = (Phrase("abcd0001", CLOSE, "closing"), Phrase("abcd0002", OTHER, "topic"))
    PhraseBank(both).save(folder)
    result = run("phrases", "accept", "abcd", "--bank", folder, "--only-bank")
    assert result.exit_code == 2
    assert f"以“abcd”开头的编号有2个，请多写几位：abcd0001 {CLOSE}；abcd0002 {OTHER}" in result.stderr
    assert run("phrases", "accept", "abcd000", "--bank", folder, "--only-bank").exit_code == 2
    assert run("phrases", "accept", "abcd0002", "--bank", folder, "--only-bank").exit_code == 0


def test_show_tells_what_an_entry_was_before(ask: Run) -> None:
    assert "原来" not in ask("phrases", "show", C).stdout
    ask("phrases", "reword", C, "我就简单讲这些")
    ask("phrases", "retag", C, "--theme", "作风")
    shown = ask("phrases", "show", C).stdout
    assert "我就简单讲这些" in shown
    assert f"  原来：句式 {CLOSE}，主题 无" in shown.splitlines()


def test_retag_changes_what_is_named_and_nothing_else(ask: Run) -> None:
    ask("phrases", "retag", O, "--kind", "标题")
    ask("phrases", "retag", O, "--theme", "作风", "--theme", "安全生产")
    value = json.loads(ask("phrases", "show", O, "--json").stdout)
    assert (value["kind"], value["device"], value["themes"]) == ("heading", "parallel", ["作风", "安全生产"])
    ask("phrases", "retag", O, "--device", "无", "--theme", "无")
    value = json.loads(ask("phrases", "show", O, "--json").stdout)
    assert (value["kind"], value["device"], value["themes"]) == ("heading", None, [])
    assert "改标签：作用 标题，手法 无，主题 无" in ask("phrases", "show", O).stdout


def test_a_theme_nobody_used_is_pointed_out_and_taken(ask: Run) -> None:
    assert ask("phrases", "retag", O, "--theme", "安全生产").stderr.startswith("1 项")
    result = ask("phrases", "retag", O, "--theme", "安全生铲")
    assert "“安全生铲”是新的主题，相近的主题有：安全生产" in result.stderr
    assert patterns(ask, "--theme", "安全生铲") == [OTHER]


def test_reword_keeps_the_id(ask: Run) -> None:
    result = ask("phrases", "reword", T, "围绕{主题}，我讲{数}点")
    assert "注意" not in result.stderr
    value = json.loads(ask("phrases", "show", T, "--json").stdout)
    assert (value["pattern"], value["slots"]) == ("围绕{主题}，我讲{数}点", {"主题": "theme", "数": "count"})


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("请江西省抚州市的同志讲{数}点{主题}", "抚州市"),
        ("按照十三五规划要求，就{主题}讲{数}点", "已经过时"),
        ("我就{主题}讲{数}点××", "××"),
        ("我就讲{数}点", "少了槽位 {主题}"),
        ("我就{主题}讲{数}点{那个}", "槽位 {那个} 没有专门的类型"),
        ("我就讲这些。", f"短语库里已有这一句（{C}）"),
    ],
)
def test_doubtful_words_are_written_and_pointed_out(ask: Run, to: str, words: str) -> None:
    result = ask("phrases", "reword", T, to)
    assert any(line.startswith("注意：") and words in line for line in result.stderr.splitlines()), result.stderr
    assert json.loads(ask("phrases", "show", T, "--json").stdout)["pattern"] == to


def test_groups_are_decided_about_alike(ask: Run, group: str) -> None:
    ask("groups", "reword", group, "{}促{主题}")
    ask("phrases", "retag", group, "--device", "排比")
    assert "围绕大局促{主题}" in ask("groups", "show", group).stdout
    assert "排比（anaphora）" in ask("groups", "show", group).stdout
    ask("groups", "reject", group)
    assert ask("groups", "list").stdout == ""
    assert "已弃用" in ask("groups", "show", group).stdout
    assert group in ask("groups", "list", "--state", "rejected").stdout
    ask("phrases", "accept", group)
    assert "\x1b" not in ask("groups", "search", "大局").stdout
    assert "\x1b[31m\x1b[1m大局\x1b[0m" in ask("groups", "search", "大局", color=True).stdout


def test_forgetting_is_as_if_nothing_had_been_decided(ask: Run, folder: Path) -> None:
    before = ask("phrases", "list", "--json").stdout
    ask("phrases", "reject", C, O)
    ask("phrases", "retag", O, "--kind", "heading")
    assert len(ask("phrases", "forget", C, O).stdout.splitlines()) == 3
    assert ask("phrases", "list", "--json").stdout == before
    assert patterns(ask, "--state", "open") == patterns(ask)


def test_decisions_go_to_the_last_bank_else_to_the_users(run: Run, folder: Path, drafter_home: Path) -> None:
    own = drafter_home / "bank" / "overlay.yaml"
    (entry, *_) = json.loads(run("phrases", "list", "--json").stdout)
    assert run("phrases", "reject", entry["id"]).exit_code == 0
    assert entry["id"] in own.read_text("utf-8")
    shipped = json.loads(run("phrases", "list", "--json").stdout)
    assert entry["id"] not in {e["id"] for e in shipped}
    before = own.read_bytes()
    assert run("phrases", "accept", entry["id"], "--bank", folder).exit_code == 0  # revives it above
    assert own.read_bytes() == before
    assert entry["id"] in (folder / "overlay.yaml").read_text("utf-8")
    above = json.loads(run("phrases", "list", "--json", "--bank", folder).stdout)
    assert entry["id"] in {e["id"] for e in above}
    assert entry["id"] not in {e["id"] for e in json.loads(run("phrases", "list", "--json").stdout)}


MISSED = C[:-1] + ("0" if C[-1] != "0" else "1")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["accept", C, MISSED], f"短语库里没有“{MISSED}”，相近的有：{C} {CLOSE}"),
        (["accept", C[:3]], f"短语库里没有“{C[:3]}”"),
        (["reject", "抓好主题"], f"相近的有：{O}"),
        (["retag", O], "要改什么还没有写"),
        (["retag", O, "--kind", "topik"], "没有“topik”"),
        (["retag", O, "--device", "对丈"], "没有“对丈”这种手法，相近的有：对仗"),
        (["retag", O, "--theme", "作风，纪律"], "不成主题"),
        (["retag", O, "--theme", "{主题}"], "不成主题"),
        (["retag", O, "--theme", "无", "--theme", "作风"], "不成主题"),
        (["reword", T, "我讲{数点"], "花括号不成对"),
        (["reword", T, "我讲{}点"], "要有名字"),
        (["reword", T, "，"], "没有文字"),
        (["reword", T, "讲\x07话"], "控制字符"),
        (["reword", "group", "{}和{}"], "1 处"),
        (["retag", "group", "--kind", "topic"], "没有作用可改"),
        (["forget", C], "里没有关于“"),
        (["orphans", "--adopt", C, O], "并没有失去条目"),
        (["list", "--length", "长"], "不是字数"),
        (["list", "--length", "9-3"], "不是字数"),
        (["list", "--sort", "大小"], "weight"),
    ],
)
def test_wrong_use_writes_nothing(run: Run, folder: Path, group: str, arguments: list[str], words: str) -> None:
    given = [group if argument == "group" else argument for argument in arguments]
    result = run("phrases", *given, "--bank", folder, "--only-bank")
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (folder / "overlay.yaml").exists()


def test_without_a_bank_to_write_to_nothing_is_decided(run: Run) -> None:
    result = run("phrases", "accept", C, "--only-bank")
    assert result.exit_code == 2
    assert "--bank" in result.stderr


def test_anothers_decision_can_only_be_overruled(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team/overlay.yaml").write_text("decisions:\n", "utf-8")
    run("phrases", "reject", C, "--bank", folder, "--only-bank")
    result = run("phrases", "forget", C, "--bank", folder, "--bank", tmp_path / "team", "--only-bank")
    assert result.exit_code == 2
    assert "是别的短语库里的取舍，可以用 accept 或 reject 盖过它" in result.stderr


def test_a_broken_overlay_stops_every_command_by_file_and_line(run: Run, folder: Path) -> None:
    text = "decisions:\n- {id: aaaaaaaa, pattern: 甲, decision: 扔掉}\n"
    (folder / "overlay.yaml").write_text(text, "utf-8")
    for arguments in (["list"], ["reject", C], ["orphans"], ["review"], ["stats"]):
        result = run("phrases", *arguments, "--bank", folder, "--only-bank", input="a\n")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "overlay.yaml 第2行：“decision”没有“扔掉”这一种" in result.stderr
    assert (folder / "overlay.yaml").read_text("utf-8") == text


# -------------------------------------------------------------------------------------------------- orphans


@pytest.fixture
def changed(folder: Path, ask: Run) -> Path:
    """The bank after a better extractor: one pattern is another now, one is gone."""
    ask("phrases", "reject", T, C, "--note", "老套")
    PhraseBank(
        (Phrase("", "下面，我就{主题}工作讲{数}点意见", "transition"), Phrase("", OTHER, "topic"))
    ).save(folder)  # fmt: skip
    return folder


NEW = phrase_id("下面，我就{主题}工作讲{数}点意见")


def test_orphans_are_told_with_the_nearest(ask: Run, changed: Path) -> None:
    before = (changed / "overlay.yaml").read_bytes()
    lines = ask("phrases", "orphans").stdout.splitlines()
    assert lines[0] == f"{T}  {TAKE}"
    assert lines[1].startswith("  弃用（备注：老套）（")
    assert lines[2].startswith(f"  {NEW}  相近 ")
    assert lines[-1] == "  没有相近的条目，不要了就用 forget 删去"
    value = json.loads(ask("phrases", "orphans", "--json").stdout)
    assert [(o["id"], o["decisions"], [n["id"] for n in o["near"]]) for o in value] == [
        (T, ["reject"], [NEW]), (C, ["reject"], []),
    ]  # fmt: skip
    assert (changed / "overlay.yaml").read_bytes() == before  # looking changes nothing
    assert "有 2 处取舍找不到原来的条目" in ask("phrases", "stats").stdout
    assert "有 2 处取舍找不到原来的条目" in ask("phrases", "review", input="q\n").stderr


def test_orphans_are_adopted_when_told(ask: Run, changed: Path) -> None:
    assert f"已改挂到 {O}" in ask("phrases", "orphans", "--adopt", C, O).stdout
    assert patterns(ask) == ["下面，我就{主题}工作讲{数}点意见"]
    result = ask("phrases", "orphans", "--adopt-sure")
    assert f"已改挂到 {NEW}" in result.stdout
    assert patterns(ask) == []
    assert ask("phrases", "orphans").stdout == "每项取舍都有对应的条目\n"
    assert (changed / "overlay.yaml").read_text("utf-8").count("note: 老套") == 2


def test_adopt_sure_leaves_what_is_not_sure(ask: Run, changed: Path) -> None:
    ask("phrases", "orphans", "--adopt-sure")
    assert [o["id"] for o in json.loads(ask("phrases", "orphans", "--json").stdout)] == [C]
    ask("phrases", "forget", C)
    assert json.loads(ask("phrases", "orphans", "--json").stdout) == []


def test_an_unknown_heir_is_refused(run: Run, changed: Path) -> None:
    result = run("phrases", "orphans", "--adopt", C, "ffffffff", "--bank", changed, "--only-bank")
    assert result.exit_code == 2
    assert "短语库里没有“ffffffff”" in result.stderr


def test_groups_are_told_apart_by_their_items(ask: Run, folder: Path) -> None:
    def group(*items: str) -> Group:
        return Group("", "{}保障", tuple((item,) for item in items))

    same = (group("人才", "资金", "技术"), group("思想", "纪律"), group("组织", "制度", "经费"))
    old = group("组织", "制度")
    PhraseBank((), (*same[:2], old)).save(folder)
    old = next(g for g in PhraseBank.load(folder).groups if len(g.items) == 2 and g.items[0] == ("组织",))
    assert "{}保障：组织 / 制度" in ask("groups", "reject", old.id).stdout
    assert "items: [组织, 制度]" in (folder / "overlay.yaml").read_text("utf-8")
    PhraseBank((), same).save(folder)
    told = ask("groups", "orphans").stdout
    assert told.startswith(f"{old.id}  {{}}保障：组织 / 制度\n")
    value = json.loads(ask("groups", "orphans", "--json").stdout)
    assert value[0]["items"] == [["组织"], ["制度"]]
    assert value[0]["near"][0]["items"] == [["组织"], ["制度"], ["经费"]]
    assert value[0]["near"][0]["likeness"] > 0.8 > 0.6 > value[0]["near"][1]["likeness"]
    assert "组织 / 制度 / 经费" in ask("groups", "orphans", "--adopt-sure").stdout
    assert "items: [组织, 制度, 经费]" in (folder / "overlay.yaml").read_text("utf-8")


# --------------------------------------------------------------------------------------------------- schema


def test_schemas_are_shown_and_written(run: Run, tmp_path: Path) -> None:
    for name in NAMES:
        assert run("phrases", "schema", name).stdout == place(name).read_text("utf-8")
    assert json.loads(run("phrases", "schema").stdout)["properties"].keys() == {"phrases", "groups", "cards"}
    result = run("phrases", "schema", "--out", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["overlay.schema.json", "phrases.schema.json"]
    assert "# yaml-language-server: $schema=../phrases.schema.json" in result.stderr
