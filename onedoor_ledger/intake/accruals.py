"""Accruals at a reporting date: measures' cost that has not been requisitioned by then (contracts.md section 3).

Key = (agreement, party, service period, reporting date); booked already is left alone, and what comes later differs
as *avvikelse mot upplupet*. Known when the requisition has come after the date, else estimated by the agreement. The
cost on the last day and its reversal on the next are written together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.claims import Claims
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.money import share
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Agreement, Measure, Participant, Rulebook
from onedoor_ledger.voucher import Book, Line, Voucher

_RULES = Place("rules/measures.toml")


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a party has not requisitioned for a service period at the reporting date, in öre."""

    measure: Measure
    agreement: Agreement
    party: Participant
    service: Period
    amount: int
    estimated: bool

    def key(self, reporting_date: dt.date) -> str:
        """What identifies the accrual: ``i01-2026|granasa|2026-Q3|2026-09-30``."""
        return f"{self.agreement.id}|{self.party.id}|{self.service.name}|{reporting_date}"


def accrue(rules: Rulebook, books: Books, reporting_date: dt.date, *, today: dt.date) -> tuple[Voucher, ...]:
    """The accruals to book at ``reporting_date``, each followed by its reversal the day after.

    ``books`` hold the batch's pending vouchers. Nothing is accrued before the reporting date has come: until then
    the requisitions of the period may still arrive.
    """
    if reporting_date > today:
        return ()
    booked = set(booked_keys(books))
    desk = Desk(rules, books, Known(books), today)
    vouchers: list[Voucher] = []
    numbers = _Numbers(books)
    for item in outstanding(rules, books, reporting_date):
        if item.key(reporting_date) not in booked:
            vouchers += _pair(item, reporting_date, desk, numbers)
    return tuple(vouchers)


def booked_keys(books: Books) -> Iterator[str]:
    """The keys of the accruals in ``books``."""
    return (p.accrual for p in of_book(books, Book.ASSOCIATION) if p.accrual)


def outstanding(rules: Rulebook, books: Books, reporting_date: dt.date) -> tuple[Outstanding, ...]:
    """What each agreement's recipients have not requisitioned at ``reporting_date``, in the rules' order."""
    claims = Claims(books, rules)
    earlier = {tuple(key.split("|")[:3]) for key in booked_keys(books)}
    found: list[Outstanding] = []
    for measure, agreement, party, service, agreed in _agreed(rules):
        # Older periods without requisitions are settled, unless they were accrued then: a förbund that moved in
        # brings balances, not requisitions.
        current = service.end.year == reporting_date.year or (agreement.id, party.id, service.name) in earlier
        if service.start > reporting_date or not current:
            continue
        late = claims.claimed(measure.id, party.id, service, after=reporting_date)
        before = claims.claimed(measure.id, party.id, service, until=reporting_date)
        amount, estimated = _until(reporting_date, service, agreed) - before.asked, True
        if late.accepted and service.end <= reporting_date:
            amount, estimated = late.accepted, False
        elif before.asked and reporting_date not in service:
            # an earlier period's requisition has come: what it did not ask for will not be asked for
            continue
        if amount > 0:
            found.append(Outstanding(measure, agreement, party, service, amount, estimated))
    return tuple(found)


def _until(day: dt.date, service: Period, agreed: int) -> int:
    """The agreed amount's part for the whole months of ``service`` that have passed on ``day``."""
    months = [month.end <= day for month in service.months()]
    return share(agreed, (months.count(True), months.count(False))).booked[0]


def _agreed(rules: Rulebook) -> Iterator[tuple[Measure, Agreement, Participant, Period, int]]:
    for measure in rules.measures:
        for agreement in measure.agreements:
            if not agreement.accrue:
                continue
            for recipient in agreement.recipients:
                party = rules.participant(recipient.party)
                for service, amount in recipient.amounts:
                    yield measure, agreement, party, service, amount


class _Numbers:
    """The numbers the accruals will get, so that each reversal can name its accrual."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._next: dict[int, int] = {}

    def take(self, day: dt.date) -> str:
        """The key of the next voucher dated ``day``."""
        year = day.year
        number = self._next.get(year) or self._books.next_number(Book.ASSOCIATION, year)
        self._next[year] = number + 1
        return f"{Book.ASSOCIATION.series}{number}"


def _pair(item: Outstanding, day: dt.date, desk: Desk, numbers: _Numbers) -> Sequence[Voucher]:
    cost = desk.role("measure_cost", _RULES, party=item.party.id, measure=item.measure.id)
    debt = desk.role("accrued_measure", _RULES)
    after = day + dt.timedelta(days=1)
    meta = {"service": item.service.name, "accrual": item.key(day), "party": item.party.id, "measure": item.measure.id}
    if item.estimated:
        meta["estimate"] = "yes"
    accrual = numbers.take(day)
    numbers.take(after)
    reference = accrual if after.year == day.year else f"{day.year}-{accrual}"
    return (
        Voucher(
            book=Book.ASSOCIATION,
            date=day,
            narration=narration.accrued(item.measure.name, item.party.name, item.service, estimated=item.estimated),
            lines=(Line(cost, item.amount), Line(debt, -item.amount)),
            meta=meta,
        ),
        Voucher(
            book=Book.ASSOCIATION,
            date=after,
            narration=narration.accrual_reversed(reference, item.measure.name, item.party.name, item.service),
            lines=(Line(debt, item.amount), Line(cost, -item.amount)),
            meta={**meta, "reverses": reference},
        ),
    )
