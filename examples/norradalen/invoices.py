"""Suppliers' invoices: booked when they come, paid when due; the last of a period hits the demo's figures."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from examples.norradalen import accounts as a
from examples.norradalen import days, plan, suppliers
from examples.norradalen.journal import BankRow, Journal, kr
from examples.norradalen.suppliers import Supplier
from onedoor_ledger.intake import narration

LINE_MEASURE = "Kostnader:Insatser:S02"
AUDIT_INVOICES = {
    2025: ((2, 20, 33_000, 0), (4, 16, 17_000, 10_000), (6, 18, 17_000, 0), (9, 18, 21_000, 0)),
    2026: ((3, 10, 34_000, 0), (4, 16, 18_000, 10_000), (6, 18, 18_000, 0), (8, 20, 22_000, 0)),
}
"""The auditor's invoices: month, day, räkenskapsrevision, förvaltningsrevision (event 6: 34 000 + VAT 8 500)."""
OPENING = (
    (suppliers.GRANASA, "14500.00"), (suppliers.LANDLORD, "31000.00"), (suppliers.MAPPER, "48750.00"),
    (suppliers.METHOD, "31250.00"), (suppliers.AUDITOR, "26250.00"), (suppliers.PRINT, "19474.50"),
)  # fmt: skip
"""Unpaid on 31 December 2024, paid in January 2025."""
SEPTEMBER_BATCH = dt.date(2026, 9, 9)
"""What falls due this day is one entry on the bank's statement, split in its details."""


@dataclass(frozen=True, slots=True)
class Invoice:
    """A supplier's invoice as the invoice system sends it; öre."""

    date: dt.date
    supplier: Supplier
    number: str
    text: str
    costs: tuple[tuple[str, int], ...]
    vat: int

    @property
    def gross(self) -> int:
        """What is to be paid."""
        return sum(net for _, net in self.costs) + self.vat

    @property
    def due(self) -> dt.date:
        """When it is paid."""
        return days.bank_day(self.date + dt.timedelta(days=self.supplier.terms))


def vat_of(net: int, rate: int) -> int:
    """Öre of VAT, half an öre up."""
    return (net * rate + 50) // 100


class Ledger:
    """Books invoices and their payments, and numbers them as their senders would."""

    def __init__(self, journal: Journal, seed: int) -> None:
        self.journal = journal
        self.invoices: list[Invoice] = []
        self._rng = random.Random(seed)

    def invoice(self, date: dt.date, supplier: Supplier, text: str, *costs: tuple[str, int], vat: int) -> None:
        """Book an invoice on the nearest bank day and its payment when due.

        :raises ValueError: when the figures of the plan leave no room for it.
        """
        if vat < 0 or any(net <= 0 for _, net in costs):
            raise ValueError(f"{date} {text}: {costs} {vat}")
        date = days.bank_day(date)
        number = f"{self._rng.randint(10_000, 99_999)}"
        invoice = Invoice(date, supplier, number, text, costs, vat)
        self.invoices.append(invoice)
        meta = {"reference": number}
        if any(account.startswith(LINE_MEASURE) for account, _ in costs):
            meta["measure"] = "s02"
        if supplier is suppliers.GRANASA:
            meta["party"] = "granasa"
        lines = [*costs, (a.VAT, vat), (a.SUPPLIERS, -invoice.gross)]
        self.journal.add(
            date,
            f"Faktura {number} {text}",
            [line for line in lines if line[1]],
            registered=days.bank_day(date + dt.timedelta(days=2)),
            payee=supplier.name,
            evidence=f"Leverantörsfaktura {number}, fakturasystemet {date:%Y-%m}",
            more=meta,
        )
        if invoice.due <= days.LAST:
            self._pay(invoice.due, supplier, number, invoice.gross, meta)

    def _pay(self, on: dt.date, supplier: Supplier, number: str, gross: int, meta: dict[str, str]) -> None:
        batch = f"LB{on:%y%m%d}" if on == SEPTEMBER_BATCH else ""
        self.journal.add(
            on,
            narration.supplier_paid(number),
            [(a.SUPPLIERS, gross), (a.BANK, -gross)],
            payee=supplier.name,
            evidence=f"Bankens kontoutdrag {on:%Y-%m}",
            bank=BankRow(supplier.name, supplier.bankgiro, number, f"Faktura {number}", batch),
            more=meta,
        )

    def opening(self) -> None:
        """Pay what was unpaid when the books begin."""
        for index, (supplier, gross) in enumerate(OPENING):
            day = days.bank_day(dt.date(2025, 1, 9 + 3 * index))
            number = f"{self._rng.randint(10_000, 99_999)}"
            self._pay(day, supplier, number, kr(gross), {"reference": number})

    def standing(self, year: int, month: int) -> None:
        """A month's invoices that come again."""
        for s in suppliers.STANDING:
            if month in s.months:
                net = kr(s.net_kr) + (self._rng.randint(-100 * s.spread_kr, 100 * s.spread_kr) if s.spread_kr else 0)
                day = dt.date(year, month, s.day)
                self.invoice(day, s.supplier, s.text, (s.account, net), vat=vat_of(net, s.vat))
        net = kr(suppliers.ACCOUNTING_KR[year])
        day = days.bank_day_before(dt.date(year, month, 27))
        self.invoice(day, suppliers.GRANASA, "Ekonomitjänst", (a.ACCOUNTING, net), vat=vat_of(net, 25))

    def quarterly(self, year: int, month: int) -> None:
        """Rent, insurance and the auditor."""
        if month in {4, 7, 10}:
            day = dt.date(year, month, 1)
            self.invoice(
                day, suppliers.LANDLORD, f"Hyra kvartal {days.quarter(day)[-1]}", (a.RENT, plan.RENT[year]), vat=0
            )
        if (year, month) == (2025, 12):
            self.invoice(
                dt.date(2025, 12, 18), suppliers.LANDLORD, "Hyra kvartal 1 2026", (a.RENT, plan.RENT[2026]), vat=0
            )
            cost = plan.INSURANCE[2026]
            self.invoice(dt.date(2025, 12, 10), suppliers.INSURER, "Försäkring 2026", (a.INSURANCE, cost), vat=0)
        for on, of_month, books, management in AUDIT_INVOICES[year]:
            if on == month:
                costs = [(a.AUDIT, kr(books)), (a.AUDIT_MANAGEMENT, kr(management))]
                vat = vat_of(kr(books) + kr(management), 25)
                costs = [cost for cost in costs if cost[1]]
                self.invoice(dt.date(year, month, of_month), suppliers.AUDITOR, "Revision", *costs, vat=vat)


