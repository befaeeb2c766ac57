"""``onedoor trace``: a figure of any report back to its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.routines.reporting import board_of
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report


def trace(workspace: Workspace, id: str, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """Where the figure ``id`` of ``period`` comes from.

    :raises NoSuchFigureError: when no report of the period has it.
    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.audit.trace import build, figure_of

    opened = open_books(workspace, progress)
    require_period(opened.books, period)
    report, figure = figure_of(_reports(opened, period, today, progress), id)
    return build(report, figure, opened.rules, opened.books, today=today)


def _reports(opened: Opened, period: Period, today: dt.date, progress: Progress) -> Iterator[Report]:
    """Every report of the period that has figures, the board's first; made only as far as one has to look."""
    from onedoor_ledger.reporting import journals, party
    from onedoor_ledger.routines import sharing

    yield board_of(opened, period, today=today, progress=progress)
    yield sharing.full(opened, period, today=today)
    yield party.build(opened.rules, opened.books, period, today=today)
    for kind in (journals.GRUNDBOK, journals.HUVUDBOK):
        yield journals.build(kind, opened.rules, opened.books, period, book=Book.ASSOCIATION, today=today)
