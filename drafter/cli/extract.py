"""`drafter extract`: mines a bank from speeches, says what it changes, and writes it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli.options import Range, echo_json, json_option
from drafter.cli.tables import width
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.corpus import Change, Changes, Extraction, Ledger

_STATUS = {"secret": "标有密级，未提取", "not_a_speech": "不是讲话，已跳过", "unreadable": "读不了，已跳过"}
WIDEST = 60  # columns of an entry's text
FIRST = 3  # entries that are shown of each sort; --details and --json have all


@click.command(
    name="extract",
    help="从讲话文件中提取短语和成组标题，写成短语库；可以给出几个文件、文件夹、zip 或通配符，写“-”时从标准输入读。"
    "短语库里已有提取结果的，要把原来的文件也一起给出，结果整个换成这一次的，并说明新增、消失、改变了哪些；"
    "只给出新的文件时用 --add。采用、剔除等人工决定不受影响。",
)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="文件或文件夹…"
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="文件夹",
              help="短语库的文件夹。")  # fmt: skip
@click.option("--jobs", type=Range(min=1), default=1, metavar="整数", help="几个进程同时提取，默认 1；结果不变。")
@click.option("--add", is_flag=True, help="添加：库里原有的文件也从原来的位置再读一遍，一起提取。")
@click.option("--replace", is_flag=True, help="整个换掉：这次没有给出的文件，它们的讲话和短语从库里去掉。")
@click.option("--dry-run", is_flag=True, help="只看结果和变化，什么也不写。")
@click.option("--details", is_flag=True, help="把新增、消失、改变的一条不落地列出来。")
@json_option
def command(
    paths: tuple[Path, ...], out: Path, jobs: int, add: bool, replace: bool, dry_run: bool, details: bool,
    as_json: bool,
) -> None:  # fmt: skip
    from drafter import corpus

    if add and replace:
        raise click.UsageError("--add 和 --replace 只能用一个。")
    corpus.check(out)
    standing = _standing(out, replace)
    if add:
        paths = (*paths, *corpus.again(out, standing))
    free = replace or dry_run
    if not free:
        _refuse_loss(standing, corpus.left_out(standing, _names(paths), archives=True))
    with _bar() as bar:

        def progress(done: int, total: int, name: str) -> None:
            if bar is not None:
                bar.length = total
                bar.update(1)

        extraction = corpus.extract(paths, jobs=jobs, progress=progress)
    _say_files(extraction.ledger)
    if not extraction.ledger.sums()["kept"]:
        raise DrafterError("没有可提取的讲话，短语库没有改动，请检查给出的文件")
    if not free:
        _refuse_loss(standing, corpus.left_out(standing, {file.name for file in extraction.ledger.files}))
    changes = _compared(extraction, out)
    if not dry_run:
        corpus.save(extraction, out)
        corpus.remember(out, paths)
    if as_json:
        told = corpus.first(extraction) if changes is None else changes
        echo_json(_figures(extraction) | {"written": not dry_run} | told.as_data())
        return
    click.echo(_summary(_figures(extraction), out, dry_run))
    for line in _difference(changes, None if details else FIRST) if changes is not None else ():
        click.echo(line)
    if changes is not None and changes.gone_speeches:
        click.echo(_warning(changes, dry_run), err=True)


def _standing(out: Path, replace: bool) -> dict[str, int]:
    """The files whose speeches stand in the bank. Raises DrafterError where that can't be read and they might go."""
    from drafter import corpus

    if replace:
        return {}
    try:
        return corpus.before(out)
    except DrafterError as error:
        raise DrafterError(
            f"{error}；不知道库里原有哪些讲话，什么也没有写，确定整个换成这一次的，请加 --replace"
        ) from None


def _names(paths: Sequence[Path]) -> set[str]:
    """What the files given are called, as far as can be told without opening them."""
    from drafter import corpus, reading

    named = {given.name for given in corpus.walk([path for path in paths if str(path) != "-"])}
    return named | ({reading.STDIN} if any(str(path) == "-" for path in paths) else set())


def _refuse_loss(standing: dict[str, int], lost: dict[str, int]) -> None:
    """Who gives one file more, and not the forty before, means to add it. Raises DrafterError, nothing written."""
    from drafter import corpus

    if lost:
        raise DrafterError(
            f"库里原有{sum(standing.values())}篇讲话，其中{sum(lost.values())}篇的文件这次没有给出"
            f"（{corpus.some(lost)}），提取结果会丢掉它们，什么也没有写；要添加请加 --add，或把原来的文件夹一起给出；"
            "确定不要了请加 --replace"
        )


def _say_files(ledger: Ledger) -> None:
    """What is to be said of single files, on standard error."""
    for file in ledger.files:
        if file.status != "kept":
            click.echo(f"{file.name}：{_STATUS[file.status]}（{file.why}）", err=True)
        for remark in file.remarks:
            click.echo(f"{file.name}：{remark}", err=True)


