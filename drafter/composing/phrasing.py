"""The sentences of a draft: the moves before and after the points, and the key points under each heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from drafter import overlap, resources, slots, wording
from drafter.composing import paths
from drafter.composing.briefs import DEEPEST
from drafter.composing.choice import rank, score
from drafter.composing.joints import joint
from drafter.composing.plans import COUNTED
from drafter.composing.stock import Stock
from drafter.composing.words import Words, provenance
from drafter.errors import DrafterError
from drafter.models import Block, Brief, Phrase

Card = list[Phrase]

WARNING = "problems"
"""The move of a warning, the last sentence of a point."""

NAMED = (COUNTED, "字", "概括")
"""Slots of an announcement that the headings fill."""

AGAIN = 4
"""Letters in a row from which the ear hears words again."""

OWN = -0.4
"""Lots below it, two in three, take what was written for the theme first."""


class Phrasing:
    """Chooses phrases for one draft; an entry once used is not used again.

    `picks` names the entry a person re-rolled to, by path; `held` are the blocks that stay as they are. `options`
    remembers for each path the entries that could stand there, the best first; a card goes by its first entry.
    """

    def __init__(
        self,
        brief: Brief,
        stock: Stock,
        words: Words,
        picks: Mapping[str, str],
        held: Mapping[str, Block],
        given: Mapping[str, str] | None = None,
    ) -> None:
        """`given`: what the brief of the held blocks gave to slots; another value was typed by a person."""
        self.given = given or {}
        self.brief = brief
        self.seed = brief.seed or 0
        self.stock = stock
        self.words = words
        self.picks = picks
        self.held = held
        self.tools: set[str] = set()
        self.leads: set[str] = set()
        self.used = {block.entry for block in held.values() if block.entry and block.level is None}
        self.options: dict[str, list[str]] = {}

    def move(
        self, path: str, move: str, aspect: str | None, own: list[str], *, unheard: bool = False, **more: str
    ) -> Block:
        """The block of a move. `own`: patterns the structure brings, before those of the bank. `unheard`: no heading
        names the theme, so that this block had better.

        Raises DrafterError when there is none.
        """
        if (block := self.held.get(path)) is not None and block.level is None:
            return self.kept(block, **more)
        candidates = [_curated(pattern, n) for n, pattern in enumerate(own)] or self.stock.for_move(move, aspect)
        fresh = [p for p in candidates if p.id not in self.used and self._takes_theme(p)]
        if not fresh:
            what = f"{move}/{aspect}" if aspect else move
            raise DrafterError(f"短语库里没有可用于“{what}”这一步的短语，请在 curated/ 里补一条（move: {move}）")
        ranked = rank(self.seed, path, fresh, lambda p: p.id, lambda p: p.weight)
        # Most drafts open and end with the theme's own things, the others with what serves any theme.
        if score(self.seed, path, "themed") < OWN:
            ranked.sort(key=lambda p: not self.stock.themed(p))
        if unheard:
            ranked.sort(key=lambda p: not self.words.heard(slots.fill(p.pattern, self.words.values)))
        self.options[path] = [p.id for p in ranked]
        return self._block(path, move, self._picked(path, ranked), more)

    def _takes_theme(self, phrase: Phrase) -> bool:
        """Whether a sentence says of the theme what can be done with it: no 抓好敢于担当, and nothing of {工作} where
        the theme is no work."""
        if "工作" in slots.names(phrase.pattern) and "工作" not in self.words.values:
            return False
        said = slots.fill(phrase.pattern, {**self.words.values, "数": "三"})
        return wording.collocates(said, self.words.theme)

    def slot(self, path: str, name: str) -> Block:
        """The block of a slot that stands in the template itself."""
        if (block := self.held.get(path)) is not None and block.level is None:
            return self.kept(block)
        text = f"{{{name}}}"
        return Block(path, "tasks", text, slots=self.words.of(text))

    def kept(self, block: Block, **more: str) -> Block:
        """A block that stays, with what the brief says now in its slots. What it names is heard there still."""
        if block.level is None:
            self.tools.update(tools(block.text))
        new = self.words.of(block.text, {s.name: s.type for s in block.slots}, **more)
        old = {s.name: s.value for s in block.slots}
        # How many parts a heading names is counted where they are (compose.py), not by the points of the speech.
        stays = {name for name in old if self.typed(name, old[name]) or (name == COUNTED and block.level is not None)}
        return replace(
            block,
            slots=tuple(replace(s, value=old[s.name] if s.name in stays else s.value or old.get(s.name)) for s in new),
        )

    def typed(self, name: str, value: str | None) -> bool:
        """Whether a person typed what stands in a slot that a brief fills: the meeting, the theme in other words."""
        if value is None or not self.given or slots.filled_by(slots.type_of(name)) != "brief" or name in NAMED:
            return False
        return value not in self.given.values()

    def key_points(self, heading: Block, first: int = 1, beside: str = "") -> list[Block]:
        """缘由, 举措, 责任 under a heading, all of one card; hints alone where the bank has none of its aspect.
        `beside`: the clauses that are said there too, which a card had better not say again."""
        paths = [f"{heading.path}.p{n}" for n in range(first, first + len(_key_points()))]
        chosen: dict[str, Phrase] = {}
        if not all(path in self.held for path in paths):
            chosen = {phrase.kind: phrase for phrase in self._card(heading, paths[0], beside)}
        return [
            self.kept(self.held[path])
            if path in self.held
            else self._key_point(path, entry, chosen, heading)
            for path, entry in zip(paths, _key_points(), strict=True)
        ]  # fmt: skip

    def warning(self, point: Block, last: Block, said: str) -> list[Block]:
        """The warning or the turn that closes a point, behind what stands under its last heading; [] where the bank has
        none for the point's aspect. `said`: what is said under the point, none of which it had better say again."""
        path = f"{last.path}.warning"
        if path in self.held:
            return [self.kept(self.held[path])]
        if any(p.startswith(f"{point.path}.") and paths.is_warning(p) for p in self.held):
            return []  # the point has one, under a sub-heading that was the last
        candidates = self.stock.for_move(WARNING, point.aspect) if point.aspect else []
        fresh = [p for p in candidates if p.id not in self.used and self._takes_theme(p)]
        if not fresh:
            return []
        ranked = rank(self.seed, f"{point.path}/warning", fresh, lambda p: p.id, lambda p: p.weight)
        themed = [p for p in ranked if self.stock.themed(p)]
        first = sorted(themed or ranked, key=lambda p: (_again([p], said), p.pattern[:2] in self.leads))
        ranked = first + [p for p in ranked if p not in first]
        self.options[path] = [p.id for p in ranked]
        picked = self._picked(path, ranked)
        self.leads.add(picked.pattern[:2])
        return [self._block(path, WARNING, picked, {})]

    def more(self, heading: Block, first: int, said: str) -> list[Block]:
        """Another card under a heading, numbered from `first`; [] where the bank has none left of its aspect that says
        nothing of what is `said` there."""
        return self.key_points(heading, first, said) if any(_again(c, said) < 2 for c in self._fresh(heading)) else []

    def _fresh(self, heading: Block) -> list[Card]:
        """The cards of a heading's aspect that nothing of is used yet; each leaves room for a fact."""
        cards = self.stock.cards(heading.aspect or "")
        return [c for c in cards if not any(p.id in self.used for p in c) and any(_asks(p) for p in c)]

    def _card(self, heading: Block, path: str, beside: str) -> Card:
        held = {self.held[p].entry for p in paths.of_card(path) if p in self.held}
        own = [c for c in self.stock.cards(heading.aspect or "") if any(p.id in held for p in c)]
        if own:  # the rest of a card of which a person keeps or changed a sentence
            return own[0]
        first = int(path.rpartition(".p")[2])
        lot = f"{heading.path}.card" if first == 1 else f"{heading.path}.card{first}"
        ranked = rank(self.seed, lot, self._fresh(heading), lambda card: card[0].card or "", lambda _: 1)
        # A tool is named once in a draft: 台账 again in the next paragraph is heard as a formula.
        ranked.sort(
            key=lambda card: (_again(card, beside), len(self.tools & {t for p in card for t in tools(p.pattern)}))
        )
        self.options[path] = [card[0].id for card in ranked]
        picked = self.picks.get(path)
        return next((card for card in ranked if any(p.id == picked for p in card)), ranked[0] if ranked else [])

    def _key_point(self, path: str, entry: dict[str, str], chosen: dict[str, Phrase], heading: Block) -> Block:
        move = entry["move"]
        phrase = next((chosen[kind] for kind in entry["kinds"] if kind in chosen), None)
        if phrase is not None:
            return self._joined(self._block(path, move, phrase, {}))
        hint = _HINTS[move].replace("…", heading.said)
        return Block(path, move, hint, slots=self.words.of(hint))

    def _joined(self, block: Block) -> Block:
        """A sentence of a paragraph, joined to the one before it."""
        if self.brief.depth != "draft":
            return block
        first = block.move == "significance"
        if first and paths.card(block.path) == 1:
            return block
        deep = self.brief.levels == DEEPEST
        before = joint("more" if first else block.move, block.text, block.path, self.seed, clauses=deep)
        return replace(block, text=before + block.text)

    def _picked(self, path: str, ranked: list[Phrase]) -> Phrase:
        return next((p for p in ranked if p.id == self.picks.get(path)), ranked[0])

    def _block(self, path: str, move: str, phrase: Phrase, more: dict[str, str]) -> Block:
        self.used.add(phrase.id)
        self.tools.update(tools(phrase.pattern))
        slots_ = self.words.of(phrase.pattern, phrase.slots, **more)
        return Block(path, move, phrase.pattern, entry=phrase.id or None, slots=slots_, sources=provenance(phrase))


