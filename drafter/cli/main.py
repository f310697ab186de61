"""The `drafter` command: finds the sub-command, turns what stops the program into one Chinese line."""

from __future__ import annotations

import importlib
import sys

import click

from drafter import __version__
from drafter.errors import DrafterError

# name → (module, one line of help). Modules are imported only when their command runs.
COMMANDS: dict[str, tuple[str, str]] = {
    "parse": ("drafter.cli.parse", "读讲话文件：正文、提纲、剔除了什么"),
    "extract": ("drafter.cli.extract", "从讲话文件提取短语库"),
    "phrases": ("drafter.cli.phrases", "查看、检索短语库"),
    "groups": ("drafter.cli.groups", "查看成组的并列标题"),
    "templates": ("drafter.cli.templates", "查看可用的场合和结构"),
    "outline": ("drafter.cli.outline", "按主题和要求生成提纲"),
    "fill": ("drafter.cli.fill", "一问一答填好一份稿子，可中断、可续填"),
    "render": ("drafter.cli.render", "把保存的草稿排成文稿"),
    "check": ("drafter.cli.check", "检查草稿或文稿"),
    "why": ("drafter.cli.why", "说明草稿中每一处的出处"),
    "profile": ("drafter.cli.profile", "本单位的固定信息"),
}


class Drafter(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DrafterError as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"错误：{error}", err=True)
            ctx.exit(2)


@click.group(cls=Drafter, help="从真实讲话中提取短语库，按“下面，我讲三点意见”的结构起草讲话稿。")
@click.option("--debug", is_flag=True, help="出错时显示完整的程序信息。")
@click.version_option(__version__)
def cli(debug: bool) -> None:
    pass


def main() -> None:
    cli(prog_name="drafter")


if __name__ == "__main__":
    sys.exit(main())
