"""Contributions: due by the rules, called and paid by the books, overdue by both."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.accounts.contributions import MemberContribution, contributions_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.voucher import Voucher
from tests.accounts import small
from tests.accounts.small import Q3, kr, receivable, voucher


def contribution(member: str, *extra: Voucher, period: str = "2026-Q3") -> MemberContribution:
    found = contributions_of(small.rulebook(), small.books(*extra), parse_period(period))
    return next(row for row in found if row.member.id == member)


def test_the_state_pays_half_the_region_a_fourth_and_the_kommuner_a_fourth_by_their_key():
    years = {r.member.id: r.year for r in contributions_of(small.rulebook(), small.books(), Q3)}
    assert years == {"fk": kr(600_000), "norrvidd": kr(300_000), "granasa": kr(225_000), "tallhed": kr(75_000)}


def test_the_member_that_pays_for_another_says_so_and_the_other_has_no_contribution():
    fk = contribution("fk")
    assert [other.id for other in fk.pays_for] == ["af"]


def test_three_of_four_instalments_have_fallen_due_at_the_end_of_september():
    fk = contribution("fk")
    assert (fk.due, fk.called.amount, fk.paid.amount, fk.overdue) == (kr(450_000), kr(450_000), kr(450_000), 0)
    assert fk.overdue_since is None


def test_who_has_not_paid_is_overdue_since_the_day_the_instalment_fell_due():
    tallhed = contribution("tallhed")
    assert (tallhed.due, tallhed.paid.amount, tallhed.overdue) == (kr(56_250), kr(37_500), kr(18_750))
    assert tallhed.overdue_since == dt.date(2026, 7, 30)


def test_a_called_instalment_is_not_overdue_before_its_day():
    assert contribution("tallhed", period="2026-01-01..2026-07-29").overdue == 0


def test_an_instalment_called_but_not_yet_due_is_paid_ahead_and_no_overdue():
    lines = ((receivable("FK"), 150_000), ("Intäkter:Medlemsbidrag:FK", -150_000))
    fk = contribution("fk", voucher("2026-09-30", "Avisering i förväg", *lines, service="2026-Q4"))
    assert (fk.called.amount, fk.overdue) == (kr(600_000), 0)


def test_last_years_debt_paid_this_year_is_not_this_years_payment():
    old = voucher("2025-10-15", "Rest", (receivable("FK"), 100), ("Intäkter:Medlemsbidrag:FK", -100), service="2025-Q4")
    late = voucher("2026-02-02", "Rest betald", (small.BANK, 100), (receivable("FK"), -100), service="2025-Q4")
    fk = contribution("fk", old, late)
    assert (fk.paid.amount, fk.overdue) == (kr(450_000), 0)


def test_a_payment_without_an_instalment_of_its_own_pays_the_oldest_claim():
    opening = voucher("2025-01-02", "Ingående fordran", (receivable("Tallhed"), 500), (small.EQUITY, -500))
    paid = voucher("2025-02-01", "Betald", (small.BANK, 500), (receivable("Tallhed"), -500), service="2024-Q4")
    assert contribution("tallhed", opening, paid).overdue_since == dt.date(2026, 7, 30)


def test_a_year_without_a_decision_has_nothing_due():
    assert contribution("fk", period="2027-Q1").year == 0
