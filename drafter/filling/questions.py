"""The questions of a draft, as data: what the brief lacks, the sibling headings, the open slots.

A question has a key that is kept in the draft once it is answered, so that a stopped session goes on there.
"""

from __future__ import annotations

from dataclasses import dataclass

from drafter import resources, slots
from drafter.models import Block, Brief, Draft


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask. `default` is what an empty answer means (None: leave it open); `lines` is what to show
    before asking; `choices` the answers that make sense, where they can be listed."""

    key: str
    prompt: str
    default: str | None = None
    lines: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """brief, headings or slot."""
        return self.key.partition(":")[0]

    @property
    def place(self) -> str:
        """The rest of the key: a field of the brief, the path of a heading, path and name of a slot."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Shape:
    """A structure as a person chooses it: its id, its name, and the range of points it can hold."""

    id: str
    name: str
    points: tuple[int, int]


def brief_questions(brief: Brief, shapes: tuple[Shape, ...]) -> list[Question]:
    """What a brief can be asked for, in order."""
    asked = resources.data("filling/questions")["brief"]
    questions = []
    for entry in asked:
        field = entry["field"]
        value = getattr(brief, field)
        choices: tuple[str, ...] = ()
        lines: tuple[str, ...] = ()
        if field == "structure":
            choices = tuple(shape.id for shape in shapes)
            lines = tuple(f"{n}. {shape.id}　{shape.name}" for n, shape in enumerate(shapes, 1))
        elif field == "points":
            low, high = next((shape.points for shape in shapes if shape.id == brief.structure), (2, 6))
            choices = tuple(str(n) for n in range(low, high + 1))
        default = str(value) if value is not None else entry.get("default")
        questions.append(Question(f"brief:{field}", entry["prompt"], default, lines, choices))
    return questions


def heading_questions(draft: Draft) -> list[Question]:
    """One question for each set of sibling headings: the points, then what stands under each."""
    questions = []
    for parent in ["", *(block.path for block in draft.blocks if block.level == 1)]:
        own = siblings(draft, parent)
        if own:
            above = next((b for b in draft.blocks if b.path == parent and b.level), None)
            head = f"{above.marker}{above.said} 之下的标题：" if above else "各点的标题："
            lines = (head, *(f"  {n}. {block.marker}{block.said}" for n, block in enumerate(own, 1)))
            questions.append(Question(f"headings:{parent}", "这组标题", "", lines))
    return questions


def slot_questions(draft: Draft) -> list[Question]:
    """One question for each slot that nothing but a person can fill, in the order of the speech."""
    questions = []
    given: dict[str, str] = {}
    for block in draft.blocks:
        for slot in block.slots:
            if slots.filled_by(slot.type) != "ask" and slot.value is not None:
                continue
            default = slot.value or given.get(slot.name)
            questions.append(
                Question(f"slot:{block.path}:{slot.name}", _prompt(slot.name), default, (_shown(block, slot.name),))
            )
            if slot.value and slot.type in ("unit", "person"):
                given[slot.name] = slot.value
    return questions


def siblings(draft: Draft, parent: str) -> list[Block]:
    """The headings right under a path ("" for the points)."""
    return [b for b in draft.blocks if b.level is not None and b.path.rpartition(".")[0] == parent]


def _prompt(name: str) -> str:
    kind = resources.data("slots")["types"][slots.type_of(name)]["prompt"]
    shown = slots.hint(name)
    return shown if shown.endswith(kind) else f"{shown}（{kind}）"


def _shown(block: Block, name: str) -> str:
    """The sentence a slot stands in, the slot marked."""
    values = {s.name: s.value for s in block.slots}
    values[name] = f"▁▁{slots.hint(name)}▁▁"
    return f"{block.marker}{slots.fill(block.text, values)}"
