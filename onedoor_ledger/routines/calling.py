"""``onedoor call``: the contributions due by the rules, booked, and a letter per member."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines.job import Progress, book, open_books, silent
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.vouchers.write import Written


@dataclass(frozen=True)
class Call:
    """The avisering of a period: its vouchers, its letters by member id; ``written`` is None for a preview."""

    period: Period
    vouchers: tuple[Voucher, ...]
    letters: Mapping[str, str]
    already: str
    """The voucher that holds the call when it was made before, '' otherwise."""
    written: Written | None


def run(
    workspace: Workspace, period: Period, *, today: dt.date, by: str, write: bool, progress: Progress = silent
) -> Call:
    """Call the contributions of ``period``; what is called already is not booked again, its letters are made anew."""
    from onedoor_ledger.intake.call import call

    opened = open_books(workspace, progress)
    called = call(opened.rules, opened.books, period, today=today)
    after, vouchers = opened.plus(called.vouchers, today=today, by=by)
    written = None
    if write:
        progress(_("Writing"))
        letters = {letter_path(period, member): text.encode() for member, text in called.letters.items()}
        written = book(after, vouchers, job="call", reports=letters)
    return Call(period, vouchers, called.letters, called.already, written)


def letter_path(period: Period, member: str) -> str:
    """Where a member's letter is kept, from the workspace's root."""
    return f"reports/{period}/avisering-{member}.txt"
