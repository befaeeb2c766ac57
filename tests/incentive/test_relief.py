"""Relief per purse, worked by hand in kronor, and the identities that hold for any moves."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.incentive.kept import kept_of
from onedoor_ledger.incentive.model import Relief
from onedoor_ledger.incentive.relief import relief_of
from onedoor_ledger.incentive.rounding import in_ore
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.rulebook.model.incentive import Convention, CostKind, Evidence, IncentiveRules
from onedoor_ledger.voucher import Voucher
from tests.accounts import small
from tests.incentive.hand import effect, method
from tests.incentive.rules import AID, ALWAYS, COSTS, NEW, SICK, WHOLE, WORK, cost, people, rules

F = Fraction
TOGETHER = "municipalities_together"


def how(**more: object) -> Any:
    return method(**(WHOLE | more))


def relief(*vouchers: Voucher, book: Rulebook | None = None, period: str = "2027-Q3") -> Relief:
    return relief_of(book or rules(), small.books(*vouchers), parse_period(period))


def gross(found: Relief) -> dict[str, Fraction]:
    """In kronor, those that are not zero."""
    return {name: purse.gross / 100 for name, purse in found.purses.items() if purse.gross}


def test_five_persons_from_aid_to_work_by_hand():
    """Five persons, seven and a half months from the middle of the first quarter to the end of September."""
    found = relief(people(5, AID, WORK))
    assert gross(found) == {
        "granasa": 37.5 * (10_000 + 400),
        "norrvidd": 37.5 * (1_000 + 200),
        "individuals": 37.5 * (13_600 - 10_000),
        "employers": 37.5 * (30_000 - 26_000),
        "municipal_sector": 37.5 * 5_800,
        "state_taxes": 37.5 * 6_000,
        "society": 37.5 * (1_000 + 30_000),
    }
    assert (found.persons, found.missing) == (5, ())


def test_what_is_taken_off_what_lasts_and_what_shows_in_the_budget():
    lasting = effect(
        dated=ALWAYS,
        deadweight=F("0.4"),
        overlap=F("0.1"),
        profile=(F(1), F("0.5")),
        evidence=Evidence(3, assumption=True),
    )
    takes = how(discount=F("0.1"), correction={3: F("0.1")}, cashable={"municipality": F("0.8")})
    found = relief(people(5, AID, WORK), book=rules(effects=(lasting,), how=takes)).purses["granasa"]
    assert found.period / 100 == F(390_000) * F("0.486")
    assert found.cashable == found.period * F("0.8")
    assert found.horizons[1] / 100 == 52_000 * F("0.486") * 12
    assert found.horizons[3] / 100 == 52_000 * F("0.486") * (12 + F(6) / F("1.1"))
    assert found.horizons[5] == found.horizons[3], "nothing is left after the second year"


def test_who_only_entered_or_stays_gives_no_relief():
    assert gross(relief(people(9, NEW, AID), people(5, AID, AID))) == {}


def test_moving_back_leaves_nothing():
    found = relief(people(6, AID, SICK), people(6, SICK, AID))
    assert not any(
        (purse.gross, purse.period, *purse.horizons.values()) != (0, 0, 0, 0, 0) for purse in found.purses.values()
    )


moves = st.lists(
    st.tuples(
        st.integers(1, 40),
        st.sampled_from([(AID, WORK), (AID, SICK), (SICK, AID), (SICK, WORK)]),
        st.sampled_from(["granasa", "tallhed", ""]),
        st.integers(1, 3),
    ),
    max_size=6,
)


@settings(max_examples=20)
@given(moves, st.integers(0, 60))
def test_parts_add_up_to_society_and_only_services_and_output_are_real(
    made: list[tuple[int, tuple[str, str], str, int]], least: int
):
    vouchers = [people(n, *way, kommun, quarter=q) for n, way, kommun, q in made]
    book = rules(how=how(least_participants=least, spread="population"), inhabitants=(3, 1))
    found = relief(*vouchers, book=book)
    society = found.purses["society"]
    parts = [purse for name, purse in found.purses.items() if name != "society"]
    assert sum(purse.gross for purse in parts) == society.gross
    assert sum(purse.period for purse in parts) == society.period
    for years, amount in society.horizons.items():
        assert sum(purse.horizons[years] for purse in parts) == amount
    real = {AID: 1_000, SICK: 3_000, WORK: -30_000}
    months = {1: F("7.5"), 2: F("4.5"), 3: F("1.5")}
    assert society.gross / 100 == sum(n * (real[a] - real[b]) * months[q] for n, (a, b), _kommun, q in made)


@settings(max_examples=20)
@given(moves, st.integers(2, 5))
def test_relief_is_linear_in_persons(made: list[tuple[int, tuple[str, str], str, int]], times: int):
    once = relief(*(people(n, *way, kommun, quarter=q) for n, way, kommun, q in made))
    more = relief(*(people(n * times, *way, kommun, quarter=q) for n, way, kommun, q in made))
    for name, purse in once.purses.items():
        assert more.purses[name].gross == purse.gross * times
        assert more.purses[name].horizons == {years: amount * times for years, amount in purse.horizons.items()}


def test_additive_deadweight_is_of_all_the_engaged():
    """Of 40 participations 20 are engaged; a tenth, two, would have moved anyway: of five who moved, three are ours."""
    takes = how(convention=Convention.ADDITIVE)
    lasting = effect(deadweight=F("0.1"), engaged=F("0.5"))
    assert kept_of(lasting, takes, lasting.deadweight, 40, 5) == F(3, 5)
    assert kept_of(lasting, takes, F("0.5"), 40, 5) == 0, "fewer moved than would have anyway"
    assert kept_of(lasting, how(), lasting.deadweight, 40, 5) == F("0.9")


def test_additive_counts_those_there_and_those_who_entered():
    takes = how(convention=Convention.ADDITIVE)
    lasting = effect(dated=ALWAYS, deadweight=F("0.1"), engaged=F("0.5"))
    before = relief(book=rules(effects=(lasting,), how=takes))
    assert before.moves == ()
    found = relief(people(20, NEW, AID), people(5, AID, WORK), book=rules(effects=(lasting,), how=takes))
    (row,) = found.moves
    there = small.books().postings.query("book == 'people' and account.str.startswith('Deltagare:I01')")["amount"].sum()
    assert row.kept == 1 - F("0.05") * (int(there) + 20) / 5


def test_moves_without_a_kommun_are_spread_by_inhabitants_or_stand_together():
    spread = relief(people(4, AID, SICK, ""), book=rules(how=how(spread="population"), inhabitants=(3, 1)))
    assert gross(spread)["granasa"] == 3 * gross(spread)["tallhed"]
    together = relief(people(4, AID, SICK, ""))
    assert gross(together)[TOGETHER] == gross(spread)["granasa"] + gross(spread)["tallhed"]
    unknown = relief(people(4, AID, SICK, ""), book=rules(how=how(spread="population")))
    assert [each.what for each in unknown.missing] == ["population:granasa", "population:tallhed"]


def test_kommuner_with_few_participations_are_told_together_never_one_alone():
    entered = (people(30, NEW, AID, "granasa"), people(8, NEW, AID, "tallhed"), people(5, AID, WORK, "granasa"))
    found = relief(*entered, book=rules(how=how(least_participants=20)))
    assert not {"granasa", "tallhed"} & found.purses.keys()
    assert list(found.purses)[3] == TOGETHER
    assert {"granasa", "tallhed"} <= relief(*entered, book=rules(how=how(least_participants=8))).purses.keys()


def test_a_lag_and_a_profile_count_within_the_period_too():
    late = rules(effects=(effect(dated=ALWAYS, lag_months=3),))
    found = relief(people(2, AID, SICK), book=late).purses["granasa"]
    assert found.period == found.gross * F("4.5") / F("7.5")
    assert found.horizons[1] == found.gross / F("7.5") * 9


def test_an_insats_of_which_nothing_is_assumed_is_shown_as_counted_only():
    found = relief(people(5, AID, WORK), book=rules(effects=()))
    assert [each.what for each in found.missing] == ["effect:i01"]
    assert found.purses["granasa"].gross > 0
    assert found.purses["granasa"].horizons == {1: 0, 3: 0, 5: 0}


def test_without_rules_nothing_fails_and_everything_is_asked_for():
    found = relief(people(5, AID, WORK), book=dataclasses.replace(small.rulebook(), incentive=IncentiveRules()))
    assert [each.what for each in found.missing] == ["unit_costs", "method"]
    assert all("rules/" in each.text for each in found.missing)
    assert gross(found) == {}


def test_a_support_without_a_unit_cost_is_not_counted():
    without = tuple(row for row in COSTS if row.state != "sickness")
    found = relief(people(5, AID, SICK), people(5, AID, WORK), book=rules(without))
    assert [bool(row.monthly) for row in found.moves] == [False, True]
    assert "state:sickness" in {each.what for each in found.missing}


@pytest.mark.parametrize(
    ("state", "lost"),
    [("sickness", COSTS[2]), ("aid", COSTS[0])],
    ids=["only the region's care is known", "the kommun's handling is not the support"],
)
def test_a_support_whose_payer_has_no_cost_is_asked_for_though_others_have(state, lost):
    """Else it would cost its payer nothing, and every move from it would look like no gain to it."""
    handling = cost("aid", "municipality", 2_000, CostKind.SERVICE)
    rest = (*(row for row in COSTS if row != lost), handling)
    found = relief(people(5, AID, SICK), people(6, AID, WORK), book=rules(rest))
    assert not found.moves[0].priced
    assert found.moves[0].monthly == {}
    assert f"state:{state}" in {each.what for each in found.missing}
    told = next(each.text for each in found.missing if each.what == f"state:{state}")
    assert "2027-03-31" in told
    assert "den som betalar" in told


def test_only_what_was_missing_when_somebody_moved_is_asked_for():
    """The cost is written from July: who moved in the first quarter had none, who moves in the third has one."""
    later = cost("sickness", "state_appropriation", 15_000, CostKind.BENEFIT, dated=dataclasses.replace(
        ALWAYS, start=dt.date(2027, 7, 1)
    ))  # fmt: skip
    rest = (*(row for row in COSTS if row.state != "sickness"), later)
    assert relief(people(5, AID, SICK, quarter=3), book=rules(rest)).missing == ()
    early = relief(people(5, AID, SICK), people(6, AID, SICK, quarter=3), book=rules(rest))
    assert [row.priced for row in early.moves] == [False, True]
    assert [each.what for each in early.missing] == ["state:sickness"]


def test_a_change_of_rule_between_before_and_after_is_told():
    old = dataclasses.replace(ALWAYS, end=dt.date(2027, 5, 31))
    new = dataclasses.replace(ALWAYS, start=dt.date(2027, 6, 1))
    rows = tuple(row for row in COSTS if row.id != COSTS[2].id) + tuple(
        cost("sickness", "state_appropriation", kronor, CostKind.BENEFIT, taxed=True, dated=dated)
        for kronor, dated in ((15_000, old), (15_500, new))
    )
    (said,) = relief(people(5, SICK, AID), book=rules(rows)).breaks
    assert "15\xa0000,00" in said
    assert "till och med 2027-05-31" in said, "the last day of the old one, not the first of the new"
    assert relief(people(5, AID, WORK), book=rules(rows)).breaks == ()


def test_used_unit_costs_are_those_of_the_supports_moved_between():
    found = relief(people(5, AID, WORK))
    assert {row.state for row in found.used} == {"aid", "work"}


@given(st.lists(st.fractions(-(10**7), 10**7, max_denominator=997), min_size=1, max_size=8))
def test_whole_ore_agree_with_their_total(parts: list[Fraction]):
    exact = {str(n): part for n, part in enumerate(parts)}
    found = in_ore(exact)
    assert abs(sum(found.values()) - sum(parts)) <= F(1, 2)
    assert all(abs(found[name] - part) < 2 for name, part in exact.items())
    assert all(not found[name] for name, part in exact.items() if not part)


@pytest.mark.parametrize("parts", [{}, {"a": F(0), "b": F(0)}])
def test_nothing_is_nothing(parts: dict[str, Fraction]):
    assert in_ore(parts) == dict.fromkeys(parts, 0)
