"""SIE 4I from payroll and invoices: konto and dimensions to one account, or a refusal with the row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.formats import sie4
from onedoor_ledger.intake import sie as intake_sie
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.model import Source
from tests.intake import scene
from tests.intake.scene import TODAY, booked, voucher

HEAD = '#FLAGGA 0\n#PROGRAM "Prog" 1\n#FORMAT PC8\n#GEN 20260930\n#SIETYP 4\n#FNAMN "F"\n'


def years():
    """Numbers of vouchers to their amounts in öre."""
    return st.dictionaries(st.integers(1, 8), st.integers(1, 5) | st.integers(-3, -1), min_size=1, max_size=6)


def drafted(vouchers, rules, books):
    """What a payroll file of ``vouchers`` becomes over ``books``."""
    body = "".join(
        f'#VER "L" "{number}" 20260925 "Lön"\n{{\n#TRANS 5021 {{1 "KAN"}} {amount / 100:.2f}\n'
        f"#TRANS 1941 {{}} {-amount / 100:.2f}\n}}\n"
        for number, amount in vouchers.items()
    )
    content = (HEAD + body).encode("cp437")
    source = Source("fil.si", "fil.si", content, "sha256:0", "fil.si", TODAY)
    return intake_sie.draft(sie4.read(content, "fil.si"), "payroll", source, Desk(rules, books, Known(books), TODAY))


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


def test_a_whole_year_belongs_to_books_that_began_there(sie):
    whole = HEAD.replace("#FNAMN", "#RAR 0 20260101 20261231\n#FNAMN")
    (error,) = sie("6011 {} 100.00", "1941 {} -100.00", before=whole + "#UB 0 1941 0\n").refused
    assert error.code == "sie-type"


def test_a_voucher_changed_at_the_source_becomes_a_correction_that_is_made_once(sie, books):
    first = sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00")
    after = booked(books, first.vouchers)
    again = sie('5021 {1 "KAN"} 200.00', "1941 {} -200.00", over=after)
    (voucher,) = again.vouchers
    assert [(line.account, line.amount) for line in voucher.lines] == [
        ("Kostnader:Kansli:Löner", 100_00),
        ("Skulder:Personal:Nettolön", -100_00),
    ]
    assert (voucher.date, voucher.meta["corrects"]) == (TODAY, "2026-V4")
    (finding,) = again.findings
    assert (finding.rule, finding.place.row) == ("sie-changed", 7)
    assert "L1 (2026-V4)" in finding.message
    assert "100,00 → 200,00" in finding.message
    assert "row" not in voucher.meta
    done = sie('5021 {1 "KAN"} 200.00', "1941 {} -200.00", over=booked(after, again.vouchers))
    assert (done.vouchers, done.files[0].known) == ((), 1)


def test_a_number_used_again_in_another_month_is_no_change(sie, books):
    first = sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00", head='#VER "L" "1" 20260825 "Lön"')
    (error,) = sie('5021 {1 "KAN"} 200.00', "1941 {} -200.00", over=booked(books, first.vouchers)).refused
    assert error.code == "intake-row-changed"


def test_a_number_missing_between_two_was_removed_at_the_source(prepare, put, books):
    def file(*numbers: int):
        vouchers = (
            f'#VER "L" "{n}" 20260925 "Lön {n}"\n{{\n#TRANS 5021 {{1 "KAN"}} {n}.00\n#TRANS 1941 {{}} -{n}.00\n}}\n'
            for n in numbers
        )
        return put("fil.si", (HEAD + "".join(vouchers)).encode("cp437"))

    after = booked(books, prepare(file(1, 2, 3)).vouchers)
    assert prepare(file(3), over=after).vouchers == ()
    again = prepare(file(1, 3), over=after)
    (voucher,) = again.vouchers
    assert [line.amount for line in voucher.lines] == [-2_00, 2_00]
    assert [f.rule for f in again.findings] == ["sie-removed"]
    assert prepare(file(1, 3), over=booked(after, again.vouchers)).vouchers == ()


def test_what_the_treasurer_corrected_by_hand_is_no_change_any_longer(sie, books):
    first = sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00")
    after = booked(books, first.vouchers)
    by_hand = voucher(
        "2026-10-01",
        "Rättelse",
        ("Kostnader:Kansli:Löner", 50_00),
        ("Skulder:Personal:Nettolön", -50_00),
        corrects="V4",
    )
    assert sie('5021 {1 "KAN"} 150.00', "1941 {} -150.00", over=booked(after, [by_hand])).vouchers == ()


def test_a_file_without_vouchers_or_rows_is_nothing_to_do(sie, prepare, put):
    assert prepare(put("tom.si", HEAD.encode("cp437"))).refused == ()
    batch = sie()
    assert (batch.refused, batch.vouchers) == ((), ())


def test_the_child_of_two_dimensions_decides_and_the_parent_where_the_child_is_unknown(sie):
    before = HEAD + '#DIM 1 "Insats"\n#UNDERDIM 21 "Del" 1\n'
    for objects in ('1 "KAN" 21 "X"', '21 "X" 1 "KAN"'):
        (voucher,) = sie(f"5611 {{{objects}}} 100.00", "1941 {} -100.00", before=before).vouchers
        assert voucher.lines[0].account == "Kostnader:Kansli:Arbetsgivaravgift"


def test_balances_are_told_what_they_are_and_compared(prepare, put):
    head = HEAD.replace("#SIETYP 4", "#SIETYP 2") + "#RAR 0 20260101 20261231\n#OMFATTN 20260930\n"
    batch = prepare(put("saldon.se", f"{head}#UB 0 1941 5187000.00\n#UB 0 1631 23000.01\n".encode("cp437")))
    assert (batch.refused, batch.vouchers) == ((), ())
    assert batch.files[0].kind == "Saldon, SIE 1–3"
    differing = [f for f in batch.findings if f.rule == "sie-control"]
    assert ("1631" in differing[1].message, differing[1].place.row) == (True, 10)
    assert not any("1941" in f.message for f in differing)
    assert "inget att bokföra" in next(f.message for f in batch.findings if f.rule == "sie-balances")


def test_vouchers_without_numbers_are_known_by_what_they_say(sie, books):
    head = '#VER "" "" 20260925 "Lön"'
    first = sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00", head=head)
    assert "reference" not in first.vouchers[0].meta
    assert not sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00", head=head, over=booked(books, first.vouchers)).vouchers


def test_a_supplier_in_dimension_9_is_the_counterparty(sie):
    before = HEAD + '#DIM 9 "Leverantör"\n#OBJEKT 9 "17" "Kursgården AB"\n'
    (voucher,) = sie('7431 {1 "S02"} 100.00', '2411 {9 "17"} -100.00', before=before).vouchers
    assert voucher.meta["counterparty"] == "Kursgården AB"


def test_another_organisations_file_is_told(sie):
    before = HEAD.replace("#FNAMN", "#ORGNR {} 1 1\n#FNAMN")
    for number, told in (("5562529155", ["sie-orgnr"]), ("16222000-9993", []), ("2220009993", [])):
        batch = sie('5021 {1 "KAN"} 100.00', "1941 {} -100.00", before=before.format(number))
        assert [f.rule for f in batch.findings] == told


@given(before=years(), after=years())
@settings(max_examples=15)
def test_after_any_later_export_the_books_hold_what_it_says(before, after, empty, rules):
    """Whatever was added, changed or removed between two exports of a month; and a third time there is nothing."""
    books = empty
    for vouchers in (before, after):
        batch = drafted(vouchers, rules, books)
        books = scene.booked(books, batch.vouchers) if batch.vouchers else books
    assert drafted(after, rules, books).vouchers == ()
    lowest, highest = min(after), max(after)
    kept = {n: a for n, a in before.items() if not lowest < n < highest} | after
    frame = books.postings
    own = int(frame.loc[frame["account"] == "Kostnader:Kansli:Löner", "amount"].sum())
    assert own == sum(kept.values())
