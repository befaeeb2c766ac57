"""What a correction or a reversal says it answers must be booked, or nobody finds the one from the other (BFL 5:5)."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, by_voucher, error, of_book
from onedoor_ledger.errors import Finding
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


def named_vouchers(books: Books) -> Iterator[Finding]:
    """Vouchers whose ``corrects`` or ``reverses`` names none of their own book: text that was edited by hand."""
    for book in Book:
        booked = by_voucher(of_book(books, book))
        for postings in booked.values():
            for (said, named), posting in _named(postings).items():
                if named not in booked:
                    yield _missing(said, named, posting)


def _named(postings: list[Posting]) -> dict[tuple[str, str], Posting]:
    """The keys of other vouchers that a voucher's postings name, each with the first that does."""
    found: dict[tuple[str, str], Posting] = {}
    for posting in postings:
        for said, named in (("corrects", posting.corrects), ("reverses", posting.reverses)):
            if named:
                found.setdefault((said, named), posting)
    return found


def _missing(said: str, named: str, posting: Posting) -> Finding:
    message = {
        "corrects": _("{voucher} says that it corrects {named}, which is not in the book."),
        "reverses": _("{voucher} says that it takes back {named}, which is not in the book."),
    }[said]
    return error(
        "named-voucher-missing",
        message.format(voucher=posting.key or posting.date, named=named),
        posting,
        _("Restore the line from git; if it was written so by hand, write the number of the voucher that is meant."),
    )
