"""A cell's value and how it reads, for every surface alike."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from onedoor_ledger.reporting.model import Cell, Figure, Unit, Why
from onedoor_ledger.reporting.words import KRONA, THOUSAND, grouped, rounded
from onedoor_ledger.texts import _

NUMERIC = ("kr", "tkr", "tkr_diff", "ore", "ore_diff", "count", "percent", "amount", "amount_diff")
"""Column formats that hold numbers; everything else reads from the left."""


def value_of(cell: Cell) -> str | int | Fraction | dt.date | None:
    """The plain value of a cell; a figure's value."""
    return cell.value if isinstance(cell, Figure) else cell


def why_text(figure: Figure) -> str:
    """Why a figure has no value, in short."""
    return _("too few") if figure.why is Why.SUPPRESSED else _("no source")


def cell_text(cell: Cell, format: str) -> str:
    """How a cell reads in a column of ``format``."""
    if isinstance(cell, Figure) and cell.value is None:
        return why_text(cell)
    value = value_of(cell)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    return number_text(value, format)


def number_text(value: int | Fraction, format: str) -> str:
    """A number as a column of ``format`` shows it; öre become kronor or thousand kronor."""
    if format == "kr":
        return grouped(rounded(value, KRONA))
    if format == "tkr":
        return grouped(rounded(value, THOUSAND))
    if format == "tkr_diff":
        return ("+" if rounded(value, THOUSAND) > 0 else "") + grouped(rounded(value, THOUSAND))
    if format in ("ore", "ore_diff"):
        plus = "+" if format == "ore_diff" and rounded(value) > 0 else ""
        return plus + grouped(Decimal(rounded(value)) / KRONA, 2)
    if format == "percent":
        return f"{grouped(Decimal(rounded(value * 1000)) / 10, 1)} %"
    if format in ("amount", "amount_diff"):
        hundredths = rounded(value * 100)
        return ("+" if format == "amount_diff" and hundredths > 0 else "") + grouped(Decimal(hundredths) / 100, 2)
    return grouped(rounded(value))


def figure_text(figure: Figure) -> str:
    """A figure in full: kronor and öre, persons, or a ratio with one decimal."""
    if figure.value is None:
        return why_text(figure)
    if figure.unit is Unit.PERSONS:
        return number_text(figure.value, "count")
    if figure.unit is Unit.AMOUNT:
        return number_text(figure.value, "amount")
    return number_text(figure.value, "percent" if is_share(figure) else "ore")


def unit_text(figure: Figure) -> str:
    """The unit ``figure_text`` writes in, where the number does not say it itself."""
    if figure.value is None or is_share(figure) or figure.unit is Unit.AMOUNT:
        return ""
    return _("persons") if figure.unit is Unit.PERSONS else _("kr")


def is_share(figure: Figure) -> bool:
    """Whether a ratio is a part of a whole; the others are öre for each of something."""
    return figure.unit is Unit.RATIO and figure.id.endswith(".share")
