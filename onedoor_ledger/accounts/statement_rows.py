"""Förbundets resultaträkning and balansräkning by the rows of the rules (LKBR 5:2, 6:2), from konto groups.

The year's result is not posted: what earlier years left is added to the equity the year began with.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import Sum, between, credit, debit, in_book
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Rulebook, StatementKind, StatementRow
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

EQUITY = "equity"


@dataclass(frozen=True, slots=True)
class RowAmount:
    """A row with konto of its own and its amount in öre: income, assets, equity and debts positive, costs negative."""

    row: StatementRow
    amount: Sum


@dataclass(frozen=True, slots=True)
class Statements:
    """Both statements' own rows: the result from 1 January, the balance at the period's end."""

    income: tuple[RowAmount, ...]
    balance: tuple[RowAmount, ...]
    unplaced: int
    """Öre on konto that no row holds: zero unless a control says otherwise."""

    @property
    def result(self) -> int:
        """The year's result so far; a surplus is positive."""
        return sum(row.amount.amount for row in self.income)


def statements_of(rules: Rulebook, books: Books, period: Period) -> Statements:
    """The amounts of every row that is no sum of others, for the year ``period`` ends in."""
    until = between(in_book(books, Book.ASSOCIATION), None, period.end)
    year = between(until, period.year_start, period.end)
    earlier = until[~until.index.isin(year.index)]
    rows = [row for row in own_rows(rules, period.end) if row.statement is not StatementKind.KF]
    income = [row for row in rows if row.statement is StatementKind.RR]
    balance = [row for row in rows if row.statement is StatementKind.BR]
    before = Sum(sum(credit(_on(earlier, row)).amount for row in income))
    opened = next((row.id for row in balance if row.part == EQUITY), "")
    return Statements(
        tuple(RowAmount(row, credit(_on(year, row))) for row in income),
        tuple(RowAmount(row, _shown(until, row) + (before if row.id == opened else Sum())) for row in balance),
        int(on_konto(until, lambda konto: not any(row.holds(konto) for row in rows))["amount"].sum()),
    )


def own_rows(rules: Rulebook, day: dt.date) -> list[StatementRow]:
    """The rows that hold on ``day`` and are no sum of others."""
    return [row for row in rules.statement_rows if not row.sums and row.dated.covers(day)]


def on_konto(frame: pd.DataFrame, holds: Callable[[str], bool]) -> pd.DataFrame:
    """The postings on konto that ``holds`` says yes to, asked once for each konto."""
    return frame[frame["konto"].isin([konto for konto in set(frame["konto"]) if holds(konto)])]


def _shown(frame: pd.DataFrame, row: StatementRow) -> Sum:
    return debit(_on(frame, row)) if row.part == "assets" else credit(_on(frame, row))


def _on(frame: pd.DataFrame, row: StatementRow) -> pd.DataFrame:
    return on_konto(frame, row.holds)
