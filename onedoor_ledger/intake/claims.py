"""What parties have requisitioned of what was agreed, per measure, party and service period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from onedoor_ledger.books.model import Books
from onedoor_ledger.intake.postings import Posting, of_book
from onedoor_ledger.money import from_decimal
from onedoor_ledger.period import Period, PeriodError, parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class Claimed:
    """Requisitions for a service period: asked for and accepted, in öre; mirrors take away what they correct."""

    asked: int
    accepted: int


class Claims:
    """The requisitions in the books: postings on measures' cost that say which period they are for."""

    def __init__(self, books: Books, rules: Rulebook) -> None:
        costs = {row.account for row in rules.accounts.rows if row.role == "measure_cost"}
        self._claims = [
            (posting, period)
            for posting in of_book(books, Book.ASSOCIATION, costs)
            if not posting.accrual and (period := _period(posting.service)) is not None
        ]

    def claimed(
        self,
        measure: str,
        party: str,
        service: Period,
        *,
        after: dt.date | None = None,
        until: dt.date | None = None,
    ) -> Claimed:
        """The requisitions of ``party`` for ``service`` or a part of it, dated after or until a day."""
        mine = [
            posting
            for posting, period in self._claims
            if (posting.measure, posting.party) == (measure, party)
            and service.start <= period.start
            and period.end <= service.end
            and (after is None or posting.date > after)
            and (until is None or posting.date <= until)
        ]
        return Claimed(sum(_asked(p) for p in mine), sum(p.amount for p in mine))

    def of_year(self, measure: str, year: int) -> int:
        """What is accepted for ``measure`` of periods that end in ``year``, whoever asked."""
        return sum(p.amount for p, period in self._claims if p.measure == measure and period.end.year == year)


def _period(text: str) -> Period | None:
    try:
        return parse_period(text) if text else None
    except PeriodError:
        return None


def _asked(posting: Posting) -> int:
    """What was asked for, with the posting's own sign; the posting's amount where all was accepted."""
    try:
        asked = from_decimal(Decimal(posting.asked)) if posting.asked else posting.amount
    except (InvalidOperation, ValueError):
        return posting.amount
    return -abs(asked) if posting.amount < 0 else asked
