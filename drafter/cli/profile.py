"""`drafter profile`: the unit's standing answers, asked once and shown."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from drafter import profile as profiles
from drafter.cli import options
from drafter.errors import DrafterError

_HINTS = {
    "level": "省、市、县、区、乡、镇、街道、村、社区、单位、企业、学校等",
    "place": "如 某某县",
    "unit": "本单位全称",
    "speaker": "如 县长",
    "speaker_name": "用于署名行",
    "upper": "如 市委、市政府；不填按层级定",
    "allow": "稿子里可以出现的人名、单位、镇村、项目，用空格隔开",
    "rate": "每分钟念多少字，不填按 180",
}


@click.group(help="本单位的固定信息：填一次，以后起草和检查都用它。")
def command() -> None:
    pass


@command.command(help="填写本单位的固定信息。在终端里不带选项运行就一项一项地问；直接回车跳过一项。")
@click.option(
    "--level", callback=options.words, metavar="层级", help="行政层级：省、市、县、区、乡、镇、街道、单位等。"
)
@click.option("--place", callback=options.words, metavar="地名", help="本地地名。")
@click.option("--unit", callback=options.words, metavar="单位", help="本单位全称。")
@click.option("--speaker", callback=options.words, metavar="职务", help="通常的讲话人的职务。")
@click.option("--speaker-name", callback=options.words, metavar="姓名", help="通常的讲话人的姓名。")
@click.option("--upper", callback=options.words, metavar="称呼", help="对上级的称呼，如 市委、市政府。")
@click.option("--allow", multiple=True, metavar="名称", help="稿子里可以出现的其他本地名称；可以写几次。")
@click.option("--rate", type=int, metavar="字数", help="讲话人每分钟念多少字。")
@click.option(
    "--profile",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件",
    help="存到哪个文件；不写就存到个人文件夹。",
)
@click.option("--force", is_flag=True, help="已经有了也重新写。")
def init(path: Path | None, force: bool, **given: Any) -> None:
    target = path or profiles.default_path()
    if target.exists() and not force:
        raise DrafterError(f"{target}：已经有固定信息了，要重写请加 --force，要改几项请直接编辑这个文件")
    said = {name: value for name, value in given.items() if value not in (None, ())}
    if not said:
        if not _at_terminal():
            raise DrafterError("没有终端，问不了；请用选项写明，例如 drafter profile init --level 县 --place 某某县")
        said = _ask()
    profile = profiles.Profile(**{name: profiles.validate(name, value) for name, value in said.items()})
    profiles.save(profile, target)
    click.echo(f"已存到 {target}", err=True)


@command.command(help="显示本单位的固定信息。")
@options.profile_option
@options.json_option
def show(profile: Path | None, as_json: bool) -> None:
    record = profiles.load(profile).as_record()
    if as_json:
        options.echo_json(record)
    elif not record:
        click.echo("还没有固定信息，可用 drafter profile init 填写", err=True)
    else:
        for name, value in record.items():
            click.echo(f"{profiles.LABELS[name]}：{'、'.join(value) if name == 'allow' else value}")


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _ask() -> dict[str, Any]:
    """Every field in turn; an answer that is none is said and asked again."""
    with suppress(ImportError):
        import readline  # noqa: F401 - mends deletion over double-width characters
    said: dict[str, Any] = {}
    for name, label in profiles.LABELS.items():
        while name not in said:
            answer = click.prompt(
                f"{label}（{_HINTS[name]}）", default="", show_default=False, prompt_suffix="：", err=True
            )
            if not answer.strip():
                break
            try:
                said[name] = profiles.validate(name, answer.split() if name == "allow" else answer)
            except DrafterError as error:
                click.echo(f"错误：{error}", err=True)
    return said
