"""A Peppol invoice builder: what a Swedish supplier sends, whole and right unless a test says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
OURS, OUR_NAME = "2220009993", "Samordningsförbundet Norrådalen"


@dataclass(frozen=True)
class Item:
    """A line: net amount, VAT rate, the buyer's accounting cost, free text."""

    amount: str
    rate: str = "25"
    cost: str = ""
    text: str = "Konsulttimmar"
    category: str = "S"


def invoice(
    *items: Item,
    number: str = "50681",
    credit: bool = False,
    issued: str = "2026-09-14",
    due: str = "2026-10-14",
    currency: str = "SEK",
    reference: str = "KAN",
    seller: str = "5560160680",
    name: str = "Åsvik Tele AB",
    vat_number: str | None = None,
    tax: str = "Godkänd för F-skatt",
    buyer: str = OURS,
    buyer_name: str = OUR_NAME,
    giro: str = "53211180",
    branch: str = "SE:BANKGIRO",
    means: str = "30",
    ocr: str = "",
    rounding: str = "0",
    prepaid: str = "0",
    charge: str = "0",
    corrects: str = "",
    period: tuple[str, str] | None = None,
    note: str = "",
    customization: str = CUSTOMIZATION,
    attachment: bool = False,
    wrong: dict[str, str] | None = None,
) -> bytes:
    """The document; ``wrong`` replaces what a sum should be, by its element's name."""
    root = "CreditNote" if credit else "Invoice"
    lines = items or (Item("1000.00"),)
    net = sum((Decimal(i.amount) for i in lines), Decimal(0))
    exclusive = net + Decimal(charge)
    vat = _vat(lines, Decimal(charge))
    tax_sum = sum((t for _, _, _, t in vat), Decimal(0))
    inclusive = exclusive + tax_sum
    sums = {
        "LineExtensionAmount": net,
        "TaxExclusiveAmount": exclusive,
        "TaxInclusiveAmount": inclusive,
        "ChargeTotalAmount": Decimal(charge),
        "PrepaidAmount": Decimal(prepaid),
        "PayableRoundingAmount": Decimal(rounding),
        "PayableAmount": inclusive - Decimal(prepaid) + Decimal(rounding),
    }
    told = {key: f"{value:.2f}" for key, value in sums.items()} | (wrong or {})
    vat_id = f"SE{seller}01" if vat_number is None else vat_number
    parts = [
        _b("CustomizationID", customization),
        _b("ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
        _b("ID", number),
        _b("IssueDate", issued),
        "" if credit else _b("DueDate", due),
        _b(f"{root}TypeCode", "381" if credit else "380"),
        _b("Note", note),
        _b("DocumentCurrencyCode", currency),
        _b("BuyerReference", reference),
        _a("InvoicePeriod", _b("StartDate", period[0]) + _b("EndDate", period[1])) if period else "",
        _a("BillingReference", _a("InvoiceDocumentReference", _b("ID", corrects))) if corrects else "",
        _a("AdditionalDocumentReference", _b("ID", "1") + _a("Attachment", _FILE)) if attachment else "",
        _a("AccountingSupplierParty", _party(seller, name, vat_id, tax)),
        _a("AccountingCustomerParty", _party(buyer, buyer_name, "", "")),
        _a("PaymentMeans", _b("PaymentMeansCode", means) + _b("PaymentID", ocr) + _account(giro, branch)),
        _charge(charge) if Decimal(charge) else "",
        _a(
            "TaxTotal",
            _m("TaxAmount", (wrong or {}).get("TaxAmount", f"{tax_sum:.2f}")) + "".join(_rate(*r) for r in vat),
        ),
        _a("LegalMonetaryTotal", "".join(_m(key, told[key]) for key in told if key in sums)),
        *(_line(root, n, item) for n, item in enumerate(lines, start=1)),
    ]
    space = "urn:oasis:names:specification:ubl:schema:xsd"
    return (
        (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}:{root}-2" '
            f'xmlns:cac="{space}:CommonAggregateComponents-2" xmlns:cbc="{space}:CommonBasicComponents-2">\n'
            + "\n".join(part for part in parts if part)
            + f"\n</{root}>\n"
        )
        .replace("CURRENCY", currency)
        .encode()
    )


_FILE = (
    '<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="bilaga.pdf">'
    "JVBERi0=</cbc:EmbeddedDocumentBinaryObject>"
)


def _vat(lines: tuple[Item, ...], charge: Decimal) -> list[tuple[str, str, Decimal, Decimal]]:
    keys = list(dict.fromkeys((i.category, i.rate) for i in lines))
    found = []
    for n, (category, rate) in enumerate(keys):
        taxable = sum((Decimal(i.amount) for i in lines if (i.category, i.rate) == (category, rate)), Decimal(0))
        taxable += charge if n == 0 else 0
        found.append((category, rate, taxable, (taxable * Decimal(rate or "0") / 100).quantize(Decimal("0.01"))))
    return found


def _rate(category: str, rate: str, taxable: Decimal, tax: Decimal) -> str:
    return _a(
        "TaxSubtotal", _m("TaxableAmount", f"{taxable:.2f}") + _m("TaxAmount", f"{tax:.2f}") + _category(category, rate)
    )


def _category(category: str, rate: str, tag: str = "TaxCategory") -> str:
    return _a(tag, _b("ID", category) + _b("Percent", rate) + _a("TaxScheme", _b("ID", "VAT")))


def _charge(amount: str) -> str:
    return _a(
        "AllowanceCharge",
        _b("ChargeIndicator", "true")
        + _b("AllowanceChargeReason", "Frakt")
        + _m("Amount", amount)
        + _category("S", "25"),
    )


def _line(root: str, number: int, item: Item) -> str:
    return _a(
        f"{root}Line",
        _b("ID", str(number))
        + _m("LineExtensionAmount", item.amount)
        + _b("AccountingCost", item.cost)
        + _a("Item", _b("Name", item.text) + _category(item.category, item.rate, "ClassifiedTaxCategory")),
    )


def _party(number: str, name: str, vat_id: str, tax: str) -> str:
    endpoint = f'<cbc:EndpointID schemeID="0007">{number}</cbc:EndpointID>' if number else ""
    schemes = [(vat_id, "VAT"), (tax, "TAX")]
    return _a(
        "Party",
        endpoint
        + _a("PostalAddress", _a("Country", _b("IdentificationCode", "SE")))
        + "".join(
            _a("PartyTaxScheme", _b("CompanyID", text) + _a("TaxScheme", _b("ID", s))) for text, s in schemes if text
        )
        + _a("PartyLegalEntity", _b("RegistrationName", name) + _b("CompanyID", number)),
    )


def _account(giro: str, branch: str) -> str:
    place = _a("FinancialInstitutionBranch", _b("ID", branch)) if branch else ""
    return _a("PayeeFinancialAccount", _b("ID", giro) + place) if giro else ""


def _a(tag: str, content: str) -> str:
    return f"<cac:{tag}>{content}</cac:{tag}>"


def _b(tag: str, text: str) -> str:
    return f"<cbc:{tag}>{text}</cbc:{tag}>" if text else ""


def _m(tag: str, amount: str) -> str:
    return f'<cbc:{tag} currencyID="CURRENCY">{amount}</cbc:{tag}>'
