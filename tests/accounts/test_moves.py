"""The people book as moves: what a pair of legs says, and that a mirror takes it back."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.accounts.moves import Move, moves_of, stock_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import parse_period
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small
from tests.accounts.small import voucher

AID, SICK = "Deltagare:I01-MIA:Försörjningsstöd", "Deltagare:I01-MIA:Sjukpenning"
NEW, WORK = "Inskrivna:I01-MIA", "Avslutade:I01-MIA:Arbete"
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def moves(*extra: Voucher) -> list[Move]:
    """What ``extra`` adds to the moves of the year."""
    before = moves_of(small.rulebook(), small.books(), *YEAR)
    return list(moves_of(small.rulebook(), small.books(*extra), *YEAR)[len(before) :])


def people(*lines: tuple[str, int], day: str = "2026-10-31", **meta: str) -> Voucher:
    return voucher(day, "Deltagare", *lines, book=Book.PEOPLE, **meta)


def stock(books: Books) -> dict[str, int]:
    return dict(stock_of(small.rulebook(), books, dt.date(2026, 12, 31)))


def test_each_row_is_a_move_with_its_period():
    found = moves_of(small.rulebook(), small.books(), *YEAR)
    assert [(m.measure, m.origin, m.target, m.left, m.persons) for m in found] == [
        ("i01", "", "aid", False, 6), ("i01", "aid", "work", True, 6), ("i01", "aid", "sickness", True, 5),
        ("i02", "", "sickness", False, 5),
    ]  # fmt: skip
    assert found[0].period == parse_period("2026-03")
    assert moves(people((AID, 9), (NEW, -9), service="2026-Q3"))[0].period == parse_period("2026-Q3")


def test_dimensions_stand_on_the_legs():
    legs = tuple(
        Line(a, n, {"party": "tallhed", "sex": "woman", "site": "granasa-ingang"}) for a, n in ((AID, 7), (NEW, -7))
    )
    (move,) = moves(Voucher(Book.PEOPLE, dt.date(2026, 10, 31), "x", legs, meta={"measure": "i01"}))
    assert (move.municipality, move.sex, move.site) == ("tallhed", "woman", "granasa-ingang")


def test_an_opening_stock_on_one_leg_is_shared_by_the_others():
    found = moves(people((AID, 12), (SICK, 6), (NEW, -18)))
    assert [(m.origin, m.target, m.persons) for m in found] == [("", "aid", 12), ("", "sickness", 6)]


def test_a_mirror_takes_the_move_back():
    books = small.books(people((SICK, 5), (AID, -5)))
    key = str(books.postings.loc[books.postings["book"] == "people", "key"].iloc[-1])
    first, back = moves(people((SICK, 5), (AID, -5)), people((SICK, -5), (AID, 5), corrects=key))
    assert (first.origin, first.target, first.persons) == (back.origin, back.target, -back.persons)


def test_an_undone_voucher_and_its_mirror_are_nothing():
    books = small.books(people((SICK, 5), (AID, -5)))
    key = str(books.postings.loc[books.postings["book"] == "people", "key"].iloc[-1])
    assert moves(people((SICK, 5), (AID, -5)), people((SICK, -5), (AID, 5), reverses=key)) == []


def test_by_hand_a_leg_may_stand_in_any_order_and_be_taken_back_without_saying_so():
    assert [(m.origin, m.target, m.persons) for m in moves(people((AID, -5), (SICK, 5)))] == [("aid", "sickness", 5)]
    assert [(m.origin, m.target, m.left, m.persons) for m in moves(people((WORK, -2), (AID, 2)))] == [
        ("aid", "work", True, -2)
    ]


@given(st.lists(st.tuples(st.sampled_from([NEW, AID, SICK]), st.sampled_from([AID, SICK, WORK]), st.integers(1, 9))))
def test_stock_is_what_the_moves_say(rows: list[tuple[str, str, int]]):
    rows = [row for row in rows if row[0] != row[1]]
    extra = people(*(leg for start, end, n in rows for leg in ((end, n), (start, -n))))
    added = moves(extra) if rows else []
    before, after = stock(small.books()), stock(small.books(extra) if rows else small.books())
    for state in ("aid", "sickness"):
        come = sum(m.persons for m in added if m.target == state and not m.left)
        gone = sum(m.persons for m in added if m.origin == state)
        assert after[state] == before[state] + come - gone
