"""E-invoices become debts: net cost, VAT to be refunded, öre rounded; a party's that names an insats, a requisition."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from onedoor_ledger.books import preview
from onedoor_ledger.errors import UserErrors
from onedoor_ledger.formats.ubl import reader
from onedoor_ledger.formats.ubl.errors import InvoiceRuleError
from onedoor_ledger.intake import bank, invoices
from onedoor_ledger.intake.booking_errors import NotRecipientError, OutsideAgreementError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import FutureDateError, PersonsError, RowChangedError, YearOutsideError
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.invoice_errors import (
    InvoiceCurrencyError,
    InvoiceMeasureError,
    InvoiceNotOursError,
    SupplierUnknownError,
)
from onedoor_ledger.intake.model import Source
from onedoor_ledger.rulebook.model import Supplier
from tests.formats.ubl_files import Item, invoice
from tests.intake.scene import BANK, TODAY, booked, voucher
from tests.intake.test_bank import detail, entry, statement

PHONE, VAT, ROUNDING = (
    "Kostnader:Kansli:TeleIT",
    "Tillgångar:Fordran:MomsErsättningsbar",
    "Kostnader:Kansli:Öresavrundning",
)
OWED = "Skulder:Leverantörer"
ECONOMY = "Kostnader:Kansli:Ekonomitjänst"
GRANASA = "2120009010"
Q3 = ("2026-07-01", "2026-09-30")
SUPPLIERS = (
    Supplier(PHONE, orgnr="556016-0680", giro="53211180"),
    Supplier("Kostnader:Kansli:Information", name="Bildmakare Berg"),
    Supplier(ECONOMY, orgnr="212000-9010", reference="KAN"),
)


def source(content: bytes) -> Source:
    return Source("inbox/faktura.xml", "faktura.xml", content, "sha256:0", "2026-10-14.0.faktura.xml", TODAY)


@pytest.fixture
def desk(rules, empty):
    def make(*vouchers, suppliers=SUPPLIERS):
        books = booked(empty, vouchers) if vouchers else empty
        own = dataclasses.replace(rules, accounts=dataclasses.replace(rules.accounts, suppliers=suppliers))
        return Desk(own, books, Known(books), TODAY)

    return make


def draft(content: bytes, desk: Desk):
    return invoices.draft(reader.read(content, "inbox/faktura.xml"), source(content), desk)


def lines(drafted):
    return [(line.account, line.amount) for v in drafted.vouchers for line in v.lines]


def after(own: Desk, drafted) -> Desk:
    books = preview.plus(own.books, drafted.vouchers)
    return Desk(own.rules, books, Known(books), TODAY)


def test_an_invoice_is_cost_net_vat_to_be_refunded_rounding_and_a_debt(desk):
    drafted = draft(invoice(Item("999.90"), ocr="123456782", rounding="0.12"), desk())
    (made,) = drafted.vouchers
    assert lines(drafted) == [(PHONE, 999_90), (VAT, 249_98), (ROUNDING, 12), (OWED, -1250_00)]
    assert (made.payee, made.narration, str(made.date)) == ("Åsvik Tele AB", "Faktura 50681", "2026-09-14")
    assert made.meta["reference"] == "123456782"
    assert (made.meta["due"], made.meta["giro"], made.meta["counterparty"]) == (
        "2026-10-14",
        "53211180",
        "Åsvik Tele AB",
    )
    assert (drafted.booked, drafted.findings) == (1, ())


@pytest.mark.parametrize(
    "paid",
    [
        detail(-1250_00, reference="123456782"),
        detail(-1250_00, text="Faktura 50681"),
        detail(-1250_00, who="Åsvik Tele AB"),
    ],
    ids=["OCR", "invoice number", "name"],
)
def test_the_bank_pays_it(desk, paid):
    own = desk()
    owed = after(own, draft(invoice(ocr="123456782"), own))
    assert lines(bank.draft([statement(entry(paid))], source(b""), owed)) == [(BANK, -1250_00), (OWED, 1250_00)]


def test_vat_that_cannot_be_refunded_is_cost(desk):
    own = desk(suppliers=(dataclasses.replace(SUPPLIERS[0], vat_is_cost=True),))
    assert lines(draft(invoice(), own)) == [(PHONE, 1250_00), (OWED, -1250_00)]


@pytest.mark.parametrize(
    "content",
    [invoice(credit=True, number="K1", corrects="50681"), invoice(Item("-1000.00"), number="K1", corrects="50681")],
)
def test_a_credit_note_or_a_negative_invoice_takes_it_back(desk, content):
    own = desk()
    owed = after(own, draft(invoice(), own))
    credited = draft(content, owed)
    assert lines(credited) == [(PHONE, -1000_00), (VAT, -250_00), (OWED, 1250_00)]
    assert (credited.vouchers[0].narration, credited.vouchers[0].meta["reference"]) == ("Kreditfaktura K1", "50681")


def test_the_same_invoice_again_is_known_and_a_changed_one_is_told(desk):
    own = desk()
    later = after(own, draft(invoice(), own))
    again = draft(invoice(), later)
    assert (again.vouchers, again.known, again.findings) == ((), 1, ())
    with pytest.raises(RowChangedError):
        draft(invoice(Item("1100.00")), later)


def test_an_invoice_from_the_invoice_system_is_not_booked_again(desk):
    own = desk(
        voucher("2026-09-14", "Åsvik Tele AB, faktura 50681", (PHONE, 1000_00), (VAT, 250_00), (OWED, -1250_00)),
    )
    again = draft(invoice(), own)
    assert (again.vouchers, again.known, [f.rule for f in again.findings]) == ((), 1, ["invoice-known"])


def test_a_supplier_nobody_has_approved_is_refused_with_the_rule_to_write(desk):
    with pytest.raises(SupplierUnknownError, match=r'orgnr = "556703-7485"'):
        draft(invoice(seller="5567037485", name="Ny AB"), desk())


def test_an_enskild_firmas_number_never_becomes_text(desk):
    sole = {"seller": "8112189876", "vat_number": "SE811218987601", "name": "Bildmakare Berg", "giro": "53217777"}
    own = desk()
    drafted = draft(invoice(**sole), own)
    assert lines(drafted)[0] == ("Kostnader:Kansli:Information", 1000_00)
    assert "811218" not in str(drafted.vouchers)
    with pytest.raises(SupplierUnknownError) as error:
        draft(invoice(**sole), desk(suppliers=()))
    assert "811218" not in error.value.text()
    assert 'giro = "53217777"' in error.value.text()


def test_another_giro_than_the_rules_have_is_told(desk):
    drafted = draft(invoice(giro="51234567"), desk())
    assert (drafted.booked, [f.rule for f in drafted.findings]) == (1, ["invoice-giro"])


def test_what_is_to_know_is_told(desk):
    found = draft(
        invoice(Item("1000.00", rate="0", category="AE"), prepaid="100.00", attachment=True, giro="5321-1180"), desk()
    )
    assert [f.rule for f in found.findings] == [
        "invoice-SE-R-008",
        "invoice-SE-R-009",
        "invoice-prepaid",
        "invoice-reverse-charge",
        "invoice-attachments",
    ]
    assert "SE-R-008" in found.findings[0].message


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (invoice(currency="EUR"), InvoiceCurrencyError),
        (invoice(buyer="5560160680", buyer_name="Annan AB"), InvoiceNotOursError),
        (invoice(buyer="", buyer_name="Annan AB"), InvoiceNotOursError),
        (invoice(issued="2018-08-30"), YearOutsideError),
        (invoice(issued="2026-10-15"), FutureDateError),
        (invoice(note="Avser deltagaren 19900101-2385"), PersonsError),
        (invoice(Item("1.00", text="Samtal med 900101-2385")), PersonsError),
        (invoice(tax="Momsregistrerad"), InvoiceRuleError),
    ],
)
def test_what_is_not_to_be_booked_is_refused(desk, content, kind):
    with pytest.raises(kind):
        draft(content, desk())


def test_every_broken_rule_is_told_at_once(desk):
    with pytest.raises(UserErrors) as error:
        draft(invoice(tax="Momsregistrerad", wrong={"PayableAmount": "1.00"}), desk())
    assert [e.rule for e in error.value.errors] == ["BR-CO-16", "SE-R-005"]


def test_a_party_that_names_an_insats_sends_a_requisition(desk):
    party = {"seller": GRANASA, "name": "Granåsa kommun", "vat_number": "", "number": "2026:31", "period": Q3}
    drafted = draft(invoice(Item("612400.00", rate="0", category="E"), reference="I01", **party), desk())
    (made,) = drafted.vouchers
    assert lines(drafted) == [
        ("Kostnader:Insatser:I01-MIA:Kommun", 612_400_00),
        ("Skulder:Rekvisition:Granåsa", -612_400_00),
    ]
    assert (made.meta["service"], made.meta["reference"], made.meta["party"], made.meta["measure"]) == (
        "2026-Q3",
        "2026:31",
        "granasa",
        "i01",
    )
    assert made.narration == "Rekvisition 2026:31, MIA – mobilisering inför arbete, 2026-Q3"
    assert drafted.findings == ()


def test_vat_on_a_requisition_is_asked_for_and_not_accepted(desk):
    party = {"seller": GRANASA, "name": "Granåsa kommun", "number": "2026:31", "period": Q3}
    drafted = draft(invoice(Item("1000.00", cost="I05"), **party), desk())
    (made,) = drafted.vouchers
    assert lines(drafted)[1] == ("Skulder:Rekvisition:Granåsa", -1000_00)
    assert (made.meta["asked"], made.meta["reason"]) == ("1250.00", "ingen moms på medel till en part")
    assert [f.rule for f in drafted.findings] == ["invoice-requisition-vat"]


def test_one_invoice_for_two_insatser_is_two_requisitions(desk):
    party = {"seller": GRANASA, "name": "Granåsa kommun", "number": "2026:31", "period": Q3, "vat_number": ""}
    items = (Item("100.01", rate="0", cost="I01", category="E"), Item("50.00", rate="0", cost="S01", category="E"))
    drafted = draft(invoice(*items, **party), desk())
    assert [v.meta["measure"] for v in drafted.vouchers] == ["i01", "s01"]
    assert [line.amount for v in drafted.vouchers for line in v.lines] == [100_01, -100_01, 50_00, -50_00]
    assert (drafted.rows, drafted.booked) == (1, 1)


def test_a_partys_purchase_invoice_is_a_purchase_where_a_rule_says_so(desk):
    party = {"seller": GRANASA, "name": "Granåsa kommun", "giro": ""}
    assert lines(draft(invoice(Item("15000.00"), reference="KAN", **party), desk()))[0] == (ECONOMY, 15_000_00)
    with pytest.raises(InvoiceMeasureError, match="I01, I05, S01"):
        draft(invoice(reference="Anna", **party), desk(suppliers=()))


def test_a_requisition_that_no_agreement_covers_is_refused(desk):
    party = {"seller": GRANASA, "name": "Granåsa kommun", "vat_number": ""}
    with pytest.raises(NotRecipientError):
        draft(invoice(reference="I02", period=Q3, **party), desk(suppliers=()))
    with pytest.raises(OutsideAgreementError):
        draft(invoice(reference="I01", period=("2024-10-01", "2024-12-31"), **party), desk())
    with pytest.raises(Exception, match="InvoicePeriod"):
        draft(invoice(reference="I01", **party), desk())


def test_every_official_example_is_refused_for_what_it_is(samples: Path, prepare):
    found = {path.name: [e.code for e in prepare(path).refused] for path in sorted((samples / "peppol").glob("*.xml"))}
    assert found.pop("vat-category-O.xml") == ["invoice-not-ours"]
    assert list(found.values()) == [["invoice-currency"]] * 8
