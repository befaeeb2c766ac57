"""The VAT accounts (bookkeeping.md section 2): 1681 booked, 1682 applied for, 1683 flat-rate.

Nothing is claimed that is not booked, claims are whole kronor and are credited in time, and money to a party for an
insats is a grant and carries no VAT. The VAT cap on food is not held here: a voucher does not say what was eaten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, by_voucher, error, of_book, warning
from onedoor_ledger.errors import Finding
from onedoor_ledger.money import ORE_PER_KRONA, ledger_text
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

FLAT_RATE = "1683"
"""Konto of flat-rate claims; the rules give it no role."""
_WAITS = dt.timedelta(days=92)
"""A claim is credited within weeks; after a quarter somebody should ask."""
_AHEAD = dt.timedelta(days=183)
"""How long before the last day to claim it is said."""


def vat_accounts(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """What is wrong on the accounts of refundable VAT and of claims, and VAT on what carries none."""
    roles = {role: {row.account for row in rules.accounts.rows if row.role == role} for role in _ROLES}
    every = list(of_book(books, Book.ASSOCIATION))
    last = max((posting.date for posting in every), default=dt.date.min)
    refundable = [posting for posting in every if posting.account in roles["vat_refundable"]]
    yield from _overclaimed(refundable)
    yield from _overclaimed([posting for posting in every if posting.konto == FLAT_RATE])
    yield from _running_out(refundable, last)
    applied = [posting for posting in every if posting.account in roles["vat_applied"]]
    yield from _claims(applied, last)
    yield from _on_grants(every, roles["measure_cost"], roles["vat_refundable"])


_ROLES = ("vat_refundable", "vat_applied", "measure_cost")


def _overclaimed(rows: Sequence[Posting]) -> Iterator[Finding]:
    """The first day of each stretch on which more has been claimed than is booked."""
    balance, below = 0, False
    ordered = sorted(rows, key=lambda row: (row.date, row.number))
    for n, row in enumerate(ordered):
        balance += row.amount
        if n + 1 < len(ordered) and ordered[n + 1].date == row.date:
            continue
        if balance < 0 and not below:
            yield error(
                "vat-overclaimed",
                _("On {day} {amount} kr more is claimed than is booked on konto {konto}.").format(
                    day=row.date, amount=ledger_text(-balance), konto=row.konto
                ),
                row,
                _("Look for VAT not booked, or claimed twice; correct the claim with Skatteverket if it is sent."),
            )
        below = balance < 0


def _running_out(refundable: Sequence[Posting], last: dt.date) -> Iterator[Finding]:
    """VAT not claimed whose last day, 31 December of the second year after, is near or gone (MEL 11 §)."""
    for row, rest in _left(refundable):
        final = dt.date(row.year + 2, 12, 31)
        if last >= final - _AHEAD:
            yield warning(
                "vat-claim-last-day",
                _("{amount} kr of VAT from {voucher} of {day} is not claimed; the last day is {final}.").format(
                    amount=ledger_text(rest), voucher=row.voucher, day=row.date, final=final
                ),
                row,
                _("Claim it in time. After that day it is a cost."),
            )


def _claims(applied: Sequence[Posting], last: dt.date) -> Iterator[Finding]:
    """Claims with öre in them, claims nobody has credited, öre that a credit has left."""
    for row in applied:
        if row.amount > 0 and row.amount % ORE_PER_KRONA:
            yield warning(
                "vat-claim-ore",
                _("{voucher} claims {amount} kr of VAT; a claim is whole kronor.").format(
                    voucher=row.voucher, amount=ledger_text(row.amount)
                ),
                row,
                _("Correct it: the öre go to öresavrundning."),
            )
    for row, rest in _left(applied):
        if rest < ORE_PER_KRONA:
            message = _("{amount} kr is left of the VAT claim {voucher} of {day}.")
            remedy = _("Clear it to öresavrundning.")
        elif row.date + _WAITS < last:
            message = _("{amount} kr of the VAT claim {voucher} of {day} is not credited.")
            remedy = _("Ask Skatteverket, or find the credit on the skattekonto and clear the claim with it.")
        else:
            continue
        told = message.format(amount=ledger_text(rest), voucher=row.voucher, day=row.date)
        yield warning("vat-claim-waiting", told, row, remedy)


def _left(rows: Sequence[Posting]) -> list[tuple[Posting, int]]:
    """What no credit has taken of each debit, the oldest taken first."""
    ordered = sorted(rows, key=lambda row: (row.date, row.number))
    credited = -sum(row.amount for row in ordered if row.amount < 0)
    found = []
    for row in ordered:
        if row.amount > 0:
            taken = min(credited, row.amount)
            credited -= taken
            if row.amount > taken:
                found.append((row, row.amount - taken))
    return found


def _on_grants(every: Sequence[Posting], costs: set[str], refundable: set[str]) -> Iterator[Finding]:
    """Vouchers that book VAT beside a measure's cost at a party (45xx)."""
    touched = {posting.key for posting in every if posting.account in refundable and posting.amount > 0}
    for own in by_voucher(posting for posting in every if posting.key in touched).values():
        grant = next((posting for posting in own if posting.account in costs and posting.amount > 0), None)
        if grant is not None:
            yield warning(
                "vat-on-measure",
                _("{voucher} books VAT on what a party is paid for an insats (konto {konto}).").format(
                    voucher=grant.voucher, konto=grant.konto
                ),
                grant,
                _("Such money is a grant without VAT: ask for an invoice without, and correct the voucher."),
            )
