"""``onedoor trace``: a figure of any report back to its evidence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Progress, open_books, require_period, silent
from onedoor_ledger.routines.kinds import reports_of
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
    report, figure = figure_of(reports_of(opened, period, today, figure=id), id)
    return build(report, figure, opened.rules, opened.books, today=today)
