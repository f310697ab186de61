"""What the drafting commands share: gathering templates, bank and profile; showing and writing a draft."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.bank import PhraseBank
    from drafter.composing.templates import Template
    from drafter.models import Block, Draft
    from drafter.profile import Profile

FORMATS = ("md", "txt", "json", "yaml")
_SUFFIXES = {"md": "md", "markdown": "md", "txt": "txt", "json": "json", "yaml": "yaml", "yml": "yaml"}

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Workshop:
    """All that composing needs beside a brief."""

    templates: list[Template]
    bank: PhraseBank
    profile: Profile


def workshop(given: Mapping[str, Any]) -> Workshop:
    """Templates, bank and profile as a command's options name them. Raises DrafterError."""
    from drafter import profile
    from drafter.bank import layers
    from drafter.composing import templates

    return Workshop(
        templates.load_all(given.get("templates") or ()),
        layers(given.get("bank") or (), bool(given.get("only_bank"))),
        profile.load(given.get("profile")),
    )


def output_options(function: Function) -> Function:
    """Adds --format (`format_`) and -o/--output (`output: Path | None`; "-" is standard output)."""
    function = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, allow_dash=True),
        metavar="文件",
        help="写到文件；不写就显示。",
    )(function)
    return click.option(
        "--format", "format_", type=click.Choice(FORMATS), metavar="格式",
        help="md、txt、json、yaml（yaml 可保存、可续填）；默认看 -o 的后缀，再默认 md。",
    )(function)  # fmt: skip


def load_draft(file: Path) -> Draft:
    """A saved draft; "-" is standard input. Raises DrafterError."""
    from drafter.composing import drafts

    if str(file) != "-":
        return drafts.load(file)
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DrafterError("标准输入：不是 UTF-8 编码") from None
    return drafts.from_text(text, "标准输入")


def format_of(format_: str | None, output: Path | None) -> str:
    """The format asked for, else that of the file's suffix, else md. Raises DrafterError for an unknown suffix."""
    if format_ or output is None or str(output) == "-":
        return format_ or "md"
    suffix = output.suffix.lstrip(".").lower()
    if suffix not in _SUFFIXES:
        raise DrafterError(f"{output}：不能按这个后缀写，能写的有：{'、'.join(FORMATS)}；也可以用 --format 说明格式")
    return _SUFFIXES[suffix]


def show(draft: Draft, templates: Sequence[Template], format_: str) -> str:
    """A draft in one of FORMATS."""
    from drafter.composing import drafts, lay_out
    from drafter.exporting import export

    if format_ == "json":
        import json

        return json.dumps(drafts.as_json(draft), ensure_ascii=False, indent=2) + "\n"
    if format_ == "yaml":
        return drafts.as_yaml(draft)
    return export(lay_out(draft, templates), format_)


def put(text: str, output: Path | None) -> None:
    """Prints a text, or writes it whole to a file and says so on standard error."""
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
        return
    from drafter import yamlio

    in_folder(output)
    yamlio.write_text(output, text)
    click.echo(f"已写入 {output}", err=True)


def in_folder(path: Path) -> None:
    """Raises DrafterError where a file's folder is not there: a slip in a path makes no new folder."""
    if not path.parent.exists():
        raise DrafterError(f"{path}：没有“{path.parent}”这个文件夹，请先建好，或换一个位置")


def said_of(block: Block) -> str:
    """A block as one line: where it stands, what it says."""
    return f"{block.path}　{block.marker}{block.said}"
