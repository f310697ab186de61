"""`drafter templates`: occasions and structures at hand."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.options import Folder, echo_json, json_option
from drafter.errors import DrafterError, nearest

TYPES = {"occasion": "场合", "structure": "结构"}

_folders = click.option(
    "--templates", multiple=True, type=Folder(), metavar="文件夹", help="另加一个模板文件夹；可以写几次。"
)


@click.group("templates", help="查看可用的场合和结构。")
def command() -> None:
    pass


@command.command("list", help="列出全部模板。")
@_folders
@json_option
def list_(templates: tuple[Path, ...], as_json: bool) -> None:
    from drafter.cli.tables import pad
    from drafter.composing.templates import load_all

    found = load_all(templates)
    if as_json:
        echo_json([template.as_json() for template in found])
        return
    for template in found:
        low, high = template.points
        click.echo(
            f"{TYPES[template.type]}　{pad(template.id, 14)}{template.name}（{low}～{high} 点）：{template.description}"
        )


@command.command("show", help="查看一个模板的全文。")
@click.argument("name", metavar="编号")
@_folders
@json_option
def show(name: str, templates: tuple[Path, ...], as_json: bool) -> None:
    from drafter.composing.templates import load_all

    found = load_all(templates)
    for template in found:
        if template.id == name:
            if as_json:
                echo_json({**template.as_json(), "body": template.body})
            else:
                click.echo(template.path.read_text(encoding="utf-8"), nl=False)
            return
    raise DrafterError(f"没有模板“{name}”，{nearest(name, [t.id for t in found])}")
