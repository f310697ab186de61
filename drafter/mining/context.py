"""What a speech tells about its own words: level, theme, whose names it says, and where each part stands.

In: a speech and its outline. Out: a `Context` that the miners of phrases and of groups share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from drafter import names
from drafter.mining import rules
from drafter.mining.clauses import wide
from drafter.mining.generalise import Frame, Span
from drafter.models import Heading, Occurrence, Outline, Speech

_SLOTS = {
    "place": "地名", "person": "姓名", "organisation": "组织", "unit": "单位", "project": "项目", "slogan": "口号",
    "meeting": "会议", "document": "文件", "mask": "遮盖", "leader": "drop", "model": "drop", "region": "drop",
    "central": "",
}  # fmt: skip
_ENDING, _LONG = 260, 30
"""Characters an ending may have in any speech; characters of a paragraph that is more than a thanks."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Context:
    """One speech as the miners see it."""

    speech: Speech
    outline: Outline

    @cached_property
    def text(self) -> str:
        return self.speech.text

    @cached_property
    def headings(self) -> list[Heading]:
        return [heading for _, heading in self.outline.walk()]

    @cached_property
    def names(self) -> list[names.Name]:
        return names.find(self.text)

    @cached_property
    def frame(self) -> Frame:
        recurring: dict[str, str] = {}
        for name in self.names:
            bare = name.text.rstrip("省市县区镇乡") if name.kind == "place" else name.text
            if name.sure and name.kind in ("place", "person", "organisation") and len(bare) >= 2:
                recurring[bare] = _SLOTS[name.kind]
        return Frame(self._letter(), theme(self.speech), tuple(sorted(recurring.items())))

    def _letter(self) -> str:
        """The letter of the speech's level in 全县, 我县, 县委; what its text says most when it isn't known."""
        letters = rules.table("patterns")["levels_own"]
        known = self.speech.admin_level or ""
        if known in letters:
            return str(letters[known])
        said = Counter(re.findall(r"(?:全|我)([省市州盟县区旗乡镇村])(?!面|局)", self.text))
        return max(sorted(said), key=lambda c: said[c]) if said else ""

    def named(self, text: str, start: int, end: int) -> list[Span]:
        """The names that stand between two offsets of the speech, as spans of a unit's text."""
        found = []
        for name in self.names:
            if name.start >= end or name.end <= start:
                continue
            said = _SPACE.sub("", wide(name.text))
            slot = _SLOTS[name.kind]
            if not name.sure and name.kind in ("place", "person"):
                slot = "drop"
            inner = said.strip("“”") if said[:1] == "“" and said[-1:] == "”" else said
            found += [Span(m.start(), m.end(), slot) for m in re.finditer(re.escape(inner), text)]
        return found

    def place(self, offset: int) -> str:
        """opening (before the first heading), closing (the last paragraph), body."""
        if offset >= self._closing:
            return "closing"
        return "opening" if offset < self._opening else "body"

    @cached_property
    def _opening(self) -> int:
        if self.headings:
            return self.headings[0].start
        return sum(len(line.text) + 1 for line in self.speech.lines[:2])

    @cached_property
    def _closing(self) -> int:
        """Where the ending begins: the last long paragraph, if it stands behind the last heading, and what follows."""
        begin = len(self.text)
        after = max((h.end for h in self.headings), default=0)
        for line in reversed(self.speech.lines):
            start = max(0, begin - len(line.text) - (begin < len(self.text)))
            if start <= after or len(self.text) - start > max(_ENDING, len(self.text) // 8):
                break
            begin = start
            if len(line.text) > _LONG:
                break
        return begin

    def occurrence(self, offset: int) -> Occurrence:
        """Where an offset of the speech stands, as an entry's occurrence."""
        s = self.speech
        return Occurrence(s.source, s.number, self.outline.at(offset), s.line_at(offset), s.label, s.year)

    def prose(self) -> Iterator[tuple[int, int]]:
        """The stretches between headings and paragraph ends, as offsets of the text."""
        at = 0
        cuts = sorted((h.start, h.end) for h in self.headings)
        for line in self.speech.lines:
            end = at + len(line.text)
            inside = [(a, b) for a, b in cuts if a < end and b > at]
            for a, b in inside:
                if a > at:
                    yield at, a
                at = max(at, b)
            if at < end:
                yield at, end
            at = end + 1


def theme(speech: Speech) -> str:
    """What a speech is about, from its title or its own words (会议主题是…); "" when it doesn't say."""
    places = {"title": speech.title or "", "text": speech.text[:1200]}
    for rule in rules.rules("patterns", "themes"):
        for text in (places[place] for place in places if not rule.places or place in rule.places):
            match = rule.pattern.search(wide(text))
            if match:
                found = match.group("x").strip("“”")
                return found if 2 <= len(found) <= 8 else ""
    return ""
