"""Encodings that are mixed, damaged twice or declared wrongly."""

from __future__ import annotations

import pytest

from drafter.errors import DrafterError
from drafter.reading.encodings import decode

TEXT = "同志们：\n今天，我们召开全县秸秆禁烧工作推进会，主要任务是查找差距、部署工作。\n谢谢大家！\n"


def test_files_of_two_encodings_pasted_together() -> None:
    raw = TEXT.encode("gb18030") * 4 + TEXT.encode() * 2
    found = decode(raw, "a.txt")
    assert (found.text, found.broken) == (TEXT * 6, 0)
    found = decode(TEXT.encode() * 4 + TEXT.encode("gb18030"), "a.txt")
    assert (found.text, found.broken) == (TEXT * 5, 0)


@pytest.mark.parametrize("letters", ["cp1252", "latin-1"])
def test_utf8_taken_for_latin_letters_and_saved_again(letters: str) -> None:
    text = "领导要抓好落实，大家都来出力。" * 3
    try:
        wrong = text.encode("utf-8").decode(letters)
    except UnicodeDecodeError:
        wrong = text.encode("gb18030").decode("latin-1")
    assert decode(wrong.encode("utf-8"), "a.txt").text == text


def test_french_stays_french() -> None:
    text = "L'été dernier, le comité a décidé de créer un système réformé; où, à, ç, é, è. " * 5
    assert decode(text.encode(), "a.txt").text == text


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    raw = bytearray((TEXT * 20).encode())
    for place in (100, 700, 1300):
        raw[place] = 0xFF
    found = decode(bytes(raw), "a.txt")
    assert found.encoding == "utf-8"
    assert 0 < found.broken < 12
    assert found.text.count("谢谢大家") >= 17


def test_bytes_without_sense_are_refused() -> None:
    with pytest.raises(DrafterError, match=r"编码|文本"):
        decode(bytes(range(128, 256)) * 40, "a.txt")
