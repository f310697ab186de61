"""Whether siblings stand: on their device, on what their structure asks for, and to the ear.

In: plans of sibling headings. Out: a judgement, made once for each plan. The judge is that of mining and checking
(rhetoric.verify); a verb that the theme does not take (wording.collocates) never stands.
"""

from __future__ import annotations

from drafter import rhetoric, wording
from drafter.composing.plans import Plan
from drafter.composing.templates import Template
from drafter.composing.words import Words


class Standing:
    """Judges the siblings of one draft."""

    def __init__(self, structure: Template, words: Words) -> None:
        self.structure = structure
        self.words = words
        self._said: dict[Plan, list[str]] = {}
        self._judged: dict[tuple[Plan, str], list[rhetoric.Fault]] = {}

    def texts(self, plan: Plan) -> list[str]:
        """The headings as they will be read."""
        if plan not in self._said:
            self._said[plan] = plan.texts(self.words)
        return self._said[plan]

    def holds(self, plan: Plan) -> bool:
        """Whether the siblings stand: on their device, on what their structure asks for, and of one build."""
        group = plan.form.group
        devices = [group.device or "anaphora"]
        if group.level == 1 and (judge := self.structure.settings.get("judge")):
            devices.append(judge)
        texts = self.texts(plan)
        faults = [fault for device in devices for fault in self._faults(plan, device)]
        if not all(wording.collocates(text, self.words.theme) for text in texts):
            return False
        return len(texts) >= 2 and not any(fault.grave or fault.code == "grammar" for fault in faults)

    def jars(self, plan: Plan) -> bool:
        """Whether siblings that hold still sound like a slip: a word or a character that some of them share. Where
        they name and list (数字概括), measure words and lists are alike by nature."""
        device = plan.form.group.device or "anaphora"
        if device in ("numeric", "one_char"):
            return False
        return any(f.code == "lead" for f in self._faults(plan, device)) or bool(rhetoric.echoes(self.texts(plan)))

    def _faults(self, plan: Plan, device: str) -> list[rhetoric.Fault]:
        """What keeps the siblings of a plan from standing on a device; judged once."""
        if (plan, device) not in self._judged:
            self._judged[plan, device] = rhetoric.verify(self.texts(plan), device)
        return self._judged[plan, device]
