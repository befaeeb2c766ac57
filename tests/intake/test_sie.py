"""SIE 4I from payroll and invoices: konto and dimensions to one account, or a refusal with the row."""

from __future__ import annotations

import pytest

from tests.intake.scene import booked

HEAD = '#FLAGGA 0\n#PROGRAM "Prog" 1\n#FORMAT PC8\n#GEN 20260930\n#SIETYP 4\n#FNAMN "F"\n'


@pytest.fixture
def sie(prepare, put):
    def run(*rows, head='#VER "L" "1" 20260925 "Lön"', over=None, before=HEAD):
        body = "\n".join(f"#TRANS {row}" for row in rows)
        return prepare(put("fil.si", f"{before}{head}\n{{\n{body}\n}}\n".encode("cp437")), over=over)

    return run


def test_the_bank_line_of_payroll_becomes_the_net_wage_debt(sie):
    (voucher,) = sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00").vouchers
    assert [line.account for line in voucher.lines] == ["Kostnader:Kansli:Löner", "Skulder:Personal:Nettolön"]
    assert voucher.meta["reference"] == "L1"


def test_the_dimension_tells_the_board_s_fees_from_the_office_s(sie):
    for code, account in (
        ("STY", "Kostnader:Styrelse:Arbetsgivaravgift"),
        ("KAN", "Kostnader:Kansli:Arbetsgivaravgift"),
    ):
        (voucher,) = sie(f'5611 {{1 "{code}"}} 100.00', "1941 {} -100.00").vouchers
        assert voucher.lines[0].account == account


BAD = {
    "ambiguous": ("sie-konto-ambiguous", "5611 {} 100.00"),
    "unknown": ("sie-konto-unknown", "9999 {} 100.00"),
    "unknown object": ("sie-object-unknown", '5611 {1 "X"} 100.00'),
    "another's measure": ("sie-konto-ambiguous", '7431 {1 "I01"} 100.00'),
}


@pytest.mark.parametrize("case", BAD)
def test_a_row_without_one_account_is_refused_with_its_line(case, sie):
    code, row = BAD[case]
    (error,) = sie(row, "1941 {} -100.00").refused
    assert (error.code, error.place.row) == (code, 9)


def test_a_free_dimension_is_left_alone(sie):
    assert sie('5021 {1 "KAN" 30 "X"} 100.00', "1941 {} -100.00").vouchers


def test_wages_or_invoices_must_be_plain(sie):
    (error,) = sie("6011 {} 100.00", "2941 {} -100.00").refused
    assert error.code == "sie-kind"
    assert "Prog" in error.message


def test_a_whole_year_is_no_import_file(sie):
    whole = HEAD.replace("#FNAMN", "#RAR 0 20260101 20261231\n#FNAMN")
    (error,) = sie("6011 {} 100.00", "1941 {} -100.00", before=whole + "#UB 0 1941 0\n").refused
    assert error.code == "sie-type"


def test_a_number_that_comes_again_with_other_amounts_is_refused(sie, books):
    first = sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00")
    (error,) = sie('5021 {1 "KAN"} 200.00', "1941 {} -200.00", over=booked(books, first.vouchers)).refused
    assert error.code == "intake-row-changed"


def test_vouchers_without_numbers_are_known_by_what_they_say(sie, books):
    head = '#VER "" "" 20260925 "Lön"'
    first = sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00", head=head)
    assert "reference" not in first.vouchers[0].meta
    assert not sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00", head=head, over=booked(books, first.vouchers)).vouchers


def test_a_supplier_in_dimension_9_is_the_counterparty(sie):
    before = HEAD + '#DIM 9 "Leverantör"\n#OBJEKT 9 "17" "Kursgården AB"\n'
    (voucher,) = sie('7431 {1 "S02"} 100.00', '2411 {9 "17"} -100.00', before=before).vouchers
    assert voucher.meta["counterparty"] == "Kursgården AB"
