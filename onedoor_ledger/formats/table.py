"""Tables in CSV files and workbooks, found by their header: what stands above is preamble, every cell is text.

Layout facts: formats.md 2.4 and 5.1. Nothing here knows what a column means; a profile does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from onedoor_ledger.formats.encoding import decode_text
from onedoor_ledger.formats.errors import (
    CsvQuoteError,
    DuplicateColumnError,
    EmptyTableError,
    HeaderMissingError,
    HtmlWorkbookError,
    RaggedRowError,
    SheetMissingError,
)
from onedoor_ledger.formats.limits import check_size
from onedoor_ledger.formats.records import Table, TableRow
from onedoor_ledger.formats.values import normalised

_HEADER_WITHIN = 1_000
"""A workbook's header stands within so many rows."""
_DELIMITERS = (";", "\t", ",")
_Row = tuple[int, list[str]]


def read_csv(
    content: bytes, name: str, *, header: Collection[str], encoding: str | None, delimiter: str | None
) -> Table:
    """Read the table whose header row holds all of ``header``; rows are numbered as the file's lines, from 1.

    ``encoding`` None: UTF-8, else Windows-1252. ``delimiter`` None: the one of ``;``, tab and ``,`` that gives the
    header. The keys of the rows are ``header``'s spelling where a column is named there.

    Raises:
        UserError: when the text cannot be decoded, no row is the header, it has no rows, quotes do not match, or a row
            has more cells than the header.
    """
    check_size(content, name)
    text, found = decode_text(content, name, encoding)
    if text.lstrip()[:1] == "<":
        raise HtmlWorkbookError(name)
    attempts: list[list[str]] = []
    for candidate in (delimiter,) if delimiter else _DELIMITERS:
        lacking = _missing(_csv_rows(text, candidate, name, strict=False), header)
        if lacking is None:
            return _table(list(_csv_rows(text, candidate, name, strict=True)), name, header, sheet="", encoding=found)
        attempts.append(lacking)
    raise HeaderMissingError(name, min(attempts, key=len))


def read_xlsx(content: bytes, name: str, *, header: Collection[str], sheet: str | None) -> Table:
    """Read the table whose header row holds all of ``header``, on ``sheet`` or the first sheet that has it.

    Numbers become plain decimal text with a point and at most the 15 digits a workbook keeps, dates ISO; formulas give
    their saved value; links are never followed.

    Raises:
        UserError: when it is no workbook, is too large, lacks the sheet, or holds no such table.
    """
    from onedoor_ledger.formats.sheets import at_rest, sheets, text

    names: list[str] = []
    attempts: list[list[str]] = []
    for candidate, lines in sheets(content, name):
        names.append(candidate)
        if sheet is not None and candidate != sheet:
            continue
        top = [(number, [text(cell) for cell in row]) for number, row in enumerate(lines[:_HEADER_WITHIN], start=1)]
        lacking = _missing(top, header)
        if lacking is None:
            with at_rest():
                return _sheet_table(top, lines, name, header, candidate)
        attempts.append(lacking)
    if sheet is not None and sheet not in names:
        raise SheetMissingError(name, sheet, names)
    raise HeaderMissingError(name, min(attempts, key=len, default=list(header)))


def _csv_rows(text: str, delimiter: str, name: str, *, strict: bool) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    try:
        for cells in reader:
            yield line, [normalised(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        raise CsvQuoteError(name, line) from None


def _sheet_table(
    top: list[_Row], lines: Sequence[Sequence[object]], name: str, header: Collection[str], sheet: str
) -> Table:
    """The table of a sheet whose ``top`` rows hold the header; its cells become texts when they are asked for."""
    from onedoor_ledger.formats.sheets import Cells, text

    wanted = {_key(column): column for column in header}
    at = next(i for i, (_number, cells) in enumerate(top) if _is_header(cells, wanted))
    header_row, titles = top[at]
    columns = _columns(titles, wanted, name, header_row)
    titled = max(i for i, title in enumerate(titles) if title) + 1
    body = [
        (number, row)
        for number, row in enumerate(lines[at + 1 :], start=at + 2)
        if (row and type(row[0]) is str and row[0].strip()) or _filled(row)
    ]
    if not body:
        raise EmptyTableError(name, header_row)
    untitled = [i for i in range(titled, len(columns)) if any(i < len(row) and text(row[i]) for _number, row in body)]
    places = {columns[i]: i for i in (*range(titled), *untitled)}
    return Table(
        sheet=sheet,
        header=tuple(places),
        header_row=header_row,
        rows=tuple([TableRow(Cells(places, row), number) for number, row in body]),
        preamble=tuple(" ".join(filter(None, cells)) for _number, cells in top[:at] if any(cells)),
        encoding="",
    )


def _filled(row: Sequence[object]) -> bool:
    """Whether a cell of the row says something; zero does."""
    from onedoor_ledger.formats.sheets import text

    return any(text(cell) for cell in row if cell != "")


def _table(rows: list[_Row], name: str, header: Collection[str], *, sheet: str, encoding: str) -> Table:
    wanted = {_key(column): column for column in header}
    at = next((i for i, (_row, cells) in enumerate(rows) if _is_header(cells, wanted)), None)
    if at is None:
        raise HeaderMissingError(name, list(header))
    header_row, titles = rows[at]
    columns = _columns(titles, wanted, name, header_row)
    body = tuple(_body(rows[at + 1 :], columns, name))
    if not body:
        raise EmptyTableError(name, header_row)
    used = columns[: max(i for i, title in enumerate(titles) if title) + 1]
    used += [c for c in columns[len(used) :] if any(row.cells.get(c) for row in body)]
    return Table(
        sheet=sheet,
        header=tuple(used),
        header_row=header_row,
        rows=tuple(TableRow(MappingProxyType({c: row.cells.get(c, "") for c in used}), row.row) for row in body),
        preamble=tuple(" ".join(filter(None, cells)) for _row, cells in rows[:at] if any(cells)),
        encoding=encoding,
    )


def _body(rows: Iterable[_Row], columns: list[str], name: str) -> Iterator[TableRow]:
    for number, cells in rows:
        if not any(cells):
            continue
        if any(cells[len(columns) :]):
            raise RaggedRowError(name, number, len(cells), len(columns))
        yield TableRow(dict(zip(columns, cells, strict=False)), number)


def _columns(titles: list[str], wanted: dict[str, str], name: str, row: int) -> list[str]:
    """One distinct name per column: the wanted spelling, the file's own, ``#5`` for one without title."""
    columns: list[str] = []
    for number, title in enumerate(titles, start=1):
        column = wanted.get(_key(title), title) or f"#{number}"
        if column in columns:
            if _key(title) in wanted:
                raise DuplicateColumnError(name, row, column)
            column = f"{column} #{number}"
        columns.append(column)
    return columns


def _is_header(cells: list[str], wanted: Mapping[str, str]) -> bool:
    return any(cells) and wanted.keys() <= {_key(cell) for cell in cells}


def _missing(rows: Iterable[_Row], header: Collection[str]) -> list[str] | None:
    """What the row most like the header lacks; None when one is the header."""
    wanted = {_key(column): column for column in header}
    best = list(wanted)
    for _row, cells in rows:
        if _is_header(cells, wanted):
            return None
        present = {_key(cell) for cell in cells}
        best = min(best, [key for key in wanted if key not in present], key=len)
    return [wanted[key] for key in best]


def _key(title: str) -> str:
    return normalised(title).casefold()
