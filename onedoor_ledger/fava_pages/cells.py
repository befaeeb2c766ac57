"""Cells as the page writes them: the report's own text, and what to say of a figure when pointed at."""

from __future__ import annotations

from dataclasses import dataclass

from onedoor_ledger.reporting.cells import NUMERIC, cell_text
from onedoor_ledger.reporting.model import Cell, Column, Figure, Unit
from onedoor_ledger.texts import _

MINUS = "−"
"""The sign a screen reader reads as one; the ledger's hyphen is not."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its text, whether it is a number, and what to say of it when pointed at."""

    text: str
    number: bool = False
    remark: str = ""
    mark: str = ""
    """``*`` beside a figure that is partly estimated."""


def cell(value: Cell, column: Column) -> CellView:
    """A table's cell by its column's format."""
    return _view(value, column.format)


def figure(value: Figure) -> CellView:
    """A large figure, in thousands of kronor, persons or per cent."""
    return _view(value, {Unit.ORE: "tkr", Unit.PERSONS: "count", Unit.RATIO: "percent"}[value.unit])


def unit_of(value: Figure) -> str:
    """The unit's abbreviation after a large figure."""
    return _("tkr") if value.unit is Unit.ORE else ""


def is_number(column: Column) -> bool:
    """Whether the column's cells are numbers and stand to the right."""
    return column.format in NUMERIC


def _view(value: Cell, form: str) -> CellView:
    text, number = cell_text(value, form), form in NUMERIC
    if number:
        text = text.replace("-", MINUS)
    if not isinstance(value, Figure) or not value.estimated or value.value is None:
        return CellView(text, number)
    remark = _("of which estimated: {amount}").format(amount=cell_text(value.estimated, form))
    return CellView(text, number, remark, "*")
