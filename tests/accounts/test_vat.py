"""Momsersättning: what a claim may cover, what it holds, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from onedoor_ledger.accounts.vat import claim_of, is_claimable, last_day
from onedoor_ledger.accounts.vat_claims import BookedClaim, booked_claims, claim_for, overlapping, vat_year
from onedoor_ledger.accounts.vat_errors import ClaimPeriodError
from onedoor_ledger.books.load import load
from onedoor_ledger.books.model import Books
from onedoor_ledger.books.preview import plus
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.load import load as load_rules
from onedoor_ledger.rulebook.model import Dated, Rulebook
from onedoor_ledger.rulebook.model.vat import FlatRate, FlatRateKind, VatRules
from onedoor_ledger.voucher import Book, Line, Voucher
from onedoor_ledger.vouchers.register import register
from onedoor_ledger.workspace import Workspace

TODAY = dt.date(2026, 10, 14)
VAT, APPLIED, FLAT = (f"Tillgångar:Fordran:Moms{name}" for name in ("Ersättningsbar", "Ansökt", "Schablon"))
TAX, ROUNDING, RENT = "Tillgångar:Fordran:Skattekonto", "Kostnader:Kansli:Öresavrundning", "Kostnader:Kansli:Lokalhyra"
OFFICE, DEBT = "Kostnader:Kansli:Kontor", "Skulder:Leverantörer"


@pytest.fixture(scope="module")
def books() -> Books:
    return load(Workspace(Path(__file__).parents[2]))


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rules(Workspace(Path(__file__).parents[2]))


def with_(books: Books, *vouchers: Voucher) -> Books:
    return plus(books, register(vouchers, books, TODAY, "Ekonom"))


def voucher(day: str, *lines: tuple[str, int], **meta: str) -> Voucher:
    return Voucher(
        Book.ASSOCIATION, dt.date.fromisoformat(day), "Prov", tuple(Line(a, ore) for a, ore in lines), meta=meta
    )


def claim(day: str, kronor: int, ore: int, service: str = "") -> Voucher:
    whole = kronor * 100
    meta = {"service": service} if service else {}
    return voucher(day, (APPLIED, whole), (ROUNDING, ore), (VAT, -whole - ore), **meta)


def refund(day: str, kronor: int, **meta: str) -> Voucher:
    return voucher(day, (TAX, kronor * 100), (APPLIED, -kronor * 100), **meta)


@pytest.mark.parametrize("period", ["2026-07", "2026-Q3", "2026-02-01..2026-04-30"])
def test_one_month_or_three_of_a_year(period: str):
    assert is_claimable(parse_period(period))


@pytest.mark.parametrize(
    "period", ["2025-11-01..2026-01-31", "2026-07-01..2026-08-31", "2026-H1", "2026-T2", "2026-07-02..2026-09-30"]
)
def test_anything_else_is_refused(rules: Rulebook, books: Books, period: str):
    with pytest.raises(ClaimPeriodError):
        claim_of(rules, books, parse_period(period))


def test_last_day_is_the_end_of_the_second_year_after():
    assert last_day(parse_period("2025-Q1")) == last_day(parse_period("2025-12")) == dt.date(2027, 12, 31)


@pytest.mark.parametrize(
    ("period", "kronor", "ore"),
    [("2025-Q1", 52_735, 35), ("2025-Q4", 63_041, 58), ("2026-Q1", 58_214, 63), ("2026-Q2", 71_388, 18)],
)
def test_the_demos_claims_are_what_it_booked(rules: Rulebook, books: Books, period: str, kronor: int, ore: int):
    made, span = claim_of(rules, books, parse_period(period)), parse_period(period)
    booked = claim_for(booked_claims(rules, books), span)
    assert (made.whole.amount, made.rounding) == (kronor * 100, ore)
    assert sum(row.vat for row in made.purchases) == made.input.amount == kronor * 100 + ore
    assert booked is not None
    assert booked.claimed.amount == booked.paid.amount == made.whole.amount
    assert (booked.taken.amount, booked.left_out.amount, booked.open) == (made.input.amount, ore, 0)


def test_a_year_is_all_claimed_and_paid_though_the_last_was_paid_in_the_next(rules: Rulebook, books: Books):
    year = vat_year(rules, books, 2025)
    assert [row.span.name for row in year.spans] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert year.claimed.amount == year.paid.amount == 205_006_00
    assert year.booked.amount == 205_007_92
    assert year.unclaimed.amount == 0


def test_months_no_claim_covers_are_told(rules: Rulebook, books: Books):
    year = vat_year(rules, books, 2026)
    left = [(row.span.name, row.unclaimed.amount) for row in year.spans if row.claim is None]
    assert left == [("2026-07", 5_368_89), ("2026-08", 18_791_54)]
    assert year.unclaimed.amount == 24_160_43


def test_vat_booked_late_in_a_claimed_month_is_never_claimed(rules: Rulebook, books: Books):
    bought = voucher("2026-09-03", (OFFICE, 400_00), (VAT, 100_00), (DEBT, -500_00))
    late = voucher("2026-09-30", (OFFICE, 800_00), (VAT, 200_00), (DEBT, -1_000_00))
    year = vat_year(rules, with_(books, bought, claim("2026-10-02", 100, 0, "2026-09"), late), 2026)
    assert {row.span.name: row.unclaimed.amount for row in year.spans}["2026-09"] == 200_00


def third(rules: Rulebook, books: Books) -> BookedClaim:
    found = claim_for(booked_claims(rules, books), parse_period("2026-07-01..2026-09-30"))
    assert found is not None
    return found


def test_a_refund_that_says_nothing_pays_the_oldest_open_claim(rules: Rulebook, books: Books):
    after = with_(books, claim("2026-10-12", 24_160, 43, "2026-Q3"), refund("2026-11-12", 24_000))
    opening = booked_claims(rules, after)[0]
    assert (opening.opening, opening.open) == (True, 0), "paid by a refund for a quarter before the books began"
    assert third(rules, after).open == 160_00


def test_a_refund_taken_back_leaves_the_claim_open(rules: Rulebook, books: Books):
    booked = with_(books, claim("2026-10-12", 24_160, 43, "2026-Q3"), refund("2026-10-13", 24_160, service="2026-Q3"))
    assert third(rules, booked).open == 0
    key = booked.postings.loc[booked.postings["book"] == "association", "voucher"].iloc[-1]
    mirror = voucher("2026-10-14", (TAX, -24_160_00), (APPLIED, 24_160_00), reverses=str(key))
    assert third(rules, with_(booked, mirror)).open == 24_160_00


def test_a_claim_that_shares_months_with_another_is_told(rules: Rulebook, books: Books):
    own = parse_period("2026-06-01..2026-08-31")
    assert [c.span.name for c in overlapping(booked_claims(rules, books), own) if c.span] == ["2026-Q2"]


def test_a_claim_that_does_not_say_its_months_is_of_the_year_it_was_booked(rules: Rulebook, books: Books):
    year = vat_year(rules, with_(books, claim("2026-10-12", 24_160, 43)), 2026)
    assert [c.claimed.amount for c in year.unplaced] == [24_160_00]
    assert year.unclaimed.amount == 0


def test_flat_rates_are_dated_per_cents_of_costs_in_whole_kronor(rules: Rulebook, books: Books):
    dated = Dated(dt.date(2026, 1, 1), None, "MEL 2005:807")
    rates = (
        FlatRate("lokal", "Lokaldelen", FlatRateKind.PREMISES, 18, (RENT,), dated),
        FlatRate("rest", "Resten", FlatRateKind.REST, 5, ("Kostnader:Styrelse:",), dated),
        FlatRate("gammal", "Gammal", FlatRateKind.COST, 6, (RENT,), replace(dated, end=dt.date(2026, 3, 31))),
    )
    flat = replace(rules, vat=VatRules(FLAT, rates))
    rent = voucher("2026-09-30", (RENT, 1_005_50), (DEBT, -1_005_50))
    before, after = (claim_of(flat, b, parse_period("2026-09")) for b in (books, with_(books, rent)))
    assert [part.rate.id for part in after.flat] == ["lokal", "rest"]
    assert after.flat[0].base.amount - before.flat[0].base.amount == 1_005_50
    assert after.flat[0].claim % 100 == 0
    assert after.whole.amount == after.input_claim + sum(part.claim for part in after.flat)


def test_a_flat_rate_claim_is_paid_like_any_other(rules: Rulebook, books: Books):
    flat = replace(rules, vat=VatRules(FLAT, ()))
    claimed = voucher("2026-10-12", (FLAT, 181_00), (RENT, -181_00), service="2026-09")
    paid = voucher("2026-10-13", (TAX, 181_00), (FLAT, -181_00), service="2026-09")
    found = claim_for(booked_claims(flat, with_(books, claimed, paid)), parse_period("2026-09"))
    assert found is not None
    assert (found.claimed.amount, found.taken.amount, found.open) == (181_00, 0, 0)
