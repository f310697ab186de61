"""`drafter extract`: mines a bank from speeches and writes it."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from drafter.cli.options import echo_json, json_option
from drafter.errors import DrafterError

_STATUS = {"secret": "标有密级，未提取", "not_a_speech": "不是讲话，已跳过", "unreadable": "读不了，已跳过"}


@click.command(name="extract", help="从讲话文件中提取短语和成组标题，写成短语库；可以给出几个文件或文件夹。")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或文件夹…")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="文件夹",
              help="短语库的文件夹。")  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, metavar="整数", help="几个进程同时提取，默认 1；结果不变。"
)
@json_option
def command(paths: tuple[Path, ...], out: Path, jobs: int, as_json: bool) -> None:
    from drafter import corpus

    with _bar() as bar:

        def progress(done: int, total: int, name: str) -> None:
            if bar is not None:
                bar.length = total
                bar.update(1)

        extraction = corpus.extract(paths, jobs=jobs, progress=progress)
    sums = extraction.ledger.sums()
    for file in extraction.ledger.files:
        if file.status != "kept":
            click.echo(f"{file.name}：{_STATUS[file.status]}（{file.why}）", err=True)
    if not sums["kept"]:
        raise DrafterError("没有可提取的讲话，短语库没有改动，请检查给出的文件")
    corpus.save(extraction, out)
    entries = {"entries": len(extraction.bank.phrases), "groups": len(extraction.bank.groups)}
    if as_json:
        echo_json(sums | entries)
    else:
        click.echo(_summary(sums | entries, out))


def _bar() -> AbstractContextManager[Any]:
    """A progress bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext(None)
    return click.progressbar(length=1, label="提取", file=sys.stderr)


def _summary(sums: dict[str, int], out: Path) -> str:
    skipped = sums["files"] - sums["kept"]
    return "\n".join(
        (
            f"文件 {sums['files']} 个：提取 {sums['kept']} 个，跳过 {skipped} 个。",
            f"讲话 {sums['speeches']} 篇：独立 {sums['independent']} 篇，近似重复 {sums['duplicates']} 篇。",
            f"短语 {sums['entries']} 条，成组标题 {sums['groups']} 组，已写入 {out / 'extracted'}。",
        )
    )
