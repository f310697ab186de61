"""From files to a bank and its ledger: any order, any number of processes, and every file accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rjieba", reason="needs the extra “corpus”")

from drafter import corpus
from drafter.bank import PhraseBank
from drafter.corpus.saving import recover
from drafter.errors import DrafterError
from drafter.models import Group, Occurrence, Phrase

PARAGRAPH = (
    "一、压实责任抓落实。不要想当然，不要凭经验，要多到一线听真话、察实情。只有把情况摸清楚，才能把事情办到位。\n"
    "二、突出重点抓落实。对推诿扯皮的，要严肃追责问责，决不手软。要做到件件有回音、事事有着落。\n"
    "三、开拓创新抓落实。办法总比困难多，要敢闯敢试、善作善成。\n"
)
SPEECH = (
    "在全县重点工作推进会上的讲话\n同志们：\n今天，我们召开全县重点工作推进会。下面，我讲三点意见。\n"
    f"{PARAGRAPH}同志们，让我们真抓实干，为加快发展而努力奋斗！\n"
)
OTHER = (
    "在全市信访工作会议上的讲话\n同志们：\n今天，我们召开全市信访工作会议。下面，我讲两点意见。\n"
    "一、带着感情听民声。群众利益无小事，要把群众的小事当作自己的大事来办。不要想当然，不要凭经验。\n"
    "二、带着责任解民忧。要一件一件盯紧盯牢，落到实处，让群众看得见、摸得着。\n"
    "同志们，让我们把群众的事办好办实，不断增强群众的满意度！\n"
)


@pytest.fixture
def folder(tmp_path):
    """A folder as people have them: two speeches, a copy, a web page, and things that are none."""
    place = tmp_path / "稿子"
    (place / "旧").mkdir(parents=True)
    (place / "推进会.txt").write_text(SPEECH, encoding="utf-8")
    (place / "旧" / "信访.txt").write_text(OTHER, encoding="gb18030")
    (place / "旧" / "推进会转载.txt").write_text("某某文库 > 讲话\n" + SPEECH, encoding="utf-16")
    (place / "密.txt").write_text("机密★一年\n\n" + SPEECH, encoding="utf-8")
    (place / "空.txt").write_bytes(b"")
    (place / "坏.docx").write_bytes(b"PK\x03\x04 nothing like a document")
    (place / ".草稿.txt").write_text(SPEECH, encoding="utf-8")
    return place


def status(extraction):
    return {file.name: file.status for file in extraction.ledger.files}


def test_every_file_is_accounted_for(folder):
    extraction = corpus.extract([folder])
    found = status(extraction)
    assert found["推进会.txt"] == found["信访.txt"] == found["推进会转载.txt"] == "kept"
    assert found["密.txt"] == "secret"
    assert found["空.txt"] in ("unreadable", "not_a_speech")
    assert found["坏.docx"] == "unreadable"
    assert ".草稿.txt" not in found
    sums = extraction.ledger.sums()
    assert sums["files"] == 6 == sums["kept"] + sums["secret"] + sums["not_a_speech"] + sums["unreadable"]
    assert sums["speeches"] == 3 == sums["independent"] + sums["duplicates"]


def test_a_file_that_is_skipped_says_why_without_its_folder(folder):
    for file in corpus.extract([folder]).ledger.files:
        if file.status != "kept":
            assert file.why
            assert str(folder) not in file.why


def test_a_duplicate_is_named_and_its_entries_count_once(folder):
    extraction = corpus.extract([folder])
    speeches = {file.name: file.speeches for file in extraction.ledger.files}
    pair = {speeches["推进会.txt"][0].duplicate_of, speeches["推进会转载.txt"][0].duplicate_of}
    assert pair in ({None, ("推进会.txt", 1)}, {None, ("推进会转载.txt", 1)})
    entry = next(p for p in extraction.bank.phrases if p.pattern == "不要想当然，不要凭经验")
    assert (entry.weight, entry.tier, len(entry.occurrences)) == (2, "formula", 3)
    assert {p.weight for p in extraction.bank.phrases if len(p.occurrences) < 3} == {1}


def test_the_result_is_the_same_whatever_the_order_and_the_jobs(folder):
    paths = [folder / "推进会.txt", folder / "旧", folder / "密.txt", folder / "坏.docx", folder / "空.txt"]
    whole = corpus.extract([folder])
    assert corpus.extract(paths[::-1]) == whole
    assert corpus.extract([folder, *paths], jobs=2) == whole


def test_progress_is_told_file_by_file(folder):
    told = []
    corpus.extract([folder], progress=lambda done, total, name: told.append((done, total, name)))
    assert [done for done, _, _ in told] == [1, 2, 3, 4, 5, 6]
    assert {total for _, total, _ in told} == {6}


def test_files_of_one_name_are_told_apart(tmp_path):
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "讲话.txt").write_text(SPEECH if name == "甲" else OTHER, encoding="utf-8")
    names = [file.name for file in corpus.extract([tmp_path]).ledger.files]
    assert names == ["讲话.txt", "讲话.txt (2)"]


def test_a_path_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(DrafterError, match="没有这个文件"):
        corpus.extract([tmp_path / "无.txt"])


@pytest.mark.parametrize("head", ["绝密★", "秘密 ★ 6个月", "机密", "机密☆三年"])
def test_a_security_marking_at_the_head_refuses_the_file(tmp_path, head):
    (tmp_path / "a.txt").write_text(f"{head}\n{SPEECH}", encoding="utf-8")
    assert status(corpus.extract([tmp_path])) == {"a.txt": "secret"}


@pytest.mark.parametrize("line", ["要严守党和国家的秘密。", "成功没有秘密，只有苦干。"])
def test_a_speech_that_speaks_of_secrets_is_none(tmp_path, line):
    (tmp_path / "a.txt").write_text(SPEECH.replace("同志们：\n", f"同志们：\n{line}\n", 1), encoding="utf-8")
    assert status(corpus.extract([tmp_path])) == {"a.txt": "kept"}


def test_a_saved_bank_reads_back(folder, tmp_path):
    extraction = corpus.extract([folder])
    corpus.save(extraction, tmp_path / "库")
    assert PhraseBank.load(tmp_path / "库").phrases == extraction.bank.phrases
    assert PhraseBank.load(tmp_path / "库").groups == extraction.bank.groups


def test_saving_leaves_what_people_wrote_and_nothing_half_done(folder, tmp_path, monkeypatch):
    bank = tmp_path / "库"
    (bank / "curated").mkdir(parents=True)
    (bank / "curated" / "我的.yaml").write_text("phrases: []\n", encoding="utf-8")
    extraction = corpus.extract([folder])
    corpus.save(extraction, bank)
    before = {p.name: p.read_bytes() for p in (bank / "extracted").iterdir()}

    def full(*args: object) -> None:
        raise DrafterError("磁盘满了")

    monkeypatch.setattr("drafter.corpus.saving.yamlio.save", full)
    with pytest.raises(DrafterError):
        corpus.save(extraction, bank)
    assert {p.name: p.read_bytes() for p in (bank / "extracted").iterdir()} == before
    assert sorted(p.name for p in bank.iterdir()) == ["curated", "extracted"]
    assert (bank / "curated" / "我的.yaml").read_text(encoding="utf-8") == "phrases: []\n"


def test_an_old_extraction_is_replaced_as_a_whole(folder, tmp_path):
    bank = tmp_path / "库"
    (bank / "extracted").mkdir(parents=True)
    (bank / "extracted" / "quote.yaml").write_text("# 由 drafter extract 提取\nphrases: []\n", encoding="utf-8")
    corpus.save(corpus.extract([folder]), bank)
    kinds = {p.kind for p in PhraseBank.load(bank).phrases}
    assert (bank / "extracted" / "quote.yaml").exists() == ("quote" in kinds)


def test_a_place_that_cannot_be_written_is_said(folder, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DrafterError, match="写不进去"):
        corpus.save(corpus.extract([folder / "推进会.txt"]), tmp_path / "file")


def test_an_archive_gives_an_entry_for_each_file_in_it(folder, tmp_path):
    import zipfile

    packed = tmp_path / "旧稿.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in (folder / "推进会.txt", folder / "旧" / "信访.txt", folder / "空.txt"):
            archive.writestr(f"往年/{path.name}", path.read_bytes())
    loose = corpus.extract([folder / "推进会.txt", folder / "旧" / "信访.txt", folder / "空.txt"])
    zipped = corpus.extract([packed])
    assert status(zipped) == {f"旧稿.zip／往年/{name}": how for name, how in status(loose).items()}
    assert {p.pattern for p in zipped.bank.phrases} == {p.pattern for p in loose.bank.phrases}
    assert all(o.source.startswith("旧稿.zip／往年/") for p in zipped.bank.phrases for o in p.occurrences)


# -------------------------------------------------------------------------------- what changes, and interruptions


def test_decisions_and_curated_entries_are_no_changes(folder, tmp_path):
    bank = tmp_path / "库"
    extraction = corpus.extract([folder])
    assert corpus.compare(extraction, bank) is None
    corpus.save(extraction, bank)
    (bank / "curated").mkdir()
    (bank / "curated" / "我的.yaml").write_text("phrases:\n- pattern: 马上就办\n  kind: imperative\n", encoding="utf-8")
    changes = corpus.compare(extraction, bank)
    assert changes is not None
    assert not changes


def made(*entries: Phrase | Group, files: tuple[str, ...] = ()) -> corpus.Extraction:
    """An extraction as it might have been."""
    phrases = tuple(e for e in entries if isinstance(e, Phrase))
    groups = tuple(e for e in entries if isinstance(e, Group))
    speech = corpus.SpeechEntry(1, "2020 县 会议", 2020, "县", 1000, False)
    ledger = corpus.Ledger(tuple(corpus.FileEntry(name, "kept", "", (speech,)) for name in files))
    return corpus.Extraction(PhraseBank(phrases, groups), ledger)


def phrase(pattern: str, weight: int = 1, **more: Any) -> Phrase:
    where = tuple(Occurrence(f"{n}.txt", 1, "", 1, "2020 县 会议", 2020) for n in range(weight))
    return Phrase("", pattern, "imperative", weight=weight, occurrences=where, **more)


def group(*items: str) -> Group:
    where = (Occurrence("1.txt", 1, "", 1, "2020 县 会议", 2020),)
    return Group("", "{}抓{主题}", tuple((item,) for item in items), occurrences=where)


def test_entries_of_two_extractions_are_compared_by_id(tmp_path):
    stays, changed, gone, new = "一件一件抓", "要一抓到底", "马上就办", "真抓实干"
    old = made(phrase(stays), phrase(changed), phrase(gone), group("提高站位", "突出重点"), files=("a", "b"))
    corpus.save(old, tmp_path)
    now = made(
        phrase(stays), phrase(changed, 2, tier="formula"), phrase(new), group("提高站位", "压实责任"), files=("b", "c")
    )
    changes = corpus.compare(now, tmp_path)
    assert changes is not None
    assert [c.text for c in changes.phrases.new] == [new]
    assert [c.text for c in changes.phrases.gone] == [gone]
    (only,) = changes.phrases.changed
    assert only.id == old.bank.phrases[[p.pattern for p in old.bank.phrases].index(changed)].id
    assert set(only.before) == set(only.after) == {"weight", "tier", "occurrences"}
    assert (only.before["weight"], only.after["weight"]) == (1, 2)
    assert [c.text for c in changes.groups.new] == ["{}抓{主题}：提高站位 / 压实责任"]
    assert [c.text for c in changes.groups.gone] == ["{}抓{主题}：提高站位 / 突出重点"]
    assert (changes.new_speeches, changes.gone_speeches) == (("c#1",), ("a#1",))
    data = changes.as_data()
    assert data["changed"]["phrases"][0]["after"]["tier"] == "formula"
    assert data["gone"]["speeches"] == ["a#1"]


def test_a_run_stopped_in_the_middle_of_the_exchange_leaves_the_old_bank(folder, tmp_path, monkeypatch):
    extraction = corpus.extract([folder / "推进会.txt"])
    corpus.save(extraction, tmp_path)
    before = {p.name: p.read_bytes() for p in (tmp_path / "extracted").iterdir()}
    rename = type(tmp_path).rename

    def stopped(path, target):
        if path.name == "extracted" and path.parent != tmp_path:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(type(tmp_path), "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        corpus.save(corpus.extract([folder / "旧"]), tmp_path)
    assert {p.name: p.read_bytes() for p in (tmp_path / "extracted").iterdir()} == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_what_a_killed_run_left_is_put_right_by_the_next(folder, tmp_path):
    import os

    bank = tmp_path / "库"
    extraction = corpus.extract([folder / "推进会.txt"])
    corpus.save(extraction, bank)
    beside = bank / ".extracted.killed"
    beside.mkdir()
    (bank / "extracted").rename(beside / "old")  # killed between the two names
    recover(bank)
    assert corpus.compare(extraction, bank) is not None
    assert beside.exists()  # it may be somebody's who is at work
    os.utime(beside, (0, 0))
    recover(bank)
    assert not beside.exists()


def test_standard_input_is_read_once_and_stands_beside_files(folder):
    import io

    extraction = corpus.extract(
        [Path("-"), folder / "旧", Path("-")], stdin=io.BytesIO(SPEECH.encode("gb18030")), jobs=2
    )
    assert status(extraction) == {"标准输入": "kept", "信访.txt": "kept", "推进会转载.txt": "kept"}
    sources = {o.source for p in extraction.bank.phrases for o in p.occurrences}
    assert "标准输入" in sources