def book(journal: Journal, seed: int) -> Ledger:
    """Book every invoice and payment but September's last; wages and fees must be booked before."""
    ledger = Ledger(journal, seed)
    ledger.opening()
    for year, month in days.months():
        ledger.standing(year, month)
        ledger.quarterly(year, month)
        _hit(ledger, year, month)
    return ledger


def _hit(ledger: Ledger, year: int, month: int) -> None:
    """The month's last invoices, sized so that VAT, debts and cost are the demo's figures."""
    if (year, month) == (2025, 12):
        _close_2025(ledger)
    elif (year, month) in {(2026, 3), (2026, 6)}:
        if month == 6:
            _close_board(ledger)
        vat = plan.VAT_CLAIM[2026, month // 3] - _vat(ledger, 2026, month // 3)
        ledger.invoice(
            dt.date(2026, month, 29), suppliers.MAPPER, "Kartläggning, slutrapport", (a.S02_SERVICES, vat * 4), vat=vat
        )


def _vat(ledger: Ledger, year: int, quarter: int) -> int:
    first, last = dt.date(year, 3 * quarter - 2, 1), days.quarter_end(year, quarter)
    return sum(i.vat for i in ledger.invoices if first <= i.date <= last)


def _close_2025(ledger: Ledger) -> None:
    """Two invoices: a December one that fills the debt, and an autumn one, paid in time, that fills the VAT."""
    end = dt.date(2025, 12, 31)
    unpaid = sum(i.gross for i in ledger.invoices if i.due > end)
    gross = plan.SUPPLIERS_2025 - unpaid
    net = gross * 4 // 5
    ledger.invoice(
        dt.date(2025, 12, 16),
        suppliers.MAPPER,
        "Gemensam kartläggning, höstens del",
        (a.S02_SERVICES, net),
        vat=gross - net,
    )
    vat = plan.VAT_CLAIM[2025, 4] - _vat(ledger, 2025, 4)
    ledger.invoice(
        dt.date(2025, 10, 17), suppliers.SAMSYN, "Grundutbildning för samordnare", (a.S02_SERVICES, vat * 4), vat=vat
    )


def _close_board(ledger: Ledger) -> None:
    """The board's study day takes what the year to September has room for."""
    so_far = ledger.journal.balance("Kostnader:Styrelse:", since=dt.date(2026, 1, 1))
    net = kr(plan.COST_2026_KR["board"]) - so_far
    day = dt.date(2026, 6, 11)
    ledger.invoice(day, suppliers.HOTEL, "Styrelsens studiedag", (a.BOARD_MEETINGS, net), vat=vat_of(net, 12))


def close_september(ledger: Ledger) -> None:
    """September's last invoices take what the year has room for; everything else must be booked before."""
    since = dt.date(2026, 1, 1)
    s02 = kr(plan.COST_2026_KR["s02"]) - ledger.journal.balance("Kostnader:Insatser:S02-Kompetens:", since=since)
    ledger.invoice(
        dt.date(2026, 9, 16), suppliers.MAPPER, "Gemensam kartläggning", (a.S02_SERVICES, s02), vat=vat_of(s02, 25)
    )
    office = kr(plan.COST_2026_KR["office"]) - ledger.journal.balance("Kostnader:Kansli:", since=since)
    vat = plan.VAT_CLAIM[2026, 3] - _vat(ledger, 2026, 3)
    if not office * 6 <= vat * 100 <= office * 25:
        raise ValueError(f"the last invoice cannot be {office} öre with {vat} öre VAT")
    ledger.invoice(dt.date(2026, 9, 18), suppliers.PRINT, "Broschyr och böcker", (a.INFORMATION, office), vat=vat)
