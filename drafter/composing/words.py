"""What a brief says in the slots of a pattern: theme, count, meeting, level words. The rest stays open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafter import numerals, slots, wording
from drafter.models import Brief, Group, Phrase, Provenance, SlotValue


@dataclass(frozen=True, slots=True)
class Words:
    """The values that one brief gives to slots, by name; a name that is missing stays open."""

    values: Mapping[str, str]
    theme: wording.Theme

    def in_group(self, group: Group) -> str | None:
        """The theme as a group's skeleton takes it; None where it can't stand there.

        A group written for the theme that this one holds takes that one: 主动优化{主题} and 优化营商环境 make
        主动优化营商环境.
        """
        theme = wording.theme(self.theme.subject) if self.theme.subject in group.themes else self.theme
        return theme.form(group.form)

    def heard(self, text: str) -> bool:
        """Whether a text names the theme."""
        return self.theme.name in text or self.theme.subject in text

    def of(self, pattern: str, types: Mapping[str, str] | None = None, **more: str) -> tuple[SlotValue, ...]:
        """The slots of a pattern with what is known of them; `more` overrides by name."""
        types = types or {}
        known = {**self.values, **more}
        return tuple(
            SlotValue(name, types.get(name) or slots.type_of(name), known.get(name)) for name in slots.names(pattern)
        )


def words_of(brief: Brief, profile_upper: str | None = None) -> Words:
    """The values of a resolved brief. `profile_upper`: what the unit calls its superiors, if it said so."""
    theme = wording.theme(brief.theme)
    values = {
        **wording.level_words(brief.level or wording.DEFAULT_LEVEL),
        "主题": theme.name,
        "主题工作": theme.work or theme.name,
        "数": numerals.counted(brief.points or 0),
    }
    if theme.work:
        values["工作"] = theme.work
    if theme.object:
        values["工作对象"] = theme.object
    if brief.meeting:
        values["会议"] = brief.meeting
    if brief.place:
        values["地名"] = brief.place
    if profile_upper:
        values["上级"] = profile_upper
    return Words(values, theme)


def provenance(phrase_or_group: Phrase | object) -> tuple[Provenance, ...]:
    """The sources of an entry as a draft carries them: label, file, place; each speech once."""
    seen: dict[tuple[str, int], Provenance] = {}
    for occurrence in getattr(phrase_or_group, "occurrences", ()):
        key = (occurrence.source, occurrence.speech)
        seen.setdefault(key, Provenance(occurrence.label, occurrence.source, occurrence.at))
    return tuple(seen.values())
