"""Traditional text: judged, turned simplified, and mended where a machine had made it traditional."""

from __future__ import annotations

import sys

import pytest

from drafter.cleaning import clean
from drafter.cleaning.script import machine_converted
from drafter.errors import MissingExtra
from drafter.models import Source
from drafter.reading.files import plain

CONVERTED = """在全縣大會上的講話
同志們:
今天,我們召開全縣幹部大會,重點講專案建設。各專案標任務要落實到乾部頭上,村(社群)書記要帶頭。
要建立健全制度,盯住考核指標,集中羣眾智慧,整合資源,抓住核心環節,加快建立國家衛生城市,隻能成功。
謝謝大家!"""


def source(text: str) -> Source:
    return Source("id", "a.txt", "utf-8", "txt", plain(text))


def test_machine_converted_text_is_mended() -> None:
    pytest.importorskip("opencc")
    speech = clean(source(CONVERTED)).speeches[0]
    assert speech.script == "hant"
    for right in ("项目建设", "各项目标任务", "干部头上", "村（社区）书记", "创建国家卫生城市", "只能成功"):
        assert right in speech.text
    for kept in ("建立健全制度", "考核指标", "智慧", "整合资源", "核心环节"):
        assert kept in speech.text
    assert speech.title == "在全县大会上的讲话"


def test_traditional_text_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    with pytest.raises(MissingExtra, match=r"drafter\[corpus\]"):
        clean(source(CONVERTED))


def test_simplified_text_needs_no_library_and_is_not_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    text = "同志们：\n今天，我们召开全公司大会，请各级干部讲讲社群营销，把专案组的工作落实好。\n谢谢大家！"
    speech = clean(source(text)).speeches[0]
    assert speech.script == "hans"
    assert speech.text == text


@pytest.mark.parametrize(
    ("text", "hant", "converted"),
    [
        ("同志们，各级干部要抓专案", True, True),
        ("先生小姐，本公司的专案", True, False),
        ("同志们，干部要用好社群", False, False),
        ("同志们，干部要抓好专案建设，应对巨集观政策", False, True),
    ],
)
def test_judging_machine_conversion(text: str, hant: bool, converted: bool) -> None:
    assert machine_converted(text, hant=hant) is converted
