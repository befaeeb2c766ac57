"""Contributions: called by the board's decision, paid by the members, one ahead of time and one always late."""

from __future__ import annotations

import datetime as dt

from examples.norradalen import accounts, days
from examples.norradalen.journal import BankRow, Journal
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.call import reference
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook import statutory
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Line

YEARS = (2025, 2026)
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
AHEAD_SENT = "2025-12-21"
"""Event 2: a Sunday; the bank booked it on the Monday."""
OPENING_LILLVATTNA = 4_962_500
"""Öre Lillvattna owed on 31 December 2024."""


def book(journal: Journal, rules: Rulebook) -> None:
    """Every call and payment of 2025 and 2026 until September, as the rules' decisions have it."""
    _unpaid_2024(journal)
    for year in YEARS:
        rule, amounts = rules.contributions[year], statutory.shares(rules, year).instalments
        for index, instalment in enumerate(rule.instalments):
            if instalment.called > days.TODAY:
                continue
            period = instalment.period.name
            due = {member: shares[index] for member, shares in amounts.items() if shares[index]}
            refers = {m.id: reference(n, year, index + 1) for n, m in enumerate(rules.members, start=1)}
            _call(journal, period, instalment.called, rule.decided, due, refers)
            for member, amount in due.items():
                if (member, period) not in UNPAID:
                    paid = PAID.get((member, period), days.bank_day_before(instalment.due))
                    _payment(journal, member, period, amount, paid, refers[member])


def _call(
    journal: Journal, period: str, called: dt.date, decided: str, due: dict[str, int], refers: dict[str, str]
) -> None:
    """As ``onedoor call`` books it; what was paid ahead is used in the same voucher."""
    claims, incomes, used = [], [], []
    for member, amount in due.items():
        mark = {"party": member}
        named = {"reference": refers[member], **mark}
        claims.append(Line(accounts.receivable(member), amount, named))
        incomes.append(Line(accounts.contribution(member), -amount, mark))
        if (member, period) == AHEAD:
            used.append(Line(accounts.PREPAID_CONTRIBUTION, amount, mark))
            used.append(Line(accounts.receivable(member), -amount, named))
    journal.add(
        called,
        narration.called(parse_period(period), decided),
        [*claims, *incomes, *used],
        registered=called,
        service=period,
        evidence=f"Avisering {period}, brev till medlemmarna i diariet dnr {called.year}:3",
    )


def _payment(journal: Journal, member: str, period: str, amount: int, paid: dt.date, refers: str) -> None:
    name = accounts.NAMES[member]
    account = accounts.receivable(member)
    text = narration.contribution_paid(name, period)
    extra = {}
    if (member, period) == AHEAD:
        account, text = accounts.PREPAID_CONTRIBUTION, f"{text} i förväg"
        extra = {"event": AHEAD_SENT}
    journal.add(
        paid,
        text,
        [(accounts.BANK, amount), (account, -amount)],
        payee=name,
        service=period,
        reference=refers,
        party=member,
        evidence=f"Bankens kontoutdrag {paid:%Y-%m}",
        bank=BankRow(name, BANKGIRO[member], refers, f"Medlemsbidrag kv {period[-1]} {period[:4]}"),
        more=extra,
    )


def _unpaid_2024(journal: Journal) -> None:
    name = accounts.NAMES["lillvattna"]
    journal.add(
        dt.date(2025, 1, 21),
        narration.contribution_paid(name, "2024-Q4"),
        [(accounts.BANK, OPENING_LILLVATTNA), (accounts.receivable("lillvattna"), -OPENING_LILLVATTNA)],
        payee=name,
        service="2024-Q4",
        party="lillvattna",
        evidence="Bankens kontoutdrag 2025-01",
    )
