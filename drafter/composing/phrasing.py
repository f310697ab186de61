"""The sentences of a draft: the moves before and after the points, and the key points under each heading."""

from __future__ import annotations

from dataclasses import replace

from drafter import resources
from drafter.composing.choice import rank
from drafter.composing.stock import Stock
from drafter.composing.words import Words, provenance
from drafter.errors import DrafterError
from drafter.models import Block, Brief, Phrase


class Phrasing:
    """Chooses phrases for one draft; an entry once used is not used again."""

    def __init__(self, brief: Brief, stock: Stock, words: Words) -> None:
        self.seed = brief.seed or 0
        self.stock = stock
        self.words = words
        self.used: set[str] = set()

    def move(self, path: str, move: str, aspect: str | None, own: list[str], **more: str) -> Block:
        """The block of a move. `own`: patterns the structure brings, before those of the bank.

        Raises DrafterError when there is none.
        """
        candidates = [_curated(pattern, n) for n, pattern in enumerate(own)] or self.stock.for_move(move, aspect)
        block = self._choose(path, move, candidates, more)
        if block is None:
            what = f"{move}/{aspect}" if aspect else move
            raise DrafterError(f"短语库里没有可用于“{what}”这一步的短语，请在 curated/ 里补一条（move: {move}）")
        return block

    def key_points(self, heading: Block) -> list[Block]:
        """缘由, 举措, 责任 under a heading, all of one card; hints alone where the bank has none of its aspect."""
        fresh = [card for card in self.stock.cards(heading.aspect or "") if not any(p.id in self.used for p in card)]
        ranked = rank(self.seed, f"{heading.path}.card", fresh, lambda card: card[0].card or "", lambda _: 1)
        chosen = {phrase.kind: phrase for phrase in (ranked[0] if ranked else [])}
        blocks = []
        for n, entry in enumerate(resources.data("composing/aspects")["key_points"], 1):
            path, move = f"{heading.path}.p{n}", entry["move"]
            phrase = next((chosen[kind] for kind in entry["kinds"] if kind in chosen), None)
            if phrase is None:
                hint = _HINTS[move].replace("…", heading.said)
                blocks.append(Block(path, move, hint, slots=self.words.of(hint)))
            else:
                blocks.append(self._block(path, move, phrase, {}))
        return blocks

    def _choose(self, path: str, move: str, candidates: list[Phrase], more: dict[str, str]) -> Block | None:
        fresh = [p for p in candidates if p.id not in self.used]
        if not fresh:
            return None
        return self._block(path, move, rank(self.seed, path, fresh, lambda p: p.id, lambda p: p.weight)[0], more)

    def _block(self, path: str, move: str, phrase: Phrase, more: dict[str, str]) -> Block:
        self.used.add(phrase.id)
        slots = self.words.of(phrase.pattern, phrase.slots, **more)
        return Block(path, move, phrase.pattern, entry=phrase.id or None, slots=slots, sources=provenance(phrase))


_HINTS = {
    "significance": "{…：写明缘由}",
    "tasks": "{…：写明做法}，{数量}",
    "safeguards": "由{责任单位}牵头，{日期}前把“…”落实到位",
}


def _curated(pattern: str, n: int) -> Phrase:
    """A pattern of a structure's own as a phrase; it has no id, since it is no entry of the bank."""
    return replace(Phrase(id=f"structure-{n}", pattern=pattern, kind="transition"), origin="curated")
