"""A bank on disk: what is written reads back the same, layers lie over one another."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter import resources
from drafter.bank import PhraseBank, layers, phrase_id
from drafter.bank.writing import HEADS
from drafter.errors import DrafterError
from drafter.models import DEVICES, KINDS, TIERS, Group, Occurrence, Phrase, Validity

HERE = Occurrence("2019-讲话: 一.txt", 2, "二/（三）", 41, "2019 市 政府全体会议", 2019)
THERE = Occurrence("2020.txt", 1, "", 7)


def bank() -> PhraseBank:
    return PhraseBank(
        (
            Phrase(
                "", "下面，我就{主题}讲{数}点意见", "transition", weight=2, tier="formula", occurrences=(HERE, THERE),
                first_year=2019, last_year=2020, device="numeric", themes=("安全生产", "true"), move="announce",
                valid=Validity("2021", None), aspect="1",
            ),
            Phrase("", "{全域}上下要动起来: 一个都不能少 # 不是注释", "imperative", slots={"全域": "text"}),
            Phrase("", "最后，我再强调一句", "transition", tier="authored"),
        ),
        (
            Group("", "{}抓{主题}", (("围绕大局",), ("突出重点",)), level=1, aspects=("方位", None), form="name",
                  occurrences=(HERE,), structure="parallel", under=("作风",), themes=("信访",), device="parallel"),
            Group("", "要把{}作为{}", (("稳定", "前提"), ("发展", "根本")), weight=3, tier="formula", aspect="地位"),
        ),
    )  # fmt: skip


def test_a_saved_bank_loads_as_it_was(tmp_path: Path) -> None:
    bank().save(tmp_path)
    assert PhraseBank.load(tmp_path) == bank()
    assert PhraseBank.load(tmp_path).sha == bank().sha


texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="{}"), min_size=1, max_size=20).map(
    lambda text: "话" + text
)
phrases = st.builds(
    Phrase,
    id=st.just(""),
    pattern=st.tuples(texts, texts).map("{主题}".join) | texts,
    kind=st.sampled_from(KINDS),
    device=st.none() | st.sampled_from(DEVICES),
    themes=st.lists(texts, max_size=2).map(tuple),
    tier=st.sampled_from(TIERS),
    weight=st.integers(1, 9),
    occurrences=st.lists(st.builds(Occurrence, texts, st.integers(1, 9), texts, st.integers(0, 9), texts)).map(tuple),
    first_year=st.none() | st.integers(1990, 2030),
    aspect=st.none() | texts,
)
items = st.lists(texts.map(lambda text: (text,)), min_size=2, max_size=3).map(tuple)
groups = st.builds(Group, id=st.just(""), skeleton=texts.map("{{}}{}".format), items=items, weight=st.integers(1, 9))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(phrases, max_size=4), st.lists(groups, max_size=2))
def test_any_bank_loads_as_it_was(entries: list[Phrase], sets: list[Group]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = PhraseBank(tuple(entries), tuple(sets))
        made.save(Path(folder))
        assert PhraseBank.load(Path(folder)) == made


@pytest.mark.parametrize(
    "word",
    ["true", "null", "2021", "1.5", "是: 否", "- 甲", "#号", "[甲]", "甲,乙", "", "~", "y", "甲 #乙", "“甲”", "甲："],
)
def test_words_that_mean_something_to_yaml_stay_words(word: str, tmp_path: Path) -> None:
    made = PhraseBank((Phrase("", "抓{主题}", "topic", occurrences=(Occurrence("a", 1, word, 1),)),))
    made.save(tmp_path)
    assert PhraseBank.load(tmp_path).phrases[0].occurrences[0].at == word


def test_the_same_entries_make_the_same_bytes(tmp_path: Path) -> None:
    turned = PhraseBank(tuple(reversed(bank().phrases)), tuple(reversed(bank().groups)))
    bank().save(tmp_path / "a")
    turned.save(tmp_path / "b")
    written = sorted(path.name for path in (tmp_path / "a" / "extracted").iterdir())
    assert written == ["groups.yaml", "imperative.yaml", "transition.yaml"]
    for name in written:
        assert (tmp_path / "a/extracted" / name).read_bytes() == (tmp_path / "b/extracted" / name).read_bytes()


def test_what_is_written_is_for_people(tmp_path: Path) -> None:
    bank().save(tmp_path)
    text = (tmp_path / "extracted/transition.yaml").read_text("utf-8")
    assert (
        text
        == HEADS["phrases"]
        + f"""\
