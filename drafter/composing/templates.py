"""Templates: one file each, YAML front matter and a Jinja body that is the order of the speech.

`occasion` templates frame a speech for a kind of meeting; `structure` templates say how its points are built.
Shipped ones stand in `templates/occasions` and `templates/structures`, the user's in their own folder and in
each `--templates DIR`; later folders win by id. Bodies run in a sandbox with strict undefined.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter import resources, yamlio
from drafter.errors import DrafterError, nearest

if TYPE_CHECKING:
    from jinja2 import Environment

SUFFIX = ".jinja"
_HEAD = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_LISTS = {"occasions", "devices", "groups", "announcements", "cues"}


@dataclass(frozen=True, slots=True)
class Template:
    """One template. `points` is the range of points it can hold; `settings` the rest of its front matter."""

    id: str
    type: str
    name: str
    description: str
    body: str
    path: Path
    sha: str
    first_line: int
    occasions: tuple[str, ...] = ()
    points: tuple[int, int] = (2, 10)
    devices: tuple[str, ...] = ()
    announces: bool = True
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def least_levels(self) -> int:
        """How many levels of headings the structure needs at least: 2 where its points count what stands below."""
        return int(self.settings.get("levels", 1))

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "type": self.type, "name": self.name, "description": self.description,
            "occasions": list(self.occasions), "points": {"min": self.points[0], "max": self.points[1]},
            "devices": list(self.devices), "announces": self.announces,
        }  # fmt: skip


def load(path: Path) -> Template:
    """Reads one template file. Raises DrafterError (file, line) for a missing head or a field of the wrong kind."""
    text = yamlio.read_text(path).replace("\r\n", "\n")
    match = _HEAD.match(text)
    if match is None:
        raise DrafterError(f"{path} 第1行：模板开头要有一段用“---”围起来的说明（id、type、name……）")
    # The line feed stands for the first fence, so that lines count as in the file.
    head = yamlio.loads("\n" + match.group(1), str(path))
    if not isinstance(head, dict):
        raise DrafterError(f"{path} 第2行：模板说明要写成“名称: 值”")
    for required in ("id", "type", "name"):
        if not isinstance(head.get(required), str):
            raise DrafterError(f"{path} 第2行：模板说明缺少“{required}”")
    if head["type"] not in ("occasion", "structure"):
        raise DrafterError(f"{path} 第2行：type 只能是 occasion 或 structure，不能是“{head['type']}”")
    _examine(head, path)
    settings = dict(head)
    return Template(
        id=settings.pop("id"), type=settings.pop("type"), name=settings.pop("name"),
        description=str(settings.pop("description", "") or ""), body=text[match.end() :], path=path,
        sha=hashlib.sha256(text.encode()).hexdigest()[:16], first_line=text.count("\n", 0, match.end()) + 1,
        occasions=tuple(settings.pop("occasions", ())), points=_points(settings.pop("points", None), path),
        devices=tuple(settings.pop("devices", ())), announces=bool(settings.pop("announces", True)), settings=settings,
    )  # fmt: skip


def _examine(head: dict[str, Any], path: Path) -> None:
    """Raises DrafterError for a field of the wrong kind, and for a structure that names no markers."""
    for name in _LISTS & head.keys():
        if not (isinstance(head[name], list) and all(isinstance(item, str) for item in head[name])):
            raise DrafterError(f"{path} 第2行：{name} 要写成一列文字，例如 [甲, 乙]")
    if head["type"] == "structure":
        markers = head.get("markers")
        if not (isinstance(markers, dict) and all(isinstance(markers.get(level), str) for level in "12")):
            raise DrafterError(f'{path} 第2行：markers 要写明两级序号，例如 {{"1": 一、, "2": （一）}}')
        if not isinstance(head.get("asking", ""), str):
            raise DrafterError(f"{path} 第2行：asking 要写成第一个序号，例如 一问")


def _points(value: Any, path: Path) -> tuple[int, int]:
    if value is None:
        return (2, 10)
    low, high = (value.get("min"), value.get("max")) if isinstance(value, dict) else (None, None)
    if not (isinstance(low, int) and isinstance(high, int) and 1 <= low <= high):
        raise DrafterError(f"{path} 第2行：points 要写成 {{min: 2, max: 6}}")
    return low, high


def load_all(folders: Sequence[Path] = ()) -> list[Template]:
    """Every template at hand, shipped first, then the user's and `folders`; by type and id."""
    for folder in folders:
        if not folder.is_dir():
            raise DrafterError(f"{folder}：没有这个模板文件夹")
    own = resources.user_folder() / "templates"
    found: dict[tuple[str, str], Template] = {}
    for folder in (resources.templates(), own, *folders):
        for path in sorted(folder.rglob(f"*{SUFFIX}")) if folder.is_dir() else ():
            template = load(path)
            found[(template.type, template.id)] = template
    return sorted(found.values(), key=lambda t: (t.type, t.settings.get("order", 99), t.id))


def find(templates: Sequence[Template], type_: str, identity: str) -> Template:
    """The template of a type by its id, or by what its name begins with. Raises DrafterError with the nearest ones."""
    own = [t for t in templates if t.type == type_]
    ids = [t.id for t in own]
    by_name = [t for t in own if t.name.startswith(identity)]
    named = [t for t in own if t.id == identity] or (by_name if len(by_name) == 1 else [])
    if named:
        return named[0]
    what = "结构" if type_ == "structure" else "场合"
    near = nearest(identity, [*ids, *(t.name for t in own)])
    raise DrafterError(f"没有“{identity}”这种{what}，{near}（drafter templates list 可看全部）")


@cache
def environment() -> Environment:
    """The sandbox all bodies run in: no attribute tricks, a misspelt name is an error."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )


@lru_cache(maxsize=64)
def _compiled(body: str) -> Any:
    """A body ready to run; the sandbox is the environment's, what it may call comes with each run."""
    return environment().from_string(body)


def run(template: Template, names: dict[str, Any]) -> str:
    """What a template's body prints with these names. Raises DrafterError (file, line) for faults of the template."""
    import jinja2

    try:
        return str(_compiled(template.body).render(names))
    except jinja2.TemplateSyntaxError as error:
        where = f"{template.path} 第{template.first_line + error.lineno - 1}行"
        raise DrafterError(f"{where}：模板语法有误，请检查大括号和百分号是否成对") from None
    except jinja2.UndefinedError as error:
        raise DrafterError(
            f"{_where(template, error)}：模板里用了没有定义的名称（{_named(error)}），请检查拼写"
        ) from None
    except (jinja2.TemplateError, TypeError, ValueError, ZeroDivisionError, OverflowError, RecursionError) as error:
        raise DrafterError(f"{_where(template, error)}：模板运行不下去，请检查这一行的写法") from None


def _where(template: Template, error: Exception) -> str:
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"{template.path} 第{template.first_line + line - 1}行" if line else str(template.path)


def _named(error: Exception) -> str:
    quoted = str(error).split("'")
    return quoted[-2] if len(quoted) > 2 else "未知"
