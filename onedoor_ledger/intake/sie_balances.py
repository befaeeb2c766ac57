"""SIE types 1-3: balances without vouchers. Nothing to book, but a second opinion on what is booked."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.formats.records import SieFile
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.money import kronor
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book

KIND = "sie-balances"
_RESULT = ("Intäkter:", "Kostnader:")


def draft(file: SieFile, source: Source, desk: Desk) -> Drafted:
    """No vouchers; what the file's closing balances and results say against the books, konto by konto."""
    balances = [b for b in file.balances if b.year == 0 and b.label in {"UB", "RES"}]
    findings: list[Finding] = []
    held = _("The file holds balances and no vouchers (SIE type {type}): there is nothing to book.").format(
        type=file.type
    )
    span = file.years.get(0)
    if span is None or not _in_books(span, desk):
        held += " " + _("The books hold no such year, so there is nothing to compare with either.")
        findings.append(Finding("sie-balances", Severity.NOTE, held, source.place()))
        return Drafted((), len(balances), 0, 0, tuple(findings))
    day = min(file.covered or span[1], span[1])
    own = booked_balances(desk, day)
    said = {b.konto: b for b in balances}
    differing = 0
    for konto in sorted(said.keys() | {konto for konto, amount in own.items() if amount}):
        theirs = sum(b.amount for b in balances if b.konto == konto)
        if theirs != own[konto]:
            differing += 1
            findings.append(
                Finding(
                    "sie-control",
                    Severity.WARNING,
                    _("Konto {konto}: the file says {theirs}, the books {own} on {day}.").format(
                        konto=konto, theirs=kronor(theirs), own=kronor(own[konto]), day=day
                    ),
                    source.place(said[konto].line if konto in said else None),
                    _("Find what only one of them has; nothing is booked from this file."),
                )
            )
    held += " " + _("Of {n} konton {differing} differ from the books on {day}.").format(
        n=len(said), differing=differing, day=day
    )
    findings.append(Finding("sie-balances", Severity.NOTE, held, source.place()))
    return Drafted((), len(balances), 0, 0, tuple(findings))


def booked_balances(desk: Desk, day: dt.date) -> Counter[str]:
    """Öre per konto on ``day``: the year's result on its own konton, earlier ones in equity at the start."""
    chart = desk.books.charts[Book.ASSOCIATION]
    equity = chart[desk.rules.accounts.role("opening_equity")].konto
    total: Counter[str] = Counter()
    for posting in of_book(desk.books, Book.ASSOCIATION):
        if posting.date > day:
            continue
        earlier = posting.account.startswith(_RESULT) and posting.date.year < day.year
        total[equity if earlier else chart[posting.account].konto] += posting.amount
    return total


def _in_books(span: tuple[dt.date, dt.date], desk: Desk) -> bool:
    first, last = span
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return whole and desk.rules.association.first_year <= first.year <= desk.today.year
