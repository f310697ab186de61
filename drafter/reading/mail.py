"""Saved messages and pages (eml, mht) → the bytes of the part that holds the text.

In: a MIME message. Out: its page (text/html) if it has one, else its plain text, transfer encoding undone, the
charset it declares written where the reader of pages looks for it. Left alone: attachments.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message

_FIELD = rb"[A-Za-z][A-Za-z-]{1,40}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}"
_HEAD = re.compile(rb"\A[\s\xef\xbb\xbf]{0,8}(?:" + _FIELD + rb"){2,}")
_FIELDS = re.compile(rb"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding|Message-ID|Received):", re.I | re.M)
_LONGEST_HEAD = 64_000


def is_message(raw: bytes) -> bool:
    """Whether a file is a MIME message: it opens with header fields, one of them about the message's form."""
    head = _HEAD.match(raw[:_LONGEST_HEAD])
    return bool(head and _FIELDS.search(head.group()))


def part(raw: bytes) -> tuple[bytes, str]:
    """The bytes of the text of a message and their kind ("html" or "txt"); nothing if it has no text."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    for kind, suffix in (("text/html", "html"), ("text/plain", "txt")):
        found = next((p for p in message.walk() if p.get_content_type() == kind and not _attached(p)), None)
        content = found.get_payload(decode=True) if found is not None else None
        if isinstance(content, bytes) and content.strip():
            return content, suffix
    return b"", "txt"


def _attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"
