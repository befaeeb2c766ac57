"""Bank statements: every payment inside a batch, in the references Swedish banks use, and nothing lost."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest

from onedoor_ledger.formats import camt, errors
from onedoor_ledger.formats.iso20022 import errors as camt_errors
from onedoor_ledger.formats.records import BankEntry, BankStatement
from onedoor_ledger.money import from_decimal
from tests.formats.camt_files import V2, V8, entry, invoice, ocr, payment, statement


def read(content: bytes) -> BankStatement:
    (found,) = camt.read(content, "konto.xml")
    return found


def only(content: bytes) -> BankEntry:
    (found,) = read(content).entries
    return found


def test_a_statement_that_agrees():
    found = read(statement(entry("500.00"), entry("15", way="DBIT"), closing="1485.00"))
    assert (found.id, found.account, found.currency) == ("2026-09", "99601234567", "SEK")
    assert (found.opening, found.closing) == (100000, 148500)
    assert (found.first, found.last) == (dt.date(2026, 9, 1), dt.date(2026, 9, 30))
    assert [e.amount for e in found.entries] == [50000, -1500]
    assert (found.entries[0].booked, found.entries[0].value_date) == (dt.date(2026, 9, 15), dt.date(2026, 9, 16))
    assert found.entries[0].bank_reference == "B1"
    assert found.warnings == ()


def test_a_difference_is_told():
    found = read(statement(entry("500.00"), closing="1499.00"))
    assert found.warnings == ("Ingående saldo och poster ger 1\xa0500,00, men utgående saldo är 1\xa0499,00.",)


def test_a_missing_balance_is_told():
    assert "kunde inte stämmas av" in read(statement(closing=None)).warnings[0]


def test_pending_entries_are_left_out_in_both_versions():
    for status in ("<Cd>PDNG</Cd>", "PDNG"):
        found = read(statement(entry("1.00"), entry("9.00", status=status), entry("2.00"), closing="1003.00"))
        assert [(e.amount, e.ordinal) for e in found.entries] == [(100, 1), (200, 3)]
    assert only(statement(entry("1.00", status="BOOK"), version=V2)).amount == 100


def test_a_reversal_is_signed_once():
    assert only(statement(entry("7.00", way="DBIT", extra="<RvslInd>true</RvslInd>"))).amount == -700


def test_payments_in_sibling_groups():
    """Swedbank, 2026-06: 2 493 + 831 = 3 324."""
    found = only(statement(entry("3324.00", payment("2493.00", ocr("1111")), payment("831.00", ocr("2222")))))
    assert [(d.amount, d.references) for d in found.details] == [(249300, ("1111",)), (83100, ("2222",))]


def test_one_payment_for_several_invoices():
    """3 745 + 6 077 = 9 822 in one TxDtls."""
    found = only(statement(entry("9822.00", payment("9822.00", ocr("1111", "3745.00"), ocr("2222", "6077.00")))))
    assert [(d.amount, d.references) for d in found.details] == [(374500, ("1111",)), (607700, ("2222",))]


def test_a_credit_note_is_subtracted():
    details = payment("800.00", invoice("F1", "1000.00"), invoice("K1", "200.00", kind="CREN"))
    found = only(statement(entry("800.00", details)))
    assert [(d.amount, d.references) for d in found.details] == [(100000, ("F1",)), (-20000, ("K1",))]


def test_invoices_without_amounts_stay_one_payment_with_all_references():
    found = only(statement(entry("800.00", payment("800.00", invoice("F1"), invoice("F2")))))
    assert [(d.amount, d.references) for d in found.details] == [(80000, ("F1", "F2"))]


def test_references_in_order():
    details = payment(
        "1.00",
        invoice("F1") + "<CdtrRefInf><Ref>OCR1</Ref></CdtrRefInf><AddtlRmtInf>Rekv 2026:31</AddtlRmtInf>",
        free="Tack",
        end_to_end="E2E",
    )
    found = only(statement(entry("1.00", details))).details[0]
    assert found.references == ("OCR1", "F1", "Rekv 2026:31", "Tack", "E2E")
    assert found.text == "Tack Rekv 2026:31"


def test_amounts_inside_version_2():
    details = '<TxDtls><AmtDtls><TxAmt><Amt Ccy="SEK">15</Amt></TxAmt></AmtDtls></TxDtls>'
    assert only(statement(entry("15", details), version=V2)).details[0].amount == 1500


@pytest.mark.parametrize("version", [V2, V8])
def test_the_other_side(version: str):
    wrap = ("<Pty>", "</Pty>") if version == V8 else ("", "")
    party = (
        f"<Dbtr>{wrap[0]}<Nm>Granåsa kommun</Nm><Id><OrgId><Othr><Id>BG17</Id></Othr><Othr><Id>2120001231</Id></Othr>"
        f"</OrgId></Id>{wrap[1]}</Dbtr><DbtrAcct><Id><Othr><Id>5343-2795</Id></Othr></Id></DbtrAcct>"
        f"<Cdtr>{wrap[0]}<Nm>Förbundet</Nm>{wrap[1]}</Cdtr>"
    )
    content = statement(entry("1.00", payment("1.00", party=party)), version=version)
    detail = only(content).details[0]
    assert detail.counterparty == "Granåsa kommun"
    assert detail.counterparty_id in {"212000-1231", "5343-2795"}


def test_a_private_persons_number_is_never_read():
    party = (
        "<Dbtr><Pty><Nm>N N</Nm><Id><PrvtId><Othr><Id>199010102383</Id></Othr></PrvtId></Id></Pty></Dbtr>"
        "<DbtrAcct><Id><Othr><Id>33000000000</Id></Othr></Id></DbtrAcct>"
    )
    assert only(statement(entry("1.00", payment("1.00", party=party)))).details[0].counterparty_id == "33000000000"


def test_details_that_do_not_add_up_become_one_lump_and_are_told():
    found = read(statement(entry("100.00", payment("60.00"), payment("30.00")), closing="1100.00"))
    (lump,) = found.entries[0].details
    assert (lump.amount, lump.references) == (10000, ())
    assert found.warnings == ("Post 1: betalningarna i den summerar till 90,00, inte 100,00. Den läses som en enda.",)


def test_an_entry_in_another_currency_is_told():
    found = read(statement(entry("1.00").replace("SEK", "EUR"), closing="1001.00"))
    assert found.warnings == ("Post 1 är i EUR, kontot i SEK.",)


def test_a_byte_order_mark_and_white_space_before_the_declaration():
    assert read(b"\xef\xbb\xbf\r\n " + statement()).entries == ()


BOMB = b'<!DOCTYPE a [<!ENTITY b "x">]><Document>&b;</Document>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Document>&b;</Document>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", errors.XmlError),
        (statement()[:-20], errors.XmlError),
        (BOMB, errors.XmlDoctypeError),
        (OUTSIDE, errors.XmlDoctypeError),
        (BOMB.decode().encode("utf-16"), errors.XmlDoctypeError),
        (b"<!DOCTYPE html><html/>", errors.WebPageError),
        (b"<Document/>", camt_errors.NotCamtError),
        (statement(version="camt.054.001.08"), camt_errors.NotCamtError),
        (statement(version="camt.053.001.13"), camt_errors.NotCamtError),
        (statement(entry("-1.00")), camt_errors.CamtFieldError),
        (statement(entry("1.005")), camt_errors.CamtFieldError),
        (statement(entry("1.00", way="KREDIT")), camt_errors.CamtFieldError),
        (statement(entry("1.00", status="")), camt_errors.CamtFieldError),
        (statement(entry("1.00", day="2026-09-31")), camt_errors.CamtFieldError),
    ],
)
def test_what_is_wrong_is_refused(content: bytes, kind: type):
    with pytest.raises(kind) as error:
        camt.read(content, "konto.xml")
    assert error.value.place.file == "konto.xml"


def test_an_error_names_the_entry():
    with pytest.raises(camt_errors.CamtFieldError, match="post 2"):
        camt.read(statement(entry("1.00"), entry("x")), "konto.xml")


@pytest.mark.parametrize(
    "name", ["camt053.v2.minimal.xml", "camt053.v4.xml", "camt053.v8.xml", "camt053.v2.with-party-ids.xml"]
)
def test_files_of_others_are_read(name: str, samples: Path):
    (found,) = camt.read((samples / "camt" / name).read_bytes(), name)
    assert (found.account, found.opening, found.closing) == ("NL26VAYB8060476890", 1815, -2700)
    assert [(e.amount, e.details[0].references[0]) for e in found.entries] == [(885, "4654654654654654")]


def test_a_file_with_several_statements_that_agree(samples: Path):
    found = camt.read((samples / "camt" / "camt053.v2.multi.statement.xml").read_bytes(), "x.xml")
    assert [(s.opening, s.closing, s.warnings) for s in found] == [(1815, 2700, ()), (2700, 2000, ())]


def test_another_projects_reading_agrees(samples: Path):
    expected = ast.literal_eval((samples / "camt" / "oca_golden-camt053.pydata").read_text(encoding="utf-8"))
    currency, account, ((statement_rows),) = expected
    (found,) = camt.read((samples / "camt" / "oca_test-camt053.xml").read_bytes(), "x.xml")
    assert (found.currency, found.account, found.id) == (currency, account, statement_rows["name"])
    rows = [
        (detail.amount, str(entry.booked), detail.counterparty, detail.counterparty_id, detail.references[-1])
        for entry in found.entries
        for detail in entry.details
    ]
    assert rows == [
        (round(t["amount"] * 100), t["date"], t["partner_name"], t["account_number"], t["ref"])
        for t in statement_rows["transactions"]
    ]


def test_amounts_are_whole_ore():
    from decimal import Decimal

    assert only(statement(entry("0.10"))).amount == from_decimal(Decimal("0.1")) == 10


def notification(*entries: str) -> bytes:
    """The same as a statement, without balances."""
    import re

    text = statement(*entries, version="camt.054.001.08").decode()
    text = text.replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn").replace("Stmt>", "Ntfctn>")
    return re.sub(r"<Bal>.*?</Bal>", "", text).encode()


def test_a_notification_has_entries_and_no_balances():
    details = payment("2493.00", ocr("1111")), payment("831.00", ocr("2222"))
    found = read(notification(entry("3324.00", *details), entry("9.00", status="<Cd>PDNG</Cd>")))
    assert (found.source, found.account, found.opening, found.closing) == ("camt054", "99601234567", None, None)
    assert [(d.amount, d.references) for d in found.entries[0].details] == [(249300, ("1111",)), (83100, ("2222",))]
    assert (len(found.entries), found.warnings) == (1, ())


def test_payments_without_amounts_weigh_what_they_settle():
    parts = payment("", ocr("1111", "3745.00")), payment("", invoice("F1", "7000.00"), invoice("K1", "923.00", "CREN"))
    found = only(statement(entry("9822.00", *parts)))
    assert [(d.amount, d.references) for d in found.details] == [
        (374500, ("1111",)),
        (700000, ("F1",)),
        (-92300, ("K1",)),
    ]


@pytest.mark.parametrize(("name", "warning"), [("camt054.v2.xml", True), ("camt054.v8.xml", True)])
def test_notifications_of_others_are_read_and_what_does_not_add_up_is_told(name: str, warning: bool, samples: Path):
    (found,) = camt.read((samples / "camt" / name).read_bytes(), name)
    assert [(e.amount, len(e.details)) for e in found.entries] == [(-200_000_00, 1)]
    assert bool(found.warnings) is warning
