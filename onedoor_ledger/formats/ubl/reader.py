"""A Peppol BIS Billing 3 invoice or credit note, with its sign made one: positive is owed by the buyer.

Source: Peppol BIS Billing 3.0, syntax bindings for Invoice and CreditNote. What the rules say is in :mod:`.rules`.
"""

from __future__ import annotations

import datetime as dt
import re

from lxml import etree

from onedoor_ledger.formats import xml
from onedoor_ledger.formats.ubl.element import Element
from onedoor_ledger.formats.ubl.errors import NotInvoiceError
from onedoor_ledger.formats.ubl.records import (
    Allowance,
    Invoice,
    InvoiceLine,
    InvoiceParty,
    PaymentMeans,
    Totals,
    VatRate,
)

_ROOT = re.compile(r"urn:oasis:names:specification:ubl:schema:xsd:(Invoice|CreditNote)-2", re.ASCII)
_EN16931 = "urn:cen.eu:en16931:2017"
_INVOICE, _CREDIT_NOTE = "Invoice", "CreditNote"
_TYPES = {
    _INVOICE: "80 82 84 130 202 203 204 211 295 325 326 380 383 384 385 386 387 388 393 394 395 456 457 527 575 623 "
    "633 751 780 935",
    _CREDIT_NOTE: "81 83 261 262 296 308 381 396 420 458 532",
}
"""Codes of UNTDID 1001 that Peppol takes as invoice and as credit note; a buyer's self-billing (389) is not ours."""
_VAT = "VAT"
_FREE = frozenset({"Note", "Description", "Name", "AllowanceChargeReason", "DocumentDescription", "Value"})
_ATTACHMENT = "AdditionalDocumentReference/Attachment/EmbeddedDocumentBinaryObject"
_REFERENCES = (
    "BuyerReference",
    "OrderReference/ID",
    "ContractDocumentReference/ID",
    "ProjectReference/ID",
    "AccountingCost",
)


def read(content: bytes, name: str) -> Invoice:
    """The invoice in a file; that its sums agree is for :func:`onedoor_ledger.formats.ubl.rules.check` to say.

    Raises:
        NotInvoiceError: when it is another document, or not by EN 16931.
        InvoiceFieldError: on a field that is missing or cannot be read.
        UserError: what :func:`onedoor_ledger.formats.xml.parse` raises.
    """
    root = xml.parse(content, name)
    tag = etree.QName(root)
    kind = _ROOT.fullmatch(tag.namespace or "")
    if kind is None or kind[1] != tag.localname:
        raise NotInvoiceError(name, tag.localname)
    credit = tag.localname == _CREDIT_NOTE
    document = Element(root, name, -1 if credit else 1)
    customization = document.text("CustomizationID")
    if not customization.startswith(_EN16931):
        raise NotInvoiceError(name, customization or tag.localname)
    code = document.need(f"{tag.localname}TypeCode")
    if code not in _TYPES[tag.localname].split():
        raise NotInvoiceError(name, f"{tag.localname} {code}")
    return _invoice(document, credit=credit)


def _invoice(document: Element, *, credit: bool) -> Invoice:
    issued = document.day("IssueDate")
    if issued is None:
        raise document.error("IssueDate", "")
    currency = document.need("DocumentCurrencyCode")
    tax = next((t for t in document.all("TaxTotal") if _is_in(t, currency)), None)
    return Invoice(
        name=document.name,
        credit=credit,
        number=document.need("ID"),
        issued=issued,
        due=document.day("DueDate") or document.day("PaymentMeans/PaymentDueDate"),
        terms=document.text("PaymentTerms/Note"),
        currency=currency,
        references=tuple(text for path in _REFERENCES if (text := document.text(path))),
        corrects=tuple(r.content for r in document.all("BillingReference/InvoiceDocumentReference/ID") if r.content),
        period=_period(document) or next((p for line in _line_elements(document) if (p := _period(line))), None),
        supplier=_party(document, "AccountingSupplierParty/Party"),
        buyer=_party(document, "AccountingCustomerParty/Party"),
        payments=tuple(_payment(means) for means in document.all("PaymentMeans")),
        vat=tuple(_vat(subtotal) for subtotal in tax.all("TaxSubtotal")) if tax is not None else (),
        tax=tax.need_amount("TaxAmount") if tax is not None else 0,
        totals=_totals(document),
        lines=tuple(_line(line) for line in _line_elements(document)),
        adjustments=tuple(_adjustment(element) for element in document.all("AllowanceCharge")),
        free_texts=tuple(_free_texts(document)),
        attachments=len(list(document.all(_ATTACHMENT))),
    )


