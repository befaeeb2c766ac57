"""An invoice as plain values. Amounts are öre (hundredths of its currency), positive when the buyer owes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

BANKGIRO, PLUSGIRO = "SE:BANKGIRO", "SE:PLUSGIRO"


@dataclass(frozen=True, slots=True)
class InvoiceParty:
    """Seller or buyer, as the invoice says; numbers in the sender's own spelling."""

    name: str
    country: str
    legal_id: str
    """``PartyLegalEntity/CompanyID``: an organisationsnummer in Sweden. An enskild firma's is a person number."""
    vat_id: str
    """``PartyTaxScheme/CompanyID`` under scheme VAT."""
    tax_id: str
    """The same under another scheme: in Sweden the words "Godkänd för F-skatt"."""
    endpoint: str
    """The electronic address with its scheme: ``0007:2220009993``."""
    identified: bool
    """Whether it has any identifier at all (BR-CO-26)."""


@dataclass(frozen=True, slots=True)
class PaymentMeans:
    """How and where to pay."""

    code: str
    account: str
    branch: str
    """``SE:BANKGIRO``, ``SE:PLUSGIRO``, a BIC, or ''."""
    reference: str
    """OCR or what else to state with the payment."""


@dataclass(frozen=True, slots=True)
class VatRate:
    """The VAT of one category and rate; ``rate`` in per cent, None where the category has none."""

    category: str
    rate: Decimal | None
    taxable: int
    tax: int


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A line: its net amount, VAT category, and what the buyer asked the supplier to write on it."""

    id: str
    amount: int
    category: str
    rate: Decimal | None
    cost: str
    """``AccountingCost``: the buyer's own account or code."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """An allowance or a charge on the whole invoice; ``amount`` is what it adds to what is owed."""

    charge: bool
    amount: int
    category: str
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Totals:
    """``LegalMonetaryTotal``, with the sign of what is owed."""

    lines: int
    allowances: int
    charges: int
    exclusive: int
    inclusive: int
    prepaid: int
    rounding: int
    """Öresavrundning, signed: what is added to reach what is to be paid."""
    payable: int


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice or, with amounts the other way, a credit note."""

    name: str
    """The file, for messages."""
    credit: bool
    """Whether it is a credit note; a correcting invoice may be negative too."""
    number: str
    issued: dt.date
    due: dt.date | None
    terms: str
    currency: str
    references: tuple[str, ...]
    """What the buyer asked for: BuyerReference, order, contract, project, AccountingCost."""
    corrects: tuple[str, ...]
    """Numbers of the invoices it credits or corrects."""
    period: tuple[dt.date, dt.date] | None
    """The days it is for, first and last; None when it does not say."""
    supplier: InvoiceParty
    buyer: InvoiceParty
    payments: tuple[PaymentMeans, ...]
    vat: tuple[VatRate, ...]
    tax: int
    totals: Totals
    lines: tuple[InvoiceLine, ...]
    adjustments: tuple[Allowance, ...]
    free_texts: tuple[str, ...]
    """Every text a person writes freely: to look for persons in, never to book."""
    attachments: int
    """Files inside the invoice, which nobody has read."""

    @property
    def payment_reference(self) -> str:
        """What the bank will show: the payment's reference, else the invoice's number."""
        return next((p.reference for p in self.payments if p.reference), self.number)

    @property
    def giro(self) -> str:
        """The bankgiro or plusgiro to pay to, digits only; '' when there is none."""
        found = (p.account for p in self.payments if p.branch in (BANKGIRO, PLUSGIRO))
        return next(("".join(c for c in account if c.isdigit()) for account in found), "")
