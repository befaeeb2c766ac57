"""Small counts: no table of any report gives away what another withholds, nor this edition what the last did."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.accounts.people_keys import LEFT, MOVED, STOCK, TOTAL
from onedoor_ledger.accounts.people_withheld import Withheld, withheld_people
from onedoor_ledger.period import parse_period
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small

AID, SICK, WORK, NEW = (
    "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning", "Avslutade:I01-MIA:Arbete",
    "Inskrivna:I01-MIA",
)  # fmt: skip
OPENING = ((AID, NEW, 60), (SICK, NEW, 60))


def people(day: str, *moves: tuple[str, str, int]) -> Voucher:
    lines = tuple(Line(account, n * sign) for to, origin, n in moves for account, sign in ((to, 1), (origin, -1)))
    return Voucher(Book.PEOPLE, dt.date.fromisoformat(day), "x", lines, meta={"measure": "i01"})


def hidden(*vouchers: Voucher, period: str = "2027-Q3") -> Withheld:
    books = small.books(people("2026-12-31", *OPENING), *vouchers)
    return withheld_people(small.rulebook(), books, parse_period(period))


def test_nothing_small_hides_nothing():
    assert not hidden(people("2027-03-31", (SICK, AID, 7), (WORK, AID, 9), (AID, SICK, 5))).keys


def test_a_small_move_hides_what_would_tell_it():
    found = hidden(people("2027-03-31", (SICK, AID, 3), (WORK, AID, 9), (AID, SICK, 8), (WORK, SICK, 11)))
    assert found.moved("aid", "sickness")
    assert found.any_moves
    row = {key for key in found.keys if key[0] == MOVED and key[1] == "aid"}
    column = {key for key in found.keys if key[0] == MOVED and key[2] == "sickness"}
    assert len(row) > 1 or (MOVED, "aid", TOTAL) in found.keys
    assert len(column) > 1, "a column of one is its own sum"


def test_the_same_persons_counted_by_payer_or_in_the_stock_are_hidden_too():
    """One support per payer here: moves by payer are the moves themselves."""
    found = hidden(people("2027-03-31", (SICK, AID, 3), (WORK, AID, 9)))
    assert found.passage("municipalities", "state_appropriation")
    assert found.stock("came", "sickness")


def test_what_came_between_two_editions_is_a_count_too():
    """Eleven by June and fourteen by September: three in the third quarter."""
    first = people("2027-06-30", (WORK, AID, 11), (SICK, AID, 9), (AID, SICK, 12))
    second = people("2027-09-30", (WORK, AID, 3))
    assert not hidden(first, second, period="2027-Q2").keys
    assert hidden(first, second).moved("aid", "work")
    assert hidden(first, second).stock(LEFT, "aid")
    assert not hidden(first, people("2027-09-30", (WORK, AID, 6))).keys


def test_a_count_of_nobody_is_no_secret():
    assert not hidden(people("2027-03-31", (WORK, AID, 9))).stock(STOCK, "sickness")
