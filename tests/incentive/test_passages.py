"""Passages between payers of the small förbund, and what only a party can count."""

from __future__ import annotations

import dataclasses
import datetime as dt
from fractions import Fraction

from onedoor_ledger.errors import Place
from onedoor_ledger.incentive.passages import passages_of, person_years
from onedoor_ledger.incentive.payers import in_together
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook, StateGroup, Statistic, StatisticKind, StatisticRow
from onedoor_ledger.rulebook.model.statistics import CAME_BACK, ENDED, FOLLOWED, THREE_PAYERS
from onedoor_ledger.rulebook.payers import SELF, UNKNOWN, payer_of
from onedoor_ledger.voucher import Book
from tests.accounts import small

AID, SICK = "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning"


def statistic(id: str, values: dict[str, int], *, start: str = "2025-10-01", end: str = "2026-09-30") -> Statistic:
    row = StatisticRow(
        dt.date.fromisoformat(start), dt.date.fromisoformat(end), {k: Fraction(v) for k, v in values.items()}, None, "x"
    )
    return Statistic(
        id, id, "personer", StatisticKind.FLOW, False, "x", (row,), None, Place("rules/statistics.toml", 1)
    )


def rules(*statistics: Statistic) -> Rulebook:
    return dataclasses.replace(small.rulebook(), statistics=statistics)


def test_moves_by_the_payer_before_and_after():
    pushed = small.voucher("2026-09-30", "Deltagare", (AID, 7), (SICK, -7), book=Book.PEOPLE)
    found = passages_of(small.rulebook(), small.books(pushed), small.Q3)
    assert found.payers == ("municipalities", "state_appropriation", SELF)
    assert found.moved == {
        ("municipalities", SELF): 6,
        ("municipalities", "state_appropriation"): 5,
        ("state_appropriation", "municipalities"): 7,
    }
    assert found.changes == 12, "to work is no change of payer"
    assert found.bounce == 12 / found.person_years


def test_person_years_are_the_mean_of_quarter_ends():
    in_books = {day: sum(small_stock(day).values()) for day in ("2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30")}
    a, b, c, d = in_books.values()
    expected = Fraction(a + b, 2) / 4 + Fraction(b + c, 2) / 4 + Fraction(c + d, 2) / 4
    assert person_years(small.rulebook(), small.books(), small.Q3) == expected
    august = parse_period("2026-08")
    assert person_years(small.rulebook(), small.books(), august) < expected


def small_stock(day: str) -> dict[str, int]:
    from onedoor_ledger.accounts.moves import stock_of

    return dict(stock_of(small.rulebook(), small.books(), dt.date.fromisoformat(day)))


def test_what_nobody_has_delivered_is_not_there():
    found = passages_of(small.rulebook(), small.books(), small.Q3)
    assert found.three_payers == found.came_back == ()


def test_what_a_party_counted_at_home():
    known = rules(
        statistic(FOLLOWED, {"granasa": 120, "fk": 80}),
        statistic(THREE_PAYERS, {"granasa": 18}),
        statistic(ENDED, {"granasa": 40}),
        statistic(CAME_BACK, {"granasa": 10, "fk": 3}),
    )
    found = passages_of(known, small.books(), small.Q3)
    assert [(t.participant, t.part, t.of, t.share) for t in found.three_payers] == [
        ("granasa", 18, 120, Fraction(3, 20))
    ]
    assert [t.share for t in found.came_back] == [Fraction(1, 4)], "without those it is a part of, a count says nothing"


def test_old_counts_and_counts_of_another_span_are_not_used():
    old = {"start": "2023-01-01", "end": "2023-12-31"}
    known = rules(
        statistic(FOLLOWED, {"granasa": 120}, **old),
        statistic(THREE_PAYERS, {"granasa": 18}, **old),
        statistic(ENDED, {"granasa": 40}),
        statistic(CAME_BACK, {"granasa": 10}, start="2026-01-01"),
    )
    found = passages_of(known, small.books(), small.Q3)
    assert found.three_payers == found.came_back == ()


def test_a_groups_payer_is_its_states_when_they_agree():
    states = [dataclasses.replace(s, group="support" if s.payer else "") for s in small.STATES]
    group = StateGroup("support", "Försörjning", "Försörjning")
    mixed = dataclasses.replace(small.rulebook(), states=tuple(states), state_groups=(group,))
    assert payer_of(mixed)["support"] == UNKNOWN
    alone = dataclasses.replace(mixed, states=tuple(s for s in states if s.id != "aid"))
    assert payer_of(alone)["support"] == "state_appropriation"


def test_a_small_kommun_is_never_alone():
    away, home = ("aid", "work"), ("sickness", "aid")

    def together(moved: dict[tuple[str, tuple[str, str]], int], *few: str) -> frozenset[str]:
        return in_together(moved, few, 5)

    assert together({("a", away): 30, ("b", away): 40}) == {""}
    assert together({("a", away): 30, ("b", away): 12}, "b") == {"", "b"}, "too few participations"
    assert together({("a", away): 30, ("b", away): 40, ("b", home): 3}) == {"", "a", "b"}, "three alone would be told"
    assert together({("a", away): 30, ("b", away): 40, ("", home): 9, ("b", home): 3}) == {"", "b"}
