"""What `drafter phrases` and `drafter groups` share: filters, Chinese names of the classes, an entry in full.

In: an entry or what the person typed. Out: lines, or values of options. Only `echo_list` prints.
"""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import Any, TypeVar

import click

from drafter import bank as banks
from drafter import resources, rhetoric, wording
from drafter.bank import NO_DEVICE, ORDERS, ORIGINS, STATES, Decision, PhraseBank, Wanted, find, ordered
from drafter.cli.options import echo_json
from drafter.cli.tables import aligned
from drafter.errors import DrafterError
from drafter.models import DEVICES, KINDS, TIERS, Group, Occurrence, Phrase, Validity

Function = TypeVar("Function", bound=Callable[..., Any])
Either = TypeVar("Either", Phrase, Group)

_PREFIX = re.compile(r"[0-9a-f]{4,7}")


def term(table: str, name: str | None) -> str:
    """The Chinese name of a kind, device, move, tier or origin: term("kinds", "transition") → 过渡; — for None."""
    return str(resources.data("bank/terms")[table].get(name, name)) if name else "—"


def both(table: str, name: str | None) -> str:
    """The Chinese name with the identifier behind it: 过渡（transition）."""
    return f"{term(table, name)}（{name}）" if name else "—"


def meant(table: str, allowed: Iterable[str]) -> dict[str, str]:
    """What a person may write for each of a closed set → the identifier: transition and 过渡 → transition."""
    return {said: name for name in allowed for said in (name, term(table, name))}


