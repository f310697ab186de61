"""`drafter parse`: what reading, cleaning and outlining make of speech files, as a tree, as text or as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from drafter.errors import DrafterError, MissingExtra
from drafter.models import Cleaned, Heading, Outline, Source, Speech


@click.command(
    help="读讲话文件，显示清洗后的提纲、正文或剔除了什么。能读 txt、md、html、docx、有文字的 pdf、"
    "旧版 doc（须装有转换程序）、邮件和 zip；路径可以是文件、文件夹或通配符，写“-”时从标准输入读。"
)
@click.argument("files", metavar="路径…", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：一个文件是一个对象，多个文件是列表。")
@click.option("--text", "as_text", is_flag=True, help="输出清洗后的正文。")
@click.option("--removed", "as_removed", is_flag=True, help="输出剔除了哪些文字，为什么剔除。")
def command(files: tuple[Path, ...], as_json: bool, as_text: bool, as_removed: bool) -> None:
    from drafter.cleaning import clean
    from drafter.reading import gather

    values: list[dict[str, Any]] = []
    shown, alone, failed = 0, len(files) == 1, []
    pending: list[tuple[Source, Cleaned]] = []
    for found in gather(files):
        alone = alone and found.named
        try:
            if found.source is None:
                raise found.error or DrafterError(f"{found.name}：读不了")
            cleaned = clean(found.source)
        except DrafterError as error:
            if found.named or isinstance(error, MissingExtra):
                raise  # the person asked for this very file
            failed.append(error)
            continue
        if as_json:
            values.append(_as_json(found.source, cleaned))
        elif found.named:
            pending.append((found.source, cleaned))  # nothing is printed before all named files are read
        else:
            shown = _show(pending, shown, as_text, as_removed)
            shown = _show([(found.source, cleaned)], shown, as_text, as_removed)
    _say_failed(failed, nothing=not (values or pending or shown))
    if as_json:
        click.echo(json.dumps(values[0] if alone and values else values, ensure_ascii=False, indent=2))
        return
    _show(pending, shown, as_text, as_removed)


def _say_failed(failed: list[DrafterError], *, nothing: bool) -> None:
    """Files of a folder or archive that were left out: one line each; an error when nothing else is left."""
    for error in failed:
        click.echo(f"跳过 {error}", err=True)
    if failed and nothing:
        raise DrafterError("没有一个文件读得了，原因见上")


def _show(read_files: list[tuple[Source, Cleaned]], shown: int, as_text: bool, as_removed: bool) -> int:
    """Prints files (`shown`: how many went before) and empties the list."""
    for source, cleaned in read_files:
        if shown:
            click.echo()
        shown += 1
        if as_removed:
            _print_removed(source, cleaned)
        if as_text:
            _print_text(cleaned)
        if not (as_removed or as_text):
            _print_tree(source, cleaned)
        if not cleaned.speeches:
            click.echo(f"{source.name}：没有找到讲话", err=True)
    read_files.clear()
    return shown


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
        "speeches": [_speech_json(speech) for speech in cleaned.speeches],
    }  # fmt: skip


def _speech_json(speech: Speech) -> dict[str, Any]:
    outline = _outline(speech)
    return {
        "title": speech.title, "subtitle": speech.subtitle, "salutation": speech.salutation, "year": speech.year,
        "admin_level": speech.admin_level, "label": speech.label, "script": speech.script,
        "truncated": speech.truncated,
        "announced": [
            {"count": a.count, "text": a.text, "found": a.found, "path": a.path} for a in outline.announced
        ],
        "outline": [_heading_json(heading) for heading in outline.headings],
        "text": speech.text,
    }  # fmt: skip


def _heading_json(heading: Heading) -> dict[str, Any]:
    return {
        "level": heading.level, "marker": heading.marker, "heading": heading.text, "run_in": heading.run_in,
        "children": [_heading_json(child) for child in heading.children],
    }  # fmt: skip


# ----------------------------------------------------------------------------------------------- for people


def _print_tree(source: Source, cleaned: Cleaned) -> None:
    click.echo(f"{source.name}（{source.encoding}，{len(cleaned.speeches)}篇讲话）")
    if source.broken:
        click.echo(f"  有{source.broken}处乱码解不出来，已用“\ufffd”代替")
    for speech in cleaned.speeches:
        _print_speech(speech)


def _print_speech(speech: Speech) -> None:
    outline = _outline(speech)
    click.echo()
    click.echo(f"{speech.number}. {speech.title or '（没有标题）'}")
    if speech.subtitle:
        click.echo(f"   ——{speech.subtitle}")
    script = "，原文是繁体" if speech.script == "hant" else ""
    cut = "，文末不完整" if speech.truncated else ""
    click.echo(f"   {speech.label}，{len(speech.text.replace(chr(10), ''))}字{script}{cut}")
    for path, heading in outline.walk():
        click.echo("   " + "  " * path.count(".") + heading.marker + heading.text)
    for said in outline.announced:
        match = "" if said.count == said.found else "，数目不符"
        click.echo(f"   “{said.text}”：说{said.count}项，有{said.found}项{match}")


def _print_text(cleaned: Cleaned) -> None:
    click.echo("\n\n".join(speech.text for speech in cleaned.speeches))


def _print_removed(source: Source, cleaned: Cleaned) -> None:
    from drafter.cleaning import reason_in_chinese

    click.echo(f"{source.name}：剔除{len(cleaned.removed)}处")
    for removal in cleaned.removed:
        click.echo(f"  第{removal.line}行　{reason_in_chinese(removal.reason)}　{removal.text}")
