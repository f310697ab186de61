"""The curated bank as the composer needs it, and what of a mined bank may enter a draft."""

from __future__ import annotations

import re
from collections import Counter

import composing_cover as c
import pytest

from drafter import resources, rhetoric, slots, wording
from drafter.bank import PhraseBank
from drafter.composing import compose
from drafter.composing.stock import Stock, borrowed, current
from drafter.composing.words import words_of
from drafter.models import KINDS, MOVES, Group, Occurrence, Phrase, Validity

ASPECTS = {entry["name"] for entry in resources.data("composing/aspects")["aspects"]}
CARD_KINDS = [tuple(entry["kinds"]) for entry in resources.data("composing/aspects")["key_points"]]
GROUPS = c.curated().groups
PHRASES = c.curated().phrases
THEMES = [wording.theme(name) for name in c.THEMES]


def group_name(group):
    return f"{group.skeleton}-{group.level}"


def readings(group):
    """A group's headings as they read with a theme of every class it is used with."""
    for theme in THEMES:
        said = theme.form(group.form)
        if said is not None:
            # {数} is how many stand below; any number shows whether the name is well built
            yield [heading.replace("{主题}", said).replace("{数}", "三") for heading in group.headings]


@pytest.mark.parametrize("group", GROUPS, ids=group_name)
def test_every_group_stands_on_its_device(group):
    for items in readings(group):
        faults = [f for f in rhetoric.verify(items, group.device) if f.grave or f.code == "grammar"]
        assert not faults, faults


@pytest.mark.parametrize("group", GROUPS, ids=group_name)
def test_every_group_knows_its_place(group):
    assert group.level in (1, 2, 3)
    assert group.form in ("work", "name", "either")
    assert len(group.items) >= 3
    if group.level == 3:  # clauses of a sub-heading, or of any under its point; they lead nowhere further
        assert group.aspects == ()
        assert set(group.under) <= ASPECTS | {a for g in GROUPS if g.level == 2 for a in g.aspects}
        assert len(group.under) >= 1
        assert slots.names(group.skeleton) == [""]
        return
    assert len(group.aspects) == len(group.items)
    assert all(group.aspects)
    assert len(set(group.aspects)) == len(group.aspects)
    assert set(group.under) <= ASPECTS
    assert bool(group.under) == (group.level == 2)
    if group.level == 1:
        assert set(group.aspects) <= ASPECTS
        assert group.structure in {t.id for t in c.structures()}
    assert set(slots.names(group.skeleton)) <= {"", "主题", "数", "全域"}


@pytest.mark.parametrize("group", [g for g in GROUPS if g.level == 1 and g.themes], ids=group_name)
def test_points_of_a_theme_are_heard_as_its_own(group):
    """Each says the theme, whole or short (项目, 乡村); or all are of one build beside an announcement that says it."""
    for theme in group.themes:
        said = wording.theme(theme).form(group.form) or theme
        texts = [heading.replace("{主题}", said) for heading in group.headings]
        short = any(all(word in text for text in texts) for word in {theme[:2], theme[-2:]} - {"工作", "建设", "生产"})
        built = len(re.findall(r"[\u4e00-\u9fff]", re.sub(r"\{[^}]*\}", "", group.skeleton))) >= 2
        assert short or built or all(theme in text for text in texts), texts


@pytest.mark.parametrize("group", [g for g in GROUPS if g.level == 1], ids=group_name)
def test_every_point_has_something_to_stand_under_it(group):
    structure = next(t for t in c.structures() if t.id == group.structure)
    own = "parts" in structure.settings
    for aspect in group.aspects:
        wanted = {structure.id} if own else {None, structure.id}
        assert [g for g in GROUPS if aspect in g.under and g.structure in wanted], aspect


@pytest.mark.parametrize("aspect", sorted({a for g in GROUPS if g.level == 2 for a in g.aspects}))
def test_every_aspect_has_cards_of_all_three_kinds(aspect):
    for kinds in CARD_KINDS:
        cards = [p for p in PHRASES if p.aspect == aspect and p.move is None and p.kind in kinds]
        assert cards, kinds
    # formula never outweighs substance: whatever cards are drawn, one of them asks for a fact
    always = [
        all(slots.names(p.pattern) for p in PHRASES if p.aspect == aspect and p.move is None and p.kind in kinds)
        for kinds in CARD_KINDS
    ]
    assert any(always)


def test_no_card_without_a_use():
    used = {aspect for group in GROUPS if group.level == 2 for aspect in group.aspects}
    assert {p.aspect for p in PHRASES if p.move is None} <= used


