"""`drafter phrases accept|reject|retag|reword|forget|orphans`, and the same under `groups`: decisions about entries.

In: ids and what is decided about them. Out: decisions in the overlay of the last --bank, by default of the user's
own bank; a line for each, or one JSON value with --json. What is doubtful about new words is said on standard error.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import click

from drafter import bank as banks
from drafter import resources, slots
from drafter.bank import NO_DEVICE, Overlay, PhraseBank, pattern_of
from drafter.cli.entries import both, decided_on, identified, meant, named, near_themes, nearest, saying, term, told
from drafter.cli.options import bank_options, echo_json, json_option, words
from drafter.cli.tables import aligned
from drafter.errors import DrafterError
from drafter.errors import nearest as like
from drafter.models import DEVICES, KINDS, Group, Phrase

Either: TypeAlias = Phrase | Group
Function = TypeVar("Function", bound=Callable[..., Any])

NOTHING = "无"
"""What a person writes to take a device or the themes away."""


def add_to(group: click.Group) -> None:
    """Puts the commands of this module under `phrases` or `groups`: ids of both are taken in both."""
    for command in (accept, reject, retag, reword, forget, orphans):
        group.add_command(command)


def note_option(function: Function) -> Function:
    """Adds --note (`note: str | None`)."""
    return click.option("--note", callback=words, metavar="文字", help="备注，记在这项取舍旁边。")(function)


# ---------------------------------------------------------------------------------------- what is decided about


def entries_of(bank: PhraseBank, identities: Sequence[str]) -> list[Either]:
    """The entries with these ids (or their first digits), as filed, each once, rejected ones too. Raises DrafterError
    for an unknown id, and for digits with which several begin."""
    found: list[Either] = []
    for identity in dict.fromkeys(identified(bank, i) for i in identities):
        entry = bank.original(identity)
        if entry is None:
            raise DrafterError(f"短语库里没有“{identity}”{nearest(identity, bank.originals)}")
        found.append(entry)
    return found


def shelf(extra: tuple[Path, ...], only: bool) -> tuple[PhraseBank, Overlay]:
    """The bank of a command, and the overlay its decisions go to. Raises DrafterError when there is none of these."""
    if only and not extra:
        raise DrafterError("写了 --only-bank，还要用 --bank 给出短语库，取舍才有处可记")
    return banks.layers(extra, only), Overlay(banks.target(extra))


def _decide(
    bank: PhraseBank, overlay: Overlay, entries: Sequence[Either], as_json: bool, decision: str, **fields: Any
) -> None:
    """Writes one decision about several entries, and says what was written."""
    decisions = [banks.about(entry, decision, **fields) for entry in entries]
    written = overlay.put(decisions)
    if as_json:
        echo_json([
            {"id": d.id, "pattern": d.pattern, "decision": d.decision, "before": bank.state(d.id), "written": new}
            for d, new in zip(decisions, written, strict=True)
        ])  # fmt: skip
        return
    rows = [
        (d.id, told(d) if new else f"{told(d)}（早已如此）", f"原{term('states', bank.state(d.id))}", decided_on(d))
        for d, new in zip(decisions, written, strict=True)
    ]
    click.echo("\n".join(aligned(rows)))
    done = f"{sum(written)} 项取舍已记入 {overlay.path}" if any(written) else "没有新的取舍要记"
    click.echo(done, err=True)


def _verdict(name: str, text: str) -> click.Command:
    @click.command(name, help=text)
    @click.argument("identities", metavar="编号…", nargs=-1, required=True)
    @note_option
    @bank_options
    @json_option
    def command(
        identities: tuple[str, ...], note: str | None, bank: tuple[Path, ...], only_bank: bool, as_json: bool
    ) -> None:
        loaded, overlay = shelf(bank, only_bank)
        _decide(loaded, overlay, entries_of(loaded, identities), as_json, name, note=note)

    return command


accept = _verdict("accept", "接受：确认可用。以后 review 不再问；弃用过的（下层短语库弃用的也在内）恢复使用。")
reject = _verdict("reject", "弃用：不再列出，也不用来起草。提取的文件不动，随时可以用 accept 恢复。")


# ----------------------------------------------------------------------------------------------- retag, reword


@click.command(help="改标签：改作用、手法、主题；没写的不变。")
@click.argument("identities", metavar="编号…", nargs=-1, required=True)
@click.option("--kind", callback=named("kinds", KINDS), metavar="作用", help="改成这种作用，如 topic 或 领题句。")
@click.option("--device", metavar="手法", help="改成这种手法，如 parallel 或 对仗；写“无”去掉手法。")
@click.option("--theme", "themes", multiple=True, metavar="主题", help="改成这个主题，可以写几次；写“无”去掉主题。")
@note_option
@bank_options
@json_option
def retag(
    identities: tuple[str, ...], kind: str | None, device: str | None, themes: tuple[str, ...], note: str | None,
    bank: tuple[Path, ...], only_bank: bool, as_json: bool,
) -> None:  # fmt: skip
    if kind is None and device is None and not themes:
        raise DrafterError("要改什么还没有写，请加 --kind、--device 或 --theme")
    new_themes = _themes(themes)
    fields = {"kind": kind, "device": _device(device), "themes": new_themes, "note": note}
    loaded, overlay = shelf(bank, only_bank)
    entries = entries_of(loaded, identities)
    groups = [entry.id for entry in entries if isinstance(entry, Group)]
    if kind and groups:
        raise DrafterError(f"“{groups[0]}”是一组标题，没有作用可改，请去掉 --kind")
    for line in _unknown(loaded, new_themes or ()):
        click.echo(line, err=True)
    _decide(loaded, overlay, entries, as_json, "retag", **fields)


def _device(value: str | None) -> str | None:
    if value is None:
        return None
    known = meant("devices", DEVICES) | {NOTHING: NO_DEVICE, NO_DEVICE: NO_DEVICE}
    said = value.strip()
    if said not in known:
        close = difflib.get_close_matches(said, known, 3, 0.4)
        offered = "、".join(both("devices", known[name]) for name in close or DEVICES)
        raise DrafterError(f"没有“{said}”这种手法，{'相近的有' if close else '可用'}：{offered}；写“无”去掉手法")
    return known[said]


def _themes(values: tuple[str, ...]) -> tuple[str, ...] | None:
    """The themes as they are written down; None where none were given, empty where they are to go."""
    themes = tuple(dict.fromkeys(value.strip() for value in values))
    if themes == (NOTHING,):
        return ()
    for theme in themes:
        if not theme or theme == NOTHING or banks.normalised(theme) != theme or "{" in theme or "}" in theme:
            raise DrafterError(f"“{theme}”不成主题，请写一个词，如 安全生产（不带标点和空格）")
    return themes or None


def _unknown(bank: PhraseBank, themes: Iterable[str]) -> list[str]:
    """A line for each theme that nobody has used yet: perhaps a slip."""
    known = {theme for entry in bank.originals for theme in entry.themes}
    known |= set(resources.data("themes")["themes"]) | set(resources.data("mining/themes"))
    return [f"注意：“{theme}”是新的主题{near_themes(theme, known)}" for theme in themes if theme not in known]


@click.command(help="改写：换一个说法，编号不变。槽位写作 {名}；一组标题改骨架，{} 的个数不变。")
@click.argument("identity", metavar="编号")
@click.argument("to", metavar="新句式")
@note_option
@bank_options
@json_option
def reword(identity: str, to: str, note: str | None, bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    loaded, overlay = shelf(bank, only_bank)
    (entry,) = entries_of(loaded, [identity])
    said = tidy(to)
    banks.check_pattern(entry, said)
    for doubt in doubts(loaded, entry, said):
        click.echo(f"注意：{doubt}", err=True)
    _decide(loaded, overlay, [entry], as_json, "reword", to=said, note=note)


def tidy(text: str) -> str:
    """New words on one line. Raises DrafterError for words with control characters."""
    said = " ".join(text.split())
    if not said.isprintable():
        raise DrafterError("新的说法里夹有看不见的控制字符，请重新输入")
    return said


def doubts(bank: PhraseBank, entry: Either, to: str) -> list[str]:
    """What a person should look at again in new words: names, masks, dated formulations, slots, a double."""
    from datetime import date

    from drafter import formulations, names

    found = [
        f"“{name.text}”像是某一篇讲话里的名称，用到别处会张冠李戴，可以换成槽位"
        for run in slots.literal_runs(to)
        for name in names.find(run)
        if name.kind in names.LOCAL
    ]
    for expired in formulations.expired(to, date.today().isoformat()):
        better = f"，现在说 {expired.hit.item.replaced_by}" if expired.hit.item.replaced_by else ""
        found.append(f"“{expired.hit.text}”{'现在还早' if expired.early else '已经过时'}{better}")
    before = set(slots.names(pattern_of(entry)))
    found += [f"槽位 {{{name}}} 没有专门的类型，起草时只能由人来填" for name in slots.names(to)
              if name and name not in before and slots.type_of(name) == "text"]  # fmt: skip
    found += [f"少了槽位 {{{name}}}" for name in before - set(slots.names(to))]
    other = bank.original(banks.phrase_id(to)) if isinstance(entry, Phrase) else None
    if other is not None and other.id != entry.id:
        found.append(f"短语库里已有这一句（{other.id}），不如弃用其中一条")
    return list(dict.fromkeys(found))


# ------------------------------------------------------------------------------------------- taking it back


@click.command(
    help="撤销：当作没有决定过。把对这些条目的取舍从 overlay.yaml 里删去，只改最后一个 --bank（默认个人的）的那一份。"
)
@click.argument("identities", metavar="编号…", nargs=-1, required=True)
@bank_options
@json_option
def forget(identities: tuple[str, ...], bank: tuple[Path, ...], only_bank: bool, as_json: bool) -> None:
    loaded, overlay = shelf(bank, only_bank)
    wanted = list(dict.fromkeys(identified(loaded, i) for i in identities))
    for identity in wanted:
        if not overlay.about(identity):
            held = "，是别的短语库里的取舍，可以用 accept 或 reject 盖过它" if loaded.decided(identity) else ""
            raise DrafterError(f"{overlay.path} 里没有关于“{identity}”的取舍{held}")
    gone = overlay.take(wanted)
    if as_json:
        echo_json([
            {"id": d.id, "pattern": d.pattern, "decision": d.decision} for decisions in gone for d in decisions
        ])  # fmt: skip
        return
    click.echo("\n".join(aligned((d.id, f"撤销 {told(d)}", decided_on(d)) for decisions in gone for d in decisions)))


# -------------------------------------------------------------------------------------------------- orphans


@click.command(
    help="列出找不到原来条目的取舍。附最相近的条目；用 --adopt 改挂，用 forget 删去。平时用的 --bank 要都带上。"
)
@click.option(
    "--adopt", nargs=2, multiple=True, metavar="旧编号 新编号", help="把旧编号的取舍改挂到新编号上；可以写几次。"
)
@click.option("--adopt-sure", is_flag=True, help="最相近的那条十分接近而且只有一条时，都改挂过去，并一一说明。")
@bank_options
@json_option
def orphans(
    adopt: tuple[tuple[str, str], ...], adopt_sure: bool, bank: tuple[Path, ...], only_bank: bool, as_json: bool
) -> None:
    folders = banks.folders(bank, only_bank)
    loaded = banks.layers(bank, only_bank)
    found = banks.orphans(folders, loaded)
    heirs = _told_heirs(loaded, found, adopt)
    if adopt_sure:
        heirs = {o.id: o.heir for o in found if o.heir} | heirs
    for orphan in found:
        if heir := heirs.get(orphan.id):
            Overlay(orphan.folder).exchange(orphan.id, banks.adopted(orphan.decisions, heir))
    if as_json:
        echo_json([_orphan_json(orphan, heirs.get(orphan.id)) for orphan in found])
        return
    if not found:
        click.echo("每项取舍都有对应的条目")
    for orphan in found:
        click.echo("\n".join(_orphan_lines(orphan, heirs.get(orphan.id))))


def _told_heirs(bank: PhraseBank, found: list[banks.Orphan], pairs: tuple[tuple[str, str], ...]) -> dict[str, Either]:
    heirs: dict[str, Either] = {}
    lost = {orphan.id: orphan.pattern for orphan in found}
    for old, new in ((identified(bank, a), b) for a, b in pairs):
        if old not in lost:
            raise DrafterError(f"“{old}”的取舍并没有失去条目，{like(old, tuple(lost))}")
        (heirs[old],) = entries_of(bank, [new])
        if "{}" in lost[old] and isinstance(heirs[old], Phrase):
            raise DrafterError(f"“{old}”是关于一组标题的取舍，而“{new}”是一条短语，请另选一个编号")
    return heirs


def _orphan_json(orphan: banks.Orphan, heir: Either | None) -> dict[str, Any]:
    return {
        "id": orphan.id, "pattern": orphan.pattern, "items": _listed(orphan.items), "layer": str(orphan.folder),
        "decisions": [d.decision for d in orphan.decisions],
        "near": [
            {"id": e.id, "pattern": pattern_of(e), "items": _listed(banks.items(e)), "likeness": round(share, 2)}
            for share, e in orphan.near
        ],
        "adopted_by": heir.id if heir else None,
    }  # fmt: skip


def _listed(items: tuple[tuple[str, ...], ...] | None) -> list[list[str]] | None:
    return None if items is None else [list(item) for item in items]


def _orphan_lines(orphan: banks.Orphan, heir: Either | None) -> list[str]:
    said = "；".join(told(decision) for decision in orphan.decisions)
    about = next((d for d in reversed(orphan.decisions) if d.items == orphan.items), orphan.decisions[-1])
    lines = [f"{orphan.id}  {decided_on(about)}", f"  {said}（{orphan.folder / 'overlay.yaml'}）"]
    if heir:
        return [*lines, f"  已改挂到 {heir.id}  {saying(heir)}"]
    if not orphan.near:
        return [*lines, "  没有相近的条目，不要了就用 forget 删去"]
    rows = aligned((e.id, f"相近 {share:.0%}", saying(e)) for share, e in orphan.near)
    return [*lines, *(f"  {row}" for row in rows)]
