"""Årsbokslut – räkenskaper och noter: the tables of the annual report (LKBR 4:1), one model for every surface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting.annual_material import AnnualMaterial, annual_material
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.reporting.sheets.annual_checks import checks_sheet
from onedoor_ledger.reporting.sheets.annual_members import annual_members_sheet
from onedoor_ledger.reporting.sheets.annual_notes import notes_sheet
from onedoor_ledger.reporting.sheets.annual_operations import operations_sheet
from onedoor_ledger.reporting.sheets.annual_statements import balance_sheet, cash_flow_sheet, income_sheet
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seals import locked_months

SHEETS = (
    income_sheet,
    balance_sheet,
    cash_flow_sheet,
    operations_sheet,
    notes_sheet,
    annual_members_sheet,
    checks_sheet,
)


def build(rules: Rulebook, books: Books, year: int, *, today: dt.date) -> Report:
    """Make the annual report's tables for ``year``, in which something is booked.

    :param today: the day it is made; up to the year's last day the report is preliminary and says so.
    """
    made = annual_material(rules, books, year, today=today)
    return Report(
        kind="annual",
        title=_("Annual accounts {year} – statements and notes").format(year=year),
        association=rules.association.printed,
        period=made.period,
        today=today,
        language=current_language(),
        figures=made.figures.made(),
        sheets=tuple(make(made) for make in SHEETS),
        rules_digest=rules.digest,
        notes=tuple(_notes(made, books)),
    )


def _notes(made: AnnualMaterial, books: Books) -> Iterator[str]:
    if made.annual.preliminary:
        words = _("Preliminary: the year has not ended. Booked up to {date}.")
        yield words.format(date=long_date(made.annual.last))
    elif open_months := unlocked(books, made.period.year):
        yield _("Not all of the year is locked: {months}.").format(months=", ".join(open_months))
    yield from (finding.message for finding in made.found)


def unlocked(books: Books, year: int) -> list[str]:
    """The months of ``year`` that are not locked in the association's book."""
    locked = locked_months(books.entries.get(Book.ASSOCIATION, ()))
    return [month.name for month in parse_period(str(year)).months() if month.name not in locked]