@pytest.mark.parametrize(
    "group", [g for g in GROUPS if g.structure in ("one_char", "numeric") and g.level == 1], ids=group_name
)
def test_what_a_heading_lists_is_what_stands_under_it(group):
    for n, aspect in enumerate(group.aspects):
        listed = rhetoric.listed(group.heading(n).replace("{主题}", "安全生产"))
        if not listed:
            continue
        under = next(
            g for g in GROUPS if g.structure == group.structure and aspect in g.under and g.themes == group.themes
        )
        assert len(listed) == len(under.items)
        for part, heading in zip(listed, under.headings, strict=True):
            # 底数细账 stands above 底数细账，一户一点不漏; 知势 above a heading that has its two characters
            assert heading.startswith(part) or set(part) <= set(heading), (part, heading)


def texts():
    yield from (p.pattern for p in PHRASES)
    for group in GROUPS:
        yield group.skeleton
        yield from ("，".join(item) for item in group.items)


def test_no_figures_in_what_we_wrote():
    assert not [text for text in texts() if re.search(r"\d", re.sub(r"\{[^}]*\}", "", text))]
    assert not [text for text in texts() if re.search(r"[Xx×]{2}|某某|（此处", text)]


def test_ids_are_those_of_one_entry():
    ids = Counter(entry.id for entry in (*PHRASES, *GROUPS))
    assert max(ids.values()) == 1
    patterns = Counter(p.pattern for p in PHRASES)
    assert max(patterns.values()) == 1
    # as many as the files hold: none hides another
    from drafter import yamlio

    entries = [yamlio.load(path) for path in (resources.phrasebank() / "curated").rglob("*.yaml")]
    assert len(PHRASES) == sum(len(e.get("phrases") or ()) + 3 * len(e.get("cards") or ()) for e in entries)
    assert len(GROUPS) == sum(len(e.get("groups") or ()) for e in entries)


def test_kinds_and_moves_are_those_of_the_house():
    assert {p.kind for p in PHRASES} <= set(KINDS)
    assert {p.move for p in PHRASES} - {None} <= set(MOVES)


def test_every_slot_has_its_type_and_only_the_known_fill_themselves():
    words = words_of(c.brief(meeting="全县大会", points=3), None)
    for phrase in PHRASES:
        for name, kind in phrase.slots.items():
            assert kind == slots.type_of(name)
            if slots.filled_by(kind) != "ask":
                assert name in words.values, (phrase.pattern, name)


def test_nothing_we_wrote_is_out_of_date():
    formulations = pytest.importorskip("drafter.formulations")
    assert not [(text, hit) for text in texts() for hit in formulations.expired(text, c.DATE)]


def test_every_sentence_can_be_read_aloud():
    long_theme = wording.theme("高标准农田建设")

    def said(pattern):
        words = words_of(c.brief(theme=long_theme.name, meeting="全县高标准农田建设会", points=3), None)
        return slots.OPEN.sub("空位空位", slots.fill(pattern, {**words.values, "主题": long_theme.name}))

    for pattern in [*(p.pattern for p in PHRASES), *(h for g in GROUPS for h in g.headings)]:
        for sentence in re.split(r"[。！？；]", said(pattern)):
            assert rhetoric.length(sentence) <= 60, sentence
            for clause in re.split(r"[，、：]", sentence):
                assert rhetoric.length(clause) <= 25, clause


# ------------------------------------------------------------------------------------------ a mined bank


def mined(**fields):
    base = {"id": "", "pattern": "下面，我讲{数}点意见", "kind": "transition", "origin": "extracted", "tier": "formula"}
    return Phrase(**{**base, **fields})


@pytest.mark.parametrize(
    ("move", "fields", "may"),
    [
        ("announce", {}, True),
        ("announce", {"tier": "attested"}, True),
        ("announce", {"tier": "authored"}, False),
        ("announce", {"origin": "curated"}, False),
        ("announce", {"kind": "topic"}, False),
        ("announce", {"pattern": "下面，我讲几点意见"}, False),
        ("announce", {"pattern": "春风化雨润万家，下面，我讲{数}点意见"}, False),
        ("convening", {"pattern": "今天，我们召开{会议}", "kind": "opening"}, True),
        ("convening", {"pattern": "今天，我们召开{会议}", "kind": "closing"}, False),
        ("tasks", {}, False),
        ("closing", {"pattern": "谢谢大家", "kind": "thanks_close", "tier": "attested"}, True),
    ],
)  # fmt: skip
def test_what_may_stand_for_a_move(move, fields, may):
    assert borrowed(mined(**fields), move) == may


