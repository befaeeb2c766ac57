"""Budget, outcome and forecast: every posting on one line, the lines summing to the result."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.accounts.lines import Basis, Line, YearLines, budget_to_date, lines_of
from onedoor_ledger.accounts.selection import COST, INCOME, between, credit, under
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.voucher import Voucher
from tests.accounts import small
from tests.accounts.small import Q3, kr, voucher


def year(*extra: Voucher, period: Period = Q3, today: dt.date = small.TODAY) -> YearLines:
    return lines_of(small.rulebook(), small.books(*extra), period, today=today)


def line(ref: str, *extra: Voucher, **more: object) -> Line:
    found = year(*extra, **more).line(ref)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_outcome_runs_from_january_and_the_period_stands_alone():
    mia = line("i01")
    assert (mia.outcome.amount, mia.in_period.amount) == (kr(320_000), kr(100_000))
    assert mia.last_year.amount == kr(330_000)
    assert mia.last_whole_year.amount == kr(440_000)


def test_what_has_not_been_asked_for_is_estimated():
    assert line("i01").outcome.estimated == kr(100_000)


def test_an_estimate_taken_back_is_no_longer_estimated():
    october = line("i01", period=parse_period("2026-10"))
    assert (october.outcome.amount, october.outcome.estimated) == (kr(220_000), 0)


def test_the_reversal_of_last_years_estimate_is_not_an_estimate_of_this_year():
    estimate = {"party": "granasa", "accrual": "x", "estimate": "yes"}
    then = voucher("2025-12-31", "Upplupet", (small.MIA, 300), (small.ACCRUED, -300), **estimate)
    number = int(small.books().next_number(then.book, 2025))
    back = voucher(
        "2026-01-01", "Återfört", (small.MIA, -300), (small.ACCRUED, 300), **estimate, reverses=f"2025-V{number}"
    )
    assert line("i01", then, back).outcome.estimated == kr(100_000)


def test_the_treasurers_latest_word_by_today_is_the_forecast():
    mia = line("i01")
    assert (mia.forecast, mia.basis, mia.forecast_on) == (kr(440_000), Basis.TREASURER, dt.date(2026, 10, 10))
    assert line("i01", today=dt.date(2026, 7, 1)).forecast == kr(470_000)


def test_without_a_word_the_forecast_is_outcome_and_the_rest_of_the_budget():
    young = line("i02")
    assert (young.forecast, young.basis) == (young.outcome.amount + kr(80_000), Basis.REST_OF_BUDGET)


def test_a_deviation_is_better_when_plus_for_cost_and_income_alike():
    assert line("i01").deviation == kr(40_000)
    interest = line("interest")
    assert interest.deviation_to_date == interest.outcome.amount - kr(3_000) > 0


def test_the_comment_is_the_latest_by_today():
    comment = line("i01").comment
    assert comment is not None
    assert comment.cause == "En coach började först i mars."


def test_a_cost_no_rule_places_is_shown_not_dropped():
    stray = voucher("2026-05-05", "Okänt", ("Kostnader:Nytt", 700), (small.BANK, -700))
    other = line("other_cost", stray)
    assert (other.outcome.amount, other.group, other.budgeted) == (kr(700), "administration", False)


def test_the_groups_sum_to_the_result_of_the_books():
    lines, frame = year(), small.books().postings
    booked = credit(under(between(frame[frame["book"] == "association"], Q3.year_start, Q3.end), INCOME, COST))
    assert lines.result.outcome.amount == booked.amount
    assert lines.income.outcome.amount - lines.cost.outcome.amount == booked.amount


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2026-Q1", 90), ("2026-H1", 270), ("2026", 900), ("2026-01-01..2026-02-14", 45), ("2025", 900)],
)
def test_budget_so_far_takes_whole_quarters_and_a_begun_one_by_days(period: str, expected: int):
    assert budget_to_date((90, 180, 270, 360), parse_period(period)) == expected


@given(st.tuples(*[st.integers(0, 10**12)] * 4), st.integers(1, 12))
def test_budget_so_far_never_passes_the_year(quarters: tuple[int, int, int, int], month: int):
    so_far = budget_to_date(quarters, parse_period(f"2026-{month:02d}"))
    assert 0 <= so_far <= sum(quarters)


@given(st.lists(st.integers(-(10**9), 10**9), max_size=5))
def test_whatever_is_booked_the_lines_sum_to_the_result(amounts: list[int]):
    extra = [voucher("2026-08-08", "Post", (small.OFFICE, a / 100), (small.BANK, -a / 100)) for a in amounts]
    before, after = year(), year(*extra)
    assert before.result.outcome.amount - after.result.outcome.amount == sum(amounts)
