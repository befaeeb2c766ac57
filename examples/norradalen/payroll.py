"""Wages, board fees, and the tax account that takes what they draw (event 8).

The payroll system's vouchers are kept as they are, so that September's can be written as its SIE 4I file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from examples.norradalen import accounts as a
from examples.norradalen import days, plan
from examples.norradalen.journal import BankRow, Journal, kr
from onedoor_ledger.intake import narration

PAYDAY, TAXDAY = 25, 12
PENSION_PAID = {2025: dt.date(2025, 3, 28), 2026: dt.date(2026, 3, 27)}
TAX_INTEREST = {1: 17, 4: 21, 7: 16, 10: 20}
"""Kronor of interest on the tax account in the quarter's first month."""
TAX_BANKGIRO = "5050-1055"


@dataclass(frozen=True, slots=True)
class TaxRow:
    """A row on the tax account; öre, positive in förbundets favour."""

    date: dt.date
    text: str
    amount: int


def book(journal: Journal) -> list[TaxRow]:
    """Book pay, fees and tax of every month; returns the tax account's rows."""
    rows: list[TaxRow] = []
    for year, month in days.months():
        _tax(journal, rows, year, month)
        _interest(journal, rows, year, month)
        _wages(journal, year, month)
        _board(journal, year, month)
    for year, day in PENSION_PAID.items():
        _pension(journal, year, day)
    _contract_insurance(journal)
    return rows


def payday(year: int, month: int) -> dt.date:
    """The 25th, or the bank day before."""
    return days.bank_day_before(dt.date(year, month, PAYDAY))


def _wages(journal: Journal, year: int, month: int) -> None:
    day, pay = payday(year, month), plan.PAY[year]
    month_name = f"{year}-{month:02d}"
    journal.add(
        day,
        f"Lön {month_name} enligt lönesystemet",
        [
            (a.WAGES, pay.wage), (a.EMPLOYER_COST, pay.employer), (a.PENSION, pay.pension),
            (a.PENSION_TAX, pay.pension_tax), (a.WITHHELD_TAX, -pay.tax), (a.EMPLOYER_FEE, -pay.employer),
            (a.NET_WAGES, -pay.net), (a.PENSION_DEBT, -pay.pension), (a.FEES_DEBT, -pay.pension_tax),
        ],
        registered=day, payee="Förbundets anställda", evidence=f"Lönejournal {month_name}, Granåsa kommuns lönesystem",
    )  # fmt: skip
    _pay_out(journal, day, pay.net, f"Löneutbetalning {month_name}", "Förbundets anställda")


def _board(journal: Journal, year: int, month: int) -> None:
    fees = next((b for b in plan.BOARD_PAY if b.month == (year, month)), None)
    if fees is None:
        return
    day, name = payday(year, month), f"{year}-{month:02d}"
    lines = [
        (a.BOARD_FEES, fees.fees + fees.fees_67), (a.BOARD_LOST_EARNINGS, fees.lost),
        (a.BOARD_EMPLOYER, fees.employer), (a.WITHHELD_TAX, -fees.tax), (a.EMPLOYER_FEE, -fees.employer),
        (a.NET_WAGES, fees.tax - fees.gross),
    ]  # fmt: skip
    journal.add(
        day,
        f"Arvoden {name} enligt lönesystemet, varav {fees.fees_67 // 100} kr till den som fyllt 67",
        [line for line in lines if line[1]],
        registered=day,
        payee="Förtroendevalda",
        evidence=f"Arvodesjournal {name}, närvarolistor i protokollen",
    )
    _pay_out(journal, day, fees.gross - fees.tax, f"Utbetalning av arvoden {name}", "Förtroendevalda")


def _pay_out(journal: Journal, day: dt.date, net: int, text: str, to: str) -> None:
    journal.add(
        day, narration.wages_paid(), [(a.NET_WAGES, net), (a.BANK, -net)], payee=to,
        evidence=f"Bankens kontoutdrag {day:%Y-%m}", bank=BankRow("", "", "", text),
    )  # fmt: skip


