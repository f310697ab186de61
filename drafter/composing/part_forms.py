"""What may stand under a point: the forms of its aspect."""

from __future__ import annotations

from drafter.composing.stock import Form, Stock
from drafter.composing.templates import Template


class PartForms:
    """The forms for the parts of one draft, found once for each aspect."""

    def __init__(self, structure: Template, stock: Stock, style: str) -> None:
        """`style`: the marker of the second level; behind 一要 stands only what reads well there."""
        self.structure = structure
        self.stock = stock
        self.style = style
        self._under: dict[tuple[str, bool], list[Form]] = {}

    def under(self, aspect: str, top: Form) -> list[Form]:
        """Forms for what stands under a point of this aspect."""
        key = aspect, self.stock.themed(top.group)
        if key not in self._under:
            self._under[key] = self._found(aspect, top)
        return self._under[key]

    def has_own(self, aspect: str, top: Form) -> bool:
        """Whether anything under a point of this aspect was written for the theme."""
        return any(self.stock.themed(part.group) for part in self.under(aspect, top))

    def _found(self, aspect: str, top: Form) -> list[Form]:
        """Where a structure's parts take up the words of its points (一字经), those written for a theme go with points
        written for it."""
        settled = self.structure.settings.get("parts")
        structures: tuple[str | None, ...] = (self.structure.id,) if settled else (None, self.structure.id)
        forms = self.stock.parts(aspect, structures)
        lent = self.structure.settings.get("borrow", {}).get(aspect)
        if lent and not any(self.stock.themed(form.group) for form in forms):
            # 五项举措 for a theme with measures of its own, but none written as such, are those.
            others = [form for one in lent for form in self.stock.parts(one, (None,))]
            return [form for form in others if self.stock.themed(form.group)] + forms
        if settled == "own":
            forms = [form for form in forms if self.stock.themed(form.group) == self.stock.themed(top.group)]
        yao = "要" in self.style
        return [form for form in forms if form.group.after_yao or not yao]
