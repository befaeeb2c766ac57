"""``onedoor report incentive``: what each party put in, got back and has to gain."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

STEM = "incitament"
"""File names are Swedish in every language: they are the förbund's records."""


def incentive(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """Incitament per part over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    opened = open_books(workspace, progress)
    progress(_("Calculating what each party gets back"))
    return incentive_of(opened, period, today=today)


def incentive_of(opened: Opened, period: Period, *, today: dt.date, pending: int = 0) -> Report:
    """The same over books that are open; ``pending`` vouchers of them are not booked yet.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting.incentive import build
    from onedoor_ledger.routines.products import remade

    require_period(opened.books, period)
    report = build(opened.rules, opened.books, period, today=today, pending=pending)
    return remade(opened.workspace, report, STEM)
