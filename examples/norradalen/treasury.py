"""The bank's fees and interest, VAT claims and their way back, ESF's last payment (events 7 and 9)."""

from __future__ import annotations

import datetime as dt
import random

from examples.norradalen import accounts as a
from examples.norradalen import days, plan
from examples.norradalen.journal import BankRow, Journal, kr
from examples.norradalen.payroll import TaxRow
from onedoor_ledger.intake import narration

INTEREST = {
    (2025, 3): kr(17_204), (2025, 6): kr(16_870), (2025, 9): kr(15_655), (2025, 12): kr(15_018),
    (2026, 3): kr(15_946), (2026, 6): kr(15_583),
}  # fmt: skip
CLAIMED = {
    (2025, 1): dt.date(2025, 4, 14), (2025, 2): dt.date(2025, 7, 14), (2025, 3): dt.date(2025, 10, 13),
    (2025, 4): dt.date(2025, 12, 31), (2026, 1): dt.date(2026, 4, 13), (2026, 2): dt.date(2026, 7, 13),
}  # fmt: skip
"""When the quarter's claim was booked; the fourth quarter's belongs to the year it closes."""
FEE_TEXT, INTEREST_TEXT = "Pris enligt prislista", "Ränta"
OPENING_CLAIM = kr(58_430)
BANK_NAME = "Bygdens Bank i Norrvidd (påhittad)"


def book(journal: Journal, rows: list[TaxRow], seed: int) -> None:
    """Book every month's fee, every quarter's interest, the claims and ESF. Invoices must be booked before."""
    rng = random.Random(seed)
    for year, month in days.months():
        _fee(journal, days.bank_day_before(days.month_end(year, month)), kr(rng.choice((165, 172, 180, 188))))
    for (year, month), amount in INTEREST.items():
        _interest(journal, days.bank_day_before(days.month_end(year, month)), amount)
    so_far = -journal.balance(a.INTEREST, since=dt.date(2026, 1, 1))
    _interest(journal, days.LAST, plan.INTEREST_2026 - so_far)
    _credit(journal, rows, (2024, 4), OPENING_CLAIM, dt.date(2025, 2, 12))
    for (year, number), on in CLAIMED.items():
        _claim(journal, rows, year, number, on)
    _esf(journal)
    _unknown(journal)


def _fee(journal: Journal, day: dt.date, amount: int) -> None:
    journal.add(
        day, f"Bankens avgifter {day:%Y-%m}", [(a.BANK_FEE, amount), (a.BANK, -amount)], payee=BANK_NAME,
        evidence=f"Bankens kontoutdrag {day:%Y-%m}", bank=BankRow("", "", "", FEE_TEXT),
    )  # fmt: skip


def _interest(journal: Journal, day: dt.date, amount: int) -> None:
    journal.add(
        day, f"Ränta på transaktionskontot, kvartal {days.quarter(day)[-1]} {day.year}",
        [(a.BANK, amount), (a.INTEREST, -amount)], payee=BANK_NAME, evidence=f"Bankens kontoutdrag {day:%Y-%m}",
        bank=BankRow("", "", "", INTEREST_TEXT),
    )  # fmt: skip


def _claim(journal: Journal, rows: list[TaxRow], year: int, number: int, on: dt.date) -> None:
    """Whole kronor are claimed; öre go to 7691."""
    first = dt.date(year, 3 * number - 2, 1)
    vat = sum(
        line.amount
        for event in journal.events
        for line in event.voucher.lines
        if line.account == a.VAT and line.amount > 0 and first <= event.voucher.date <= days.quarter_end(year, number)
    )
    claim = vat // 100 * 100
    registered = days.bank_day(dt.date(year + 1, 1, 13)) if number == 4 else on
    journal.add(
        on,
        f"Ansökan om momsersättning kvartal {number} {year}",
        [(a.VAT_APPLIED, claim), (a.ROUNDING, vat - claim), (a.VAT, -vat)],
        registered=registered,
        payee="Skatteverket",
        service=f"{year}-Q{number}",
        evidence=f"Ansökan och kvittens, dnr {registered.year}:11",
    )
    month = registered.month + 1
    _credit(journal, rows, (year, number), claim, days.bank_day(dt.date(registered.year, month, 12)))


def _credit(journal: Journal, rows: list[TaxRow], quarter: tuple[int, int], amount: int, on: dt.date) -> None:
    year, number = quarter
    text = f"Momsersättning kommuner kvartal {number} {year}"
    journal.add(
        on,
        narration.tax_row(text),
        [(a.TAX_ACCOUNT, amount), (a.VAT_APPLIED, -amount)],
        payee="Skatteverket",
        service=f"{year}-Q{number}",
        evidence=f"Skattekontots utdrag {on:%Y-%m}",
    )
    rows.append(TaxRow(on, text, amount))
    out = days.bank_day(on + dt.timedelta(days=6))
    journal.add(
        out,
        f"Uttag från skattekontot, momsersättning kvartal {number} {year}",
        [(a.BANK, amount), (a.TAX_ACCOUNT, -amount)],
        payee="Skatteverket",
        service=f"{year}-Q{number}",
        evidence=f"Bankens kontoutdrag {out:%Y-%m}",
        bank=BankRow("Skatteverket", "5050-1055", "", "Skattekonto utbetalning"),
    )
    rows.append(TaxRow(out, "Utbetalning", -amount))


def _esf(journal: Journal) -> None:
    claim, cut = kr(plan.ESF_CLAIM_KR), kr(plan.ESF_CUT_KR)
    journal.add(
        dt.date(2026, 3, 31),
        "ESF: slutlig utbetalning för äldre projekt, 11 800 kr nedsatt",
        [(a.BANK, claim - cut), (a.ESF_INCOME, cut), (a.ESF_CLAIM, -claim)],
        payee="Svenska ESF-rådet",
        service="2024",
        reference="ESF 2022/00417",
        evidence="Beslut om slutligt stöd 2026-03-24, dnr 2022:19",
        bank=BankRow("Svenska ESF-rådet", "5310-7741", "ESF 2022/00417", "Slututbetalning"),
    )


def _unknown(journal: Journal) -> None:
    """September's deposit that nobody can place: it waits on the observation account."""
    amount, day = kr("2340.00"), dt.date(2026, 9, 17)
    journal.add(
        day,
        "Insättning utan motsvarighet",
        [(a.BANK, amount), (a.OBSERVATION, -amount)],
        payee="Studiecirkeln Älvglimten (påhittad)",
        evidence="Bankens kontoutdrag 2026-09",
        bank=BankRow("Studiecirkeln Älvglimten", "5330-1126", "", "Insättning återbetalning"),
    )
