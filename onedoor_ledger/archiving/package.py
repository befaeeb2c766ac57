"""The package: one zip of stored files in a fixed order, whose bytes depend on nothing but what is in it.

Nothing is compressed: the bytes are then the same whichever program library makes them, and a damaged package can be
read past the damage. Names are UTF-8; every file has the same date and rights.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from onedoor_ledger.archiving.member import Member

MANIFEST = "SHA256SUMS"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say: the day it was made stands in LÄS-MIG.txt."""
_UNIX, _RIGHTS = 3, 0o100644 << 16


class Part(Protocol):
    """A file to put in a package: :class:`~onedoor_ledger.archiving.member.Member`, or one of another package."""

    @property
    def path(self) -> str:
        """Where it stands, from the package's folder."""

    @property
    def size(self) -> int:
        """How many bytes it has."""

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, a piece at a time."""


def write(path: Path, root: str, members: Sequence[Part]) -> None:
    """Write the package to ``path``, its files in a folder ``root``, the manifest last.

    :param members: in the order they stand; each path once.
    """
    with path.open("wb") as handle:
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED) as package:
            sums = [f"{_put(package, root, member)}  {member.path}\n" for member in members]
            _put(package, root, Member(MANIFEST, "".join(sums).encode()))
        handle.flush()
        os.fsync(handle.fileno())


def _put(package: zipfile.ZipFile, root: str, member: Part) -> str:
    """Add a file and return the digest of the very bytes that were added."""
    info = zipfile.ZipInfo(f"{root}/{member.path}", _WHEN)
    info.create_system, info.external_attr, info.file_size = _UNIX, _RIGHTS, member.size
    total = hashlib.sha256()
    with package.open(info, "w") as target:
        for piece in member.chunks():
            target.write(piece)
            total.update(piece)
    return total.hexdigest()
