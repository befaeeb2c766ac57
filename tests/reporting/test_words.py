"""Amounts, shares and dates in a board member's words."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import words
from onedoor_ledger.texts import language

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("kronor", "expected"),
    [
        (8_497_000, "8,5 miljoner kronor"),
        (12_000_000, "12 miljoner kronor"),
        (1_000_000, "1 miljon kronor"),
        (999_600, "1 miljon kronor"),
        (340_000, f"340{NBSP}000 kronor"),
        (62_100, f"62{NBSP}000 kronor"),
        (-62_100, f"62{NBSP}000 kronor"),
        (9_999, f"9{NBSP}999 kronor"),
        (0, "0 kronor"),
    ],
)
def test_an_amount_has_at_most_one_decimal_and_its_unit_in_words(kronor: int, expected: str):
    assert words.money(kronor * 100) == expected


def test_a_negative_number_has_a_true_minus():
    assert words.grouped(-1_234_567) == f"−1{NBSP}234{NBSP}567"


def test_shares_keep_one_decimal_only_when_there_is_one():
    assert (words.percent(Fraction(708, 1000)), words.percent(Fraction(1, 2))) == ("70,8", "50")


@given(st.integers(-(10**14), 10**14), st.sampled_from([1, 100, 100_000]))
def test_rounding_goes_to_the_nearest_and_half_away_from_zero(value: int, per: int):
    nearest = words.rounded(value, per)
    assert abs(Fraction(value, per) - nearest) <= Fraction(1, 2)
    assert words.rounded(-value, per) == -nearest


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2026-Q3", "juli–september 2026"),
        ("2026-09", "september 2026"),
        ("2026", "2026"),
        ("2026-T2", "maj–augusti 2026"),
        ("2026-01-15..2026-02-03", "15 januari 2026 – 3 februari 2026"),
    ],
)
def test_a_period_is_named_by_its_months(period: str, expected: str):
    assert words.period_name(parse_period(period)) == expected


def test_names_are_listed_with_och():
    assert [words.listed(x) for x in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a och b", "a, b och c"]


def test_english_is_spoken_too():
    with language("en"):
        assert words.money(850_000_000) == "8.5 million kronor"
        assert words.long_date(dt.date(2026, 9, 30)) == "30 September 2026"


def test_a_sentence_goes_on_in_small_letters_unless_it_opens_with_an_abbreviation():
    assert words.lower_first("En coach slutade") == "en coach slutade"
    assert words.lower_first("AF kom sent") == "AF kom sent"
