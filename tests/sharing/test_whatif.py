"""What another key would give: against the rules as they are, on a copy of the books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Bound, ByWeights, Capped, SharingRule
from onedoor_ledger.sharing.allocate import allocate
from onedoor_ledger.sharing.whatif import Effect, changed, effects
from onedoor_ledger.voucher import Book
from tests.sharing.door_books import TODAY, WEIGHTS, Ledger, rule, rulebook

Q3 = parse_period("2026-Q3")
EQUAL = dict.fromkeys(WEIGHTS, 1)
EVENT_10 = 46_250_000
"""The front door's 462 500 kr (bookkeeping.md section 3, event 10), in öre."""


def books(ledger: Ledger) -> Books:
    return replace(ledger.books, charts={Book.PARTIES: {}})


def compared(ledger: Ledger, today: Sequence[SharingRule], other: Sequence[SharingRule]) -> tuple[Effect, ...]:
    return effects(rulebook(*today), rulebook(*other), books(ledger), Q3, today=TODAY)


def test_event_10_by_equal_parts(ledger: Ledger):
    ledger.cost(EVENT_10)
    (effect,) = compared(ledger, [rule()], [rule(EQUAL, key="equal")])
    assert {who: effect.bears_today(who) for who in effect.participants} == {
        "granasa": 21_275_000,
        "af": 11_100_000,
        "fk": 5_550_000,
        "norrvidd": 5_550_000,
        "ssc": 2_775_000,
    }
    assert {effect.would_bear(who) for who in effect.participants} == {EVENT_10 // 5}


@given(
    st.lists(st.integers(-10_000, 10_000_000), min_size=1, max_size=5),
    st.lists(st.integers(0, 9), min_size=5, max_size=5),
)
def test_what_one_bears_more_the_others_bear_less(amounts: list[int], weights: list[int]):
    ledger = Ledger()
    for n, amount in enumerate(amounts):
        ledger.cost(amount, f"2026-0{7 + n % 3}-15")
    other = dict(zip(WEIGHTS, weights, strict=True)) if sum(weights) else EQUAL
    for effect in compared(ledger, [rule()], [rule(other)]):
        assert sum(effect.would_bear(who) - effect.bears_today(who) for who in effect.participants) == 0
        assert sum(effect.bears_today(who) for who in effect.participants) == sum(amounts)


def test_what_is_shared_and_locked_already_makes_no_difference(ledger: Ledger):
    ledger.cost(EVENT_10)
    before = compared(ledger, [rule()], [rule(EQUAL)])
    ledger.book(*allocate(rulebook(rule()), ledger.books, Q3, today=TODAY))
    for month in ("2026-07", "2026-08", "2026-09"):
        ledger.lock(month)
    (after,) = compared(ledger, [rule()], [rule(EQUAL)])
    assert [dict(s.shares) for s in (after.today, after.other) if s] == [
        dict(s.shares) for s in (before[0].today, before[0].other) if s
    ]


def test_the_books_are_left_as_they_were(ledger: Ledger):
    ledger.cost(EVENT_10)
    held = books(ledger)
    postings, entries = held.postings.copy(), dict(held.entries)
    effects(rulebook(rule()), rulebook(rule(EQUAL)), held, Q3, today=TODAY)
    assert held.postings.equals(postings)
    assert held.entries == entries


def test_the_same_rules_change_nothing(ledger: Ledger):
    ledger.cost(EVENT_10)
    (effect,) = compared(ledger, [rule()], [rule()])
    assert all(effect.would_bear(who) == effect.bears_today(who) for who in effect.participants)
    assert changed(rulebook(rule()), rulebook(rule())) == ()


def test_a_rule_only_one_side_has_shows_what_it_takes(ledger: Ledger):
    ledger.cost(EVENT_10)
    (effect,) = compared(ledger, [], [rule(EQUAL)])
    assert effect.today is None
    assert effect.would_bear("fk") == EVENT_10 // 5
    assert changed(rulebook(), rulebook(rule(EQUAL))) != ()


def test_another_key_from_the_middle_of_the_period(ledger: Ledger):
    ledger.cost(1_000_000, "2026-07-31")
    ledger.cost(1_000_000, "2026-09-30")
    versions = [rule(end=dt.date(2026, 8, 31)), rule(EQUAL, start=dt.date(2026, 9, 1))]
    (effect,) = compared(ledger, [rule()], versions)
    assert effect.would_bear("ssc") == 60_000 + 200_000
    assert effect.bears_today("ssc") == 120_000


def test_a_yearly_ceiling_counts_what_the_year_has_cost_before_the_period(ledger: Ledger):
    """AF bears 24 % but at most 3 000 kr a year: 2 400 of the first 10 000 kr, so 600 of the next."""
    ledger.cost(1_000_000, "2026-03-31")
    ledger.cost(1_000_000, "2026-09-30")
    terms = Capped(ByWeights(WEIGHTS), (Bound("af", most=300_000),))
    (effect,) = compared(ledger, [rule()], [replace(rule(key="capped"), weights={}, terms=terms)])
    assert (effect.bears_today("af"), effect.would_bear("af")) == (240_000, 60_000)


@pytest.mark.parametrize("costs", [[], [("2026-04-30", 100)]])
def test_a_period_with_nothing_to_share_has_no_effects(ledger: Ledger, costs: list[tuple[str, int]]):
    for day, amount in costs:
        ledger.cost(amount, day)
    assert compared(ledger, [rule()], [rule(EQUAL)]) == ()


def test_a_host_that_would_bear_it_all_is_seen_to(ledger: Ledger):
    ledger.cost(EVENT_10)
    (effect,) = compared(ledger, [rule()], [rule({**dict.fromkeys(WEIGHTS, 0), "granasa": 1})])
    assert {who: effect.would_bear(who) for who in effect.participants} == {
        **dict.fromkeys(WEIGHTS, 0),
        "granasa": EVENT_10,
    }
