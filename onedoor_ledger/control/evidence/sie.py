"""A SIE file's vouchers again: every row's amount, whatever account the rules gave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onedoor_ledger.control.evidence.model import Document, differs, row_numbers
from onedoor_ledger.control.postings import Posting
from onedoor_ledger.errors import Finding
from onedoor_ledger.formats import sie4


def compare(document: Document) -> Iterator[Finding]:
    """Vouchers of ``document`` row by row; the opening balances of a move have no row and are told when moving in."""
    said = {
        v.line: sorted(row.amount for row in v.rows if row.amount)
        for v in sie4.read(document.content, document.name).vouchers
    }
    for postings in document.vouchers.values():
        booked = sorted(posting.amount for posting in postings if posting.amount)
        for row in row_numbers(postings[0]):
            if row in said and said[row] != booked:
                yield differs(_odd(postings, said[row]), document, str(row), _debit(booked), _debit(said[row]))


def _odd(postings: Sequence[Posting], said: Sequence[int]) -> Posting:
    """The first posting whose amount the file does not have."""
    left = list(said)
    for posting in postings:
        if posting.amount not in left:
            return posting
        left.remove(posting.amount)
    return postings[0]


def _debit(amounts: Sequence[int]) -> int:
    return sum(amount for amount in amounts if amount > 0)
