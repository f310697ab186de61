"""Every rule flags and passes what its file says."""

from __future__ import annotations

import pytest

from drafter.checks.check import Context, findings, stage_of
from drafter.checks.rules import VERBS as KNOWN
from drafter.checks.rules import load
from drafter.checks.subject import Subject
from drafter.checks.verbs import VERBS
from drafter.models import Brief

RULES = load()
CASES = [
    (rule, case, wanted)
    for rule in RULES
    for wanted in (True, False)
    for case in (rule.flags if wanted else rule.passes)
]


def struck(rule, case):
    case = case if isinstance(case, dict) else {"text": case}
    brief = Brief(place=case.get("place"), date=case.get("date"))
    context = Context(brief, tuple(case.get("own", ())))
    subject = Subject(case["text"], case.get("stage") or stage_of(case["text"]), context)
    return findings(subject, [rule])


@pytest.mark.parametrize(("rule", "case", "wanted"), CASES, ids=lambda v: getattr(v, "file", None))
def test_cases(rule, case, wanted):
    found = struck(rule, case)
    assert bool(found) is wanted, found


def test_every_rule_has_cases_of_both_kinds_a_reason_and_an_id_from_its_file():
    for rule in RULES:
        assert rule.flags, rule.file
        assert rule.passes, rule.file
        assert rule.basis, rule.file
        assert rule.file.split("-")[0] == rule.id


def test_the_verbs_named_are_the_verbs_there_are():
    assert set(KNOWN) == set(VERBS)
    assert {rule.verb for rule in RULES} == set(VERBS)