def named(table: str, allowed: Sequence[str]) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """Callback of an option that takes one of a closed set, as the identifier or in Chinese: transition or 过渡."""

    def judge(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None:
            return None
        said = value.strip()
        if name := meant(table, allowed).get(said):
            return name
        raise click.BadParameter(f"没有“{said}”，可用：{'、'.join(both(table, name) for name in allowed)}。")

    return judge


def lengths(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int | None, int | None]:
    """Callback of an option that takes a range of lengths: 6-12, 6-, -12 or 8."""
    if value is None:
        return None, None
    text = unicodedata.normalize("NFKC", value).replace(" ", "").replace("—", "-").replace("~", "-")
    match = re.fullmatch(r"([0-9]{0,6})(-?)([0-9]{0,6})", text)
    if match and any(match.group(1, 3)):
        least, dash, most = match.groups()
        found = (int(least) if least else None, int(most) if most else None)
        if not dash:
            return found[0], found[0]
        if None in found or found[0] <= found[1]:  # type: ignore[operator]
            return found
    raise click.BadParameter(f"“{value}”不是字数，请写成 6-12、6-、-12 或 8 这样的形式。")


def _filters() -> dict[str, Callable[[Function], Function]]:
    def of(table: str, allowed: Sequence[str], metavar: str, text: str, *names: str) -> Any:
        return click.option(*names, callback=named(table, allowed), metavar=metavar, help=text)

    return {
        "kind": of("kinds", KINDS, "作用", "只看起这种作用的，如 transition 或 过渡。", "--kind"),
        "device": of("devices", DEVICES, "手法", "只看用这种手法的，如 parallel 或 对仗。", "--device"),
        "theme": click.option("--theme", metavar="主题", help="只看讲这个主题的。"),
        "tier": of("tiers", TIERS, "档次", "只看这一档：formula 通用、attested 单见、authored 独创。", "--tier"),
        "source": click.option("--source", metavar="文件名", help="只看出自这份讲话的（文件名的一部分即可）。"),
        "year": click.option("--year", type=int, metavar="年份", help="只看这一年讲过的。"),
        "length": click.option("--length", callback=lengths, metavar="字数",
                               help="只看这么长的，如 6-12、8、15-；标点不计，一个空位算两个字。"),
        "origin": of("origins", ORIGINS, "来历", "只看 extracted 提取的或 curated 编写的。", "--origin"),
        "state": of("states", STATES, "取舍",
                    "只看 open 未决、accepted 已接受、rejected 已弃用或 changed 已改动的；"
                    "不写就看弃用以外的。", "--state"),
    }  # fmt: skip


def filter_options(*names: str) -> Callable[[Function], Function]:
    """Adds some of --kind --device --theme --tier --source --year --length --origin --state, in this order, as
    keyword arguments."""
    wanted = [option for name, option in _filters().items() if name in names]
    return lambda function: reduce(lambda command, option: option(command), reversed(wanted), function)


def sort_option(function: Function) -> Function:
    """Adds --sort (`sort: str | None`)."""
    return click.option("--sort", callback=named("orders", tuple(ORDERS)), metavar="次序", help=(
        "按什么排：weight 篇数、year 年份、length 长短、kind 作用、tier 档次、text 文字。"
    ))(function)  # fmt: skip


def pick(
    bank: PhraseBank, sort_of: type[Either], query: str = "", sort: str | None = None, **wanted: Any
) -> list[Either]:
    """The phrases or the groups that a person asked for: by the filters, best first for a query, else in the order
    asked for. Rejected ones come only when their state is asked for."""
    state = wanted.pop("state", None)
    pool = bank.rejected if state == "rejected" else (*bank.phrases, *bank.groups)
    open_to = (entry for entry in pool if isinstance(entry, sort_of))
    found = find(query, (e for e in open_to if state is None or bank.state(e.id) == state), Wanted(**wanted))
    return ordered(found, sort) if sort else found


def echo_list(
    bank: PhraseBank, sort_of: type[Either], row: Callable[[Either], Sequence[str]], as_json: bool,
    query: str | None = None, sort: str | None = None, **wanted: Any,
) -> None:  # fmt: skip
    """Prints what a person asked for (`pick`), one `row` (the third a number, the last what is searched) a line or as
    JSON; where there is nothing, why. Raises DrafterError for a query without words."""
    if query is not None and not banks.normalised(query):
        raise DrafterError("检索的词语不能为空，请写一个词或一句话")
    found = pick(bank, sort_of, query or "", sort, **wanted)
    if as_json:
        echo_json([banks.phrase_json(e) if isinstance(e, Phrase) else banks.group_json(e) for e in found])
        return
    if not found:
        click.echo(_nothing(bank, sort_of, query, wanted), err=True)
        return
    rows = [row(entry) for entry in found]
    for line, (*_, said) in zip(aligned(rows, right=[2]), rows, strict=True):
        click.echo(line.removesuffix(said) + highlighted(said, query or ""), color=color())


def _nothing(bank: PhraseBank, sort_of: type[Phrase] | type[Group], query: str | None, wanted: dict[str, Any]) -> str:
    """Why a list came out empty."""
    what, none = ("短语", "短语库是空的") if sort_of is Phrase else ("成组标题", "短语库里还没有成组标题")
    if why := no_theme(bank.phrases if sort_of is Phrase else bank.groups, wanted["theme"]):
        return why
    if query is not None:
        return f"没有找到与“{query}”相近的{what}"
    return f"没有符合条件的{what}" if any(value not in (None, (None, None)) for value in wanted.values()) else none


def identified(bank: PhraseBank, text: str) -> str:
    """The id that a person means: a whole one, or its first digits (four at least) where only one entry has them.

    Unknown ones come back as they are. Raises DrafterError where several entries begin so.
    """
    said = text.strip().lower()
    if bank.original(said) is not None or not _PREFIX.fullmatch(said):
        return said
    known = {d.id: d.pattern for d in bank.decisions} | {entry.id: saying(entry) for entry in bank.originals}
    hits = sorted(identity for identity in known if identity.startswith(said))
    if len(hits) > 1:
        told = "；".join(f"{identity} {known[identity]}" for identity in hits[:3])
        raise DrafterError(f"以“{said}”开头的编号有{len(hits)}个，请多写几位：{told}")
    return hits[0] if hits else said


def saying(entry: Phrase | Group) -> str:
    """An entry in one line: a phrase's pattern, a group's skeleton with its items."""
    return entry.pattern if isinstance(entry, Phrase) else _filled(entry.skeleton, entry.items)


def _filled(skeleton: str, items: Iterable[Sequence[str]] | None) -> str:
    """A skeleton with what filled it: {}保障：组织 / 制度."""
    return skeleton + (f"：{' / '.join('，'.join(item) for item in items)}" if items else "")


def decided_on(decision: Decision) -> str:
    """What a decision was about, in one line: as `saying`, as far as the overlay keeps it."""
    return _filled(decision.pattern, decision.items)


def no_theme(entries: Iterable[Phrase | Group], theme: str | None) -> str:
    """For a list that came out empty: that nothing in the bank has such a theme, and which it has; else ""."""
    counted = Counter(name for entry in entries for name in entry.themes)
    if not theme or any(theme in name for name in counted):
        return ""
    near = near_themes(theme, [name for name, _ in counted.most_common()])
    if not near and counted:
        most = "、".join(name for name, _ in counted.most_common(12))
        near = f"，库里的主题共{len(counted)}个，多的是：{most}"
    return f"没有标着主题“{theme}”的条目{near}"


def near_themes(theme: str, known: Iterable[str]) -> str:
    """The tail of a line about an unknown theme: those like it, nothing where none is."""
    names = list(known)
    close = difflib.get_close_matches(theme, names, 5, 0.4)
    close += [name for name in names if set(name) & set(theme) and name not in close]
    return f"，相近的主题有：{'、'.join(close[:8])}" if close else ""


def nearest(identity: str, entries: Iterable[Phrase | Group]) -> str:
    """The end of an error about an unknown id: the entries whose id or wording is nearest."""
    known = list(entries)
    if re.fullmatch(r"[0-9A-Fa-f]{3,12}", identity):
        ids = difflib.get_close_matches(identity.lower(), [e.id for e in known], 3, 0.5)
        near = [entry for want in ids for entry in known if entry.id == want]
    else:
        near = find(identity, known, Wanted())[:3]
    if not near:
        return "，请先用 list 或 search 查出编号"
    return f"，相近的有：{'；'.join(f'{e.id} {saying(e)}' for e in near)}"


def highlighted(pattern: str, query: str) -> str:
    """A pattern with what the query says in it made to stand out: the words, or else their character pairs."""
    marked: set[int] = set()
    for word in query.split():
        pairs = [word[n : n + 2] for n in range(len(word) - 1)]
        for part in [word] if word in pattern else pairs:
            for hit in re.finditer(re.escape(part), pattern):
                marked.update(range(*hit.span()))
    if not marked:
        return pattern
    runs = ((hit, "".join(pattern[n] for n in run)) for hit, run in groupby(range(len(pattern)), marked.__contains__))
    return "".join(click.style(run, fg="red", bold=True) if hit else run for hit, run in runs)


def color() -> bool | None:
    """Whether to colour: None lets click judge (a terminal yes, a pipe no); NO_COLOR forbids it."""
    return False if os.environ.get("NO_COLOR") else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry in full: labelled facts, then lines set in under a heading."""

    facts: list[tuple[str, str]]
    lists: list[tuple[str, list[str]]]

    def lines(self) -> list[str]:
        out = aligned((name, text) for name, text in self.facts if text and text != "—")
        for name, rows in self.lists:
            out += [name, *(f"  {row}" for row in rows)] if rows else []
        return out


def phrase_sheet(phrase: Phrase) -> Sheet:
    """Everything the bank holds about a phrase."""
    return Sheet(
        [
            ("编号", phrase.id),
            ("句式", phrase.pattern),
            ("作用", both("kinds", phrase.kind)),
            *_common(phrase),
            ("步骤", both("moves", phrase.move)),
            ("年份", _years(phrase.first_year, phrase.last_year)),
            ("时效", _valid(phrase.valid)),
        ],
        [("槽位", _slots(phrase)), ("出处", occurrences(phrase.occurrences))],
    )


def build(group: Group) -> dict[str, Any]:
    """How a group is built: `lengths` of the comma segments of each heading (the theme counts as nothing), the
    `theme_verb` before {主题} and the classes of themes that verb takes."""
    verb, classes = wording.theme_verb(group.skeleton)
    lengths = [rhetoric.segments(heading.replace("{主题}", "")) for heading in group.headings]
    return {"lengths": lengths, "theme_verb": verb, "theme_classes": list(classes)}


def _shape(group: Group) -> str:
    """The lengths in words: 各 7 字; 4＋7、4＋6 字."""
    shapes = ["＋".join(map(str, lengths)) for lengths in build(group)["lengths"]]
    return f"各 {shapes[0]} 字" if len(set(shapes)) == 1 else f"{'、'.join(shapes)} 字"


def group_sheet(group: Group) -> Sheet:
    """Everything the bank holds about a group."""
    aspects = group.aspects or (None,) * len(group.items)
    headings = aligned((heading, aspect or "") for heading, aspect in zip(group.headings, aspects, strict=True))
    return Sheet(
        [
            ("编号", group.id),
            ("骨架", group.skeleton),
            *_common(group),
            ("字数", _shape(group)),
            ("动词", wording.theme_verb(group.skeleton)[0] or "—"),
            ("结构", group.structure or "—"),
            ("层级", f"第{group.level}级标题" if group.level else "—"),
            ("{主题}填", term("forms", group.form) if _wants_theme(group) else "—"),
            ("限用于", "、".join(group.under)),
        ],
        [("标题", headings), ("出处", occurrences(group.occurrences))],
    )


def _wants_theme(group: Group) -> bool:
    return "{主题}" in group.skeleton + "".join(part for item in group.items for part in item)


def _common(entry: Phrase | Group) -> Iterable[tuple[str, str]]:
    yield "手法", both("devices", entry.device)
    yield "主题", "、".join(entry.themes)
    yield "方面", entry.aspect or "—"
    yield "来历", both("origins", entry.origin)
    yield "档次", both("tiers", entry.tier)
    yield "篇数", str(entry.weight)


def _years(first: int | None, last: int | None) -> str:
    known = dict.fromkeys(year for year in (first, last) if year)
    return "—".join(map(str, known))


def _valid(valid: Validity | None) -> str:
    if valid is None:
        return ""
    parts = (f"{valid.since} 起" if valid.since else "", f"{valid.until} 止" if valid.until else "")
    return "，".join(filter(None, parts))


def _slots(phrase: Phrase) -> list[str]:
    types = resources.data("slots")["types"]
    return aligned(
        (f"{{{name}}}", kind, str(types[kind]["prompt"]) if kind in types else "")
        for name, kind in phrase.slots.items()
    )


def state_lines(bank: PhraseBank, identity: str) -> list[str]:
    """What was decided about an entry, for the end of its sheet; nothing where nothing was."""
    decisions = bank.decided(identity)
    if not decisions:
        return []
    rows = [*(told(decision) for decision in decisions), *_former(bank, identity)]
    return [f"取舍  {term('states', bank.state(identity))}", *(f"  {row}" for row in rows)]


def _former(bank: PhraseBank, identity: str) -> Iterable[str]:
    """What an entry was before it was decided about: 原来：句式 ……，作用 ……"""
    filed, now = bank.original(identity), bank.entry(identity)
    if filed is None or now is None:
        return
    was, is_now = _changeable(filed), _changeable(now)
    changed = [f"{name} {value or '无'}" for name, value in was.items() if value != is_now[name]]
    if changed:
        yield f"原来：{'，'.join(changed)}"


def _changeable(entry: Phrase | Group) -> dict[str, str]:
    """What a person may change in an entry, as it is shown."""
    own = {"句式": entry.pattern, "作用": term("kinds", entry.kind)} if isinstance(entry, Phrase) else {
        "骨架": entry.skeleton}  # fmt: skip
    return own | {"手法": term("devices", entry.device), "主题": "、".join(entry.themes)}


def told(decision: Decision) -> str:
    """A decision in one line: 改标签：作用 领题句，主题 作风；备注：……"""
    themes = None if decision.themes is None else "、".join(decision.themes) or "无"
    device = decision.device and ("无" if decision.device == NO_DEVICE else term("devices", decision.device))
    facts = (
        ("作用", decision.kind and term("kinds", decision.kind)), ("手法", device), ("主题", themes),
        ("改为", decision.to),
    )  # fmt: skip
    said = "，".join(f"{name} {value}" for name, value in facts if value)
    note = f"（备注：{decision.note}）" if decision.note else ""
    return f"{term('decisions', decision.decision)}{'：' if said else ''}{said}{note}"


def occurrences(found: Iterable[Occurrence]) -> list[str]:
    """Where an entry stands, a line each: 材料.txt  第1篇  二/（三）  第41行  2019 市 政府全体会议."""
    return aligned((o.source, f"第{o.speech}篇", o.at or "开头", f"第{o.line}行", o.label) for o in found)
