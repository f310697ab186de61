"""Ids: what makes two entries the same entry.

In: the wording of an entry. Out: 8 hexadecimal digits. Commas, quotation marks, spaces and widths do not
count: 下面，我讲{数}点意见 and 下面我讲{数}点意见 are one entry; the name of a slot does count.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from drafter.slots import SLOT

_DROPPED = "PZC"  # categories: punctuation, separators, control


@lru_cache(maxsize=4096)
def _kept(character: str) -> bool:
    return unicodedata.category(character)[0] not in _DROPPED


def plain(text: str) -> str:
    """A text without slots in normal form: NFKC, no punctuation, no spaces."""
    return "".join(filter(_kept, unicodedata.normalize("NFKC", text)))


def normalised(pattern: str) -> str:
    """A pattern in normal form: literal text as `plain`, slots kept as {名}."""
    parts = SLOT.split(pattern)
    return "".join(f"{{{plain(part)}}}" if n % 2 else plain(part) for n, part in enumerate(parts))


def phrase_id(pattern: str) -> str:
    """The id of a phrase: first 8 hex digits of the SHA-256 of its normalised pattern."""
    return _digest(normalised(pattern))


def group_id(skeleton: str, items: Iterable[Iterable[str]]) -> str:
    """The id of a group: the same digest over its normalised skeleton and items, in their order."""
    rows = ["\t".join(normalised(part) for part in item) for item in items]
    return _digest("\n".join([normalised(skeleton), *rows]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
