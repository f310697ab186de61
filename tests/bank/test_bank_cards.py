"""Cards: reason, measure and duty of an aspect, written as one piece and said together."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bank import PhraseBank
from drafter.errors import DrafterError

CARD = """
cards:
- aspect: 台账
  themes: [档案工作]
  reason: 底数不清，办法就不准
  measure: "{数量}本旧账逐页核对，错的当场改"
  duty: "{档案部门}主办，{日期}前核完"
"""


def bank(folder: Path, text: str) -> PhraseBank:
    (folder / "curated").mkdir(exist_ok=True)
    (folder / "curated" / "cards.yaml").write_text(text, encoding="utf-8")
    return PhraseBank.load(folder)


def test_a_card_is_three_phrases_that_belong_together(tmp_path: Path) -> None:
    phrases = bank(tmp_path, CARD).phrases
    assert {p.kind for p in phrases} == {"topic", "mechanism", "deadline"}
    assert len({p.card for p in phrases}) == 1
    assert phrases[0].card
    assert {p.aspect for p in phrases} == {"台账"}
    assert {p.themes for p in phrases} == {("档案工作",)}
    duty = next(p for p in phrases if p.kind == "deadline")
    assert duty.slots == {"档案部门": "unit", "日期": "date"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CARD.replace("  duty", "  dutie"), "不认识字段“dutie”，相近的有：duty"),
        (CARD.replace("  aspect: 台账\n", "").replace("- aspect: 台账", "-"), "aspect"),
        ("\n".join(line for line in CARD.split("\n") if "measure" not in line), "measure"),
        (CARD.replace("{日期}", "{日期"), "第3行"),
        (CARD + CARD.replace("cards:\n", ""), "是同一条"),
    ],
)
def test_what_is_wrong_with_a_card_is_said_by_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DrafterError) as caught:
        bank(tmp_path, text)
    assert words in str(caught.value)
    assert "cards.yaml 第" in str(caught.value)
