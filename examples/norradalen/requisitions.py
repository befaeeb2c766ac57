"""Requisitions: received two weeks after the quarter, reviewed, paid the 25th; accrued at each quarter's end.

Försäkringskassan is always late, and so was Arbetsförmedlingen with the autumn of 2025; since then it and Tallhed
requisition their agreed sums inside the quarter.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from examples.norradalen import accounts, days, plan
from examples.norradalen.journal import BankRow, Journal, kr

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
ACCRUED_ON = {
    (2025, 1): dt.date(2025, 4, 24), (2025, 2): dt.date(2025, 7, 24), (2025, 3): dt.date(2025, 10, 23),
    (2025, 4): dt.date(2026, 1, 12), (2026, 1): dt.date(2026, 4, 23), (2026, 2): dt.date(2026, 7, 23),
}  # fmt: skip
"""When the treasurer accrued the quarter: what had come by then is known, the rest is the agreement's sum."""
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


def book(journal: Journal) -> list[Requisition]:
    """Book every requisition, its payment, and the accruals of the quarters; returns them all, also those to come."""
    _opening(journal)
    known = all_requisitions()
    for requisition in known:
        _book(journal, requisition)
    wrong = _wrong_measure(journal)
    for (year, number), on in ACCRUED_ON.items():
        _accrue(journal, year, number, on, known)
    _correct(journal, wrong)
    _advance(journal)
    return known


def _book(journal: Journal, r: Requisition) -> None:
    if r.received is None or r.received > days.LAST:
        return
    name = accounts.NAMES[r.party]
    extra = {"asked": f"{r.asked // 100}.{r.asked % 100:02d}", "reason": r.reason} if r.asked != r.accepted else {}
    inbox = f"Rekvisition {r.reference}, diariet dnr {r.received.year}:7"
    journal.add(
        r.received,
        f"Rekvisition {r.reference} {accounts.TITLES[r.measure]}, kvartal {r.number} {r.year}",
        [(r.cost, r.accepted), (accounts.requisition_debt(r.party), -r.accepted)],
        payee=name,
        service=r.period,
        reference=r.reference,
        party=r.party,
        measure=r.measure,
        evidence=inbox,
        **extra,
    )
    if r.paid is not None:
        pay(journal, r.party, r.paid, r.accepted, r.reference, r.period, r.measure)


def pay(journal: Journal, party: str, on: dt.date, amount: int, reference: str, period: str, measure: str) -> None:
    """Pay a requisition."""
    name = accounts.NAMES[party]
    journal.add(
        on,
        f"Betalning av rekvisition {reference}",
        [(accounts.requisition_debt(party), amount), (accounts.BANK, -amount)],
        payee=name,
        service=period,
        reference=reference,
        party=party,
        measure=measure,
        evidence=f"Bankens kontoutdrag {on:%Y-%m}",
        bank=BankRow(name, BANKGIRO[party], reference, f"Rekvisition {reference}"),
    )


def _accrue(journal: Journal, year: int, number: int, on: dt.date, known: list[Requisition]) -> None:
    end = days.quarter_end(year, number)
    for r in known:
        ended = r.year == year and r.number <= number
        if not ended or (r.received and r.received <= end):
            continue
        estimated = r.received is None or r.received > on
        amount = kr(plan.AGREED[year][r.measure, r.party][r.number - 1]) * 1000 if estimated else r.accepted
        _accrual_pair(journal, r, amount, end, on, estimated=estimated)


def _accrual_pair(
    journal: Journal, r: Requisition, amount: int, end: dt.date, on: dt.date, *, estimated: bool
) -> None:
    what = f"{accounts.TITLES[r.measure]}, {accounts.NAMES[r.party]}, kvartal {r.number} {r.year}"
    meta = {
        "service": r.period,
        "accrual": f"{r.measure}-{r.year}|{r.party}|{r.period}|{end}",
        "party": r.party,
        "measure": r.measure,
        "counterparty": accounts.NAMES[r.party],
        "evidence": f"Avtal {r.measure.upper()} {r.year}" if estimated else f"Rekvisition {r.reference}",
    }
    if estimated:
        meta["estimate"] = "yes"
    lines = [(r.cost, amount), (accounts.ACCRUED_MEASURE, -amount)]
    word = "uppskattat" if estimated else "rekvirerat efter kvartalet"
    first = journal.add(end, f"Upplupen kostnad {what} ({word})", lines, registered=on, **meta)
    journal.add(
        end + dt.timedelta(days=1),
        f"Återföring av upplupen kostnad {what}",
        [(account, -value) for account, value in lines],
        registered=on,
        reverses=str(first),
        **meta,
    )


