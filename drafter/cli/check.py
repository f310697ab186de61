"""`drafter check`: the findings of a draft or a text, as lines for people or as JSON (contracts.md).

In: a draft (YAML or JSON, checked as it reads when rendered as txt), a text, Markdown or Word file, or standard
input. Exit status: 0 clean or hints only, 1 with something to mend, 2 for bad input.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as calendar
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import (
    ExistingFile,
    Folder,
    bank_options,
    brief_of,
    day,
    echo_json,
    json_option,
    profile_option,
    words,
)
from drafter.models import STAGES, Brief, Finding

if TYPE_CHECKING:
    from drafter.models import Draft, Source

WORDS = {"error": "必改", "warning": "建议", "info": "提示"}
_DATE_LINE = re.compile(r"[（(](\d{4})年(\d{1,2})月(\d{1,2})日[）)]")
_DRAFT = re.compile(r"^(?:format: \d|\s*\{\s*\"format\": \d)", re.M)


@click.command("check", help="检查草稿或文稿：点数、序号、空位、残留、外地地名和人名、过时的提法、重复的句子。")
@click.argument("file", type=ExistingFile(dash=True), metavar="文件")
@click.option(
    "--stage", type=click.Choice(STAGES), metavar="阶段",
    help="draft 初稿，review 送审稿，final 定稿；草稿和有【】的文稿默认 draft，其余默认 final。",
)  # fmt: skip
@click.option("--date", callback=day, metavar="日期", help="讲话日期，如 2026-11-28；默认看稿中的日期行，再默认今天。")
@click.option("--place", callback=words, metavar="地名", help="本地地名，如 某某县；声明了，外地地名才算必改。")
@click.option("--level", callback=words, metavar="层级", help="行政层级：省、市、县、区、乡、镇等。")
@click.option("--occasion", callback=words, metavar="场合", help="什么场合的讲话，见 drafter templates list。")
@click.option("--templates", multiple=True, type=Folder(), metavar="文件夹", help="另加一个模板文件夹；可以写几次。")
@profile_option
@bank_options
@json_option
@click.pass_context
def command(
    ctx: click.Context, /, file: Path, stage: str | None, profile: Path | None, templates: tuple[Path, ...],
    as_json: bool, **given: Any,
) -> None:  # fmt: skip
    from drafter import profile as profiles
    from drafter import wording

    typed = brief_of(given)
    if typed.level:
        wording.level_words(typed.level)  # refuses a level that nobody knows
    unit = profiles.load(profile)
    source, draft = _read(file)
    if draft:
        found = _of_draft(draft, typed, unit, stage, templates)
    else:
        assert source is not None
        found = _of_text(source, file, typed, unit, stage)
    if as_json:
        echo_json([finding.as_json() for finding in found])
    else:
        _print(found)
    if any(finding.severity != "info" for finding in found):
        ctx.exit(1)


def _read(file: Path) -> tuple[Source | None, Draft | None]:
    """The file as a source, or as the draft it holds. Raises DrafterError."""
    from drafter.composing import drafts

    if file.suffix.lower() in (".yaml", ".yml", ".json"):
        return None, drafts.load(file)
    from drafter.reading import read

    source = read(file)
    if str(file) == "-":
        text = "\n".join(line.text for line in source.lines)
        if _DRAFT.search(text):
            from drafter import yamlio

            return None, drafts.from_data(yamlio.loads(text, "标准输入"), "标准输入")
    return source, None


def _of_draft(draft: Draft, typed: Brief, unit: Any, stage: str | None, templates: tuple[Path, ...]) -> list[Finding]:
    from drafter.checks import Context
    from drafter.cli.drafting import show
    from drafter.composing.templates import load_all

    text = show(draft, load_all(templates), "txt")
    brief = unit.complete(_over(draft.brief, typed))
    # What a person typed into a slot is meant, whatever place or name it is.
    filled = tuple(s.value for block in draft.blocks for s in block.slots if s.value)
    context = Context(replace(brief, date=brief.date or calendar.today().isoformat()), unit.own_names, filled)
    return _check(text, stage or draft.stage, context)


def _of_text(source: Source, file: Path, typed: Brief, unit: Any, stage: str | None) -> list[Finding]:
    """Findings of a file, at the lines and columns of the file itself (Word: paragraphs)."""
    from drafter.checks import Context

    text = "\n".join(line.text for line in source.lines)
    brief = unit.complete(typed)
    day_ = brief.date or _date_in(text) or calendar.today().isoformat()
    found = _check(text, stage, Context(replace(brief, date=day_), unit.own_names))
    raw = _raw_lines(source, file) if source.format == "md" else {}
    placed = []
    for finding in found:
        number = source.lines[finding.line - 1].number
        column = finding.column
        if number in raw:  # mark-up was dropped in front of the words: look for them in the line as it stands
            at = raw[number].find(finding.text, finding.column - 1)
            column = at + 1 if at >= 0 else column
        placed.append(replace(finding, line=number, column=column))
    return placed


def _raw_lines(source: Source, file: Path) -> dict[int, str]:
    """The lines of a Markdown file before mark-up was dropped."""
    if str(file) == "-":
        return {}
    text = file.read_bytes().decode(source.encoding, errors="replace")
    return dict(enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1))


def _check(text: str, stage: str | None, context: Any) -> list[Finding]:
    from drafter import resources
    from drafter.checks import check

    folder = resources.user_folder() / "rules"
    return check(text, stage=stage, context=context, folders=[folder] if folder.is_dir() else [])


def _over(brief: Brief, typed: Brief) -> Brief:
    """A draft's brief with what was said on the command line put over it."""
    said = {name: getattr(typed, name) for name in Brief.__slots__ if getattr(typed, name) not in (None, "")}
    return replace(brief, **said)


def _date_in(text: str) -> str | None:
    """The day in the date line of a title block: （2026年11月28日）."""
    match = _DATE_LINE.search(text, 0, 600)
    if match is None:
        return None
    try:
        return calendar(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def _print(found: list[Finding]) -> None:
    for one in found:
        better = f"（{one.suggestion}）" if one.suggestion else ""
        click.echo(f"{one.line}:{one.column} {WORDS[one.severity]} {one.rule} {one.message}{better}")
    if not found:
        click.echo("没有发现问题")
        return
    counts = {word: sum(one.severity == severity for one in found) for severity, word in WORDS.items()}
    click.echo(f"共 {len(found)} 处：" + "，".join(f"{word} {n}" for word, n in counts.items() if n))
