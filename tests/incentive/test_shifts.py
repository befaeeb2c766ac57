"""Cost shifting from booked moves, worked by hand: the small förbund, two supports and work."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.accounts.moves import Move
from onedoor_ledger.errors import Place
from onedoor_ledger.incentive.displacement import displaced, together
from onedoor_ledger.incentive.kept import people_of
from onedoor_ledger.incentive.kommuner import kommuner_of
from onedoor_ledger.incentive.payers import paid_on
from onedoor_ledger.incentive.purses import TOGETHER
from onedoor_ledger.incentive.shifts import Shifts, in_kronor, months_after, shifts_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Dated, Rulebook
from onedoor_ledger.rulebook.model.incentive import CostKind, Evidence, IncentiveRules, UnitCost
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small
from tests.incentive import hand

AID, SICK, WORK = "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning", "Avslutade:I01-MIA:Arbete"
STATE, KOMMUN = "state_appropriation", "municipality"


def cost(state: str, purse: str, kronor: int, kind: CostKind = CostKind.BENEFIT, start: str = "2025-01-01") -> UnitCost:
    dated, evidence = Dated(dt.date.fromisoformat(start), None, "x"), Evidence(1, assumption=False)
    monthly = Fraction(kronor * 100)
    return UnitCost(f"{state}-{purse}-{kind}", state, purse, purse, kind, monthly, True, False, dated, evidence, PLACE)


PLACE = Place("rules/unit_costs.toml", 1)
COSTS = (
    cost("aid", KOMMUN, 10_000),
    cost("sickness", STATE, 14_000),
    cost("sickness", KOMMUN, 2_000),
    cost("work", "employers", 25_000, CostKind.WAGE),
    cost("work", "employers", -30_000, CostKind.OUTPUT),
)


def rules(costs: tuple[UnitCost, ...] = COSTS) -> Rulebook:
    return dataclasses.replace(small.rulebook(), incentive=IncentiveRules(unit_costs=costs))


def people(day: str, to: str, origin: str, persons: int, kommun: str = "", **meta: str) -> Voucher:
    own = {"party": kommun} if kommun else {}
    lines = (Line(to, persons, own), Line(origin, -persons, own))
    return Voucher(Book.PEOPLE, dt.date.fromisoformat(day), "x", lines, meta={"measure": "i01", **meta})


def shifts(*vouchers: Voucher, costs: tuple[UnitCost, ...] = COSTS, period: str = "2027-Q3") -> Shifts:
    """Of a year in which nothing but ``vouchers`` is booked."""
    return shifts_of(rules(costs), small.books(*vouchers), parse_period(period))


def test_what_fk_ceased_to_pay_the_kommun_took_over():
    found = shifts(people("2027-06-30", AID, SICK, 6, service="2027-Q2"))
    (group,) = found.groups
    assert group.months == 6 * Fraction(9, 2), "the middle of April–June is four and a half months from the end"
    assert found.whole.before == {TOGETHER: 27 * 2_000_00, STATE: 27 * 14_000_00}
    assert found.whole.after == {TOGETHER: 27 * 10_000_00, STATE: 0}
    assert found.whole.shift == {(STATE, TOGETHER): 27 * 8_000_00}
    assert found.whole.saved[STATE] == 27 * 6_000_00
    assert found.persons == {(STATE, TOGETHER): 6}
    assert found.vouchers == group.vouchers
    assert found.behind(STATE) == {("sickness", "aid")}


def test_work_is_really_saved_wages_and_what_work_is_worth_are_no_payment_for_support():
    found = shifts(people("2027-03-31", WORK, AID, 5, service="2027-Q1"))
    assert found.whole.shift == {}
    assert found.whole.saved == {TOGETHER: 5 * Fraction(15, 2) * 10_000_00}


def test_a_move_taken_back_is_none():
    forth = people("2027-06-30", AID, SICK, 6, service="2027-Q2")
    key = str(small.books(forth).postings.query("book == 'people'")["key"].iloc[-1])
    mirror = Voucher(
        Book.PEOPLE,
        forth.date,
        "x",
        tuple(Line(line.account, -line.amount) for line in forth.lines),
        meta={"measure": "i01", "service": "2027-Q2", "corrects": key},
    )
    assert shifts(forth, mirror).whole.before == {}


def test_without_a_unit_cost_there_are_no_kronor_and_it_is_said():
    found = shifts(people("2027-06-30", AID, SICK, 6), costs=COSTS[:1])
    assert found.groups == ()
    assert found.unpriced == {("sickness", "aid"): 6}
    assert found.costless == ("sickness",)


def test_a_cost_holds_from_its_day():
    later = (cost("aid", KOMMUN, 10_000, start="2027-07-01"), *COSTS[1:])
    assert shifts(people("2027-06-30", AID, SICK, 6), costs=later).costless == ("aid",)
    assert not paid_on(rules(later), dt.date(2027, 6, 30)).monthly("aid", "granasa")


def test_kommuner_with_enough_moves_stand_by_themselves():
    large = people("2027-06-30", AID, SICK, 30, "granasa"), people("2027-06-30", AID, SICK, 25, "tallhed")
    assert shifts(*large).whole.purses == ("granasa", "tallhed", STATE)
    one_small = large[0], people("2027-06-30", AID, SICK, 3, "tallhed")
    assert shifts(*one_small).whole.purses == (TOGETHER, STATE), "alone it could be told from the sum"


def test_a_kommun_alone_here_is_alone_among_incentives_too():
    """Both go by participations; twelve who moved twice are still twelve persons."""
    entered = (
        people("2027-01-31", AID, "Inskrivna:I01-MIA", 12, "granasa", service="2027-01"),
        people("2027-01-31", AID, "Inskrivna:I01-MIA", 12, "tallhed", service="2027-01"),
    )
    moved = tuple(
        people(day, to, origin, 12, kommun, service=day[:7])
        for kommun in ("granasa", "tallhed")
        for day, to, origin in (("2027-02-28", SICK, AID), ("2027-04-30", AID, SICK))
    )
    known = rules()
    method = hand.method(dated=Dated(dt.date(2025, 1, 1), None, "x"))
    known = dataclasses.replace(known, incentive=dataclasses.replace(known.incentive, methods=(method,)))
    books, period = small.books(*entered, *moved), parse_period("2027-Q3")
    kommuner = kommuner_of(known, people_of(known, books, period), period, method)
    assert kommuner.together == {"granasa", "tallhed"}
    told = {group.municipality for group in shifts_of(known, books, period).groups}
    assert told == {kommuner.row(kommun) for kommun in ("granasa", "tallhed")} == {TOGETHER}


def test_months_after_the_middle():
    def months(service: str, period: str) -> Fraction:
        span = parse_period(service)
        return months_after(Move("i01", span, "aid", "work", True, 5, "", "", "", "2026-D1"), parse_period(period))

    assert months("2026-Q1", "2026-Q1") == Fraction(3, 2)
    assert months("2026-Q1", "2026") == Fraction(21, 2)
    assert months("2026-09", "2026-Q3") == Fraction(1, 2)
    assert months("2025-Q4", "2026-Q1") == 3, "no further back than 1 January"
    assert months("2026-Q1", "2026-01-01..2026-04-15") == 2, "half of April, by its days"


amounts = st.dictionaries(st.sampled_from("abc"), st.fractions(0, 10**8, max_denominator=97))


@given(st.lists(st.tuples(amounts, amounts), max_size=5))
def test_in_whole_kronor_the_identities_still_hold(flows: list[tuple[dict[str, Fraction], dict[str, Fraction]]]):
    exact = together(displaced(before, after) for before, after in flows)
    shown = in_kronor(exact)
    assert all(identity.holds for identity in shown.identities)
    assert all(amount % 100 == 0 for amount in (*shown.before.values(), *shown.after.values()))
    for purse in exact.purses:
        assert abs(shown.before[purse] - exact.before[purse]) <= 50 * (2 + len(exact.purses))
