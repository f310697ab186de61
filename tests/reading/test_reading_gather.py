"""Folders, globs, archives: what is found, in which order, under which name; what stops and what is skipped."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.reading import archives, gather, read

TEXT = "同志们：\n今天，我们召开全县秸秆禁烧工作推进会，部署下一步工作。"


def archive(*files: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return file.getvalue()


def gbk_names(raw: bytes, names: dict[str, str]) -> bytes:
    """The archive as old packing programs write it: names in GBK, without a mark; same length, so offsets hold."""
    for ascii_name, name in names.items():
        encoded = name.encode("gbk")
        assert len(encoded) == len(ascii_name)
        raw = raw.replace(ascii_name.encode(), encoded)
    return raw


def names(*paths: Path) -> list[str]:
    return [found.name for found in gather(paths)]


def test_a_folder_is_walked_by_name_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("乙/b.txt", "甲/a.txt", "甲/.git/c.txt", "~$甲.docx", ".隐.txt", "空.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if name == "空.txt" else TEXT, encoding="utf-8")
    found = list(gather([tmp_path]))
    assert [f.name for f in found] == ["乙/b.txt", "甲/a.txt", "空.txt"]
    assert [f.error is None for f in found] == [True, True, False]
    assert not any(f.named for f in found)
    assert found[0].source is not None
    assert found[0].source.name == "乙/b.txt"


def test_a_pattern_and_a_file(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b.md"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert names(tmp_path / "a*.txt", tmp_path / "b.md") == ["a1.txt", "a2.txt", "b.md"]
    (tmp_path / "c[1].txt").write_text(TEXT, encoding="utf-8")
    assert names(tmp_path / "c[1].txt") == ["c[1].txt"]  # a file that looks like a pattern
    with pytest.raises(DrafterError, match="没有符合这个写法的文件"):
        names(tmp_path / "z*.txt")


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="没有文件"):
        names(tmp_path)
    missing = next(iter(gather([tmp_path / "nope.txt"])))
    assert missing.named
    assert "没有这个文件" in str(missing.error)


def test_an_archive_with_names_in_gbk(tmp_path: Path) -> None:
    raw = archive(("aaaaaaaa.txt", TEXT.encode("gb18030")), ("b.png", b"x"), ("dir/c.txt", TEXT.encode()))
    path = tmp_path / "讲话.zip"
    path.write_bytes(gbk_names(raw, {"aaaaaaaa": "领导讲话"}))
    assert names(path) == ["讲话.zip／领导讲话.txt", "讲话.zip／dir/c.txt"]
    first = next(iter(gather([path])))
    assert first.source is not None
    assert first.source.lines[0].text == "同志们："
    with pytest.raises(DrafterError, match="压缩包"):
        read(path)


def test_an_archive_beyond_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive(("a.txt", b"0" * 5000), ("b.txt", TEXT.encode())))
    monkeypatch.setattr(archives, "ONE", 4000)
    big, small = gather([path])
    assert "超过" in str(big.error)
    assert small.source is not None
    monkeypatch.setattr(archives, "ALL", 5000)
    assert "超过" in str(next(iter(gather([path]))).error)
    monkeypatch.setattr(archives, "FILES", 1)
    assert "2个文件" in str(next(iter(gather([path]))).error)


def test_broken_locked_and_empty_archives(tmp_path: Path) -> None:
    good = archive(("a.txt", TEXT.encode() * 30))
    cases = {"坏": good[:60] + b"\xff" * 20 + good[80:], "空": archive(("a.jpg", b"x"))}
    flagged = bytearray(good)
    flagged[6] |= 1
    flagged[good.index(b"PK\x01\x02") + 8] |= 1
    cases["锁"] = bytes(flagged)
    for name, raw in cases.items():
        path = tmp_path / f"{name}.zip"
        path.write_bytes(raw)
        found = next(iter(gather([path])))
        said = {"坏": "解不开", "空": "没有可读的文件", "锁": "密码"}[name]
        assert said in str(found.error)


def test_standard_input_may_be_an_archive() -> None:
    found = list(gather([Path("-")], stdin=io.BytesIO(archive(("a.txt", TEXT.encode())))))
    assert [f.name for f in found] == ["标准输入／a.txt"]


def test_an_archive_in_an_archive_is_said(tmp_path: Path) -> None:
    path = tmp_path / "外.zip"
    path.write_bytes(archive(("里.zip", archive(("a.txt", TEXT.encode()))), ("b.txt", TEXT.encode()), ("c.jpg", b"x")))
    inner, text = gather([path])
    assert str(inner.error) == "外.zip／里.zip：是压缩包里的压缩包，请先解压"
    assert text.source is not None


def test_a_broken_archive_is_called_an_archive(tmp_path: Path) -> None:
    for name, called in (("a.zip", "压缩包"), ("a.docx", "Word 文件")):
        (tmp_path / name).write_bytes(archive(("a.txt", TEXT.encode()))[:40])
        found = next(iter(gather([tmp_path / name])))
        assert f"不是完好的{called}" in str(found.error).replace("的 ", "的")


# ---------------------------------------------------------------------------------------- mail with attachments


def letter(body: str, *attached: tuple[str, bytes]) -> bytes:
    """A message as mail programs here write it: names in RFC 2047, GB2312, everything in base64."""
    import base64
    from email.header import Header

    parts = [("text/plain; charset=gb2312", "", body.encode("gb2312"))] if body else []
    for name, content in attached:
        shown = Header(name, "gb2312").encode()
        parts.append(("application/octet-stream", f'Content-Disposition: attachment; filename="{shown}"\r\n', content))
    out = b'From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    for kind, more, content in parts:
        head = f"--x\r\nContent-Type: {kind}\r\n{more}Content-Transfer-Encoding: base64\r\n\r\n"
        out += head.encode() + base64.encodebytes(content)
    return out + b"--x--\r\n"


def test_the_files_attached_to_a_message_are_read(tmp_path: Path) -> None:
    path = tmp_path / "信.eml"
    path.write_bytes(letter("讲话稿见附件。", ("推进会讲话.txt", TEXT.encode("gb18030")), ("章.png", b"x")))
    body, speech = gather([path])
    assert (body.name, speech.name) == ("信.eml", "信.eml／推进会讲话.txt")
    assert body.source is not None
    assert body.source.lines[0].text == "讲话稿见附件。"
    assert speech.source is not None
    assert speech.source.lines[0].text == "同志们："


def test_a_message_without_text_or_without_attachments(tmp_path: Path) -> None:
    path = tmp_path / "信.eml"
    path.write_bytes(letter("", ("推进会讲话.txt", TEXT.encode())))
    assert names(path) == ["信.eml／推进会讲话.txt"]
    path.write_bytes(letter("同志们：今天开会。"))
    assert names(path) == ["信.eml"]


def test_the_name_of_an_attachment_in_bytes_of_gbk(tmp_path: Path) -> None:
    from email.header import Header

    raw = letter("见附件。", ("推进会讲话.txt", TEXT.encode()))
    shown = Header("推进会讲话.txt", "gb2312").encode().encode()
    path = tmp_path / "信.eml"
    path.write_bytes(raw.replace(shown, "推进会讲话.txt".encode("gbk")))
    assert names(path)[1] == "信.eml／推进会讲话.txt"
