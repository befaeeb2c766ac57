"""A workbook's sheets as rows of text, after its package has been examined; read with python-calamine."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook

from onedoor_ledger.formats import package
from onedoor_ledger.formats.errors import NotWorkbookError
from onedoor_ledger.formats.values import normalised


def sheets(content: bytes, name: str) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Each sheet's title and rows, from its first row; a sheet is read when its turn comes.

    Raises:
        UserError: when it is no workbook, or is too large.
    """
    package.check(content, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for title in workbook.sheet_names:
                cells = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
                yield title, ([text(cell) for cell in row] for row in cells)
    except (CalamineError, ValueError, OSError):
        raise NotWorkbookError(name) from None


def text(cell: object) -> str:
    """A cell as text: numbers as plain decimals with a point, dates ISO."""
    kind = type(cell)
    if kind is str:
        return normalised(cell)  # type: ignore[arg-type]
    if kind is float:
        return _number(cell)  # type: ignore[arg-type]
    if kind is int:
        return str(cell)
    if kind is bool:
        return str(cell).upper()
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, (dt.date, dt.time)) else normalised(str(cell))


def _number(value: float) -> str:
    """Plain decimal text with the 15 significant digits that spreadsheet programs themselves keep and show."""
    shown = format(value, ".15g")
    if "e" not in shown:
        return shown
    plain = format(Decimal(shown), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
