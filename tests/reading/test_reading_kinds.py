"""What a file is by its bytes, what is said of one that can't be read, and of one whose name says something else."""

from __future__ import annotations

import io
import zipfile

import pytest

from drafter import resources
from drafter.errors import DrafterError
from drafter.reading import kinds, remarks
from drafter.reading.files import is_archive, parsed

SPEECH = "同志们：\n今天，我们召开全县秸秆禁烧工作推进会，主要任务是查找差距、部署工作，请大家抓好落实。\n谢谢大家！"
RULES = resources.data("reading/kinds")


def padded(start: str) -> bytes:
    return bytes.fromhex(start).ljust(64, b"\0")


@pytest.mark.parametrize("rule", RULES["kinds"], ids=lambda rule: rule["id"])
def test_every_kind_hits_and_misses(rule: dict) -> None:
    for start in rule["hit"]:
        assert (kind := kinds.of_bytes(padded(start))), start
        assert kind.id == rule["id"]
    for start in rule["miss"]:
        found = kinds.of_bytes(padded(start))
        assert found is None or found.id != rule["id"], start


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-be", "big5hkscs", "utf-8-sig"])
def test_a_speech_is_no_such_kind(encoding: str) -> None:
    assert kinds.of_bytes("同志們：今天開會".encode(encoding)) is None


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize("rule", RULES["packages"], ids=lambda rule: rule["id"])
def test_packages_that_are_no_word_file_are_called_by_their_name(rule: dict) -> None:
    for inside in rule["holds"]:
        with pytest.raises(DrafterError, match=rule["name"].split("（")[0]) as caught:
            parsed(zipped("[Content_Types].xml", inside), "a.docx", ".docx")
        assert "Word 文件" not in str(caught.value)
    assert kinds.of_package(["word/document.xml", "docProps/app.xml", f"word/embeddings/{inside}"]) is None


@pytest.mark.parametrize("folder", ["ppt", "xl"])
def test_a_folder_of_speeches_may_be_called_as_a_part_of_another_kind(folder: str) -> None:
    assert is_archive(zipped(f"{folder}/推进会讲话.txt"))
    assert not is_archive(zipped("[Content_Types].xml", "ppt/presentation.xml"))


def compound(*streams: str) -> bytes:
    return kinds.OLE + bytes(504) + b"".join(f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in streams)


@pytest.mark.parametrize(
    ("streams", "says"),
    [
        (["Workbook"], "表格（xls）"), (["PowerPoint Document"], "演示文稿（ppt）"), (["EncryptedPackage"], "密码"),
        (["__properties_version1.0"], "msg.*eml"),
    ],
)  # fmt: skip
def test_compound_files_are_told_by_what_they_hold_whatever_their_name(streams: list[str], says: str) -> None:
    for name in ("a.doc", "a.txt", "a.docx"):
        with pytest.raises(DrafterError, match=says):
            parsed(compound("Root Entry", *streams), name, name[1:])


def test_a_word_file_with_a_password_is_said() -> None:
    raw = bytearray(compound("Root Entry", "WordDocument"))
    kind = kinds.of_compound(bytes(raw))
    assert kind is not None
    assert (kind.id, kind.do) == ("word", "")
    raw[512:524] = b"\xec\xa5" + bytes(9) + b"\x01"
    raw += compound("WordDocument")[520:]
    with pytest.raises(DrafterError, match="先去掉密码"):
        parsed(bytes(raw), "a.doc", ".doc")


# ------------------------------------------------------------------------------------------------ wrong names


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.pdf", "a.zip"])
def test_text_under_a_documents_name_is_read_and_said(name: str) -> None:
    source = parsed(SPEECH.encode("gb18030"), name, name[1:])
    assert (source.format, source.lines[0].text) == ("txt", "同志们：")
    assert name == "a.zip" or f"名为 {name[2:]}，实际是纯文本" in remarks(source)[0]


def test_a_page_under_a_documents_name_is_read_and_said() -> None:
    source = parsed(f"<html><body><p>{SPEECH}</p></body></html>".encode(), "a.docx", ".docx")
    assert source.format == "html"
    assert "实际是网页" in remarks(source)[0]


@pytest.mark.parametrize("content", [b"not a document", b"\x01\x02\x03" * 90, "短".encode()])
def test_what_is_neither_the_document_nor_a_text_is_refused(content: bytes) -> None:
    with pytest.raises(DrafterError, match=r"a\.docx：(?:名为 docx，内容却不是|不是文本文件)"):
        parsed(content, "a.docx", ".docx")


def test_a_name_that_fits_is_no_news() -> None:
    assert remarks(parsed(SPEECH.encode(), "a.txt", ".txt")) == ()
    assert remarks(parsed(SPEECH.encode(), "标准输入", "")) == ()
    assert remarks(parsed(f"<html><p>{SPEECH}</p></html>".encode(), "a.htm", ".htm")) == ()


def test_broken_bytes_are_remarked_with_their_count() -> None:
    raw = SPEECH.encode("gb18030").replace("部署".encode("gb18030"), b"\xff\xff")
    assert remarks(parsed(raw, "a.txt", ".txt")) == ("有1处乱码解不出来，已用“\ufffd”代替",)
