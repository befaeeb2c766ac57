"""Contributions: what each member has paid of what has fallen due, as far as the bank is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, of_book, warning
from onedoor_ledger.errors import Finding, UserError
from onedoor_ledger.money import kronor
from onedoor_ledger.rulebook.model import AccountRow, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


def contributions_paid(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """What members have left to pay, by instalment; and what they have paid too much.

    The last day the bank is booked is the clock: a payment after it nobody here knows of.
    """
    postings = list(of_book(books, Book.ASSOCIATION))
    known = max((posting.date for posting in postings if posting.account in _banks(rules)), default=None)
    if known is None:
        return
    due = {row.period.name: row.due for rule in rules.contributions.values() for row in rule.instalments}
    for row in rules.accounts.rows:
        if row.role == "receivable":
            own = [posting for posting in postings if posting.account == row.account and posting.date <= known]
            yield from _member(rules, row, own, due, known)


def _member(
    rules: Rulebook, row: AccountRow, own: Sequence[Posting], due: Mapping[str, dt.date], known: dt.date
) -> Iterator[Finding]:
    member = next((p.name for p in rules.participants if p.id == row.party), row.account)
    balance = sum(posting.amount for posting in own)
    if balance < 0:
        yield warning(
            "contribution-overpaid",
            _("{member} has paid {amount} kr more than it has been called for.").format(
                member=member, amount=kronor(-balance)
            ),
            own[-1],
            _("Book what is paid ahead as a prepaid contribution (2971), or pay it back."),
        )
    for instalment, amount, last in _unpaid(own, due, known):
        called = sum(p.amount for p in own if p.service == instalment and p.amount > 0)
        first = next(p for p in own if p.service == instalment)
        yield warning(
            "contribution-unpaid",
            _("{member} has {amount} of {called} kr left to pay for {period}, due on {day}.").format(
                member=member, amount=kronor(amount), called=kronor(called), period=instalment or first.date, day=last
            ),
            first,
            _("Remind the member, or look for the payment among the bank rows nobody has explained."),
        )


def _unpaid(own: Sequence[Posting], due: Mapping[str, dt.date], known: dt.date) -> Iterator[tuple[str, int, dt.date]]:
    """(instalment, öre, due date) of what is due and unpaid; money without an instalment pays the oldest."""
    rests: dict[str, int] = {}
    days: dict[str, dt.date] = {}
    for posting in own:
        rests[posting.service] = rests.get(posting.service, 0) + posting.amount
        days.setdefault(posting.service, due.get(posting.service, posting.date))
    free = -sum(rest for rest in rests.values() if rest < 0)
    for instalment in sorted((name for name in rests if rests[name] > 0), key=lambda name: (days[name], name)):
        taken = min(free, rests[instalment])
        free -= taken
        if rests[instalment] > taken and days[instalment] < known:
            yield instalment, rests[instalment] - taken, days[instalment]


def _banks(rules: Rulebook) -> set[str]:
    named = {own.account for own in rules.accounts.bank_accounts}
    try:
        return named | {rules.accounts.role("bank")}
    except UserError:  # an account with the role is asked for elsewhere
        return named
