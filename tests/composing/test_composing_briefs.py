"""Briefs: what was not said is filled in, what can't be met is refused with the way out."""

from __future__ import annotations

import datetime

import composing_cover as c
import pytest

from drafter.composing.briefs import parse_date, resolve, spoken_date
from drafter.errors import DrafterError
from drafter.models import Brief
from drafter.profile import Profile


def test_what_was_not_said_gets_the_defaults():
    brief, occasion, structure = resolve(Brief(theme=" 安全生产 "), c.templates())
    assert (brief.theme, brief.level, brief.depth, brief.points, brief.seed) == ("安全生产", "县", "outline", 3, 1)
    assert (brief.occasion, brief.structure) == (occasion.id, structure.id) == ("general", "parallel")
    assert brief.date == datetime.date.today().isoformat()


def test_what_was_said_stays():
    said = Brief(
        "秋粮收储", "全镇大会", "镇长", "张三", "镇", "某镇", 2, "one_char", "general", "2024-02-29", 20, "draft", 0, 2
    )
    assert resolve(said, c.templates())[0] == said


def test_the_command_line_comes_before_the_profile_and_the_profile_before_the_defaults():
    profile = Profile(level="镇", place="青石镇", speaker="镇长")
    brief = resolve(profile.complete(Brief(theme="安全生产", speaker="书记")), c.templates())[0]
    assert (brief.level, brief.place, brief.speaker) == ("镇", "青石镇", "书记")
    assert resolve(profile.complete(Brief(theme="安全生产", level="市")), c.templates())[0].level == "市"


@pytest.mark.parametrize("structure", c.structures(), ids=lambda t: t.id)
def test_points_out_of_range(structure):
    low, high = structure.points
    for points in (low, high):
        assert resolve(c.brief(structure=structure.id, points=points), c.templates())[0].points == points
    for points in (low - 1, high + 1, 0, -3, 10**9):
        with pytest.raises(DrafterError) as error:
            resolve(c.brief(structure=structure.id, points=points), c.templates())
        said = str(error.value)
        assert structure.id in said
        assert f"{low}～{high} 点" in said
        assert str(points) in said


def test_without_a_structure_the_points_choose_one():
    most = max(template.points[1] for template in c.structures())
    structure = resolve(c.brief(points=most), c.templates())[2]
    assert structure.points[1] == most
    with pytest.raises(DrafterError, match="能排"):
        resolve(c.brief(points=99), c.templates())


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"theme": ""}, ["--theme"]), ({"theme": " \u3000"}, ["--theme"]),
        ({"structure": "paralell"}, ["“paralell”", "结构", "parallel", "drafter templates list"]),
        ({"occasion": "generall"}, ["“generall”", "场合", "general"]),
        ({"level": "自治旗县"}, ["自治旗县", "县"]),
        ({"depth": "full"}, ["“full”"]),
        ({"date": "2026-02-30"}, ["2026-02-30"]), ({"date": "明天"}, ["明天", "2026-11-28"]),
    ],
)  # fmt: skip
def test_what_cannot_be_met(said, words):
    with pytest.raises(DrafterError) as error:
        resolve(c.brief(**said), c.templates())
    assert all(word in str(error.value) for word in words)
    assert "\n" not in str(error.value)


def test_an_unknown_theme_is_no_error():
    assert resolve(Brief(theme="😀不曾有过的事"), c.templates())[0].theme == "😀不曾有过的事"


def test_an_occasion_is_found_by_the_name_of_the_meeting(tmp_path):
    from drafter.composing.templates import load

    path = tmp_path / "x.jinja"
    path.write_text(
        "---\nid: talk\ntype: occasion\nname: 座谈\ncues: [座谈会]\n---\n{{ points() }}\n", encoding="utf-8"
    )
    templates = [*c.templates(), load(path)]
    assert resolve(c.brief(meeting="企业家座谈会"), templates)[1].id == "talk"
    assert resolve(c.brief(meeting="企业家座谈"), templates)[1].id == "general"
    assert resolve(c.brief(), templates)[1].id == "general"


def test_dates():
    assert parse_date("2026-11-28") == "2026-11-28"
    assert spoken_date("2026-01-05") == "2026年1月5日"
