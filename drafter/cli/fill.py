"""`drafter fill`: walk a person through brief, headings and slots; every answer is saved at once."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli import weighing
from drafter.cli.drafting import in_folder, workshop
from drafter.cli.options import bank_options, brief_of, brief_options
from drafter.errors import DrafterError
from drafter.timing import RATE

if TYPE_CHECKING:
    from drafter.filling import Question, Session

DEFAULT_FILE = Path("讲话草稿.yaml")
HELP = {
    "brief": "回车用括号里的；“-”留空；“退”回上一步；“停”存好退出",
    "headings": "回车用这组；“换”看下一组；“2 新标题”改第 2 个；“退”回上一步；“停”存好退出",
    "slot": "写好回车；直接回车用括号里的或留空；“-”留空；“退”回上一步；“停”存好退出",
}
SUBJECTS = {"brief": "一、先说要求", "headings": "二、定标题", "slot": "三、填空位"}


@click.command("fill", help="一问一答填好一份稿子：先问要求，再定标题，后填空位。随时可停，再运行同一条命令就接着填。")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path), metavar="草稿.yaml")
@brief_options
@bank_options
def command(file: Path | None, **given: Any) -> None:
    path = file or DEFAULT_FILE
    in_folder(path)
    session = _session(path, given)
    if not interactive():
        _refuse(path, session)
    _save(path, session)
    try:
        _walk(path, session)
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo("")
        click.echo(f"已存到 {path}，再运行 drafter fill {path} 接着填")
        raise click.exceptions.Exit(130) from None


def interactive() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _session(path: Path, given: dict[str, Any]) -> Session:
    from drafter.composing import compose, drafts
    from drafter.filling import Shape, begin, resume

    shop = workshop(given)
    shapes = tuple(Shape(t.id, t.name, t.points) for t in shop.templates if t.type == "structure")

    def make(brief, choices, keep):  # type: ignore[no-untyped-def]
        return compose(
            brief,
            shop.templates,
            shop.bank,
            upper=shop.profile.upper,
            rate=shop.profile.rate,
            choices=choices,
            keep=keep,
        )

    wanted = brief_of(given)
    if path.exists():
        old = drafts.load(path)
        session = resume(old, wanted, make, shapes, shop.profile.rate or RATE)
        if old.blocks and session.draft.brief != old.brief:
            weighing.say(weighing.kept(old, session.draft, shop.templates, shop.bank))
        return session
    return begin(shop.profile.complete(wanted), make, shapes, shop.profile.rate or RATE)


def _walk(path: Path, session: Session) -> None:
    with suppress(ImportError):  # Windows has none, and needs none
        import readline  # noqa: F401 - mends deletion and cursor movement over double-width characters

    subject = ""
    while (question := session.question) is not None:
        if question.subject != subject:
            subject = question.subject
            click.echo(f"\n{SUBJECTS[subject]}（{HELP[subject]}）")
        text = _ask(question)
        if text in ("停", "q"):
            break
        before = session.draft.aside
        try:
            session = session.back() if text in ("退", "b") else session.answer(text)
            for block in session.draft.aside[len(before) :]:
                click.echo(f"　手写的“{block.said}”另存在草稿的 aside 里")
        except DrafterError as error:
            click.echo(f"　{error}")
            continue
        _save(path, session)
    if not session.draft.blocks:
        click.echo(f"\n先停在这里，要求还没有问完，已存到 {path}，drafter fill {path} 接着填")
        return
    left = _open_slots(session)
    done = "都问完了" if session.question is None else "先停在这里"
    click.echo(f"\n{done}，已存到 {path}，待填 {left} 处。drafter render {path} 看全文，drafter fill {path} 接着填")


def _ask(question: Question) -> str:
    for line in question.lines:
        click.echo(f"　{line}")
    choices = f"（{'、'.join(question.choices)}）" if question.choices and not question.lines else ""
    default = f" [{question.default}]" if question.default else ""
    answer: str = click.prompt(
        f"{question.prompt}{choices}{default}", default="", show_default=False, prompt_suffix="："
    )
    return answer.strip()


def _save(path: Path, session: Session) -> None:
    from drafter.composing import drafts

    drafts.save(session.draft, path)


def _open_slots(session: Session) -> int:
    return sum(1 for block in session.draft.blocks for slot in block.slots if slot.value is None)


def _refuse(path: Path, session: Session) -> None:
    """Without a terminal nobody can be asked: says what is missing."""
    missing = session.missing
    brief = [q for q in missing if q.subject == "brief"]
    for question in missing:
        if question.subject != "headings":
            place = question.place.partition(":")[0]
            where = f"--{place.replace('_', '-')}" if question.subject == "brief" else place
            click.echo(f"缺 {question.prompt}（{where}）", err=True)
    if not session.draft.blocks and not brief:
        raise DrafterError("没有可问的终端")
    what = "要求还不全" if brief else f"还有 {_open_slots(session)} 处空位"
    raise DrafterError(f"{what}，而这里没有终端可以问答，请在终端里运行 drafter fill {path}，或用选项写全")
