"""`drafter outline`: compose a draft from a brief, or plan a saved one anew."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli import weighing
from drafter.cli.drafting import Workshop, format_of, output_options, put, show, workshop
from drafter.cli.options import ExistingFile, Range, bank_options, brief_of, brief_options, echo_json, json_option
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.models import Brief, Draft

MOST = 9


@click.command("outline", help="按主题和要求生成讲话提纲：标题、要点和待填的【空位】。")
@brief_options(theme_required=False)
@click.option(
    "--from",
    "source",
    type=ExistingFile(),
    metavar="草稿.yaml",
    help="按改了的要求重排一份存下的草稿：锁定的、手写的和填好的都留着。",
)
@click.option(
    "--candidates",
    type=Range(2, MOST),
    metavar="份数",
    help="只列标题，几份并排，各用一种句式；选中哪份就用它的 --seed。",
)
@bank_options
@output_options
@json_option
def command(
    format_: str | None, output: Path | None, source: Path | None, candidates: int | None, as_json: bool, **given: Any
) -> None:
    from drafter.composing import compose
    from drafter.timing import RATE

    wanted = "json" if as_json and not format_ else format_of(format_, output)
    shop = workshop(given)
    old = _draft(source)
    brief = _brief(brief_of(given), old, shop)
    rate = shop.profile.rate or RATE
    if candidates:
        _candidates(brief, candidates, shop, as_json or format_ == "json")
        return
    draft = compose(
        brief, shop.templates, shop.bank, upper=shop.profile.upper, rate=rate, choices=old.choices if old else None,
        keep=old,
    )  # fmt: skip
    if output is not None and (source is None or not source.exists() or not _same(output, source)):
        _spare(output, shop)
    put(show(draft, shop.templates, wanted), output)
    if old is not None:
        weighing.say(weighing.kept(old, draft, shop.templates, shop.bank))
    summary = weighing.summary(draft, rate)
    if note := weighing.material(draft.brief):
        summary[:1] = [f"{note}；{summary[0]}" if summary else note]
    weighing.say(summary)


def _draft(source: Path | None) -> Draft | None:
    """The draft to be planned anew. Raises DrafterError."""
    if source is None:
        return None
    from drafter.composing import drafts

    old = drafts.load(source)
    if not old.blocks:
        raise DrafterError(f"{source}：要求还没有问完，请先 drafter fill {source}")
    return old


def _brief(given: Brief, old: Draft | None, shop: Workshop) -> Brief:
    """Command line before draft before profile. Raises click's error where no theme is said."""
    if old is not None:
        said = {f.name: value for f in fields(given) if (value := getattr(given, f.name)) not in (None, "")}
        return replace(old.brief, **said)
    if not given.theme:
        ctx = click.get_current_context()
        raise click.MissingParameter(ctx=ctx, param=next(p for p in ctx.command.params if p.name == "theme"))
    return shop.profile.complete(given)


def _candidates(brief: Brief, count: int, shop: Workshop, as_json: bool) -> None:
    from drafter.cli.candidates import as_json as plain
    from drafter.cli.candidates import side_by_side
    from drafter.composing.candidates import candidates

    found = candidates(brief, count, shop.templates, shop.bank, rate=shop.profile.rate)
    if as_json:
        echo_json(plain(found))
    else:
        click.echo("\n".join(side_by_side(found)))
    if len(found) < count:
        click.echo(f"提示：这个主题和结构只有 {len(found)} 种写法", err=True)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _spare(output: Path, shop: Workshop) -> None:
    """A draft that somebody has worked on is not written over. Raises DrafterError."""
    if output.suffix.lower() not in (".yaml", ".yml") or not output.is_file():
        return
    from drafter import slots
    from drafter.composing import drafts, keeping
    from drafter.composing.phrasing import NAMED

    try:
        old = drafts.load(output)
    except DrafterError:
        return
    if _untouched(old, shop):
        return
    made_with = next((t for t in shop.templates if t.type == "structure" and t.id == old.structure), None)
    same = old.bank.get("sha") == shop.bank.sha
    filled = any(
        s.value and slots.filled_by(s.type) == "ask" and s.name not in NAMED for b in old.blocks for s in b.slots
    )
    if same or old.answered or old.aside or filled or keeping.kept(old, shop.bank, made_with).own:
        raise DrafterError(
            f"{output}：已是填过或改过的草稿，没有覆盖；接着填用 drafter fill {output}，改要求重排用 --from {output}，"
            "另起一稿请换个文件名"
        )


def _untouched(draft: Draft, shop: Workshop) -> bool:
    """Whether a draft is just as it was composed: composed once more it is the same."""
    from drafter.composing import compose

    try:
        again = compose(
            draft.brief, shop.templates, shop.bank, upper=shop.profile.upper, rate=shop.profile.rate,
            choices=draft.choices, picks=draft.picks,
        )  # fmt: skip
    except DrafterError:
        return False
    return (again.title, again.blocks) == (draft.title, draft.blocks) and not draft.answered and not draft.aside
