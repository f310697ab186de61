"""The numbers that Word puts before a paragraph by itself (一、 （一） 1.) → text.

In: numbering.xml and styles.xml of the package. Out: the number of each paragraph as it is shown, counted in the
order of the calls. Bullets give nothing: their signs are letters of symbol fonts. Source of the rules: ECMA-376,
part 1, 17.9 (numFmt, lvlText, start, lvlRestart by default).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from drafter import numerals

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _roman(n: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (n // value)
        n %= value
    return out


def _circled(n: int) -> str:
    return chr(0x245F + n) if 1 <= n <= 20 else str(n)


def _hanzi(n: int) -> str:
    return numerals.chinese(n) if n <= 999 else str(n)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "ideographDigital", "chineseLegalSimplified", "koreanCounting"),
        _hanzi,
    ),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": lambda n: chr(96 + (n - 1) % 26 + 1),
    "upperLetter": lambda n: chr(64 + (n - 1) % 26 + 1),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "decimalZero": lambda n: f"{n:02}",
    "decimal": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """Counts the numbered paragraphs of one document."""

    def __init__(self, numbering: ElementTree.Element | None, styles: ElementTree.Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}  # list → its levels
        self._lists: dict[str, str] = {}  # list → the abstract list whose count it shares
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def prefix(self, paragraph: ElementTree.Element) -> str:
        """The number shown before a paragraph ("" if it has none); counts it."""
        found = self._named(paragraph.find(f"{W}pPr"))
        levels = self._levels.get(found[0]) if found else None
        if found is None or levels is None or found[1] not in levels:
            return ""
        depth = found[1]
        counts = self._counts.setdefault(self._lists[found[0]], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return self._shown(levels, depth, counts)

    def _shown(self, levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
        if levels[depth].form in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            if level not in levels:
                return ""
            return _FORMATS.get(levels[level].form, str)(counts.get(level, levels[level].start))

        text = _PLACE.sub(number, levels[depth].text)
        return text + " " if text[-1:] in ".．" else text

    def _named(self, properties: ElementTree.Element | None) -> tuple[str, int] | None:
        """List and level of a paragraph: its own, else those of its style."""
        own = _number(properties)
        if own and own[0]:
            return own
        style = _value(properties, "pStyle") if properties is not None else None
        inherited = self._styles.get(style) if style else None
        return (inherited[0], own[1]) if own and inherited else inherited

    def _read_styles(self, styles: ElementTree.Element) -> None:
        """The lists that styles bring, also by the style they are based on."""
        bases: dict[str, str] = {}
        for style in styles.findall(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            bases[name] = _value(style, "basedOn") or ""
            found = _number(style.find(f"{W}pPr"))
            if found and found[0]:
                self._styles[name] = found
        for name in bases:
            base, seen = name, {""}
            while base not in seen and base not in self._styles:
                seen.add(base)
                base = bases.get(base, "")
            if base in self._styles:
                self._styles.setdefault(name, self._styles[base])

    def _read_lists(self, numbering: ElementTree.Element) -> None:
        abstract = {
            element.get(f"{W}abstractNumId", ""): {
                int(level.get(f"{W}ilvl", "0")): _level(level) for level in element.findall(f"{W}lvl")
            }
            for element in numbering.findall(f"{W}abstractNum")
        }
        for element in numbering.findall(f"{W}num"):
            number, base = element.get(f"{W}numId", ""), _value(element, "abstractNumId") or ""
            levels = dict(abstract.get(base, {}))
            overrides = element.findall(f"{W}lvlOverride")
            for override in overrides:
                depth, start = int(override.get(f"{W}ilvl", "0")), _value(override, "startOverride")
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[depth] = _level(own)
                elif start is not None and depth in levels:
                    levels[depth] = _Level(int(start), levels[depth].form, levels[depth].text)
            self._levels[number] = levels
            self._lists[number] = f"own {number}" if overrides else base


def _level(element: ElementTree.Element) -> _Level:
    start = _value(element, "start") or "1"
    return _Level(int(start), _value(element, "numFmt") or "decimal", _value(element, "lvlText") or "")


def _number(properties: ElementTree.Element | None) -> tuple[str, int] | None:
    """List ("" when only the level is said) and level that paragraph properties name."""
    element = properties.find(f"{W}numPr") if properties is not None else None
    if element is None:
        return None
    return _value(element, "numId") or "", int(_value(element, "ilvl") or "0")


def _value(element: ElementTree.Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None
