"""Kostnadsrapport and Uppföljning Finsam over the demo: what is left is the equity in the books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from onedoor_ledger.accounts.equity import equity_on
from onedoor_ledger.accounts.followup import BySex, counts_of, participations_by_sex
from onedoor_ledger.accounts.funds import cost_report_of
from onedoor_ledger.accounts.people import participations_of
from onedoor_ledger.accounts.people_withheld import Withheld
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import cost, followup, models, text
from onedoor_ledger.reporting.model import Report, Why
from onedoor_ledger.texts import language
from tests.incentive.demo_books import demo

TODAY = dt.date(2026, 10, 14)
GOLDEN = Path(__file__).parent / "golden"
PERIODS = ("2025", "2026-Q1", "2026-H1")


@pytest.mark.parametrize("name", PERIODS)
def test_what_is_left_is_the_equity_in_the_books(name: str) -> None:
    period = parse_period(name)
    made = cost_report_of(*demo(), period, today=TODAY)
    assert made.left.outcome.amount == equity_on(demo()[1], period.end).amount


@pytest.mark.parametrize("name", PERIODS)
def test_kring_and_personal_are_all_the_administration(name: str) -> None:
    made = cost_report_of(*demo(), parse_period(name), today=TODAY)
    assert made.around.outcome.amount + made.personnel.outcome.amount == made.administration.outcome.amount
    assert made.personnel.outcome.amount > 0


def test_the_law_shares_the_funds_by_financier() -> None:
    made = {row.id: row.budget for row in cost_report_of(*demo(), parse_period("2026"), today=TODAY).funds}
    assert (made["state"], made["region"], made["municipalities"]) == (5_800_000_00, 2_900_000_00, 2_900_000_00)


def test_participants_by_sex_sum_to_the_boards_participations() -> None:
    period = parse_period("2026-H1")
    nothing = Withheld(frozenset())
    shown = {row.measure: row.so_far.amount for row in participations_of(*demo(), period, nothing).measures}
    told = {row.measure: row.total for row in participations_by_sex(*demo(), period)}
    assert told == shown


def test_the_sums_of_the_form_are_everybody() -> None:
    rows = (BySex("i01", (12, 9, 0)), BySex("i02", (3, 14, 0)), BySex("i03", (15, 7, 0)))
    assert counts_of(rows)[""] == {"women": 30, "men": 30, "not_told": 0, "all": 60}


def test_a_sex_that_no_row_tells_is_no_zero() -> None:
    found = counts_of((BySex("i01", (0, 0, 47)), BySex("i02", (0, 14, 2)), BySex("i03", (0, 0, 0))))
    assert found["i01"] == {"women": None, "men": None, "not_told": 47, "all": 47}
    assert found["i02"] == {"women": 0, "men": 14, "not_told": 2, "all": 16}
    assert found["i03"] == {"women": 0, "men": 0, "not_told": 0, "all": 0}, "nobody took part: a count, and nothing"
    assert found[""] == {"women": 0, "men": 14, "not_told": 49, "all": 63}


def test_the_form_asks_for_the_sex_that_is_not_told(made: dict[str, Report]) -> None:
    figure = made["followup"].figures["measure.i01.participants.women"]
    assert (figure.value, figure.why) == (None, Why.NO_SOURCE)
    assert "skriv ingen nolla i formuläret" in " ".join(text.render(made["followup"]).split())


@pytest.fixture(scope="module")
def made() -> dict[str, Report]:
    with language("sv"):
        return {
            name: build.build(*demo(), parse_period("2026-H1"), today=TODAY)
            for name, build in (("cost", cost), ("followup", followup), ("models", models))
        }


@pytest.mark.parametrize("name", ["cost", "followup", "models"])
def test_the_demos_report(name: str, made: dict[str, Report], golden: Callable[[str | bytes, Path], None]) -> None:
    golden(text.render(made[name]), GOLDEN / f"{name}-2026-H1.txt")


def test_the_form_is_followed_in_its_order(made: dict[str, Report]) -> None:
    titles = [section.title for section in made["followup"].sheets[0].sections]
    assert titles == [
        "1. Tilldelade medel och eget kapital",
        "2. Administration",
        "3. Insatser",
        "4. Deltagare per kön",
    ]
