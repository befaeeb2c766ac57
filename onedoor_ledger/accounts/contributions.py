"""What the members owe and have paid (FL 5-6 §§, contracts.md section 5).

A contribution is due by the board's decision in the rules, called by a voucher on the member's receivable, and paid
when that receivable is credited. A payment carries ``service``, the instalment it pays, so that what was paid for a
year is a sum over vouchers and not a guess from balances.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import Sum, between, credit, debit, in_book, on
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, PeriodError, parse_period
from onedoor_ledger.rulebook.model import Participant, Rulebook
from onedoor_ledger.rulebook.statutory import shares
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class InstalmentDue:
    """One instalment of one member: what the rules say, in öre."""

    period: Period
    called: dt.date
    due: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class MemberContribution:
    """One paying member's contribution for a year, at a period's end. Amounts in öre."""

    member: Participant
    pays_for: tuple[Participant, ...]
    """Members whose part is paid in this one's contribution (FK pays AF's part)."""
    instalments: tuple[InstalmentDue, ...]
    due: int
    """Fallen due by the period's end."""
    due_last_year: int
    called: Sum
    paid: Sum
    overdue: int
    """Called, fallen due and unpaid, of any year."""
    overdue_since: dt.date | None

    @property
    def year(self) -> int:
        """The whole year's contribution."""
        return sum(row.amount for row in self.instalments)


def payers(rules: Rulebook) -> tuple[Participant, ...]:
    """The members with a contribution of their own, in the rules' order."""
    return tuple(member for member in rules.members if member.pays_for is None)


def contributions_of(rules: Rulebook, books: Books, period: Period) -> tuple[MemberContribution, ...]:
    """Every paying member's contribution for the year ``period`` ends in."""
    frame = between(in_book(books, Book.ASSOCIATION), None, period.end)
    return tuple(_of_member(rules, frame, member, period) for member in payers(rules))


def instalments_of(rules: Rulebook, member: str, year: int) -> tuple[InstalmentDue, ...]:
    """What ``member`` is to pay in ``year`` and when; empty when the rules have no contributions for the year."""
    rule = rules.contributions.get(year)
    if rule is None:
        return ()
    amounts = shares(rules, year).member(member).instalments
    return tuple(
        InstalmentDue(row.period, row.called, row.due, amount)
        for row, amount in zip(rule.instalments, amounts, strict=True)
    )


def _of_member(rules: Rulebook, frame: pd.DataFrame, member: Participant, period: Period) -> MemberContribution:
    receivable = on(frame, rules.accounts.role("receivable", party=member.id))
    of_year = receivable[receivable["service"].str.startswith(str(period.year))]
    rows = instalments_of(rules, member.id, period.year)
    before = period.year_before()
    overdue, since = _overdue(rules, receivable, member.id, period.end)
    return MemberContribution(
        member=member,
        pays_for=tuple(other for other in rules.members if other.pays_for == member.id),
        instalments=rows,
        due=_due(rows, period.end),
        due_last_year=_due(instalments_of(rules, member.id, before.year), before.end),
        called=debit(of_year[_calls(of_year)]),
        paid=credit(of_year[~_calls(of_year)]),
        overdue=overdue,
        overdue_since=since,
    )


def _calls(receivable: pd.DataFrame) -> pd.Series[bool]:
    """Which postings on a receivable call a contribution; a mirror counts with what it takes back, not as a payment."""
    mirrors = (receivable["reverses"] != "") | (receivable["corrects"] != "")
    return (receivable["amount"] > 0) ^ mirrors


def _due(rows: tuple[InstalmentDue, ...], end: dt.date) -> int:
    return sum(row.amount for row in rows if row.due <= end)


def _overdue(rules: Rulebook, receivable: pd.DataFrame, member: str, end: dt.date) -> tuple[int, dt.date | None]:
    """What is called, fallen due and unpaid on ``end``, and since when; what was paid too much is no claim.

    A payment that names no instalment of its own (or one the opening balance did not name) pays the oldest claim.
    """
    left = receivable.groupby("service", sort=True).agg(amount=("amount", "sum"), first=("date", "min"))
    fallen_due = sorted(
        (due, int(amount))
        for service, amount, first in zip(left.index, left["amount"], left["first"], strict=True)
        if (due := _due_date(rules, member, str(service), first.date())) <= end
    )
    credited = -sum(amount for _due, amount in fallen_due if amount < 0)
    overdue, since = 0, None
    for due, amount in fallen_due:
        paid = min(max(amount, 0), credited)
        credited -= paid
        if amount > paid:
            overdue += amount - paid
            since = since or due
    return overdue, since


def _due_date(rules: Rulebook, member: str, service: str, first: dt.date) -> dt.date:
    """When the instalment for ``service`` falls due by the rules; the day it was booked when they do not say."""
    try:
        year = parse_period(service).year
    except PeriodError:
        return first
    return next((row.due for row in instalments_of(rules, member, year) if row.period.name == service), first)
