"""Equity, the year's result and the money at the bank.

The year's result is not posted (bookkeeping.md section 2): equity is what the equity accounts hold and every result
so far. A förbund that moves in books its opening balance inside its first year, so the opening is what the year's
equity accounts say plus all earlier results, not a balance on the day before.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from onedoor_ledger.accounts.lines import YearLines
from onedoor_ledger.accounts.selection import COST, EQUITY, INCOME, Sum, between, credit, debit, in_book, under
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book

BANK_GROUP = "19"
"""Kommun-Bas group of cash and bank."""


@dataclass(frozen=True, slots=True)
class Equity:
    """Equity of a year, in öre; a surplus is positive."""

    opening: Sum
    result: Sum
    """1 January to the period's end."""
    forecast_result: int
    budget_result: int
    contributions: int
    """The year's contributions by the board's decision: what the goal is a share of."""

    @property
    def now(self) -> Sum:
        """Equity at the period's end; what was estimated when the year began has become known since."""
        return replace(self.opening + self.result, estimated=self.result.estimated)

    @property
    def forecast(self) -> int:
        """Equity expected at the year's end."""
        return self.opening.amount + self.forecast_result

    @property
    def budget(self) -> int:
        """Equity at the year's end had the budget come true."""
        return self.opening.amount + self.budget_result


def equity_of(rules: Rulebook, books: Books, period: Period, lines: YearLines) -> Equity:
    """Equity of the year ``period`` ends in."""
    frame = between(in_book(books, Book.ASSOCIATION), None, period.end)
    day_before = period.year_start - dt.timedelta(days=1)
    earlier = credit(under(between(frame, None, day_before), INCOME, COST))
    result = lines.result
    rule = rules.contributions.get(period.year)
    return Equity(
        opening=credit(under(frame, EQUITY)) + earlier,
        result=credit(under(between(frame, period.year_start, period.end), INCOME, COST)),
        forecast_result=result.forecast,
        budget_result=result.budget,
        contributions=rule.pool if rule else 0,
    )


def equity_on(books: Books, day: dt.date) -> Sum:
    """Equity at the end of ``day``."""
    return credit(under(between(in_book(books, Book.ASSOCIATION), None, day), EQUITY, INCOME, COST))


def bank_on(books: Books, day: dt.date) -> Sum:
    """Money in cash and at the bank at the end of ``day``."""
    frame = between(in_book(books, Book.ASSOCIATION), None, day)
    return debit(frame[frame["konto"].str.startswith(BANK_GROUP)])


def exists_on(books: Books, day: dt.date) -> bool:
    """Whether the association's books reach back to ``day``: without that, a comparison has no source."""
    return not between(in_book(books, Book.ASSOCIATION), None, day).empty
