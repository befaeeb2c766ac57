"""What had not been requisitioned at each quarter's end: accrued, and taken back the day after (events 3 and 4)."""

from __future__ import annotations

import datetime as dt

from examples.norradalen import accounts, days
from examples.norradalen.journal import Journal
from examples.norradalen.requisitions import Requisition
from onedoor_ledger.intake import narration
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook

ACCRUED_ON = {
    (2025, 1): dt.date(2025, 4, 24), (2025, 2): dt.date(2025, 7, 24), (2025, 3): dt.date(2025, 10, 23),
    (2025, 4): dt.date(2026, 1, 12), (2026, 1): dt.date(2026, 4, 23), (2026, 2): dt.date(2026, 7, 23),
}  # fmt: skip
"""When the treasurer accrued the quarter: what had come by then is known, the rest is the agreement's sum."""


def book(journal: Journal, rules: Rulebook, known: list[Requisition]) -> None:
    """Book every quarter's accruals and their reversals."""
    for (year, number), on in ACCRUED_ON.items():
        _accrue(journal, rules, days.quarter_end(year, number), on, known)


def _accrue(journal: Journal, rules: Rulebook, end: dt.date, on: dt.date, known: list[Requisition]) -> None:
    """What the year's ended quarters still lack: known when it has come by ``on``, else the agreement's sum."""
    for r in known:
        ended = r.year == end.year and days.quarter_end(r.year, r.number) <= end
        if not ended or (r.received and r.received <= end):
            continue
        estimated = r.received is None or r.received > on
        amount = _agreed(rules, r) if estimated else r.accepted
        _accrual_pair(journal, rules, r, amount, end, on, estimated=estimated)


def _agreed(rules: Rulebook, r: Requisition) -> int:
    period = parse_period(r.period)
    return sum(
        recipient.for_period(period)
        for agreement in rules.measure(r.measure).agreements
        for recipient in agreement.recipients
        if recipient.party == r.party
    )


def _accrual_pair(
    journal: Journal, rules: Rulebook, r: Requisition, amount: int, end: dt.date, on: dt.date, *, estimated: bool
) -> None:
    measure, party, service = rules.measure(r.measure).name, accounts.NAMES[r.party], parse_period(r.period)
    meta = {
        "service": r.period,
        "accrual": f"{r.measure}-{r.year}|{r.party}|{r.period}|{end}",
        "party": r.party,
        "measure": r.measure,
        "counterparty": party,
        "evidence": f"Avtal {r.measure.upper()} {r.year}" if estimated else f"Rekvisition {r.reference}",
    }
    if estimated:
        meta["estimate"] = "yes"
    lines = [(r.cost, amount), (accounts.ACCRUED_MEASURE, -amount)]
    text = narration.accrued(measure, party, service, estimated=estimated)
    first = journal.add(end, text, lines, registered=on, more=meta)
    journal.add(
        end + dt.timedelta(days=1),
        narration.accrual_reversed("{reverses}", measure, party, service),
        [(account, -value) for account, value in lines],
        registered=on,
        reverses=str(first),
        more=meta,
    )
