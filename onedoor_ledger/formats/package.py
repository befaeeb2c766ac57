"""A workbook's zip package examined before anything opens it: what it is, and that it stays within bounds."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from onedoor_ledger.formats import limits
from onedoor_ledger.formats.errors import HtmlWorkbookError, NotWorkbookError, OldWorkbookError, WorkbookBombError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_OVERLAP = 1 << 12
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"'][^>]*?(/?)>")
_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a zip package with a workbook in it, told from its directory alone."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(name.lstrip("/") == "xl/workbook.xml" for name in package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError):
        return False


def check(content: bytes, name: str) -> None:
    """Refuse what is no workbook, and one that would cost too much to open.

    Every part is unpacked once, in pieces, and thrown away, so that stated sizes need not be believed.

    Raises:
        HtmlWorkbookError, OldWorkbookError, NotWorkbookError: when it is something else.
        WorkbookBombError: when it unpacks beyond bounds, or a sheet reaches too far.
    """
    limits.check_size(content, name)
    if content.startswith(_OLE):
        raise OldWorkbookError(name)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise HtmlWorkbookError(name)
    if not is_workbook(content):
        raise NotWorkbookError(name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_sizes(package, len(content), name)
            for part in package.infolist():
                _check_part(package, part, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
        # Damaged, encrypted or packed in a way no spreadsheet program uses.
        raise NotWorkbookError(name) from None


def _check_sizes(package: zipfile.ZipFile, packed: int, name: str) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    too_dense = unpacked > limits.RATIO_FROM and unpacked > limits.MAX_RATIO * packed
    if unpacked > limits.MAX_UNPACKED or too_dense or len(parts) > limits.MAX_MEMBERS:
        raise WorkbookBombError(name)


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    sheet = _SHEET.fullmatch(part.filename) is not None
    reach = _Reach()
    tail = b""
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            if sheet:
                reach.take(tail + piece)
                tail = piece[-_OVERLAP:]
    if reach.cells > limits.MAX_CELLS:
        raise WorkbookBombError(name)


class _Reach:
    """How far a sheet's filled cells reach; the reader makes room for the whole rectangle."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0

    @property
    def cells(self) -> int:
        return self._row * self._column

    def take(self, piece: bytes) -> None:
        for letters, row, empty in _CELL.findall(piece):
            if not empty:
                self._row = max(self._row, int(row))
                self._column = max(self._column, _column(letters))


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return column
