"""The people book: nobody leaves who has not entered. Counts only, never a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, of_book
from onedoor_ledger.errors import Finding
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_STOCK = "Deltagare:"


def stock(books: Books) -> Iterator[Finding]:
    """Support states that hold fewer than nobody at the end of some day."""
    rows = sorted((p for p in of_book(books, Book.PEOPLE) if p.account.startswith(_STOCK)), key=lambda p: p.date)
    held: Counter[str] = Counter()
    told: set[str] = set()
    for day, group in groupby(rows, key=lambda p: p.date):
        last: dict[str, Posting] = {}
        for posting in group:
            held[posting.account] += posting.amount
            last[posting.account] = posting
        for account, posting in last.items():
            if held[account] < 0 and account not in told:
                told.add(account)
                yield error(
                    "people-below-zero",
                    _("On {day} more persons have left {account} than were there.").format(day=day, account=account),
                    posting,
                    _("Compare with the counts the party sent; correct with a voucher of its own."),
                )
