"""The rows of a party's list, one at a time: a CSV file as a stream, a workbook's sheet as its reader gives it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onedoor_ledger.fold.errors import FoldDependencyError, FoldEncodingError
from onedoor_ledger.formats.errors import CsvQuoteError, HeaderMissingError, SheetMissingError
from onedoor_ledger.formats.values import normalised

_HEADER_WITHIN = 60
"""A header stands within so many rows from the top."""
_DELIMITERS = (";", "\t", ",")
ENCODINGS = ("utf-8-sig", "cp1252")

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Rows:
    """The header's texts and the rows under it, numbered as in the file."""

    header: tuple[str, ...]
    body: Iterator[Row]


@contextmanager
def csv_rows(path: Path, name: str, wanted: Sequence[str], encoding: str, delimiter: str | None) -> Iterator[Rows]:
    """The rows of an open file: it is read as they are asked for.

    Raises:
        HeaderMissingError: when no row near the top holds ``wanted``.
        FoldEncodingError: for an encoding nobody knows.
        CsvQuoteError: from the rows, when quotes do not match.
    """
    try:
        stream = path.open(encoding=encoding, newline="")
    except LookupError:
        raise FoldEncodingError(name) from None
    with stream:
        top = list(islice(stream, _HEADER_WITHIN))
        for candidate in (delimiter,) if delimiter else _DELIMITERS:
            at = _header_at(csv.reader(top, delimiter=candidate), wanted)
            if at is not None:
                break
        else:
            raise HeaderMissingError(name, list(wanted))
        stream.seek(0)
        reader = csv.reader(stream, delimiter=candidate, strict=True)
        yield Rows(_titles(list(islice(reader, at + 1))[-1]), _numbered(reader, name))


def _numbered(reader: Iterator[Sequence[str]], name: str) -> Iterator[Row]:
    line = reader.line_num  # type: ignore[attr-defined]
    try:
        for line, row in enumerate(reader, start=reader.line_num + 1):  # type: ignore[attr-defined]
            yield line, row
    except csv.Error:
        raise CsvQuoteError(name, line + 1) from None


def sheet_rows(content: bytes, name: str, wanted: Sequence[str], sheet: str | None) -> Rows:
    """The rows of the sheet that has the header.

    Raises:
        FoldDependencyError: without python-calamine.
        UserError: when it is no workbook, is too large, or has no such sheet or header.
    """
    try:
        from onedoor_ledger.formats.sheets import sheets, text
    except ImportError:
        raise FoldDependencyError(name) from None
    names = []
    for title, rows in sheets(content, name):
        names.append(title)
        if sheet is not None and title != sheet:
            continue
        body = ((number, [text(cell) for cell in row]) for number, row in enumerate(rows, start=1))
        for _number, row in islice(body, _HEADER_WITHIN):
            if _header_at([row], wanted) is not None:
                return Rows(_titles(row), body)
    if sheet is not None and sheet not in names:
        raise SheetMissingError(name, sheet, names)
    raise HeaderMissingError(name, list(wanted))


def _header_at(rows: Iterator[Sequence[str]] | Sequence[Sequence[str]], wanted: Sequence[str]) -> int | None:
    keys = {_key(title) for title in wanted}
    try:
        return next((at for at, row in enumerate(rows) if keys <= {_key(cell) for cell in row}), None)
    except csv.Error:
        return None


def _titles(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(_key(cell) for cell in row)


def _key(title: str) -> str:
    return normalised(title).casefold()


def key(title: str) -> str:
    """A header as it is compared."""
    return _key(title)
