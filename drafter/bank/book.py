"""An overlay file as a person keeps it: decisions put in, exchanged and taken out, everything else left as it is.

In: the text of overlay.yaml. Out: the same text with some entries changed: comments, order, indent, line ends and
the entries nobody spoke of stay byte for byte. A decision about an entry that stands there takes the place of the
older one of its sort (accept and reject are one sort); where a person wrote a comment or a note into the older one,
it stays and the new one is written at the end, where it wins. A file whose form does not allow that is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from drafter.bank import overlay
from drafter.bank.overlay import VERDICTS, Decision
from drafter.bank.writing import block
from drafter.errors import DrafterError

HEAD = """\
# 对短语库条目的取舍，由 drafter phrases accept、reject、retag、reword、review 记入，也可以手工增删。一条一项：
#   id        条目的编号（drafter phrases list）
#   pattern   作决定时的句式；一组标题写骨架。提取方法改进后编号变了，靠它找回来（drafter phrases orphans）
#   items     一组标题作决定时的各项，找回来时和骨架一起比
#   decision  accept 接受、reject 弃用、retag 改标签、reword 改写
#   kind、device、themes   retag 用：改成什么作用、手法（none 表示没有）、主题；没写的不变
#   to        reword 用：改成什么句式，槽位写作 {名}
#   note      备注，给人看
# 同一条有几项时都算数，接受和弃用以写在后面的为准。
"""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
_IDLE = re.compile(r"\s*(?:#.*)?$")


@dataclass(slots=True)
class _Chunk:
    """Some lines of the file: those of one decision, or (None) what stands between."""

    text: str
    decision: Decision | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing of a person's own would be lost with these lines."""
        own = self.decision is not None and self.decision.note
        return not own and not _COMMENT.search(self.text)


