"""``onedoor share``: allocate what the parties share, and show who owes whom (avräkningsunderlag)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, book, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report, Sheet
    from onedoor_ledger.vouchers.write import Written


STEM = "kostnadsfordelning"
"""File names are Swedish in every language: they are the förbund's records."""


@dataclass(frozen=True)
class Shared:
    """The allocation of a period and the settlement after it; ``written`` is None for a preview."""

    period: Period
    vouchers: tuple[Voucher, ...]
    report: Report
    keys: Sheet
    """The same costs by every key, side by side."""
    written: Written | None

    @property
    def with_keys(self) -> Report:
        """The report with the keys side by side on a sheet of their own."""
        return replace(self.report, sheets=(*self.report.sheets, self.keys))


def run(
    workspace: Workspace, period: Period, *, today: dt.date, by: str, write: bool, progress: Progress = silent
) -> Shared:
    """Allocate ``period`` by the rules; what is allocated already is not allocated again.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting.side_by_side import sheet
    from onedoor_ledger.routines.share_report import build
    from onedoor_ledger.sharing.settlement import settle
    from onedoor_ledger.sharing.side_by_side import side_by_side

    opened = open_books(workspace, progress)
    require_period(opened.books, period)
    after, vouchers = allocate(opened, period, today=today, by=by, progress=progress)
    settlement = settle(after.rules, after.books, period)
    written = None
    if write and vouchers:
        progress(_("Writing"))
        written = book(after, vouchers, job="share")
    report = build(after.rules, settlement, today=today, pending=0 if write else len(vouchers))
    keys = sheet(after.rules, side_by_side(after.rules, after.books, period, settlement.rules), period)
    return Shared(period, vouchers, report, keys, written)


def allocate(
    opened: Opened, period: Period, *, today: dt.date, by: str, progress: Progress
) -> tuple[Opened, tuple[Voucher, ...]]:
    """The allocation vouchers of ``period`` with their numbers, and the books as if they were booked."""
    from onedoor_ledger.sharing.allocate import allocate as allocate_period

    progress(_("Sharing what the parties share"))
    return opened.plus(allocate_period(opened.rules, opened.books, period, today=today), today=today, by=by)
