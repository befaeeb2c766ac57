"""``onedoor report annual``, ``specifications``, ``subledger`` and ``scb``: the year's end over what is booked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.statement_rows import own_rows
from onedoor_ledger.period import Period, year_of
from onedoor_ledger.routines.annual_errors import NoStatementRowsError
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

STEMS = {
    "annual": "arsbokslut",
    "specifications": "bokslutsbilagor",
    "subledger": "reskontra",
    "scb": "rakenskapssammandrag",
}
"""File names are Swedish in every language: they are the förbund's records."""


def report(kind: str, workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """The report ``kind`` (of :data:`STEMS`); the annual one and SCB's are of the year ``period`` ends in.

    :raises NoBooksError: when nothing is booked in the period.
    :raises NoStatementRowsError: when the rules do not say which rows the statements have.
    """
    opened = open_books(workspace, progress)
    whole = year_of(period.year) if kind in ("annual", "scb") else period
    require_period(opened.books, whole)
    if kind != "subledger" and not own_rows(opened.rules, whole.end):
        raise NoStatementRowsError(whole.year)
    progress(_("Making the report"))
    return report_of(kind, opened, whole, today=today)


def report_of(kind: str, opened: Opened, period: Period, *, today: dt.date) -> Report:
    """The same over books that are open, and hold something of the period."""
    from onedoor_ledger.reporting import annual, scb, specifications, subledger

    rules, books = opened.rules, opened.books
    if kind == "annual":
        return annual.build(rules, books, period.year, today=today)
    if kind == "scb":
        return scb.build(rules, books, period.year, today=today)
    build = specifications.build if kind == "specifications" else subledger.build
    return build(rules, books, period, today=today)


def is_year(period: Period) -> bool:
    """Whether the annual accounts and SCB's summary can be made of ``period``: a whole accounting year."""
    return (period.start, period.end) == (dt.date(period.year, 1, 1), dt.date(period.year, 12, 31))
