"""An extraction on disk: DIR/extracted/*.yaml and ledger.yaml, all of them or none.

Everything is written to a folder beside, which then takes the place of the old one; an interrupted run leaves
the old one. Other files of the bank (curated/, overlay.yaml) are left alone.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from drafter import yamlio
from drafter.corpus.extracting import Extraction
from drafter.errors import DrafterError

HEAD = (
    "由 drafter extract 生成，请勿手工修改。",
    "每个文件的去向：kept 已提取，secret 有密级，not_a_speech 不是讲话，unreadable 读不了。",
)


def save(extraction: Extraction, folder: Path) -> None:
    """Writes a bank's extracted/ into a folder. Raises DrafterError when the place can't be written."""
    beside: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".extracted.", dir=folder))
        extraction.bank.save(beside)
        (beside / "extracted").mkdir(exist_ok=True)
        yamlio.save(beside / "extracted" / "ledger.yaml", extraction.ledger.as_data(), HEAD)
        _swap(beside, folder / "extracted")
    except OSError as error:
        raise DrafterError(f"{folder}：写不进去（{yamlio.reason(error)}），请换一个位置") from None
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)


def _swap(beside: Path, target: Path) -> None:
    """The new folder takes the name of the old one; if that fails, the old one gets its name back."""
    old = beside / "old"
    if target.exists():
        target.rename(old)
    try:
        (beside / "extracted").rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
