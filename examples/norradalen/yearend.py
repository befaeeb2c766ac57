"""Where the books begin, and what the year-end 2025 adds and the new year takes back (event 11)."""

from __future__ import annotations

import datetime as dt

from examples.norradalen import accounts as a
from examples.norradalen import contributions, invoices, payroll, plan, treasury
from examples.norradalen.journal import Journal, kr

NEW_YEAR = (dt.date(2025, 1, 1), dt.date(2026, 1, 1))
END = dt.date(2025, 12, 31)
TAX_INTEREST_2025 = kr(sum(payroll.TAX_INTEREST.values()))


def book(journal: Journal) -> None:
    """Year-end vouchers and their reversals; the opening voucher last, since its bank and equity follow."""
    for day in NEW_YEAR:
        _reverse_audit(journal, day)
        _use_prepaid(journal, day)
    vacation_rise, fees_rise = plan.VACATION[1:]
    _closing(
        journal,
        "Semesterlöneskuld 2025, förändring med avgifter",
        [(a.VACATION_COST, vacation_rise), (a.EMPLOYER_COST, fees_rise), (a.VACATION, -vacation_rise),
         (a.FEES_DEBT, -fees_rise)],
        "Semesterlista ur lönesystemet 2025-12-31",
    )  # fmt: skip
    audit = plan.AUDIT_ACCRUED[2025]
    _closing(
        journal, "Upplupen revision av 2025", [(a.AUDIT, audit), (a.ACCRUED_OTHER, -audit)],
        "Revisionsplan 2025, offert Granskaren Revisionsbyrå AB",
    )  # fmt: skip
    _closing(
        journal, "Avskrivning inventarier 2025, tre år",
        [(a.DEPRECIATION, plan.DEPRECIATION), (a.DEPRECIATED, -plan.DEPRECIATION)], "Anläggningsregister 2025-12-31",
    )  # fmt: skip
    rent, insurance = plan.RENT[2026], plan.INSURANCE[2026]
    _closing(
        journal, "Förutbetald hyra kvartal 1 2026", [(a.PREPAID_COST, rent), (a.RENT, -rent)], "Hyresavi kvartal 1 2026"
    )
    _closing(
        journal,
        "Förutbetald försäkring 2026",
        [(a.PREPAID_COST, insurance), (a.INSURANCE, -insurance)],
        "Försäkringsbrev 2026",
    )
    _open(journal)


def _closing(journal: Journal, text: str, lines: list[tuple[str, int]], evidence: str) -> None:
    journal.add(
        END, text, lines, registered=dt.date(2026, 1, 14), service="2025", counterparty="Förbundet",
        evidence=f"Bokslutsbilaga 2025: {evidence}",
    )  # fmt: skip


def _reverse_audit(journal: Journal, day: dt.date) -> None:
    amount = plan.AUDIT_ACCRUED[day.year - 1]
    journal.add(
        day,
        f"Återföring av upplupen revision {day.year - 1}",
        [(a.ACCRUED_OTHER, amount), (a.AUDIT, -amount)],
        registered=day.replace(day=14),
        service=str(day.year - 1),
        counterparty="Förbundet",
        evidence=f"Bokslutsbilaga {day.year - 1}",
    )


def _use_prepaid(journal: Journal, day: dt.date) -> None:
    rent, insurance = plan.RENT[day.year], plan.INSURANCE[day.year]
    for text, account, amount in (
        ("Hyra kvartal 1, förutbetald", a.RENT, rent),
        ("Försäkring, förutbetald", a.INSURANCE, insurance),
    ):
        journal.add(
            day, f"{text} {day.year - 1}", [(account, amount), (a.PREPAID_COST, -amount)],
            registered=day.replace(day=14), service=str(day.year), counterparty="Förbundet",
            evidence=f"Bokslutsbilaga {day.year - 1}",
        )  # fmt: skip


def _open(journal: Journal) -> None:
    """One voucher with the balances of 31 December 2024 (brought in from the old system, without its details)."""
    prepaid = plan.RENT[2025] + plan.INSURANCE[2025]
    tax, employer = payroll.OPENING_BOARD
    pay = plan.PAY[2024]
    lines = {
        a.INVENTORY: plan.INVENTORY,
        a.DEPRECIATED: -plan.DEPRECIATION,
        a.receivable("lillvattna"): contributions.OPENING_LILLVATTNA,
        a.ESF_CLAIM: kr(plan.ESF_CLAIM_KR),
        a.TAX_ACCOUNT: plan.TAX_ACCOUNT_2025 - TAX_INTEREST_2025,
        a.VAT_APPLIED: treasury.OPENING_CLAIM,
        a.PREPAID_COST: prepaid,
        a.BANK: plan.BANK_2025 - journal.balance(a.BANK, until=END),
        a.SUPPLIERS: -sum(kr(gross) for _, gross in invoices.OPENING),
        a.requisition_debt("granasa"): -kr(sum(plan.RECEIVED_2024_KR.values())),
        a.ACCRUED_MEASURE: -kr(sum(accrued for accrued, _ in plan.ACCRUED_2024_KR.values())),
        a.WITHHELD_TAX: -(pay.tax + tax),
        a.EMPLOYER_FEE: -(pay.employer + employer),
        a.VACATION: -plan.VACATION[0],
        a.PENSION_DEBT: -12 * pay.pension,
        a.FEES_DEBT: -plan.FEES_2024,
        a.ACCRUED_OTHER: -plan.AUDIT_ACCRUED[2024],
    }
    lines[a.EQUITY] = -sum(lines.values())
    journal.add(
        NEW_YEAR[0],
        "Ingående balans 2025 enligt fastställd balansräkning 2024-12-31",
        lines.items(),
        registered=dt.date(2025, 1, 7),
        counterparty="Förbundet",
        evidence="Årsredovisning 2024 med bokslutsbilagor; det tidigare ekonomisystemets SIE-fil i arkivet",
    )
