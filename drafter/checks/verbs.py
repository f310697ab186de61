"""The verbs that rules are made of: a closed set, each a function from subject and rule to hits.

count      announced numbers against what follows (params: scope: top | inner)
listing    a number in quotes against the parts named right behind it (“三个到位”，即…)
sequence   numbering of siblings: gaps and repetitions
pattern    regular expressions (patterns, except, where: all | body)
masks      ×, XX, *, emptied quotes
slots      open slots 【…】 (at final each, before that one in all)
names      names that are not at home (kinds, exempt, undeclared: once)
formulation  formulations out of date or too early (early, kinds, table_age)
repetition sentences said twice (length, exempt)
siblings   headings of one level that do not hold together (question: segments | lengths | leads | chars | announced)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter import formulations, names, overlap, rhetoric, slots
from drafter.checks import numbering, siblings
from drafter.checks.rules import Rule
from drafter.checks.subject import Subject


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule strikes (offsets in the text), what its message fills in, a severity and a suggestion of its own."""

    start: int
    end: int
    values: dict[str, Any] = field(default_factory=dict)
    severity: str | None = None
    suggestion: str | None = None


_SAME_BREATH = 40  # characters
_SENTENCE = re.compile(r"[^。！？；\n]+")

Verb = Callable[[Subject, Rule], Iterator[Hit]]


def count(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """“讲三点意见” with two points behind it. Where no list was found at all, this is only said."""
    at = fits = 0
    top = rule.params.get("scope", "top") == "top"
    for one in subject.outline.announced:
        start = subject.text.find(one.text, at)
        if start < 0:
            continue
        at = start + 1
        if one.count == one.found:
            fits = start + 1
        if one.count == one.found or (one.path == "") is not top:
            continue
        # 讲三点意见，提两条要求: the list is that of the first number; the second may be given anywhere.
        beside = fits > 0 and start - fits < _SAME_BREATH
        unsure = "warning" if top else "info"
        values = {"said": one.count, "found": one.found}
        yield Hit(start, start + len(one.text), values, "info" if beside else None if one.found else unsure)


def listing(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """做到“三个到位”，即思想到位、责任到位: three said, two named in one breath."""
    for match in _SENTENCE.finditer(subject.plain):
        said, parts = rhetoric.numeric_count(match.group()), rhetoric.listed(match.group())
        # Parts that do not end alike are no list of the name: “三个清楚”，即要摸清情况、问题和需求.
        if said and len(parts) > 1 and len(parts) != said and rhetoric.suffix(parts):
            yield Hit(match.start(), match.end(), {"said": said, "found": len(parts)})


def sequence(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """一、三、 or 二、二、 among siblings."""
    for fault in numbering.faults(subject.outline):
        values = {"marker": fault.heading.marker.strip(), "expected": fault.expected, "kind": fault.kind}
        yield Hit(fault.heading.start, fault.heading.start + len(fault.heading.marker), values)


def pattern(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """What a regular expression says."""
    wanted, unless = rule.pattern("patterns"), rule.pattern("except")
    if wanted is None:
        return
    text = subject.text if rule.params.get("hints") else subject.plain
    free = [m.span() for m in unless.finditer(text)] if unless else []
    for match in wanted.finditer(text, subject.body if rule.params.get("where") == "body" else 0):
        if match.group() and not any(a <= match.start() < b for a, b in free):
            yield Hit(match.start(), match.end())


def masks(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """×, XX, *, “”, 某某."""
    for name in names.masked(subject.plain):
        yield Hit(name.start, name.end)


def open_slots(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """【…】: at final each for itself, before that once, with how many there are."""
    known = set(subject.context.own_names)
    found = [m for m in slots.OPEN.finditer(subject.text) if m.group()[1:-1] not in known]
    if subject.stage == "final":
        for match in found:
            yield Hit(match.start(), match.end(), {"count": len(found)})
    elif found:
        summary = f"待填 {len(found)} 处"
        yield Hit(found[0].start(), found[0].end(), {"count": len(found), "summary": summary})


def foreign(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """Names of the rule's kinds that are not at home here. Sentences that look abroad (学习…的经验) are passed."""
    kinds = frozenset(rule.params["kinds"])
    exempt, unsure = rule.pattern("exempt"), rule.pattern("unsure")
    declared = subject.place_known and (not rule.params.get("list") or subject.list_known)
    strangers = [
        name
        for name in subject.names
        if name.kind in kinds and name.sure and name.start >= subject.body and not names.covered(name, subject.home)
    ]
    seen: set[str] = set()
    for name in strangers:
        if exempt and exempt.search(subject.sentence(name.start)):
            continue
        if not declared and name.text in seen:
            continue
        seen.add(name.text)
        times = sum(other.text == name.text for other in strangers)
        values = {"times": f"（全文 {times} 处）" if times > 1 and not declared else ""}
        doubtful = unsure is not None and unsure.search(subject.sentence(name.start))
        yield Hit(name.start, name.end, values, severity="info" if doubtful else "error" if declared else "warning")


def formulation(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """What is over, or has not come yet, on the day of the speech."""
    date = subject.context.brief.date
    if not date:
        return
    if rule.params.get("table_age"):
        yield from _table_age(subject, date)
        return
    titles = [m.span() for m in re.finditer(r"《[^《》\n]{1,80}》", subject.plain)]
    bodies = ("org",)
    for verdict in formulations.expired(subject.plain, date):
        hit = verdict.hit
        wanted = rule.params.get("kinds") == "org"
        if (
            verdict.early is not bool(rule.params.get("early"))
            or (hit.item.kind in bodies and not verdict.early) is not wanted
        ):
            continue
        if any(a <= hit.start < b for a, b in titles):
            continue
        edge = hit.item.since if verdict.early else hit.item.until
        values = {"date": date, "edge": edge or "", "note": hit.item.note, "item": hit.item.text}
        better = None if verdict.early or not hit.item.replaced_by else f"改为{_quoted(hit.item.replaced_by)}"
        yield Hit(hit.start, hit.end, values, verdict.severity, better)


def _table_age(subject: Subject, date: str) -> Iterator[Hit]:
    """One reminder where a speech uses formulations and is later than the table."""
    found = formulations.find(subject.plain)
    if found and date[:7] > formulations.as_of():
        yield Hit(found[0].start, found[0].end, {"as_of": formulations.as_of()})


def repetition(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """Sentences that stand twice."""
    exempt = rule.pattern("exempt")
    for repeat in overlap.repeated(subject.text, int(rule.params.get("length", 15))):
        if repeat.first < subject.body or (exempt and exempt.search(repeat.text)):
            continue
        line = subject.text.count("\n", 0, repeat.first)
        yield Hit(repeat.start, repeat.end, {"first_line": line})


def headings(subject: Subject, rule: Rule) -> Iterator[Hit]:
    """Headings of one level that do not hold together."""
    for odd in siblings.odd(subject, rule):
        yield Hit(odd.heading.start, odd.heading.end, odd.values, odd.severity)


VERBS: dict[str, Verb] = {
    "count": count, "listing": listing, "sequence": sequence, "pattern": pattern, "masks": masks, "slots": open_slots,
    "names": foreign, "formulation": formulation, "repetition": repetition,
    "siblings": headings,
}  # fmt: skip


def _quoted(formulation: str) -> str:
    """A formulation as a suggestion: in quotes, unless it has quotes of its own (“十五五”规划)."""
    return formulation if "“" in formulation else f"“{formulation}”"
