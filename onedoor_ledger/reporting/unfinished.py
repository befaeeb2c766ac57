"""A period that is not over: counted up to today, and said so before anything else on the report.

``today`` is the clock (contracts.md section 2). Nothing is projected to the period's end: months of flows, what has
been used and what has fallen due all end today, as :meth:`Period.until <onedoor_ledger.period.Period.until>` cuts it.
"""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.accounts.accrued import taken_back_since
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, quarter_of
from onedoor_ledger.reporting.words import long_date, money
from onedoor_ledger.texts import _


def counted_to_today(books: Books, period: Period, today: dt.date) -> tuple[str, ...]:
    """The notes of a report that counts ``period.until(today)``: what is in and what is not; none for one over."""
    quarter = quarter_of(today)
    if today not in period or today in (period.end, quarter.end):
        return not_over(period, today)
    before = quarter.start - dt.timedelta(days=1)
    late = _("Requisitions and people counts come a quarter at a time: after {day} only what has already come is in.")
    notes = (*not_over(period, today), late.format(day=long_date(before)))
    gone = taken_back_since(books, before, today)
    if not gone:
        return notes
    estimate = _("{x} that was estimated on {day} has been taken back and is counted again when the requisition comes.")
    return (*notes, estimate.format(x=money(gone), day=long_date(before)))


def not_over(period: Period, today: dt.date) -> tuple[str, ...]:
    """The first of them, for a page that is told nothing but its days."""
    if today >= period.end:
        return ()
    if today < period.start:
        return (_("The period has not begun: only what is booked ahead for it is in."),)
    return (_("The period is not over: counted up to and including {day}.").format(day=long_date(today)),)


def booked_so_far(period: Period, today: dt.date) -> tuple[str, ...]:
    """The note of a report of all that is booked in a period, whatever the day; none for one that is over."""
    if today >= period.end:
        return ()
    return (_("The period is not over: what is booked for it so far, {day}, is in.").format(day=long_date(today)),)
