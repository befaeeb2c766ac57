"""The stamp on a folded file: lines above the table with its digest, so that a change on the way is told.

``onedoor fold`` writes it on a party's machine, the import proves it. The digest is over the bytes from the header
row on, as they stand.
"""

from __future__ import annotations

import hashlib
import re

from onedoor_ledger.formats.errors import FoldedChangedError

MARK = "Sammanställt av onedoor fold"
_DIGEST = "Kontrollsumma"
_STAMP = re.compile(rb"^" + _DIGEST.encode() + rb";(sha256:[0-9a-f]{64})\r?\n\r?\n", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"


def digest(table: bytes) -> str:
    """``sha256:…`` of a table's bytes."""
    return f"sha256:{hashlib.sha256(table).hexdigest()}"


def stamped(notes: list[tuple[str, str]], table: bytes) -> bytes:
    """The file: the mark, the notes, the digest, an empty line, the table. UTF-8 with its mark, for spreadsheets."""
    lines = [MARK, *(f"{name};{text}" for name, text in notes), f"{_DIGEST};{digest(table)}", ""]
    return _BOM + "".join(f"{line}\r\n" for line in lines).encode() + table


def is_folded(content: bytes) -> bool:
    """Whether the file says that it was folded."""
    return content.removeprefix(_BOM).startswith(MARK.encode())


def prove(content: bytes, name: str) -> None:
    """See that a file that says it was folded is as it was made; any other file is nothing to prove.

    Raises:
        FoldedChangedError: when it has been changed, or its digest is gone.
    """
    if not is_folded(content):
        return
    found = _STAMP.search(content)
    if found is None or digest(content[found.end() :]) != found[1].decode():
        raise FoldedChangedError(name)
