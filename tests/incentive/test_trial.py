"""Trial and control: difference in differences, and what else can explain it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.incentive.trial import By, Caution, Counts, GroupOutcome, Source, Trial, distance, trial_of
from onedoor_ledger.incentive.trial_cells import hidden_spans
from onedoor_ledger.period import parse_period
from tests.incentive.demo_books import demo

BEFORE, AFTER = parse_period("2025-H1"), parse_period("2026-H1")


def counts(good: int, left: int, **origins: int) -> Counts:
    return Counts(left, good, origins or {"aid": left})


def trial(*groups: GroupOutcome, least: int = 20) -> Trial:
    return Trial(By.MUNICIPALITY, BEFORE, AFTER, groups, least)


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
    assert Caution.FEW in trial(TRIED, CONTROL, least=51).cautions
    assert Caution.FEW not in trial(TRIED, CONTROL, least=50).cautions


def test_a_trial_that_began_below_all_others_may_just_come_back_to_the_mean() -> None:
    assert Caution.REGRESSION in trial(TRIED, CONTROL).cautions
    lower = GroupOutcome("tallhed", False, counts(10, 50), counts(20, 50))
    assert Caution.REGRESSION not in trial(TRIED, CONTROL, lower).cautions


def test_another_mix_is_warned_of() -> None:
    mixed = GroupOutcome("granasa", True, counts(20, 50, aid=50), counts(35, 50, aid=20, sickness=30))
    assert set(trial(mixed, CONTROL).cautions) >= {Caution.MIX_OVER_TIME, Caution.MIX_BETWEEN}
    assert distance(mixed.before, mixed.after) == Fraction(3, 5)


def test_the_boards_own_count_of_those_who_ended_gives_no_group_away() -> None:
    """Everybody's less the control's and those not told would be the trial's three."""
    few = GroupOutcome("granasa", True, counts(8, 20), counts(3, 20))
    hidden = hidden_spans(trial(few, CONTROL, GroupOutcome("", False, counts(9, 30), counts(9, 30))), 5)
    assert {("granasa", "after"), ("trial", "after")} < hidden
    assert hidden & {("kvarnsund", "after"), ("", "after")}
    assert not {span for _group, span in hidden} & {"before"}


def test_what_no_group_is_told_of_is_in_neither() -> None:
    untold = GroupOutcome("", False, counts(50, 50), counts(0, 50))
    assert trial(TRIED, CONTROL, untold).difference == trial(TRIED, CONTROL).difference


def test_a_share_of_nobody_is_no_share() -> None:
    empty = GroupOutcome("lillvattna", False, Counts(), Counts())
    assert empty.change is None
    assert trial(TRIED, empty).difference is None


def test_a_span_with_few_is_hidden_and_what_would_give_it_away() -> None:
    few = GroupOutcome("tallhed", False, counts(2, 30), counts(10, 30))
    hidden = hidden_spans(trial(TRIED, CONTROL, few), 5)
    assert ("tallhed", "before") in hidden
    # The control's sum less the one kommun shown would tell it.
    assert ("kvarnsund", "before") in hidden or ("control", "before") in hidden
    assert ("granasa", "before") not in hidden
    assert not {span for _group, span in hidden if span == "after"}


def test_the_demo_adds_up_group_by_group() -> None:
    rules, books = demo()
    by_measure = trial_of([Source(rules, books)], By.MEASURE, BEFORE, AFTER, ["i01"])
    by_association = trial_of([Source(rules, books)], By.ASSOCIATION, BEFORE, AFTER, ["norradalen"])
    for span in ("before", "after"):
        parts = [getattr(group, span) for group in by_measure.groups]
        whole = getattr(by_association.together(trial=True), span)
        assert (sum(p.left for p in parts), sum(p.good for p in parts)) == (whole.left, whole.good)
    assert by_association.difference is None


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
    assert set(found.cautions) <= set(Caution)