@pytest.mark.parametrize("move", list(resources.data("composing/moves")["moves"]))
def test_the_moves_own_examples(move):
    rule = resources.data("composing/moves")["moves"][move]
    for pattern in rule["hit"]:
        assert borrowed(mined(pattern=pattern, kind=rule["kinds"][0]), move), pattern
    for pattern in rule["miss"]:
        assert not borrowed(mined(pattern=pattern, kind=rule["kinds"][0]), move), pattern


@pytest.mark.parametrize("rule", resources.data("composing/aspects")["recast"], ids=lambda rule: rule["id"])
def test_the_recast_rules_own_examples(rule):
    assert all(re.fullmatch(rule["skeleton"], skeleton) for skeleton in rule["hit"])
    assert not any(re.fullmatch(rule["skeleton"], skeleton) for skeleton in rule["miss"])


@pytest.mark.parametrize(
    ("valid", "date", "so"),
    [
        (None, "2026-11-28", True), (Validity("2021", "2025"), "2025-12-31", True),
        (Validity("2021", "2025"), "2026-01-01", False), (Validity("2021", None), "2020-12-31", False),
        (Validity(None, "2025-06"), "2025-06-30", True), (Validity(None, "2025-06"), "2025-07-01", False),
        (Validity("2025-11", None), "2025-11-01", True), (Validity("2025-11", None), "2025-10-31", False),
    ],
)  # fmt: skip
def test_what_is_current(valid, date, so):
    assert current(mined(valid=valid), date) == so


def where(n):
    return Occurrence(f"稿{n}.txt", 1, "二", 12, "2019 市 全体会议", 2019)


def test_a_dated_phrase_is_not_drawn():
    old = mined(pattern="下面，我就{主题}讲{数}点要求", valid=Validity(None, "2020"), occurrences=(where(1),), weight=9)
    bank = c.curated().layer(PhraseBank((old,)))
    drawn = {
        compose(c.brief(seed=seed, depth="headings", points=2), c.templates(), bank).blocks[0].entry
        for seed in range(40)
    }
    bank_id = next(p.id for p in bank.phrases if p.pattern == old.pattern)
    assert bank_id not in drawn
    before = c.brief(seed=1, date="2019-05-01")
    assert bank_id in {
        compose(c.brief(seed=seed, depth="headings", points=2, date=before.date), c.templates(), bank).blocks[0].entry
        for seed in range(40)
    }


def test_a_mined_phrase_brings_its_sources():
    new = mined(pattern="这里，我就{主题}讲{数}点要求", occurrences=(where(1), where(2), where(1)), weight=2)
    bank = c.curated().layer(PhraseBank((new,)))
    entry = next(p.id for p in bank.phrases if p.pattern == new.pattern)
    for seed in range(60):
        block = compose(c.brief(seed=seed, depth="headings", points=2), c.templates(), bank).blocks[0]
        if block.entry == entry:
            assert block.said == "这里，我就安全生产讲两点要求"
            assert [(s.label, s.source, s.at) for s in block.sources] == [
                ("2019 市 全体会议", "稿1.txt", "二"), ("2019 市 全体会议", "稿2.txt", "二"),
            ]  # fmt: skip
            return
    pytest.fail("never drawn in sixty seeds")


def test_a_mined_skeleton_lends_its_form_to_our_items():
    group = Group("", "{}促{主题}", (("围着甲厂转",), ("守着乙桥看",)), origin="extracted", tier="formula", weight=5,
                  occurrences=(where(7),))  # fmt: skip
    bank = c.curated().layer(PhraseBank((), (group,)))
    found = []
    for seed in range(60):
        draft = compose(c.brief(seed=seed, depth="headings", points=3), c.templates(), bank)
        said = " ".join(b.said for b in draft.blocks)
        assert "甲厂" not in said
        assert "乙桥" not in said
        tops = c.headings(draft, "")
        if all(b.said.endswith("促安全生产") for b in tops):
            found = tops
    assert found
    assert all([s.source for s in block.sources] == ["稿7.txt"] for block in found)


def test_an_authored_sentence_never_enters_by_itself():
    own = [
        mined(pattern=f"春江水暖鸭先知{n}，{{主题}}要先行一步", kind=kind, tier="authored")
        for n, kind in enumerate(KINDS)
    ]
    bank = c.curated().layer(PhraseBank(tuple(own)))
    for seed in range(8):
        draft = compose(c.brief(seed=seed, depth="draft"), c.templates(), bank)
        assert not [b for b in draft.blocks if "春江" in b.said]


