"""From YAML to entries, with every mistake said by file and line.

In: the value of one phrase file (`phrases:` and/or `groups:`). Out: `Phrase` and `Group` records with what a
person need not write (id, slot types, origin, tier) filled in. Nothing is corrected silently: an unknown
field, kind or device stops the loading.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn, cast

import yaml

from drafter import resources, slots, yamlio
from drafter.bank import texts
from drafter.bank.ids import group_id, normalised, phrase_id
from drafter.errors import DrafterError, nearest
from drafter.models import DEVICES, KINDS, MOVES, TIERS, Group, Occurrence, Origin, Phrase, Tier, Validity

ORIGINS = ("extracted", "curated")

_SHARED = {"id", "device", "themes", "origin", "tier", "weight", "occurrences", "aspect"}
PHRASE_FIELDS = _SHARED | {"pattern", "kind", "slots", "first_year", "last_year", "valid", "move"}
GROUP_FIELDS = _SHARED | {"skeleton", "items", "level", "structure", "form", "under", "after_yao"}
OCCURRENCE_FIELDS = {"source", "speech", "at", "line", "label", "year"}

CARD_KINDS = {"reason": "topic", "measure": "mechanism", "duty": "deadline"}
"""The parts of a card (缘由, 举措, 责任) and the kind of phrase each of them is."""

_ID = re.compile(r"[0-9a-f]{8}")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2})?")
_STRAY_BRACE = re.compile(r"[{}]")


def shown(value: object) -> str:
    """A wrong value as an error quotes it: cut short, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= 20 else f"{text[:20]}…"


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file, with typed access to its fields; every refusal names `where` (file and line)."""

    record: yamlio.Record
    file: str

    @property
    def where(self) -> str:
        return f"{self.file} 第{self.record.line}行"

    def fail(self, message: str) -> NoReturn:
        raise DrafterError(f"{self.where}：{message}")

    def only(self, fields: Iterable[str]) -> None:
        """Refuses fields that nobody reads, with the nearest known name."""
        known = tuple(sorted(fields))
        for key in self.record:
            if key not in known:
                self.fail(f"不认识字段“{shown(key)}”，{nearest(key, known)}")

    def text(self, key: str, blank: bool = False) -> str | None:
        value = self.record.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not (blank or value.strip()):
            self.fail(f"“{key}”应是一段文字，现在是“{shown(value)}”，请改正（必要时加引号）")
        return value

    def required(self, key: str) -> str:
        value = self.text(key)
        if value is None:
            self.fail(f"缺少“{key}”，请补上")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; a single string counts as a list of one."""
        value = self.record.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.fail(f"“{key}”应是文字的列表，如 [甲, 乙]，现在是“{shown(value)}”")
        return tuple(value)

    def number(self, key: str, least: int = 0) -> int | None:
        value = self.record.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            self.fail(f"“{key}”应是不小于 {least} 的整数，现在是“{shown(value)}”")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false when absent."""
        value = self.record.get(key, False)
        if not isinstance(value, bool):
            self.fail(f"“{key}”只能写 true 或 false")
        return value

    def choice(self, key: str, allowed: Sequence[str], table: str = "") -> str | None:
        """One of a closed set; where `table` (of bank/terms) names its members, also in Chinese: 开场 for opening."""
        value = self.text(key)
        if value is None or value in allowed:
            return value
        named = _named(table, allowed)
        if value in named:
            return named[value]
        self.fail(f"“{key}”没有“{shown(value)}”这一种，{_offered(value, allowed, named)}")

    def mapping(self, key: str) -> Entry | None:
        value = self.record.get(key)
        if value is None:
            return None
        if not isinstance(value, yamlio.Record):
            self.fail(f"“{key}”应是“名: 值”的写法，现在是“{shown(value)}”")
        return Entry(value, self.file)

    def mappings(self, key: str) -> list[Entry]:
        value = self.record.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, yamlio.Record) for item in value):
            self.fail(f"“{key}”应是列表，每项写成“名: 值”")
        return [Entry(item, self.file) for item in value]

    def identifier(self, computed: str) -> str:
        """The id written down, else the computed one."""
        value = self.record.get("id")
        if value is None:
            return computed
        if isinstance(value, bool) or not _ID.fullmatch(str(value)):
            self.fail(f"“id”应是 8 位十六进制数，现在是“{shown(value)}”；不写也可以")
        return str(value)


def _named(table: str, allowed: Sequence[str]) -> dict[str, str]:
    """Chinese name → identifier."""
    terms = resources.data("bank/terms")[table] if table else {}
    return {terms[name]: name for name in allowed if name in terms}


def _offered(value: str, allowed: Sequence[str], named: dict[str, str]) -> str:
    """The tail of an error about an unknown value: what is like it, else all there is, each with its Chinese name."""
    if not named:
        return nearest(value, tuple(allowed))
    both = {name: f"{chinese}（{name}）" for chinese, name in named.items()}
    close = difflib.get_close_matches(value, [*allowed, *named], n=3, cutoff=0.5)
    found = dict.fromkeys(named.get(name, name) for name in close)
    return f"{'相近的有' if found else '可用'}：{'、'.join(both.get(name, name) for name in found or allowed)}"


@dataclass(slots=True)
class Contents:
    """What a layer's files hold, in reading order, and the place each entry was read from (by its id)."""

    phrases: dict[str, Phrase] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def read(text: str, file: str, origin: Origin, into: Contents) -> None:
    """Adds the entries of one phrase file to `into`; `file` is what errors call it.

    Raises DrafterError (file and line) for broken YAML and for anything an entry must not be; also when the
    same entry stands twice among `into`.
    """
    value = texts.parse(text, file)
    if value is None:
        return
    if not isinstance(value, yamlio.Record) or not value.keys() <= {"phrases", "groups", "cards"}:
        line = _line(text, ()) if not isinstance(value, yamlio.Record) else value.line
        raise DrafterError(f"{file} 第{line}行：短语文件应以 phrases:、groups: 或 cards: 开头，下面每条一项")
    for record in records(value, "phrases", text, file):
        phrase = read_phrase(Entry(record, file), origin)
        _claim(into, phrase.id, Entry(record, file))
        into.phrases[phrase.id] = phrase
    for record in records(value, "groups", text, file):
        group = read_group(Entry(record, file), origin)
        _claim(into, group.id, Entry(record, file))
        into.groups[group.id] = group
    for record in records(value, "cards", text, file):
        for phrase in read_card(Entry(record, file), origin):
            _claim(into, phrase.id, Entry(record, file))
            into.phrases[phrase.id] = phrase


