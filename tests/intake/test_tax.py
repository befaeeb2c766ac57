"""The tax account: payments are looked for, returns clear what was withheld, öre are rounded."""

from __future__ import annotations

import datetime as dt

import pytest

from onedoor_ledger.formats import skv
from onedoor_ledger.formats.records import TaxAccount, TaxAccountRow
from onedoor_ledger.intake import tax
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Known
from onedoor_ledger.intake.model import Source
from tests.intake.scene import BANK, EQUITY, TAX, TODAY, booked, voucher

SOURCE = Source("inbox/skatt.skv", "skatt.skv", b"", "sha256:0", "2026-10-14.0.skatt.skv", TODAY)
WITHHELD, FEES = "Skulder:Personal:Källskatt", "Skulder:Personal:Arbetsgivaravgift"
ROUNDING, OBSERVATION = "Kostnader:Kansli:Öresavrundning", "Skulder:Interim:Observation"


def row(text, kronor, day=12, number=2):
    return TaxAccountRow(dt.date(2026, 9, day), text, kronor * 100, number)


def account(*rows, opening=0):
    closing = opening + sum(r.amount for r in rows)
    return TaxAccount(dt.date(2026, 9, 1), opening, dt.date(2026, 9, 30), closing, rows)


@pytest.fixture
def desk(rules, empty):
    def make(*vouchers):
        books = booked(empty, vouchers) if vouchers else empty
        return Desk(rules, books, Known(books), TODAY)

    return make


def wages(day, withheld, fees):
    return voucher(day, "Lön", ("Kostnader:Kansli:Löner", withheld + fees), (WITHHELD, -withheld), (FEES, -fees))


def lines(drafted):
    return [(line.account, line.amount) for v in drafted.vouchers for line in v.lines]


def test_one_row_for_the_return_clears_both_debts(desk):
    drafted = tax.draft(
        account(row("Arbetsgivardeklaration augusti 2026", -31816)), SOURCE, desk(wages("2026-08-25", 1485000, 1696680))
    )
    assert lines(drafted) == [(TAX, -3181600), (WITHHELD, 1485000), (FEES, 1696680), (ROUNDING, -80)]


def test_two_rows_clear_one_debt_each(desk):
    rows = row("Avdragen skatt augusti 2026", -14850), row("Arbetsgivaravgift augusti 2026", -16966, number=3)
    drafted = tax.draft(account(*rows), SOURCE, desk(wages("2026-08-25", 1485000, 1696680)))
    assert lines(drafted) == [(TAX, -1485000), (WITHHELD, 1485000), (TAX, -1696600), (FEES, 1696680), (ROUNDING, -80)]


def test_this_month_s_wages_are_not_in_last_month_s_return(desk):
    own = desk(wages("2026-08-25", 100000, 0), wages("2026-09-01", 200000, 0))
    assert lines(tax.draft(account(row("Avdragen skatt augusti 2026", -1000)), SOURCE, own))[1] == (WITHHELD, 100000)


def test_a_return_that_differs_by_more_than_öre_waits(desk):
    drafted = tax.draft(
        account(row("Avdragen skatt augusti 2026", -1100)), SOURCE, desk(wages("2026-08-25", 100000, 0))
    )
    assert lines(drafted)[1] == (OBSERVATION, 110000)
    assert drafted.vouchers[0].flag == "!"
    assert [f.rule for f in drafted.findings if not f.rule.startswith("tax-c")] == ["tax-unmatched"]


def test_refunded_vat_clears_the_claim(desk):
    claimed = voucher(
        "2026-07-10",
        "Ansökan",
        ("Tillgångar:Fordran:MomsAnsökt", 4412000),
        ("Tillgångar:Fordran:MomsErsättningsbar", -4412000),
    )
    drafted = tax.draft(account(row("Momsersättning april–juni 2026", 44120)), SOURCE, desk(claimed))
    assert lines(drafted) == [(TAX, 4412000), ("Tillgångar:Fordran:MomsAnsökt", -4412000)]


def test_interest_both_ways(desk):
    rows = row("Intäktsränta", 14), row("Kostnadsränta", -3, number=3), row("Korrigerad kostnadsränta", -1, number=4)
    assert [line[0] for line in lines(tax.draft(account(*rows), SOURCE, desk()))[1::2]] == [
        "Intäkter:Ränta",
        "Kostnader:Kansli:Räntekostnad",
        "Kostnader:Kansli:Räntekostnad",
    ]


def test_a_payment_is_looked_for_at_the_bank_and_never_booked(desk):
    paid = voucher("2026-09-11", "Skatt", (TAX, 3181600), (BANK, -3181600))
    seen = tax.draft(account(row("Inbetalning bokförd 260911", 31816)), SOURCE, desk(paid))
    assert (seen.vouchers, seen.findings, seen.known) == ((), (), 1)
    twice = row("Inbetalning bokförd 260911", 31816), row("Inbetalning bokförd 260911", 31816, number=3)
    unseen = tax.draft(account(*twice), SOURCE, desk(paid))
    assert [f.rule for f in unseen.findings] == ["tax-payment-unseen", "tax-closing"]


def test_the_balances_are_compared_with_the_books(desk):
    opening = voucher("2026-01-01", "IB", (TAX, 2300000), (EQUITY, -2300000))
    assert tax.draft(account(opening=2300000), SOURCE, desk(opening)).findings == ()
    wrong = tax.draft(account(opening=2200000), SOURCE, desk(opening))
    assert [f.rule for f in wrong.findings] == ["tax-opening", "tax-closing"]


def test_a_real_file_is_read_and_booked_twice_the_same(samples, desk):
    path = samples / "skatteverket" / "avstper_trans_165560000000-6.skv"
    own = desk()
    given = skv.read(path.read_bytes(), path.name)
    moved = TaxAccount(
        dt.date(2026, 9, 5),
        given.opening,
        dt.date(2026, 12, 4),
        given.closing,
        tuple(TaxAccountRow(r.date.replace(year=2026), r.text, r.amount, r.row) for r in given.rows),
    )
    first = tax.draft(moved, SOURCE, own)
    assert (first.rows, first.booked, first.known) == (5, 4, 1)
    again = tax.draft(moved, SOURCE, own)
    assert (again.booked, again.known) == (0, 5)
