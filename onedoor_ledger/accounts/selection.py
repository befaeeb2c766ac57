"""Sums of postings, each with the vouchers it was made from: the ground every figure stands on.

Everything here is a pure function over :attr:`~onedoor_ledger.books.model.Books.postings` (debit positive, whole
öre or persons). The root accounts are the books' own names, fixed by contracts.md section 1.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.books.model import Books
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd

ASSETS, DEBTS, EQUITY, INCOME, COST = "Tillgångar:", "Skulder:", "EgetKapital:", "Intäkter:", "Kostnader:"
STOCK, ENTERED, LEFT = "Deltagare:", "Inskrivna:", "Avslutade:"
NEEDED = (
    "date",
    "account",
    "konto",
    "party",
    "measure",
    "amount",
    "key",
    "service",
    "narration",
    "estimate",
    "accrual",
    "corrects",
    "reverses",
)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount (öre or persons), the keys of the vouchers it was made from, and the part of it that is estimated."""

    amount: int = 0
    vouchers: tuple[str, ...] = ()
    estimated: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(
            self.amount + other.amount,
            tuple(dict.fromkeys(self.vouchers + other.vouchers)),
            self.estimated + other.estimated,
        )

    def __pos__(self) -> Sum:
        return self

    def __neg__(self) -> Sum:
        return Sum(-self.amount, self.vouchers, -self.estimated)

    def __sub__(self, other: Sum) -> Sum:
        return self + -other


def plus(sums: tuple[Sum, ...] | list[Sum]) -> Sum:
    """All of ``sums`` together."""
    vouchers = dict.fromkeys(key for part in sums for key in part.vouchers)
    return Sum(sum(part.amount for part in sums), tuple(vouchers), sum(part.estimated for part in sums))


def in_book(books: Books, book: Book) -> pd.DataFrame:
    """The postings of one book, with the columns figures are made of (fewer columns, faster selections)."""
    frame = books.postings
    return frame.loc[frame["book"] == book.value, list(NEEDED)]


def between(frame: pd.DataFrame, start: dt.date | None, end: dt.date) -> pd.DataFrame:
    """Postings dated ``start`` to ``end``, both included; ``start`` None means from the beginning."""
    import pandas as pd

    mask = frame["date"] <= pd.Timestamp(end)
    if start is not None:
        mask &= frame["date"] >= pd.Timestamp(start)
    return frame[mask]


def under(frame: pd.DataFrame, *roots: str) -> pd.DataFrame:
    """Postings on accounts that begin with any of ``roots``."""
    return frame[frame["account"].str.startswith(roots)]


def on(frame: pd.DataFrame, *accounts: str) -> pd.DataFrame:
    """Postings on exactly these accounts."""
    return frame[frame["account"].isin(accounts)]


def keys(frame: pd.DataFrame) -> tuple[str, ...]:
    """The vouchers of ``frame`` in the order of its rows, each once."""
    return tuple(key for key in frame["key"].unique().tolist() if key)


def debit(frame: pd.DataFrame) -> Sum:
    """The sum, debit positive: how costs, claims and money at the bank are read."""
    if frame.empty:
        return Sum()
    return Sum(int(frame["amount"].sum()), keys(frame), _estimated(frame))


def credit(frame: pd.DataFrame) -> Sum:
    """The sum, credit positive: how income, debts and equity are read."""
    return -debit(frame)


def _estimated(frame: pd.DataFrame) -> int:
    """What is still estimated: the estimates of ``frame`` less the reversals in it that took them back.

    A reversal of an estimate made before ``frame`` begins stands against what has since become known, so it counts
    for nothing here, whether or not it repeats ``estimate``.
    """
    estimates = frame["estimate"].astype(bool) & (frame["reverses"] == "")
    if not estimates.any():
        return 0
    taken_back = frame["reverses"].isin(frame.loc[estimates, "key"])
    return int(frame.loc[estimates | taken_back, "amount"].sum())
