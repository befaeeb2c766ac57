"""A workbook's sheets as rows of text, after its package has been examined; read with python-calamine."""

from __future__ import annotations

import datetime as dt
import gc
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache

from python_calamine import CalamineError, CalamineWorkbook

from onedoor_ledger.formats import package
from onedoor_ledger.formats.errors import NotWorkbookError
from onedoor_ledger.formats.values import normalised


def sheets(content: bytes, name: str) -> Iterator[tuple[str, Sequence[Sequence[object]]]]:
    """Each sheet's title and rows, from its first row, as the workbook holds them: make a cell a text by :func:`text`.

    The workbook read last is remembered, since a file is looked at by one profile after another.

    Raises:
        UserError: when it is no workbook, or is too large.
    """
    yield from _read(content, name)


@contextmanager
def at_rest() -> Iterator[None]:
    """Without the collector of reference cycles: a large table has none, and looking for them takes half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@lru_cache(maxsize=1)
def _read(content: bytes, name: str) -> tuple[tuple[str, Sequence[Sequence[object]]], ...]:
    package.check(content, name)
    try:
        with at_rest(), CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return tuple(
                (title, workbook.get_sheet_by_name(title).to_python(skip_empty_area=False))
                for title in workbook.sheet_names
            )
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


class Cells(Mapping[str, str]):
    """A row's texts by column, each made when it is asked for: most of a large workbook's cells never are."""

    __slots__ = ("_places", "_row")

    def __init__(self, places: Mapping[str, int], row: Sequence[object]) -> None:
        self._places = places
        self._row = row

    def __getitem__(self, column: str) -> str:
        at = self._places[column]
        return text(self._row[at]) if at < len(self._row) else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
