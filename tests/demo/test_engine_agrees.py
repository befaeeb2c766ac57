"""What the script booked as history is what the engine would have booked on the day."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from onedoor_ledger.books.model import Books
from onedoor_ledger.intake import accruals, call
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Voucher

CALLED = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
ACCRUED = {
    dt.date(2025, 3, 31): dt.date(2025, 4, 24),
    dt.date(2025, 6, 30): dt.date(2025, 7, 24),
    dt.date(2025, 9, 30): dt.date(2025, 10, 23),
    dt.date(2025, 12, 31): dt.date(2026, 1, 12),
    dt.date(2026, 3, 31): dt.date(2026, 4, 23),
    dt.date(2026, 6, 30): dt.date(2026, 7, 23),
}
"""Reporting date, and the day it was accrued."""


def known_on(books: Books, day: dt.date) -> Books:
    """The books as they stood before what was registered on ``day``."""
    frame = books.postings
    return dataclasses.replace(books, postings=frame.loc[frame["registered"] < day.isoformat()])


def lines(voucher: Voucher) -> list[tuple[str, int]]:
    return sorted((line.account, line.amount) for line in voucher.lines)


@pytest.mark.parametrize("name", CALLED)
def test_calls(books: Books, rules: Rulebook, name: str) -> None:
    period = parse_period(name)
    (instalment,) = [i for i in rules.contributions[period.year].instalments if i.period == period]
    (voucher,) = call.call(rules, known_on(books, instalment.called), period, today=instalment.called).vouchers
    frame = books.postings
    booked = frame.loc[(frame["narration"] == voucher.narration) & (frame["date"] == voucher.date.isoformat())]
    assert sorted(zip(booked["account"], booked["amount"], strict=True)) == lines(voucher)
    references = {line.account: line.meta["reference"] for line in voucher.lines if "reference" in line.meta}
    assert {a: r for a, r in zip(booked["account"], booked["reference"], strict=True) if r} == references


@pytest.mark.parametrize(("end", "on"), ACCRUED.items())
def test_accruals(books: Books, rules: Rulebook, end: dt.date, on: dt.date) -> None:
    made = accruals.accrue(rules, known_on(books, on), end, today=on)
    expected = sorted((v.date, v.meta["accrual"], v.meta.get("estimate", ""), lines(v)) for v in made)
    frame = books.postings
    own = frame.loc[frame["accrual"].str.endswith(f"|{end}")]
    booked = sorted(
        (
            group["date"].iloc[0].date(),
            group["accrual"].iloc[0],
            "yes" if group["estimate"].iloc[0] else "",
            sorted(zip(group["account"], group["amount"], strict=True)),
        )
        for _key, group in own.groupby("key")
    )
    assert expected
    assert booked == expected
