"""On account during the year, trued up at its end; keys changed backward; gaps; rests of what has closed."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Basis, Bound, ByStatistic, ByWeights, Capped, Settle
from onedoor_ledger.sharing.allocate import waiting
from onedoor_ledger.sharing.errors import RuleGapError, VersionGoneError
from onedoor_ledger.sharing.rests import rests
from onedoor_ledger.sharing.sources import booked
from tests.sharing.door_books import DOOR, TODAY, WEIGHTS, Ledger, rule, rulebook
from tests.sharing.key_rules import EVERYBODY, borne, measured, share, shared, visits

YEAR = parse_period("2026")
QUARTER = dict.fromkeys(EVERYBODY, 20)
BUSY = QUARTER | {"af": 60, "ssc": 0}


def on_account(**more):
    return rule(terms=ByStatistic(measured("visits")), basis=Basis.ON_ACCOUNT, **more)


def test_preliminary_weights_during_the_year_and_a_true_up_at_its_end(ledger: Ledger) -> None:
    rules = rulebook(on_account(), statistics=[visits(BUSY, QUARTER, QUARTER, QUARTER)])
    ledger.cost(100_000, "2026-02-10")
    (first,) = share(ledger, rules, "2026-Q1")
    assert borne(ledger) == {"af": 24_000, "fk": 12_000, "norrvidd": 12_000, "ssc": 6_000}
    assert {line.meta["allocates"] for line in first.lines} == {"P1/0"}
    final = share(ledger, rules, "2026-Q4")
    assert borne(ledger) == {"af": 28_571, "fk": 19_048, "norrvidd": 19_047, "ssc": 14_286}
    assert {line.meta["allocates"] for line in final[-1].lines} == {"final:2026-01-01..2026-12-31/100000"}
    assert share(ledger, rules, "2026-Q4") == share(ledger, rules, "2026") == ()
    assert shared(ledger) == 100_000


def test_a_true_up_waits_for_its_statistic_and_says_so(ledger: Ledger) -> None:
    ledger.cost(100_000, "2026-11-10")
    without = rulebook(on_account(), statistics=[visits(QUARTER, QUARTER)])
    share(ledger, without, "2026-Q4")
    assert borne(ledger)["af"] == 24_000
    (waits,) = waiting(without, ledger.books, parse_period("2026-Q4"), today=TODAY)
    assert (waits.rule.id, waits.year) == ("ingang", 2026)
    ledger.lock("2026-12")
    rules = rulebook(on_account(), statistics=[visits(QUARTER, QUARTER, QUARTER, QUARTER)])
    (final,) = share(ledger, rules, "2026-Q4", today=dt.date(2027, 2, 1))
    assert final.date == dt.date(2027, 1, 1)
    assert borne(ledger)["af"] == 20_000
    assert waiting(rules, ledger.books, YEAR, today=dt.date(2027, 2, 1)) == ()


def test_a_late_source_after_the_true_up_is_trued_up_again(ledger: Ledger) -> None:
    rules = rulebook(on_account(), statistics=[visits(QUARTER, QUARTER, QUARTER, QUARTER)])
    ledger.cost(100_000, "2026-11-10")
    share(ledger, rules, "2026")
    ledger.cost(50_000, "2027-01-20", service="2026-Q4")
    share(ledger, rules, "2027-Q1", today=dt.date(2027, 3, 31))
    assert borne(ledger) == dict.fromkeys(("af", "fk", "norrvidd", "ssc"), 30_000)


@given(st.lists(st.integers(-(10**6), 10**6).filter(bool), min_size=1, max_size=6), st.sets(st.integers(1, 4)))
@settings(max_examples=40, deadline=None)
def test_on_account_then_trued_up_ends_at_the_final_key_to_the_ore(costs: list[int], quarters: set[int]) -> None:
    rules = rulebook(on_account(), statistics=[visits(BUSY, QUARTER, QUARTER, QUARTER)])
    ledger = Ledger()
    for n, cost in enumerate(costs):
        ledger.cost(cost, f"2026-{1 + 2 * n:02d}-15")
    for quarter in sorted(quarters):
        share(ledger, rules, f"2026-Q{quarter}")
    share(ledger, rules, "2026")
    assert share(ledger, rules, "2026") == ()
    weights = {who: Fraction(BUSY[who] + 60, sum(BUSY.values()) + 300) for who in EVERYBODY}
    for who, amount in borne(ledger).items():
        assert abs(sum(costs) * weights[who] - amount) < 1
    assert shared(ledger) == sum(costs)


def test_settled_once_a_year_all_its_lines_are_shared_then(ledger: Ledger) -> None:
    rules = rulebook(rule(settle=Settle.YEAR))
    ledger.cost(10_000, "2026-02-10")
    assert share(ledger, rules, "2026-Q1") == ()
    assert len(share(ledger, rules, "2026-Q4")) == 1
    assert borne(ledger)["af"] == 2_400


# ---- A key changed backward ------------------------------------------------------------------------------------


def test_a_key_changed_backward_is_taken_back_and_shared_anew_in_the_open_month(ledger: Ledger) -> None:
    ledger.cost(10_001, "2026-02-10")
    ledger.cost(10_001, "2026-05-10")
    for quarter in ("2026-Q1", "2026-Q2"):
        share(ledger, rulebook(rule()), quarter)
    ledger.lock("2026-06")
    second = rule(dict.fromkeys(EVERYBODY, 1), start=dt.date(2026, 4, 1), revision=2)
    rules = rulebook(rule(), second)
    back, anew = share(ledger, rules, "2026-Q3")
    assert (back.meta["version"], anew.meta["version"]) == ("ingang@2026-01-01", "ingang@2026-04-01.2")
    assert back.date == anew.date == dt.date(2026, 7, 1)
    assert {line.meta["reverses"] for line in back.lines} == {"2026-P4"}
    assert borne(ledger)["ssc"] == 600 + 2_000
    assert share(ledger, rules, "2026-Q3") == share(ledger, rules, "2026") == ()
    assert shared(ledger) == 20_002


def test_changed_backward_from_constant_weights_to_a_ceiling_and_back(ledger: Ledger) -> None:
    first = ledger.cost(100_000, "2026-02-10")
    share(ledger, rulebook(rule()), "2026-Q1")
    capped = rule({}, terms=Capped(ByWeights(WEIGHTS), (Bound("af", most=10_000),)), revision=2)
    rules = rulebook(rule(), capped)
    share(ledger, rules, "2026-Q2")
    assert borne(ledger)["af"] == 10_000
    assert share(ledger, rules, "2026-Q2") == ()
    rules = rulebook(rule(), capped, rule(revision=3))
    share(ledger, rules, "2026-Q3")
    assert borne(ledger) == {"af": 24_000, "fk": 12_000, "norrvidd": 12_000, "ssc": 6_000}
    assert share(ledger, rules, "2026-Q3") == ()
    assert shared(ledger) == 100_000
    ledger.cost(-100_000, "2026-10-02", reverses=first)
    share(ledger, rules, "2026-Q4")
    assert set(borne(ledger).values()) == {0}


def test_a_reversal_is_taken_back_with_what_it_reversed(ledger: Ledger) -> None:
    first = ledger.cost(1_001, "2026-02-10")
    ledger.cost(-1_001, "2026-02-11", reverses=first)
    share(ledger, rulebook(rule()), "2026-Q1")
    rules = rulebook(rule(), rule(dict.fromkeys(EVERYBODY, 1), revision=2))
    share(ledger, rules, "2026-Q2")
    assert share(ledger, rules, "2026-Q2") == ()
    assert set(borne(ledger).values()) == {0}
    taken_back = [a for a in booked(ledger.books.postings) if a.version == "ingang@2026-01-01"]
    assert all(allocation.taken_back for allocation in taken_back)


@given(
    st.lists(st.integers(-(10**6), 10**6).filter(bool), min_size=1, max_size=5),
    st.integers(0, 4),
    st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_changed_backward_ends_as_if_the_new_key_had_always_held(costs: list[int], at: int, period_key: bool) -> None:
    equal = ByWeights(dict.fromkeys(EVERYBODY, 1))
    new = rule({}, terms=Capped(equal, (Bound("af", most_share=Fraction(1, 9)),)), revision=2)
    rules = rulebook(rule(), new if period_key else rule(equal.weights, revision=2))
    changed, always = Ledger(), Ledger()
    for n, cost in enumerate(costs):
        for ledger in (changed, always):
            ledger.cost(cost, f"2026-{1 + n:02d}-10")
        share(changed, rulebook(rule()) if n < at else rules, YEAR)
    share(changed, rules, YEAR)
    share(always, rules, YEAR)
    assert borne(changed) == borne(always)
    assert share(changed, rules, YEAR) == ()


def test_a_version_taken_out_of_the_rules_is_told(ledger: Ledger) -> None:
    first = ledger.cost(1_000, "2026-02-10")
    share(ledger, rulebook(rule()), "2026-Q1")
    ledger.cost(-1_000, "2026-03-10", reverses=first)
    with pytest.raises(VersionGoneError, match="ingang@2026-01-01"):
        share(ledger, rulebook(rule(start=dt.date(2026, 3, 1))), "2026-Q1")


# ---- Gaps and rests --------------------------------------------------------------------------------------------


def test_a_cost_in_a_gap_between_versions_is_told(ledger: Ledger) -> None:
    rules = rulebook(rule(end=dt.date(2026, 3, 31)), rule(start=dt.date(2026, 6, 1)))
    ledger.cost(1_000, "2026-05-10")
    with pytest.raises(RuleGapError, match="2026-P1/0"):
        share(ledger, rules, "2026-Q2")


def test_before_the_first_version_and_after_the_last_nothing_is_shared(ledger: Ledger) -> None:
    rules = rulebook(rule(start=dt.date(2026, 3, 1), end=dt.date(2026, 6, 30)))
    ledger.cost(1_000, "2026-02-10")
    ledger.cost(1_000, "2026-08-10")
    assert share(ledger, rules, "2026") == ()


def test_a_rule_for_one_insats_leaves_the_others_to_the_wider_rule(ledger: Ledger) -> None:
    narrow = rule(dict.fromkeys(EVERYBODY, 1), id="narrow", accounts=[DOOR], measures=("s01",))
    ledger.cost(1_000, "2026-02-10", measure="s01")
    ledger.cost(1_000, "2026-02-11", measure="s02")
    vouchers = share(ledger, rulebook(rule(), narrow), "2026-Q1")
    assert [voucher.meta["rule"] for voucher in vouchers] == ["narrow", "ingang"]


def test_what_rounding_left_of_a_closed_version(ledger: Ledger) -> None:
    rules = rulebook(rule(end=dt.date(2026, 6, 30)), rule(start=dt.date(2026, 7, 1)))
    ledger.cost(101, "2026-02-10")
    share(ledger, rules, "2026-Q1")
    left = rests(rules, ledger.books, dt.date(2026, 6, 30))
    assert sum(rest.exact for rest in left) == 0
    assert {rest.rule.version for rest in left} == {"ingang@2026-01-01"}
    assert all(abs(rest.exact) < 1 for rest in left)
    assert rests(rules, ledger.books, dt.date(2026, 6, 29)) == ()
