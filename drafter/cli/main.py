"""The `drafter` command: finds the sub-command, turns what stops the program into one Chinese line.

Exit status: 0 done, 1 done with findings (a command's own word), 2 wrong use or bad input. As everywhere on Unix,
130 when the person stopped it (Ctrl-C) and 141 when whoever read the output went away.
"""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import click

from drafter import __version__
from drafter.cli import chinese
from drafter.cli.helptext import ChineseContext
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
    "reroll": ("drafter.cli.reroll", "给草稿的一处换一种写法"),
    "lock": ("drafter.cli.lock", "锁定草稿里满意的几处"),
    "slots": ("drafter.cli.slots", "还缺什么，问谁"),
    "render": ("drafter.cli.render", "把保存的草稿排成文稿"),
    "check": ("drafter.cli.check", "检查草稿或文稿"),
    "why": ("drafter.cli.why", "说明草稿中每一处的出处"),
    "profile": ("drafter.cli.profile", "本单位的固定信息"),
}

FAILED, INTERRUPTED, UNREAD = 2, 130, 141

YOUNG = 50_000
"""Objects made between two looks of the cyclic collector; Python's own 700 suits programs that keep little."""

chinese.bind()


class Drafter(click.Group):
    """The group of all commands; every way out of it ends here."""

    context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[name][0]).command
        return chinese.dress(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        # Click would look for the nearest among commands already loaded, and here none is.
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _told_apart():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _told_apart():
            return super().invoke(ctx)

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Runs the command and exits, each trouble said in one line on standard error."""
        extra["standalone_mode"] = False
        try:
            # Click returns the status of ctx.exit(n); commands themselves return nothing.
            status = super().main(args, prog_name or "drafter", **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            status = FAILED
        except click.ClickException as error:
            click.echo(f"错误：{chinese.one_line(error)}", err=True)
            status = FAILED
        except click.Abort:
            click.echo("已中断", err=True)
            status = INTERRUPTED
        except _UnreadError:
            _close_quietly()
            status = UNREAD
        except Exception as error:
            if "--debug" in (sys.argv if args is None else args):
                import traceback

                click.echo(traceback.format_exc(), err=True, nl=False)
            click.echo(f"错误：{_explain(error)}", err=True)
            status = FAILED
        sys.exit(status if isinstance(status, int) else 0)


class _UnreadError(Exception):
    """Whoever read our output went away. Click would take the pipe's own error for its status 1."""


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise _UnreadError from None


def _explain(error: Exception) -> str:
    """What stopped the program, in one line."""
    if isinstance(error, DrafterError):
        return str(error)
    if isinstance(error, OSError) and error.errno:
        from drafter import yamlio

        if error.errno == errno.ENOSPC:
            _close_quietly()  # else Python tries once more to flush, and says so in English
        where = f"{error.filename}：" if error.filename else ""
        return f"{where}读写失败（{yamlio.reason(error)}）"
    name = type(error).__name__
    return f"程序内部出错（{name}），请加 --debug 再运行一次（drafter --debug …），把显示的内容发给维护人员"


def _close_quietly() -> None:
    """Points standard output at nothing: whoever read it is gone, or its disk is full."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Output is UTF-8 also where the locale is C or a pipe has no encoding of its own; a terminal of another
    Chinese encoding (GB18030) keeps it. What can't be said is escaped rather than fatal."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            keeps = stream.isatty() and (stream.encoding or "").lower().startswith(("gb", "cp936", "big5"))
            stream.reconfigure(encoding=None if keeps else "utf-8", errors="backslashreplace")  # type: ignore[union-attr]


@click.group(
    cls=Drafter,
    help="从真实讲话中提取短语库，按“下面，我讲三点意见”的结构起草讲话稿。",
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)
@click.option("--debug", is_flag=True, help="出错时显示完整的程序信息。")
@click.version_option(__version__)
def cli(debug: bool) -> None:
    pass


def spare_collector() -> None:
    """Has the cyclic collector look less often: a bank is a hundred thousand objects and no garbage, and each walk
    over it takes as long as composing two drafts."""
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def main() -> None:
    """The console script."""
    spare_collector()
    _speak_utf8()
    cli.main(prog_name="drafter")


if __name__ == "__main__":
    main()
