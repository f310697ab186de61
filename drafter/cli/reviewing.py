"""`drafter phrases review`, `drafter groups review`: one candidate after the other, decided with one key.

In: the undecided extracted entries of the bank, and keys: single ones at a terminal, the first letter of each line
elsewhere. Out: decisions, each written at once into the overlay of the last --bank (by default the user's own), so
that neither q nor Ctrl-C nor a dead battery loses one; the next run goes on with what is still undecided.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import click

from drafter import bank as banks
from drafter import resources
from drafter.bank import STATES, Decision, Overlay, PhraseBank
from drafter.cli.curating import doubts, shelf, tidy
from drafter.cli.entries import both, color, filter_options, group_sheet, meant, phrase_sheet, pick, term, told
from drafter.cli.options import Range, bank_options
from drafter.cli.tables import aligned
from drafter.errors import DrafterError
from drafter.models import KINDS, TIERS, Group, Phrase

Either: TypeAlias = Phrase | Group

ACTIONS: dict[str, tuple[str, str, str]] = {
    "accept": ("接受", "a", "a1接是y"),
    "reject": ("弃用", "r", "r2弃否nx"),
    "kind": ("改作用", "k", "k3类"),
    "reword": ("改写", "w", "w4写"),
    "skip": ("跳过", "s", "s5跳 \r\n"),
    "back": ("退回", "b", "b6退"),
    "undo": ("撤销", "u", "u7撤"),
    "more": ("详情", "d", "d8详"),
    "quit": ("退出", "q", "q0停\x04"),
    "help": ("说明", "?", "?h/"),
}
"""What can be done: its name, the key that is shown, all keys that do it. Digits work while an input method is on."""

ARROWS = {"\x1b[D": "back", "\x1b[C": "skip", "\xe0K": "back", "\xe0M": "skip"}

LEGEND = """\
a 接受（确认可用）    r 弃用（不再列出）    k 改作用    w 改写成别的说法
s 跳过（下次再问）    b 退回上一条          u 撤销刚才的一项取舍
d 看全部内容          q 退出，下次接着看    数字 1 到 8 依次同 a r k w s b u d，0 同 q"""


def add_to(group: click.Group, sort_of: type[Phrase] | type[Group]) -> None:
    """Puts `review` under `phrases` (all filters) or under `groups`."""
    phrases = sort_of is Phrase
    filters = ("kind", "device", "theme", "tier", "source", "year", "length") if phrases else (
        "device", "theme", "tier", "source", "year", "length")  # fmt: skip

    @filter_options(*filters)
    @click.option("--limit", type=Range(min=1), metavar="条数", help="这次最多看几条。")
    @click.option("--all", "everything", is_flag=True, help="已经决定过的也再看一遍。")
    @bank_options
    def command(limit: int | None, everything: bool, bank: tuple[Path, ...], only_bank: bool, **wanted: Any) -> None:
        loaded, overlay = shelf(bank, only_bank)
        folders = banks.folders(bank, only_bank)
        if lost := len(banks.orphans(folders, loaded, offer=False)):
            click.echo(f"有 {lost} 处取舍找不到原来的条目，请看 drafter phrases orphans", err=True)
        walk = Review(loaded, overlay, queue(loaded, sort_of, everything, **wanted)[:limit], terminal(), folders)
        walk.run()

    what = "提取来的短语" if phrases else "提取来的成组标题"
    text = f"逐条看还没有决定取舍的{what}，按一个键决定一条，随时可停，下次接着看。篇数多的在前。\n\n\b\n{LEGEND}"
    group.add_command(click.command("review", help=text, short_help=f"逐条决定{what}的取舍")(command))


def queue(bank: PhraseBank, sort_of: type[Phrase] | type[Group], everything: bool, **wanted: Any) -> list[Either]:
    """What is to be looked at: extracted and undecided (`everything`: decided ones and hidden ones too), heaviest
    first, then by kind, the surest tier first."""
    found: list[Either] = []
    for state in STATES if everything else ("open",):
        asked = {"state": state, "origin": "extracted", **wanted}
        found += pick(bank, Phrase, **asked) if sort_of is Phrase else pick(bank, Group, **asked)
    return sorted(found, key=_rank)


def _rank(entry: Either) -> tuple[int, int, int]:
    kind = KINDS.index(entry.kind) if isinstance(entry, Phrase) else 0
    return -entry.weight, kind, TIERS.index(entry.tier)


def terminal() -> bool:
    """Whether single keys can be read."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@dataclass(slots=True)