def records(value: yamlio.Record, key: str, text: str, file: str) -> list[yamlio.Record]:
    """The mappings listed under a key of a file. Raises DrafterError for anything else that stands there."""
    items = value.get(key)
    if items is None:
        return []
    if not isinstance(items, list):
        raise DrafterError(f"{file} 第{_line(text, (key,))}行：“{key}”下面应是列表，每条以“- ”开头")
    for n, item in enumerate(items):
        if not isinstance(item, yamlio.Record):
            need = {"phrases": "pattern", "groups": "skeleton", "cards": "aspect"}.get(key, "id")
            raise DrafterError(f"{file} 第{_line(text, (key, n))}行：“{shown(item)}”不成一条，应写成 {{{need}: …}}")
    return items


def _line(text: str, path: tuple[str | int, ...]) -> int:
    """The line of a value that has no record of its own: found by composing the file again (errors only)."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next(v for k, v in node.value if k.value == step)
        elif isinstance(node, yaml.SequenceNode):
            node = node.value[cast(int, step)]
    return int(node.start_mark.line) + 1 if node else 1


def _claim(into: Contents, identity: str, entry: Entry) -> None:
    if identity in into.places:
        entry.fail(f"与 {into.places[identity]}是同一条（标点、空格不计），请删去一处")
    into.places[identity] = entry.where


# ---------------------------------------------------------------------------------------- one entry


def read_phrase(entry: Entry, origin: Origin) -> Phrase:
    """One mapping under `phrases:` as a record. Raises DrafterError."""
    entry.only(PHRASE_FIELDS)
    pattern = entry.required("pattern")
    check_braces(entry, pattern, "pattern")
    if "" in slots.names(pattern):
        entry.fail("句式里的槽位要有名字，如 {数}")
    if not normalised(pattern):
        entry.fail(f"“pattern”只有标点（{shown(pattern)}），请补上文字")
    kind = entry.choice("kind", KINDS, "kinds")
    if kind is None:
        entry.fail("缺少“kind”（这句话起什么作用），请补上")
    return Phrase(
        id=entry.identifier(phrase_id(pattern)),
        pattern=pattern,
        kind=kind,
        slots=_slots(entry, pattern),
        first_year=entry.number("first_year", 1),
        last_year=entry.number("last_year", 1),
        valid=_valid(entry),
        move=entry.choice("move", MOVES, "moves"),
        **_shared(entry, origin),
    )


def read_card(entry: Entry, origin: Origin) -> list[Phrase]:
    """One mapping under `cards:`: reason, measure and duty of an aspect, three phrases that are said together.

    Raises DrafterError.
    """
    entry.only({"aspect", "themes", *CARD_KINDS})
    aspect, themes = entry.required("aspect"), entry.texts("themes")
    patterns = {kind: entry.required(name) for name, kind in CARD_KINDS.items()}
    for name, pattern in zip(CARD_KINDS, patterns.values(), strict=True):
        check_braces(entry, pattern, name)
    card = phrase_id("".join(patterns.values()))
    return [
        Phrase(
            id=phrase_id(pattern), pattern=pattern, kind=kind, slots=slots.typed(pattern), themes=themes,
            origin=origin, tier="formula", aspect=aspect, card=card,
        )
        for kind, pattern in patterns.items()
    ]  # fmt: skip


def read_group(entry: Entry, origin: Origin) -> Group:
    """One mapping under `groups:` as a record. Raises DrafterError."""
    entry.only(GROUP_FIELDS)
    skeleton = entry.required("skeleton")
    check_braces(entry, skeleton, "skeleton")
    width = skeleton.count("{}")
    if not width:
        entry.fail("骨架里没有 {}，请用 {} 标出各标题不同的地方")
    items, aspects = _items(entry, width)
    return Group(
        id=entry.identifier(group_id(skeleton, items)),
        skeleton=skeleton,
        items=items,
        aspects=aspects if any(aspects) else (),
        level=entry.number("level", 1),
        structure=entry.text("structure"),
        form=entry.text("form") or "work",
        under=entry.texts("under"),
        after_yao=entry.flag("after_yao"),
        **_shared(entry, origin),
    )


def _shared(entry: Entry, origin: Origin) -> dict[str, Any]:
    given = entry.choice("origin", ORIGINS, "origins")
    if given is not None and given != origin:
        entry.fail(f"“origin”由所在文件夹定，这里是 {origin}，请删去这一项")
    usual: Tier = "formula" if origin == "curated" else "attested"
    weight = entry.number("weight", 1)
    return {
        "device": entry.choice("device", DEVICES, "devices"),
        "themes": entry.texts("themes"),
        "origin": origin,
        "tier": entry.choice("tier", TIERS, "tiers") or usual,
        "weight": 1 if weight is None else weight,
        "occurrences": tuple(map(_occurrence, entry.mappings("occurrences"))),
        "aspect": entry.text("aspect"),
    }


def _slots(entry: Entry, pattern: str) -> dict[str, str]:
    types = slots.typed(pattern)
    given = entry.mapping("slots")
    for name in given.record if given else ():
        if name not in types:
            entry.fail(f"槽位“{name}”在句式里没有用到，请删去或补上 {{{name}}}")
        kind = given.choice(name, slot_types()) if given else None
        types[name] = kind or types[name]
    return types


def slot_types() -> tuple[str, ...]:
    """The types a slot may have, as data/slots.yaml lists them."""
    return tuple(resources.data("slots")["types"])


def _valid(entry: Entry) -> Validity | None:
    given = entry.mapping("valid")
    if given is None:
        return None
    given.only(("from", "until"))
    since, until = (_date(given, key) for key in ("from", "until"))
    return Validity(since, until)


def _date(entry: Entry, key: str) -> str | None:
    value = entry.record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not _DATE.fullmatch(str(value)):
        entry.fail(f"“{key}”应是年份或年月，如 2021 或 2025-12，现在是“{shown(value)}”")
    return str(value)


def _occurrence(entry: Entry) -> Occurrence:
    entry.only(OCCURRENCE_FIELDS)
    return Occurrence(
        source=entry.required("source"),
        speech=entry.number("speech", 1) or 1,
        at=entry.text("at", blank=True) or "",
        line=entry.number("line") or 0,
        label=entry.text("label") or "",
        year=entry.number("year", 1),
    )


def _items(entry: Entry, width: int) -> tuple[tuple[tuple[str, ...], ...], tuple[str | None, ...]]:
    given = entry.record.get("items")
    if not isinstance(given, list) or len(given) < 2:
        entry.fail("“items”应是列表，至少两项，每项填一个标题")
    items, aspects = [], []
    for value in given:
        aspect = None
        if isinstance(value, yamlio.Record):
            inner = Entry(value, entry.file)
            inner.only(("text", "aspect"))
            aspect, value = inner.text("aspect"), value.get("text")
        item = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()
        if not item or not all(isinstance(part, str) for part in item):
            entry.fail(f"“items”里的“{shown(value)}”不是文字，请改正（必要时加引号）")
        if len(item) != width:
            entry.fail(f"骨架有 {width} 处 {{}}，而“{shown('、'.join(item))}”填了 {len(item)} 处，请对齐")
        for part in item:
            check_braces(entry, part, "items")
            if "{}" in part:
                entry.fail(f"“items”里的“{shown(part)}”不能再含 {{}}")
        items.append(item)
        aspects.append(aspect)
    return tuple(items), tuple(aspects)


def stray_brace(text: str) -> bool:
    """Whether a brace of the text opens or closes no slot."""
    return bool(_STRAY_BRACE.search(slots.SLOT.sub("", text)))


def check_braces(entry: Entry, text: str, key: str) -> None:
    """Refuses a brace that opens or closes no slot."""
    if stray_brace(text):
        entry.fail(f"“{key}”里的花括号不成对（{shown(text)}），槽位应写成 {{名}}")
