"""A period that is not over: every report of it says so first, and counts to today and no further."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import board, cost, flows, followup, incentive, models, party, sharing, text, unfinished
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small
from tests.incentive.demo_books import demo

IN_THE_MIDDLE = dt.date(2026, 5, 20)
CUT = (board, incentive, flows, models, cost, followup)
Build = Callable[..., Report]


@pytest.mark.parametrize("kind", CUT, ids=lambda kind: kind.__name__.rpartition(".")[2])
def test_a_year_in_may_is_what_there_is_in_may(kind: type) -> None:
    build: Build = kind.build  # type: ignore[attr-defined]
    running = build(*demo(), parse_period("2026"), today=IN_THE_MIDDLE)
    over = build(*demo(), parse_period("2026-01-01..2026-05-20"), today=IN_THE_MIDDLE)
    assert {id_: figure.value for id_, figure in running.figures.items()} == {
        id_: figure.value for id_, figure in over.figures.items()
    }
    assert running.notes[0] == "Perioden är inte slut: räknat till och med 20 maj 2026."
    assert "efter 31 mars 2026" in running.notes[1]
    assert "! Perioden är inte slut" in text.render(running).splitlines()[3]
    assert not [note for note in over.notes if "inte slut" in note]


def test_a_report_of_all_that_is_booked_says_that_the_period_runs() -> None:
    for build in (sharing.build, party.build):
        made = build(*demo(), parse_period("2026-Q2"), today=IN_THE_MIDDLE)
        assert made.notes[0] == "Perioden är inte slut: det som är bokfört till i dag, 20 maj 2026, är med."


@pytest.mark.parametrize(
    ("name", "today", "end"),
    [
        ("2026", "2026-05-20", "2026-05-20"),
        ("2026-Q2", "2026-04-01", "2026-04-01"),
        ("2026-Q2", "2026-06-30", "2026-06-30"),
        ("2026-Q2", "2026-10-14", "2026-06-30"),
        ("2026-Q2", "2026-01-10", "2026-06-30"),
    ],
)
def test_a_period_until_a_day(name: str, today: str, end: str) -> None:
    cut = parse_period(name).until(dt.date.fromisoformat(today))
    assert (cut.name, cut.start, cut.end.isoformat()) == (name, parse_period(name).start, end)


def test_last_years_same_days_are_as_many() -> None:
    before = parse_period("2026").until(IN_THE_MIDDLE).year_before()
    assert (before.start, before.end) == (dt.date(2025, 1, 1), dt.date(2025, 5, 20))


def test_a_period_that_has_not_begun_says_that() -> None:
    assert unfinished.not_over(parse_period("2026-Q3"), IN_THE_MIDDLE) == (
        "Perioden har inte börjat: bara det som är bokfört i förväg är med.",
    )


def test_on_its_last_day_a_period_is_over() -> None:
    assert not unfinished.counted_to_today(demo()[1], parse_period("2026-Q2"), dt.date(2026, 6, 30))


def told(*more: Voucher) -> tuple[str, ...]:
    return unfinished.counted_to_today(small.books(*more), parse_period("2026-Q4"), small.TODAY)


def test_an_estimate_taken_back_and_not_asked_for_yet_is_told() -> None:
    assert told()[-1].replace("\u00a0", " ") == (
        "100 000 kronor som uppskattades den 30 september 2026 är återfört och räknas igen när rekvisitionen kommer."
    )


def test_what_has_been_asked_for_since_is_not() -> None:
    lines = (
        Line("Kostnader:Insatser:I01-MIA:Kommun", 97_500_00),
        Line("Skulder:Interim:UpplupenInsatskostnad", -97_500_00),
    )
    own = {"service": "2026-Q3", "party": "granasa", "measure": "i01"}
    asked = Voucher(Book.ASSOCIATION, dt.date(2026, 10, 10), "Rekvisition", lines, meta=own)
    assert len(told(asked)) == len(told()) - 1
