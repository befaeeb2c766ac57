"""Skatteverket's account again: each row's amount, and the balance at its end."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.control.evidence.bank import balance
from onedoor_ledger.control.evidence.model import Document, differs, row_numbers
from onedoor_ledger.control.postings import of_book
from onedoor_ledger.errors import Finding
from onedoor_ledger.formats import skv
from onedoor_ledger.voucher import Book


def compare(document: Document) -> Iterator[Finding]:
    """Rows and closing balance of ``document`` against the account for the skattekonto."""
    ours = document.rules.accounts.role("tax_account")
    account = skv.read(document.content, document.name)
    said = {row.row: row.amount for row in account.rows}
    for postings in document.vouchers.values():
        booked = sum(posting.amount for posting in postings if posting.account == ours)
        for row in row_numbers(postings[0]):
            if said.get(row, booked) != booked:
                yield differs(postings[0], document, str(row), booked, said[row])
    rows = [posting for posting in of_book(document.books, Book.ASSOCIATION) if posting.account == ours]
    yield from balance("tax-balance", account.closing_date, account.closing, rows, document)
