"""Click's own words in Chinese: usage line, options, errors, prompts.

In: commands as their modules define them, errors as click raises them. Out: the same commands with Chinese
placeholders, errors as one Chinese line. The words themselves are a standard gettext catalogue
(`locale/zh_CN/LC_MESSAGES/drafter.po`); after a change compile it: pybabel compile -d drafter/cli/locale -D drafter
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

import click

from drafter.cli.helptext import ChineseContext

LOCALE = Path(__file__).resolve().parent / "locale"
DOMAIN = "drafter"

# What a command module left to click: option values by type, arguments by name.
_TYPES = {
    "text": "文字", "integer": "整数", "integer range": "整数", "float": "小数", "float range": "小数",
    "boolean": "是或否", "filename": "文件",
}  # fmt: skip
_WORDS = {
    "FILE": "文件", "PATH": "路径", "DIR": "文件夹", "N": "整数", "ID": "编号", "QUERY": "词语", "DRAFT": "草稿",
    "DRAFT.yaml": "草稿.yaml", "TEXT": "文字",
}  # fmt: skip
"""Placeholders as contracts.md writes them."""
_ARGUMENTS = {
    "file": "文件", "files": "文件", "path": "路径", "paths": "路径", "draft": "草稿", "query": "词语", "id": "编号",
    "identifier": "编号", "entry": "编号",
}  # fmt: skip


def bind() -> None:
    """Binds the catalogue for this process, whatever language the system is set to.

    gettext looks at LANGUAGE before every other setting, and click asks gettext at each message; so this
    works before and after click is imported, and a program we start speaks Chinese too.
    """
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def dress(command: click.Command) -> click.Command:
    """A command (and all below it) with our help pages, and Chinese placeholders where its module gave none."""
    command.context_class = ChineseContext
    if command.options_metavar == "[OPTIONS]":
        command.options_metavar = "[选项]"
    if command.short_help is None and command.help:
        command.short_help = command.help.split("。")[0].strip()  # click would cut at spaces, and Chinese has none
    for param in command.params:
        if param.metavar is None:
            param.metavar = _metavar(param)
        else:
            bare = param.metavar.strip("[].…")
            param.metavar = param.metavar.replace(bare, _WORDS.get(bare, bare)).replace("...", "…")
    if isinstance(command, click.Group):
        if command.subcommand_metavar == "COMMAND [ARGS]...":
            command.subcommand_metavar = "命令 [参数]…"
        for below in command.commands.values():
            dress(below)
    return command


def _metavar(param: click.Parameter) -> str | None:
    if isinstance(param, click.Argument):
        word = _ARGUMENTS.get(param.name or "", "参数") + ("…" if param.nargs != 1 else "")
        return word if param.required else f"[{word}]"
    if isinstance(param.type, click.Choice):
        return None  # click shows the choices themselves
    return _TYPES.get(param.type.name)


def one_line(error: click.ClickException) -> str:
    """A click error as the line the writer reads, and where the usage is shown: 缺少选项 '--theme'。用法见 …"""
    text = _missing(error) if isinstance(error, click.MissingParameter) else error.format_message()
    text = " ".join(text.split()).replace("。 ", "。")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        end = "" if text.endswith(("。", "？", "！")) else "。"
        return f"{text}{end}用法见 {error.ctx.command_path} --help"
    return text.removesuffix("。")


def _missing(error: click.MissingParameter) -> str:
    """Click joins these with full stops of its own; ours names the value too: 缺少选项 '--theme 主题'。"""
    param = error.param
    if param is None:
        return error.format_message()
    if isinstance(param, click.Argument):
        return f"缺少参数“{(param.metavar or param.human_readable_name).strip('[]…')}”。"
    hint = param.get_error_hint(error.ctx) if error.ctx else f"'{param.opts[0]}'"
    extra = param.type.get_missing_message(param=param, ctx=error.ctx)
    return f"缺少选项 {hint}。{extra or ''}"
