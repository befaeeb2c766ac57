"""Requisitions, spending, the door and transitions: what a row must say, and what is said when it does not."""

from __future__ import annotations

import pytest

from onedoor_ledger.money import ledger_text
from tests.intake.scene import FIXTURES, booked

HEADER = "Insats;Period;Rekvisition nr;Kostnadsslag;Begärt belopp;Godkänt belopp;Orsak;Slutrekvisition;Datum\n"
ROW = "I02;2026-Q3;K-77;Personal;180 000,00;;;Ja;2026-10-09\n"


@pytest.fixture
def requisitions(prepare, put):
    def run(*rows, over=None):
        content = (HEADER + "".join(rows)).encode("cp1252")
        return prepare(put("kvarnsund-rekvisitioner-2026-q3.csv", content), over=over)

    return run


BAD_ROWS = {
    "word": ("intake-word-unknown", "I99;2026-Q3;K-1;Lokal;1,00;;;Ja;2026-10-09\n"),
    "another's measure": ("requisition-not-recipient", "i05;2026-Q3;K-1;Lokal;1,00;;;Ja;2026-10-09\n"),
    "outside": ("requisition-outside-agreement", "I02;2027-Q1;K-1;Lokal;1,00;;;Ja;2026-10-09\n"),
    "period": ("intake-period", "I02;tredje;K-1;Lokal;1,00;;;Ja;2026-10-09\n"),
    "amount": ("value-amount", "I02;2026-Q3;K-1;Lokal;en krona;;;Ja;2026-10-09\n"),
    "no amount": ("intake-cell-missing", "I02;2026-Q3;K-1;Lokal;;;;Ja;2026-10-09\n"),
    "no number": ("intake-cell-missing", "I02;2026-Q3;;Lokal;1,00;;;Ja;2026-10-09\n"),
    "date": ("value-day", "I02;2026-Q3;K-1;Lokal;1,00;;;Ja;9 oktober\n"),
    "tomorrow": ("intake-future-date", "I02;2026-Q3;K-1;Lokal;1,00;;;Ja;2026-10-15\n"),
    "too much": ("requisition-accepted-too-much", "I02;2026-Q3;K-1;Lokal;1,00;2,00;;Ja;2026-10-09\n"),
    "no reason": ("requisition-reason-missing", "I02;2026-Q3;K-1;Lokal;2,00;1,00;;Ja;2026-10-09\n"),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_row_that_cannot_be_booked_says_why_and_where(case, requisitions):
    code, row = BAD_ROWS[case]
    batch = requisitions(ROW, row)
    (error,) = batch.refused
    assert (error.code, error.place.row) == (code, 3)
    assert error.remedy
    assert not batch.vouchers


def test_every_bad_row_is_told_at_once(requisitions):
    batch = requisitions(ROW, *(row for _code, row in BAD_ROWS.values()))
    assert [(e.code, e.place.row) for e in batch.refused] == [
        (code, number) for number, (code, _row) in enumerate(BAD_ROWS.values(), start=3)
    ]


def test_a_requisition_has_one_period(requisitions):
    (error,) = requisitions(ROW, ROW.replace("2026-Q3", "2026-Q2")).refused
    assert error.code == "requisition-rows-disagree"


def test_a_late_requisition_of_a_closed_year_is_booked_now_and_says_when_it_belongs(requisitions):
    (voucher,) = requisitions(ROW.replace("2026-Q3", "2025-Q4")).vouchers
    assert (str(voucher.date), voucher.meta["service"]) == ("2026-10-09", "2025-Q4")


def test_a_requisition_refused_altogether_is_a_note_and_no_voucher(requisitions):
    batch = requisitions(ROW.replace(";;;Ja", ";0,00;Fel insats;Ja"))
    assert batch.vouchers == ()
    assert not batch.refused
    assert [f.rule for f in batch.findings] == ["requisition-rejected"]


def test_more_than_was_agreed_is_a_warning(requisitions):
    batch = requisitions(ROW.replace("180 000", "245 000"))
    assert batch.findings == ()
    batch = requisitions(ROW, ROW.replace("K-77", "K-78"))
    assert [f.rule for f in batch.findings] == ["requisition-over-agreement"]
    assert len(batch.vouchers) == 2


def test_the_same_requisition_with_another_amount_is_a_correction_the_treasurer_decides(requisitions, books):
    first = requisitions(ROW)
    (error,) = requisitions(ROW.replace("180", "181"), over=booked(books, first.vouchers)).refused
    assert error.code == "intake-row-changed"
    assert "2026-V4" in error.message


def test_a_total_that_is_not_the_sum_is_refused(requisitions):
    (error,) = requisitions(ROW, "Summa;;;;180 000,10;;;;\n").refused
    assert (error.code, error.place.row) == ("intake-control-total", 3)
    assert "180\xa0000,10" in error.message
    assert "180\xa0000,00" in error.message


def test_counts_are_added_up_as_persons(prepare, put):
    rows = "2026-Q3;I01;Ny;Försörjningsstöd;7\n2026-Q3;I01;Ny;Sjukpenning;8\nSumma;;;;16\n"
    (error,) = prepare(put("overgangar-2026-q3.csv", TRANSITIONS + everybody(rows))).refused
    assert "är 16, men raderna ovanför blir 15" in error.message


def test_subtotals_and_a_grand_total_are_both_understood(requisitions):
    total = "Summa;;;;{};;;;\n"
    other = ROW.replace("I02", "I04")
    batch = requisitions(ROW, total.format("180000"), other, total.format("180000"), total.format("360000"))
    assert len(batch.vouchers) == 2


SPENDING = "Månad;Förmån;Belopp\n"


@pytest.fixture
def spending(prepare, put):
    def run(rows, over=None):
        return prepare(put("granasa-malgrupp-2026-09.csv", SPENDING + rows), over=over)

    return run


def test_a_later_file_with_an_earlier_month_books_only_what_is_new(spending, books):
    september = "2026-09;Ekonomiskt bistånd;100,00\n"
    first = spending(september)
    more = spending(september + "2026-09;Arbetsmarknadsinsatser;50,00\n", over=booked(books, first.vouchers))
    (voucher,) = more.vouchers
    assert [ledger_text(line.amount) for line in voucher.lines] == ["50.00", "-50.00"]
    assert [(f.booked, f.known) for f in more.files] == [(1, 1)]


def test_a_corrected_amount_is_never_booked_on_top(spending, books):
    first = spending("2026-09;Ekonomiskt bistånd;100,00\n")
    (error,) = spending("2026-09;Ekonomiskt bistånd;110,00\n", over=booked(books, first.vouchers)).refused
    assert error.code == "intake-row-changed"


def test_a_benefit_stands_once_a_month(spending):
    (error,) = spending("2026-09;Ekonomiskt bistånd;100,00\n" * 2).refused
    assert (error.code, error.place.row) == ("intake-row-twice", 3)


def test_a_benefit_another_party_pays_has_no_account(spending):
    (error,) = spending("2026-09;sick_pay;100,00\n").refused
    assert error.code == "intake-account-missing"
    assert "Kostnader:Granåsa:Målgrupp:Sjukpenning" in error.message


def test_a_table_without_rows_is_an_error_and_not_nothing(spending):
    assert [e.code for e in spending("").refused] == ["table-empty"]
    assert [e.code for e in spending("Summa;;0,00\n").refused] == ["table-empty"]


TRANSITIONS = "Period;Insats;Kommun;Kön;Från;Till;Antal\n"


def everybody(rows: str) -> str:
    """Rows told for all kommuner and both sexes."""
    return "".join(line.replace(";", ";;;", 2).replace(";;;", ";", 1) + "\n" for line in rows.splitlines())


@pytest.fixture
def transitions(prepare, put):
    def run(rows, over=None):
        return prepare(put("overgangar-2026-q3.csv", TRANSITIONS + everybody(rows)), over=over)

    return run


def test_nobody_leaves_who_has_not_come(transitions):
    (error,) = transitions("2026-Q3;I01;Försörjningsstöd;Avslutad: Arbete;5\n").refused
    assert (error.code, error.place.row) == ("transitions-stock-negative", 2)
    assert "Försörjningsstöd" in error.message


def test_persons_who_come_and_go_in_a_quarter_need_no_order(transitions):
    rows = "2026-Q3;I01;Försörjningsstöd;Avslutad: Arbete;5\n2026-Q3;I01;Ny;Försörjningsstöd;7\n"
    (voucher,) = transitions(rows).vouchers
    assert voucher.balance == 0


def test_who_leaves_with_another_benefit_has_left_all_the_same(transitions):
    rows = "2026-Q3;I01;Ny;Försörjningsstöd;7\n2026-Q3;I01;Försörjningsstöd;Avslutad: Sjukpenning;5\n"
    (voucher,) = transitions(rows).vouchers
    assert "Avslutade:I01-MIA:Sjukpenning" in [line.account for line in voucher.lines]


BAD_MOVES = {
    "hidden count": ("value-count-suppressed", "2026-Q3;I01;Ny;Försörjningsstöd;<5\n"),
    "half a person": ("value-count", "2026-Q3;I01;Ny;Försörjningsstöd;7,5\n"),
    "to the same": ("transitions-no-move", "2026-Q3;I01;Sjukpenning;Sjukpenning;7\n"),
    "in and out": ("transitions-no-move", "2026-Q3;I01;Ny;Avslutad: Arbete;7\n"),
    "not yet": ("intake-future-date", "2026-Q4;I01;Ny;Försörjningsstöd;7\n"),
    "structural measure": ("transitions-account-missing", "2026-Q3;s02;Ny;Försörjningsstöd;7\n"),
}


@pytest.mark.parametrize("case", BAD_MOVES)
def test_a_move_that_cannot_be_counted_says_why(case, transitions):
    code, row = BAD_MOVES[case]
    (error,) = transitions(row).refused
    assert (error.code, error.place.row) == (code, 2)


def test_the_door_is_three_lines_in_the_host_s_own_books(prepare):
    (voucher,) = prepare(FIXTURES / "granasa-ingangen-2026-q3.xlsx").vouchers
    assert {line.account.split(":")[1] for line in voucher.lines} == {"Granåsa"}
    assert voucher.balance == 0
