"""What a rule looks at: a text, what is known about it, and its parts, each found once and only when asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from drafter import names, outlining, slots
from drafter.models import Brief, Outline

# 同志们： on a line of its own, or with the first sentence behind it.
_SALUTATION = re.compile(
    r"^[ \u3000]*(?:[^\n，。；：:]{2,40}[:：][ \u3000]*$"
    r"|(?:同志们|各位[^\n，。；：:]{0,30}|[^\n，。；：:]{0,20}朋友们)[:：])",
    re.M,
)
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_WINDOW = 300


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a speech beside its text: its brief, and the names that are at home in it
    (`drafter.profile.Profile.own_names`). `filled` is what a person typed into the slots of a draft: at home in
    it, too, but no statement about where the speech is held. Without place or date, rules that need them say less.
    """

    brief: Brief = field(default_factory=Brief)
    own_names: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()


class Subject:
    """A text under check at a stage. `plain` is the text with the hints of open slots 【…】 blanked out, of the
    same length, so that nobody's hint is taken for his words."""

    def __init__(self, text: str, stage: str, context: Context) -> None:
        self.text = text
        self.stage = stage
        self.context = context
        self.plain = slots.OPEN.sub(lambda m: "【" + "\u3000" * (len(m.group()) - 2) + "】", text)

    @cached_property
    def outline(self) -> Outline:
        return outlining.parse_text(self.text)

    @cached_property
    def names(self) -> list[names.Name]:
        return names.find(self.plain)

    @cached_property
    def body(self) -> int:
        """Where the speech begins: behind the salutation, or at 0 where none is found in the first lines."""
        match = _SALUTATION.search(self.text, 0, 600)
        return match.end() if match else 0

    @cached_property
    def home(self) -> frozenset[str]:
        """The names that may stand in this speech. Where no place was declared, those of its title block."""
        brief = self.context.brief
        given = [
            brief.place,
            brief.speaker_name,
            brief.meeting,
            brief.theme,
            *self.context.own_names,
            *self.context.filled,
        ]
        if not self.place_known and self.body:
            given += [n.text for n in self.names if n.start < self.body and n.kind in ("place", "organisation")]
        return names.home(g for g in given if g)

    @cached_property
    def place_known(self) -> bool:
        """Whether somebody said where the speech is at home."""
        brief = self.context.brief
        given = [brief.place, *self.context.own_names]
        return bool(brief.place) or any(n.kind == "place" for g in given if g for n in names.find(g))

    @cached_property
    def list_known(self) -> bool:
        """Whether somebody gave names of persons or units, beside the place."""
        own = [g for g in self.context.own_names if g and g != self.context.brief.place]
        return any(not names.find(g) or any(n.kind != "place" for n in names.find(g)) for g in own)

    def sentence(self, offset: int) -> str:
        """The sentence around an offset, hints blanked out."""
        start = 0
        for match in _SENTENCE_END.finditer(self.plain, max(0, offset - _WINDOW), offset):
            start = match.end()
        end = _SENTENCE_END.search(self.plain, offset)
        return self.plain[max(start, offset - _WINDOW) : min(end.start() if end else len(self.plain), offset + _WINDOW)]
