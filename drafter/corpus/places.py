"""Where on this machine the files of a bank lie: for `extract --add`, and to show the sentence a phrase came from.

In: the folder of a bank and the paths it was extracted from. Out: file names with their paths, kept in the user's own
folder: a bank is passed on, and says nothing of anybody's folders. What can't be kept or read is as if it were unknown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from drafter import cleaning, reading, resources, slots, yamlio
from drafter.corpus.extracting import walk
from drafter.corpus.guarding import some
from drafter.errors import DrafterError
from drafter.models import Occurrence, Speech
from drafter.reading import INSIDE

_HEAD = ("提取短语库时各文件在本机的位置，由 drafter extract 记下，供 --add 和 review 用；删了也不要紧。",)
_REACH = 80  # characters that may fill one slot of a pattern
_ENDS = "。！？；\n"


def _place(folder: Path) -> Path:
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return resources.user_folder() / "sources" / f"{name}.yaml"


def remember(folder: Path, paths: Sequence[Path]) -> None:
    """Keeps where the files lie that a bank was just extracted from; standard input lies nowhere."""
    files = {given.name: str(given.path) for given in walk([path for path in paths if str(path) != "-"])}
    with suppress(DrafterError, UnicodeEncodeError):
        yamlio.save(_place(folder), {"bank": str(folder.resolve()), "files": files}, _HEAD)


def known(folder: Path) -> dict[str, Path]:
    """Name → path of the files of a bank, as far as this machine knows them."""
    place = _place(folder)
    if not place.is_file():
        return {}
    with suppress(DrafterError):
        value = yamlio.load(place)
        files = value.get("files") if isinstance(value, dict) else None
        return {str(name): Path(str(path)) for name, path in files.items()} if isinstance(files, dict) else {}
    return {}


def again(folder: Path, standing: Mapping[str, int]) -> list[Path]:
    """The paths of all files whose speeches stand in a bank (`guarding.before`), to be read again beside new ones.

    Raises DrafterError when one of them is not to be found: a bank is kept whole or not touched.
    """
    places = known(folder)
    found = {name: _of(name, places) for name in standing}
    lost = [name for name, path in found.items() if path is None or not path.is_file()]
    if lost:
        raise DrafterError(
            f"库里原有的讲话有{len(lost)}个文件找不到了（{some(lost)}），没法在它们的基础上添加，什么也没有写；"
            "请把它们和新的一起给出，或者另写一个 --out，用时两个 --bank 都带上"
        )
    return sorted({path for path in found.values() if path is not None})


def _of(name: str, places: Mapping[str, Path]) -> Path | None:
    return places.get(name) or places.get(name.partition(INSIDE)[0])


def sentence(folders: Iterable[Path], pattern: str, occurrence: Occurrence) -> str | None:
    """The sentence in which a pattern stands, out of the speech itself; None when the file is not at hand or no
    longer says it. `folders` are the banks' layers."""
    for folder in folders:
        path = _of(occurrence.source, known(folder))
        if path is None or not path.is_file():
            continue
        for speech in _speeches(path, path.stat().st_mtime_ns):
            inside = occurrence.source.partition(INSIDE)[2]
            if speech.number == occurrence.speech and speech.source.partition(INSIDE)[2] == inside:
                return _around(speech, pattern, occurrence.line)
    return None


@lru_cache(maxsize=64)
def _speeches(path: Path, changed: int) -> tuple[Speech, ...]:
    """The speeches of a file as it now is (`changed`: when it was last written)."""
    found: list[Speech] = []
    with suppress(DrafterError, OSError):
        for one in reading.gather([path]):
            found += cleaning.clean(one.source).speeches if one.source else ()
    return tuple(found)


def _around(speech: Speech, pattern: str, line: int) -> str | None:
    """The sentence that a pattern matches, in the paragraph that began on a line, else anywhere."""
    texts = [paragraph.text for paragraph in speech.lines if paragraph.number == line]
    for text in (*texts, speech.text):
        span = _matched(text, slots.literal_runs(pattern))
        if span:
            start = max(text.rfind(end, 0, span[0]) for end in _ENDS) + 1
            ends = [place for end in _ENDS if (place := text.find(end, span[1] - 1)) >= 0]
            return text[start : min(ends, default=len(text) - 1) + 1].strip()
    return None


def _matched(text: str, parts: Sequence[str]) -> tuple[int, int] | None:
    """Where the words of a pattern stand one behind the other; each is looked for once, so that it stays linear."""
    begin = text.find(parts[0]) if parts else -1
    while begin >= 0:
        end = begin + len(parts[0])
        for part in parts[1:]:
            place = text.find(part, end, end + _REACH + len(part))
            if place < 0:
                break
            end = place + len(part)
        else:
            return begin, end
        begin = text.find(parts[0], begin + 1)
    return None
