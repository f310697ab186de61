"""Encodings that are mixed, damaged twice or declared wrongly."""

from __future__ import annotations

import pytest

from drafter.errors import DrafterError
from drafter.reading.encodings import allowed, decode

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


OLD_FORMS = (
    "同志們：今天，我們召開全縣工作會議，主要任務是部署工作，請大家抓好落實，做到件件有回音，事事有著落。\n"
    "下面，我講三點意見，供大家參考。要把每一塊地、每一條溝都落實到具體的人，不能有一個空當。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("times", [1, 3, 40])
def test_three_bad_bytes_are_tolerated_at_every_size(encoding: str, times: int) -> None:
    text = OLD_FORMS * times
    raw = bytearray(text.encode(encoding))
    for part in (0.2, 0.5, 0.8):
        raw[int(part * len(raw))] = 0xFF
    found = decode(bytes(raw), "a.txt")
    assert found.encoding == encoding
    assert 1 <= found.broken <= 3
    assert len(found.text) >= len(text) - 6
    # Nothing but the characters that were hit is lost: those behind them are in step again.
    assert sum(found.text.count(word) for word in ("抓好落", "三點", "空當")) >= 3 * times - 3


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_file_full_of_bad_bytes_is_refused(share: float) -> None:
    raw = bytearray((TEXT * 30).encode())
    for place in range(0, len(raw), round(1 / share)):
        raw[place] = 0xFF
    with pytest.raises(DrafterError, match=r"乱码太多|编码|不是文本"):
        decode(bytes(raw), "a.txt")


def test_how_many_are_a_few() -> None:
    assert [allowed(n) for n in (5, 30, 60, 270, 1000, 100_000)] == [3, 3, 6, 10, 20, 2000]
