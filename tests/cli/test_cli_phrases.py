"""`drafter phrases` and `drafter groups`: what people and programs are shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from drafter import resources
from drafter.bank import PhraseBank, phrase_id
from drafter.cli.entries import highlighted
from drafter.cli.tables import aligned, pad, width
from drafter.models import DEVICES, KINDS, MOVES, TIERS, Group, Occurrence, Phrase, Validity

Run = Callable[..., Result]

TAKE = "下面，我就{主题}讲{数}点意见"
COMMAND = re.compile(r"drafter [a-z]+( [a-z]+)?( --help)?")

PHRASE_FIELDS = [
    "id", "pattern", "kind", "device", "themes", "slots", "origin", "tier", "weight", "occurrences", "first_year",
    "last_year", "valid",
]  # fmt: skip
GROUP_FIELDS = [
    "id", "skeleton", "items", "headings", "device", "aspect", "origin", "tier", "weight", "occurrences", "themes",
]  # fmt: skip


def english(text: str) -> bool:
    """Whether two English words stand side by side outside a command line."""
    return bool(re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", COMMAND.sub("", text)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    first = Occurrence("会议.txt", 1, "二/（三）", 41, "2019 市 政府全体会议", 2019)
    PhraseBank(
        (
            Phrase("", TAKE, "transition", weight=2, tier="formula", occurrences=(first, Occurrence("b.txt", 2, "", 7)),
                   first_year=2019, last_year=2021, themes=("安全生产",), valid=Validity("2018", None)),
            Phrase("", "抓好{主题}", "topic", device="parallel"),
            Phrase("", "就讲到这里，谢谢大家", "thanks_close"),
        ),
        (Group("", "{}抓{主题}", (("围绕大局",), ("突出重点",)), device="parallel", aspects=("方位", None),
               occurrences=(first,), level=2),),
    ).save(tmp_path / "bank")  # fmt: skip
    return tmp_path / "bank"


def test_the_list_is_one_aligned_line_an_entry(ask: Run) -> None:
    lines = ask("phrases", "list").stdout.splitlines()
    assert lines == [
        f"{phrase_id(TAKE)}  过渡      2  {TAKE}",
        f"{phrase_id('抓好{主题}')}  领题句    1  抓好{{主题}}",
        f"{phrase_id('就讲到这里谢谢大家')}  结尾致谢  1  就讲到这里，谢谢大家",
    ]


def test_the_json_list_has_the_fields_that_programs_rely_on(ask: Run) -> None:
    entries = json.loads(ask("phrases", "list", "--json").stdout)
    assert [list(entry) for entry in entries] == [PHRASE_FIELDS] * 3
    assert entries[0] == {
        "id": phrase_id(TAKE), "pattern": TAKE, "kind": "transition", "device": None, "themes": ["安全生产"],
        "slots": {"主题": "theme", "数": "count"}, "origin": "extracted", "tier": "formula", "weight": 2,
        "occurrences": [{"source": "会议.txt", "speech": 1, "at": "二/（三）", "line": 41},
                        {"source": "b.txt", "speech": 2, "at": "", "line": 7}],
        "first_year": 2019, "last_year": 2021, "valid": {"from": "2018", "until": None},
    }  # fmt: skip


def test_the_json_list_of_groups(ask: Run) -> None:
    (group,) = json.loads(ask("groups", "list", "--json").stdout)
    assert list(group) == GROUP_FIELDS
    assert group["items"] == [["围绕大局"], ["突出重点"]]
    assert group["headings"] == ["围绕大局抓{主题}", "突出重点抓{主题}"]


@pytest.mark.parametrize(
    ("options", "patterns"),
    [
        (["--kind", "topic"], ["抓好{主题}"]),
        (["--kind", "领题句"], ["抓好{主题}"]),
        (["--device", "对仗"], ["抓好{主题}"]),
        (["--tier", "formula"], [TAKE]),
        (["--theme", "安全生产"], [TAKE]),
        (["--source", "会议"], [TAKE]),
        (["--year", "2019"], [TAKE]),
        (["--year", "2020"], []),
        (["--kind", "data"], []),
    ],
)
def test_filters(ask: Run, options: list[str], patterns: list[str]) -> None:
    result = ask("phrases", "list", *options)
    assert [line.split()[-1] for line in result.stdout.splitlines()] == patterns
    assert (result.stderr == "没有符合条件的短语\n") is (not patterns)
    assert [entry["pattern"] for entry in json.loads(ask("phrases", "list", *options, "--json").stdout)] == patterns


def test_search_ranks_and_says_when_there_is_nothing(ask: Run) -> None:
    assert ask("phrases", "search", "讲三点意见").stdout.split()[-1] == TAKE
    nothing = ask("phrases", "search", "招商引资")
    assert (nothing.stdout, nothing.stderr) == ("", "没有找到与“招商引资”相近的短语\n")
    assert json.loads(ask("phrases", "search", "招商引资", "--json").stdout) == []
    assert ask("phrases", "search", "意见", "--kind", "topic").stdout == ""


def test_search_highlights_on_a_terminal_only(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    marked = click.style("意见", fg="red", bold=True)
    assert marked in ask("phrases", "search", "意见", color=True).stdout
    assert "\x1b" not in ask("phrases", "search", "意见").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in ask("phrases", "search", "意见", color=True).stdout


def test_highlighting_marks_words_else_their_pairs() -> None:
    assert click.unstyle(highlighted(TAKE, "点意见")) == TAKE
    assert highlighted("甲乙丙丁", "乙丙") == f"甲{click.style('乙丙', fg='red', bold=True)}丁"
    assert highlighted("甲乙丙丁", "己丙丁") == f"甲乙{click.style('丙丁', fg='red', bold=True)}"
    assert highlighted("甲乙丙丁", "戊己") == "甲乙丙丁"
    assert click.unstyle(highlighted("a(b", "(")) == "a(b"


def test_show_tells_everything(ask: Run) -> None:
    text = ask("phrases", "show", phrase_id(TAKE)).stdout
    for words in (
        TAKE,
        "过渡（transition）",
        "安全生产",
        "通用（formula）",
        "2019—2021",
        "2018 起",
        "{数}",
        "count",
        "数目",
    ):
        assert words in text
    assert "  会议.txt  第1篇  二/（三）  第41行  2019 市 政府全体会议" in text
    assert "  b.txt     第2篇  开头       第7行" in text
    value = json.loads(ask("phrases", "show", phrase_id(TAKE), "--json").stdout)
    assert list(value) == [*PHRASE_FIELDS, "move", "aspect"]
    assert value["occurrences"][0]["label"] == "2019 市 政府全体会议"


def test_groups_are_listed_with_their_items_or_as_they_read(run: Run, tmp_path: Path) -> None:
    PhraseBank(
        groups=(
            Group("11111111", "{}抓{主题}", (("带头",), ("合力",)), weight=2, device="parallel"),
            Group("22222222", "把{}作为{}", (("稳定", "前提"), ("发展", "根本"))),
        )
    ).save(tmp_path)
    assert run("groups", "list", "--bank", tmp_path, "--only-bank").stdout.splitlines() == [
        "11111111  对仗  2  {}抓{主题}：带头 / 合力",
        "22222222  —     1  把稳定作为前提 / 把发展作为根本",
    ]


def test_show_a_group(ask: Run) -> None:
    (identity,) = [line.split()[0] for line in ask("groups", "list").stdout.splitlines()]
    text = ask("groups", "show", identity).stdout
    for words in ("{}抓{主题}", "围绕大局抓{主题}  方位\n", "对仗（parallel）", "第2级标题", "会议.txt"):
        assert words in text
    value = json.loads(ask("groups", "show", identity, "--json").stdout)
    assert value["aspects"] == ["方位", None]
    assert value["level"] == 2


def test_stats_count(ask: Run, folder: Path) -> None:
    figures = json.loads(ask("phrases", "stats", "--json").stdout)
    assert figures == {
        "phrases": 3, "groups": 1, "speeches": 2, "kinds": {"transition": 1, "topic": 1, "thanks_close": 1},
        "tiers": {"formula": 1, "attested": 2},
        "kinds_by_tier": {"transition": {"formula": 1}, "topic": {"attested": 1}, "thanks_close": {"attested": 1}},
        "devices": {"parallel": 1}, "group_devices": {"parallel": 1}, "origins": {"extracted": 4},
        "states": {"open": 4},
        "states_by_kind": {"transition": {"open": 1}, "topic": {"open": 1}, "thanks_close": {"open": 1}},
        "sources": {"b.txt": {"speeches": 1, "phrases": 1, "groups": 0, "states": {"open": 1}},
                    "会议.txt": {"speeches": 1, "phrases": 1, "groups": 1, "states": {"open": 2}}},
        "orphans": 0,
    }  # fmt: skip
    text = ask("phrases", "stats").stdout
    assert text.startswith("短语 3 条，成组标题 1 组，出自 2 篇讲话\n")
    assert "  过渡      transition       1     1\n" in text
    assert "找不到原来的条目" not in text


def test_stats_count_what_is_decided_and_what_is_hidden(ask: Run) -> None:
    ask("phrases", "reject", phrase_id(TAKE))
    ask("phrases", "accept", phrase_id("抓好{主题}"))
    figures = json.loads(ask("phrases", "stats", "--json").stdout)
    assert figures["phrases"] == 2
    assert figures["states"] == {"open": 2, "accepted": 1, "rejected": 1}
    assert figures["states_by_kind"]["transition"] == {"rejected": 1}
    assert figures["sources"]["会议.txt"] == {
        "speeches": 1, "phrases": 0, "groups": 1, "states": {"open": 1, "rejected": 1},
    }  # fmt: skip
    assert "短语和组合计     2       1       1\n" in ask("phrases", "stats").stdout


@pytest.mark.parametrize(
    ("options", "patterns"),
    [
        (["--length", "-4"], ["抓好{主题}"]),
        (["--length", "9"], ["就讲到这里，谢谢大家"]),
        (["--length", "5-9"], ["就讲到这里，谢谢大家"]),
        (["--length", "１０－"], [TAKE]),
        (["--origin", "curated"], []),
        (["--origin", "提取", "--sort", "length"], ["抓好{主题}", "就讲到这里，谢谢大家", TAKE]),
        (["--sort", "year"], [TAKE, "抓好{主题}", "就讲到这里，谢谢大家"]),
        (["--sort", "档次"], [TAKE, "抓好{主题}", "就讲到这里，谢谢大家"]),
        (["--state", "未决", "--kind", "topic"], ["抓好{主题}"]),
        (["--state", "rejected"], []),
    ],
)
def test_more_filters_and_orders(ask: Run, options: list[str], patterns: list[str]) -> None:
    assert [entry["pattern"] for entry in json.loads(ask("phrases", "list", *options, "--json").stdout)] == patterns
    found = json.loads(ask("phrases", "search", "意见 谢谢 抓好", *options, "--json").stdout)
    assert {entry["pattern"] for entry in found} <= set(patterns)


def test_groups_keep_to_a_length_with_every_heading(ask: Run) -> None:
    for length, number in (("7", 1), ("-6", 0), ("5-9", 1)):
        assert len(json.loads(ask("groups", "list", "--length", length, "--json").stdout)) == number
    assert len(json.loads(ask("groups", "search", "突出重点", "--json").stdout)) == 1
    assert "没有找到与“招商”相近的成组标题" in ask("groups", "search", "招商").stderr


def test_an_empty_bank_says_so(run: Run) -> None:
    for room, words in (("phrases", "短语库是空的"), ("groups", "短语库里还没有成组标题")):
        result = run(room, "list", "--only-bank")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{words}\n")
        assert json.loads(run(room, "list", "--only-bank", "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["phrases", "show", "抓好主题工作"], f"相近的有：{phrase_id('抓好{主题}')} 抓好{{主题}}"),
        (["phrases", "show", phrase_id(TAKE)[:-1] + "x"], "短语库里没有“"),
        (["phrases", "show", phrase_id(TAKE)[:-1] + "0"], f"相近的有：{phrase_id(TAKE)} {TAKE}"),
        (["phrases", "show", "招商"], "请先用 list 或 search 查出编号"),
        (["phrases", "search", "，"], "检索的词语不能为空"),
        (["phrases", "list", "--kind", "topik"], "没有“topik”，可用：开场（opening）"),
        (["phrases", "list", "--year", "去年"], "去年"),
        (["phrases", "list", "--bank", "没有的文件夹"], "没有的文件夹"),
        (["groups", "show", "围绕大局"], "相近的有："),
        (["groups", "show", phrase_id(TAKE)], "请用 drafter phrases show"),
        (["groups", "list", "--device", "对称"], "对仗（parallel）"),
        (["groups", "find"], "find"),
    ],
)
def test_wrong_use_gets_one_chinese_line(run: Run, folder: Path, arguments: list[str], words: str) -> None:
    result = run(*arguments, *([] if arguments[-1] == "find" else ["--bank", folder, "--only-bank"]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not english(result.stderr)


def test_a_group_asked_for_as_a_phrase_is_sent_on(run: Run, folder: Path) -> None:
    (group,) = PhraseBank.load(folder).groups
    result = run("phrases", "show", group.id, "--bank", folder)
    assert result.exit_code == 2
    assert f"drafter groups show {group.id}" in result.stderr


def test_a_broken_bank_is_said_by_file_and_line(run: Run, folder: Path) -> None:
    (folder / "curated").mkdir()
    (folder / "curated/a.yaml").write_text("phrases:\n- {pattern: 抓好, kind: topic, slots: {数: count}}\n", "utf-8")
    result = run("phrases", "list", "--bank", folder)
    assert result.exit_code == 2
    assert "a.yaml 第2行：槽位“数”在句式里没有用到，请删去或补上 {数}" in result.stderr


@pytest.mark.parametrize(
    "page",
    [
        "phrases",
        "phrases list",
        "phrases search",
        "phrases show",
        "phrases stats",
        "groups",
        "groups list",
        "groups show",
    ],
)
def test_help_is_chinese(run: Run, page: str) -> None:
    result = run(*page.split(), "--help")
    assert result.exit_code == 0
    assert not english(result.output)


def test_the_users_bank_is_read_too(run: Run, drafter_home: Path) -> None:
    PhraseBank((Phrase("", "这是自己的句式", "topic"),)).save(drafter_home / "bank")
    assert "这是自己的句式" in run("phrases", "list").stdout
    assert "这是自己的句式" not in run("phrases", "list", "--only-bank").stdout


def test_chinese_characters_take_two_columns() -> None:
    assert [width(text) for text in ("过渡", "topic", "（一）", "ａ", "e\u0301", "")] == [4, 5, 6, 2, 1, 0]
    assert pad("过渡", 6) == "过渡  "
    assert pad("12", 4, right=True) == "  12"
    assert aligned([("过渡", "1", "甲"), ("a", "12", "乙")], right=[1]) == ["过渡   1  甲", "a     12  乙"]
    assert aligned([]) == []


def test_every_class_has_a_chinese_name() -> None:
    terms = resources.data("bank/terms")
    for table, names in (("kinds", KINDS), ("devices", DEVICES), ("moves", MOVES), ("tiers", TIERS)):
        assert tuple(terms[table]) == names
        assert len(set(terms[table].values())) == len(names)


def test_a_theme_that_nobody_has_is_said_with_those_that_are_like_it(ask: Run) -> None:
    said = ask("phrases", "list", "--theme", "生产安全").stderr
    assert said == "没有标着主题“生产安全”的条目，相近的主题有：安全生产\n"
    assert "库里的主题共1个，多的是：安全生产" in ask("phrases", "list", "--theme", "招商").stderr
    assert ask("phrases", "list", "--theme", "安全", "--kind", "quote").stderr == "没有符合条件的短语\n"
    assert ask("groups", "list", "--theme", "招商").stderr == "没有标着主题“招商”的条目\n"


def test_the_form_of_a_theme_is_told_only_where_a_theme_goes(ask: Run) -> None:
    groups = {g["skeleton"]: g["id"] for g in json.loads(ask("groups", "list", "--json").stdout)}
    assert "{主题}填  一项工作" in ask("groups", "show", groups["{}抓{主题}"]).stdout


def test_a_group_tells_how_it_is_built(ask: Run) -> None:
    groups = {g["skeleton"]: g for g in json.loads(ask("groups", "list", "--json").stdout)}
    known = groups["{}抓{主题}"]
    shown = ask("groups", "show", known["id"]).stdout
    told = json.loads(ask("groups", "show", known["id"], "--json").stdout)
    assert told["theme_verb"] == "抓"
    assert "work" in told["theme_classes"]
    assert told["lengths"] == [[len(heading.replace("{主题}", ""))] for heading in known["headings"]]
    assert "动词" in shown
    assert "字数" in shown
