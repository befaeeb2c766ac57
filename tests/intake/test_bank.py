"""What a bank row clears: by reference, by amount and counterparty, by an amount only one can have; else it waits."""

from __future__ import annotations

import datetime as dt

import pytest

from onedoor_ledger.books import preview
from onedoor_ledger.formats.records import BankDetail, BankEntry, BankStatement
from onedoor_ledger.intake import bank, observations
from onedoor_ledger.intake.booking_errors import CurrencyError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.model import Source
from tests.intake.scene import BANK, EQUITY, TODAY, booked, voucher

DAY = dt.date(2026, 9, 30)
OBSERVATION = "Skulder:Interim:Observation"
GRANASA, KVARNSUND = "Skulder:Rekvisition:Granåsa", "Skulder:Rekvisition:Kvarnsund"
MIA = "Kostnader:Insatser:I01-MIA:Kommun"
TALLHED = "Tillgångar:Fordran:Medlem:Tallhed"
SUPPLIERS = "Skulder:Leverantörer"
SOURCE = Source("inbox/september.xml", "september.xml", b"", "sha256:0", "2026-10-14.0.september.xml", TODAY)


def detail(amount, *, reference="", who="", number="", text=""):
    return BankDetail(amount, (reference,) if reference else (), who, number, text)


def entry(*details, reference="", text="", ordinal=1, day=DAY):
    return BankEntry(sum(d.amount for d in details), day, day, reference, details, text, ordinal)


def statement(*entries, opening=None, closing=None, currency="SEK"):
    return BankStatement("S1", "590", currency, opening, closing, dt.date(2026, 9, 1), DAY, entries, ())


def requisition(account, amount, reference, day="2026-08-20", service="2026-Q2"):
    lines = ((MIA, amount), (account, -amount))
    return voucher(day, f"Rekvisition {reference}", *lines, reference=reference, service=service)


@pytest.fixture
def desk(rules, empty):
    def make(*vouchers):
        books = booked(empty, vouchers) if vouchers else empty
        return Desk(rules, books, Known(books), TODAY)

    return make


def lines(drafted):
    return [(line.account, line.amount) for v in drafted.vouchers for line in v.lines]


def test_a_reference_pays_a_requisition_and_the_payment_says_which_quarter(desk):
    own = desk(requisition(GRANASA, 612_400_00, "2026:31"), requisition(GRANASA, 287_500_00, "2026:33"))
    drafted = bank.draft([statement(entry(detail(-287_500_00, reference="2026:33")))], SOURCE, own)
    (paid,) = drafted.vouchers
    assert lines(drafted) == [(BANK, -287_500_00), (GRANASA, 287_500_00)]
    assert (paid.flag, paid.meta["reference"], paid.meta["service"]) == ("*", "2026:33", "2026-Q2")
    assert paid.narration == "Betalning av rekvisition 2026:33"


def test_two_parties_with_the_same_number_are_told_apart_by_the_counterparty(desk):
    own = desk(requisition(GRANASA, 100_00, "2026:31"), requisition(KVARNSUND, 100_00, "2026:31"))
    paid = detail(-100_00, reference="2026:31", who="KVARNSUNDS KOMMUN")
    assert lines(bank.draft([statement(entry(paid))], SOURCE, own))[1] == (KVARNSUND, 100_00)


def test_amount_and_counterparty_pay_when_there_is_no_reference(desk):
    own = desk(requisition(GRANASA, 612_400_00, "2026:31"), requisition(KVARNSUND, 612_400_00, "K-9"))
    paid = detail(-612_400_00, number="212000-9010")
    assert lines(bank.draft([statement(entry(paid))], SOURCE, own))[1] == (GRANASA, 612_400_00)


def test_one_payment_may_clear_all_that_a_party_is_owed(desk):
    own = desk(requisition(GRANASA, 600_00, "2026:31"), requisition(GRANASA, 400_00, "2026:33"))
    drafted = bank.draft([statement(entry(detail(-1000_00, who="Granåsa kommun")))], SOURCE, own)
    assert lines(drafted)[1:] == [(GRANASA, 600_00), (GRANASA, 400_00)]
    assert [line.meta["reference"] for line in drafted.vouchers[0].lines[1:]] == ["2026:31", "2026:33"]


