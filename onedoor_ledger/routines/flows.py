"""``onedoor report flows``: Flöden mellan försörjningar, and the page that holds its picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.routines.reporting import rendered
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

FLOWS_STEM = "floden"


def flows(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """Flöden mellan försörjningar over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    opened = open_books(workspace, progress)
    progress(_("Making the report on flows"))
    return flows_of(opened, period, today=today)


def flows_of(opened: Opened, period: Period, *, today: dt.date, pending: int = 0) -> Report:
    """The same over books that are open; ``pending`` vouchers of them are not booked yet.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting.flows import build
    from onedoor_ledger.routines.products import remade

    require_period(opened.books, period)
    report = build(opened.rules, opened.books, period, today=today, pending=pending)
    return remade(opened.workspace, report, FLOWS_STEM)


def flows_files(report: Report, endings: Collection[str] = ("xlsx",)) -> Mapping[str, bytes]:
    """The report's files by name: the workbook with the page beside it, or the page alone."""
    files = {}
    if "xlsx" in endings:
        files[f"{FLOWS_STEM}-{report.period}.xlsx"] = rendered(report, "xlsx")
    return files | dict(pages(report))


def pages(report: Report) -> Mapping[str, bytes]:
    """The page that a workbook of ``report`` points at; none when it has no picture."""
    from onedoor_ledger.reporting.flows import companion

    found = companion(report)
    return {found[0]: rendered(found[1], "html")} if found else {}
