"""Requisitions: received two weeks after the quarter, reviewed, paid the 25th.

Försäkringskassan is always late, and so was Arbetsförmedlingen with the autumn of 2025; since then it and Tallhed
requisition their agreed sums inside the quarter.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from examples.norradalen import accounts, days, plan
from examples.norradalen.journal import BankRow, Journal, kr
from onedoor_ledger.intake import narration
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook

QUARTERS = [(2025, 1), (2025, 2), (2025, 3), (2025, 4), (2026, 1), (2026, 2), (2026, 3)]
EARLY = {("i01", "af"): (1, 20), ("i06", "tallhed"): (0, 15)}
"""Month of the quarter (from 0) and day when an agreed sum is requisitioned (event 9: Tallhed, 15 April 2026)."""
AF_LATE = {(2025, 3): dt.date(2026, 2, 10), (2025, 4): dt.date(2026, 2, 10)}
RECEIVED_DAY = {
    ("i02", "kvarnsund"): 13, ("i04", "kvarnsund"): 13, ("i01", "norrvidd"): 16, ("i04", "norrvidd"): 16,
    ("i03", "norrvidd"): 20, ("i01", "granasa"): 14, ("i05", "granasa"): 14, ("s01", "granasa"): 14,
}  # fmt: skip
"""Day of the month after the quarter; the late ones' follow."""
LATE_DAYS = {
    (2024, 4): dt.date(2025, 2, 13), (2025, 1): dt.date(2025, 5, 15), (2025, 2): dt.date(2025, 8, 21),
    (2025, 3): dt.date(2025, 11, 17), (2025, 4): dt.date(2026, 2, 12), (2026, 1): dt.date(2026, 5, 11),
    (2026, 2): dt.date(2026, 8, 27),
}  # fmt: skip
IN_DECEMBER = dt.date(2025, 12, 19)
"""Granåsa requisitions the fourth quarter before its own year-end: received and unpaid on 31 December."""
BANKGIRO = {
    "fk": "5051-3307", "af": "5050-2202", "norrvidd": "5291-8812", "granasa": "5290-4416", "kvarnsund": "5292-3309",
    "tallhed": "5293-7705",
}  # fmt: skip
FIRST_NUMBER = {2024: 41, 2025: 1, 2026: 1}
BEFORE_WRONG, WRONG_REFERENCE = (2026, 1, "i04", "kvarnsund"), "2026:5"
"""The requisition after this one is Kvarnsund's travel, which was booked on the wrong measure (event 12)."""


@dataclass(frozen=True, slots=True)
class Requisition:
    """What a party asked for and got for a measure and quarter; ``received`` None when it has not come."""

    year: int
    number: int
    measure: str
    party: str
    received: dt.date | None
    accepted: int
    asked: int
    reason: str
    reference: str = ""

    @property
    def period(self) -> str:
        """``2026-Q3``."""
        return f"{self.year}-Q{self.number}"

    @property
    def cost(self) -> str:
        """The account of its cost."""
        return accounts.measure_cost(self.measure, self.party)

    @property
    def paid(self) -> dt.date | None:
        """The 25th after it came, at least a week later; None when it has not come."""
        if self.received is None:
            return None
        day = self.received + dt.timedelta(days=7)
        if day.day > 25:
            day = days.month_end(day.year, day.month) + dt.timedelta(days=1)
        return days.bank_day(day.replace(day=25))


def all_requisitions() -> list[Requisition]:
    """Every requisition of the demo in the order received, numbered per service year: ``2026:31``."""
    found = []
    for year, number in QUARTERS:
        for (measure, party), quarters in plan.ACCEPTED_KR[year].items():
            accepted = kr(quarters[number - 1])
            refused = plan.REFUSED.get((year, number, measure, party))
            asked, reason = (kr(refused.asked_kr), refused.reason) if refused else (accepted, "")
            received = _received(year, number, measure, party)
            found.append(Requisition(year, number, measure, party, received, accepted, asked, reason))
    found.sort(key=lambda r: (r.received or dt.date.max, r.party != "kvarnsund", r.party != "norrvidd", r.measure))
    counters = dict(FIRST_NUMBER)
    numbered = []
    for requisition in found:
        number = counters[requisition.year]
        counters[requisition.year] = number + (2 if _key(requisition) == BEFORE_WRONG else 1)
        numbered.append(_with_reference(requisition, f"{requisition.year}:{number}"))
    return numbered


