"""An extraction on disk: DIR/extracted/*.yaml and ledger.yaml, all of them or none.

Everything is written to a folder beside, which then takes the place of the old one; an interrupted run leaves
the old one. A run that was killed in the instant between two names is put right by the next (`recover`). Other files
of the bank (curated/, overlay.yaml) are left alone, and so is what a person put into extracted/ (`guarding`).
"""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from drafter import yamlio
from drafter.corpus import guarding
from drafter.corpus.extracting import Extraction
from drafter.corpus.ledger import LEDGER
from drafter.errors import DrafterError

HEAD = (
    "由 drafter extract 生成，请勿手工修改。",
    "每个文件的去向：kept 已提取，secret 有密级，not_a_speech 不是讲话，unreadable 读不了。",
)
_BESIDE = ".extracted."
_LEFT_BEHIND = 24 * 3600  # seconds after which a folder beside is nobody's any more


def save(extraction: Extraction, folder: Path) -> None:
    """Writes a bank's extracted/ into a folder; files there that are no YAML stay. Raises DrafterError when the place
    can't be written, and for YAML of a person's own among the generated files (`guarding.check`)."""
    guarding.check(folder)
    beside: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        recover(folder)
        beside = Path(tempfile.mkdtemp(prefix=_BESIDE, dir=folder))
        extraction.bank.save(beside)
        (beside / "extracted").mkdir(exist_ok=True)
        yamlio.save(beside / "extracted" / LEDGER, extraction.ledger.as_data(), HEAD)
        _keep(folder / "extracted", beside / "extracted")
        _swap(beside, folder / "extracted")
    except OSError as error:
        raise DrafterError(f"{folder}：写不进去（{yamlio.reason(error)}），请换一个位置") from None
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)


def _keep(old: Path, new: Path) -> None:
    """Copies what is nobody's YAML (a note, a picture, a folder) from the old extraction into the new one."""
    for path in sorted(old.iterdir()) if old.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, new / path.name, symlinks=True)
        elif path.name not in guarding.MADE:
            shutil.copy2(path, new / path.name, follow_symlinks=False)


def recover(folder: Path) -> None:
    """Puts right what a killed run left in a bank: an old extraction without its name gets it back, folders beside
    that are older than a day go."""
    for beside in sorted(folder.glob(f"{_BESIDE}*")):
        with suppress(OSError):
            if (beside / "old").is_dir() and not (folder / "extracted").exists():
                (beside / "old").rename(folder / "extracted")
            if time.time() - beside.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(beside, ignore_errors=True)


def _swap(beside: Path, target: Path) -> None:
    """The new folder takes the name of the old one; if that fails, the old one gets its name back."""
    old = beside / "old"
    if target.exists():
        target.rename(old)
    try:
        (beside / "extracted").rename(target)
    except BaseException:  # Ctrl-C too
        if old.exists() and not target.exists():
            old.rename(target)
        raise
