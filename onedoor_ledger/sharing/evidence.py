"""Where the evidence of vouchers lies that have no archived document (BFL 5:7)."""

from __future__ import annotations

from collections.abc import Mapping

from onedoor_ledger.books.model import Books
from onedoor_ledger.voucher import Book, voucher_key


def evidence_of(books: Books, book: Book = Book.PARTIES) -> Mapping[str, str]:
    """The metadata ``evidence`` of a book's vouchers, by the voucher's key; only of those that have it."""
    found: dict[str, str] = {}
    for entry in books.entries.get(book, ()):
        meta = entry.meta or {}
        if "evidence" in meta and "voucher" in meta:
            found[voucher_key(str(meta["voucher"]), entry.date.year)] = str(meta["evidence"])
    return found
