"""Measures' cost that belongs to the year but had not been requisitioned at the period's end.

Booked as an estimate on the period's last day and taken back the day after (bookkeeping.md section 2); what already
is known by then carries no ``estimate``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onedoor_ledger.accounts.selection import COST, Sum, between, debit, in_book, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class Accrued:
    """What one party is expected to ask for under one measure and service period."""

    measure: str
    party: str
    service: str
    amount: Sum

    @property
    def estimated(self) -> bool:
        """Whether the amount is an estimate, not a requisition that came after the period's end."""
        return self.amount.estimated != 0


def accrued_of(books: Books, period: Period) -> tuple[Accrued, ...]:
    """What is accrued for measures at ``period``'s end, by measure, party and service period."""
    year = under(between(in_book(books, Book.ASSOCIATION), period.year_start, period.end), COST)
    entered = year[(year["accrual"] != "") & (year["reverses"] == "")]
    taken_back = set(year.loc[year["reverses"] != "", "reverses"])
    open_rows = entered[~entered["key"].isin(taken_back)]
    return tuple(
        Accrued(str(measure), str(party), str(service), debit(part))
        for (measure, party, service), part in open_rows.groupby(["measure", "party", "service"], sort=True)
    )


def taken_back_since(books: Books, day: dt.date, until: dt.date) -> int:
    """Öre of cost estimated at or before ``day``, taken back after it, and not asked for by ``until`` either."""
    rows = under(between(in_book(books, Book.ASSOCIATION), day + dt.timedelta(days=1), until), COST)
    back = rows[rows["reverses"].ne("") & rows["accrual"].ne("") & rows["estimate"].astype(bool)]
    come = rows[rows["accrual"].eq("")]
    asked = set(zip(come["measure"], come["party"], come["service"], strict=True))
    waiting = [key not in asked for key in zip(back["measure"], back["party"], back["service"], strict=True)]
    return -int(back.loc[waiting, "amount"].sum())
