"""What was written for a theme serves that theme alone, and goes before what serves any."""

from __future__ import annotations

import composing_cover as c
import pytest

from drafter import resources, wording
from drafter.composing import compose
from drafter.composing.stock import Stock

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


@pytest.mark.parametrize("theme", THEMED)
def test_a_theme_with_words_of_its_own_is_heard_below_its_points(theme):
    known = entries()
    own = total = 0
    for seed in range(8):
        draft = compose(c.brief(theme=theme, structure="parallel", seed=seed, points=3), c.templates(), c.curated())
        for block in draft.blocks:
            if block.level == 2:
                total += 1
                own += theme in known[block.entry].themes
    assert own >= total / 2


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