def _tax(journal: Journal, rows: list[TaxRow], year: int, month: int) -> None:
    """The month before's tax and fees: deposited, then drawn by the return, öre to 7691."""
    before = (year, month - 1) if month > 1 else (year - 1, 12)
    pay, fees = plan.PAY[before[0]], next((b for b in plan.BOARD_PAY if b.month == before), None)
    tax = pay.tax + (fees.tax if fees else OPENING_BOARD[0] if before == (2024, 12) else 0)
    employer = pay.employer + (fees.employer if fees else OPENING_BOARD[1] if before == (2024, 12) else 0)
    drawn = (tax + employer) // 100 * 100
    day, name = days.bank_day(dt.date(year, month, TAXDAY)), f"{before[0]}-{before[1]:02d}"
    journal.add(
        day,
        f"Inbetalning till skattekontot för {name}",
        [(a.TAX_ACCOUNT, drawn), (a.BANK, -drawn)],
        payee="Skatteverket", reference=f"{plan.ORGNR}", evidence=f"Bankens kontoutdrag {day:%Y-%m}",
        bank=BankRow("Skatteverket", TAX_BANKGIRO, "", "Skattekonto"),
    )  # fmt: skip
    rows.append(TaxRow(day, f"Inbetalning bokförd {day:%y%m%d}", drawn))
    declared = f"Arbetsgivardeklaration {MONTH_NAMES[before[1] - 1]} {before[0]}"
    journal.add(
        day,
        narration.tax_row(declared),
        [
            (a.WITHHELD_TAX, tax), (a.EMPLOYER_FEE, employer), (a.TAX_ACCOUNT, -drawn),
            (a.ROUNDING, drawn - tax - employer),
        ],
        payee="Skatteverket", service=name, evidence=f"Skattekontots utdrag {day:%Y-%m}; deklarationens kvittens",
    )  # fmt: skip
    rows.append(TaxRow(day, declared, -drawn))


def _interest(journal: Journal, rows: list[TaxRow], year: int, month: int) -> None:
    if (kronor := TAX_INTEREST.get(month)) is None:
        if (year, month) != (2026, 9):
            return
        kronor = SEPTEMBER_INTEREST
    day = dt.date(year, month, 5)
    journal.add(
        day,
        narration.tax_row("Intäktsränta"),
        [(a.TAX_ACCOUNT, kr(kronor)), (a.INTEREST, -kr(kronor))],
        registered=days.next_bank_day(dt.date(year, month, TAXDAY)),
        payee="Skatteverket",
        evidence=f"Skattekontots utdrag {day:%Y-%m}",
    )
    rows.append(TaxRow(day, "Intäktsränta", kr(kronor)))


def _pension(journal: Journal, year: int, day: dt.date) -> None:
    premium = plan.PAY[year - 1].pension * 12
    journal.add(
        day,
        f"Pensionspremier för {year - 1}, individuell del",
        [(a.PENSION_DEBT, premium), (a.BANK, -premium)],
        payee="Tjänstepensionsvalet Norr (påhittat)",
        reference=f"TP{year - 1}-88",
        evidence=f"Pensionsspecifikation {year - 1}",
        bank=BankRow("Tjänstepensionsvalet Norr", "5301-4417", f"TP{year - 1}-88", "Pensionspremier"),
    )


def _contract_insurance(journal: Journal) -> None:
    for year, cost in ((2025, kr(2_780)), (2026, kr(2_900))):
        day = dt.date(year, 2, 26)
        journal.add(
            day,
            f"Avtalsförsäkring {year}",
            [(a.CONTRACT_INSURANCE, cost), (a.BANK, -cost)],
            payee="Avtalsförsäkringar i Norr (påhittat)",
            reference=f"AF{year}-107",
            evidence=f"Premiebesked {year}",
            bank=BankRow("Avtalsförsäkringar i Norr", "5302-8850", f"AF{year}-107", "Avtalsförsäkring"),
        )


OPENING_BOARD = (kr(2_900), kr("3512.04"))
"""Tax and employer's fee on board fees of December 2024."""
SEPTEMBER_INTEREST = 19
MONTH_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
