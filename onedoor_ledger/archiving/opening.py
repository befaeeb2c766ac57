"""Reading a package that may be anybody's: only what is put together as ours are is read at all."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from onedoor_ledger.archiving.errors import NotPackageError
from onedoor_ledger.archiving.member import CHUNK
from onedoor_ledger.archiving.package import MANIFEST
from onedoor_ledger.texts import _

_LINK = 0o120000
_KIND = 0o170000
_ENCRYPTED = 0x1


_HEADER, _LENGTHS = 30, 26
"""Bytes of a stored file's header before its name, and where in it the lengths of name and extra field stand."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of an open package. Its bytes are read as they lie there, whatever the zip says they should sum to."""

    path: str
    size: int
    offset: int
    handle: IO[bytes]

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, a piece at a time; fewer than it says when the package is cut off."""
        self.handle.seek(self.offset + _LENGTHS)
        name, extra = struct.unpack("<HH", self.handle.read(4))
        position, left = self.offset + _HEADER + name + extra, self.size
        while left:
            self.handle.seek(position)
            piece = self.handle.read(min(left, CHUNK))
            if not piece:
                return
            yield piece
            position, left = position + len(piece), left - len(piece)

    def read(self) -> bytes:
        """All its bytes."""
        return b"".join(self.chunks())

    @property
    def digest(self) -> str:
        """Its SHA-256."""
        total = hashlib.sha256()
        for piece in self.chunks():
            total.update(piece)
        return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Package:
    """An open package, its files by their paths from its one folder, ``root``, in the order they stand."""

    root: str
    files: Mapping[str, Stored]


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package in ``path``.

    Nothing in it is unpacked by this. Since every file must be stored as it is, and their sizes together may not pass
    the package's own, it holds no more than it weighs.

    :raises NotPackageError: when it is no zip, or not one as ours: compressed, encrypted, with links, paths that lead
        out, names twice, or more than one folder. Also when what is read inside the block turns out to be damaged.
    """
    try:
        with path.open("rb") as handle:
            with zipfile.ZipFile(handle) as archive:
                infos = archive.infolist()
            if why := _wrong(infos, path.stat().st_size):
                raise NotPackageError(path.name, why)
            root = infos[0].filename.partition("/")[0]
            names = [info.filename.removeprefix(f"{root}/") for info in infos]
            found = [Stored(n, i.file_size, i.header_offset, handle) for n, i in zip(names, infos, strict=True)]
            yield Package(root, {stored.path: stored for stored in found})
    except (zipfile.BadZipFile, struct.error, NotImplementedError) as error:
        raise NotPackageError(path.name, _("it is damaged, or no zip file")) from error


def _wrong(infos: list[zipfile.ZipInfo], weight: int) -> str:
    """Why a zip is none of ours; '' when it may be."""
    names = [info.filename for info in infos]
    roots = {name.partition("/")[0] for name in names}
    if len(roots) != 1 or f"{next(iter(roots))}/{MANIFEST}" not in names:
        return _("it has no {file} in one folder").format(file=MANIFEST)
    if len(set(names)) != len(names):
        return _("a name stands in it twice")
    if not all(_leads_in(name) for name in names):
        return _("a name in it leads out of its folder")
    if any(info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size for info in infos):
        return _("something in it is compressed")
    if any(info.flag_bits & _ENCRYPTED or (info.external_attr >> 16) & _KIND == _LINK for info in infos):
        return _("something in it is encrypted, or a link")
    if sum(info.file_size for info in infos) > weight:
        return _("it says it holds more than it weighs")
    return ""


def _leads_in(name: str) -> bool:
    parts = PurePosixPath(name).parts
    odd = name.endswith("/") or name.startswith("/") or "\\" in name or ":" in name or "\0" in name
    return not odd and ".." not in parts and "." not in name.split("/") and "" not in name.split("/")
