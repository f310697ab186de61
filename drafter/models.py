"""The records that flow through the house. Frozen, plain, and each remembers where it came from.

file → Source → Cleaned (Speech…) → Outline → Phrase, Group → PhraseBank · Brief → Draft (Block…) → Finding
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]
Tier = Literal["formula", "attested", "authored"]
Origin = Literal["extracted", "curated"]

KINDS = (
    "opening", "purpose", "thanks", "achievement", "situation", "problem", "transition", "heading", "topic",
    "imperative", "warning", "question", "example", "deadline", "mechanism", "definition", "quote", "stance",
    "closing", "thanks_close", "data",
)  # fmt: skip
"""What a phrase does in a speech (contracts.md)."""

DEVICES = (
    "parallel", "one_char", "shared_char", "numeric", "anaphora", "four_char", "three_char", "gradation",
    "contrast", "hypophora", "quotation", "metaphor", "chiasmus", "anadiplosis",
)  # fmt: skip
"""How a phrase or a set of headings is built (domain/structure.md, section 5)."""

MOVES = (
    "salutation", "convening", "purpose", "acknowledge", "announce", "achievements", "problems", "situation",
    "significance", "goals", "tasks", "safeguards", "transition", "call_to_action", "closing",
)  # fmt: skip
"""The steps of a speech, in their usual order (domain/structure.md, section 2)."""

TIERS = ("formula", "attested", "authored")
DEPTHS = ("headings", "outline", "draft")
STAGES = ("draft", "review", "final")


# ------------------------------------------------------------------------------------ reading and cleaning


@dataclass(frozen=True, slots=True)
class Line:
    """One line (of a source) or one paragraph (of a speech), and the line of the file it began on (from 1).

    `linked` is the share of its characters that are link text (web pages only): menus are near 1. `mark` is what
    the page says of it: "hidden" (not shown to a reader), "image" (stands right below a picture), "running" (head or
    foot that comes back on most pages of a PDF), else "".
    """

    text: str
    number: int
    linked: float = 0.0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: decoded, one `Line` for each line or block, nothing dropped yet.

    `id` is "sha256:" and the digest of the file's bytes; `broken` counts characters that could not be decoded.
    """

    id: str
    name: str
    encoding: str
    format: str
    lines: tuple[Line, ...]
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Removal:
    """Something that is no speech text and was dropped: what, why (an identifier), and the line it stood on."""

    text: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Speech:
    """One cleaned speech: paragraphs in simplified characters, from the salutation to the last sentence.

    `number` is its place in the file (from 1); `source` the file's name; `script` that of the source
    ("hans" or "hant"); `admin_level` a key of the level-word table; `label` names nobody (2019 市 全体会议).
    `year_from` and `level_from` say where both were found and in which words (题注：2022年5月18日), "" without a sign.
    """

    source: str
    number: int
    title: str | None
    subtitle: str | None
    salutation: str | None
    lines: tuple[Line, ...]
    year: int | None = None
    admin_level: str | None = None
    label: str = ""
    script: str = "hans"
    truncated: bool = False
    year_from: str = ""
    level_from: str = ""

    @property
    def text(self) -> str:
        """The paragraphs, separated by "\\n". Offsets in an `Outline` count in this text."""
        return "\n".join(line.text for line in self.lines)

    def line_at(self, offset: int) -> int:
        """The line of the file on which the paragraph at an offset of `text` began."""
        for line in self.lines:
            if offset <= len(line.text):
                return line.number
            offset -= len(line.text) + 1
        return self.lines[-1].number if self.lines else 0


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What `clean` made of a source: its speeches, and everything it dropped."""

    speeches: tuple[Speech, ...]
    removed: tuple[Removal, ...]


# ------------------------------------------------------------------------------------------------ outlines


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: marker as written (一、), topic clause without marker and closing full stop.

    `level` counts from 1. `run_in`: text follows in the same paragraph. `start` and `end` are offsets in
    `Speech.text` (of the marker's first character; behind the topic clause). An unmarked parallel topic
    sentence has an empty marker.
    """

    level: int
    marker: str
    text: str
    run_in: bool
    start: int
    end: int
    line: int
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """A number announced aloud (讲三点意见): count, the words, items really found, path of the heading it
    stands under ("" before the first, "2.1" under the first child of the second)."""

    count: int
    text: str
    found: int
    path: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings of one speech as a tree, and what was announced."""

    headings: tuple[Heading, ...]
    announced: tuple[Announcement, ...] = ()

    def walk(self) -> Iterator[tuple[str, Heading]]:
        """Every heading with its path ("2.1"), in text order."""

        def down(headings: tuple[Heading, ...], prefix: str) -> Iterator[tuple[str, Heading]]:
            for n, heading in enumerate(headings, 1):
                yield f"{prefix}{n}", heading
                yield from down(heading.children, f"{prefix}{n}.")

        yield from down(self.headings, "")

    def at(self, offset: int) -> str:
        """Where an offset of the speech stands, for people: 二/（三）; "" before the first heading."""
        trail: list[str] = []
        headings = self.headings
        while headings:
            under = [h for h in headings if h.start <= offset]
            if not under:
                break
            trail.append(under[-1].marker.strip(" 、.．，,：:") or under[-1].text[:8])
            headings = under[-1].children
        return "/".join(trail)


# ------------------------------------------------------------------------------------------------ the bank


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where an entry stands: file name, number of the speech in it, place in the outline, line of the file,
    and the speech's label and year, which name nobody."""

    source: str
    speech: int
    at: str
    line: int
    label: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """When a formulation is current: years or year-months ("2021", "2025-12"), either end open."""

    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of the bank: a pattern with typed slots (下面，我就{主题}讲{数}点意见).

    `slots` maps each slot's name to its type (data/slots.yaml). `weight` is the number of independent
    speeches. `move` and `aspect` say where a curated entry serves when a draft is composed; entries of one
    `card` (缘由, 举措, 责任) are said together.
    """

    id: str
    pattern: str
    kind: str
    device: str | None = None
    themes: tuple[str, ...] = ()
    slots: dict[str, str] = field(default_factory=dict)
    origin: Origin = "extracted"
    tier: Tier = "attested"
    weight: int = 1
    occurrences: tuple[Occurrence, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    valid: Validity | None = None
    move: str | None = None
    aspect: str | None = None
    card: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Sibling headings on one skeleton: `{}` marks what varies, other slots are named ({}抓{主题}).

    `items` holds for each heading what fills the `{}`s, in order. `aspects` says what kind of thing each
    item is (data/aspects.yaml), where known. `form` is the form of the theme the skeleton wants (work: 抓
    数字政府建设; name: 数字政府). `under` limits a group to points of these aspects; `after_yao`: it reads
    well behind 一要.
    """

    id: str
    skeleton: str
    items: tuple[tuple[str, ...], ...]
    device: str | None = None
    aspect: str | None = None
    origin: Origin = "extracted"
    tier: Tier = "attested"
    weight: int = 1
    occurrences: tuple[Occurrence, ...] = ()
    themes: tuple[str, ...] = ()
    level: int | None = None
    aspects: tuple[str | None, ...] = ()
    structure: str | None = None
    form: str = "work"
    under: tuple[str, ...] = ()
    after_yao: bool = False

    def heading(self, n: int) -> str:
        """The n-th heading (from 0), other slots than the items still open."""
        parts = self.skeleton.split("{}")
        filled = [part + item for part, item in zip(parts, (*self.items[n], ""), strict=True)]
        return "".join(filled)

    @property
    def headings(self) -> tuple[str, ...]:
        """Every item as a heading."""
        return tuple(self.heading(n) for n in range(len(self.items)))


