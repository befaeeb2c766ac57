"""Amounts, counts and days as people and systems write them."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.errors import Place
from onedoor_ledger.formats.errors import (
    AmountError,
    CountError,
    DayError,
    SuppressedCountError,
    ThreeDecimalsError,
)
from onedoor_ledger.formats.values import amount, count, day
from onedoor_ledger.money import ledger_text

HERE = Place("rekvisition.csv", 7)


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("612400", 61240000), ("612 400,00", 61240000), ("612\u00a0400,00 kr", 61240000),
        ("1\u202f234\u2009567,5", 123456750), ("1.234,50", 123450), ("1.234.567,50", 123456750), ("−720,00", -72000),
        ("-720,00", -72000), ("– 720,00", -72000), ("720,00-", -72000), ("+720,00", 72000), ("SEK 15", 1500),
        ("15:-", 1500), ("15 KR.", 1500), ("0,05", 5), ("-0,00", 0), ("1234,5000", 123450), ("1234.5", 123450),
        ("1234.50", 123450),
    ],
)  # fmt: skip
def test_with_a_decimal_comma(text: str, ore: int):
    assert amount(text, decimal=",", place=HERE) == ore


@pytest.mark.parametrize(
    ("text", "ore"),
    [("1234.50", 123450), ("1 234.50", 123450), ("1,234.50", 123450), ("1234,5", 123450), ("-89.44", -8944)],
)
def test_with_a_decimal_point(text: str, ore: int):
    assert amount(text, decimal=".", place=HERE) == ore


@pytest.mark.parametrize("text", ["2762.720", "2762,720", "1.234", "1 234,500", "-253.520"])
@pytest.mark.parametrize("decimal", [",", "."])
def test_three_decimals_are_never_guessed(text: str, decimal: str):
    with pytest.raises(ThreeDecimalsError) as error:
        amount(text, decimal=decimal, place=HERE)
    assert error.value.place == HERE
    assert f"”{text}”" in error.value.text()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "kr", "-", "--5", "-5-", "12,", ",5", "1,5,0", "1 23", "1 2345", "12.34.56,00", "1234,5678", "(12)",
        "12 %", "1e5", "NaN", "٤٢", "0x10", "12,00 EUR", "9" * 30, "1.23,50",
    ],
)  # fmt: skip
def test_what_is_no_amount(text: str):
    with pytest.raises(AmountError):
        amount(text, decimal=",", place=HERE)


@given(
    st.integers(min_value=-(10**14), max_value=10**14),
    st.sampled_from(",."),
    st.sampled_from(["", " ", "\u00a0", "\u202f"]),
)
def test_what_we_write_we_read(ore: int, decimal: str, group: str):
    plain = ledger_text(ore)
    kronor, rest = plain.split(".")
    sign, digits = ("-", kronor[1:]) if kronor.startswith("-") else ("", kronor)
    grouped = f"{int(digits):,}".replace(",", group)
    assert amount(f"{sign}{grouped}{decimal}{rest}", decimal=decimal, place=HERE) == ore


@given(st.text(max_size=30), st.sampled_from(",."))
def test_any_text_is_an_amount_or_an_error(text: str, decimal: str):
    with contextlib.suppress(AmountError, ThreeDecimalsError):
        assert isinstance(amount(text, decimal=decimal, place=HERE), int)


def test_a_person_in_an_amounts_column_is_not_quoted():
    with pytest.raises(AmountError) as error:
        amount("901010-2383", decimal=",", place=HERE)
    assert "901010" not in error.value.text()


@pytest.mark.parametrize(("text", "persons"), [("0", 0), ("12", 12), ("1 234", 1234)])
def test_a_count(text: str, persons: int):
    assert count(text, place=HERE) == persons


@pytest.mark.parametrize("text", ["<5", "< 5", "<10", "1-4", "1–4", "..", "*"])
def test_a_hidden_count_has_its_own_message(text: str):
    with pytest.raises(SuppressedCountError):
        count(text, place=HERE)


@pytest.mark.parametrize("text", ["", "-1", "7,5", "7.5", "ca 7", "1 23", "9" * 5000, "٤"])
def test_what_is_no_count(text: str):
    with pytest.raises(CountError):
        count(text, place=HERE)


@pytest.mark.parametrize(
    ("text", "pattern", "on"),
    [
        ("2026-09-30", "%Y-%m-%d", dt.date(2026, 9, 30)),
        ("2026/09/30", "%Y/%m/%d", dt.date(2026, 9, 30)),
        ("30.9.2026", "%d.%m.%Y", dt.date(2026, 9, 30)),
        ("202609", "%Y%m", dt.date(2026, 9, 1)),
        ("2026-09-30", "%Y%m", dt.date(2026, 9, 30)),
    ],
)
def test_a_day(text: str, pattern: str, on: dt.date):
    assert day(text, pattern, place=HERE) == on


@pytest.mark.parametrize("text", ["", "2026-09-31", "30/9 2026", "Reserverat", "nyss"])
def test_what_is_no_day(text: str):
    with pytest.raises(DayError):
        day(text, "%Y-%m-%d", place=HERE)
