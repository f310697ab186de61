"""The fast copy of a layer: the same entries, never believed against the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank import PhraseBank, cache, entries, store
from drafter.errors import DrafterError
from drafter.models import Group, Occurrence, Phrase, Validity


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A saved bank with every kind of field, small, and yet worth a copy."""
    monkeypatch.setattr(cache, "WORTH", 0)
    monkeypatch.setattr(store, "REMEMBERED", 0)
    here = (Occurrence("a.txt", 1, "一", 3, "2019 市 会议", 2019),)
    PhraseBank(
        (Phrase("", "抓好{主题}", "topic", themes=("作风",), occurrences=here, valid=Validity("2020", None)),),
        (Group("", "{}抓落实", (("带头",), ("合力",)), aspects=("人", None), under=("作风",), occurrences=here),),
    ).save(tmp_path)
    (tmp_path / "overlay.yaml").write_text(
        "decisions:\n- {id: aaaaaaaa, pattern: 甲, decision: retag, themes: [乙]}\n", "utf-8"
    )
    return tmp_path


@pytest.fixture
def copy(folder: Path, drafter_home: Path) -> Path:
    """The copy of the entries that loading made."""
    PhraseBank.load(folder)
    (path,) = (drafter_home / "cache").glob("*-entries.json")
    return path


def unreadable(*_: object) -> None:
    raise AssertionError("the YAML was read")


def test_a_copy_gives_the_same_bank_without_reading_yaml(
    folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.unlink()
    first = PhraseBank.load(folder)
    monkeypatch.setattr(entries, "read", unreadable)
    assert PhraseBank.load(folder) == first
    assert PhraseBank.load(folder).sha == first.sha


def test_a_changed_file_is_read_again(folder: Path, copy: Path) -> None:
    path = folder / "extracted/topic.yaml"
    path.write_text(path.read_text("utf-8").replace("抓好", "抓实"), "utf-8")
    assert PhraseBank.load(folder).phrases[0].pattern == "抓实{主题}"
    (folder / "curated").mkdir()
    (folder / "curated/b.yaml").write_text("phrases:\n- {pattern: 再见, kind: closing}\n", "utf-8")
    assert len(PhraseBank.load(folder).phrases) == 2
    path.unlink()
    assert len(PhraseBank.load(folder).phrases) == 1


def test_an_unchanged_bank_is_made_once_and_a_changed_one_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "REMEMBERED", 8)
    (folder / "overlay.yaml").unlink()
    first = PhraseBank.load(folder)
    assert PhraseBank.load(folder) is first
    path = folder / "extracted/topic.yaml"
    kept = path.read_text("utf-8")
    path.write_text(kept.replace("抓好", "抓实"), "utf-8")
    assert PhraseBank.load(folder).phrases[0].pattern == "抓实{主题}"
    path.write_text(kept, "utf-8")
    (folder / "overlay.yaml").write_text(
        f"decisions:\n- {{id: {first.phrases[0].id}, pattern: '抓好{{主题}}', decision: reject}}\n", "utf-8"
    )
    assert PhraseBank.load(folder).phrases == ()


def test_a_changed_file_with_a_mistake_is_refused_in_spite_of_the_copy(folder: Path, copy: Path) -> None:
    path = folder / "extracted/topic.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: topic", "kind: topik"), "utf-8")
    with pytest.raises(DrafterError, match="topik"):
        PhraseBank.load(folder)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-10],
        lambda content: b"",
        lambda content: content.replace(b"topic", b"quote"),
        lambda content: b"0" * 64 + content[64:],
        lambda content: b"\xff\xfe\n" + content,
    ],
)
def test_a_damaged_copy_is_passed_over_and_mended(folder: Path, copy: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    sound = copy.read_bytes()
    copy.write_bytes(spoil(sound))
    assert PhraseBank.load(folder).phrases[0].kind == "topic"
    assert copy.read_bytes() == sound


def test_a_changed_overlay_is_seen_and_the_copy_of_the_entries_stays_good(
    folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = copy.read_bytes()
    (phrase,) = PhraseBank.load(folder).phrases
    head = "decisions:\n- {id: " + f'"{phrase.id}"' + ", pattern: '抓好{主题}', decision: "
    monkeypatch.setattr(entries, "read", unreadable)  # none of the entry files is read again
    for decision, kinds in (("reject", []), ("retag, kind: quote", ["quote"]), ("accept", ["topic"])):
        (folder / "overlay.yaml").write_text(head + decision + "}\n", "utf-8")
        assert [p.kind for p in PhraseBank.load(folder).phrases] == kinds
        assert [p.kind for p in PhraseBank.load(folder).phrases] == kinds  # the copy of the overlay says the same
    (folder / "overlay.yaml").unlink()
    assert PhraseBank.load(folder).decisions == ()
    assert copy.read_bytes() == sound


def test_another_version_of_the_program_reads_again(folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "__version__", "99")
    monkeypatch.setattr(entries, "read", unreadable)
    with pytest.raises(AssertionError, match="YAML was read"):
        PhraseBank.load(folder)


def test_where_nothing_can_be_written_nothing_is_said(folder: Path, drafter_home: Path) -> None:
    drafter_home.write_text("a file where the folder should be", "utf-8")
    assert PhraseBank.load(folder) == PhraseBank.load(folder)
    assert drafter_home.is_file()


def test_small_layers_are_not_copied(tmp_path: Path, drafter_home: Path) -> None:
    PhraseBank((Phrase("", "抓好{主题}", "topic"),)).save(tmp_path)
    PhraseBank.load(tmp_path)
    assert not drafter_home.exists()
