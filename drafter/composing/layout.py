"""`lay_out`: a draft to paragraphs, in the order of its template.

The body of the occasion runs again with the blocks fixed; each line it prints is a paragraph. A call whose block
was deleted prints nothing; text that stands in the template itself is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter import resources
from drafter.composing import paths
from drafter.composing.briefs import spoken_date
from drafter.composing.compose import Zone
from drafter.composing.phrasing import WARNING
from drafter.composing.templates import Template, find, run
from drafter.errors import DrafterError
from drafter.models import Block, Draft, Paragraph, Piece

CARDS = 2
"""Cards in one paragraph of a draft: 150 to 220 characters, a minute at the desk."""

_TOKEN = re.compile("\ue000(\\d+)\ue001")
_PLACE = re.compile(r"\d|(?:opening|ending)\.[1-9]\d*$")
_CLOSED = re.compile(r"[。！？：；…]$")


def lay_out(draft: Draft, templates: Sequence[Template]) -> tuple[Paragraph, ...]:
    """The paragraphs of a draft. Raises DrafterError when its template is gone or broken, or it was never composed."""
    if not draft.occasion:
        raise DrafterError("这份草稿的要求还没有问完，还排不出文稿，请先运行 drafter fill 接着填")
    occasion = find(templates, "occasion", draft.occasion)
    pages = _Pages(draft)
    text = "\n".join([run(occasion, pages.names()), *pages.rest()])
    return tuple(p for line in text.split("\n") if (p := pages.paragraph(line)) is not None)


class _Pages:
    """What a template may call while a draft is laid out; each call leaves a token for its pieces."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.by_path = {block.path: block for block in draft.blocks}
        self.zone = Zone()
        self.parts: list[tuple[Piece, ...]] = []
        self.levels: dict[int, int] = {}

    def names(self) -> dict[str, object]:
        return {
            "depth": self.draft.brief.depth, "title": self.title, "byline": self.byline, "date_line": self.date_line,
            "move": self.move, "points": self.points, "slot": self.move,
        }  # fmt: skip

    def _token(self, *pieces: Piece) -> str:
        self.parts.append(pieces)
        return f"\ue000{len(self.parts) - 1}\ue001"

    def title(self) -> str:
        return self._token(Piece(self.draft.title, "title"))

    def byline(self) -> str:
        brief = self.draft.brief
        return self._token(Piece(f"{brief.speaker or '【职务】'}　{brief.speaker_name or '【姓名】'}", "byline"))

    def date_line(self) -> str:
        date = self.draft.brief.date
        return self._token(Piece(f"（{spoken_date(date) if date else '【日期】'}）", "date"))

    def move(self, *_: object) -> str:
        block = self.by_path.get(self.zone.next())
        return self._token(Piece(closed(block.said), "text", block.path)) if block else ""

    def points(self) -> str:
        """Each heading and what stands under it, wherever in the file; details of a deleted heading stay in place."""
        added = [*self._added("opening"), *self._strays(before=True)]
        self.zone.close()
        headings = {block.path for block in self.draft.blocks if block.level is not None}
        under: dict[str, list[Block]] = {}
        for block in self.draft.blocks:
            if block.level is None and re.match(r"\d", block.path):
                under.setdefault(_parent(block), []).append(block)
        clauses = self._clauses(headings)
        lines: list[str] = []
        for block in self.draft.blocks:
            if block in clauses.get(_parent(block), []):
                continue
            if block.level is not None:
                lines.append(self._heading(block))
                details = under.get(block.path, [])
                if said := clauses.get(block.path):
                    # In one paragraph the reason comes before the clauses: they answer it.
                    reason = [b for b in details[:1] if block.run_in and b.move == "significance"]
                    self._details(reason, lines, run_on=True)
                    details = details[len(reason) :]
                    token = self._breath(said)
                    lines[-1:] = [lines[-1] + token] if block.run_in else [lines[-1], token]
                self._details(details, lines, run_on=block.run_in)
            elif re.match(r"\d", block.path) and _parent(block) not in headings:
                self._details(under.pop(_parent(block), []), lines, run_on=False)
        return "\n".join([*added, *lines])

    def _clauses(self, headings: set[str]) -> dict[str, list[Block]]:
        """The third level by the heading it is read out under: path → its clauses."""
        found: dict[str, list[Block]] = {}
        for block in self.draft.blocks:
            if block.level == 3 and _parent(block) in headings:
                found.setdefault(_parent(block), []).append(block)
        return found

    def _breath(self, clauses: list[Block]) -> str:
        """Clauses one behind the other: 一要查到岗。二要改到位。三要验到人。 They are text, no heading lines; full
        stops, since what commas part is an enumeration and no level of its own."""
        return self._token(*(Piece(f"{b.marker}{b.said.rstrip('，；。')}。", "text", b.path) for b in clauses))

    def _added(self, zone: str) -> list[str]:
        """Lines for blocks that a person added behind those the template calls for (opening.9, ending.9)."""
        count = self.zone.count
        blocks = [
            b for b in self.draft.blocks if (at := re.fullmatch(rf"{zone}\.(\d+)", b.path)) and int(at[1]) > count
        ]
        return [self._token(Piece(closed(block.said), "text", block.path)) for block in blocks]

    def rest(self) -> list[str]:
        """What was added behind the last call of the template."""
        return [*self._added(self.zone.name), *self._strays(before=False)]

    def _strays(self, *, before: bool) -> list[str]:
        """Lines for blocks whose path says no place (引语, opening.2b): before or behind the points, as in the file."""
        first = next((n for n, b in enumerate(self.draft.blocks) if b.level is not None), len(self.draft.blocks))
        part = self.draft.blocks[:first] if before else self.draft.blocks[first:]
        strays = [b for b in part if b.level is None and not _PLACE.match(b.path)]
        return [self._token(Piece(closed(block.said), "text", block.path)) for block in strays]

    def _heading(self, block: Block) -> str:
        text = block.said.rstrip("。")
        if block.run_in:
            text = closed(text)
        token = self._token(Piece(block.marker, "marker", block.path), Piece(text, "heading", block.path))
        self.levels[len(self.parts) - 1] = block.level or 1
        return token

    def _details(self, blocks: list[Block], lines: list[str], run_on: bool) -> None:
        """Key points: each a line of its own in an outline; in a draft one paragraph, behind a run-in heading."""
        for block in blocks:
            text = Piece(closed(block.said), "text", block.path)
            if self.draft.brief.depth == "draft":
                token = self._token(text)
                run_on = run_on and not _begins(block.path)
                lines[-1:] = [lines[-1] + token] if run_on else [*lines[-1:], token]
                run_on = True
                continue
            label = _labels().get(block.move)
            lines.append(self._token(*([Piece(f"{label}：", "label", block.path)] if label else []), text))

    def paragraph(self, line: str) -> Paragraph | None:
        """One printed line as a paragraph; None for a blank one."""
        pieces: list[Piece] = []
        level = None
        for n, part in enumerate(_TOKEN.split(line.strip())):
            if n % 2:
                pieces += self.parts[int(part)]
                level = self.levels.get(int(part), level) if len(pieces) <= 2 else level
            elif part.strip():
                pieces.append(Piece(part.strip()))
        if not pieces:
            return None
        return Paragraph(self._kind(pieces), tuple(pieces), level)

    def _kind(self, pieces: list[Piece]) -> str:
        first = pieces[0]
        if first.role in ("title", "byline", "date"):
            return first.role
        if first.role == "marker":
            return "heading"
        if first.role == "label":
            return "point"
        block = self.by_path.get(first.path or "")
        return "salutation" if block is not None and block.move == "salutation" else "body"


def _begins(path: str) -> bool:
    """Whether a sentence begins a paragraph of its own: a warning, which is about the whole point, and the card behind
    as many as one breath holds."""
    before = paths.card(path) - 1
    return paths.is_warning(path) or (before > 0 and before % CARDS == 0 and paths.opens_card(path))


def _parent(block: Block) -> str:
    return block.path.rpartition(".")[0]


def closed(text: str) -> str:
    """A sentence with its full stop."""
    return text if _CLOSED.search(text) else f"{text}。"


def _labels() -> dict[str, str]:
    data = resources.data("composing/aspects")
    return {WARNING: data["warning"], **{entry["move"]: entry["label"] for entry in data["key_points"]}}
