"""Flows by support, insats, kommun and sex: they balance, sum to everybody."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onedoor_ledger.accounts.people_flows import COLUMNS, Cut, Flow, flows_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small
from tests.accounts.small import Q3

RULES = small.rulebook()
NEW, AID, SICK = "Inskrivna:I01-MIA", "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning"
WORK = "Avslutade:I01-MIA:Arbete"


def moved(start: str, end: str, persons: int, **meta: str) -> Voucher:
    legs = tuple(Line(account, n, meta) for account, n in ((end, persons), (start, -persons)))
    return Voucher(Book.PEOPLE, dt.date(2026, 9, 30), "x", legs, meta={"measure": "i01"})


def counts(cut: Cut, *extra: Voucher) -> dict[str, tuple[int, ...]]:
    return {row.row: tuple(row.count(c) for c in COLUMNS) for row in flows_of(RULES, small.books(*extra), Q3, cut)}


def as_tuple(row: Flow) -> tuple[int, ...]:
    return tuple(row.count(c) for c in COLUMNS)


def total(rows: tuple[Flow, ...]) -> tuple[int, ...]:
    return tuple(sum(row.count(c) for row in rows) for c in COLUMNS)


def test_states_and_measures_of_the_quarter():
    # opening, entered, came, went, left, closing
    assert counts(Cut.STATE) == {"aid": (12, 0, 0, 0, 5, 7), "sickness": (8, 5, 0, 0, 0, 13)}
    assert counts(Cut.MEASURE) == {"i01": (12, 0, 0, 0, 5, 7), "i02": (8, 5, 0, 0, 0, 13)}


def test_kommun_and_sex_are_rows_beside_those_told_together():
    extra = moved(NEW, AID, 9, party="tallhed", sex="woman"), moved(AID, SICK, 6, party="tallhed")
    assert counts(Cut.MUNICIPALITY, *extra)["tallhed"] == (0, 9, 0, 0, 0, 9)
    assert counts(Cut.SEX, *extra)["woman"] == (0, 9, 0, 0, 0, 9)
    assert counts(Cut.SEX, *extra)[""] == (20, 5, 0, 0, 5, 20)


def test_every_cut_sums_to_the_same_everybody():
    books = small.books(moved(NEW, AID, 9, party="tallhed", sex="man", site="granasa-ingang"))
    totals = [total(flows_of(RULES, books, Q3, cut)) for cut in Cut]
    assert len({(opening, entered, left, closing) for opening, entered, _came, _went, left, closing in totals}) == 1


@pytest.mark.parametrize("period", ["2026-Q3", "2026-09", "2026", "2026-H1"])
def test_any_period_balances(period: str):
    for cut in Cut:
        for row in flows_of(RULES, small.books(), parse_period(period), cut):
            assert row.opening + row.entered + row.came - row.went - row.left == row.closing


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([NEW, AID, SICK]), st.sampled_from([AID, SICK, WORK]), st.integers(1, 12)), max_size=5
    )
)
def test_whatever_moves_it_balances(rows: list[tuple[str, str, int]]):
    books = small.books(*(moved(start, end, n) for start, end, n in rows if start != end))
    rows = flows_of(RULES, books, Q3, Cut.STATE)
    for opening, entered, came, went, left, closing in (*(as_tuple(row) for row in rows), total(rows)):
        assert opening + entered + came - went - left == closing
