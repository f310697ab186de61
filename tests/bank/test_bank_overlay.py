"""Decisions: what they change, and that they change nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from pathlib import Path

from drafter.bank import NO_DEVICE, Decision, PhraseBank, phrase_id
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


def test_an_overlay_file_applies_to_its_own_layer_and_to_those_below(tmp_path: Path) -> None:
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


def test_a_decision_holds_for_what_is_extracted_above_not_for_what_is_written_there() -> None:
    both = decided(pattern=CLOSE, decision="reject")
    found_again, written = Phrase("", CLOSE, "closing"), Phrase("", CLOSE, "stance", origin="curated")
    assert both.layer(PhraseBank((found_again,))).phrase(phrase_id(CLOSE)) is None
    above = both.layer(PhraseBank((written,)))
    assert above.phrase(phrase_id(CLOSE)) == replace(written, id=phrase_id(CLOSE))
    assert above.decided(phrase_id(CLOSE)) == ()
    # In its own layer a decision counts for what is written too: it was taken about that.
    own = Decision(phrase_id(CLOSE), CLOSE, "reject")
    assert PhraseBank().layer(PhraseBank((written,)).layer(PhraseBank(decisions=(own,)))).phrases == ()


def test_an_accept_above_brings_back_what_was_rejected_below() -> None:
    identity = phrase_id(CLOSE)
    reject, accept = (PhraseBank(decisions=(Decision(identity, CLOSE, d),)) for d in ("reject", "accept"))
    retag = PhraseBank(decisions=(Decision(identity, CLOSE, "retag", kind="stance"),))
    for order, there in (
        ((reject, accept), True), ((accept, reject), False), ((reject, retag), False), ((reject, retag, accept), True),
    ):  # fmt: skip
        bank = reduce(PhraseBank.layer, order, below())
        phrase = bank.phrase(identity)
        assert (phrase is not None) is there
        assert bank.state(identity) == ("accepted" if there else "rejected")
        if phrase and retag in order:
            assert phrase.kind == "stance"


def test_layering_is_associative() -> None:
    identity = phrase_id(CLOSE)
    parts = [
        below(),
        PhraseBank(decisions=(Decision(identity, CLOSE, "reject"),)),
        PhraseBank((Phrase("", CLOSE, "stance", origin="curated"), Phrase("", OTHER, "quote"))),
        PhraseBank(decisions=(Decision(identity, CLOSE, "reword", to="就讲这些"),)),
    ]
    a, b, c, d = parts
    left = a.layer(b).layer(c).layer(d)
    assert left == a.layer(b.layer(c.layer(d))) == a.layer(b).layer(c.layer(d))
    assert left.phrase(identity) is not None


def test_what_is_decided_is_told_and_what_was_filed_is_kept(tmp_path: Path) -> None:
    bank = below().layer(PhraseBank(decisions=(
        Decision(phrase_id(CLOSE), CLOSE, "reject"), Decision(phrase_id(OTHER), OTHER, "reword", to="抓实{主题}"),
    )))  # fmt: skip
    assert [bank.state(phrase_id(p)) for p in (CLOSE, OTHER, TAKE)] == ["rejected", "changed", "open"]
    assert [entry.id for entry in bank.rejected] == [phrase_id(CLOSE)]
    original = bank.original(phrase_id(OTHER))
    assert isinstance(original, Phrase)
    assert original.pattern == OTHER
    bank.save(tmp_path)  # decisions never get into the generated files
    saved = PhraseBank.load(tmp_path)
    assert (saved.phrases, saved.groups) == (below().phrases, below().groups)


def test_retag_gives_and_takes_a_device() -> None:
    for device, expected in (("contrast", "contrast"), (NO_DEVICE, None)):
        start = PhraseBank((Phrase("", OTHER, "topic", device="parallel"),))
        bank = start.layer(PhraseBank(decisions=(Decision(phrase_id(OTHER), OTHER, "retag", device=device),)))
        assert [p.device for p in bank.phrases] == [expected]
    (group,) = (
        below()
        .layer(PhraseBank(decisions=(Decision(below().groups[0].id, "{}抓落实", "retag", device="one_char"),)))
        .groups
    )
    assert group.device == "one_char"


def test_a_later_accept_brings_a_rejected_entry_back() -> None:
    identity = phrase_id(CLOSE)
    reject, accept = Decision(identity, CLOSE, "reject"), Decision(identity, CLOSE, "accept")
    retag = Decision(identity, CLOSE, "retag", kind="stance")
    for decisions, there in (((reject, accept), True), ((accept, reject), False), ((reject, retag), False)):
        phrase = below().layer(PhraseBank(decisions=decisions)).phrase(identity)
        assert (phrase is not None) is there
