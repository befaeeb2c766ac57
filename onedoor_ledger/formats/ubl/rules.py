"""What an e-invoice must hold to: its sums (EN 16931, BR-CO), and Sweden's rules in Peppol (SE-R-001 to 013).

Source: EN 16931-1 and the Schematron of Peppol BIS Billing 3.0; fatal and warning as there. Sums are compared with the
sign of what is owed, which changes nothing. VAT may differ by less than one unit of currency from rate times amount,
as the Schematron allows, since suppliers round by line or in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from onedoor_ledger.formats.ubl.records import BANKGIRO, PLUSGIRO, Invoice, InvoiceParty
from onedoor_ledger.money import ORE_PER_KRONA, kronor
from onedoor_ledger.privacy import luhn
from onedoor_ledger.texts import _

SWEDEN = "SE"
STANDARD = "S"
_SWEDISH_RATES = (Decimal(6), Decimal(12), Decimal(25))
_VAT_LENGTH, _ORGNR_LENGTH = 14, 10
_BANKGIRO_LENGTHS, _PLUSGIRO_LENGTHS = range(7, 9), range(2, 9)
_CREDIT_TRANSFER, _DEBIT_TRANSFER, _OLD_GIRO = "30", "31", ("50", "56")
_F_TAX = "GODKÄND FÖR F-SKATT"
_RULE_NAMES = {"": STANDARD, "K": "IC", "L": "AF", "M": "AG"}
"""Where a category's rules have another name than the category."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule an invoice breaks, and how; a ``fatal`` one stops the invoice."""

    rule: str
    what: str
    fatal: bool = True


def check(invoice: Invoice) -> tuple[Broken, ...]:
    """Every rule that ``invoice`` breaks."""
    return tuple(broken for rules in _CHECKS for broken in rules(invoice))


def _sums(invoice: Invoice) -> Iterator[Broken]:
    totals = invoice.totals
    lines = sum(line.amount for line in invoice.lines)
    allowances = -sum(a.amount for a in invoice.adjustments if not a.charge)
    charges = sum(a.amount for a in invoice.adjustments if a.charge)
    tax = sum(rate.tax for rate in invoice.vat)
    for rule, what, stated, summed in (
        ("BR-CO-10", _("the sum of the lines"), totals.lines, lines),
        ("BR-CO-11", _("the sum of allowances"), totals.allowances, allowances),
        ("BR-CO-12", _("the sum of charges"), totals.charges, charges),
        ("BR-CO-13", _("the sum without VAT"), totals.exclusive, totals.lines - totals.allowances + totals.charges),
        ("BR-CO-14", _("the VAT"), invoice.tax, tax),
        ("BR-CO-15", _("the sum with VAT"), totals.inclusive, totals.exclusive + invoice.tax),
        ("BR-CO-16", _("what is to be paid"), totals.payable, totals.inclusive - totals.prepaid + totals.rounding),
    ):
        if stated != summed:
            yield Broken(
                rule,
                _("{what} is {stated} but its parts give {summed}.").format(
                    what=what, stated=kronor(stated), summed=kronor(summed)
                ),
            )


def _vat(invoice: Invoice) -> Iterator[Broken]:
    if not invoice.vat:
        yield Broken("BR-CO-18", _("there is no VAT per category."))
    for rate in invoice.vat:
        computed = abs(rate.taxable) * (rate.rate or Decimal(0)) / 100
        if abs(abs(rate.tax) - computed) >= ORE_PER_KRONA:
            yield Broken(
                "BR-CO-17",
                _("the VAT at {rate} per cent on {taxable} is said to be {tax}.").format(
                    rate=rate.rate or 0, taxable=kronor(rate.taxable), tax=kronor(rate.tax)
                ),
            )
    yield from _taxable(invoice)


def _taxable(invoice: Invoice) -> Iterator[Broken]:
    """Each category and rate must be on what its lines, charges and allowances come to."""
    sums: dict[tuple[str, Decimal | None], int] = defaultdict(int)
    for line in invoice.lines:
        sums[line.category, line.rate] += line.amount
    for part in invoice.adjustments:
        sums[part.category, part.rate] += part.amount
    stated: dict[tuple[str, Decimal | None], int] = defaultdict(int)
    for rate in invoice.vat:
        stated[rate.category, rate.rate] += rate.taxable
    for key in [*stated, *(key for key in sums if key not in stated)]:
        if abs(stated.get(key, 0) - sums.get(key, 0)) >= ORE_PER_KRONA:
            yield Broken(
                f"BR-{_RULE_NAMES.get(key[0], key[0])}-08",
                _("the VAT category {category} is on {stated}, but its lines come to {summed}.").format(
                    category=key[0], stated=kronor(stated.get(key, 0)), summed=kronor(sums.get(key, 0))
                ),
            )


