"""Trial and control: difference in differences, and what else can explain it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.errors import Place
from onedoor_ledger.incentive.trial import Caution, Counts, GroupOutcome, Trial, distance
from onedoor_ledger.incentive.trial_counts import Source, trial_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import TrialBy, TrialPlan
from tests.incentive.demo_books import demo

BEFORE, AFTER = parse_period("2025-H1"), parse_period("2026-H1")
TODAY = dt.date(2026, 10, 14)


def counts(good: int, left: int, **origins: int) -> Counts:
    return Counts(left, good, origins or {"aid": left})


def trial(*groups: GroupOutcome, least: int = 20) -> Trial:
    return Trial(TrialBy.MUNICIPALITY, BEFORE, AFTER, groups, least)


TRIED = GroupOutcome("granasa", True, counts(20, 50), counts(35, 50))
CONTROL = GroupOutcome("kvarnsund", False, counts(25, 50), counts(30, 50))


def test_the_trials_change_less_the_controls() -> None:
    found = trial(TRIED, CONTROL)
    assert found.together(trial=True).change == Fraction(3, 10)
    assert found.together(trial=False).change == Fraction(1, 10)
    assert found.difference == Fraction(1, 5)
    low, high = found.interval or (0, 0)
    # By hand: four shares of 50 with half a person added, 1,96 standard errors of their difference.
    assert (low, high) == (pytest.approx(-0.0664, abs=1e-4), pytest.approx(0.4664, abs=1e-4))


def test_few_are_warned_of() -> None:
    assert Caution.FEW in trial(TRIED, CONTROL, least=51).cautions()
    assert Caution.FEW not in trial(TRIED, CONTROL, least=50).cautions()


def test_a_trial_that_began_below_all_others_may_just_come_back_to_the_mean() -> None:
    assert Caution.REGRESSION in trial(TRIED, CONTROL).cautions()
    lower = GroupOutcome("tallhed", False, counts(10, 50), counts(20, 50))
    assert Caution.REGRESSION not in trial(TRIED, CONTROL, lower).cautions()


def test_another_mix_is_warned_of() -> None:
    mixed = GroupOutcome("granasa", True, counts(20, 50, aid=50), counts(35, 50, aid=20, sickness=30))
    assert set(trial(mixed, CONTROL).cautions()) >= {Caution.MIX_OVER_TIME, Caution.MIX_BETWEEN}
    assert distance(mixed.before, mixed.after) == Fraction(3, 5)


def test_no_caution_tells_of_a_row_that_is_not_shown() -> None:
    mixed = GroupOutcome("granasa", True, counts(20, 50, aid=50), counts(35, 50, aid=20, sickness=30))
    told = trial(mixed, CONTROL).cautions(frozenset({("trial", "after"), ("granasa", "before")}))
    assert not {Caution.MIX_OVER_TIME, Caution.MIX_BETWEEN, Caution.REGRESSION} & set(told)


def test_what_no_group_is_told_of_is_in_neither() -> None:
    untold = GroupOutcome("", False, counts(50, 50), counts(0, 50))
    assert trial(TRIED, CONTROL, untold).difference == trial(TRIED, CONTROL).difference


def test_a_share_of_nobody_is_no_share() -> None:
    empty = GroupOutcome("lillvattna", False, Counts(), Counts())
    assert empty.change is None
    assert trial(TRIED, empty).difference is None


def plan(by: TrialBy, tried: tuple[str, ...], control: tuple[str, ...] = (), **changed: object) -> TrialPlan:
    decided = TrialPlan(
        "t", "T", by, tried, control, BEFORE, AFTER, dt.date(2025, 12, 10), "S", Place("rules/trials.toml")
    )
    return replace(decided, **changed)  # type: ignore[arg-type]


def test_the_demo_adds_up_group_by_group() -> None:
    rules, books = demo()
    measures = tuple(measure.id for measure in rules.measures)
    one = Source(rules, books, plan(TrialBy.MEASURE, measures[:1], measures[1:]))
    whole = Source(rules, books, plan(TrialBy.ASSOCIATION, ("norradalen",)))
    by_measure, by_association = (trial_of([source]) for source in (one, whole))
    for span in ("before", "after"):
        parts = [group.span(span) for group in by_measure.groups]
        together = by_association.together(trial=True).span(span)
        assert (sum(p.left for p in parts), sum(p.good for p in parts)) == (together.left, together.good)
        assert together.left > 0
    assert by_association.difference is None


def test_a_trial_decided_when_it_could_be_seen_says_so() -> None:
    rules, books = demo()
    late = plan(TrialBy.MUNICIPALITY, ("granasa",), ("kvarnsund",), decided=AFTER.start)
    assert Caution.CHOSEN_LATE in trial_of([Source(rules, books, late)]).cautions()
    early = replace(late, decided=AFTER.start - dt.timedelta(days=1))
    assert Caution.CHOSEN_LATE not in trial_of([Source(rules, books, early)]).cautions()


def test_two_förbunds_insatser_are_not_added_because_both_are_called_i01() -> None:
    rules, books = demo()
    neighbour = replace(rules, association=replace(rules.association, id="soderdalen"))
    compared = plan(TrialBy.MEASURE, ("i01",), ("i02",))
    both = [Source(each, books, compared, among_several=True) for each in (rules, neighbour)]
    assert [group.id for group in trial_of(both).groups] == [
        "norradalen.i01",
        "soderdalen.i01",
        "norradalen.i02",
        "soderdalen.i02",
    ]
    kommuner = plan(TrialBy.MUNICIPALITY, ("granasa",), ("kvarnsund",))
    alone = trial_of([Source(rules, books, kommuner)])
    added = trial_of([Source(each, books, kommuner, among_several=True) for each in (rules, neighbour)])
    assert [group.id for group in added.groups] == ["granasa", "kvarnsund", ""]
    assert [group.before.left for group in added.groups] == [2 * group.before.left for group in alone.groups]


@given(
    st.lists(
        st.tuples(st.booleans(), *(st.integers(0, 40) for _ in range(4))).map(
            lambda t: GroupOutcome("x", t[0], counts(min(t[1:3]), max(t[1:3])), counts(min(t[3:]), max(t[3:])))
        ),
        max_size=6,
    )
)
def test_whatever_the_counts_nothing_breaks(groups: list[GroupOutcome]) -> None:
    named = [GroupOutcome(f"g{n}", g.trial, g.before, g.after) for n, g in enumerate(groups)]
    found = trial(*named)
    if found.difference is not None and found.interval is not None:
        low, high = found.interval
        assert low <= float(found.difference) <= high
    assert set(found.cautions()) <= set(Caution)


def test_many_that_no_group_is_told_of_are_warned_of() -> None:
    few, many = (GroupOutcome("", False, counts(0, n), counts(0, 0)) for n in (25, 26))
    assert Caution.UNTOLD not in trial(TRIED, CONTROL, few).cautions()
    assert Caution.UNTOLD in trial(TRIED, CONTROL, many).cautions()
    assert Caution.UNTOLD not in trial(TRIED, CONTROL, many).cautions(frozenset({("", "before")}))