class Review:
    """A walk through entries: where it stands, and what was decided on the way (for undo)."""

    bank: PhraseBank
    overlay: Overlay
    queue: Sequence[Either]
    keys: bool
    folders: Sequence[Path] = ()
    at: int = 0
    past: list[tuple[int, tuple[Decision, ...]]] = field(default_factory=list)

    def run(self) -> None:
        """Asks until the queue is through or the person stops; Ctrl-C stops too, with its own status."""
        if not self.queue:
            click.echo("没有还未决定取舍的条目；已决定的用 --all 再看一遍")
            return
        click.echo(f"共 {len(self.queue)} 条，取舍随时记入 {self.overlay.path}")
        try:
            while self.at < len(self.queue):
                self._show()
                if not self._step():
                    break
        except (KeyboardInterrupt, click.Abort):
            click.echo("")
            self._close()
            raise click.exceptions.Exit(130) from None
        self._close()

    def _close(self) -> None:
        done = len({n for n, _ in self.past})
        click.echo(f"这次决定了 {done} 条，还有 {len(self.queue) - done} 条；再运行同一条命令接着看")

    def _step(self) -> bool:
        """One answer about the entry that is shown; False to stop."""
        while True:
            action = self._action()
            if action == "quit":
                return False
            if action == "help":
                click.echo(LEGEND)
            elif action == "more":
                self._more()
            elif self._do(action):
                return True

    def _do(self, action: str) -> bool:
        """Does one thing; whether another entry is to be shown."""
        if action == "skip":
            self.at += 1
        elif action == "back":
            if self.at == 0:
                click.echo("  这是第一条")
                return False
            self.at -= 1
        elif action == "undo":
            return self._undo()
        else:
            decision = self._decision(action)
            if decision is None:
                return False
            self._put(decision)
            self.at += 1
        return True

    # ------------------------------------------------------------------------------------------ deciding

    def _decision(self, action: str) -> Decision | None:
        entry = self._filed
        if action == "kind":
            kind = self._ask_kind() if isinstance(entry, Phrase) else None
            if isinstance(entry, Group):
                click.echo("  成组标题没有作用可改")
            return banks.about(entry, "retag", kind=kind) if kind else None
        if action == "reword":
            to = self._ask_words(entry)
            return banks.about(entry, "reword", to=to) if to else None
        return banks.about(entry, action)

    def _put(self, decision: Decision) -> None:
        before = self.overlay.about(decision.id)
        self.overlay.put([decision])
        self.past.append((self.at, before))
        click.echo(f"  → {told(decision)}")

    def _undo(self) -> bool:
        if not self.past:
            click.echo("  这次还没有决定过哪一条")
            return False
        self.at, before = self.past.pop()
        self.overlay.exchange(self.queue[self.at].id, before)
        click.echo("  → 已撤销")
        return True

    def _ask_kind(self) -> str | None:
        names = [f"{n} {term('kinds', kind)}" for n, kind in enumerate(KINDS, 1)]
        for row in aligned(tuple(names[n : n + 7]) for n in range(0, len(names), 7)):
            click.echo(f"  {row}")
        said = self._line("  改成哪种作用（编号或名称，回车不改）")
        known = meant("kinds", KINDS) | {str(n): kind for n, kind in enumerate(KINDS, 1)}
        if said and said not in known:
            click.echo(f"  没有“{said}”这种作用，没有改")
        return known.get(said)

    def _ask_words(self, entry: Either) -> str | None:
        said = self._line("  改成（槽位写作 {名}，回车不改）")
        try:
            to = tidy(said)
            if not to:
                return None
            banks.check_pattern(entry, to)
        except DrafterError as error:
            click.echo(f"  {error}，没有改")
            return None
        for doubt in doubts(self.bank, entry, to):
            click.echo(f"  注意：{doubt}（u 撤销）")
        return to

    # ------------------------------------------------------------------------------------ showing, reading

    @property
    def _filed(self) -> Either:
        entry = self.queue[self.at]
        return self.bank.original(entry.id) or entry

    def _show(self) -> None:
        entry = self.queue[self.at]
        facts = [term("kinds", entry.kind) if isinstance(entry, Phrase) else f"第{entry.level or '—'}级标题"]
        facts += [term("devices", entry.device)] if entry.device else []
        facts += [term("tiers", entry.tier), f"{entry.weight} 篇"]
        facts += ["主题 " + "、".join(entry.themes)] if entry.themes else []
        click.echo(f"\n[{self.at + 1}/{len(self.queue)}] {entry.id}  {' · '.join(facts)}")
        for text in (entry.pattern,) if isinstance(entry, Phrase) else entry.headings:
            click.echo("  " + click.style(text, bold=True), color=color())
        click.echo(f"  出处 {_source(entry)}")
        if isinstance(entry, Phrase):
            if said := _sentence(entry, self._filed, self.folders):
                click.echo(f"  原话 {said}")
            click.echo(f"  用在 {_place(entry)}")
        for decision in self.overlay.about(entry.id):
            click.echo(f"  已定 {told(decision)}")

    def _more(self) -> None:
        entry = self.queue[self.at]
        sheet = phrase_sheet(entry) if isinstance(entry, Phrase) else group_sheet(entry)
        click.echo("\n".join(f"  {line}" for line in sheet.lines()))

    def _action(self) -> str:
        offered = " ".join(f"{name}{key}" for name, key, _ in ACTIONS.values())
        while True:
            if self.keys:
                click.echo(f"  {offered} ", nl=False)
                key = _key()
                click.echo("")
            else:
                line = sys.stdin.readline()
                key = "\x04" if not line else line.strip()[:1] or "\n"
            key = ARROWS.get(key, unicodedata.normalize("NFKC", key).lower())
            action = key if key in ACTIONS else next((n for n, (_, _, keys) in ACTIONS.items() if key in keys), "")
            if action and key:
                return action
            click.echo(f"  没有“{key if key.isprintable() else '这个键'}”这一项，请按：{offered}")

    def _line(self, prompt: str) -> str:
        """A line of text; empty at the end of the input."""
        if self.keys:
            answer: str = click.prompt(prompt, default="", show_default=False, prompt_suffix="：")
            return answer.strip()
        return sys.stdin.readline().strip()


def _key() -> str:
    try:
        return click.getchar()
    except EOFError:  # Ctrl-D, Ctrl-Z
        return "\x04"


def _source(entry: Either) -> str:
    """Where an entry was found: the first place whole, of the others only how many there are."""
    if not entry.occurrences:
        return "没有记"
    first, *others = entry.occurrences
    more = f"，另有 {len(others)} 处" if others else ""
    return f"{first.label or '未注明'} {first.at or '开头'}（{first.source} 第{first.line}行）{more}"


def _sentence(phrase: Phrase, filed: Either, folders: Sequence[Path]) -> str:
    """What was said where a phrase was found, when the speech is still at hand and says more than the phrase."""
    from drafter import corpus

    pattern = filed.pattern if isinstance(filed, Phrase) else phrase.pattern
    said = corpus.sentence(folders, pattern, phrase.occurrences[0]) if phrase.occurrences else None
    return said if said and banks.normalised(said) != banks.normalised(phrase.pattern) else ""


def _place(phrase: Phrase) -> str:
    """The steps of a speech where such a phrase stands."""
    if phrase.move:
        return both("moves", phrase.move)
    return "、".join(term("moves", move) for move in resources.data("bank/terms")["stands"][phrase.kind])
