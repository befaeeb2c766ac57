"""Cells as the page writes them: the report's own values, in the reader's language."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.reporting.model import Cell, Column, Figure, Unit, Why
from onedoor_ledger.reporting.words import KRONA, THOUSAND, grouped, one_decimal, rounded
from onedoor_ledger.texts import _

NUMBERS = frozenset({"kr", "tkr", "ore", "count", "percent"})
MINUS = "−"


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
    number = column.format in NUMBERS
    if isinstance(value, Figure):
        return figure(value, column.format)
    return CellView(_plain(value, column.format), number)


def figure(value: Figure, form: str) -> CellView:
    """A figure in ``form``, with its remark: estimated in part, or why there is no value."""
    if value.value is None:
        remark = _("too few to show") if value.why is Why.SUPPRESSED else _("no source")
        return CellView("–", number=True, remark=remark)
    text = _plain(value.value, form)
    if not value.estimated:
        return CellView(text, number=True)
    remark = _("of which estimated: {amount}").format(amount=_plain(value.estimated, form))
    return CellView(text, number=True, remark=remark, mark="*")


def form_of(value: Figure) -> str:
    """The format a figure is shown in where no column says: thousands of kronor, persons, per cent."""
    return {Unit.ORE: "tkr", Unit.PERSONS: "count", Unit.RATIO: "percent"}[value.unit]


def unit_of(value: Figure) -> str:
    """The unit's abbreviation after a large figure."""
    return {Unit.ORE: _("tkr"), Unit.PERSONS: "", Unit.RATIO: "%"}[value.unit]


def _plain(value: str | int | Fraction | dt.date | None, form: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return _number(value, form).replace("-", MINUS)


def _number(value: int | Fraction, form: str) -> str:
    if form == "percent":
        return one_decimal(Fraction(value) * 100)
    if form == "ore":
        from onedoor_ledger.money import to_decimal

        return grouped(to_decimal(int(value)), 2)
    return grouped(rounded(value, {"tkr": THOUSAND, "kr": KRONA}.get(form, 1)))