def _is_in(total: Element, currency: str) -> bool:
    """Whether a TaxTotal is in the invoice's own currency; a second one is in that of the seller's tax return."""
    amount = total.first("TaxAmount")
    return amount is not None and (amount.node.get("currencyID") or currency) == currency


def _line_elements(document: Element) -> list[Element]:
    return [*document.all("InvoiceLine"), *document.all("CreditNoteLine")]


def _line(line: Element) -> InvoiceLine:
    category = "Item/ClassifiedTaxCategory"
    return InvoiceLine(
        id=line.text("ID"),
        amount=line.need_amount("LineExtensionAmount"),
        category=line.text(f"{category}/ID"),
        rate=line.rate(f"{category}/Percent"),
        cost=line.text("AccountingCost"),
    )


def _adjustment(element: Element) -> Allowance:
    amount = element.need_amount("Amount")
    charge = element.need("ChargeIndicator") == "true"
    category = "TaxCategory"
    own = amount if charge else -amount
    return Allowance(charge, own, element.text(f"{category}/ID"), element.rate(f"{category}/Percent"))


def _vat(subtotal: Element) -> VatRate:
    return VatRate(
        category=subtotal.text("TaxCategory/ID"),
        rate=subtotal.rate("TaxCategory/Percent"),
        taxable=subtotal.need_amount("TaxableAmount"),
        tax=subtotal.need_amount("TaxAmount"),
    )


def _totals(document: Element) -> Totals:
    total = document.first("LegalMonetaryTotal")
    if total is None:
        raise document.error("LegalMonetaryTotal", "")
    return Totals(
        lines=total.need_amount("LineExtensionAmount"),
        allowances=total.amount("AllowanceTotalAmount"),
        charges=total.amount("ChargeTotalAmount"),
        exclusive=total.need_amount("TaxExclusiveAmount"),
        inclusive=total.need_amount("TaxInclusiveAmount"),
        prepaid=total.amount("PrepaidAmount"),
        rounding=total.amount("PayableRoundingAmount"),
        payable=total.need_amount("PayableAmount"),
    )


def _payment(means: Element) -> PaymentMeans:
    return PaymentMeans(
        code=means.text("PaymentMeansCode"),
        account=means.text("PayeeFinancialAccount/ID"),
        branch=means.text("PayeeFinancialAccount/FinancialInstitutionBranch/ID"),
        reference=means.text("PaymentID"),
    )


def _party(document: Element, path: str) -> InvoiceParty:
    party = document.first(path)
    if party is None:
        raise document.error(path.partition("/")[0], "")
    schemes = {scheme.text("TaxScheme/ID").upper(): scheme.text("CompanyID") for scheme in party.all("PartyTaxScheme")}
    endpoint = party.first("EndpointID")
    legal = party.text("PartyLegalEntity/CompanyID")
    return InvoiceParty(
        name=party.text("PartyLegalEntity/RegistrationName") or party.text("PartyName/Name"),
        country=party.text("PostalAddress/Country/IdentificationCode"),
        legal_id=legal,
        vat_id=schemes.get(_VAT, ""),
        tax_id=next((text for scheme, text in schemes.items() if scheme != _VAT), ""),
        endpoint="" if endpoint is None else f"{endpoint.node.get('schemeID', '')}:{endpoint.content}",
        identified=bool(legal or schemes.get(_VAT) or party.text("PartyIdentification/ID")),
    )


def _period(element: Element) -> tuple[dt.date, dt.date] | None:
    """The first and last day an invoice or a line is for, None when it does not say."""
    start, end = element.day("InvoicePeriod/StartDate"), element.day("InvoicePeriod/EndDate")
    if start is None or end is None or end < start:
        return None
    return start, end


def _free_texts(document: Element) -> list[str]:
    """Texts of the invoice's head and lines, without the seller's own: a seller may be a person."""
    found = [" ".join(text for text in document.text(path).split()) for path in _REFERENCES]
    for child in document.node:
        if etree.QName(child).localname in ("AccountingSupplierParty", "PayeeParty", "TaxRepresentativeParty"):
            continue
        found += [" ".join((e.text or "").split()) for e in child.iter() if etree.QName(e).localname in _FREE]
    return [text for text in found if text]
