"""The parties' own books beside the flows: the same months of two years, by the purse that pays."""

from __future__ import annotations

import dataclasses

from onedoor_ledger.incentive.booked import booked_relief
from onedoor_ledger.incentive.model import BookedRelief
from onedoor_ledger.incentive.relief import relief_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import SpendingKind
from onedoor_ledger.voucher import Book, Voucher
from tests.accounts import small
from tests.incentive.hand import method
from tests.incentive.rules import AID, ALWAYS, WORK, people, rules

Q3 = parse_period("2027-Q3")
KINDS = (
    SpendingKind("aid_paid", "Ekonomiskt bistånd", "Bistånd", "own", reported_by=("granasa", "tallhed")),
    SpendingKind("sick_pay", "Sjukpenning", "Sjukpenning", "state_appropriation", reported_by=("fk",)),
    SpendingKind("activity_aid", "Aktivitetsstöd", "Aktivitetsstöd", "state_appropriation", reported_by=("af",)),
    SpendingKind("own_time", "Egen tid", "EgenTid", "own", in_kind=True, reported_by=("granasa",)),
)


def spent(day: str, who: str, what: str, kronor: int) -> Voucher:
    own = f"EgetKapital:{who}:EgnaMedel"
    return small.voucher(day, "x", (f"Kostnader:{who}:{what}", kronor), (own, -kronor), book=Book.PARTIES)


def booked(*vouchers: Voucher, least: int = 0) -> dict[str, BookedRelief]:
    how = method(dated=ALWAYS, least_participants=least)
    book = dataclasses.replace(rules(how=how), spending=KINDS)
    books = small.books(*vouchers)
    return {row.purse: row for row in booked_relief(book, books, Q3, relief_of(book, books, Q3))}


def test_the_same_months_of_both_years_by_the_purse_that_pays():
    found = booked(
        spent("2026-08-31", "FK", "Målgrupp:Sjukpenning", 500_000),
        spent("2027-08-31", "FK", "Målgrupp:Sjukpenning", 420_000),
        spent("2026-08-31", "AF", "Målgrupp:Aktivitetsstöd", 90_000),
        spent("2027-08-31", "AF", "Målgrupp:Aktivitetsstöd", 100_000),
    )
    state = found["state_appropriation"]
    assert (state.before, state.after, state.relief) == (590_000_00, 520_000_00, 70_000_00)
    assert state.components == (
        ("sick_pay", 500_000_00, 420_000_00),
        ("activity_aid", 90_000_00, 100_000_00),
    )


def test_a_month_one_year_has_no_report_for_is_left_out_of_both():
    found = booked(
        spent("2026-08-31", "Granåsa", "Målgrupp:Bistånd", 300_000),
        spent("2026-09-30", "Granåsa", "Målgrupp:Bistånd", 310_000),
        spent("2027-08-31", "Granåsa", "Målgrupp:Bistånd", 280_000),
    )["granasa"]
    assert (found.before, found.after, found.months) == (300_000_00, 280_000_00, 1)


def test_beside_what_the_flows_show_and_never_added():
    vouchers = (
        spent("2026-08-31", "Granåsa", "Målgrupp:Bistånd", 300_000),
        spent("2027-08-31", "Granåsa", "Målgrupp:Bistånd", 280_000),
    )
    found = booked(*vouchers, people(5, AID, WORK))["granasa"]
    assert (found.relief, found.flows) == (20_000_00, 390_000_00)
    flows_alone = relief_of(rules(), small.books(people(5, AID, WORK)), Q3).purses["granasa"].gross
    assert found.flows == flows_alone


def test_who_has_not_reported_has_no_figure_and_own_time_is_no_spending():
    found = booked(
        spent("2026-08-31", "Granåsa", "EgenTid", 40_000),
        spent("2027-08-31", "Granåsa", "EgenTid", 30_000),
    )
    assert (found["granasa"].before, found["granasa"].relief, found["granasa"].months) == (None, None, 0)
    assert list(found) == ["granasa", "tallhed", "state_appropriation"]


def test_kommuner_told_together_are_so_here_too():
    found = booked(
        spent("2026-08-31", "Granåsa", "Målgrupp:Bistånd", 300_000),
        spent("2027-08-31", "Granåsa", "Målgrupp:Bistånd", 280_000),
        spent("2026-08-31", "Tallhed", "Målgrupp:Bistånd", 100_000),
        spent("2027-08-31", "Tallhed", "Målgrupp:Bistånd", 90_000),
        least=10_000,
    )
    assert found["municipalities_together"].relief == 30_000_00
