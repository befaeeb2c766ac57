"""Avisering: booked once for all members, prepaid money used, a letter to each that pays."""

from __future__ import annotations

import dataclasses

import pytest

from onedoor_ledger.intake.booking_errors import NoInstalmentError
from onedoor_ledger.intake.call import call, reference
from onedoor_ledger.period import parse_period
from onedoor_ledger.privacy import luhn
from onedoor_ledger.texts import language
from tests.intake.scene import BANK, FIXTURES, TODAY, booked, rendered, voucher

Q4 = parse_period("2026-Q4")
PREPAID, LILLVATTNA = "Skulder:Interim:FörutbetaltMedlemsbidrag", "Tillgångar:Fordran:Medlem:Lillvattna"


@pytest.fixture
def paid_ahead(empty):
    return booked(
        empty,
        [voucher("2026-09-21", "Betalt i förväg", (BANK, 5_340_000), (PREPAID, -5_340_000, {"party": "lillvattna"}))],
    )


def test_the_call_as_booked(rules, empty, golden):
    called = call(rules, empty, Q4, today=TODAY)
    golden(rendered(called.vouchers, empty), FIXTURES / "avisering.beancount")


def test_the_sums_are_the_board_s_decision(rules, empty):
    (voucher,) = call(rules, empty, Q4, today=TODAY).vouchers
    assert sum(line.amount for line in voucher.lines if line.amount > 0) == 2_900_000_00
    assert str(voucher.date) == "2026-10-15"
    assert voucher.meta["service"] == "2026-Q4"


def test_called_once_is_called(rules, empty):
    first = call(rules, empty, Q4, today=TODAY)
    again = call(rules, booked(empty, first.vouchers), Q4, today=TODAY)
    assert (again.vouchers, again.already) == ((), "2026-V1")
    assert again.letters == first.letters


def test_what_was_paid_ahead_is_used_as_far_as_it_goes(rules, paid_ahead):
    called = call(rules, paid_ahead, Q4, today=TODAY)
    used = {line.account: line.amount for line in called.vouchers[0].lines[-2:]}
    assert used == {PREPAID: 52_217_25, LILLVATTNA: -52_217_25}, "1 182,75 kr stays paid ahead"
    assert "Ni har inget att betala." in called.letters["lillvattna"]
    assert "Förfallodag" not in called.letters["lillvattna"]
    again = call(rules, booked(paid_ahead, called.vouchers), Q4, today=TODAY)
    assert again.letters == called.letters


def test_a_letter(rules, empty, golden):
    golden(call(rules, empty, Q4, today=TODAY).letters["kvarnsund"], FIXTURES / "avisering-kvarnsund.txt")


def test_letters_are_swedish_and_the_same_every_time(rules, empty):
    with language("en"):
        english = call(rules, empty, Q4, today=TODAY)
    assert english == call(rules, empty, Q4, today=TODAY)


def test_who_pays_nothing_gets_no_letter(rules, empty):
    assert list(call(rules, empty, Q4, today=TODAY).letters) == [
        "fk",
        "norrvidd",
        "granasa",
        "kvarnsund",
        "tallhed",
        "lillvattna",
    ]


@pytest.mark.parametrize("period", ["2026-10", "2027-Q1", "2026"])
def test_a_period_without_an_instalment_says_which_there_are(rules, empty, period):
    with pytest.raises(NoInstalmentError) as raised:
        call(rules, empty, parse_period(period), today=TODAY)
    assert "2026-Q4" in raised.value.remedy or "rules/parties.toml" in raised.value.remedy


def test_a_förbund_without_bankgiro_leaves_the_row_out(rules, empty):
    bare = dataclasses.replace(rules, association=dataclasses.replace(rules.association, bankgiro=""))
    assert "Bankgiro" not in call(bare, empty, Q4, today=TODAY).letters["fk"]


@pytest.mark.parametrize("member", range(1, 30))
def test_a_payment_number_has_a_check_digit_and_nine_digits(member):
    numbers = {reference(member, 2026, instalment) for instalment in range(1, 13)}
    assert len(numbers) == 12
    assert all(len(n) == 9 and luhn(n) for n in numbers)