@dataclass(slots=True)
class Book:
    """The lines of an overlay file. `file` is what errors call it."""

    file: str
    chunks: list[_Chunk] = field(default_factory=list)
    indent: int = 0
    newline: str = "\n"

    @classmethod
    def open(cls, text: str, file: str) -> Book:
        """Takes the text of an overlay apart. Raises DrafterError for a mistake in it, with file and line."""
        decisions = overlay.read(text, file)
        book = cls(file, newline="\r\n" if "\r\n" in text else "\n")
        lines = text.splitlines(keepends=True)
        node = _list(text)
        if node is None or not isinstance(node, yaml.SequenceNode) or not node.value:
            book.chunks = [_Chunk(book._begun(text, node))]
            return book
        if node.flow_style:
            line = node.start_mark.line + 1
            raise DrafterError(
                f"{file} 第{line}行：decisions 写成了 [ ] 列表，程序没法在里面加减，请改成每条以“- ”开头另起一行"
            )
        book.indent = node.start_mark.column
        book._cut(lines, [_dash(lines, item.start_mark.line, book.indent) for item in node.value], decisions)
        return book

    def _begun(self, text: str, node: yaml.Node | None) -> str:
        """The text of a file without decisions, such that some can follow: its `decisions:` stands open."""
        if not text.strip():
            return self._native(HEAD + "decisions:\n")
        if node is None:
            return self._ended(text) + self._native("decisions:\n")
        if isinstance(node, yaml.SequenceNode):  # decisions: []
            lines = text.splitlines(keepends=True)
            start, end = node.start_mark, node.end_mark
            if start.line == end.line:
                lines[start.line] = lines[start.line][: start.column].rstrip() + lines[start.line][end.column :]
            text = "".join(lines)
        return self._ended(text)

    def _native(self, text: str) -> str:
        return text.replace("\n", self.newline)

    def _ended(self, text: str) -> str:
        return text if text.endswith(("\n", "\r")) else text + self.newline

    def _cut(self, lines: list[str], starts: list[int], decisions: Sequence[Decision]) -> None:
        self.chunks = [_Chunk("".join(lines[: starts[0]]))]
        for decision, start, limit in zip(decisions, starts, [*starts[1:], len(lines)], strict=True):
            end = limit
            while end > start + 1 and _IDLE.match(lines[end - 1]):
                end -= 1
            self.chunks.append(_Chunk(self._ended("".join(lines[start:end])), decision))
            if end < limit:
                self.chunks.append(_Chunk("".join(lines[end:limit])))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions, in the order of the file."""
        return tuple(chunk.decision for chunk in self.chunks if chunk.decision)

    @property
    def text(self) -> str:
        """The file as it is to be written."""
        return "".join(chunk.text for chunk in self.chunks)

    def about(self, identity: str) -> tuple[Decision, ...]:
        """The decisions about an entry, in order."""
        return tuple(chunk.decision for chunk in self._about(identity) if chunk.decision)

    def _about(self, identity: str) -> Iterator[_Chunk]:
        return (chunk for chunk in self.chunks if chunk.decision and chunk.decision.id == identity)

    def put(self, decision: Decision) -> bool:
        """Takes a decision in; False where it says nothing new."""
        older = [c for c in self._about(decision.id) if c.decision and _sort(c.decision) == _sort(decision)]
        if not older:
            self._append(decision)
            return True
        last = older[-1]
        assert last.decision is not None
        merged = _merged(last.decision, decision)
        if merged == last.decision:
            return False
        if last.plain:
            last.text, last.decision = self._lines(merged), merged
        else:
            self._append(decision)
        return True

    def take(self, identity: str) -> tuple[Decision, ...]:
        """Takes out what was decided about an entry, and gives it back. A person's comment inside stays, as one."""
        gone = self.about(identity)
        self.exchange(identity, ())
        return gone

    def exchange(self, identity: str, decisions: Sequence[Decision]) -> None:
        """What was decided about an entry becomes `decisions` (possibly about another entry): in its place as far
        as there were as many before, the rest at the end."""
        standing, kept = iter(decisions), list[_Chunk]()
        for chunk in self.chunks:
            if chunk.decision is None or chunk.decision.id != identity:
                blank = chunk.decision is None and not chunk.text.strip()
                if not (blank and kept and kept[-1].decision is None):  # of two gaps round what is gone one is enough
                    kept.append(chunk)
                continue
            decision = next(standing, None)
            if decision == chunk.decision:
                kept.append(chunk)
                continue
            if _COMMENT.search(chunk.text):
                kept.append(_Chunk(_commented(chunk.text)))
            if decision is not None:
                kept.append(_Chunk(self._lines(decision), decision))
        self.chunks = kept
        for decision in standing:
            self._append(decision)

    def _append(self, decision: Decision) -> None:
        before = self.chunks[-1].text  # what stands before the first decision is a chunk too
        self.chunks[-1].text = self._ended(before)
        gap = "" if before.splitlines()[-1:] == [""] else self.newline
        self.chunks.append(_Chunk(gap))
        self.chunks.append(_Chunk(self._lines(decision), decision))

    def _lines(self, decision: Decision) -> str:
        """A decision as lines of the file. Raises DrafterError for one that would not read back the same."""
        lines = list(block(decision))
        if overlay.read("decisions:\n" + "\n".join(lines), self.file) != (decision,):
            raise DrafterError(f"{self.file}：“{decision.pattern}”里有写不进文件的字符，请改正后再试")
        return "".join(f"{' ' * self.indent}{line}{self.newline}" for line in lines)


def _list(text: str) -> yaml.Node | None:
    """The node of `decisions:`; None in a file without it. The text is known to be sound."""
    root = yaml.compose(text, Loader=_Loader)
    return root.value[0][1] if isinstance(root, yaml.MappingNode) and root.value else None


def _dash(lines: list[str], line: int, column: int) -> int:
    """The line of an item's dash: that of its first field, or one above it."""
    while line > 0 and not (lines[line].startswith("-", column) and not lines[line][:column].strip()):
        line -= 1
    return line


def _commented(text: str) -> str:
    """Lines taken out of use: a person's comments as they were, the rest as comments."""
    return "".join(line if _IDLE.match(line) else f"# {line}" for line in text.splitlines(keepends=True))


def _sort(decision: Decision) -> str:
    return "verdict" if decision.decision in VERDICTS else decision.decision


def _merged(older: Decision, newer: Decision) -> Decision:
    """A decision that takes another's place: a retag keeps what the newer one leaves open."""
    if newer.decision != "retag":
        return newer if newer.note or newer.decision != older.decision else replace(newer, note=older.note)
    return replace(
        newer,
        kind=newer.kind or older.kind,
        device=newer.device or older.device,
        themes=older.themes if newer.themes is None else newer.themes,
        note=newer.note or older.note,
    )
