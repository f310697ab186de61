"""Search: what is found, in which order, and what is left out."""

from __future__ import annotations

import pytest

from drafter.bank import PhraseBank
from drafter.models import Occurrence, Phrase

B = Occurrence("b.txt", 1, "", 3, year=2021)
BANK = PhraseBank(
    (
        Phrase("", "下面，我讲{数}点意见", "transition", weight=2, device="numeric", tier="formula",
               occurrences=(Occurrence("2019-安全.txt", 1, "", 3, year=2019), B)),
        Phrase("", "我完全同意刚才大家的意见", "stance", occurrences=(B,)),
        Phrase("", "安全生产责任重于泰山", "quote", themes=("安全生产",), first_year=2018, last_year=2020,
               tier="authored"),
        Phrase("", "做到“三个清楚”", "topic", weight=9, device="numeric"),
        Phrase("", "就{主题}再强调三点意见", "transition"),
    )
)  # fmt: skip


def found(query: str = "", **wanted: object) -> list[str]:
    return [phrase.pattern for phrase in BANK.search(query, **wanted)]  # type: ignore[arg-type]


def test_the_words_as_they_stand_come_first_then_by_weight() -> None:
    assert found("意见") == ["下面，我讲{数}点意见", "就{主题}再强调三点意见", "我完全同意刚才大家的意见"]
    assert found("三点意见") == ["就{主题}再强调三点意见", "下面，我讲{数}点意见"]


def test_any_number_finds_another() -> None:
    assert found("讲五点意见")[0] == "下面，我讲{数}点意见"
    assert found("五个清楚") == ["做到“三个清楚”"]


def test_punctuation_does_not_matter_and_slips_are_forgiven() -> None:
    assert found("下面我讲") == found("下面， 我讲") == ["下面，我讲{数}点意见"]
    assert found("安全生产责人重于泰山") == ["安全生产责任重于泰山"]


@pytest.mark.parametrize("query", ["招商引资", "泰安", "，", "山"])
def test_what_is_not_said_is_not_found(query: str) -> None:
    assert found(query) == (["安全生产责任重于泰山"] if query == "山" else [])


def test_several_words_must_mostly_be_there() -> None:
    assert found("安全 责任") == ["安全生产责任重于泰山"]
    assert "做到“三个清楚”" not in found("三个 责任 意见")


def test_an_empty_query_keeps_the_order_of_the_bank() -> None:
    assert found() == [phrase.pattern for phrase in BANK.phrases]


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"kind": "transition"}, 2), ({"kind": "heading"}, 0), ({"device": "numeric"}, 2), ({"tier": "authored"}, 1),
        ({"theme": "安全生产"}, 1), ({"theme": "安全"}, 1), ({"theme": "招商"}, 0), ({"source": "b.txt"}, 2),
        ({"source": "安全"}, 1), ({"source": "c.txt"}, 0), ({"year": 2019}, 1), ({"year": 2021}, 2),
        ({"year": 2018}, 1), ({"year": 2022}, 0), ({"kind": "transition", "device": "numeric"}, 1),
    ],
)  # fmt: skip
def test_filters(wanted: dict[str, object], number: int) -> None:
    assert len(found(**wanted)) == number
