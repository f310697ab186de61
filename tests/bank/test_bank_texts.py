"""Files as people really save them: tabs, other encodings, control characters, nothing at all, far too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank import PhraseBank, texts
from drafter.errors import DrafterError

SOUND = "phrases:\n- {pattern: 抓好落实, kind: topic}\n"


def loaded(tmp_path: Path, content: bytes | str) -> PhraseBank:
    path = tmp_path / "curated/a.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return PhraseBank.load(tmp_path)


def refusal(tmp_path: Path, content: bytes | str) -> str:
    with pytest.raises(DrafterError) as caught:
        loaded(tmp_path, content)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("phrases:\n\t- pattern: 甲\n", 2),
        ("phrases:\n- pattern: 甲\n\tkind: topic\n", 3),
        ("phrases:\n- pattern: 甲\n  kind: topic\n-\tpattern: 乙\n\tkind: topic\n", 4),
    ],
)
def test_tabs_are_named(tmp_path: Path, text: str, line: int) -> None:
    said = refusal(tmp_path, text)
    assert "a.yaml 第" in said
    assert "用了 Tab 键缩进，YAML 只认空格，请换成空格" in said
    assert f"第{line}行" in said


def test_a_tab_where_yaml_takes_one_is_no_mistake(tmp_path: Path) -> None:
    text = SOUND.replace("kind: topic}", "kind: topic}\t# 好").replace("{pattern", "{\tpattern")
    assert len(loaded(tmp_path, text).phrases) == 1
    # Broken for another reason: the tab behind the text is not to blame.
    assert "Tab" not in refusal(tmp_path, "phrases:\n- {pattern: 抓好, kind: topic\t\n")


def test_control_characters_are_named_by_line(tmp_path: Path) -> None:
    assert "第2行：有看不见的控制字符" in refusal(tmp_path, SOUND.replace("抓好", "抓\x00好"))
    assert "第2行：有看不见的控制字符" in refusal(tmp_path, SOUND.replace("抓好", "抓\x07好"))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-32"])
def test_other_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    assert "不是 UTF-8 编码" in refusal(tmp_path, SOUND.encode(encoding))


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    assert len(loaded(tmp_path, b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()).phrases) == 1


@pytest.mark.parametrize("text", ["", "\n\n", "# 还没写\n", "phrases:\n", "phrases: []\ngroups:\ncards:\n", "---\n"])
def test_an_empty_file_holds_nothing_and_is_no_mistake(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text) == PhraseBank()


def test_a_file_far_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGEST", len(SOUND.encode()))
    assert len(loaded(tmp_path, SOUND).phrases) == 1
    monkeypatch.setattr(texts, "LARGEST", len(SOUND.encode()) - 1)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    with pytest.raises(DrafterError, match="太大，不像短语库的文件"):
        PhraseBank.load(tmp_path)


def test_a_mistake_at_the_end_of_a_long_file_has_its_line(tmp_path: Path) -> None:
    lines = "".join(f"- {{pattern: 第{n}句话, kind: topic}}\n" for n in range(800))
    assert "第802行" in refusal(tmp_path, f"phrases:\n{lines}- {{pattern: 甲, kind: topik}}\n")


def test_a_file_that_was_cut_off_inside_a_character_is_said_to_be(tmp_path: Path) -> None:
    whole = "decisions:\n- {id: aaaaaaaa, pattern: 我就讲这些".encode()
    with pytest.raises(DrafterError, match="第2行：文件到半个字为止，像是没有存完或被截断了"):
        texts.decode(whole[:-1], tmp_path / "overlay.yaml")
    with pytest.raises(DrafterError, match="不是 UTF-8 编码"):
        texts.decode("decisions: 我就讲这些，大家分头去办。".encode("gb18030"), tmp_path / "overlay.yaml")
