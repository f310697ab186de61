"""YAML in and out: no surprises in the values, every mistake with its line, no half-written file."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import yamlio
from drafter.errors import DrafterError

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12),
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffe\uffff"), max_size=20),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("主题数ab: -#'\"{}", max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_reads_back(value):
    assert yamlio.loads(yamlio.dumps(value), "x") == value


@pytest.mark.parametrize(
    "word", ["2026-11-28", "2026-11-28 10:30:00", "1:30", "12:30:45", "yes", "no", "on", "off", "Yes", "NO", "y", "n",
             "010", "0x1F", "0b1", "1_000", "1e5", "1.", ".5", "+3", "True", "TRUE", "～"],
)  # fmt: skip
def test_words_stay_words(word):
    assert yamlio.loads(f"值: {word}", "x") == {"值": word}
    assert yamlio.loads(yamlio.dumps({"值": word}), "x") == {"值": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("3", 3),
        ("-3", -3),
        ("0", 0),
        ("2.5", 2.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("~", None),
    ],
)
def test_numbers_and_truth_stay_themselves(word, value):
    assert yamlio.loads(f"值: {word}", "x") == {"值": value}


def test_keys_are_always_words():
    assert yamlio.loads("1: 甲\ntrue: 乙\nno: 丙", "x") == {"1": "甲", "true": "乙", "no": "丙"}


def test_a_record_knows_its_line():
    first, second = yamlio.loads("# 头\n- 名: 甲\n\n- 名: 乙\n", "x")
    assert (first.line, second.line) == (2, 4)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("甲: 1\n乙: [1, 2\n丙: 3\n", None, "YAML 格式有误"),
        ("甲: 1\n  乙: 2\n", 2, "YAML 格式有误"),
        ("甲: {主题}抓好\n", 1, "YAML 格式有误"),
        ("甲: 1\n\t乙: 2\n", 2, "YAML 格式有误"),
        ("甲: 1\n乙: 2\n甲: 3\n", 3, "“甲”写了两次"),
        ("甲:\n- 乙: 1\n  乙: 2\n", 3, "“乙”写了两次"),
        ("甲: !!python/object/apply:os.system ['true']\n", 1, "不支持标签"),
        ("甲: 1\n乙: !own 丙\n", 2, "不支持标签"),
    ],
)
def test_mistakes_come_with_their_line(text, line, word):
    with pytest.raises(DrafterError) as error:
        yamlio.loads(text, "库.yaml")
    said = str(error.value)
    assert said.startswith("库.yaml 第")
    assert word in said
    assert "\n" not in said
    assert line is None or f"第{line}行" in said


@pytest.mark.parametrize("text", ["值: " + "9" * 5000, "[" * 3000, "{a: " * 3000], ids=["digits", "lists", "maps"])
def test_hostile_sizes_are_one_line(text):
    with pytest.raises(DrafterError) as error:
        yamlio.loads(text, "大.yaml")
    assert "大.yaml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_number_beyond_any_machine_stays_a_number():
    assert yamlio.loads("值: " + "9" * 40, "x") == {"值": int("9" * 40)}


def test_a_file_that_is_not_utf8(tmp_path):
    path = tmp_path / "旧.yaml"
    path.write_bytes("主题: 安全生产".encode("gb18030"))
    with pytest.raises(DrafterError, match="不是 UTF-8"):
        yamlio.load(path)


def test_a_byte_order_mark_is_no_trouble(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + "主题: 安全生产".encode())
    assert yamlio.load(path) == {"主题": "安全生产"}


def test_missing_and_folder(tmp_path):
    with pytest.raises(DrafterError, match="没有这个文件"):
        yamlio.load(tmp_path / "无.yaml")
    with pytest.raises(DrafterError, match="文件夹"):
        yamlio.load(tmp_path)


def test_written_with_its_head(tmp_path):
    path = tmp_path / "深" / "x.yaml"
    yamlio.save(path, {"丙": 1, "甲": ["乙", None]}, head=["说明", "第二行"])
    assert path.read_text(encoding="utf-8") == "# 说明\n# 第二行\n丙: 1\n甲:\n- 乙\n- null\n"
    assert yamlio.load(path) == {"丙": 1, "甲": ["乙", None]}


def test_one_thing_said_twice_is_written_twice():
    shared = {"名": "甲"}
    assert "&" not in yamlio.dumps([shared, shared])
    assert "*" not in yamlio.dumps([shared, shared])


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "文件").write_text("原样", encoding="utf-8")
    with pytest.raises(DrafterError, match="写不进去"):
        yamlio.write_text(tmp_path / "文件" / "x.yaml", "新")
    with pytest.raises(DrafterError, match="写不进去"):
        yamlio.write_text(tmp_path, "新")
    with pytest.raises(DrafterError, match="文件名太长"):
        yamlio.write_text(tmp_path / ("长" * 300), "新")
    assert (tmp_path / "文件").read_text(encoding="utf-8") == "原样"
    assert [p.name for p in tmp_path.iterdir()] == ["文件"]
    assert not [p for p in tmp_path.parent.iterdir() if p.name.startswith(f".{tmp_path.name}.")]


@pytest.mark.skipif(os.name != "posix", reason="file modes are those of POSIX")
def test_the_mode_of_the_old_file_stays(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("旧", encoding="utf-8")
    path.chmod(0o640)
    yamlio.write_text(path, "新")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_text(encoding="utf-8") == "新"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_killed_writer_leaves_the_old_file_whole(tmp_path, moment):
    path = tmp_path / "稿.yaml"
    path.write_text("旧的全文", encoding="utf-8")
    code = (
        "import os, signal, pathlib\n"
        f"os.{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from drafter import yamlio\n"
        f"yamlio.write_text(pathlib.Path({str(path)!r}), '新' * 100000)\n"
    )
    died = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[2], check=False)
    assert died.returncode == -signal.SIGKILL
    assert path.read_text(encoding="utf-8") == "旧的全文"


def test_an_interrupted_writer_leaves_nothing_behind(tmp_path, monkeypatch):
    path = tmp_path / "稿.yaml"
    path.write_text("旧", encoding="utf-8")

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(yamlio.os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        yamlio.write_text(path, "新")
    assert [p.name for p in tmp_path.iterdir()] == ["稿.yaml"]
    assert path.read_text(encoding="utf-8") == "旧"


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of Unix")
def test_a_link_stays_a_link_and_a_device_a_device(tmp_path):
    real, link = tmp_path / "稿.yaml", tmp_path / "链接.yaml"
    real.write_text("旧", encoding="utf-8")
    link.symlink_to(real.name)
    yamlio.write_text(link, "新")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "新"
    sink = tmp_path / "空"
    sink.symlink_to(os.devnull)
    yamlio.write_text(sink, "新")
    assert sink.is_symlink()
    assert not Path(os.devnull).is_file()
