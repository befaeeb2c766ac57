"""Kassaflödesanalysen (LKBR 8 kap.), indirectly: what every konto but the bank's brought in during the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onedoor_ledger.accounts.layout import Amounts, LaidRow, has_year, summed
from onedoor_ledger.accounts.opening import opening_key, without_opening
from onedoor_ledger.accounts.selection import Sum, between, credit, debit, in_book, keys
from onedoor_ledger.accounts.statement_rows import on_konto, own_rows
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, year_of
from onedoor_ledger.rulebook.model import Rulebook, StatementKind, StatementRow
from onedoor_ledger.rulebook.model.statements import holds
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

TOTAL, OPENING, CLOSING = "arets_kassaflode", "opening", "closing"
WHOLE = 2
"""The two directions of a row that is split by them."""


def cash_flow_of(rules: Rulebook, books: Books, period: Period) -> tuple[LaidRow, ...]:
    """The rows in the rules' order, for the year ``period`` and the one before; money in is positive."""
    now = _amounts(rules, books, period)
    before = year_of(period.year - 1)
    earlier = _amounts(rules, books, before) if has_year(books, before) else None
    rows = [r for r in rules.statement_rows if r.statement is StatementKind.KF and r.dated.covers(period.end)]
    return tuple(
        LaidRow(
            row.id,
            row.title,
            row.part,
            "total" if row.id == TOTAL or row.part == CLOSING else "sum" if row.sums else "row",
            now.get(row.id, Sum()),
            earlier.get(row.id) if earlier is not None else None,
        )
        for row in rows
    )


def _amounts(rules: Rulebook, books: Books, period: Period) -> Amounts:
    frame = between(in_book(books, Book.ASSOCIATION), None, period.end)
    moved = without_opening(between(frame, period.year_start, period.end), books)
    opened = frame[(frame["date"] < str(period.year_start)) | (frame["key"] == opening_key(books))]
    own: dict[str, Sum] = {}
    for row in own_rows(rules, period.end):
        if row.statement is not StatementKind.KF:
            continue
        if row.part in (OPENING, CLOSING):
            part = opened if row.part == OPENING else frame
            own[row.id] = debit(on_konto(part, row.holds))
        else:
            own[row.id] = _brought_in(row, moved)
    return summed(rules, StatementKind.KF, own, period.end)


def _brought_in(row: StatementRow, moved: pd.DataFrame) -> Sum:
    """What the row's konto brought in, less what it takes back; by ``only``, vouchers in or out alone."""
    found = on_konto(moved, row.holds)
    if row.only:
        found = found[found["key"].isin(set(_on_side(found, row.only)))]
    back = on_konto(moved, lambda konto: holds(row.less, konto))
    amount = credit(found) - credit(back)
    return Sum(amount.amount, tuple(dict.fromkeys((*keys(found), *keys(back)))))


def _on_side(found: pd.DataFrame, side: str) -> Iterator[str]:
    """Vouchers whose postings on the row's konto together brought money in (or took it out).

    A mirror stands on the side of what it takes back, so that a corrected purchase is no sale.
    """
    for key, own in found.groupby("key", sort=False):
        amount = -int(own["amount"].sum())
        mirrors = bool(((own["reverses"] != "") | (own["corrects"] != "")).any())
        if amount and ((amount > 0) != mirrors) == (side == "in"):
            yield str(key)


def uncovered(rules: Rulebook, books: Books, day: dt.date) -> tuple[str, ...]:
    """Konto of förbundets book that the rows do not hold exactly once, net of what they take back; the bank apart."""
    rows = [row for row in own_rows(rules, day) if row.statement is StatementKind.KF]
    moving = [row for row in rows if row.part not in (OPENING, CLOSING)]
    bank = [row for row in rows if row.part == CLOSING]
    frame = between(in_book(books, Book.ASSOCIATION), None, day)
    found = []
    for konto in sorted(set(frame["konto"])):
        if any(row.holds(konto) for row in bank):
            continue
        if rows and sum(_halves(row, konto) for row in moving) != WHOLE:
            found.append(konto)
    return tuple(found)


def _halves(row: StatementRow, konto: str) -> int:
    """How often the row counts ``konto``, in halves: a row for one direction is half of a pair."""
    return (1 if row.only else WHOLE) * row.holds(konto) - WHOLE * holds(row.less, konto)
