"""The bank's statement again: each entry's amount, and the balance before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.books.late import happened
from onedoor_ledger.control.evidence.model import Document, differs, row_numbers
from onedoor_ledger.control.postings import Posting, error, of_book
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.formats import camt
from onedoor_ledger.formats.records import BankStatement
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


def compare(document: Document) -> Iterator[Finding]:
    """Entries and balances of the statements in ``document`` against the bank account."""
    accounts = document.rules.accounts
    statements = camt.read(document.content, document.name)
    said = {(entry.ordinal, entry.booked): entry.amount for s in statements for entry in s.entries}
    for posting, rows in amounts_of(document):
        day = happened(posting.date, posting.event)
        for row in rows:
            if said.get((row, day), posting.amount) != posting.amount:
                yield differs(posting, document, str(row), posting.amount, said[row, day])
    every = list(of_book(document.books, Book.ASSOCIATION))
    for statement in statements:
        account = accounts.own_bank_account(statement.account) or accounts.role("bank")
        yield from _balances(statement, [posting for posting in every if posting.account == account], document)


def amounts_of(document: Document) -> Iterator[tuple[Posting, tuple[int, ...]]]:
    """What each voucher of ``document`` moves at the bank, with the rows it says it was made from."""
    accounts = document.rules.accounts
    banks = {accounts.role("bank"), *(own.account for own in accounts.bank_accounts)}
    for postings in document.vouchers.values():
        first = postings[0]
        if first.account in banks:  # what explains a lump booked before moves nothing at the bank
            yield first, tuple(row_numbers(first))


def _balances(statement: BankStatement, rows: list[Posting], document: Document) -> Iterator[Finding]:
    days = [entry.booked for entry in statement.entries]
    first, last = statement.first or min(days, default=None), statement.last or max(days, default=None)
    if statement.opening is not None and first is not None:
        yield from balance("bank-balance", first - dt.timedelta(days=1), statement.opening, rows, document)
    if statement.closing is not None and last is not None:
        yield from balance("bank-balance", last, statement.closing, rows, document)


def balance(rule: str, day: dt.date, said: int, rows: list[Posting], document: Document) -> Iterator[Finding]:
    """A finding when the books' balance on ``day`` is not what the document says.

    What happened by then and was booked later, since its month was locked, is what may lie between them.
    """
    booked = sum(posting.amount for posting in rows if posting.date <= day)
    late = sum(posting.amount for posting in rows if happened(posting.date, posting.event) <= day < posting.date)
    if said not in (booked, booked + late):
        yield error(
            rule,
            _(
                "On {day} the books say {booked} kr, but {document} says {said} kr: a difference of {difference}."
            ).format(
                day=day,
                booked=kronor(booked),
                document=document.name,
                said=kronor(said),
                difference=kronor(said - booked),
            ),
            Place(f"ledger/documents/{document.name}"),
            _("Look for a voucher on the account up to that day that was changed, left out or booked twice."),
        )
