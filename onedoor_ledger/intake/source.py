"""Reads each file once, whole: what is recognised, booked and archived are the same bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from pathlib import Path

from onedoor_ledger.errors import Place
from onedoor_ledger.formats.limits import MAX_BYTES, check_size
from onedoor_ledger.intake.errors import FileChangedError
from onedoor_ledger.intake.model import Source
from onedoor_ledger.privacy import mask
from onedoor_ledger.voucher import Archived
from onedoor_ledger.vouchers.archive import document_name
from onedoor_ledger.workspace import Workspace

_KEPT = re.compile(r"^\d{4}-\d\d-\d\d\.[0-9a-f]{12}\.")
"""What the archive puts before a name."""


def read(workspace: Workspace, path: Path, *, today: dt.date) -> Source:
    """The file's bytes, digest and archive name.

    :raises onedoor_ledger.formats.errors.FileTooLargeError: above the bound of every reader.
    :raises FileChangedError: it is not there to read, or was written to while it was read.
    """
    shown = mask(workspace.relative(path))
    place = Place(shown)
    try:
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            content = stream.read(MAX_BYTES + 1)
        after = path.stat()
    except OSError:
        raise FileChangedError(place) from None
    check_size(content, shown)
    if _stamp(before) != _stamp(after) or len(content) != after.st_size:
        raise FileChangedError(place)
    name = _arrived_as(workspace, path)
    return Source(
        file=shown,
        name=name,
        content=content,
        digest=f"sha256:{hashlib.sha256(content).hexdigest()}",
        document=document_name(Archived(name, content, today)),
        received=today,
    )


def _arrived_as(workspace: Workspace, path: Path) -> str:
    """The name a file arrived under; one that is imported again from ledger/documents/ gets its own back."""
    return _KEPT.sub("", path.name) if path.resolve().parent == workspace.documents else path.name


def _stamp(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