def test_an_amount_alone_pays_only_when_one_item_can_be_meant(desk):
    one = desk(requisition(GRANASA, 600_00, "2026:31"))
    assert lines(bank.draft([statement(entry(detail(-600_00)))], SOURCE, one))[1] == (GRANASA, 600_00)
    two = desk(requisition(GRANASA, 600_00, "2026:31"), requisition(KVARNSUND, 600_00, "K-9"))
    assert lines(bank.draft([statement(entry(detail(-600_00)))], SOURCE, two))[1] == (OBSERVATION, 600_00)


def test_an_amount_alone_does_not_pay_what_is_old_or_another_s(desk):
    old = desk(requisition(GRANASA, 600_00, "2026:31", day="2026-02-01"))
    assert lines(bank.draft([statement(entry(detail(-600_00)))], SOURCE, old))[1] == (OBSERVATION, 600_00)
    other = desk(requisition(GRANASA, 600_00, "2026:31"))
    paid = detail(-600_00, who="Kvarnsunds kommun")
    assert lines(bank.draft([statement(entry(paid))], SOURCE, other))[1] == (OBSERVATION, 600_00)


CALLED = (
    voucher("2026-04-15", "Q2", (TALLHED, 500_00), ("Intäkter:Medlemsbidrag:Tallhed", -500_00), service="2026-Q2"),
    voucher("2026-07-15", "Q3", (TALLHED, 500_00), ("Intäkter:Medlemsbidrag:Tallhed", -500_00), service="2026-Q3"),
)


def test_a_member_that_pays_a_part_pays_the_oldest_first(desk):
    own = desk(*CALLED)
    paid = statement(
        entry(detail(300_00, who="TALLHEDS KOMMUN"), reference="A"),
        entry(detail(300_00, who="TALLHEDS KOMMUN"), reference="B"),
    )
    drafted = bank.draft([paid], SOURCE, own)
    assert lines(drafted) == [
        (BANK, 300_00),
        (TALLHED, -300_00),
        (BANK, 300_00),
        (TALLHED, -200_00),
        (TALLHED, -100_00),
    ]
    assert drafted.vouchers[0].meta["service"] == "2026-Q2"
    assert [line.meta.get("service") for line in drafted.vouchers[1].lines[1:]] == ["2026-Q2", "2026-Q3"]


def test_what_a_member_pays_too_much_waits_for_a_person(desk):
    drafted = bank.draft([statement(entry(detail(1100_00, who="Tallheds kommun")))], SOURCE, desk(*CALLED))
    assert lines(drafted)[1:] == [(TALLHED, -500_00), (TALLHED, -500_00), (OBSERVATION, -100_00)]
    assert drafted.vouchers[0].flag == "!"
    assert [f.rule for f in drafted.findings] == ["bank-unmatched"]


def test_a_claim_is_never_paid_by_money_that_goes_out(desk):
    drafted = bank.draft([statement(entry(detail(-500_00, who="Tallheds kommun")))], SOURCE, desk(*CALLED))
    assert lines(drafted)[1] == (OBSERVATION, 500_00)


WAGES = voucher("2026-09-25", "Lön", ("Kostnader:Kansli:Löner", 300_00), ("Skulder:Personal:Nettolön", -300_00))


def test_wages_paid_one_by_one_clear_the_one_debt_and_name_nobody(desk):
    paid = entry(detail(-200_00, who="Anna Andersson"), detail(-100_00, who="Bo Berg"), text="Lön")
    drafted = bank.draft([statement(paid)], SOURCE, desk(WAGES))
    assert lines(drafted) == [(BANK, -300_00), ("Skulder:Personal:Nettolön", 300_00)]
    assert "Anna" not in str(drafted.vouchers[0])
    assert "Bo Berg" not in str(drafted.vouchers[0])


def test_a_wage_paid_alone_names_nobody_either(desk):
    drafted = bank.draft([statement(entry(detail(-300_00, who="Anna Andersson"), text="Lön"))], SOURCE, desk(WAGES))
    assert lines(drafted)[1] == ("Skulder:Personal:Nettolön", 300_00)
    assert "Anna" not in str(drafted.vouchers[0])


