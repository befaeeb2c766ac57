"""``onedoor report cost`` and ``onedoor report followup``: tables that already have a reader."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Progress, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

COST_STEM, FOLLOWUP_STEM = "kostnadsrapport", "uppfoljning-finsam"


def cost(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """The Kostnadsrapport over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting.cost import build

    opened = open_books(workspace, progress)
    require_period(opened.books, period)
    progress(_("Making the cost report"))
    return build(opened.rules, opened.books, period, today=today)


def followup(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """What Uppföljning Finsam asks for, over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting.followup import build

    opened = open_books(workspace, progress)
    require_period(opened.books, period)
    progress(_("Making the follow-up"))
    return build(opened.rules, opened.books, period, today=today)
