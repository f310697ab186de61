"""Options that several commands share, each set one decorator, and how a command prints JSON.

In: what the person typed. Out: keyword arguments of the command (`bank`, `only_bank`, `as_json`, and the fields of
a brief). What needs the bank or the templates to judge (structure, occasion, level, range of points) is left to
composing; here only what is wrong in itself is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar, overload

import click

from drafter.models import DEPTHS, Brief

Function = TypeVar("Function", bound=Callable[..., Any])


class Folder(click.Path):
    """An existing folder, as a `Path`."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False, path_type=Path)


class Range(click.IntRange):
    """Whole numbers from `min` to `max`; out of range is said in words: 至少 1."""

    def _describe_range(self) -> str:
        if self.max is None:
            return f"至少 {self.min}"
        return f"至多 {self.max}" if self.min is None else f"{self.min}～{self.max}"


class ExistingFile(click.Path):
    """An existing file, as a `Path`; with `dash`, "-" stands for standard input."""

    def __init__(self, dash: bool = False) -> None:
        super().__init__(exists=True, dir_okay=False, allow_dash=dash, path_type=Path)


def words(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Callback of an option that takes a short text on one line: stripped, not empty."""
    if value is None:
        return None
    text = " ".join(value.split())  # 张　三 pasted with a wide space, a line feed behind a meeting's name
    if not text:
        raise click.BadParameter("不能为空。")
    if not text.isprintable():
        raise click.BadParameter("夹有看不见的控制字符，请重新输入。")
    return text


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Callback of an option that takes a calendar day, YYYY-MM-DD, kept as text: 2026-11-28."""
    if value is None:
        return None
    text = value.strip()
    # fromisoformat also takes 20261128 and 2026-W48-6, which the writer would not recognise later.
    if len(text) == 10 and text[4] == text[7] == "-":
        with suppress(ValueError):
            return date.fromisoformat(text).isoformat()
    raise click.BadParameter(f"“{value}”不是日期，请写成 2026-11-28 这样的形式。")


def bank_options(function: Function) -> Function:
    """Adds --bank (`bank: tuple[Path, ...]`, later wins) and --only-bank (`only_bank: bool`)."""
    return _add(
        function,
        click.option(
            "--bank", multiple=True, type=Folder(), metavar="文件夹",
            help="另加一个短语库；可以写几次，后写的优先。",
        ),
        click.option("--only-bank", is_flag=True, help="只用 --bank 给出的短语库，不用自带的和个人的。"),
    )  # fmt: skip


def json_option(function: Function) -> Function:
    """Adds --json (`as_json: bool`)."""
    return _add(function, click.option("--json", "as_json", is_flag=True, help="输出 JSON，供别的程序使用。"))


def profile_option(function: Function) -> Function:
    """Adds --profile (`profile: Path | None`)."""
    return _add(
        function,
        click.option(
            "--profile", type=ExistingFile(), metavar="文件",
            help="本单位固定信息的文件；不写就用 drafter profile init 存下的那一份。",
        ),
    )  # fmt: skip


@overload
def brief_options(function: Function) -> Function: ...
@overload
def brief_options(*, theme_required: bool) -> Callable[[Function], Function]: ...
def brief_options(
    function: Function | None = None, *, theme_required: bool = False
) -> Function | Callable[[Function], Function]:
    """Adds every option of a brief, each as a keyword argument of its own (`brief_of` gathers them), and
    --templates (`templates: tuple[Path, ...]`) and --profile (`profile: Path | None`). Not said: None."""
    if function is None:
        return lambda command: _brief_options(command, theme_required)
    return _brief_options(function, theme_required)


def brief_of(given: Mapping[str, Any]) -> Brief:
    """The brief in a command's keyword arguments; what belongs to no brief (bank, templates …) is passed over."""
    known = {f.name for f in fields(Brief)}
    return Brief(**{name: value for name, value in given.items() if name in known and value is not None})


def echo_json(value: object) -> None:
    """Prints one JSON value on standard output: Chinese as it is, keys in the order given."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _brief_options(function: Function, theme_required: bool) -> Function:
    return _add(
        profile_option(function),
        click.option("--theme", required=theme_required, callback=words, metavar="主题",
                     help="讲什么：安全生产、招商引资、优化营商环境……"),
        click.option("--meeting", callback=words, metavar="会议", help="会议名称，如 全县安全生产工作会议。"),
        click.option("--speaker", callback=words, metavar="职务", help="讲话人的职务，如 县长。"),
        click.option("--speaker-name", callback=words, metavar="姓名", help="讲话人的姓名，用于署名行。"),
        click.option("--level", callback=words, metavar="层级",
                     help="行政层级：省、市、县、区、乡、镇、街道、村、社区、单位、企业、学校等；默认 县。"),
        click.option("--place", callback=words, metavar="地名", help="本地地名，如 某某县。"),
        click.option("--points", type=Range(min=1), metavar="点数", help="讲几点；默认 3，或由结构决定。"),
        click.option("--structure", callback=words, metavar="结构",
                     help="各点怎样组织，见 drafter templates list；默认选最合适的。"),
        click.option("--occasion", callback=words, metavar="场合",
                     help="什么场合的讲话，见 drafter templates list；默认选最合适的。"),
        click.option("--date", callback=day, metavar="日期", help="开会日期，如 2026-11-28；默认今天。"),
        click.option("--minutes", type=Range(min=1), metavar="分钟", help="打算讲多少分钟。"),
        click.option("--depth", type=click.Choice(DEPTHS), metavar="深度",
                     help="写到哪一层：headings 只有标题，outline 提纲，draft 全文；默认 outline。"),
        click.option("--levels", type=Range(1, 3), metavar="级数",
                     help="标题分几级：1 只有各点，2 各点之下有（一）（二），3 再往下有一要、二要；默认 2。"),
        click.option("--seed", type=int, metavar="整数", help="换一个数就换一种写法，同一个数结果不变；默认 1。"),
        click.option("--templates", multiple=True, type=Folder(), metavar="文件夹",
                     help="另加一个模板文件夹；可以写几次，后写的优先。"),
    )  # fmt: skip


def _add(function: Function, *options: Callable[[Function], Function]) -> Function:
    """Options in the order given: decorators apply from the last to the first."""
    return reduce(lambda command, option: option(command), reversed(options), function)
