"""Periods as they are written, and what they cover."""

from __future__ import annotations

import contextlib
import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.errors import EXIT_USAGE
from onedoor_ledger.period import Period, PeriodError, month_of, parse_period, quarter_of, quarters_of, year_of

days = st.dates(min_value=dt.date(1901, 1, 1), max_value=dt.date(2998, 12, 31))
names = st.builds(
    "{}{}".format,
    st.integers(min_value=1901, max_value=2999),
    st.sampled_from(
        ["", *(f"-Q{n}" for n in range(1, 5)), *(f"-T{n}" for n in range(1, 4)), "-H1", "-H2", "-01", "-12"]
    ),
)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-T2", "2026-05-01", "2026-08-31"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        (" 2026-q3 ", "2026-07-01", "2026-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-01-01..2026-08-31", "2026-01-01", "2026-08-31"),
    ],
)
def test_a_period_covers(text: str, start: str, end: str):
    period = parse_period(text)
    assert (str(period.start), str(period.end)) == (start, end)
    assert period.fava_filter == f"{start} - {end}"


@pytest.mark.parametrize(
    "text",
    [
        "", "26", "2026-Q5", "2026-Q0", "2026-T4", "2026-H3", "2026-13", "2026-00", "2026-1", "9999", "1899", "٢٠٢٦",
        "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "0001-01-01..2026-01-01", "2026-Q3..2026-Q4",
    ],
)  # fmt: skip
def test_what_is_no_period(text: str):
    with pytest.raises(PeriodError) as error:
        parse_period(text)
    assert error.value.exit_code == EXIT_USAGE


@given(names)
def test_a_name_comes_back(name: str):
    period = parse_period(name)
    assert period.name == str(period) == name
    assert parse_period(period.name) == period
    assert period.start.day == 1
    assert (period.end + dt.timedelta(days=1)).day == 1


@given(days, days)
def test_a_span_comes_back(one: dt.date, other: dt.date):
    start, end = sorted((one, other))
    period = parse_period(f"{start}..{end}")
    assert (period.start, period.end) == (start, end)
    assert parse_period(period.name) == period


@given(days)
def test_a_day_lies_in_its_month_and_quarter(day: dt.date):
    assert day in month_of(day)
    assert day in quarter_of(day)
    assert parse_period(month_of(day).name) == month_of(day)
    assert month_of(day) in list(quarter_of(day).months())


@given(names)
def test_months_follow_each_other_and_fill_the_period(name: str):
    period = parse_period(name)
    months = list(period.months())
    assert (months[0].start, months[-1].end) == (period.start, period.end)
    assert all(a.end + dt.timedelta(days=1) == b.start for a, b in pairwise(months))


@given(names)
def test_the_year_before_is_the_same_period(name: str):
    before = parse_period(name).year_before()
    assert before.name[4:] == name[4:]
    assert before.year == parse_period(name).year - 1


def test_the_year_before_a_leap_day():
    before = parse_period("2024-02-29..2024-03-01").year_before()
    assert (before.start, before.end) == (dt.date(2023, 2, 28), dt.date(2023, 3, 1))


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_a_period_error(text: str):
    with contextlib.suppress(PeriodError):
        assert isinstance(parse_period(text), Period)


def test_a_year_is_its_quarters():
    first, *_middle, last = quarters_of(2026)
    assert (first.start, last.end) == (year_of(2026).start, year_of(2026).end)
    assert year_of(2026).year_start == dt.date(2026, 1, 1)
