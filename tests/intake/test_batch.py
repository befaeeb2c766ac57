"""One run over the whole inbox: debts first, each event once, the same whatever the files are called."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onedoor_ledger.books import preview
from onedoor_ledger.privacy import holds_person_number
from onedoor_ledger.voucher import Book
from tests.intake.scene import FIXTURES, booked, rendered

PAYROLL = FIXTURES / "lon-2026-09.si"
INVOICES = FIXTURES / "leverantorer-2026-09.si"
STATEMENT = FIXTURES / "camt053-2026-09.xml"
TAX = FIXTURES / "skattekonto-2026-09.skv"
SPENDING = FIXTURES / "granasa-malgrupp-2026-09.csv"
REQUISITIONS = FIXTURES / "granasa-rekvisitioner-2026-q3.xlsx"
INBOX = (PAYROLL, INVOICES, STATEMENT, TAX, SPENDING, REQUISITIONS)
WAGES, SUPPLIERS = "Skulder:Personal:Nettolön", "Skulder:Leverantörer"


def balance(books, account):
    frame = books.postings
    return int(frame.loc[frame["account"] == account, "amount"].sum())


def test_the_inbox_as_one_batch(prepare, books, golden):
    batch = prepare(*INBOX)
    assert not batch.refused
    golden(rendered(batch.vouchers, books), FIXTURES / "inbox.beancount")


def test_files_are_reported_with_what_became_of_their_rows(prepare):
    batch = prepare(*INBOX)
    assert [(f.file, f.kind, f.rows, f.booked, f.known) for f in batch.files] == [
        ("lon-2026-09.si", "Löner SIE 4I", 2, 2, 0),
        ("leverantorer-2026-09.si", "Leverantörsfakturor SIE 4I", 3, 3, 0),
        ("granasa-rekvisitioner-2026-q3.xlsx", "Rekvisitioner från Granåsa kommun", 3, 3, 0),
        ("granasa-malgrupp-2026-09.csv", "Granåsas kostnader för målgruppen", 4, 4, 0),
        ("camt053-2026-09.xml", "Kontoutdrag camt.053", 7, 7, 0),
        ("skattekonto-2026-09.skv", "Skattekonto, Skatteverket", 4, 3, 1),
    ]
    assert [a.name for a in batch.archive] == [f.file for f in batch.files]


def test_a_wage_and_an_invoice_are_cost_once_and_paid_once(prepare, books):
    after = preview.plus(books, prepare(PAYROLL, INVOICES, STATEMENT).vouchers)
    assert balance(after, WAGES) == 0
    assert balance(after, "Kostnader:Kansli:Löner") - balance(books, "Kostnader:Kansli:Löner") == 54_000_00
    assert balance(after, "Kostnader:Revision:Räkenskapsrevision") == 34_000_00
    assert balance(after, SUPPLIERS) == -15_000_00, "only the course is unpaid"


def test_the_value_date_is_the_event_when_it_differs(prepare):
    events = {v.narration: v.meta.get("event") for v in prepare(INVOICES, STATEMENT).vouchers}
    assert events["Betalning av leverantörsfaktura LF241"] == "2026-09-29"
    assert events["Betalning av leverantörsfaktura LF242"] is None


def test_importing_twice_books_once(prepare, books):
    first = prepare(*INBOX)
    again = prepare(*INBOX, over=booked(books, first.vouchers))
    assert again.vouchers == ()
    assert again.archive == ()
    assert not again.refused
    assert all(f.booked == 0 and f.known == f.rows and f.document == "" for f in again.files)


def test_a_file_named_twice_books_once(prepare):
    batch = prepare(PAYROLL, PAYROLL)
    assert len(batch.vouchers) == 2
    assert [(f.booked, f.known) for f in batch.files] == [(2, 0), (0, 2)]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(INBOX))))
def test_the_order_of_files_changes_nothing(prepare, order):
    expected = prepare(*INBOX)
    batch = prepare(*(INBOX[i] for i in order))
    assert batch == expected


def test_the_names_of_files_change_nothing(prepare, tmp_path):
    renamed = []
    for letter, path in zip("zyxw", (PAYROLL, INVOICES, STATEMENT, TAX), strict=True):
        renamed.append(tmp_path / f"{letter}{path.suffix}")
        shutil.copy(path, renamed[-1])
    one, other = prepare(PAYROLL, INVOICES, STATEMENT, TAX), prepare(*renamed)
    assert [(v.date, v.narration, v.lines) for v in one.vouchers] == [
        (v.date, v.narration, v.lines) for v in other.vouchers
    ]


def test_an_earlier_statement_is_booked_first_whatever_its_name(prepare, put):
    september = STATEMENT.read_bytes()
    august = put("z.xml", september.replace(b"2026-09-", b"2026-08-"))
    months = [v.date.month for v in prepare(put("a.xml", september), august).vouchers]
    assert months == [8] * 7 + [9] * 7


def test_every_voucher_balances_and_names_its_origin(prepare):
    for voucher in prepare(*INBOX).vouchers:
        assert voucher.balance == 0
        assert voucher.meta["source"].startswith("sha256:")
        assert voucher.meta["document"]
        assert "identity" in voucher.meta or any("identity" in line.meta for line in voucher.lines)


def test_staff_in_payroll_is_lawful_but_not_booked_by_number(prepare):
    assert holds_person_number(PAYROLL.read_text(encoding="cp437"))
    batch = prepare(PAYROLL)
    assert not batch.refused
    assert not any(holds_person_number(v.narration) for v in batch.vouchers)


def test_one_refused_file_stops_the_batch_and_each_error_has_its_place(prepare, put):
    broken = put(
        "granasa-malgrupp-2026-10.csv",
        "Månad;Förmån;Belopp\n2026-09;Ekonomiskt bistånd;tolv\n2026-09;Glass;1,00\n",
    )
    batch = prepare(PAYROLL, broken)
    assert batch.vouchers == ()
    assert batch.archive == ()
    assert {e.place.file for e in batch.refused} == {"granasa-malgrupp-2026-10.csv"}
    assert [f.file for f in batch.files] == ["lon-2026-09.si"], "what is well is still told"


def test_findings_say_what_matches_nothing(prepare):
    rules = Counter(f.rule for f in prepare(*INBOX).findings)
    assert rules == {"bank-unmatched": 2, "tax-unmatched": 1}


def test_books_of_three_kinds_are_kept_apart(prepare):
    batch = prepare(*INBOX)
    assert {v.book for v in batch.of(Book.PARTIES)} == {Book.PARTIES}
    assert len(batch.of(Book.PARTIES)) == 2


def test_a_day_in_a_year_without_books_is_refused(prepare, put):
    old = put("lon.si", PAYROLL.read_bytes().replace(b"20260925", b"20190925"))
    (first, _second) = prepare(old).refused
    assert first.code == "intake-year-outside"
    assert first.place.row == 9


@pytest.mark.parametrize("day", [dt.date(2026, 9, 25)])
def test_numbers_follow_the_order_of_the_batch(prepare, books, day):
    dates = [v.date for v in prepare(PAYROLL, STATEMENT).vouchers]
    assert (dates[0], dates[2]) == (day, dt.date(2026, 9, 2)), "debts come before the bank, whatever their dates"