phrases:

- pattern: 下面，我就{{主题}}讲{{数}}点意见
  id: {phrase_id("下面我就{主题}讲{数}点意见")}
  kind: transition
  device: numeric
  themes: [安全生产, "true"]
  aspect: "1"
  tier: formula
  weight: 2
  first_year: 2019
  last_year: 2020
  valid: {{from: "2021"}}
  move: announce
  occurrences:
  - {{source: "2019-讲话: 一.txt", speech: 2, at: 二/（三）, line: 41, label: 2019 市 政府全体会议, year: 2019}}
  - {{source: "2020.txt", speech: 1, at: "", line: 7}}

- pattern: 最后，我再强调一句
  id: {phrase_id("最后我再强调一句")}
  kind: transition
  tier: authored
"""
    )


def test_the_head_of_a_file_explains_every_field_that_stands_in_it(tmp_path: Path) -> None:
    bank().save(tmp_path)
    for path in (tmp_path / "extracted").iterdir():
        text = path.read_text("utf-8")
        head, _, body = text.partition("\nphrases:\n" if path.name != "groups.yaml" else "\ngroups:\n")
        assert all(line.startswith("#") for line in head.splitlines())
        fields = set(re.findall(r"^(?:- |  )([a-z_]+):", body, re.MULTILINE))
        assert len(fields) > 3
        assert {field for field in fields if not re.search(rf"\b{field}\b", head)} <= {
            "aspect",
            "move",
            "form",
            "under",
        }


def test_saving_leaves_what_people_wrote_and_drops_what_is_gone(tmp_path: Path) -> None:
    for name in ("curated/mine.yaml", "overlay.yaml", "extracted/ledger.yaml", "extracted/closing.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# 空的\n", "utf-8")
    bank().save(tmp_path)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.yaml"))
    assert left == [
        "curated/mine.yaml", "extracted/groups.yaml", "extracted/imperative.yaml", "extracted/ledger.yaml",
        "extracted/transition.yaml", "overlay.yaml",
    ]  # fmt: skip


def test_curated_entries_are_terse_and_not_saved(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    write("curated/a.yaml", "phrases:\n- {pattern: '{全域}上下要{数}抓{主题}', kind: imperative, slots: {数: text}}\n")
    loaded = PhraseBank.load(tmp_path)
    (phrase,) = loaded.phrases
    assert phrase.slots == {"全域": "scope", "数": "text", "主题": "theme"}
    assert (phrase.origin, phrase.tier, phrase.weight) == ("curated", "formula", 1)
    assert phrase.id == phrase_id(phrase.pattern)
    loaded.save(tmp_path)
    assert not (tmp_path / "extracted").exists()


def test_items_come_as_words_lists_and_mappings(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    write(
        "curated/g.yaml",
        """\
