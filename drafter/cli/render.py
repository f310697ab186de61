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
    draft, forms = load_draft(file), load_all(templates)
    put(show(draft, forms, wanted), output)
    made_with = next((t for t in forms if t.type == "occasion" and t.id == draft.occasion), None)
    if made_with is not None and draft.template.get("sha") not in (None, made_with.sha):
        click.echo(
            f"提示：模板 {made_with.id}（{made_with.path}）在草稿存下以后改过，已按现在的模板排；"
            f"要按新模板重新组稿，用 drafter outline --from {file}", err=True
        )  # fmt: skip
