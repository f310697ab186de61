"""What was written for a theme serves that theme alone, and goes before what serves any."""

from __future__ import annotations

import composing_cover as c
import pytest

from drafter import resources, wording
from drafter.composing import compose
from drafter.composing.stock import Stock
from drafter.errors import DrafterError

THEMED = sorted({theme for group in c.curated().groups for theme in group.themes if group.origin == "curated"})


def entries():
    bank = c.curated()
    return {entry.id: entry for entry in (*bank.phrases, *bank.groups)}


@pytest.mark.parametrize("structure", [template.id for template in c.structures()])
@pytest.mark.parametrize("theme", ["安全生产", "招商引资", "古树名木保护", "敢于担当"])
def test_nothing_of_another_theme_gets_in(theme, structure):
    known = entries()
    for seed in range(8):
        draft = compose(c.brief(theme=theme, structure=structure, seed=seed, points=3), c.templates(), c.curated())
        used = [known[block.entry] for block in draft.blocks if block.entry in known]
        assert used
        assert all(not entry.themes or theme in entry.themes for entry in used)


@pytest.mark.parametrize("structure", [template.id for template in c.structures()])
@pytest.mark.parametrize("theme", THEMED)
def test_a_theme_with_words_of_its_own_is_heard_below_every_point(theme, structure):
    """In every structure, at each of the levels that its words were written for."""
    known = entries()
    for seed, level in enumerate(wording.theme(theme).levels):
        brief = c.brief(theme=theme, structure=structure, seed=seed, points=3, level=level)
        below = [block for block in compose(brief, c.templates(), c.curated()).blocks if block.level == 2]
        assert below
        assert [block.said for block in below if theme not in known[block.entry].themes] == []


@pytest.mark.parametrize("structure", ["numeric", "compound", "breakthroughs"])
def test_what_takes_no_verb_of_work_is_not_announced_as_work(structure):
    for seed in range(12):
        brief = c.brief(theme="敢于担当", structure=structure, seed=seed, points=3)
        said = "".join(block.said for block in compose(brief, c.templates(), c.curated()).blocks)
        assert "抓好敢于担当" not in said


@pytest.mark.parametrize("theme", THEMED)
def test_themes_with_words_of_their_own_are_known(theme):
    assert theme in resources.data("themes")["themes"]
    assert wording.theme(theme).known


def test_a_point_turns_only_on_what_fits_its_theme():
    stages = {entry["name"] for entry in resources.data("composing/aspects")["aspects"]}
    for theme, entry in resources.data("themes")["themes"].items():
        assert set(entry.get("aspects", ())) <= stages, theme
    fits = set(wording.theme("安全生产").aspects)
    assert "服务" not in fits  # 减环节 is no measure of safety
    for seed in range(12):
        brief = c.brief(theme="安全生产", structure="parallel", seed=seed, points=4)
        draft = compose(brief, c.templates(), c.curated())
        known = entries()
        for block in draft.blocks:
            if block.level == 1 and not known[block.entry].themes:
                assert block.aspect in fits


def test_a_theme_that_brings_its_own_verb_takes_neutral_skeletons():
    assert wording.theme("优化营商环境").work is None
    assert wording.theme("营商环境").work == "营商环境建设"
    draft = compose(c.brief(theme="优化营商环境", structure="parallel", points=3), c.templates(), c.curated())
    tops = [block.said for block in draft.blocks if block.level == 1]
    assert not [text for text in tops if "抓优化" in text or "推进优化" in text]


def test_what_was_mined_about_another_theme_may_still_lend_its_skeleton():
    stock = Stock(c.shipped(), c.DATE, "养老服务")
    assert [form for form in stock.forms if form.attested]


@pytest.mark.parametrize(
    ("name", "subject", "work"),
    [
        ("优化营商环境", "营商环境", None),
        ("安全生产工作", "安全生产", "安全生产工作"),
        ("数字政府建设", "数字政府", "数字政府建设"),
        ("加强安全生产工作", "安全生产", None),
        ("安全生产", "安全生产", "安全生产"),
        ("古树名木保护", "古树名木保护", "古树名木保护"),
        ("生产安全工作", "生产安全工作", "生产安全工作"),
    ],
)
def test_a_theme_takes_the_material_of_the_known_one_it_holds(name, subject, work):
    theme = wording.theme(name)
    assert (theme.name, theme.subject, theme.work) == (name, subject, work)


@pytest.mark.parametrize("structure", [template.id for template in c.structures()])
def test_a_bank_without_points_of_its_own_fills_the_templates_with_neutral_ones(structure):
    from drafter.bank import PhraseBank

    mined = PhraseBank(tuple(p for p in c.shipped().phrases if p.origin == "extracted"), ())
    low, high = next(t.points for t in c.structures() if t.id == structure)
    for points in range(low, high + 1):
        for theme in ("安全生产", "敢于担当"):
            draft = compose(c.brief(theme=theme, structure=structure, points=points), c.templates(), mined)
            tops = [block for block in draft.blocks if block.level == 1]
            assert len(tops) == points
            assert all(theme in block.said for block in tops)
            said = [block.said for block in draft.blocks]
            assert len(set(said)) == len(said)


@pytest.mark.parametrize("theme", ["{{ x }}", "安全【生产】", "安全\n生产", "安" * 61])
def test_what_cannot_stand_in_a_speech_is_no_theme(theme):
    with pytest.raises(DrafterError, match="不能照写进讲话"):
        compose(c.brief(theme=theme), c.templates(), c.curated())


def test_a_structure_may_be_called_by_its_name():
    from drafter.composing.templates import find

    assert find(c.templates(), "structure", "一字经").id == "one_char"
    with pytest.raises(DrafterError, match="并列式"):
        find(c.templates(), "structure", "并立式")


@pytest.mark.parametrize("theme", ["优化营商环境", "安全生产工作", "加强作风建设"])
def test_the_verb_of_a_theme_is_said_once(theme):
    subject = wording.theme(theme).subject
    for structure in ("parallel", "ordinal", "one_char", "numeric"):
        for seed in range(6):
            draft = compose(c.brief(theme=theme, structure=structure, seed=seed, points=3), c.templates(), c.curated())
            tops = [block.said for block in draft.blocks if block.level == 1]
            own = {group.id for group in c.curated().groups if "{主题}" not in group.skeleton}
            assert all(subject in block.said for block in draft.blocks if block.level == 1 and block.entry not in own)
            assert not [text for text in tops if "优化优化" in text or "工作工作" in text or "加强加强" in text]
