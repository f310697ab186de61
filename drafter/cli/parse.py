"""`drafter parse`: what reading, cleaning and outlining make of speech files, as a tree, as text or as JSON.

Each file is printed as it is read. One that can't be read is said on standard error, the others go on, and the exit
status is 2 in the end: a script that asked for all of them must know.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from drafter.cli import tree
from drafter.cli.captions import Caption, caption
from drafter.cli.options import echo_json
from drafter.errors import DrafterError
from drafter.models import Cleaned, Heading, Outline, Source, Speech

LARGE = 1_000_000  # bytes or characters from which a person who waits is told what for


@click.command(
    help="读讲话文件，显示清洗后的提纲、正文或剔除了什么。能读 txt、md、html、docx、有文字的 pdf、"
    "旧版 doc（须装有转换程序）、邮件和 zip；路径可以是文件、文件夹或通配符，写“-”时从标准输入读。"
    "读不了的文件在错误输出里说明，其余照常显示，最后以状态 2 结束。"
)
@click.argument("files", metavar="路径…", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：一个文件是一个对象，多个文件是列表。")
@click.option("--text", "as_text", is_flag=True, help="输出清洗后的正文。")
@click.option("--removed", "as_removed", is_flag=True, help="输出剔除了哪些文字，为什么剔除。")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool, as_text: bool, as_removed: bool) -> None:
    from drafter.cleaning import clean
    from drafter.reading import gather, remarks

    if as_json and (as_text or as_removed):
        click.echo("--json 里本来就有正文（text）和剔除的文字（removed），--text、--removed 不另起作用", err=True)
    _busy("正在读文件", sum(map(_size, files)), "MB")
    values: list[dict[str, Any]] = []
    shown, alone, failed = 0, len(files) == 1, 0
    for found in gather(files):
        alone = alone and found.named
        try:
            if found.source is None:
                raise found.error or DrafterError(f"{found.name}：读不了")
            _busy(f"{found.name}：正在清洗", sum(len(line.text) for line in found.source.lines))
            cleaned = clean(found.source)
            _busy(f"{found.name}：正在分析提纲", sum(len(line.text) for s in cleaned.speeches for line in s.lines))
        except DrafterError as error:
            if alone:
                raise  # nothing else was asked for
            failed += 1
            click.echo(f"错误：{_placed(error, found.name)}", err=True)
            continue
        for remark in remarks(found.source):
            click.echo(f"{found.name}：{remark}", err=True)
        if as_json:
            values.append(_as_json(found.source, cleaned))
        else:
            _show(found.source, cleaned, shown > 0, as_text, as_removed)
        shown += 1
    if as_json:
        echo_json(values[0] if alone and values else values)
    if failed:
        _end(ctx, failed, shown)


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size if path.is_file() else 0
    return 0


def _busy(what: str, size: int, unit: str = "百万字") -> None:
    """Says at a terminal what takes so long, for large files; a line each, so that nothing on the screen is lost."""
    if size >= LARGE and sys.stderr.isatty():
        click.echo(f"{what}，约 {size / LARGE:.0f} {unit}……", err=True)


def _placed(error: DrafterError, name: str) -> str:
    """The error with the file it is about, for those that know no file (a missing extra)."""
    return str(error) if name in str(error) else f"{name}：{error}"


def _end(ctx: click.Context, failed: int, shown: int) -> None:
    """The last word when files could not be read, and the exit status."""
    if failed + shown > 1:
        rest = f"其余{shown}个已读" if shown else "没有一个读得了"
        click.echo(f"有{failed}个文件读不了，原因见上；{rest}", err=True)
    ctx.exit(2)


def _show(source: Source, cleaned: Cleaned, behind: bool, as_text: bool, as_removed: bool) -> None:
    """Prints one file; `behind`: another went before."""
    if behind:
        click.echo()
    if as_removed:
        _print_removed(source, cleaned)
    if as_text:
        _print_text(cleaned)
    if not (as_removed or as_text):
        _print_tree(source, cleaned)
    if not cleaned.speeches:
        click.echo(f"{source.name}：没有找到讲话", err=True)


def _outline(speech: Speech) -> Outline:
    from drafter import outlining

    return outlining.parse(speech)


# ---------------------------------------------------------------------------------------------------- JSON


def _as_json(source: Source, cleaned: Cleaned) -> dict[str, Any]:
    """One file in the shape of the contract (parse --json)."""
    return {
        "source": {
            "id": source.id, "name": source.name, "encoding": source.encoding, "format": source.format,
            "broken": source.broken,
        },
        "removed": [{"text": r.text, "reason": r.reason, "line": r.line} for r in cleaned.removed],
        "speeches": [
            _speech_json(speech, caption(speech, before, cleaned.removed)) for before, speech in _pairs(cleaned)
        ],
    }  # fmt: skip


def _pairs(cleaned: Cleaned) -> Iterable[tuple[Speech | None, Speech]]:
    """Every speech with the one before it."""
    return zip((None, *cleaned.speeches), cleaned.speeches, strict=False)


def _speech_json(speech: Speech, said: Caption) -> dict[str, Any]:
    outline = _outline(speech)
    found = tree.sizes(speech, outline)
    return {
        "title": speech.title, "subtitle": speech.subtitle, "byline": said.byline, "date": said.date,
        "salutation": speech.salutation, "year": speech.year, "year_from": speech.year_from or None,
        "admin_level": speech.admin_level, "level_from": speech.level_from or None, "label": speech.label,
        "script": speech.script,
        "truncated": speech.truncated, "chars": found[""].whole,
        "opening_chars": found[tree.OPENING].whole, "closing_chars": found[tree.CLOSING].whole,
        "announced": [
            {"count": a.count, "text": a.text, "found": a.found, "path": a.path} for a in outline.announced
        ],
        "outline": _headings_json(outline.headings, found),
        "text": speech.text,
    }  # fmt: skip


def _headings_json(headings: tuple[Heading, ...], found: dict[str, tree.Sizes], under: str = "") -> list[Any]:
    """Headings as the contract has them, and `chars` (with all that stands under one), `own_chars` (to its first
    child)."""
    values = []
    for n, heading in enumerate(headings, 1):
        path = f"{under}{n}"
        values.append(
            {
                "level": heading.level, "marker": heading.marker, "heading": heading.text, "run_in": heading.run_in,
                "chars": found[path].whole, "own_chars": found[path].own,
                "children": _headings_json(heading.children, found, f"{path}."),
            }
        )  # fmt: skip
    return values


# ----------------------------------------------------------------------------------------------- for people


def _print_tree(source: Source, cleaned: Cleaned) -> None:
    if not cleaned.speeches:
        return  # said once, on standard error
    click.echo(f"{source.name}（{source.encoding}，{len(cleaned.speeches)}篇讲话）")
    for before, speech in _pairs(cleaned):
        _print_speech(speech, caption(speech, before, cleaned.removed))


def _print_speech(speech: Speech, said: Caption) -> None:
    outline = _outline(speech)
    click.echo()
    click.echo(f"{speech.number}. {speech.title or '（没有标题）'}")
    if speech.subtitle:
        click.echo(f"   ——{speech.subtitle}")
    if said.byline or said.date:
        click.echo(f"   {'　'.join(part for part in (said.byline, said.date) if part)}")
    script = "，原文是繁体" if speech.script == "hant" else ""
    cut = "，文末不完整" if speech.truncated else ""
    click.echo(f"   {speech.label}，{tree.characters(speech.text)}字{script}{cut}")
    for name, evidence in (("年份", speech.year_from), ("层级", speech.level_from)):
        if evidence:
            click.echo(f"   {name}据{evidence}")
    for line in tree.lines(speech, outline):
        click.echo(line)


def _print_text(cleaned: Cleaned) -> None:
    if cleaned.speeches:
        click.echo("\n\n".join(speech.text for speech in cleaned.speeches))


def _print_removed(source: Source, cleaned: Cleaned) -> None:
    from drafter.cleaning import reason_in_chinese

    click.echo(f"{source.name}：剔除{len(cleaned.removed)}处")
    for removal in cleaned.removed:
        click.echo(f"  第{removal.line}行　{reason_in_chinese(removal.reason)}　{removal.text}")
