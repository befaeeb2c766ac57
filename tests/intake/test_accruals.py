"""Accruals at a reporting date: known when the requisition came after it, else by the agreement; once each."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from onedoor_ledger.intake.accruals import accrue, outstanding
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import AgreedAmount, Agreement, Dated, Measure, MeasureKind
from onedoor_ledger.voucher import Book
from tests.intake.scene import FIXTURES, TODAY, booked, rendered, voucher

SEPTEMBER = dt.date(2026, 9, 30)
MIA, DEBT, ACCRUED = (
    "Kostnader:Insatser:I01-MIA:Kommun",
    "Skulder:Rekvisition:Granåsa",
    "Skulder:Interim:UpplupenInsatskostnad",
)
Q3, Q4 = parse_period("2026-Q3"), parse_period("2026-Q4")


@pytest.fixture(scope="module")
def one_agreement(rules):
    """The rules with one agreement: Granåsa, 640 000 kr for the third quarter, 530 000 for the fourth."""
    agreement = Agreement(
        "i01-2026",
        Dated(dt.date(2026, 1, 1), dt.date(2026, 12, 31), "avtal"),
        ("granasa", "af"),
        (AgreedAmount("granasa", ((Q3, 640_000_00), (Q4, 530_000_00))),),
    )
    measure = Measure("i01", "I01", "MIA", MeasureKind.INDIVIDUAL, None, {}, (agreement,))
    return dataclasses.replace(rules, measures=(measure,))


def requisition(day, amount, *, asked="", service="2026-Q3", party="granasa"):
    lines = ((MIA, amount), (DEBT, -amount))
    meta = {"party": party, "measure": "i01", "service": service, "reference": "2026:31"}
    return voucher(day, "Rekvisition", *lines, **(meta | ({"asked": asked} if asked else {})))


def amounts(one_agreement, books, day=SEPTEMBER):
    return [(o.service.name, o.amount, o.estimated) for o in outstanding(one_agreement, books, day)]


def test_what_has_not_come_is_estimated_by_the_agreement(one_agreement, empty):
    assert amounts(one_agreement, empty) == [("2026-Q3", 640_000_00, True)]


def test_what_came_after_the_date_is_known(one_agreement, empty):
    books = booked(empty, [requisition("2026-10-14", 612_400_00, asked="640000.00")])
    assert amounts(one_agreement, books) == [("2026-Q3", 612_400_00, False)]


def test_what_came_in_time_is_not_accrued_and_a_rest_is_estimated(one_agreement, empty):
    whole = booked(empty, [requisition("2026-09-20", 640_000_00)])
    assert amounts(one_agreement, whole) == []
    part = booked(empty, [requisition("2026-08-20", 200_000_00, service="2026-07")])
    assert amounts(one_agreement, part) == [("2026-Q3", 440_000_00, True)]


def test_a_requisition_that_was_mirrored_has_not_come(one_agreement, empty):
    asked = {"asked": "640000.00"}
    books = booked(
        empty,
        [requisition("2026-09-20", 612_400_00, **asked), requisition("2026-09-21", -612_400_00, **asked)],
    )
    assert amounts(one_agreement, books) == [("2026-Q3", 640_000_00, True)]


def test_what_was_asked_for_and_refused_will_not_come(one_agreement, empty):
    books = booked(empty, [requisition("2026-09-20", 612_400_00, asked="640000.00")])
    assert amounts(one_agreement, books) == []


def test_an_earlier_quarter_is_settled_by_its_requisition_and_outstanding_without(one_agreement, empty):
    december = dt.date(2026, 12, 31)
    assert amounts(one_agreement, empty, december) == [
        ("2026-Q3", 640_000_00, True),
        ("2026-Q4", 530_000_00, True),
    ]
    books = booked(empty, [requisition("2026-10-14", 600_000_00)])
    assert amounts(one_agreement, books, december) == [("2026-Q4", 530_000_00, True)]


def test_another_year_s_quarter_only_when_it_was_accrued_then(one_agreement, empty):
    spring = dt.date(2027, 3, 31)
    assert amounts(one_agreement, empty, spring) == []
    later = dataclasses.replace(one_agreement)
    pair = accrue(later, empty, dt.date(2026, 12, 31), today=dt.date(2027, 1, 20))
    assert len(amounts(one_agreement, booked_at(empty, pair), spring)) == 2


def booked_at(books, vouchers):
    from onedoor_ledger.books import preview
    from onedoor_ledger.vouchers.register import register

    return preview.plus(books, register(vouchers, books, dt.date(2027, 1, 20), "Ekonom"))


def test_inside_a_quarter_the_months_that_have_passed_count(one_agreement, empty):
    assert amounts(one_agreement, empty, dt.date(2026, 8, 31)) == [("2026-Q3", 426_666_67, True)]


def test_the_accrual_and_its_reversal_are_a_pair(one_agreement, empty):
    accrual, reversal = accrue(one_agreement, empty, SEPTEMBER, today=TODAY)
    assert (accrual.date, reversal.date) == (SEPTEMBER, dt.date(2026, 10, 1))
    assert accrual.meta["accrual"] == "i01-2026|granasa|2026-Q3|2026-09-30"
    assert accrual.meta["estimate"] == "yes"
    assert [(line.account, line.amount) for line in accrual.lines] == [(MIA, 640_000_00), (ACCRUED, -640_000_00)]
    assert reversal.meta["reverses"] == "V1"
    after = booked(empty, [accrual, reversal]).postings
    assert set(after.loc[after["reverses"] != "", "reverses"]) == {"2026-V1"}
    assert set(after.loc[after["voucher"] == "V1", "reverses"]) == {""}


def test_a_year_end_s_reversal_names_the_other_year(one_agreement, empty):
    pair = accrue(one_agreement, empty, dt.date(2026, 12, 31), today=dt.date(2027, 1, 20))
    assert [v.meta.get("reverses") for v in pair] == [None, "2026-V1", None, "2026-V2"]


def test_accruing_twice_books_once_even_when_the_requisition_has_come(one_agreement, empty):
    books = booked(empty, accrue(one_agreement, empty, SEPTEMBER, today=TODAY))
    assert accrue(one_agreement, books, SEPTEMBER, today=TODAY) == ()
    late = booked(books, [requisition("2026-10-14", 612_400_00)])
    assert accrue(one_agreement, late, SEPTEMBER, today=TODAY) == ()


def test_nothing_is_accrued_before_the_day_has_come(one_agreement, empty):
    assert accrue(one_agreement, empty, SEPTEMBER, today=dt.date(2026, 9, 29)) == ()


def test_a_bought_measure_is_not_accrued(rules, empty):
    assert "s02" not in {o.measure.id for o in outstanding(rules, empty, SEPTEMBER)}


def test_the_demo_s_third_quarter(rules, empty, golden):
    vouchers = accrue(rules, empty, SEPTEMBER, today=TODAY)
    assert {v.book for v in vouchers} == {Book.ASSOCIATION}
    golden(rendered(vouchers[:2], empty), FIXTURES / "accrual.beancount")
