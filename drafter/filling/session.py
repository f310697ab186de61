"""A filling session: a draft that is asked about until nothing is left to ask. Pure; the caller asks and saves.

Every step gives a new session. `back` returns to the question answered last; what was said there is offered
again. Answers to the brief recompose the draft, and what a person typed or locked stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from drafter import numerals, timing, wording
from drafter.composing import fitting, keeping
from drafter.composing.briefs import parse_date
from drafter.errors import DrafterError, nearest
from drafter.filling.questions import Question, Shape, brief_questions, heading_questions, siblings, slot_questions
from drafter.models import Block, Brief, Draft

Compose = Callable[[Brief, Mapping[str, int], Draft | None], Draft]

_NUMBERED = re.compile(r"(\d{1,2})[\s.．、]+(\S.*)")
_HAS_NUMBER = re.compile(r"[\d〇零一二两三四五六七八九十百千万几半]")


@dataclass(frozen=True, slots=True)
class Session:
    """The state of a session: the draft so far (without blocks until the brief is complete), how to compose, and
    the structures at hand."""

    draft: Draft
    compose: Compose
    shapes: tuple[Shape, ...]
    rate: int = timing.RATE

    @property
    def question(self) -> Question | None:
        """The next question, None when nothing is left to ask."""
        answered = set(self.draft.answered)
        return next((q for q in self._questions() if q.key not in answered), None)

    @property
    def missing(self) -> list[Question]:
        """All that is still to be asked, as far as it is known now."""
        answered = set(self.draft.answered)
        return [q for q in self._questions() if q.key not in answered]

    def _questions(self) -> list[Question]:
        questions = brief_questions(self.draft.brief, self.shapes)
        if self.draft.blocks:
            questions += heading_questions(self.draft) + slot_questions(self.draft)
        return questions

    def answer(self, text: str) -> Session:
        """The session after an answer to its question; "" takes the default. Raises DrafterError for what can't be."""
        question = self.question
        if question is None:
            return self
        text = text.strip()
        if any(mark in text for mark in "{}【】\n"):
            raise DrafterError("答案里不要写 { } 【 】，要留空请直接回车")
        if question.subject == "brief":
            return self._brief(question, text)
        if question.subject == "headings":
            return self._headings(question, text)
        return self._slot(question, text)

    def back(self) -> Session:
        """The session before its last answer; headings accepted there may change again."""
        if not self.draft.answered:
            return self
        *rest, last = self.draft.answered
        draft = replace(self.draft, answered=tuple(rest))
        if last.startswith("headings:"):
            own = {block.path for block in siblings(draft, last.partition(":")[2])}
            draft = _with(draft, lambda b: replace(b, locked=False) if b.path in own and b.entry else b)
        return replace(self, draft=draft)

    def _answered(self, draft: Draft, question: Question) -> Session:
        seconds = timing.seconds("".join(block.said for block in draft.blocks), self.rate) if draft.blocks else {}
        answered = (*draft.answered, question.key)
        fit = fitting.refitted(draft.fit, draft.blocks)
        return replace(self, draft=replace(draft, answered=answered, seconds=seconds, fit=fit))

    def _brief(self, question: Question, text: str) -> Session:
        field, value = question.place, text or question.default
        if field == "theme" and value in (None, "", "-"):
            raise DrafterError("主题不能空着，例如 安全生产")
        changed: dict[str, Any] = {field: _checked(field, value, question, self.shapes)}
        brief = replace(self.draft.brief, **changed)
        draft = replace(self.draft, brief=brief)
        answered = self._answered(draft, question)
        asked = set(answered.draft.answered)
        if all(q.key in asked for q in brief_questions(brief, self.shapes)):
            composed = self.compose(brief, draft.choices, draft if draft.blocks else None)
            answered = replace(answered, draft=replace(composed, answered=answered.draft.answered))
        return answered

    def _headings(self, question: Question, text: str) -> Session:
        parent = question.place
        own = siblings(self.draft, parent)
        if not text:
            paths = {block.path for block in own}
            return self._answered(
                _with(self.draft, lambda b: replace(b, locked=True) if b.path in paths else b), question
            )
        if text in ("换", "c", "C"):
            return self._exchanged(parent)
        match = _NUMBERED.fullmatch(text)
        if not match or not 1 <= int(match.group(1)) <= len(own):
            raise DrafterError(f"回车用这组，写“换”看下一组，写“1 新标题”改第 1 个（1～{len(own)}）")
        path, heading = own[int(match.group(1)) - 1].path, match.group(2).rstrip("。")

        def typed(block: Block) -> Block:
            if block.path != path:
                return block
            return replace(block, text=heading, slots=(), sources=(), entry=None, locked=True)

        return replace(self, draft=self._replanned(_with(self.draft, typed), path))

    def _replanned(self, draft: Draft, path: str) -> Draft:
        """A draft that has under a typed heading what fits it, and announces the headings it has now: 一字经 names
        its characters aloud. What a person typed or locked there stays."""
        fresh = self.compose(draft.brief, draft.choices, keeping.pinned(draft, f"{path}."))
        done = keeping.spliced(draft, fresh, f"{path}.")
        about = next((block.aspect for block in fresh.blocks if block.path == path), None)
        done = _with(done, lambda b: replace(b, aspect=about) if b.path == path else b)
        return replace(done, fit=fresh.fit, aside=fresh.aside)

    def _exchanged(self, parent: str) -> Session:
        """The next candidates for a set of siblings; what was typed among them goes aside, and does not come back."""
        paths = {block.path for block in siblings(self.draft, parent)}
        old = tuple(
            # Neither a lock nor a text of its own holds it.
            replace(b, locked=False, text="{…}", slots=()) if b.path in paths and b.entry is None
            else replace(b, locked=False) if b.path in paths
            else b
            for b in self.draft.blocks
        )  # fmt: skip
        loose = replace(self.draft, blocks=old, picks={p: t for p, t in self.draft.picks.items() if p not in paths})
        choices = {**self.draft.choices, parent: self.draft.choices.get(parent, 0) + 1}
        composed = self.compose(self.draft.brief, choices, loose)
        typed = [b for b in self.draft.blocks if b.path in paths and b.entry is None]
        given_up = [
            replace(b, path=f"{b.path}.换下{n}") for n, b in enumerate(typed, len(composed.aside) + 1)
        ]  # fmt: skip
        aside = (*composed.aside, *given_up)
        return replace(self, draft=replace(composed, answered=self.draft.answered, aside=aside))

    def _slot(self, question: Question, text: str) -> Session:
        if text == "换":
            raise DrafterError("空位没有别的可换，请直接填写，或回车留空")
        path, _, name = question.place.partition(":")
        value = None if text == "-" else text or question.default
        if value is not None:
            kind = next(s.type for b in self.draft.blocks if b.path == path for s in b.slots if s.name == name)
            if kind in ("figure", "percentage", "count") and not _HAS_NUMBER.search(value):
                raise DrafterError("这里要填数字，例如 12、三分之一；暂时没有就直接回车")

        def put(block: Block) -> Block:
            if block.path != path:
                return block
            return replace(block, slots=tuple(replace(s, value=value) if s.name == name else s for s in block.slots))

        return self._answered(_with(self.draft, put), question)


