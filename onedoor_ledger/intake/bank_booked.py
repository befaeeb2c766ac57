"""Bank rows that are in the books already, from another source: by hand, from SIE, or from another of the bank's files.

A row is the same event as a posting on the bank account of the same amount that says the row's reference, or lies on
its day, or, booked by somebody else than the bank, within some days of it. Each posting answers for one row. What was
taken back by a mirror answers for none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.formats.records import BankDetail, BankEntry, BankSource
from onedoor_ledger.intake import matching, names
from onedoor_ledger.intake.postings import Posting, of_book
from onedoor_ledger.voucher import Book, voucher_key

NEAR = dt.timedelta(days=5)
"""A posting by hand or from SIE is at most so many days from the bank's date: a weekend and a holiday."""
BY_REFERENCE = dt.timedelta(days=45)
"""The same when it says the row's reference too."""
_BANK = frozenset(source.value for source in BankSource)


class Booked:
    """The postings on one bank account that rows of ``source`` may turn out to be."""

    def __init__(self, books: Books, account: str, source: BankSource) -> None:
        postings = list(of_book(books, Book.ASSOCIATION, [account]))
        void = _mirrored(books)
        self._source = source
        self._left = [p for p in postings if p.key not in void and _origin(p) != source.value]

    def of_identity(self, identity: str) -> Posting | None:
        """The posting made from the same row in another of the bank's files."""
        return self._take([p for p in self._left if p.identity == identity])

    def of_bank(self, entry: BankEntry) -> Posting | None:
        """The posting that another of the bank's files made of the same amount on the same day."""
        return self._take([p for p in self._near(entry.amount, entry.booked, dt.timedelta(0)) if _origin(p) in _BANK])

    def by_reference(self, entry: BankEntry) -> Posting | None:
        """The posting that is ``entry`` and says its reference."""
        given = frozenset().union(*(matching.references(detail) for detail in entry.details))
        same = [p for p in self._near(entry.amount, entry.booked, BY_REFERENCE) if not _references(p).isdisjoint(given)]
        return self._take(_nearest(same, entry.booked))

    def by_amount(self, entry: BankEntry) -> Sequence[Posting]:
        """The posting that is ``entry`` by amount and day, or one posting for each of its payments; empty when none."""
        whole = self._same(entry.amount, entry.booked, entry.details)
        if whole is not None or len(entry.details) == 1:
            return (whole,) if whole is not None else ()
        before = list(self._left)
        parts = [self._same(detail.amount, entry.booked, [detail]) for detail in entry.details]
        if all(part is not None for part in parts):
            return [part for part in parts if part is not None]
        self._left = before
        return ()

    def _same(self, amount: int, day: dt.date, details: Sequence[BankDetail]) -> Posting | None:
        said = [detail.counterparty for detail in details if detail.counterparty]
        same = [p for p in self._near(amount, day, NEAR) if not _another(p, said)]
        return self._take(_nearest(same, day))

    def _near(self, amount: int, day: dt.date, window: dt.timedelta) -> list[Posting]:
        return [
            p
            for p in self._left
            if p.amount == amount and p.apart(day) <= (dt.timedelta(0) if _origin(p) in _BANK else window)
        ]

    def _take(self, found: Sequence[Posting]) -> Posting | None:
        if not found:
            return None
        self._left.remove(found[0])
        return found[0]


def _origin(posting: Posting) -> str:
    """What made the posting: a source of the bank's for the bank's own line, '' for a counter line and by hand."""
    return "" if posting.posting else posting.identity.partition(":")[0]


def _nearest(postings: Sequence[Posting], day: dt.date) -> list[Posting]:
    return sorted(postings, key=lambda p: p.apart(day))


def _references(posting: Posting) -> frozenset[str]:
    said = f"{posting.reference} {posting.payee} {posting.narration}"
    found = {names.reference(posting.reference), *(names.reference(token) for token in names.tokens(said))}
    return frozenset(found - {""})


def _another(posting: Posting, counterparties: Collection[str]) -> bool:
    """Whether the bank and the books name different counterparties."""
    said = posting.counterparty or posting.payee
    return bool(said) and bool(counterparties) and not any(_alike(said, name) for name in counterparties)


def _alike(said: str, name: str) -> bool:
    return names.same_name(said, name) or names.mentions(said, name) or names.mentions(name, said)


def _mirrored(books: Books) -> frozenset[str]:
    """The vouchers that were taken back, and those that took them back."""
    found: set[str] = set()
    for p in of_book(books, Book.ASSOCIATION):
        for other in filter(None, (p.corrects, p.reverses)):
            found |= {p.key, voucher_key(other, p.date.year)}
    return frozenset(found)
