"""Peppol invoices: one sign for what is owed, sums that agree, and Sweden's rules by name."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.formats import errors, sniff
from onedoor_ledger.formats.ubl import errors as ubl_errors
from onedoor_ledger.formats.ubl import reader, rules
from tests.formats.ubl_files import Item, invoice


def read(content: bytes):
    return reader.read(content, "faktura.xml")


def broken(content: bytes) -> list[tuple[str, bool]]:
    return [(b.rule, b.fatal) for b in rules.check(read(content))]


def test_an_invoice_as_it_comes():
    found = read(invoice(Item("800.00"), Item("200.00", rate="6"), ocr="123456782", charge="40.00", rounding="0.50"))
    totals = found.totals
    assert (found.number, found.issued, found.due) == ("50681", dt.date(2026, 9, 14), dt.date(2026, 10, 14))
    assert (totals.lines, totals.charges, totals.exclusive, found.tax) == (1000_00, 40_00, 1040_00, 222_00)
    assert (totals.inclusive, totals.rounding, totals.payable) == (1262_00, 50, 1262_50)
    assert [(v.category, v.rate, v.taxable, v.tax) for v in found.vat] == [
        ("S", Decimal(25), 840_00, 210_00),
        ("S", Decimal(6), 200_00, 12_00),
    ]
    assert (found.supplier.legal_id, found.supplier.vat_id) == ("5560160680", "SE556016068001")
    assert found.supplier.tax_id == "Godkänd för F-skatt"
    assert (found.giro, found.payment_reference) == ("53211180", "123456782")
    assert rules.check(found) == ()


def test_a_credit_note_and_a_negative_invoice_are_both_owed_to_us():
    note = read(invoice(Item("1300.00"), credit=True, corrects="50680"))
    negative = read(invoice(Item("-1300.00"), corrects="50680"))
    assert note.totals == negative.totals
    assert (note.totals.payable, note.tax, note.vat) == (-1625_00, -325_00, negative.vat)
    assert note.corrects == ("50680",)
    assert rules.check(note) == rules.check(negative) == ()


TOTALS = {
    "Allowance-example.xml": ("EUR", 6125_00, 1225_00),
    "Vat-category-S.xml": ("EUR", 8550_00, 1550_00),
    "base-creditnote-correction.xml": ("EUR", -1656_25, -331_25),
    "base-example.xml": ("EUR", 1656_25, 331_25),
    "base-negative-inv-correction.xml": ("EUR", -1656_25, -331_25),
    "sales-order-example.xml": ("EUR", 1656_25, 331_25),
    "vat-category-E.xml": ("GBP", 1200_00, 0),
    "vat-category-O.xml": ("SEK", 3200_00, 0),
    "vat-category-Z.xml": ("GBP", 1200_00, 0),
}


def test_every_official_example_is_read_and_breaks_no_rule(samples: Path):
    found = {}
    for path in sorted((samples / "peppol").glob("*.xml")):
        content = path.read_bytes()
        assert sniff.kind(content, path.name) == "ubl"
        one = reader.read(content, path.name)
        assert rules.check(one) == (), path.name
        found[path.name] = (one.currency, one.totals.payable, one.tax)
    assert found == TOTALS


@pytest.mark.parametrize(
    ("content", "rule", "fatal"),
    [
        (invoice(wrong={"LineExtensionAmount": "999.00"}), "BR-CO-10", True),
        (invoice(wrong={"ChargeTotalAmount": "9.00"}), "BR-CO-12", True),
        (invoice(wrong={"TaxExclusiveAmount": "1001.00"}), "BR-CO-13", True),
        (invoice(wrong={"TaxAmount": "251.00"}), "BR-CO-14", True),
        (invoice(wrong={"TaxInclusiveAmount": "1251.00"}), "BR-CO-15", True),
        (invoice(wrong={"PayableAmount": "1251.00"}), "BR-CO-16", True),
        (invoice().replace(b">25<", b">12<", 1), "BR-CO-17", True),
        (invoice(due=""), "BR-CO-25", True),
        (invoice(reference=""), "PEPPOL-EN16931-R003", False),
        (invoice(vat_number="SE55601606800"), "SE-R-001", True),
        (invoice(vat_number="SE55601606AA01"), "SE-R-002", True),
        (invoice(seller="556016-0680", vat_number="SE556016068001"), "SE-R-003", False),
        (invoice(seller="55601606800", vat_number="SE556016068001"), "SE-R-004", False),
        (invoice(tax="Momsregistrerad"), "SE-R-005", True),
        (invoice(Item("1000.00", rate="20")), "SE-R-006", True),
        (invoice(giro="12-34", branch="SE:PLUSGIRO"), "SE-R-007", False),
        (invoice(giro="5321-1180"), "SE-R-008", False),
        (invoice(giro="532111"), "SE-R-009", False),
        (invoice(giro="123456789", branch="SE:PLUSGIRO"), "SE-R-010", False),
        (invoice(means="56"), "SE-R-011", False),
        (invoice(means="31"), "SE-R-012", False),
        (invoice(seller="5560160681", vat_number="SE556016068001"), "SE-R-013", False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_rule_is_named(content: bytes, rule: str, fatal: bool):
    assert (rule, fatal) in broken(content)


def test_the_words_about_f_tax_are_no_vat_number():
    assert read(invoice(vat_number="")).supplier.vat_id == ""


def test_lines_in_another_category_than_the_vat():
    wrong = invoice(Item("1000.00"), Item("500.00", rate="6")).replace(b"<cbc:Percent>6<", b"<cbc:Percent>25<")
    assert ("BR-S-08", True) not in broken(wrong)
    moved = invoice().replace(b"<cbc:Percent>25<", b"<cbc:Percent>12<", 1)
    assert ("BR-S-08", True) in broken(moved)


@given(
    st.lists(st.tuples(st.integers(-5_000_00, 5_000_00), st.sampled_from(["25", "12", "6"])), min_size=1, max_size=6)
)
def test_an_honest_invoice_breaks_nothing_and_its_parts_are_what_is_owed(lines):
    items = [Item(f"{Decimal(ore) / 100:.2f}", rate=rate) for ore, rate in lines]
    for credit in (False, True):
        found = read(invoice(*items, credit=credit))
        assert rules.check(found) == ()
        assert found.totals.payable == sum(v.taxable + v.tax for v in found.vat)
        assert (-1 if credit else 1) * sum(ore for ore, _ in lines) == found.totals.lines


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<Invoice/>", ubl_errors.NotInvoiceError),
        (invoice(customization="urn:www.cenbii.eu:transaction:biitrns010"), ubl_errors.NotInvoiceError),
        (invoice().replace(b">380<", b">389<"), ubl_errors.NotInvoiceError),
        (invoice(number=""), ubl_errors.InvoiceFieldError),
        (invoice(issued="14/9 2026"), ubl_errors.InvoiceFieldError),
        (invoice(issued=""), ubl_errors.InvoiceFieldError),
        (invoice(wrong={"PayableAmount": "1 250,00"}), ubl_errors.InvoiceFieldError),
        (invoice(wrong={"PayableAmount": "1250.005"}), ubl_errors.InvoiceFieldError),
        (invoice().replace(b"<?xml", b"<!DOCTYPE a><?xml", 1), errors.XmlDoctypeError),
        (invoice()[:-30], errors.XmlError),
    ],
)
def test_what_is_no_invoice_is_refused(content: bytes, kind: type):
    with pytest.raises(kind) as error:
        read(content)
    assert error.value.place.file == "faktura.xml"
