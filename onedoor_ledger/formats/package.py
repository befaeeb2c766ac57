"""A workbook's zip package examined before anything opens it: what it is, and that it stays within bounds."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from onedoor_ledger.formats import limits
from onedoor_ledger.formats.errors import HtmlWorkbookError, NotWorkbookError, OldWorkbookError, WorkbookBombError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET = b"sheetData"
_OPENING = re.compile(rb"<(?:[\w.-]+:)?(?:row|c)(?=[\s/>])")
_TAG = re.compile(
    rb"<(?:[\w.-]+:)?(?P<tag>row|c)(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<empty>/?)>"
)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")
_ODD = re.compile(
    rb"<(?:c(?! r=\"[A-Z]{1,3}[1-9][0-9]{0,6}\"[ />])[\s/>]"
    rb"|row(?! r=\"[1-9][0-9]{0,6}\"[ />])[\s/>]|[\w.-]+:(?:row|c)[\s/>])"
)
"""A row or cell that is not written ``<row r="7"`` and ``<c r="B7"``, as every known program does."""
_PREFIXED = re.compile(rb":(?:row|c)[\s/>]")
_SMALL = (
    # last row, rows as text, columns as text: each less than MAX_CELLS cells in all
    (9_999, rb"[1-9][0-9]{0,3}", rb"[A-R]?[A-Z]"),
    (99_999, rb"[1-9][0-9]{0,4}", rb"(?:A?[A-X]|[YZ])"),
    (299_999, rb"(?:[12][0-9]{5}|[1-9][0-9]{0,4})", rb"[A-P]"),
    (999_999, rb"[1-9][0-9]{0,5}", rb"[A-E]"),
)
_LAST_ROW = b'<row r="'
_COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})')
_CELL_ROWS = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})')
_ROWS = re.compile(rb'<row r="([0-9]{1,7})')
_CELL = re.compile(rb"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(rb"()([1-9][0-9]{0,6})")


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

    Every part is unpacked once, so that stated sizes need not be believed, and every sheet's cells are looked at:
    the reader makes room for the whole rectangle they span before it says anything.

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
    data = package.read(part)
    if _SHEET not in data.replace(b"\0", b""):
        return
    if b"\0" in data:
        # Sheets in UTF-16 are allowed by the format and written by no program; their cells cannot be looked at here.
        raise NotWorkbookError(name)
    if _plainly_small(data):
        return
    rows, columns = _quick_reach(data)
    if not rows or rows * columns > limits.MAX_CELLS:
        rows, columns = _reach(data, name)
    if rows * columns > limits.MAX_CELLS:
        raise WorkbookBombError(name)


def _plainly_small(data: bytes) -> bool:
    """Whether every row and cell is written as programs write them and lies within a rectangle of bounded size.

    The last row only chooses which rectangle to try; every tag is held against it, wherever it stands.
    """
    last = re.compile(rb"[0-9]{1,7}").match(data, data.rfind(_LAST_ROW) + len(_LAST_ROW))
    tried = next((small for small in _SMALL if last is not None and int(last[0]) <= small[0]), None)
    if tried is None or _PREFIXED.search(data) is not None:
        return False
    _last, rows, columns = tried
    beyond_row = rb'<row(?! r="' + rows + rb'"[ />])[\s/>]'
    beyond_cell = rb'<c(?! r="' + columns + rows + rb'"[ />])[\s/>]'
    return re.search(beyond_row, data) is None and re.search(beyond_cell, data) is None


def _quick_reach(data: bytes) -> tuple[int, int]:
    """The last row and column of a sheet written as programs write them, empty cells counted too; (0, 0) for others."""
    if _ODD.search(data) is not None:
        return 0, 0
    last = max(map(int, {*_ROWS.findall(data), *_CELL_ROWS.findall(data)}), default=0)
    return last, max(map(_column, set(_COLUMNS.findall(data))), default=0)


def _reach(data: bytes, name: str) -> tuple[int, int]:
    """The last row and the last column with a filled cell; cells without a reference follow the one before."""
    row = column = last_row = last_column = 0
    for opening in _OPENING.finditer(data):
        tag = _TAG.match(data, opening.start())
        if tag is None:
            raise NotWorkbookError(name)
        found = _REFERENCE.search(tag["attributes"])
        whole_row = tag["tag"] == b"row"
        if found is not None:
            reference = (_ROW if whole_row else _CELL).fullmatch(found[1])
            if reference is None:
                raise NotWorkbookError(name)
            row, column = int(reference[2]), _column(reference[1])
        elif whole_row:
            row, column = row + 1, 0
        else:
            column += 1
        if not whole_row and not tag["empty"]:
            last_row, last_column = max(last_row, row), max(last_column, column)
    return last_row, last_column


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column
