"""UB(n-1) = IB(n) per konto: nothing opens a year but what closed the one before (LKBR 4:1, bookkeeping.md section 2).

Balances run on by themselves in one ledger. They break where a later year books on the opening equity, or where an
account is closed with money on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, error, of_book, warning
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.money import ledger_text
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

_BALANCES = ("Tillgångar:", "Skulder:", "EgetKapital:")


def balances_carried(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """What keeps a year from opening with what the year before closed with."""
    postings = list(of_book(books, Book.ASSOCIATION))
    yield from _opened_again(rules, postings)
    held: Counter[str] = Counter()
    for posting in postings:
        held[posting.account] += posting.amount
    for account in books.charts.get(Book.ASSOCIATION, {}).values():
        if account.closed is not None and held[account.name] and account.name.startswith(_BALANCES):
            yield error(
                "closed-with-balance",
                _("{account} is closed with {amount} kr on it: the next year cannot open with what it held.").format(
                    account=account.name, amount=ledger_text(held[account.name])
                ),
                Place("ledger/association/chart.beancount"),
                _("Move the balance with a voucher of its own before the account is closed."),
            )


def _opened_again(rules: Rulebook, postings: Sequence[Posting]) -> Iterator[Finding]:
    """Vouchers of a later year than the first on equity at the start, konto by konto against the year before."""
    opening = {row.account for row in rules.accounts.rows if row.role == "opening_equity"}
    first = min((posting.year for posting in postings), default=0)
    for posting in postings:
        if posting.account in opening and posting.year > first:
            yield warning(
                "opening-differs",
                _("{voucher} books {amount} kr on konto {konto}: IB {year} is then not UB {before}.").format(
                    voucher=posting.voucher,
                    amount=ledger_text(posting.amount),
                    konto=posting.konto,
                    year=posting.year,
                    before=posting.year - 1,
                ),
                posting,
                _("The result of a year is not posted: balances carry over by themselves. Take the voucher back."),
            )
