"""One file of the package, and how its bytes are read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHUNK = 1 << 20
"""Bytes read at a time."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file by its path in the package, POSIX; what it holds is in memory or in a file of the workspace."""

    path: str
    content: bytes | Path

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, a piece at a time."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        with self.content.open("rb") as handle:
            while piece := handle.read(CHUNK):
                yield piece

    def read(self) -> bytes:
        """All its bytes."""
        return b"".join(self.chunks())

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    @property
    def digest(self) -> str:
        """SHA-256 as ``sha256sum`` writes it."""
        total = hashlib.sha256()
        for piece in self.chunks():
            total.update(piece)
        return total.hexdigest()
