"""Page numbers that stand inside the text: “要守住底线，首先 ⏎ 2、必须管住源头” → one sentence.

A page number is told from an enumeration by two things together: the numbers run through the whole file in one
series, and the sentence before most of them is cut. In an enumeration each item follows a finished sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafter.cleaning.rows import CLOSES_FIRST, Row, Rows, ends_sentence, is_heading, live

GAP = 10  # a preview may leave pages out
_NUMBER = re.compile(r"^[（(]?(\d{1,3})[)）]?[、.．,，]? ?(?=\D|$)")


def lift_page_numbers(rows: Rows) -> Rows:
    """Takes the page numbers off the lines they begin, and marks those lines as going on."""
    series = _series(rows)
    if not series:
        return rows
    out: list[Row] = []
    for i, row in enumerate(rows):
        if i not in series:
            out.append(row)
            continue
        match = _NUMBER.match(row.text)
        assert match
        out.append(Row(match.group().strip(), row.number, reason="page_number"))
        rest = row.text[match.end() :]
        if rest:
            out.append(replace(row, text=rest, page=True))
    return tuple(out)


def _series(rows: Rows) -> set[int]:
    """The places of the rising series at line beginnings that cuts most sentences, if it numbers pages.

    Of two lines with the same number the one that follows a cut sentence is the page number.
    """
    links: dict[int, _Link] = {}
    last: dict[int, int] = {}  # number → place that ends the best series with it
    before: int | None = None
    for i in live(rows):
        match = _NUMBER.match(rows[i].text)
        if match:
            number = int(match.group(1))
            near = [last[n] for n in range(number - GAP, number) if n in last]
            previous = max(near, key=lambda place: links[place].worth, default=None)
            cut = before is not None and _cut(rows[before].text, rows[i].text)
            link = _Link.after(links[previous] if previous is not None else None, previous, cut)
            if number not in last or link.worth > links[last[number]].worth:
                links[i] = link
                last[number] = i
        before = i
    return _chain(links)


@dataclass(frozen=True, slots=True)
class _Link:
    """A line that begins with a number: the line of the number before it, length and cuts of the series so far."""

    previous: int | None
    length: int
    cuts: int

    @classmethod
    def after(cls, link: _Link | None, place: int | None, cut: bool) -> _Link:
        return cls(place, (link.length if link else 0) + 1, (link.cuts if link else 0) + cut)

    @property
    def worth(self) -> int:
        return 2 * self.cuts + self.length


def _chain(links: dict[int, _Link]) -> set[int]:
    """The best series, if it is long enough and most of its numbers stand in a cut sentence."""
    if not links:
        return set()
    end = max(links, key=lambda place: links[place].worth)
    link = links[end]
    if link.length < 3 or link.cuts < 2 or link.cuts < 0.5 * (link.length - 1):
        return set()
    places: set[int] = set()
    place: int | None = end
    while place is not None:
        places.add(place)
        place = links[place].previous
    return places


def _cut(before: str, after: str) -> bool:
    """Whether a sentence is cut between two lines, the number of the second taken off."""
    rest = _NUMBER.sub("", after)
    if rest.startswith(CLOSES_FIRST):
        return True
    return len(before) >= 30 and not ends_sentence(before) and not is_heading(before) and not before.endswith("：")
