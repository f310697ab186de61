"""Decisions: what they change, and that they change nothing else."""

from __future__ import annotations

from pathlib import Path

from drafter.bank import Decision, PhraseBank, phrase_id
from drafter.models import Group, Phrase

TAKE = "下面，我讲{数}点意见"
CLOSE = "我就讲这些"
OTHER = "抓好{主题}"


def below() -> PhraseBank:
    return PhraseBank(
        (
            Phrase("", TAKE, "transition", slots={"数": "text"}),
            Phrase("", CLOSE, "closing"),
            Phrase("", OTHER, "topic"),
        ),
        (Group("", "{}抓落实", (("带头",), ("合力",))),),
    )


def decided(**fields: object) -> PhraseBank:
    fields = {"id": phrase_id(str(fields["pattern"])), **fields}
    return below().layer(PhraseBank(decisions=(Decision(**fields),)))  # type: ignore[arg-type]


def test_reject_hides() -> None:
    left = decided(pattern=CLOSE, decision="reject")
    assert {p.pattern for p in left.phrases} == {TAKE, OTHER}
    assert left.groups == below().groups


def test_accept_and_unknown_ids_change_nothing() -> None:
    for bank in (decided(pattern=CLOSE, decision="accept"), decided(id="00000000", pattern=CLOSE, decision="reject")):
        assert (bank.phrases, bank.groups) == (below().phrases, below().groups)


def test_retag_changes_kind_and_themes() -> None:
    bank = decided(pattern=OTHER, decision="retag", kind="heading", themes=("作风",))
    phrase = bank.phrase(phrase_id(OTHER))
    assert phrase is not None
    assert (phrase.kind, phrase.themes) == ("heading", ("作风",))
    phrase = decided(pattern=OTHER, decision="retag", themes=()).phrase(phrase_id(OTHER))
    assert phrase is not None
    assert phrase.kind == "topic"


def test_reword_keeps_the_id_and_the_types_of_slots_that_stay() -> None:
    phrase = decided(pattern=TAKE, decision="reword", to="我就{主题}讲{数}点").phrase(phrase_id(TAKE))
    assert phrase is not None
    assert phrase.pattern == "我就{主题}讲{数}点"
    assert phrase.slots == {"主题": "theme", "数": "text"}


def test_groups_are_rejected_and_reworded_where_the_items_fit() -> None:
    (group,) = below().groups
    for to, skeleton in (("{}促落实", "{}促落实"), ("{}把{}抓实", "{}抓落实")):
        bank = below().layer(PhraseBank(decisions=(Decision(group.id, group.skeleton, "reword", to=to),)))
        assert [g.skeleton for g in bank.groups] == [skeleton]
    assert not below().layer(PhraseBank(decisions=(Decision(group.id, group.skeleton, "reject"),))).groups


def test_an_overlay_file_applies_to_its_own_layer_and_below_not_above(tmp_path: Path) -> None:
    (tmp_path / "curated").mkdir()
    (tmp_path / "curated/a.yaml").write_text("phrases:\n- {pattern: 谢谢大家, kind: closing}\n", "utf-8")
    (tmp_path / "overlay.yaml").write_text(
        f"""\
decisions:
- {{id: "{phrase_id("谢谢大家")}", pattern: 谢谢大家, decision: retag, kind: thanks_close}}
- {{id: "{phrase_id(CLOSE)}", pattern: {CLOSE}, decision: reject}}
""",
        "utf-8",
    )
    layer = PhraseBank.load(tmp_path)
    assert [p.kind for p in layer.phrases] == ["thanks_close"]
    both = below().layer(layer)
    assert {p.pattern for p in both.phrases} == {TAKE, OTHER, "谢谢大家"}
    above = both.layer(PhraseBank((Phrase("", CLOSE, "closing"),)))
    assert CLOSE in {p.pattern for p in above.phrases}


def test_a_later_accept_brings_a_rejected_entry_back() -> None:
    identity = phrase_id(CLOSE)
    reject, accept = Decision(identity, CLOSE, "reject"), Decision(identity, CLOSE, "accept")
    retag = Decision(identity, CLOSE, "retag", kind="stance")
    for decisions, there in (((reject, accept), True), ((accept, reject), False), ((reject, retag), False)):
        phrase = below().layer(PhraseBank(decisions=decisions)).phrase(identity)
        assert (phrase is not None) is there