def begin(brief: Brief, compose: Compose, shapes: tuple[Shape, ...], rate: int = timing.RATE) -> Session:
    """A new session; what the brief already says is not asked."""
    said = tuple(
        q.key
        for q in brief_questions(brief, shapes)
        if getattr(brief, q.place) is not None and getattr(brief, q.place) != ""
    )
    draft = Draft(brief, "", "", {}, {}, "", (), (), answered=said)
    return _composed(Session(draft, compose, shapes, rate))


def resume(draft: Draft, given: Brief, compose: Compose, shapes: tuple[Shape, ...], rate: int = timing.RATE) -> Session:
    """A session on a saved draft; `given` (the command line) comes before what the draft says."""
    changed = {
        name: value
        for name in _fields()
        if (value := getattr(given, name)) not in (None, "", getattr(draft.brief, name))
    }
    brief = replace(draft.brief, **changed)
    asked = {question.place for question in brief_questions(brief, shapes)}
    # A draft that outline wrote answers its brief itself.
    said = [n for n in _fields() if getattr(draft.brief, n) is not None] if draft.blocks and not draft.answered else []
    keys = tuple(
        f"brief:{name}" for name in dict.fromkeys((*said, *changed))
        if name in asked and f"brief:{name}" not in draft.answered
    )  # fmt: skip
    kept = replace(draft, brief=brief, answered=(*draft.answered, *keys))
    if changed and draft.blocks:
        composed = compose(brief, draft.choices, draft)
        kept = replace(composed, answered=kept.answered)
    return _composed(Session(kept, compose, shapes, rate))


def _composed(session: Session) -> Session:
    """Composes a session whose brief lacks nothing."""
    draft = session.draft
    if draft.blocks or any(q.subject == "brief" for q in session.missing):
        return session
    composed = session.compose(draft.brief, draft.choices, None)
    return replace(session, draft=replace(composed, answered=draft.answered))


def _fields() -> list[str]:
    return [field.name for field in fields(Brief)]


def _with(draft: Draft, change: Callable[[Block], Block]) -> Draft:
    return replace(draft, blocks=tuple(change(block) for block in draft.blocks))


def _checked(field: str, value: str | None, question: Question, shapes: tuple[Shape, ...]) -> str | int | None:
    """An answer to the brief as its field wants it. Raises DrafterError for what can't be."""
    if value is None or value == "-":
        return None
    if field == "date":
        return parse_date(value)
    if field == "level":
        wording.level_words(value)
    if field == "points":
        points = numerals.value(value)
        if str(points) not in question.choices:
            raise DrafterError(f"这种结构能排 {question.choices[0]}～{question.choices[-1]} 点，请写一个数")
        return points
    if field == "structure":
        number = numerals.value(value) or 0
        named = [shape.id for shape in shapes if shape.name == value]
        value = question.choices[number - 1] if 1 <= number <= len(question.choices) else (named or [value])[0]
    if question.choices and value not in question.choices:
        raise DrafterError(f"没有“{value}”，{nearest(value, question.choices)}")
    return value
