"""What does not go by the calendar: an advance, money back, and a requisition on the wrong measure (events 5, 12)."""

from __future__ import annotations

import datetime as dt

from examples.norradalen import accounts, plan
from examples.norradalen.journal import Journal, kr
from examples.norradalen.requisitions import WRONG_REFERENCE, pay


def book(journal: Journal) -> None:
    """Book them all."""
    _correct(journal, _wrong_measure(journal))
    _advance(journal)


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
        "Rättar {corrects}, fel insats i stängd period: resor hör till I02 Unga vägar, inte I01 MIA",
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
        payee=name, service="2025", evidence="Avtal I06 2025, § 4", more=meta,
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
        more=meta,
    )  # fmt: skip
    journal.add(
        dt.date(2026, 2, 16),
        "Tallhed betalar tillbaka 2025 års outnyttjade medel",
        [(accounts.BANK, advance - used), (accounts.REPAYMENT_CLAIM, used - advance)],
        payee=name, service="2025", evidence="Bankens kontoutdrag 2026-02", more=meta,
    )  # fmt: skip
    repaid = kr(plan.CLOSED_YEAR_REPAID_KR)
    journal.add(
        dt.date(2026, 4, 22),
        "Kvarnsund betalar tillbaka outnyttjade medel för I04 2024 (stängt år)",
        [(accounts.BANK, repaid), (accounts.REPAID, -repaid)],
        payee=accounts.NAMES["kvarnsund"], service="2024", party="kvarnsund", measure="i04", reference="I04-2024",
        evidence="Kvarnsunds slutredovisning 2024, dnr 2025:51",
    )  # fmt: skip
