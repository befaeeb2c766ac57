"""``onedoor share``: allocate what the parties share, settle it, and show who owes whom (avräkningsunderlag)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Opened, Progress, book, open_books, require_period, silent
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report
    from onedoor_ledger.vouchers.write import Written


STEM, UNDERLAG_STEM = "kostnadsfordelning", "avrakningsunderlag"
"""File names are Swedish in every language: they are the förbund's records."""


@dataclass(frozen=True)
class Shared:
    """The allocation and settlement of a period; ``written`` is None for a preview."""

    period: Period
    vouchers: tuple[Voucher, ...]
    report: Report
    """Who bears what and who owes whom."""
    whole: Callable[[], Report]
    """Makes the whole report, with every cost line, the members' shares and the keys side by side."""
    written: Written | None


def run(
    workspace: Workspace, period: Period, *, today: dt.date, by: str, write: bool, progress: Progress = silent
) -> Shared:
    """Allocate ``period`` by the rules and settle what is due; what is done already is not done again.

    With ``write`` the avräkningsunderlag come with it as files, in the same transaction.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting.sharing import BRIEF, build

    opened = open_books(workspace, progress)
    require_period(opened.books, period)
    after, vouchers = share_and_settle(opened, period, today=today, by=by, progress=progress)
    written = None
    if write and vouchers:
        files = underlag_files(after, vouchers)
        progress(_("Writing"))
        written = book(after, vouchers, job="share", reports=files)
    pending = 0 if written else len(vouchers)
    report = build(after.rules, after.books, period, today=today, pending=pending, sheets=BRIEF)
    return Shared(period, vouchers, report, partial(full, after, period, today=today, pending=pending), written)


def full(opened: Opened, period: Period, *, today: dt.date, pending: int = 0) -> Report:
    """The whole report on cost sharing, the same costs by every key among its sheets."""
    from onedoor_ledger.reporting.sharing import build
    from onedoor_ledger.reporting.side_by_side import sheet
    from onedoor_ledger.sharing.settlement import settle
    from onedoor_ledger.sharing.side_by_side import side_by_side

    rules, books = opened.rules, opened.books
    report = build(rules, books, period, today=today, pending=pending)
    keys = sheet(rules, side_by_side(rules, books, period, settle(rules, books, period).rules), period)
    return replace(report, sheets=(*report.sheets, keys))


def share_and_settle(
    opened: Opened, period: Period, *, today: dt.date, by: str, progress: Progress
) -> tuple[Opened, tuple[Voucher, ...]]:
    """The allocations of ``period`` and then its avräkningsunderlag, numbered, and the books as if all were booked."""
    from onedoor_ledger.sharing.allocate import allocate
    from onedoor_ledger.sharing.settling import settle_up

    progress(_("Sharing what the parties share"))
    after, shared = opened.plus(allocate(opened.rules, opened.books, period, today=today), today=today, by=by)
    after, settled = after.plus(settle_up(after.rules, after.books, period, today=today), today=today, by=by)
    return after, (*shared, *settled)


def underlag_files(opened: Opened, vouchers: Collection[Voucher]) -> dict[str, bytes]:
    """The avräkningsunderlag among ``vouchers`` as text and workbook, by path in the workspace.

    Each lies with the reports of the period it is for.
    """
    from onedoor_ledger.reporting.underlag import build
    from onedoor_ledger.routines.reporting import folder, rendered
    from onedoor_ledger.sharing.underlag import all_underlags

    booked = {voucher.key for voucher in vouchers}
    files: dict[str, bytes] = {}
    for underlag in all_underlags(opened.rules, opened.books):
        if underlag.voucher in booked:
            report = build(opened.rules, underlag)
            place = opened.workspace.relative(folder(opened.workspace, underlag.period))
            for ending in ("txt", "xlsx"):
                files[f"{place}/{UNDERLAG_STEM}-{underlag.number}.{ending}"] = rendered(report, ending)
    return files
