"""The check itself: every rule over one text, and the findings put in order."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from drafter import slots
from drafter.checks.rules import Rule, load
from drafter.checks.subject import Context, Subject
from drafter.checks.verbs import VERBS, Hit
from drafter.errors import DrafterError, nearest
from drafter.models import STAGES, Finding, Severity

__all__ = ["Context", "check", "stage_of"]


def stage_of(text: str) -> str:
    """The stage a text is taken to be at: draft while it holds an open slot 【…】, else final."""
    return "draft" if slots.OPEN.search(text) else "final"


def check(
    text: str, *, stage: str | None = None, context: Context | None = None, folders: Iterable[Path] = ()
) -> list[Finding]:
    """What is wrong in a text, in text order; line and column count from 1 in it.

    `stage` is one of STAGES, by default that of `stage_of`; `folders` hold further rules. Raises DrafterError
    for an unknown stage or a broken rule.
    """
    stage = stage or stage_of(text)
    if stage not in STAGES:
        raise DrafterError(f"没有“{stage}”这个阶段，{nearest(stage, STAGES)}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    subject = Subject(text, stage, context or Context())
    return findings(subject, load(folders))


def findings(subject: Subject, rules: Iterable[Rule]) -> list[Finding]:
    """The findings of some rules, in text order; summaries of a whole text (待填 N 处) come last."""
    begins = [0]
    for line in subject.text.split("\n"):
        begins.append(begins[-1] + len(line) + 1)
    found = [(hit, _finding(subject, rule, hit, begins)) for rule in rules for hit in VERBS[rule.verb](subject, rule)]
    found.sort(key=lambda pair: ("summary" in pair[0].values, pair[0].start, pair[0].end, pair[1].rule))
    return [finding for _, finding in found]


def _finding(subject: Subject, rule: Rule, hit: Hit, begins: list[int]) -> Finding:
    line = bisect.bisect_right(begins, hit.start)
    words = subject.text[hit.start : hit.end]
    quoted = words[1:-1] if words[:1] == "“" and words.find("”") == len(words) - 1 > 1 else words
    quoted = quoted.replace("“", "‘").replace("”", "’")
    values = {"text": quoted if len(quoted) <= 30 else f"{quoted[:29]}…", **hit.values}
    summary = values.get("summary")  # of a whole text: its words are all there is to say
    message = str(summary) if summary else rule.message.format_map(values)
    suggestion = hit.suggestion or (rule.suggestion.format_map(values) if rule.suggestion and not summary else None)
    return Finding(
        rule=rule.id,
        severity=cast(Severity, hit.severity or rule.at(subject.stage)),
        line=line,
        column=hit.start - begins[line - 1] + 1,
        length=hit.end - hit.start,
        text=words,
        message=message,
        suggestion=suggestion,
        basis=rule.basis,
    )
