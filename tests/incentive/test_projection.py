"""The chain from the people book: enough observations, none of them small, or no projection and why."""

from __future__ import annotations

import dataclasses
import datetime as dt

from onedoor_ledger.accounts.moves import stock_of
from onedoor_ledger.accounts.people_withheld import withheld_people
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.projection import NoProjection, Projected, observed_of, projected_of
from onedoor_ledger.incentive.purses import TOGETHER
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import IncentiveRules
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small
from tests.incentive.test_shifts import COSTS

AID, SICK, WORK, NEW = (
    "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning", "Avslutade:I01-MIA:Arbete",
    "Inskrivna:I01-MIA",
)  # fmt: skip
QUARTERS = ("2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31")


def rules(costs: bool = True) -> Rulebook:
    return dataclasses.replace(small.rulebook(), incentive=IncentiveRules(unit_costs=COSTS if costs else ()))


def people(day: str, *moves: tuple[str, str, int]) -> Voucher:
    lines = tuple(Line(account, n * sign) for to, origin, n in moves for account, sign in ((to, 1), (origin, -1)))
    return Voucher(Book.PEOPLE, dt.date.fromisoformat(day), "x", lines, meta={"measure": "i01"})


STOCK = people("2027-01-01", (AID, NEW, 200), (SICK, NEW, 100))
YEAR = tuple(people(day, (WORK, AID, 10), (SICK, AID, 5), (AID, SICK, 6), (WORK, SICK, 5)) for day in QUARTERS)


def projected(*vouchers: Voucher, costs: bool = True) -> Projected:
    return projected_of(rules(costs), small.books(*vouchers), parse_period("2027"))


def test_estimated_from_the_quarters():
    found = projected(STOCK, *YEAR)
    assert found.absent is None
    assert found.states == ("aid", "sickness")
    aid, sick = found.projections
    assert aid.months["aid"] > aid.months["sickness"] > 0
    assert aid.total == sum(aid.costs.values())
    assert aid.costs[TOGETHER] == aid.months["aid"] * 1_000_000 + aid.months["sickness"] * 200_000
    assert set(sick.costs) == {TOGETHER, "state_appropriation"}


def test_those_seen_are_those_left_at_the_quarters_end_and_those_who_moved():
    found = observed_of(rules(), small.books(STOCK, YEAR[0]), parse_period("2027-Q1"))
    earlier = observed_of(rules(), small.books(STOCK), parse_period("2026"))
    before = small.books(STOCK)
    there = stock_of(rules(), before, dt.date(2027, 1, 1))["aid"]
    assert found.seen["aid"] - earlier.seen["aid"] == there + 6, "those there when it began, and those who came"


def test_few_quarters_and_few_moves_are_not_enough():
    few = projected_of(rules(), small.books(STOCK, YEAR[0]), parse_period("2026-Q2"))
    assert few.absent is NoProjection.FEW
    assert few.projections == ()


def test_it_rests_on_no_count_a_year_has_withheld():
    """Three beside eight of another year are eleven in all, and eleven less eight are three."""
    found = projected(STOCK, *YEAR[:3], people("2027-12-31", (WORK, AID, 10)), people("2026-12-31", (AID, SICK, 3)))
    assert found.absent is NoProjection.SMALL


def test_the_stock_at_each_quarters_end_may_be_shown():
    """Months are person-quarters by moves, and person-quarters hold the stock: three at one quarter's end tell."""
    assert projected(STOCK, *YEAR).observed.told
    gone, back = people("2027-06-30", (AID, SICK, 85)), people("2027-09-30", (SICK, AID, 85))
    books, known = _only(STOCK, *YEAR[:2], gone, *YEAR[2:], back), rules()
    assert stock_of(known, books, dt.date(2027, 6, 30))["sickness"] == 3
    assert not withheld_people(known, books, parse_period("2027")).any_moves
    found = projected_of(known, books, parse_period("2027"))
    assert found.absent is NoProjection.SMALL
    assert found.projections == ()


def test_that_there_is_too_little_is_not_said_of_what_is_not_shown():
    found = projected_of(rules(), _only(STOCK, people("2027-03-31", (WORK, AID, 3))), parse_period("2027-Q1"))
    assert found.observed.quarters == 1
    assert found.absent is NoProjection.SMALL


def test_moves_count_when_they_are_booked():
    """A year's report counts them by their day: three told in January of December are not a count of their own."""
    late = dataclasses.replace(people("2028-01-15", (WORK, AID, 3)), meta={"measure": "i01", "service": "2027-12"})
    whole = observed_of(rules(), small.books(STOCK, *YEAR), parse_period("2027"))
    found = observed_of(rules(), small.books(STOCK, *YEAR, late), parse_period("2028-01"))
    assert (found.moved, found.seen) == (whole.moved, whole.seen)


def test_without_costs_and_without_an_end_there_is_none():
    assert projected(STOCK, *YEAR, costs=False).absent is NoProjection.COSTLESS
    round_and_round = [people(day, (SICK, AID, 20), (AID, SICK, 20)) for day in QUARTERS]
    found = projected_of(rules(), _only(STOCK, *round_and_round), parse_period("2027"))
    assert found.absent is NoProjection.ENDLESS


def _only(*vouchers: Voucher) -> Books:
    """The small förbund's books with no people but these."""
    books = small.books(*vouchers)
    frame = books.postings
    keep = (frame["book"] != Book.PEOPLE.value) | (frame["date"] >= "2027-01-01")
    return dataclasses.replace(books, postings=frame[keep])
