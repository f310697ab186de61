"""One writer at a time for a bank's overlay, over processes and over people on a shared folder.

In: the folder of a layer. Out: nothing; inside the `with` nobody else who asks for the lock holds it. The lock is
the system's own on an empty hidden file that stays, so a process that is killed lets go by itself. Where the file
system knows no locks (some network shares) work goes on without one.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from drafter import yamlio
from drafter.errors import DrafterError

FILE = ".overlay.lock"

PATIENCE = 10.0
"""Seconds to wait for another writer; each holds the lock for the time it takes to write one file."""

_PAUSE = 0.02
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


@contextmanager
def locked(folder: Path, patience: float | None = None) -> Iterator[None]:
    """Holds the folder's lock. Raises DrafterError when another holds it longer than `patience` seconds, and
    when the folder can't be written."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise DrafterError(f"{folder}：写不进去（{yamlio.reason(error)}），请换一个位置") from None
    try:
        _wait(descriptor, folder, PATIENCE if patience is None else patience)
        yield
    finally:
        os.close(descriptor)  # lets go of the lock too


def _wait(descriptor: int, folder: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            _take(descriptor)
            return
        except OSError as error:
            if error.errno not in _BUSY:
                return
        if time.monotonic() >= until:
            raise DrafterError(f"{folder}：另一个 drafter 正在记录取舍，请等它结束后再试")
        time.sleep(_PAUSE)


def _take(descriptor: int) -> None:
    """Takes the lock or raises OSError; never waits."""
    with suppress(ImportError):
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt  # Windows

    lock = getattr(msvcrt, "locking")  # noqa: B009 - the stubs of other systems do not know it
    lock(descriptor, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
