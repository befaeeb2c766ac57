"""A package against itself: every file's digest, every seal, and the tables against the books' own text.

None of the package's code runs: its ledgers are parsed as data (contracts.md section 8).
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onedoor_ledger.archiving import tables
from onedoor_ledger.archiving.errors import NotPackageError
from onedoor_ledger.archiving.opening import Package, opened
from onedoor_ledger.archiving.package import MANIFEST, write
from onedoor_ledger.archiving.papers import held_joints
from onedoor_ledger.audit import bare
from onedoor_ledger.books.errors import MissingBookError
from onedoor_ledger.books.load import load
from onedoor_ledger.control.sealed import broken_seals
from onedoor_ledger.errors import Finding, Place, Severity, UserErrors
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seals import Joint
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.books.model import Books

_ROOT = re.compile(r"[a-z0-9_-]+-([0-9]{4})")
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_LEDGER = re.compile(r"ledger/(?!documents/)[^/]+/(?:[^/]+/)?[^/]+\.(?:beancount|seal)")


@dataclass(frozen=True)
class Verified:
    """What was looked at, and what does not hold."""

    year: int
    files: int
    digest: str
    """The package's own SHA-256."""
    joints: tuple[Joint, ...]
    """The joint seals that hold for the year's months."""
    faults: tuple[Finding, ...]


def verify(path: Path) -> Verified:
    """Look through the package in ``path``.

    :raises NotPackageError: when it is none of ours.
    """
    digest = digest_of(path)
    with opened(path) as package:
        year = _year(path, package)
        faults = list(_manifest(package))
        books, told = _books(package, year)
        faults += told
        if books is not None:
            faults += _tables(package, books, year)
        faults += () if faults else _as_written(package, digest)
    joints = held_joints(books, year) if books is not None else ()
    return Verified(year, len(package.files), digest, joints, tuple(faults))


def _year(path: Path, package: Package) -> int:
    said = _ROOT.fullmatch(package.root)
    if said is None:
        raise NotPackageError(path.name, _("its folder does not end in a year"))
    return int(said[1])


def _manifest(package: Package) -> Iterator[Finding]:
    """Every file is in the manifest with its digest, and nothing else is."""
    sums: dict[str, str] = {}
    for row, line in enumerate(_lines(package.files[MANIFEST].read()), start=1):
        said = _LINE.fullmatch(line)
        if said is None or said[2] in sums:
            yield _fault("archive-manifest", _("The row is no checksum and name, or says a name again."), MANIFEST, row)
        else:
            sums[said[2]] = said[1]
    for path in sorted({*sums, *package.files} - {MANIFEST}):
        if path not in package.files:
            yield _fault("archive-missing", _("The file is in the list but not in the package."), path)
        elif path not in sums:
            yield _fault("archive-added", _("The file is in the package but not in the list."), path)
        elif package.files[path].digest != sums[path]:
            yield _fault("archive-changed", _("The file is not the one that was archived."), path)


def _books(package: Package, year: int) -> tuple[Books | None, list[Finding]]:
    """The package's books, and what its seals say is not as it was locked."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve()
        for path in package.files:
            if _LEDGER.fullmatch(path):
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(package.files[path].read())
        workspace = Workspace(folder)
        try:
            books = load(workspace, bare.booked)
        except (MissingBookError, UserErrors) as error:
            return None, [_fault("archive-books", error.message, "ledger")]
        return books, [fault for book in Book for fault in _seals(workspace, books, book, year)]


def _seals(workspace: Workspace, books: Books, book: Book, year: int) -> Iterator[Finding]:
    """What is not as a seal says; later years' seals are named in the chain but lie in their own packages."""
    for error in broken_seals(books.entries[book], book, books.options[book]):
        if error.rule == "seal-unproved" and _month(error.entry) > f"{year}-12":
            continue
        name, row = str(error.source.get("filename") or ""), error.source.get("lineno") or None
        place = workspace.relative(Path(name)) if name else f"ledger/{book.value}"
        yield _fault(error.rule, error.message, place, row)


def _month(entry: Any) -> str:  # noqa: ANN401 - beancount's Custom
    return str(entry.values[0].value)


def _tables(package: Package, books: Books, year: int) -> Iterator[Finding]:
    """The tables are what the books' text says."""
    for member in tables.of_year(books, year):
        if member.path in package.files and package.files[member.path].read() != member.content:
            yield _fault("archive-table", _("The table does not say what the books say."), member.path)


def _as_written(package: Package, digest: str) -> Iterator[Finding]:
    """The package is, byte for byte, what its files make when they are put together again."""
    files = [stored for path, stored in package.files.items() if path != MANIFEST]
    with tempfile.TemporaryDirectory() as place:
        again = Path(place) / "package.zip"
        write(again, package.root, files)
        if digest_of(again) != digest:
            yield _fault("archive-bytes", _("The package is not put together as it was written."), MANIFEST)


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _lines(content: bytes) -> list[str]:
    return content.decode(errors="replace").splitlines()


def _fault(rule: str, message: str, file: str, row: int | None = None) -> Finding:
    return Finding(rule, Severity.ERROR, message, Place(file, row))
