"""The voucher that opened the books: what the förbund owned and owed before its first year in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onedoor_ledger.accounts.selection import COST, EQUITY, INCOME
from onedoor_ledger.books.model import Books
from onedoor_ledger.voucher import Book

if TYPE_CHECKING:
    import pandas as pd


def opening_key(books: Books) -> str:
    """The key of the voucher that opened the association's book, '' when it began empty.

    It is number 1 of the first year, on its first day, with equity in it and neither income nor cost.
    """
    frame = books.postings
    own = frame[frame["book"] == Book.ASSOCIATION.value]
    first = own[(own["number"] == 1) & (own["year"] == own["year"].min())]
    first = first[first["date"].dt.strftime("%m-%d") == "01-01"]
    opens = first["account"].str.startswith(EQUITY).any()
    if not opens or first["account"].str.startswith((INCOME, COST)).any():
        return ""
    return str(first["key"].iloc[0])


def without_opening(frame: pd.DataFrame, books: Books) -> pd.DataFrame:
    """The postings of ``frame`` that are events of their year: not those that opened the books."""
    return frame[frame["key"] != opening_key(books)]
