"""YAML in and out, for every file that a person may edit.

In: UTF-8, no surprises (no dates, no yes/no, no duplicate keys), every error with file and line.
Out: ordered, readable, written whole or not at all.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from drafter.errors import DrafterError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Record(dict[str, Any]):
    """A mapping read from YAML that remembers the line (from 1) it began on."""

    line: int = 0


class _Reader(_Loader):  # type: ignore[misc]
    """Plain scalars become str, int, float, true/false or null; 2026-11-28, 1:30, no and 010 stay strings."""


class _Writer(_Dumper):  # type: ignore[misc]
    def ignore_aliases(self, data: object) -> bool:
        return True


_Writer.add_representer(Record, lambda dumper, record: dumper.represent_dict(record.items()))
_Writer.add_representer(tuple, lambda dumper, items: dumper.represent_list(items))

# Resolvers are kept by first character; a class of our own leaves PyYAML's tables alone.
_Reader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool", ":int", ":float"))]
    for first, rules in _Loader.yaml_implicit_resolvers.items()
}


def _resolve(tag: str, pattern: str, first: str) -> None:
    _Reader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


_resolve("bool", r"^(?:true|false)$", "tf")
_resolve("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789")
_resolve("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", "-0123456789")


def _mapping(loader: Any, node: yaml.MappingNode) -> Record:
    loader.flatten_mapping(node)
    record = Record()
    record.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        # Keys are words as they are written: 1, true and null too.
        scalar = isinstance(key_node, yaml.ScalarNode)
        key = str(key_node.value if scalar else loader.construct_object(key_node, deep=True))
        if key in record:
            raise yaml.constructor.ConstructorError(None, None, f"duplicate:{key}", key_node.start_mark)
        record[key] = loader.construct_object(value_node, deep=True)
    return record


_Reader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _refuse(loader: Any, node: yaml.Node) -> None:
    raise yaml.constructor.ConstructorError(None, None, f"tag:{node.tag}", node.start_mark)


_Reader.add_constructor(None, _refuse)


def loads(text: str, name: str) -> Any:
    """The value of a YAML text; `name` (usually the path) is what errors call it.

    Raises DrafterError with the line for broken YAML, duplicate keys and unknown tags.
    """
    try:
        return yaml.load(text, Loader=_Reader)
    except yaml.YAMLError as error:
        raise DrafterError(_explain(error, name)) from None
    except (ValueError, RecursionError):
        raise DrafterError(f"{name}：数字太长或层次太深，读不了，请检查这个文件") from None


def _explain(error: yaml.YAMLError, name: str) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = f"{name} 第{mark.line + 1}行" if mark else name
    problem = str(getattr(error, "problem", "") or "")
    if problem.startswith("duplicate:"):
        return f"{where}：“{problem[10:]}”写了两次，请删去一处"
    if problem.startswith("tag:"):
        return f"{where}：不支持标签“{problem[4:]}”，请改成普通的文字"
    return f"{where}：YAML 格式有误，请检查缩进、冒号和引号是否成对；{{ }} 里的文字本身含 {{ }} 时要加引号"


def load(path: Path) -> Any:
    """The value of a YAML file. Raises DrafterError (file, line) when it can't be read or is broken."""
    return loads(read_text(path), str(path))


def read_text(path: Path) -> str:
    """A UTF-8 file of ours as text. Raises DrafterError when it is missing, unreadable or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DrafterError(f"{path}：不是 UTF-8 编码，请用编辑器另存为 UTF-8") from None
    except OSError as error:
        raise DrafterError(f"{path}：读不了（{reason(error)}）") from None


def dumps(value: Any) -> str:
    """A value as YAML: keys in the order given, Chinese as it is, one item a line."""
    return yaml.dump(value, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False)


def save(path: Path, value: Any, head: Iterable[str] = ()) -> None:
    """Writes a value as YAML, `head` as comment lines before it; atomic. Raises DrafterError."""
    write_text(path, "".join(f"# {line}\n" for line in head) + dumps(value))


def write_text(path: Path, text: str) -> None:
    """Writes a UTF-8 file whole or not at all. Raises DrafterError when the place can't be written."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: into a neighbour first, which then takes its name. A link stays a link, the
    file it leads to is written; what is no file (a device, a pipe) is written to as it is."""
    temporary: str | None = None
    try:
        path = path.resolve() if path.is_symlink() else path
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp files are private; the finished file gets what a plain open() would have given it.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, path.stat().st_mode if path.exists() else 0o666 & ~mask)
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise DrafterError(f"{path}：写不进去（{reason(error)}），请换一个位置") from None
    finally:  # also on Ctrl-C
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def reason(error: OSError) -> str:
    """An operating-system error in the writer's language: 没有这个文件, 没有权限, 磁盘满了 …"""
    known = {
        errno.ENOENT: "没有这个文件", errno.EACCES: "没有权限", errno.EPERM: "没有权限",
        errno.EISDIR: "这是一个文件夹", errno.ENOTDIR: "路径中有一段不是文件夹", errno.ENOSPC: "磁盘满了",
        errno.EROFS: "磁盘只读", errno.ENAMETOOLONG: "文件名太长", errno.EEXIST: "已有同名文件",
    }  # fmt: skip
    return known.get(error.errno or 0, f"系统错误 {error.errno}")
