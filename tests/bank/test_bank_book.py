"""An overlay file with decisions put in and taken out: what a person wrote there stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.bank import Decision, overlay, phrase_id
from drafter.bank.book import HEAD, Book
from drafter.errors import DrafterError

TAKE, CLOSE, OTHER = "下面，我讲{数}点意见", "我就讲这些", "抓好{主题}"

KEPT = """\
# 张三的取舍，别删
decisions:

# 一、太俗的
- {id: 11111111, pattern: 狠抓落实, decision: reject}   # 领导不爱听
- id: aaaaaaaa
  pattern: 我就讲这些
  decision: reject

# 二、改过的
- id: bbbbbbbb
  pattern: "抓好{主题}"
  decision: retag
  # 县里的说法
  kind: topic
# 末尾的话
"""


def decide(pattern: str, decision: str, **fields: object) -> Decision:
    return Decision(phrase_id(pattern), pattern, decision, **fields)  # type: ignore[arg-type]


def book(text: str) -> Book:
    return Book.open(text, "overlay.yaml")


def same(made: Book) -> str:
    """The text, once it is seen to read back as what the book holds."""
    assert overlay.read(made.text, "overlay.yaml") == made.decisions
    return made.text


def test_a_new_file_explains_itself() -> None:
    made = book("")
    assert made.put(decide(CLOSE, "reject"))
    assert same(made) == f"{HEAD}decisions:\n\n- id: {phrase_id(CLOSE)}\n  pattern: 我就讲这些\n  decision: reject\n"
    for field in set().union(*overlay.FIELDS.values()):
        assert field in HEAD


def test_what_is_not_spoken_of_stays_byte_for_byte() -> None:
    made = book(KEPT)
    assert same(made) == KEPT
    made.put(decide(TAKE, "accept"))
    assert same(made).startswith(KEPT)
    assert made.decisions[-1] == decide(TAKE, "accept")


def test_a_later_decision_takes_the_place_of_the_older_one() -> None:
    made = book(KEPT)
    made.put(Decision("aaaaaaaa", CLOSE, "accept"))
    assert same(made) == KEPT.replace("我就讲这些\n  decision: reject", "我就讲这些\n  decision: accept")


def test_a_persons_comment_in_the_older_one_stays_and_the_new_one_wins_at_the_end() -> None:
    made = book(KEPT)
    made.put(Decision("11111111", "狠抓落实", "accept"))
    made.put(Decision("bbbbbbbb", OTHER, "retag", kind="heading"))
    assert same(made).startswith(KEPT)
    assert overlay.state(made.about("11111111")) == "accepted"
    assert [d.kind for d in made.about("bbbbbbbb")] == ["topic", "heading"]


def test_a_note_is_a_persons_own_too() -> None:
    made = book("")
    made.put(decide(CLOSE, "reject", note="太随便"))
    made.put(decide(CLOSE, "accept"))
    assert [d.note for d in made.decisions] == ["太随便", None]
    same(made)


def test_nothing_new_changes_nothing() -> None:
    made = book(KEPT)
    assert not made.put(Decision("aaaaaaaa", CLOSE, "reject"))
    assert not made.put(Decision("bbbbbbbb", OTHER, "retag", kind="topic"))
    assert same(made) == KEPT


def test_retags_add_up() -> None:
    made = book("")
    for fields in ({"kind": "topic"}, {"themes": ("作风",)}, {"device": "parallel"}, {"themes": ()}):
        made.put(decide(OTHER, "retag", **fields))
    assert made.decisions == (decide(OTHER, "retag", kind="topic", themes=(), device="parallel"),)
    assert same(made).count("- id") == 1


def test_forgetting_leaves_comments_and_no_holes() -> None:
    made = book(KEPT)
    assert [d.decision for d in made.take("aaaaaaaa")] == ["reject"]
    assert same(made) == KEPT.replace("- id: aaaaaaaa\n  pattern: 我就讲这些\n  decision: reject\n", "")
    made.take("11111111")
    made.take("bbbbbbbb")
    assert made.decisions == ()
    text = same(made)
    for comment in ("# 张三的取舍，别删", "# 一、太俗的", "# 领导不爱听", "  # 县里的说法", "# 末尾的话"):
        assert comment in text
    made.put(decide(CLOSE, "accept"))
    same(made)


def test_what_is_not_there_is_not_taken() -> None:
    made = book(KEPT)
    assert made.take("22222222") == ()
    assert same(made) == KEPT


def test_decisions_are_handed_over_in_their_place() -> None:
    made = book(KEPT)
    made.exchange("aaaaaaaa", [decide(CLOSE, "reject"), decide(CLOSE, "reword", to="就讲这些")])
    text = same(made)
    assert text.index(phrase_id(CLOSE)) < text.index("# 二、改过的")
    assert made.decisions[-1].decision == "reword"
    made.exchange(phrase_id(CLOSE), [Decision("aaaaaaaa", CLOSE, "reject")])
    assert same(made).rstrip() == KEPT.rstrip()


@pytest.mark.parametrize(
    "text",
    ["# 只有说明\n", "decisions:\n", "# 说明\ndecisions: []\n# 尾\n", "decisions: [ ] # 空的", "decisions:", "\n\n"],
)
def test_a_file_without_decisions_takes_the_first(text: str) -> None:
    made = book(text)
    made.put(decide(CLOSE, "reject"))
    made.put(decide(OTHER, "accept"))
    assert [d.decision for d in overlay.read(same(made), "x")] == ["reject", "accept"]
    for line in text.splitlines():
        assert ("#" not in line) or line[line.index("#") :] in made.text


@pytest.mark.parametrize(
    "text",
    [
        "decisions:\n  - id: aaaaaaaa\n    pattern: 甲\n    decision: reject\n",
        "decisions:\n-\n  id: aaaaaaaa\n  pattern: 甲\n  decision: reject",
        "decisions:\n- {id: aaaaaaaa,\n   pattern: 甲,\n   decision: reject}\n",
        "decisions:\r\n- id: aaaaaaaa\r\n  pattern: 甲\r\n  decision: reject\r\n",
        "decisions:\n- pattern: >\n    甲\n    乙\n  id: aaaaaaaa\n  decision: reject\n",
    ],
)
def test_indents_line_ends_and_styles_are_kept(text: str) -> None:
    made = book(text)
    made.put(decide(CLOSE, "accept"))
    assert same(made).startswith(text)
    assert ("\r\n" in made.text) == ("\r\n" in text)
    assert "\n" not in made.text.replace("\r\n", "") or "\r\n" not in text
    made.take("aaaaaaaa")
    assert "甲" not in same(made)
    assert made.decisions == (decide(CLOSE, "accept"),)


def test_a_list_in_brackets_is_refused_by_line() -> None:
    with pytest.raises(DrafterError, match="第2行：decisions 写成了"):
        book("# 头\ndecisions: [{id: aaaaaaaa, pattern: 甲, decision: reject}]\n")


def test_a_broken_file_is_said_by_line() -> None:
    with pytest.raises(DrafterError, match=r"overlay.yaml 第3行.*drop"):
        book(
            "decisions:\n- {id: aaaaaaaa, pattern: 甲, decision: accept}\n- {id: bbbbbbbb, pattern: 乙, decision: drop}"
        )


WORDS = st.sampled_from([TAKE, CLOSE, OTHER, "要: “狠抓” # 落实", "- 甲 [乙]", "true", "{}抓{主题}", "甲\u3000乙"])
DECISIONS = st.one_of(
    st.builds(decide, WORDS, st.sampled_from(["accept", "reject"]), note=st.none() | WORDS),
    st.builds(decide, WORDS, st.just("retag"), kind=st.none() | st.just("topic"),
              themes=st.none() | st.just(()) | st.tuples(WORDS)),
    st.builds(decide, WORDS, st.just("reword"), to=WORDS),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), DECISIONS), max_size=12), st.sampled_from([KEPT, "", "decisions:\n"]))
def test_any_course_of_decisions_reads_back_and_the_last_word_counts(
    course: list[tuple[bool, Decision]], text: str
) -> None:
    made = book(text)
    for take, decision in course:
        if take:
            made.take(decision.id)
            assert made.about(decision.id) == ()
        else:
            made.put(decision)
            own = made.about(decision.id)
            if decision.decision in overlay.VERDICTS:
                assert overlay.state(own) == {"accept": "accepted", "reject": "rejected"}[decision.decision]
            elif decision.decision == "reword":
                assert [d.to for d in own if d.decision == "reword"][-1] == decision.to
        same(made)
    again = book(made.text)
    assert again.decisions == made.decisions
    assert all(line in made.text for line in text.splitlines() if line.startswith("#"))
