"""Resultaträkning and balansräkning in the law's order (LKBR 5:2, 6:2), this year and the year before.

The year's result stands in no account: equity at the end is read from the other side (what is owned less what is
owed), so that the statements can be held against each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onedoor_ledger.accounts.opening import opening_key
from onedoor_ledger.accounts.selection import Sum, between, credit, debit, in_book, plus
from onedoor_ledger.accounts.statement_rows import Statements, on_konto, own_rows, statements_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, year_of
from onedoor_ledger.rulebook.model import Rulebook, StatementKind
from onedoor_ledger.voucher import Book

RESULT, CLOSING, OTHER_SIDE = "arets_resultat", "eget_kapital_slut", "eget_kapital_och_skulder"
"""Rows of the balansräkning that no konto makes."""
ASSETS_TOTAL, RESULT_TOTAL = "tillgangar", "arets_resultat"
"""The rows of the rules that the two statements end in."""

Amounts = Mapping[str, Sum]
"""Amounts by row id; income, assets, equity and debts positive, costs negative."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row as the law lays it out: ``kind`` is row, sum or total; ``previous`` None when nothing says it."""

    id: str
    title: str
    part: str
    kind: str
    now: Sum
    previous: Sum | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Both statements of a year."""

    income: tuple[LaidRow, ...]
    balance: tuple[LaidRow, ...]
    compared: bool
    """Whether the year before is in the books; the first year's balances may still be known from what opened them."""
    unplaced: int

    def row(self, statement: str, id: str) -> LaidRow | None:
        """The row ``id`` of ``rr`` or ``br``."""
        rows = self.income if statement == "rr" else self.balance
        return next((row for row in rows if row.id == id), None)


def layout_of(rules: Rulebook, books: Books, period: Period) -> Layout:
    """Both statements for the year ``period``, with the year before."""
    found = statements_of(rules, books, period)
    before = year_of(period.year - 1)
    compared = has_year(books, before)
    income_before = balance_before = None
    if compared:
        earlier = statements_of(rules, books, before)
        income_before = _income(rules, earlier, before.end)
        balance_before = _balance(rules, earlier, before.end)
    elif (key := opening_key(books)) and key.startswith(f"{period.year}-"):
        balance_before = opened_balance(rules, books, period)
    return Layout(
        income=tuple(_laid(rules, StatementKind.RR, _income(rules, found, period.end), income_before, period.end)),
        balance=tuple(_laid(rules, StatementKind.BR, _balance(rules, found, period.end), balance_before, period.end)),
        compared=compared,
        unplaced=found.unplaced,
    )


def has_year(books: Books, year: Period) -> bool:
    """Whether anything is booked in ``year``."""
    return not between(in_book(books, Book.ASSOCIATION), year.start, year.end).empty


def opened_balance(rules: Rulebook, books: Books, period: Period) -> Amounts:
    """The balansräkning the books were opened with; equity only as a whole, since its year's result is not known."""
    frame = in_book(books, Book.ASSOCIATION)
    frame = frame[frame["key"] == opening_key(books)]
    amounts: dict[str, Sum] = {}
    for row in own_rows(rules, period.end):
        if row.statement is StatementKind.BR and row.part != "equity":
            own = on_konto(frame, row.holds)
            amounts[row.id] = debit(own) if row.part == "assets" else credit(own)
    return _closed(rules, amounts, period.end)


def summed(rules: Rulebook, statement: StatementKind, amounts: Mapping[str, Sum], day: dt.date) -> dict[str, Sum]:
    """``amounts`` and the sums that the rules make of them; a row that does not hold on the day is nothing."""
    made = dict(amounts)
    for row in rules.statement_rows:
        if row.statement is statement and row.sums and row.dated.covers(day):
            made[row.id] = plus([made[ref] for ref in row.sums if ref in made])
    return made


def _income(rules: Rulebook, found: Statements, day: dt.date) -> Amounts:
    return summed(rules, StatementKind.RR, {row.row.id: row.amount for row in found.income}, day)


def _balance(rules: Rulebook, found: Statements, day: dt.date) -> Amounts:
    own = {row.row.id: row.amount for row in found.balance}
    equity = plus([row.amount for row in found.balance if row.row.part == "equity"])
    made = dict(_closed(rules, own, day))
    made[RESULT] = Sum(made[CLOSING].amount - equity.amount, plus([row.amount for row in found.income]).vouchers)
    return made


def _closed(rules: Rulebook, own: Mapping[str, Sum], day: dt.date) -> Amounts:
    """The rows with their sums, and equity at the end read from the other side."""
    parts = {row.id: row.part for row in own_rows(rules, day) if row.statement is StatementKind.BR}
    owned = plus([amount for ref, amount in own.items() if parts[ref] == "assets"])
    owed = plus([amount for ref, amount in own.items() if parts[ref] in ("provisions", "debts")])
    made = summed(rules, StatementKind.BR, own, day)
    made[CLOSING] = owned - owed
    made[OTHER_SIDE] = made[CLOSING] + owed
    return made


def _laid(
    rules: Rulebook, statement: StatementKind, now: Amounts, before: Amounts | None, day: dt.date
) -> Iterable[LaidRow]:
    """The rules' rows in their order; the year's result and equity at the end follow the last row of equity."""
    rows = [row for row in rules.statement_rows if row.statement is statement and row.dated.covers(day)]
    last = max((n for n, row in enumerate(rows) if row.part == "equity"), default=-1)
    for n, row in enumerate(rows):
        kind = "row" if not row.sums else "total" if row.id in (ASSETS_TOTAL, RESULT_TOTAL) else "sum"
        yield _row(row.id, row.title, row.part, kind, now, before)
        if n == last:
            yield _row(RESULT, "", "equity", "row", now, before)
            yield _row(CLOSING, "", "equity", "sum", now, before)
    if statement is StatementKind.BR:
        yield _row(OTHER_SIDE, "", "", "total", now, before)


def _row(ref: str, title: str, part: str, kind: str, now: Amounts, before: Amounts | None) -> LaidRow:
    return LaidRow(ref, title, part, kind, now.get(ref, Sum()), before.get(ref) if before is not None else None)
