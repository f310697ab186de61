"""`drafter render`: lay out a saved draft."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.drafting import format_of, load_draft, output_options, put, show
from drafter.cli.options import ExistingFile, Folder


@click.command("render", help="把保存的草稿（YAML）排成文稿；没填的空位显示为【提示】。")
@click.argument("file", type=ExistingFile(dash=True), metavar="草稿.yaml")
@click.option("--templates", multiple=True, type=Folder(), metavar="文件夹", help="另加一个模板文件夹；可以写几次。")
@output_options
def command(file: Path, templates: tuple[Path, ...], format_: str | None, output: Path | None) -> None:
    from drafter.composing.templates import load_all

    wanted = format_of(format_, output)
    put(show(load_draft(file), load_all(templates), wanted), output)