groups:
- {skeleton: "{}抓{主题}", items: [围绕大局, {text: 突出重点, aspect: 重点}]}
- {skeleton: "把{}作为{}", items: [[稳定, 前提], {text: [发展, 根本], aspect: 目标}]}
""",
    )
    one, two = PhraseBank.load(tmp_path).groups
    assert (one.items, one.aspects) == ((("围绕大局",), ("突出重点",)), (None, "重点"))
    assert two.headings == ("把稳定作为前提", "把发展作为根本")
    assert two.aspects == (None, "目标")


def test_a_generated_ledger_and_hidden_files_are_no_entries(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    write("extracted/ledger.yaml", "files: []\n")
    write("curated/.draft.yaml", "phrases: [\n")
    assert PhraseBank.load(tmp_path) == PhraseBank()


def test_in_one_layer_the_curated_entry_wins(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    write("extracted/topic.yaml", "phrases:\n- {pattern: '抓好{主题}', kind: topic}\n")
    write("curated/a.yaml", "phrases:\n- {pattern: '抓好{主题}。', kind: heading}\n")
    (phrase,) = PhraseBank.load(tmp_path).phrases
    assert (phrase.kind, phrase.origin) == ("heading", "curated")


def test_the_later_layer_wins_by_id() -> None:
    below = PhraseBank((Phrase("", "抓好{主题}", "topic", weight=5), Phrase("", "就讲到这里", "closing")))
    above = PhraseBank((Phrase("", "抓好{主题}", "heading"), Phrase("", "谢谢大家", "thanks_close")))
    both = below.layer(above)
    assert {(p.pattern, p.kind) for p in both.phrases} == {
        ("抓好{主题}", "heading"), ("就讲到这里", "closing"), ("谢谢大家", "thanks_close"),
    }  # fmt: skip
    assert both.sha != below.sha
    assert PhraseBank().layer(below) == below.layer(PhraseBank()) == below


@pytest.mark.parametrize(
    "changed",
    [
        PhraseBank((), (Group("", "{}抓{主题}", (("突出重点",), ("统一思想",)), after_yao=True),)),
        PhraseBank((), (Group("", "{}抓{主题}", (("突出重点",), ("统一思想",)), under=("认识",)),)),
        PhraseBank((Phrase("", "抓好{主题}", "topic", card="甲"),)),
        PhraseBank((Phrase("", "抓好{主题}", "topic", occurrences=(HERE,)),)),
    ],
)
def test_a_digest_says_everything_an_entry_holds(changed: PhraseBank) -> None:
    bare = [replace(entry, after_yao=False, under=()) for entry in changed.groups]
    said = [replace(entry, card=None, occurrences=()) for entry in changed.phrases]
    assert PhraseBank(tuple(said), tuple(bare)).sha != changed.sha
    assert PhraseBank(changed.phrases, changed.groups).sha == changed.sha


def test_entries_are_found_by_id() -> None:
    made = bank()
    for phrase in made.phrases:
        assert made.phrase(phrase.id) is phrase
    for group in made.groups:
        assert made.group(group.id) is group
    assert made.phrase(made.groups[0].id) is made.group("00000000") is None


def test_of_two_entries_with_one_id_the_heavier_stays() -> None:
    made = PhraseBank((Phrase("", "抓，好", "topic"), Phrase("", "抓好", "heading", weight=2)))
    assert [p.pattern for p in made.phrases] == ["抓好"]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def call(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return call


# ------------------------------------------------------------------------------------ the standing layers


@pytest.fixture
def standing(tmp_path: Path, drafter_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shipped bank, the user's and one more, each with the same phrase as another kind."""
    monkeypatch.setattr(resources, "phrasebank", lambda: tmp_path / "shipped")
    for folder, kind in ((tmp_path / "shipped", "topic"), (drafter_home / "bank", "heading"), (tmp_path / "x", "data")):
        (folder / "curated").mkdir(parents=True)
        text = (
            f"phrases:\n- {{pattern: '抓好{{主题}}', kind: {kind}}}\n- {{pattern: 另有{folder.name}, kind: {kind}}}\n"
        )
        (folder / "curated/a.yaml").write_text(text, "utf-8")
    return tmp_path


def said(loaded: PhraseBank) -> dict[str, str]:
    return {phrase.pattern: phrase.kind for phrase in loaded.phrases}


def test_layers_lie_in_order(standing: Path) -> None:
    assert said(layers()) == {"抓好{主题}": "heading", "另有shipped": "topic", "另有bank": "heading"}
    everything = said(layers([standing / "x"]))
    assert everything["抓好{主题}"] == "data"
    assert everything.keys() == {"抓好{主题}", "另有shipped", "另有bank", "另有x"}


def test_only_leaves_out_the_standing_layers(standing: Path) -> None:
    assert said(layers([standing / "x"], only=True)) == {"抓好{主题}": "data", "另有x": "data"}
    assert layers(only=True) == PhraseBank()


@pytest.mark.parametrize(
    ("name", "words"), [("none", "没有这个文件夹"), ("x/curated", "是不是"), ("empty", "没有短语库")]
)
def test_a_folder_that_holds_no_bank_is_refused(standing: Path, name: str, words: str) -> None:
    (standing / "empty").mkdir()
    with pytest.raises(DrafterError, match=words):
        layers([standing / name])
