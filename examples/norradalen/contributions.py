"""Contributions: called by the board's decision, paid by the members, one ahead of time and one always late."""

from __future__ import annotations

import datetime as dt

from examples.norradalen import accounts, days, plan
from examples.norradalen.journal import BankRow, Journal

CALL_DAY = 15
MONTHS = (1, 4, 7, 10)
DUE = {
    "2025-Q1": dt.date(2025, 1, 31),
    "2025-Q2": dt.date(2025, 4, 30),
    "2025-Q3": dt.date(2025, 7, 31),
    "2025-Q4": dt.date(2025, 10, 31),
    "2026-Q1": dt.date(2026, 1, 30),
    "2026-Q2": dt.date(2026, 4, 30),
    "2026-Q3": dt.date(2026, 7, 31),
}
DECIDED = {2025: "styrelsens beslut 2024-11-28", 2026: "styrelsens beslut 2025-11-27"}
BANKGIRO = {
    "fk": "5051-3307",
    "norrvidd": "5291-8812",
    "granasa": "5290-4416",
    "kvarnsund": "5292-3309",
    "tallhed": "5293-7705",
    "lillvattna": "5294-1103",
}
"""Invented bankgiro numbers."""
PAID = {
    ("kvarnsund", "2026-Q1"): dt.date(2025, 12, 22),
    ("lillvattna", "2025-Q1"): dt.date(2025, 2, 27),
    ("lillvattna", "2025-Q2"): dt.date(2025, 5, 28),
    ("lillvattna", "2025-Q3"): dt.date(2025, 9, 4),
    ("lillvattna", "2025-Q4"): dt.date(2026, 1, 19),
    ("lillvattna", "2026-Q1"): dt.date(2026, 3, 5),
    ("lillvattna", "2026-Q2"): dt.date(2026, 6, 2),
    ("tallhed", "2026-Q3"): dt.date(2026, 9, 8),
}
"""Payments that are not made on the due day."""
UNPAID = {("lillvattna", "2026-Q3")}
AHEAD = ("kvarnsund", "2026-Q1")


def book(journal: Journal) -> None:
    """Every call and payment of 2025 and 2026 until September."""
    _unpaid_2024(journal)
    for period, due in DUE.items():
        called = dt.date(due.year, due.month, CALL_DAY)
        _call(journal, period, called)
        for member in accounts.PAYERS:
            if (member, period) not in UNPAID:
                _payment(journal, member, period, PAID.get((member, period), days.bank_day_before(due)))


def _quarter(member: str, period: str) -> int:
    return plan.CONTRIBUTIONS[int(period[:4])][member] // 4


def _call(journal: Journal, period: str, called: dt.date) -> None:
    due = [(accounts.receivable(m), _quarter(m, period)) for m in accounts.PAYERS]
    earned = [(accounts.contribution(m), -_quarter(m, period)) for m in accounts.PAYERS]
    ahead = []
    if period == AHEAD[1]:
        used = _quarter(*AHEAD)
        ahead = [(accounts.PREPAID_CONTRIBUTION, used), (accounts.receivable(AHEAD[0]), -used)]
    journal.add(
        called,
        f"Avisering av medlemsbidrag kvartal {period[-1]} {period[:4]}, {DECIDED[called.year]}",
        [*due, *earned, *ahead],
        registered=called,
        service=period,
        evidence=f"Avisering {period}, brev till sex medlemmar i diariet dnr {called.year}:3",
        counterparty="Medlemmarna",
    )


def _payment(journal: Journal, member: str, period: str, paid: dt.date) -> None:
    amount, name = _quarter(member, period), accounts.NAMES[member]
    account = accounts.receivable(member)
    text = f"{name} betalar medlemsbidrag kvartal {period[-1]} {period[:4]}"
    extra = {}
    if (member, period) == AHEAD:
        account, text = accounts.PREPAID_CONTRIBUTION, f"{text} i förväg"
        extra = {"event": "2025-12-21"}
    journal.add(
        paid,
        text,
        [(accounts.BANK, amount), (account, -amount)],
        payee=name,
        service=period,
        reference=reference(member, period),
        party=member,
        evidence=f"Bankens kontoutdrag {paid:%Y-%m}",
        bank=BankRow(name, BANKGIRO[member], reference(member, period), f"Medlemsbidrag kv {period[-1]} {period[:4]}"),
        **extra,
    )


def reference(member: str, period: str) -> str:
    """The reference a member is asked to give: ``2026-Q3-TALLHED``."""
    return f"{period}-{member.upper()}"


def _unpaid_2024(journal: Journal) -> None:
    journal.add(
        dt.date(2025, 1, 21),
        "Lillvattna kommun betalar medlemsbidrag kvartal 4 2024",
        [(accounts.BANK, OPENING_LILLVATTNA), (accounts.receivable("lillvattna"), -OPENING_LILLVATTNA)],
        payee=accounts.NAMES["lillvattna"],
        service="2024-Q4",
        party="lillvattna",
        reference=reference("lillvattna", "2024-Q4"),
        evidence="Bankens kontoutdrag 2025-01",
    )


OPENING_LILLVATTNA = 4_962_500
"""Öre Lillvattna owed on 31 December 2024."""