def test_several_payments_in_one_entry_are_one_voucher_with_a_line_each(desk):
    own = desk(requisition(GRANASA, 600_00, "2026:31"), requisition(KVARNSUND, 400_00, "K-9"))
    paid = entry(detail(-600_00, reference="2026:31"), detail(-400_00, reference="K-9"))
    drafted = bank.draft([statement(paid)], SOURCE, own)
    assert lines(drafted) == [(BANK, -1000_00), (GRANASA, 600_00), (KVARNSUND, 400_00)]
    assert [line.meta["reference"] for line in drafted.vouchers[0].lines[1:]] == ["2026:31", "K-9"]


def test_two_equal_rows_of_a_day_are_two_events_and_a_later_file_has_them_already(desk):
    fee = detail(-125_00, text="Pris enligt prislista")
    own = desk()
    first = bank.draft([statement(entry(fee, ordinal=1), entry(fee, ordinal=2))], SOURCE, own)
    assert len(first.vouchers) == 2
    later = Desk(own.rules, preview.plus(own.books, first.vouchers), own.known, TODAY)
    again = bank.draft([statement(entry(fee, ordinal=1), entry(fee, ordinal=2), entry(fee, ordinal=3))], SOURCE, later)
    assert (again.rows, again.booked, again.known) == (3, 1, 2)


def test_opening_and_closing_balances_are_compared_with_the_books(desk):
    own = desk(voucher("2026-01-01", "IB", (BANK, 1000_00), (EQUITY, -1000_00)))
    fee = entry(detail(-125_00, text="Pris enligt prislista"))
    well = bank.draft([statement(fee, opening=1000_00, closing=875_00)], SOURCE, own)
    assert well.findings == ()
    own = desk(voucher("2026-01-01", "IB", (BANK, 1000_00), (EQUITY, -1000_00)))
    wrong = bank.draft([statement(fee, opening=900_00, closing=775_00)], SOURCE, own)
    assert [f.rule for f in wrong.findings] == ["bank-opening", "bank-closing"]
    assert "-100,00 skiljer" in wrong.findings[0].message


def test_foreign_money_is_refused(desk):
    with pytest.raises(CurrencyError):
        bank.draft([statement(currency="EUR")], SOURCE, desk())


def test_money_to_and_from_the_tax_account(desk):
    paid = statement(
        entry(detail(-100_00, who="SKATTEVERKET"), reference="A"),
        entry(detail(40_00, who="Skatteverket"), reference="B"),
    )
    drafted = bank.draft([paid], SOURCE, desk())
    assert [v.narration for v in drafted.vouchers] == ["Inbetalning till skattekontot", "Utbetalning från skattekontot"]
    assert {line.account for v in drafted.vouchers for line in v.lines} == {BANK, "Tillgångar:Fordran:Skattekonto"}


@pytest.mark.parametrize(
    "paid",
    [detail(-612_400_00, reference="2026:31"), detail(-612_400_00, who="GRANASA KOMMUN", text="Tack")],
    ids=["by reference", "by counterparty"],
)
def test_a_debt_that_comes_after_its_payment_finds_it_on_the_observation_account(desk, paid):
    own = desk()
    early = bank.draft([statement(entry(paid))], SOURCE, own)
    assert lines(early)[1] == (OBSERVATION, 612_400_00)
    before = booked(own.books, early.vouchers)
    debt = requisition(GRANASA, 612_400_00, "2026:31", day="2026-10-09", service="2026-Q3")
    later = Desk(own.rules, preview.plus(before, [debt]), own.known, TODAY)
    (clearing,) = observations.cleared(before, later)
    assert [(line.account, line.amount) for line in clearing.lines] == [
        (GRANASA, 612_400_00),
        (OBSERVATION, -612_400_00),
    ]
    assert clearing.date == dt.date(2026, 10, 9)
    after = preview.plus(later.books, [clearing])
    assert observations.cleared(before, Desk(own.rules, before, own.known, TODAY)) == ()
    frame = after.postings
    assert int(frame.loc[frame["account"] == OBSERVATION, "amount"].sum()) == 0


def test_an_old_debt_does_not_take_what_waits(desk):
    own = desk(requisition(GRANASA, 100_00, "2026:31"))
    waiting = bank.draft([statement(entry(detail(-100_00, reference="90125", who="Okänd firma")))], SOURCE, own)
    before = booked(own.books, waiting.vouchers)
    assert observations.cleared(before, Desk(own.rules, before, own.known, TODAY)) == ()
