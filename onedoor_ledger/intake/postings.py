"""The rows of the postings frame as typed values: what intake asks of what is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import NamedTuple

from onedoor_ledger.books.late import happened
from onedoor_ledger.books.model import Books
from onedoor_ledger.books.undone import void
from onedoor_ledger.voucher import Book


class Posting(NamedTuple):
    """One posting; see :data:`onedoor_ledger.books.model.COLUMNS`."""

    key: str
    date: dt.date
    event: str
    account: str
    party: str
    measure: str
    service: str
    amount: int
    payee: str
    narration: str
    counterparty: str
    reference: str
    identity: str
    asked: str
    accrual: str
    posting: int
    corrects: str
    reverses: str

    def apart(self, day: dt.date) -> dt.timedelta:
        """How far it is from ``day``: by its date, or by the day it happened when its month was locked."""
        return min(abs(self.date - day), abs(happened(self.date, self.event) - day))


def of_book(books: Books, book: Book, accounts: Collection[str] | None = None) -> Iterator[Posting]:
    """The postings of ``book``, on ``accounts`` when given, in voucher order.

    What an undo took back, and its mirrors, are left out: intake sees the books as if that batch had never been, so
    that the same file becomes the same vouchers again.
    """
    frame = books.postings
    wanted = frame["book"] == book.value
    if undone := void(frame):
        wanted &= ~frame["key"].isin(undone)
    if accounts is not None:
        wanted &= frame["account"].isin(list(accounts))
    rows = frame.loc[wanted, list(Posting._fields)]
    for row in rows.itertuples(index=False, name=None):
        values = dict(zip(Posting._fields, row, strict=True))
        whole = {name: int(values[name]) for name in ("amount", "posting")}
        yield Posting(**(values | whole | {"date": values["date"].date()}))


def imported(books: Books) -> Iterator[Posting]:
    """The postings of all three books that came from an imported row."""
    for book in Book:
        yield from (posting for posting in of_book(books, book) if posting.identity)