def _wrong_measure(journal: Journal) -> int:
    """Event 12's error: I02's travel booked on I01, on the kommun's account of that measure."""
    amount, day = kr(plan.WRONG_MEASURE_KR), dt.date(2026, 4, 13)
    wrong = journal.add(
        day,
        f"Rekvisition {WRONG_REFERENCE} resor i januari–mars",
        [(accounts.measure_cost("i01", "granasa"), amount), (accounts.requisition_debt("kvarnsund"), -amount)],
        payee=accounts.NAMES["kvarnsund"],
        event="2026-03-31",
        service="2026-Q1",
        reference=WRONG_REFERENCE,
        party="kvarnsund",
        measure="i01",
        evidence=f"Rekvisition {WRONG_REFERENCE}, diariet dnr 2026:7",
    )
    pay(journal, "kvarnsund", dt.date(2026, 4, 27), amount, WRONG_REFERENCE, "2026-Q1", "i01")
    return wrong


def _correct(journal: Journal, wrong: int) -> None:
    amount, day = kr(plan.WRONG_MEASURE_KR), dt.date(2026, 6, 10)
    journal.add(
        day,
        "Rättar fel insats i stängd period: resor hör till I02 Unga vägar, inte I01 MIA",
        [
            (accounts.measure_cost("i02", "kvarnsund"), amount),
            (accounts.measure_cost("i01", "granasa"), -amount),
        ],
        registered=day,
        service="2026-Q1",
        corrects=str(wrong),
        reason=f"Fel insats på rekvisition {WRONG_REFERENCE}; upptäckt vid avstämning mot Kvarnsunds projektkod",
        party="kvarnsund",
        counterparty=accounts.NAMES["kvarnsund"],
        evidence="Tjänsteanteckning 2026-06-10, dnr 2026:7",
    )


def _advance(journal: Journal) -> None:
    """Event 5: Tallhed's advance for 2025, what it used, and what it paid back; and a closed year's repayment."""
    name, party = accounts.NAMES["tallhed"], "tallhed"
    advance, used = kr(plan.ADVANCE_KR), kr(plan.ADVANCE_USED_KR)
    meta = {"party": party, "measure": "i06", "reference": "FS-2025-1"}
    journal.add(
        dt.date(2025, 10, 29),
        "Förskott till Tallhed för I06 Kraftsamling 2025",
        [(accounts.ADVANCE, advance), (accounts.BANK, -advance)],
        payee=name, service="2025", evidence="Avtal I06 2025, § 4", **meta,
    )  # fmt: skip
    journal.add(
        dt.date(2025, 12, 31),
        "Slutredovisat förskott 2025: 115 000 använt, 85 000 att betala tillbaka",
        [
            (accounts.measure_cost("i06", party), used),
            (accounts.REPAYMENT_CLAIM, advance - used),
            (accounts.ADVANCE, -advance),
        ],
        payee=name, registered=dt.date(2026, 1, 14), service="2025", evidence="Tallheds slutredovisning, dnr 2025:43",
        **meta,
    )  # fmt: skip
    journal.add(
        dt.date(2026, 2, 16),
        "Tallhed betalar tillbaka 2025 års outnyttjade medel",
        [(accounts.BANK, advance - used), (accounts.REPAYMENT_CLAIM, used - advance)],
        payee=name, service="2025", evidence="Bankens kontoutdrag 2026-02", **meta,
    )  # fmt: skip
    repaid = kr(plan.CLOSED_YEAR_REPAID_KR)
    journal.add(
        dt.date(2026, 4, 22),
        "Kvarnsund betalar tillbaka outnyttjade medel för I04 2024 (stängt år)",
        [(accounts.BANK, repaid), (accounts.REPAID, -repaid)],
        payee=accounts.NAMES["kvarnsund"], service="2024", party="kvarnsund", measure="i04", reference="I04-2024",
        evidence="Kvarnsunds slutredovisning 2024, dnr 2025:51",
    )  # fmt: skip


def _opening(journal: Journal) -> None:
    """What came and was paid in 2025 for the fourth quarter of 2024: reversals and requisitions."""
    for (measure, party), (accrued, accepted) in plan.ACCRUED_2024_KR.items():
        name, cost = accounts.NAMES[party], accounts.measure_cost(measure, party)
        meta = {"service": "2024-Q4", "party": party, "measure": measure, "counterparty": name}
        journal.add(
            dt.date(2025, 1, 1),
            f"Återföring av upplupen kostnad {accounts.TITLES[measure]}, {name}, kvartal 4 2024",
            [(accounts.ACCRUED_MEASURE, kr(accrued)), (cost, -kr(accrued))],
            registered=dt.date(2025, 1, 9),
            evidence="Bokslutsbilaga 2024, upplupna insatskostnader",
            **meta,
        )
        late = (measure, party) == plan.NOT_COME
        received = LATE_DAYS[2024, 4] if late else dt.date(2025, 1, RECEIVED_DAY[measure, party])
        r = Requisition(2024, 4, measure, party, days.bank_day(received), kr(accepted), kr(accepted), "", "")
        _book(journal, _with_reference(r, f"2024:{FIRST_NUMBER[2024] + list(plan.ACCRUED_2024_KR).index((measure, party))}"))
    for index, (measure, amount) in enumerate(plan.RECEIVED_2024_KR.items()):
        pay(journal, "granasa", dt.date(2025, 1, 27), kr(amount), f"2024:{38 + index}", "2024-Q4", measure)
