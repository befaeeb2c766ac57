"""``onedoor report cost``, ``followup`` and ``models``: tables with a reader already, and other ways to organise."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

COST_STEM, FOLLOWUP_STEM, MODELS_STEM = "kostnadsrapport", "uppfoljning-finsam", "satt-att-organisera"


def cost(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """The Kostnadsrapport over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    opened = _opened(workspace, period, progress)
    progress(_("Making the cost report"))
    return cost_of(opened, period, today)


def followup(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """What Uppföljning Finsam asks for, over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    opened = _opened(workspace, period, progress)
    progress(_("Making the follow-up"))
    return followup_of(opened, period, today)


def models(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """The ways to organise a front door, over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    opened = _opened(workspace, period, progress)
    progress(_("Trying the books under each model"))
    return models_of(opened, period, today)


def cost_of(opened: Opened, period: Period, today: dt.date) -> Report:
    """The Kostnadsrapport over books that are open."""
    from onedoor_ledger.reporting.cost import build

    return build(opened.rules, opened.books, period, today=today)


def followup_of(opened: Opened, period: Period, today: dt.date) -> Report:
    """What Uppföljning Finsam asks for, over books that are open."""
    from onedoor_ledger.reporting.followup import build

    return build(opened.rules, opened.books, period, today=today)


def models_of(opened: Opened, period: Period, today: dt.date) -> Report:
    """The ways to organise a front door, over books that are open."""
    from onedoor_ledger.reporting.models import build

    return build(opened.rules, opened.books, period, today=today)


def _opened(workspace: Workspace, period: Period, progress: Progress) -> Opened:
    opened = open_books(workspace, progress)
    require_period(opened.books, period)
    return opened
