"""What joins the sentences of a paragraph, and how a sentence is known for that of its entry again."""

import re

import composing_cover as c
import pytest

from drafter import resources
from drafter.composing import joints, levels

DATA = resources.data("composing/joints")
DRAFTS = [
    c.draft(c.brief(theme=theme, structure=structure, depth="draft", points=3, seed=seed))
    for theme in ("安全生产", "营商环境")
    for structure in ("parallel", "ladder", "questions")
    for seed in (1, 2)
]


@pytest.mark.parametrize("one", DATA["joints"], ids=lambda one: one["text"])
def test_where_a_joint_may_stand(one):
    assert one["hit"]
    assert all(joints._fits(one, sentence) for sentence in one["hit"])
    assert not any(joints._fits(one, sentence) for sentence in one["miss"])


@pytest.mark.parametrize("one", DATA["joints"], ids=lambda one: one["text"])
def test_a_joint_comes_off_again(one):
    assert joints.bare(one["text"] + "每村画一张图") == "每村画一张图"
    assert joints.bare("每村画一张图") == "每村画一张图"


def test_the_share_of_joined_sentences():
    sentence = "{施工单位}照做，{监理单位}复核"
    paths = [f"{n}.{m}.p3" for n in range(1, 40) for m in range(1, 10)]
    share = sum(bool(joints.joint("safeguards", sentence, path, 7)) for path in paths) / len(paths)
    assert share == pytest.approx(DATA["share"]["safeguards"] / 100, abs=0.08)
    assert all(joints.joint("more", "地就这么多", path, 7) for path in paths)
    assert joints.joint("opening", sentence, "1.1.p3", 7) == ""


def test_after_the_third_level_no_measure_follows_from_anything():
    paths = [f"{n}.{m}.p2" for n in range(1, 20) for m in range(1, 10)]
    found = {joints.joint("tasks", "把风险图画到户", path, 7, clauses=True) for path in paths} - {""}
    assert found == set(DATA["after_clauses"])


def test_connectives_vary_and_are_not_too_many():
    for draft in DRAFTS:
        said = [b.text for b in draft.blocks if re.fullmatch(r"[\d.]+\.p\d+", b.path)]
        joined = [text[: len(text) - len(joints.bare(text))] for text in said if joints.bare(text) != text]
        assert 3 <= len(joined) <= len(said) / 2
        assert len(set(joined)) >= 3
        assert "为此，为" not in "".join(said)


def test_the_cards_of_one_sub_heading_are_joined_by_other_words():
    for seed in range(12):
        said = [joints.joint("more", "地就这么多", f"2.1.p{n}", seed) for n in (4, 7, 10)]
        assert len(set(said)) == 3, said


def test_an_outline_is_not_joined():
    draft = c.draft(c.brief(depth="outline", points=3))
    patterns = {phrase.id: phrase.pattern for phrase in c.curated().phrases}
    points = [b for b in draft.blocks if re.fullmatch(r"[\d.]+\.p\d+", b.path)]
    assert points
    assert all(b.text == levels.local(patterns[b.entry], draft.brief.level) for b in points)