def _compared(extraction: Extraction, out: Path) -> Changes | None:
    """What changes in the bank; None where none stands, and where it can't be read (said, and no reason to stop)."""
    from drafter import corpus

    try:
        return corpus.compare(extraction, out)
    except DrafterError as error:
        click.echo(f"原有的提取结果读不了，无法比较：{error}", err=True)
        return None


def _figures(extraction: Extraction) -> dict[str, int]:
    entries = {"entries": len(extraction.bank.phrases), "groups": len(extraction.bank.groups)}
    return extraction.ledger.sums() | entries


def _bar() -> AbstractContextManager[Any]:
    """A progress bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext(None)
    return click.progressbar(length=1, label="提取", file=sys.stderr)


def _summary(sums: dict[str, int], out: Path, dry_run: bool) -> str:
    skipped = sums["files"] - sums["kept"]
    written = "试运行，没有写入" if dry_run else f"已写入 {out / 'extracted'}"
    return "\n".join(
        (
            f"文件 {sums['files']} 个：提取 {sums['kept']} 个，跳过 {skipped} 个。",
            f"讲话 {sums['speeches']} 篇：独立 {sums['independent']} 篇，近似重复 {sums['duplicates']} 篇。",
            f"短语 {sums['entries']} 条，成组标题 {sums['groups']} 组，{written}。",
        )
    )


def _difference(changes: Changes, limit: int | None) -> Iterator[str]:
    """The changes in lines: how many of each, the first few by id (`limit` None: all, uncut)."""
    if not changes:
        yield "与原有的提取结果相比：没有变化。"
        return
    new, gone = len(changes.new_speeches), len(changes.gone_speeches)
    yield f"与原有的提取结果相比：讲话新增 {new} 篇，消失 {gone} 篇。"
    for what, names in (("新增讲话", changes.new_speeches), ("消失讲话", changes.gone_speeches)):
        yield from _first([f"  {what}  {name}" for name in names], "篇", limit)
    for called, measure, d in (("短语", "条", changes.phrases), ("成组标题", "组", changes.groups)):
        counts = (("新增", d.new), ("消失", d.gone), ("改变", d.changed))
        yield f"{called}" + "，".join(f"{word} {len(entries)} {measure}" for word, entries in counts) + "。"
        for word, entries in counts:
            texts = [entry.text if limit is None else _cut(entry.text) for entry in entries]
            lines = [f"  {word}  {e.id}  {text}{_how(e)}" for e, text in zip(entries, texts, strict=True)]
            yield from _first(lines, measure, limit)


def _first(lines: list[str], measure: str, limit: int | None) -> Iterator[str]:
    yield from lines[:limit]
    if limit is not None and len(lines) > limit:
        yield f"  ……另有 {len(lines) - limit} {measure}（--details 全部列出）"


_FIELDS = {
    "weight": "篇数", "tier": "档次", "kind": "作用", "device": "手法", "move": "步骤", "themes": "主题",
    "slots": "槽位", "occurrences": "出处", "first_year": "最早年份", "last_year": "最近年份", "valid": "时效",
    "items": "各项", "headings": "标题", "aspect": "方面", "aspects": "各项方面", "level": "层级", "structure": "结构",
    "form": "{主题}填", "under": "限用于",
}  # fmt: skip
_TERMS = {"kind": "kinds", "device": "devices", "tier": "tiers", "move": "moves", "form": "forms"}


def _how(entry: Change) -> str:
    """What changed in an entry: （篇数 1→2、出处）."""
    if not entry.after:
        return ""
    told = []
    for name, value in entry.after.items():
        before = entry.before[name]
        short = isinstance(value, (int, str, type(None))) and isinstance(before, (int, str, type(None)))
        told.append(_FIELDS.get(name, name) + (f" {_said(name, before)}→{_said(name, value)}" if short else ""))
    return f"（{'、'.join(told)}）"


def _said(name: str, value: str | int | None) -> str:
    """A value in Chinese where it is an identifier: imperative → 要求."""
    from drafter.cli.entries import term

    table = _TERMS.get(name)
    return term(table, value) if table and isinstance(value, str) else "无" if value is None else str(value)


def _cut(text: str) -> str:
    """The text in one line of a terminal."""
    if width(text) <= WIDEST:
        return text
    while width(text) > WIDEST - 2:
        text = text[: -max(1, (width(text) - WIDEST) // 2)]
    return text + "……"


def _warning(changes: Changes, dry_run: bool) -> str:
    """Speeches that were there and were not given again: easily done by who wanted to add one."""
    count = len(changes.gone_speeches)
    if dry_run:
        return f"注意：原有的{count}篇讲话这次没有了；要保留请加 --add，或把原来的文件一起给出，确定不要请加 --replace"
    return f"注意：原有的{count}篇讲话这次没有了，它们的短语已从提取结果中去掉"
