"""Keys worked out per period: booked = target of what is cumulated − booked so far, rounded once."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger import money
from onedoor_ledger.rulebook.model import (
    OWN,
    Bound,
    ByBenefit,
    ByStatistic,
    ByWeights,
    Capped,
    Serial,
    Settle,
    Statistic,
    StatisticKind,
    Tier,
    Tiered,
    TwoPart,
)
from onedoor_ledger.sharing.errors import (
    DemandError,
    KeyBoundsError,
    NothingToShareByError,
    StatisticMissingError,
)
from tests.sharing.door_books import WEIGHTS, Ledger, rulebook
from tests.sharing.key_rules import EVERYBODY, PLACE, borne, measured, share, shared, stock, visits, worked_out

FIXED = ByWeights(WEIGHTS)
EQUAL = ByWeights(dict.fromkeys(EVERYBODY, 1))
HEAVY = {"granasa": 40, "af": 30, "fk": 20, "norrvidd": 10, "ssc": 0}
LIGHT = {"granasa": 10, "af": 10, "fk": 20, "norrvidd": 50, "ssc": 10}


def test_visits_share_what_is_cumulated_by_what_is_cumulated(ledger: Ledger) -> None:
    rules = rulebook(worked_out(ByStatistic(measured("visits"))), statistics=[visits(HEAVY, LIGHT)])
    ledger.cost(100_000, "2026-02-10")
    (first,) = share(ledger, rules, "2026-Q1")
    assert borne(ledger) == {"af": 30_000, "fk": 20_000, "norrvidd": 10_000, "ssc": 0}
    assert {line.meta["allocates"] for line in first.lines} == {"sum:2026-01-01..2026-03-31/100000"}
    ledger.cost(100_000, "2026-05-10")
    share(ledger, rules, "2026-Q2")
    assert borne(ledger) == {"af": 40_000, "fk": 40_000, "norrvidd": 60_000, "ssc": 10_000}
    assert share(ledger, rules, "2026-Q2") == ()
    assert share(ledger, rules, "2026-Q1") == ()
    assert shared(ledger) == 200_000


def test_a_statistic_that_has_not_come_is_told_with_its_row(ledger: Ledger) -> None:
    rules = rulebook(worked_out(ByStatistic(measured("visits"))), statistics=[visits(HEAVY)])
    ledger.cost(100, "2026-05-10")
    with pytest.raises(StatisticMissingError, match=r"statistics.toml:7 .*2026-04-01"):
        share(ledger, rules, "2026-Q2")


def test_a_participant_the_statistic_does_not_know_is_told(ledger: Ledger) -> None:
    rules = rulebook(worked_out(ByStatistic(measured("posts"))), statistics=[stock({"granasa": 1})])
    ledger.cost(100)
    with pytest.raises(StatisticMissingError, match="af"):
        share(ledger, rules, "2026-Q3")


def test_a_stock_weighs_with_the_days_it_holds(ledger: Ledger) -> None:
    posts = stock(dict.fromkeys(EVERYBODY, 1), (dt.date(2026, 4, 1), dict.fromkeys(EVERYBODY, 1) | {"af": 6}))
    rules = rulebook(worked_out(ByStatistic(measured("posts")), settle=Settle.YEAR), statistics=[posts])
    ledger.cost(320_000, "2026-02-10")
    share(ledger, rules, "2026-Q4")
    assert borne(ledger)["af"] == 320_000 * (90 + 275 * 6) // (90 + 275 * 6 + 4 * 365)


def test_all_weights_zero_is_told_with_the_rules_row(ledger: Ledger) -> None:
    rules = rulebook(worked_out(ByStatistic(measured("visits"))), statistics=[visits(dict.fromkeys(EVERYBODY, 0))])
    ledger.cost(100, "2026-02-10")
    with pytest.raises(NothingToShareByError, match=r"keys.toml:3 \[rule\[1\].id\]"):
        share(ledger, rules, "2026-Q1")


def test_a_yearly_ceiling_holds_for_the_year_and_the_rest_is_shared_again(ledger: Ledger) -> None:
    rules = rulebook(worked_out(Capped(FIXED, (Bound("af", most=30_000),))))
    ledger.cost(100_000, "2026-02-10")
    share(ledger, rules, "2026-Q1")
    assert borne(ledger) == {"af": 24_000, "fk": 12_000, "norrvidd": 12_000, "ssc": 6_000}
    ledger.cost(100_000, "2026-05-10")
    share(ledger, rules, "2026-Q2")
    assert borne(ledger) == {"af": 30_000, "fk": 26_842, "norrvidd": 26_842, "ssc": 13_421}
    assert shared(ledger) == 200_000


def test_a_yearly_floor_grows_by_a_twelfth_a_month(ledger: Ledger) -> None:
    rules = rulebook(worked_out(Capped(FIXED, (Bound("ssc", least=120_000),))))
    ledger.cost(100_000, "2026-02-10")
    share(ledger, rules, "2026-Q1")
    assert borne(ledger)["ssc"] == 30_000


def test_a_bound_may_be_a_share_of_the_whole(ledger: Ledger) -> None:
    rules = rulebook(
        worked_out(Capped(FIXED, (Bound("af", most_share=Fraction(1, 5)), Bound("ssc", least_share=Fraction(1, 10)))))
    )
    ledger.cost(100_000, "2026-02-10")
    share(ledger, rules, "2026-Q1")
    assert borne(ledger) == {"af": 20_000, "fk": 12_000, "norrvidd": 12_000, "ssc": 10_000}


def test_bounds_that_cannot_be_met_are_told_with_the_row(ledger: Ledger) -> None:
    everybody = tuple(Bound(who, most=1_000) for who in EVERYBODY)
    ledger.cost(100_000, "2026-02-10")
    with pytest.raises(KeyBoundsError, match=r"keys.toml:3 .*1000.00 kr"):
        share(ledger, rulebook(worked_out(Capped(FIXED, everybody))), "2026-Q1")


def test_a_net_credit_is_the_mirror_of_a_cost(ledger: Ledger) -> None:
    rules = rulebook(worked_out(Capped(FIXED, (Bound("af", most=10_000),))))
    ledger.cost(-100_000, "2026-02-10")
    share(ledger, rules, "2026-Q1")
    assert borne(ledger)["af"] == -10_000


def test_when_only_the_host_bears_more_it_is_still_told(ledger: Ledger) -> None:
    capped = tuple(Bound(who, most=0) for who in EVERYBODY if who != "granasa")
    rules = rulebook(worked_out(Capped(FIXED, capped)))
    ledger.cost(5_000, "2026-02-10")
    (voucher,) = share(ledger, rules, "2026-Q1")
    assert [line.amount for line in voucher.lines] == [0]
    assert shared(ledger) == 5_000
    assert share(ledger, rules, "2026-Q1") == ()


def test_two_parts_by_account(ledger: Ledger) -> None:
    key = TwoPart(EQUAL, FIXED, accounts=("Kostnader:Granåsa:Ingång:Lokal",))
    rules = rulebook(worked_out(key))
    ledger.cost(50_000, "2026-02-10", account="Kostnader:Granåsa:Ingång:Lokal")
    ledger.cost(100_000, "2026-02-11")
    share(ledger, rules, "2026-Q1")
    assert borne(ledger) == {"af": 34_000, "fk": 22_000, "norrvidd": 22_000, "ssc": 16_000}


def test_two_parts_by_kind_of_cost_or_as_a_part_of_each(ledger: Ledger) -> None:
    ledger.cost(50_000, "2026-02-10", cost_type="lokal")
    ledger.cost(100_000, "2026-02-11")
    for key in (TwoPart(EQUAL, FIXED, cost_types=("lokal",)), TwoPart(EQUAL, FIXED, part=Fraction(1, 3))):
        own = Ledger()
        own.book(*ledger.vouchers)
        share(own, rulebook(worked_out(key)), "2026-Q1")
        assert borne(own) == {"af": 34_000, "fk": 22_000, "norrvidd": 22_000, "ssc": 16_000}


def test_a_ladder_by_duration(ledger: Ledger) -> None:
    short = visits({"granasa": 60, "af": 20}, up_to=6, id="long")
    longer = visits({"granasa": 20, "af": 0}, id="long")
    series = Statistic(
        "long",
        "",
        "",
        StatisticKind.FLOW,
        by_duration=True,
        source="",
        rows=(*short.rows, *longer.rows),
        counted=None,
        place=PLACE,
    )
    tiers = (Tier(6, {"fk": Fraction(1, 2), OWN: Fraction(1, 2)}), Tier(None, {OWN: Fraction(1)}))
    rules = rulebook(worked_out(Tiered(measured("long", ("granasa", "af", "fk")), tiers)), statistics=[series])
    ledger.cost(100_000, "2026-02-10")
    share(ledger, rules, "2026-Q1")
    assert borne(ledger) == {"af": 10_000, "fk": 40_000, "norrvidd": 0, "ssc": 0}
    tiers = (Tier(12, {"fk": Fraction(1)}), Tier(None, {OWN: Fraction(1)}))
    rules = rulebook(worked_out(Tiered(measured("long", ("granasa", "af", "fk")), tiers)), statistics=[series])
    with pytest.raises(StatisticMissingError, match="up_to = 12"):
        share(ledger, rules, "2026-Q1")


def test_in_proportion_to_benefit_everybody_has_the_same_ratio(ledger: Ledger) -> None:
    """methods.md section 3: 2400, 500 and 3100 tkr of benefit, 4000 tkr of cost."""
    gains = stock({"granasa": 3100, "fk": 2400, "norrvidd": 500}, id="gain")
    rules = rulebook(worked_out(ByBenefit(measured("gain", ("fk", "norrvidd", "granasa")))), statistics=[gains])
    ledger.cost(400_000_000, "2026-02-10")
    share(ledger, rules, "2026-Q1")
    assert (borne(ledger)["fk"], borne(ledger)["norrvidd"]) == (160_000_000, 33_333_333)


def test_serial(ledger: Ledger) -> None:
    who = ("fk", "af", "granasa")
    demand = stock({"fk": 1, "af": 2, "granasa": 3})
    square = Serial(measured("posts", who), polynomial=(Fraction(0), Fraction(0), Fraction(1)))
    ledger.cost(3600, "2026-02-10")
    share(ledger, rulebook(worked_out(square), statistics=[demand]), "2026-Q1")
    assert (borne(ledger)["fk"], borne(ledger)["af"]) == (300, 1100)
    short = Serial(measured("posts", who), points=((Fraction(0), Fraction(0)), (Fraction(5), Fraction(5))))
    with pytest.raises(DemandError, match=r"keys.toml:3"):
        share(ledger, rulebook(worked_out(short), statistics=[demand]), "2026-Q1")


def test_a_reversal_and_a_late_source_are_made_good_in_the_next_run(ledger: Ledger) -> None:
    rules = rulebook(worked_out(Capped(FIXED, (Bound("af", most=30_000),))))
    first = ledger.cost(200_000, "2026-02-10")
    share(ledger, rules, "2026-Q1")
    assert borne(ledger)["af"] == 30_000
    ledger.cost(-200_000, "2026-05-02", reverses=first)
    ledger.cost(50_000, "2026-05-03", service="2026-Q1")
    share(ledger, rules, "2026-Q2")
    assert borne(ledger) == {"af": 12_000, "fk": 6_000, "norrvidd": 6_000, "ssc": 3_000}


def test_a_late_source_of_a_version_that_has_ended_reaches_that_version(ledger: Ledger) -> None:
    old = worked_out(Capped(EQUAL, (Bound("af", most=10),)), end=dt.date(2026, 6, 30))
    new = worked_out(Capped(FIXED, (Bound("af", most=10),)), start=dt.date(2026, 7, 1))
    rules = rulebook(old, new)
    ledger.cost(1_000, "2026-08-10", service="2026-Q2")
    (voucher,) = share(ledger, rules, "2026-Q3")
    assert (voucher.meta["version"], voucher.date) == ("ingang@2026-01-01", dt.date(2026, 8, 10))
    assert borne(ledger)["fk"] == 249  # the version held half the year, so half the ceiling: 995 between four


def test_nothing_is_settled_before_the_quarter_is_over(ledger: Ledger) -> None:
    rules = rulebook(worked_out(Capped(FIXED, (Bound("af", most=10),))))
    ledger.cost(1_000, "2026-08-10")
    assert share(ledger, rules, "2026-08") == ()
    assert share(ledger, rules, "2026-Q3", today=dt.date(2026, 9, 15)) == ()
    assert len(share(ledger, rules, "2026-Q3")) == 1


amounts = st.integers(-(10**7), 10**7).filter(bool)
days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).map(str)
KEYS = [
    Capped(FIXED, (Bound("af", most=1_000_000), Bound("fk", most_share=Fraction(1, 9)))),
    TwoPart(EQUAL, FIXED, part=Fraction(2, 7)),
    ByBenefit(measured("posts")),
    Serial(measured("posts"), polynomial=(Fraction(0), Fraction(3), Fraction(1))),
]
POSTS = stock({"granasa": Fraction(46, 7), "af": 3, "fk": Fraction(5, 2), "norrvidd": 1, "ssc": 0})


@given(st.sampled_from(KEYS), st.lists(st.tuples(amounts, days), min_size=1, max_size=6), st.sets(st.integers(1, 3)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_run_when_what_is_booked_is_the_target_of_all_rounded(key, costs, quarters) -> None:
    rules = rulebook(worked_out(key), statistics=[POSTS])
    stepwise, at_once = Ledger(), Ledger()
    for amount, day in costs:
        stepwise.cost(amount, day)
        at_once.cost(amount, day)
    for quarter in sorted(quarters):
        share(stepwise, rules, f"2026-Q{quarter}")
    share(stepwise, rules, "2026-Q4")
    share(at_once, rules, "2026")
    assert share(stepwise, rules, "2026") == share(at_once, rules, "2026-Q4") == ()
    assert borne(stepwise) == borne(at_once)
    assert shared(stepwise) == shared(at_once) == sum(amount for amount, _day in costs)
    if isinstance(key, Capped):
        assert abs(borne(stepwise)["af"]) <= 1_000_000
    if isinstance(key, ByBenefit):
        total = sum(amount for amount, _day in costs)
        values = POSTS.rows[0].values
        exact = [Fraction(total) * v / sum(values.values()) for v in values.values()]
        assert list(borne(stepwise).values()) == list(money.rounded(exact)[1:])
        assert borne(stepwise)["ssc"] == 0


@given(st.permutations(range(5)), st.lists(amounts, min_size=5, max_size=5))
@settings(max_examples=40, deadline=None)
def test_late_vouchers_in_any_order_end_where_the_same_in_order_end(order: list[int], costs: list[int]) -> None:
    rules = rulebook(worked_out(KEYS[0]))
    in_order, shuffled = Ledger(), Ledger()
    for ledger, turns in ((in_order, list(range(5))), (shuffled, order)):
        for turn in turns:
            ledger.cost(costs[turn], f"2026-{5 + turn:02d}-10", service="2026-Q1" if turn % 2 else "")
            share(ledger, rules, "2026-Q4")
    assert borne(in_order) == borne(shuffled)
