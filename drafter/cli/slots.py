"""`drafter slots`: what a draft still lacks, by who can know it."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.drafting import load_draft
from drafter.cli.options import ExistingFile, echo_json, json_option
from drafter.cli.tables import aligned


@click.command("slots", help="列出草稿里还没填的空位，按谁最清楚归类：各责任单位、会务、起草人。")
@click.argument("file", type=ExistingFile(dash=True), metavar="草稿.yaml")
@json_option
def command(file: Path, as_json: bool) -> None:
    from drafter.composing import missing

    groups = missing(load_draft(file))
    total = sum(len(group.slots) for group in groups)
    if as_json:
        echo_json(
            {
                "total": total,
                "groups": [
                    {
                        "who": group.who, "unit": group.known is not None, "named": bool(group.known),
                        "count": len(group.slots),
                        "slots": [
                            {"path": s.path, "name": s.name, "type": s.type, "hint": s.hint, "sentence": s.sentence}
                            for s in group.slots
                        ],
                    }
                    for group in groups
                ],
            }
        )  # fmt: skip
        return
    for group in groups:
        note = "　单位待定" if group.known is False else ""
        click.echo(f"{group.who}（{len(group.slots)} 处{note}）")
        for line in aligned([(s.path, s.hint, _short(s.sentence)) for s in group.slots]):
            click.echo(f"  {line}")
    click.echo(f"待填 {total} 处" if total else "没有待填的空位", err=True)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 46 else f"{sentence[:45]}…"
