"""An account the people book lacks is told with the lines that open it, as its neighbours are opened."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Place
from onedoor_ledger.intake.booking_errors import PeopleAccountMissingError
from onedoor_ledger.intake.coarsening import ALL, ENTERED, Where
from onedoor_ledger.intake.transition_accounts import Accounts
from onedoor_ledger.period import parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book

CHART = Path(__file__).parents[2] / "ledger" / "people" / "chart.beancount"
Q3 = parse_period("2026-Q3")
MOVES = {
    "Avslutade:I01-MIA:Studier": Where(Q3, "i01", "aid", "studies", left=True),
    "Deltagare:I02-UngaVägar:Lönestöd": Where(Q3, "i02", "aid", "subsidised_work", left=False),
    "Inskrivna:I01-MIA": Where(Q3, "i01", ENTERED, "aid", left=False),
    "Deltagare:Alla:Ohälsa": Where(Q3, ALL, "aid", "ill_health", left=False),
}


def without(books: Books, account: str) -> Books:
    people = {name: one for name, one in books.charts[Book.PEOPLE].items() if name != account}
    return dataclasses.replace(books, charts={**books.charts, Book.PEOPLE: people})


@pytest.mark.parametrize("account", MOVES)
def test_the_lines_are_those_the_chart_had(account: str, rules: Rulebook, books: Books):
    assert account in books.charts[Book.PEOPLE], "or the case is empty"
    with pytest.raises(PeopleAccountMissingError) as told:
        Accounts(rules, without(books, account)).of_move(MOVES[account], Place("inbox/overgangar.csv", 7))
    _say, *lines = told.value.remedy.split("\n")
    opening = "\n".join(line.removeprefix("  ") for line in lines)
    assert f"{opening}\n" in CHART.read_text(encoding="utf-8")
    assert told.value.place.row == 7


def test_an_insats_with_no_account_at_all_is_opened_with_the_period(rules: Rulebook, books: Books):
    people = {name: one for name, one in books.charts[Book.PEOPLE].items() if one.measure != "i01"}
    bare = dataclasses.replace(books, charts={**books.charts, Book.PEOPLE: people})
    with pytest.raises(PeopleAccountMissingError) as told:
        Accounts(rules, bare).of_move(MOVES["Avslutade:I01-MIA:Studier"], Place("inbox/overgangar.csv", 7))
    assert told.value.remedy.endswith(
        '  2026-07-01 open Avslutade:I01:Studier PERSONER\n    measure: "i01"\n    state: "studies"'
    )