# ------------------------------------------------------------------------------------------------- a draft


@dataclass(frozen=True, slots=True)
class Brief:
    """What the person ordered. None: not said. `date` is YYYY-MM-DD; `levels` how many levels of headings."""

    theme: str = ""
    meeting: str | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    level: str | None = None
    place: str | None = None
    points: int | None = None
    structure: str | None = None
    occasion: str | None = None
    date: str | None = None
    minutes: int | None = None
    depth: str | None = None
    seed: int | None = None
    levels: int | None = None


@dataclass(frozen=True, slots=True)
class SlotValue:
    """A slot of one block: `value` None is still open and prints as 【name】."""

    name: str
    type: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a block's wording comes from: a label that names nobody, the file, the place in its outline."""

    label: str
    source: str
    at: str


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a draft. Headings have a level and a path in the tree ("2.1"); other blocks have level
    None and a path that tells where they stand ("opening.1", "2.1.p1"). `text` holds slots as {名}."""

    path: str
    move: str
    text: str
    level: int | None = None
    marker: str = ""
    run_in: bool = False
    entry: str | None = None
    slots: tuple[SlotValue, ...] = ()
    sources: tuple[Provenance, ...] = ()
    locked: bool = False
    aspect: str | None = None

    @property
    def said(self) -> str:
        """The text as it reads: filled slots in place, open ones as 【hint】."""
        from drafter.slots import fill

        return fill(self.text, {s.name: s.value for s in self.slots})


@dataclass(frozen=True, slots=True)
class Count:
    """A number a draft announces, and the path of the heading it is announced under ("" for the points)."""

    path: str
    count: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How long one part of a draft is: `path` of the point, "" for what stands before and after the points.

    `chars` and `budget` count syllables as spoken; budget 0: no length was asked for. `formula` is the share of
    formula among them, in percent (composing/facts.py).
    """

    path: str
    chars: int
    budget: int = 0
    formula: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What a re-roll replaced, so that it can be undone: the former blocks of its scope, and what had been picked."""

    path: str
    blocks: tuple[Block, ...]
    announced: tuple[Count, ...] = ()
    choices: dict[str, int] = field(default_factory=dict)
    picks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A planned speech: everything `render` needs, beside the template it names."""

    brief: Brief
    occasion: str
    structure: str
    template: dict[str, str]
    bank: dict[str, str]
    title: str
    announced: tuple[Count, ...]
    blocks: tuple[Block, ...]
    stage: str = "draft"
    seconds: dict[str, int] = field(default_factory=dict)
    choices: dict[str, int] = field(default_factory=dict)
    """Sibling headings a person exchanged: path of the parent → how many candidates were passed over."""
    answered: tuple[str, ...] = ()
    """The questions of `fill` that were answered, in the order in which they were."""
    picks: dict[str, str] = field(default_factory=dict)
    """What a person re-rolled one by one: path → the heading's text, or the entry of another block."""
    fit: tuple[Fit, ...] = ()
    aside: tuple[Block, ...] = ()
    """What a person wrote and a later plan has no place for; it returns when its place does."""
    undo: tuple[Step, ...] = ()
    """The last re-rolls, the latest last."""


PieceRole = Literal["title", "byline", "date", "heading", "text", "marker", "label"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one paragraph, and what it is there for; `path` of the block it came from, if any."""

    text: str
    role: PieceRole = "text"
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a laid-out draft. `kind`: title, byline, date, salutation, heading, body or point
    (a key point of an outline). `level` is that of the heading it begins with, if it begins with one."""

    kind: str
    pieces: tuple[Piece, ...]
    level: int | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


# ------------------------------------------------------------------------------------------------ findings


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a text: rule, severity, place (line and column from 1), what to do, and on what basis."""

    rule: str
    severity: Severity
    line: int
    column: int
    length: int
    text: str
    message: str
    suggestion: str | None = None
    basis: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule, "severity": self.severity, "line": self.line, "column": self.column,
            "length": self.length, "text": self.text, "message": self.message, "suggestion": self.suggestion,
            "basis": self.basis,
        }  # fmt: skip
