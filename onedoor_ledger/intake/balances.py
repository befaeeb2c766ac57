"""The other side's own sums: what the bank and Skatteverket say the balance is, beside what the books say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.books.late import happened
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.formats.records import BankStatement, TaxAccount
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.model import Source
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Voucher


def bank_balances(
    statement: BankStatement, account: str, vouchers: Sequence[Voucher], source: Source, desk: Desk
) -> tuple[Finding, ...]:
    """Opening and closing balance of a statement of the bank account ``account``, with ``vouchers`` booked."""
    days = [entry.booked for entry in statement.entries]
    first = statement.first or min(days, default=None)
    last = statement.last or max(days, default=None)
    found: list[Finding] = []
    if statement.opening is not None and first is not None:
        day = first - dt.timedelta(days=1)
        opening = _balances(desk.books, vouchers, account, day)
        found += _differs("bank-opening", source, day, statement.opening, opening)
    if statement.closing is not None and last is not None:
        closing = _balances(desk.books, vouchers, account, last)
        found += _differs("bank-closing", source, last, statement.closing, closing)
    return tuple(found)


def tax_balances(account: TaxAccount, vouchers: Sequence[Voucher], source: Source, desk: Desk) -> tuple[Finding, ...]:
    """Opening and closing balance of the tax account, with ``vouchers`` booked.

    Skatteverket does not say whether the opening day's rows are in its opening balance: either will do.
    """
    ours = desk.rules.accounts.role("tax_account")
    day = account.opening_date - dt.timedelta(days=1)
    opening = _balances(desk.books, vouchers, ours, day)
    if account.opening in _balances(desk.books, vouchers, ours, account.opening_date):
        opening = (account.opening,)
    closing = _balances(desk.books, vouchers, ours, account.closing_date)
    return (
        *_differs("tax-opening", source, account.opening_date, account.opening, opening),
        *_differs("tax-closing", source, account.closing_date, account.closing, closing),
    )


def _balances(books: Books, vouchers: Sequence[Voucher], account: str, day: dt.date) -> tuple[int, ...]:
    """The balance by the books' dates; then with what happened by ``day`` and was booked later for its locked month."""
    postings = list(of_book(books, Book.ASSOCIATION, [account]))
    late = sum(p.amount for p in postings if happened(p.date, p.event) <= day < p.date)
    booked = sum(p.amount for p in postings if p.date <= day)
    pending = sum(
        line.amount
        for v in vouchers
        if v.book is Book.ASSOCIATION and v.date <= day
        for line in v.lines
        if line.account == account
    )
    return booked + pending, booked + pending + late


def _differs(rule: str, source: Source, day: dt.date, stated: int, balances: Sequence[int]) -> tuple[Finding, ...]:
    if stated in balances:
        return ()
    booked = balances[0]
    message = _("The balance on {day} is {stated} in the file but {booked} in the books: a difference of {difference}.")
    finding = Finding(
        rule,
        Severity.WARNING,
        message.format(
            day=day,
            stated=kronor(stated),
            booked=kronor(booked),
            difference=kronor(stated - booked),
        ),
        place=source.place(),
        remedy=_("Look for a file that is missing, or for a row booked by hand that the file also has."),
    )
    return (finding,)