def _key(r: Requisition) -> tuple[int, int, str, str]:
    return r.year, r.number, r.measure, r.party


def _with_reference(r: Requisition, reference: str) -> Requisition:
    return Requisition(r.year, r.number, r.measure, r.party, r.received, r.accepted, r.asked, r.reason, reference)


def _received(year: int, number: int, measure: str, party: str) -> dt.date | None:
    after = days.quarter_end(year, number) + dt.timedelta(days=1)
    if party == "af" and (year, number) in AF_LATE:
        return AF_LATE[year, number]
    if (measure, party) in EARLY:
        month, day = EARLY[measure, party]
        return days.bank_day(dt.date(year, 3 * number - 2 + month, day))
    if (measure, party) == plan.NOT_COME:
        return LATE_DAYS.get((year, number))
    if (year, number) == (2026, 3):
        return dt.date(2026, 10, 13)
    if party == "granasa" and (year, number) == (2025, 4):
        return IN_DECEMBER
    return days.bank_day(after.replace(day=RECEIVED_DAY[measure, party]))


def book(journal: Journal, rules: Rulebook) -> list[Requisition]:
    """Book every requisition and its payment; returns them all, also those to come."""
    _opening(journal, rules)
    known = all_requisitions()
    for requisition in known:
        _book(journal, requisition, rules)
    return known


def _book(journal: Journal, r: Requisition, rules: Rulebook) -> None:
    if r.received is None or r.received > days.LAST:
        return
    name = accounts.NAMES[r.party]
    extra = {"asked": f"{r.asked // 100}.{r.asked % 100:02d}", "reason": r.reason} if r.asked != r.accepted else {}
    inbox = f"Rekvisition {r.reference}, diariet dnr {r.received.year}:7"
    journal.add(
        r.received,
        narration.requisition(r.reference, rules.measure(r.measure).name, parse_period(r.period)),
        [(r.cost, r.accepted), (accounts.requisition_debt(r.party), -r.accepted)],
        payee=name,
        service=r.period,
        reference=r.reference,
        party=r.party,
        measure=r.measure,
        evidence=inbox,
        more=extra,
    )
    if r.paid is not None:
        pay(journal, r.party, r.paid, r.accepted, r.reference, r.period, r.measure)


def pay(journal: Journal, party: str, on: dt.date, amount: int, reference: str, period: str, measure: str) -> None:
    """Pay a requisition."""
    name = accounts.NAMES[party]
    journal.add(
        on,
        narration.requisition_paid(reference),
        [(accounts.requisition_debt(party), amount), (accounts.BANK, -amount)],
        payee=name,
        service=period,
        reference=reference,
        party=party,
        measure=measure,
        evidence=f"Bankens kontoutdrag {on:%Y-%m}",
        bank=BankRow(name, BANKGIRO[party], reference, f"Rekvisition {reference}"),
    )


def _opening(journal: Journal, rules: Rulebook) -> None:
    """What came and was paid in 2025 for the fourth quarter of 2024: reversals and requisitions."""
    for (measure, party), (accrued, accepted) in plan.ACCRUED_2024_KR.items():
        name, cost = accounts.NAMES[party], accounts.measure_cost(measure, party)
        meta = {"service": "2024-Q4", "party": party, "measure": measure, "counterparty": name}
        journal.add(
            dt.date(2025, 1, 1),
            narration.accrual_reversed(
                "upplupet 2024", rules.measure(measure).name, name, parse_period(meta["service"])
            ),
            [(accounts.ACCRUED_MEASURE, kr(accrued)), (cost, -kr(accrued))],
            registered=dt.date(2025, 1, 9),
            evidence="Bokslutsbilaga 2024, upplupna insatskostnader",
            more=meta,
        )
        late = (measure, party) == plan.NOT_COME
        received = LATE_DAYS[2024, 4] if late else dt.date(2025, 1, RECEIVED_DAY[measure, party])
        reference = f"2024:{FIRST_NUMBER[2024] + list(plan.ACCRUED_2024_KR).index((measure, party))}"
        amount = kr(accepted)
        r = Requisition(2024, 4, measure, party, days.bank_day(received), amount, amount, "", reference)
        _book(journal, r, rules)
    for index, (measure, amount) in enumerate(plan.RECEIVED_2024_KR.items()):
        pay(journal, "granasa", dt.date(2025, 1, 27), kr(amount), f"2024:{38 + index}", "2024-Q4", measure)