def test_a_bank_that_grows_changes_a_draft_only_where_the_new_entry_stands():
    before = c.draft(c.brief(seed=3, depth="outline"))
    new = tuple(mined(pattern=f"下面，我就{{主题}}讲{{数}}{tail}", weight=8) for tail in ("点要求", "个方面的意见"))
    bank = c.curated().layer(PhraseBank(new))
    after = compose(c.brief(seed=3, depth="outline"), c.templates(), bank)
    for one, other in zip(before.blocks, after.blocks, strict=True):
        assert one == other or (other.move == "announce" and bank.phrase(other.entry).origin == "extracted")


def test_an_empty_bank_composes_from_the_neutral_forms_and_leaves_the_rest_open():
    draft = compose(c.brief(points=3), c.templates(), PhraseBank())
    from drafter.composing import neutral

    known = {entry.id for entry in (*neutral().phrases, *neutral().groups)}
    assert {block.entry for block in draft.blocks if block.entry} <= known
    assert sum(slot.value is None for block in draft.blocks for slot in block.slots) > 9
    groups_only = PhraseBank((), c.curated().groups)
    mixed = compose(c.brief(points=3), c.templates(), groups_only)
    assert {block.entry for block in mixed.blocks if block.level} <= {group.id for group in c.curated().groups}


def test_the_stock_gives_what_a_place_asks_for():
    stock = Stock(c.curated(), c.DATE, "安全生产")
    assert all(p.move == "announce" and p.aspect is None for p in stock.for_move("announce", None))
    assert [p.aspect for p in stock.for_move("purpose", "依据")]
    assert all(p.aspect == "依据" for p in stock.for_move("purpose", "依据"))
    assert not stock.for_move("purpose", "没有这个")
    used = next(aspect for group in GROUPS if group.level == 2 and not group.themes for aspect in group.aspects)
    assert stock.cards(used)
    assert all({p.kind for p in card} == {"topic", "mechanism", "deadline"} for card in stock.cards(used))
    assert not stock.cards("没有这个")


@pytest.mark.parametrize("seed", range(6))
def test_drafts_of_the_whole_shipped_bank_hold_too(seed):
    structure = c.structures()[seed % len(c.structures())]
    draft = compose(c.brief(seed=seed, structure=structure.id, depth="draft"), c.templates(), c.shipped())
    tops = [b.said for b in c.headings(draft, "")]
    assert len(tops) == 3
    assert len({len(rhetoric.segments(text)) for text in tops}) == 1
    assert not [b for b in draft.blocks if re.search(r"\d", b.said)]
    texts_ = Counter(b.said for b in draft.blocks)
    assert max(texts_.values()) == 1


def test_points_written_for_a_theme_have_parts_written_for_it():
    """A point on 难点 that says 以特色产业带动乡村振兴 must not stand above parts that serve any theme."""
    parts = [group for group in GROUPS if group.level == 2 and group.themes]
    for top in GROUPS:
        if top.level != 1 or not top.themes:
            continue
        own = top.structure if top.structure in ("one_char", "numeric") else None
        for aspect in top.aspects:
            under = [g for g in parts if aspect in g.under and set(top.themes) <= set(g.themes) and g.structure == own]
            assert under, (top.skeleton, aspect)
            assert own or any(g.after_yao for g in under), (top.skeleton, aspect)


def test_what_we_wrote_is_taken_for_no_place():
    """确保山洪不伤人 is no 保山, 真金白银 no 白银: also without word borders, on a base install."""
    from drafter import names

    lines = [slots.SLOT.sub("【空】", text.replace("{主题}", "防汛抗旱工作")) for text in texts()]
    lines += [heading.replace("{主题}", "防汛抗旱工作") for group in GROUPS for heading in group.headings]
    assert not [(name.text, line) for line in lines for name in names.find(line) if name.kind == "place" and name.sure]


def test_units_are_not_run_together():
    """{自然资源部门}{园区管理机构}负责 would be read as one name once both are filled in."""
    pair = re.compile(r"\{([^{}]*)\}(?=\{([^{}]*)\})")
    for phrase in PHRASES:
        for one, other in pair.findall(phrase.pattern):
            assert {slots.type_of(one), slots.type_of(other)} != {"unit"}, phrase.pattern


@pytest.mark.parametrize("group", [g for g in GROUPS if g.level == 3], ids=group_name)
def test_no_third_level_begins_as_a_second_level_it_may_stand_under(group):
    for above in GROUPS:
        if above.level == 2 and set(group.under) & set(above.aspects) and set(group.themes) == set(above.themes):
            assert not rhetoric.same_build(above.headings, group.headings), (above.headings, group.headings)
