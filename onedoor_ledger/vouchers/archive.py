"""Source documents, kept as they were received under a name that says when, what and which bytes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePath

from onedoor_ledger.voucher import Archived

_DIGEST_LENGTH = 12
_STEM_LENGTH = 80
_SUFFIX_LENGTH = 16
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_UNSAFE_SUFFIX = re.compile(r"[^A-Za-z0-9]")


def digest(content: bytes) -> str:
    """``sha256:…`` of a document: what ``source`` says of the voucher made from it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def document_name(document: Archived) -> str:
    """The file's name under ``ledger/documents/``: ``2026-10-14.ab12cd34ef56.Rekvisition-Q3.xlsx``.

    ASCII letters, digits, hyphens, underscores and full stops only, whatever the name it arrived under: no folders,
    no names that a system reserves. Two documents share a name only when they are the same bytes.
    """
    received = PurePath(document.name.replace("\\", "/"))
    stem = _UNSAFE.sub("-", _ascii(received.stem)).strip("-")[:_STEM_LENGTH].rstrip("-") or "document"
    suffix = _UNSAFE_SUFFIX.sub("", _ascii(received.suffix))[:_SUFFIX_LENGTH]
    short = hashlib.sha256(document.content).hexdigest()[:_DIGEST_LENGTH]
    return f"{document.received.isoformat()}.{short}.{stem}" + (f".{suffix.lower()}" if suffix else "")


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
