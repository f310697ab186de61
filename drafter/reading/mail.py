"""Saved messages and pages (eml, mht) → the bytes of the part that holds the text.

In: a MIME message. Out: its page (text/html) if it has one, else its plain text, transfer encoding undone, the
charset it declares written where the reader of pages looks for it; and the files attached, with their names.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

_FIELD = rb"[A-Za-z][A-Za-z-]{1,40}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}"
_HEAD = re.compile(rb"\A[\s\xef\xbb\xbf]{0,8}(?:" + _FIELD + rb"){2,}")
_FIELDS = re.compile(rb"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding|Message-ID|Received):", re.I | re.M)
_NAMED = re.compile(r"""filename\s?=\s?"?([^";\r\n]{1,300})""", re.I)
_LONGEST_HEAD = 64_000


def is_message(raw: bytes) -> bool:
    """Whether a file is a MIME message: it opens with header fields, one of them about the message's form."""
    head = _HEAD.match(raw[:_LONGEST_HEAD])
    return bool(head and _FIELDS.search(head.group()))


def part(raw: bytes) -> tuple[bytes, str]:
    """The bytes of the text of a message and their kind ("html" or "txt"); nothing if it has no text."""
    message = _message(raw)
    for kind, suffix in (("text/html", "html"), ("text/plain", "txt")):
        found = next((p for p in message.walk() if p.get_content_type() == kind and not _attached(p)), None)
        content = found.get_payload(decode=True) if found is not None else None
        if isinstance(content, bytes) and content.strip():
            return content, suffix
    return b"", "txt"


def attachments(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file attached to a message; pictures of its page are none."""
    for part in _message(raw).walk():
        name = part.get_filename()
        if part.is_multipart() or not (name and _attached(part)):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield _decoded(_unencoded(part) or name).replace("/", "／"), content


def _message(raw: bytes) -> Message:
    return email.message_from_bytes(raw.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.compat32)


def _attached(part: Message) -> bool:
    """Whether a part is a file that came along: said so, or a document by its kind."""
    said = part.get_content_disposition()
    return said == "attachment" or (said != "inline" and part.get_content_maintype() == "application")


def _unencoded(part: Message) -> str | None:
    """A file name that stands in the header as bytes of GBK or UTF-8, which no message should hold."""
    for field, value in part.raw_items():
        found = _NAMED.search(value) if field.lower() == "content-disposition" and not value.isascii() else None
        if found:
            return _text(found.group(1).encode("utf-8", "surrogateescape"), "utf-8")
    return None


def _decoded(name: str) -> str:
    """A file name as a mail program wrote it: =?gb2312?B?...?=, or bytes of GBK as they are."""
    try:
        pieces = decode_header(name)
    except (HeaderParseError, ValueError):
        return name
    return "".join(
        piece if isinstance(piece, str) else _text(piece, charset or "utf-8") for piece, charset in pieces
    )  # fmt: skip


def _text(raw: bytes, charset: str) -> str:
    for encoding in ("gb18030" if charset.lower().startswith("gb") else charset, "utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")
