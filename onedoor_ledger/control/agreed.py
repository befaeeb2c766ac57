"""Requisitions booked outside their agreement, over what was agreed so far, or over the budget.

At import each requisition is held against its own period; here the agreement as a whole, since a quarter that runs
over is no matter when the one before ran under.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import Posting, of_book, span_of, warning
from onedoor_ledger.control.rule_lines import rule_place
from onedoor_ledger.errors import Finding
from onedoor_ledger.money import kronor
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import AgreedAmount, Agreement, Measure, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace

_Accepted = Mapping[tuple[str, str], Mapping[Period, list[Posting]]]
"""Requisitioned cost by measure and party, then by the period it concerns; estimates left out."""


def agreed(workspace: Workspace, rules: Rulebook, books: Books) -> Iterator[Finding]:
    """What is booked as measures' cost against agreements and budget; estimates count only against the budget."""
    accounts = {row.account for row in rules.accounts.rows if row.role == "measure_cost"}
    postings = list(of_book(books, Book.ASSOCIATION))
    known = {measure.id for measure in rules.measures}
    own = [posting for posting in postings if posting.account in accounts and posting.measure in known]
    accepted = _accepted(own, min((posting.date for posting in postings), default=dt.date.max))
    for (measure, party), periods in accepted.items():
        yield from _outside(rules, rules.measure(measure), party, periods)
    for n, row in enumerate(rules.measures):
        for k, agreement in enumerate(row.agreements):
            for finding in _over(rules, row, agreement, accepted):
                place = rule_place(workspace, "measures.toml", "measure", n, "agreement", k)
                yield warning(
                    "requisition-over-agreement",
                    finding,
                    place,
                    _("Accept less, have the agreement changed, or write the board's decision as “accepted_over”."),
                )
    yield from _over_budget(rules, own)


def _accepted(own: Sequence[Posting], first: dt.date) -> _Accepted:
    found: dict[tuple[str, str], dict[Period, list[Posting]]] = {}
    for posting in own:
        period = span_of(posting)
        # what is older than the books was agreed before them, and stands in their opening balance
        if posting.party and not posting.accrual and period.start >= first.replace(day=1):
            found.setdefault((posting.measure, posting.party), {}).setdefault(period, []).append(posting)
    return found


def _outside(
    rules: Rulebook, measure: Measure, party: str, periods: Mapping[Period, Sequence[Posting]]
) -> Iterator[Finding]:
    """What is booked to a party for a period in which no agreement gives it anything."""
    name = next((p.name for p in rules.participants if p.id == party), party)
    agreed_for = [
        span
        for agreement in measure.agreements
        for recipient in agreement.recipients
        if recipient.party == party
        for span, _amount in recipient.amounts
    ]
    for period, rows in periods.items():
        amount = sum(row.amount for row in rows)
        if amount and not any(span.start <= period.end and span.end >= period.start for span in agreed_for):
            yield warning(
                "requisition-outside-agreement",
                _("{amount} kr is booked to {party} for {measure} {period}, which no agreement covers.").format(
                    amount=kronor(amount), party=name, measure=measure.code, period=period.name
                ),
                rows[-1],
                _("Correct the voucher, or write the agreement it follows in rules/measures.toml."),
            )


def _over(rules: Rulebook, measure: Measure, agreement: Agreement, accepted: _Accepted) -> Iterator[str]:
    """Recipients that have had more than was agreed so far, when it is more than the board accepts."""
    over = []
    for recipient in agreement.recipients:
        periods = accepted.get((measure.id, recipient.party), {})
        had, until = _so_far(recipient, periods)
        may = sum(amount for span, amount in recipient.amounts if span.start <= until)
        if had > may:
            over.append((recipient.party, had, may, until))
    allowed = agreement.accepted_over.amount if agreement.accepted_over else 0
    if sum(had - may for _party, had, may, _until in over) > allowed:
        for party, had, may, until in over:
            yield _("{party} has had {accepted} accepted for {measure} up to {day}; {agreed} is agreed.").format(
                party=rules.participant(party).name,
                accepted=kronor(had),
                measure=measure.code,
                day=until,
                agreed=kronor(may),
            )


def _so_far(recipient: AgreedAmount, periods: Mapping[Period, Sequence[Posting]]) -> tuple[int, dt.date]:
    """What a recipient has had for the agreement's periods, in öre, and the last day it concerns."""
    spans = [span for span, _amount in recipient.amounts]
    first, last = min((s.start for s in spans), default=dt.date.max), max((s.end for s in spans), default=dt.date.min)
    inside = {period: rows for period, rows in periods.items() if first <= period.start and period.end <= last}
    had = sum(row.amount for rows in inside.values() for row in rows)
    return had, max((period.end for period in inside), default=dt.date.min)


def _over_budget(rules: Rulebook, own: Sequence[Posting]) -> Iterator[Finding]:
    """Measures whose cost of a year is more than the year's budget."""
    years: dict[tuple[str, int], list[Posting]] = {}
    for posting in own:
        years.setdefault((posting.measure, posting.date.year), []).append(posting)
    for (measure, year), rows in years.items():
        budget = rules.budgets.get(year)
        line = budget.line(measure) if budget else None
        cost = sum(row.amount for row in rows)
        if line is not None and cost > line.year:
            yield warning(
                "requisition-over-budget",
                _("{accepted} is accepted for {measure} in {year}; its budget is {budget}.").format(
                    accepted=kronor(cost), measure=rules.measure(measure).code, year=year, budget=kronor(line.year)
                ),
                rows[-1],
                _("Tell the board, or have the budget revised in rules/budget/."),
            )
