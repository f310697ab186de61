"""From entries to the generated files of a layer, byte for byte the same for the same entries.

In: phrases and groups. Out: the text of extracted/<kind>.yaml and extracted/groups.yaml; of a decision its lines. What
the loader can work out for itself (id excepted, which people look for) is left out. Written here and not by the YAML
library, because one entry is a block with a blank line before it, and each occurrence one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from drafter import slots
from drafter.bank.overlay import Decision
from drafter.models import KINDS, Group, Occurrence, Phrase

_ORIGIN = """\
# 由 drafter extract 从讲话稿提取，重新提取时整个改写。请勿手工修改：
# 自己的句式写进 curated/，对某一条的取舍写进 overlay.yaml（drafter phrases accept、reject、retag、reword、review）。
# 每条以“- ”开头，各项的意思：
"""
_SHARED_HEAD = """\
#   tier      档次：formula 通用（两篇以上）、authored 独创；没写的是 attested 单见
#   weight    讲过的篇数，近似重复的只算一篇；没写的是 1
#   occurrences  出处：文件、第几篇、在提纲何处、第几行、哪一类讲话、年份
"""
HEADS = {
    "phrases": _ORIGIN + """\
#   pattern   句式；{名} 是空位
#   id        编号，由句式算出（标点、空格不计）
#   kind      作用；device 手法；themes 主题
#   slots     空位的类型，与按名字推定的不同才写
#   first_year、last_year  最早、最晚讲过的年份；valid 提法的时效
""" + _SHARED_HEAD,
    "groups": _ORIGIN + """\
#   skeleton  骨架；{} 是各标题不同之处，{名} 是空位
#   id        编号，由骨架和各项算出（标点、空格不计）
#   device    手法；level 第几级标题；themes 主题；structure 结构
#   items     各标题填进 {} 的字词，aspect 是着眼处
""" + _SHARED_HEAD,
}  # fmt: skip
"""The comment at the head of a generated file: what it is, and what its fields mean."""

# What YAML reads as itself: letters, digits, Chinese punctuation, single spaces inside, no indicator.
_PLAIN = re.compile(r"[\w“《（，][\w“”《》（）、，。；：！？…·/.%＋—-]*(?: [\w“”《》（）、，。；：！？…·/.%＋—-]+)*")
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_LETTER = re.compile(r"[a-df]")  # e may stand in a number: 12e45678


def files(phrases: Iterable[Phrase], groups: Iterable[Group]) -> dict[str, str]:
    """File name → text, for the entries given in their order; kinds without an entry have no file."""
    by_kind: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_kind.setdefault(phrase.kind, []).append(phrase)
    texts = {f"{kind}.yaml": _file("phrases", map(_phrase, by_kind[kind])) for kind in KINDS if kind in by_kind}
    listed = [_group(group) for group in groups]
    return texts | ({"groups.yaml": _file("groups", listed)} if listed else {})


def _file(key: str, blocks: Iterable[Iterable[str]]) -> str:
    out = [HEADS[key], f"{key}:\n"]
    for block in blocks:
        first, *rest = block
        out += ["\n", f"- {first}\n", *(f"  {line}\n" for line in rest)]
    return "".join(out)


def _phrase(phrase: Phrase) -> Iterator[str]:
    yield f"pattern: {scalar(phrase.pattern)}"
    yield f"id: {_identifier(phrase.id)}"
    yield from _given(phrase, "kind", "device", "themes")
    usual = slots.typed(phrase.pattern)
    unusual = {name: kind for name, kind in phrase.slots.items() if usual.get(name) != kind}
    if unusual:
        yield f"slots: {_flow(unusual)}"
    yield from _shared(phrase)
    yield from _given(phrase, "first_year", "last_year")
    if phrase.valid:
        ends = {"from": phrase.valid.since, "until": phrase.valid.until}
        yield f"valid: {_flow({end: value for end, value in ends.items() if value is not None})}"
    yield from _given(phrase, "move")
    yield from _occurrences(phrase.occurrences)


def _group(group: Group) -> Iterator[str]:
    yield f"skeleton: {scalar(group.skeleton)}"
    yield f"id: {_identifier(group.id)}"
    yield from _given(group, "device", "level", "structure")
    if group.form != "work":
        yield f"form: {scalar(group.form)}"
    yield from _given(group, "under")
    if group.after_yao:
        yield "after_yao: true"
    yield from _given(group, "themes")
    yield from _shared(group)
    yield "items:"
    aspects = group.aspects or (None,) * len(group.items)
    for item, aspect in zip(group.items, aspects, strict=True):
        text: object = item[0] if len(item) == 1 else item
        if aspect:
            yield f"- {_flow({'text': text, 'aspect': aspect})}"
        else:
            yield f"- {scalar(text) if isinstance(text, str) else _flow(text)}"
    yield from _occurrences(group.occurrences)


def block(decision: Decision) -> Iterator[str]:
    """The lines of one decision in overlay.yaml, from its dash on."""
    yield f"- id: {_identifier(decision.id)}"
    yield f"  pattern: {scalar(decision.pattern)}"
    if decision.items:
        yield f"  items: {_flow([item[0] if len(item) == 1 else item for item in decision.items])}"
    for line in _given(decision, "decision", "kind", "device"):
        yield f"  {line}"
    if decision.themes is not None:  # none at all is something said too
        yield f"  themes: {_flow(decision.themes)}"
    for line in _given(decision, "to", "note"):
        yield f"  {line}"


def _given(record: Phrase | Group | Decision, *names: str) -> Iterator[str]:
    """The fields of these names that hold anything, a line each, in this order."""
    for name in names:
        value = getattr(record, name)
        if value:
            yield f"{name}: {scalar(value) if isinstance(value, str) else _flow(value)}"


def _shared(entry: Phrase | Group) -> Iterator[str]:
    yield from _given(entry, "aspect")
    if entry.tier != "attested":
        yield f"tier: {entry.tier}"
    if entry.weight != 1:
        yield f"weight: {entry.weight}"


def _occurrences(occurrences: tuple[Occurrence, ...]) -> Iterator[str]:
    if occurrences:
        yield "occurrences:"
    for o in occurrences:
        row: dict[str, object] = {"source": o.source, "speech": o.speech, "at": o.at, "line": o.line}
        if o.label:
            row["label"] = o.label
        if o.year is not None:
            row["year"] = o.year
        yield f"- {_flow(row)}"


def _flow(value: object) -> str:
    """A value in one line: {source: a.txt, line: 3} or [甲, 乙]."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key, True)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar(value, True) if isinstance(value, str) else str(value)


def scalar(text: str, flow: bool = False) -> str:
    """A string as YAML: as it is where that reads back the same, else in double quotes."""
    bare = text if flow or text.startswith("{") else text.replace("{", "").replace("}", "")
    # Numbers and words with a meaning of their own (2021, null) are ASCII.
    telling = not text.isascii() or (text[:1].isalpha() and text.lower() not in _WORDS)
    if telling and _PLAIN.fullmatch(bare):
        return text
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else _escaped(c) for c in text) + '"'


def _identifier(identity: str) -> str:
    return identity if _LETTER.search(identity) else f'"{identity}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    code = ord(character)
    if 0xD800 <= code < 0xE000:  # half a character, out of a file name that is not UTF-8: YAML takes none
        return "\ufffd"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