def _contents(invoice: Invoice) -> Iterator[Broken]:
    for line in invoice.lines:
        if not line.category:
            yield Broken("BR-CO-04", _("line {line} has no VAT category.").format(line=line.id))
    if not invoice.lines:
        yield Broken("BR-16", _("there are no lines."))
    if invoice.totals.payable > 0 and not invoice.credit and invoice.due is None and not invoice.terms:
        yield Broken("BR-CO-25", _("there is neither a due date nor terms of payment."))
    if not invoice.supplier.identified:
        yield Broken("BR-CO-26", _("the seller has no number of any kind."))
    if not invoice.references:
        yield Broken("PEPPOL-EN16931-R003", _("there is no reference of the buyer's."), fatal=False)


def _swedish_seller(invoice: Invoice) -> Iterator[Broken]:
    seller = invoice.supplier
    if seller.country != SWEDEN:
        return
    if seller.vat_id.startswith(SWEDEN):
        if len(seller.vat_id) != _VAT_LENGTH:
            yield Broken("SE-R-001", _("a Swedish VAT number has 14 characters."))
        if not seller.vat_id[2:].isdecimal():
            yield Broken("SE-R-002", _("a Swedish VAT number has digits after SE."))
        yield from _rates(invoice)
    if seller.legal_id:
        yield from _organisation_number(seller)
        if seller.tax_id and seller.tax_id.upper() != _F_TAX:
            yield Broken("SE-R-005", _("the tax registration must say “Godkänd för F-skatt”."))
    yield from _giro(invoice)


def _organisation_number(seller: InvoiceParty) -> Iterator[Broken]:
    number = seller.legal_id
    if not number.isdecimal():
        yield Broken("SE-R-003", _("an organisation number is written with digits only."), fatal=False)
    if len(number) != _ORGNR_LENGTH:
        yield Broken("SE-R-004", _("an organisation number has 10 digits."), fatal=False)
    elif number.isdecimal() and not luhn(number):
        yield Broken("SE-R-013", _("the organisation number's check digit is wrong."), fatal=False)


def _rates(invoice: Invoice) -> Iterator[Broken]:
    used = [
        *((rate.category, rate.rate) for rate in invoice.vat),
        *((line.category, line.rate) for line in invoice.lines),
        *((part.category, part.rate) for part in invoice.adjustments),
    ]
    for rate in dict.fromkeys(rate for category, rate in used if category == STANDARD):
        if rate not in _SWEDISH_RATES:
            yield Broken("SE-R-006", _("VAT is 6, 12 or 25 per cent in Sweden, not {rate}.").format(rate=rate or 0))


def _giro(invoice: Invoice) -> Iterator[Broken]:
    for means in invoice.payments:
        numeric, length = means.account.isdecimal(), len(means.account)
        if means.code == _CREDIT_TRANSFER and means.branch == PLUSGIRO:
            if not numeric:
                yield Broken("SE-R-007", _("a plusgiro number is written with digits only."), fatal=False)
            if length not in _PLUSGIRO_LENGTHS:
                yield Broken("SE-R-010", _("a plusgiro number has 2 to 8 digits."), fatal=False)
        if means.code == _CREDIT_TRANSFER and means.branch == BANKGIRO:
            if not numeric:
                yield Broken("SE-R-008", _("a bankgiro number is written with digits only."), fatal=False)
            if length not in _BANKGIRO_LENGTHS:
                yield Broken("SE-R-009", _("a bankgiro number has 7 or 8 digits."), fatal=False)
        if means.code in _OLD_GIRO:
            yield Broken("SE-R-011", _("bankgiro and plusgiro are told by payment means 30."), fatal=False)
        if means.code == _DEBIT_TRANSFER and invoice.buyer.country == SWEDEN:
            yield Broken("SE-R-012", _("a credit transfer in Sweden is told by payment means 30."), fatal=False)


_CHECKS: tuple[Callable[[Invoice], Iterator[Broken]], ...] = (_sums, _vat, _contents, _swedish_seller)
