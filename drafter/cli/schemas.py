"""`drafter phrases schema`: the JSON Schemas of the bank's files, for editors that complete and check while one types.

In: which schema, and where to. Out: the schema on standard output, or the files in a folder. The schemas are data of
the package (data/bank/schema); the loader stays the judge.
"""

from __future__ import annotations

from pathlib import Path

import click

from drafter import resources, yamlio
from drafter.cli.options import Folder

NAMES = ("phrases", "overlay")
FOLDER = resources.PACKAGE / "data" / "bank" / "schema"


def place(name: str) -> Path:
    """The file of a schema as it is shipped."""
    return FOLDER / f"{name}.schema.json"


@click.command(
    help="写出短语库文件的格式（JSON-Schema）。供编辑器边写边提示、检查。"
    "phrases 管 curated/、extracted/ 里的文件，overlay 管 overlay.yaml；不写就是 phrases。"
)
@click.argument("name", type=click.Choice(NAMES), required=False, metavar="[phrases|overlay]")
@click.option("--out", type=Folder(), metavar="文件夹", help="写进这个文件夹（一般是短语库所在的文件夹），不写就显示。")
def schema(name: str | None, out: Path | None) -> None:
    if out is None:
        click.echo(yamlio.read_text(place(name or NAMES[0])), nl=False)
        return
    for one in (name,) if name else NAMES:
        target = out / place(one).name
        yamlio.write_text(target, yamlio.read_text(place(one)))
        click.echo(f"已写入 {target}")
    click.echo("在 curated/ 各文件的第一行写 # yaml-language-server: $schema=../phrases.schema.json，", err=True)
    click.echo("overlay.yaml 写 # yaml-language-server: $schema=overlay.schema.json，编辑器就会提示", err=True)
