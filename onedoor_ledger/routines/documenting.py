"""``onedoor report system``: the documentation of these books, and what was done in them during a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onedoor_ledger.period import month_of
from onedoor_ledger.routines.job import Opened, Progress, open_books, silent
from onedoor_ledger.routines.reporting import board_of
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

STEM = "systemdokumentation"


def system(workspace: Workspace, year: int, *, today: dt.date, progress: Progress = silent) -> Report:
    """The documentation as of today, with the processing history of ``year``."""
    return system_of(open_books(workspace, progress), year, today=today, progress=progress)


def system_of(opened: Opened, year: int, *, today: dt.date, progress: Progress = silent) -> Report:
    """The same of books that are open."""
    from onedoor_ledger.audit import commits
    from onedoor_ledger.audit.documentation.build import build

    progress(_("Reading git's history"))
    changes = commits.of_year(opened.workspace, year)
    example = _example(opened, year, today, progress)
    return build(opened.workspace, opened.rules, opened.books, year=year, today=today, commits=changes, example=example)


def _example(opened: Opened, year: int, today: dt.date, progress: Progress) -> Report | None:
    """The board's report of the year's last month with vouchers; None when the year has none."""
    days = opened.books.postings["date"]
    own = days.loc[days.dt.year == year]
    if own.empty:
        return None
    return board_of(opened, month_of(own.max().date()), today=today, progress=progress)
