"""Requisitions that an agreement makes one expect, and that nobody has booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import of_book, span_of, warning
from onedoor_ledger.control.rule_lines import rule_place
from onedoor_ledger.errors import Finding
from onedoor_ledger.money import kronor
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Agreement, Measure, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

_Seen = dict[tuple[str, str], list[Period]]
"""Periods that something other than an estimate is booked for, by measure and party."""


def requisitions(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Agreed amounts of periods that are over, by the books' last day, of which nothing is requisitioned.

    Only periods that began when the books had begun: what came before stands in the opening balance.
    """
    seen: _Seen = {}
    first, last = dt.date.max, dt.date.min
    for posting in of_book(books, Book.ASSOCIATION):
        first, last = min(first, posting.date), max(last, posting.date)
        if posting.measure and posting.party and not posting.accrual:
            seen.setdefault((posting.measure, posting.party), []).append(span_of(posting))
    for n, measure in enumerate(rules.measures):
        for k, agreement in enumerate(measure.agreements):
            for party, period, amount in _missing(measure, agreement, seen, first, last):
                yield warning(
                    "requisition-missing",
                    _("No requisition from {party} for {measure} {period}; {amount} kr is agreed.").format(
                        party=rules.participant(party).name,
                        measure=measure.name,
                        period=period.name,
                        amount=kronor(amount),
                    ),
                    rule_place(workspace, "measures.toml", "measure", n, "agreement", k),
                    _("Ask for it. Until it comes the cost is accrued; if none will come, say so in the agreement."),
                )


def _missing(
    measure: Measure, agreement: Agreement, seen: _Seen, first: dt.date, last: dt.date
) -> Iterator[tuple[str, Period, int]]:
    grace = dt.timedelta(days=agreement.requisitioned_within)
    for recipient in agreement.recipients:
        booked = seen.get((measure.id, recipient.party), ())
        for period, amount in recipient.amounts:
            in_books = period.start >= first.replace(day=1) and period.end + grace < last
            if amount and in_books and not any(p.start <= period.end and p.end >= period.start for p in booked):
                yield recipient.party, period, amount