def _again(card: Card, beside: str) -> int:
    """How many runs of letters of what is said beside a card it says once more."""
    return sum(len(_runs(phrase.pattern) & _runs(beside)) for phrase in card) if beside else 0


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[str]:
    """The runs of AGAIN letters in a text, between its slots."""
    parts = map(overlap.normal, slots.literal_runs(text))
    return frozenset(part[n : n + AGAIN] for part in parts for n in range(len(part) - AGAIN + 1))


def tools(text: str) -> list[str]:
    """The tools that a text names (data/composing/tools.yaml): 台账, 清单, 通报."""
    return [tool for tool in resources.data("composing/tools")["tools"] if tool in text]


_HINTS = {
    "significance": "{…：写明缘由}",
    "tasks": "{…：写明做法}，{数量}",
    "safeguards": "由{责任单位}牵头，{日期}前把“…”落实到位",
}


def is_hint(text: str) -> bool:
    """Whether a text is a hint of the program's own, or a bare slot of a template."""
    patterns = [re.escape(hint).replace("…", ".+") for hint in _HINTS.values()]
    return any(re.fullmatch(pattern, text) for pattern in (*patterns, r"\{[^{}]*\}"))


def _key_points() -> list[dict[str, str]]:
    return list(resources.data("composing/aspects")["key_points"])


def _asks(phrase: Phrase) -> bool:
    """Whether a phrase leaves a slot that only a person can fill."""
    return any(slots.filled_by(slots.type_of(name)) == "ask" for name in slots.names(phrase.pattern))


def _curated(pattern: str, n: int) -> Phrase:
    """A pattern of a structure's own as a phrase; it has no id, since it is no entry of the bank."""
    return replace(Phrase(id=f"structure-{n}", pattern=pattern, kind="transition"), origin="curated")
