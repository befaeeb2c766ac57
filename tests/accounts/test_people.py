"""Participations and endings, and the numbers too small to be shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onedoor_ledger.accounts.people import Participations, endings_of, participations_of, withheld_rows
from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.period import parse_period
from onedoor_ledger.voucher import Book
from tests.accounts import small
from tests.accounts.small import Q3, voucher


def of(measure: str) -> Participations:
    shown = participations_of(small.rulebook(), small.books(), Q3)
    return next(row for row in shown.measures if row.measure == measure)


def test_participations_are_those_there_in_january_and_those_who_entered():
    mia = of("i01")
    assert (mia.opening.amount, mia.entered.amount, mia.so_far.amount) == (12, 6, 18)
    assert (mia.left.amount, mia.now.amount, mia.planned) == (11, 7, 20)


def test_last_year_counts_the_same_days():
    assert of("i01").last_year.amount == 12


def test_a_structural_measure_has_no_participations():
    shown = participations_of(small.rulebook(), small.books(), Q3)
    assert [row.measure for row in shown.measures] == ["i01", "i02"]
    assert (shown.total.amount, shown.planned) == (31, 32)


def test_endings_say_who_went_to_work_and_who_changed_support():
    ends = endings_of(small.rulebook(), small.books(), Q3)
    assert (ends.left.amount, ends.to_work.amount, ends.to_support.amount, ends.otherwise.amount) == (11, 6, 5, 0)
    assert not ends.withheld


def test_endings_with_a_small_number_in_them_are_withheld():
    one = voucher(
        "2026-09-30", "En", ("Avslutade:I01-MIA:Arbete", 1), ("Deltagare:I01-MIA:Försörjningsstöd", -1),
        book=Book.PEOPLE, measure="i01",
    )  # fmt: skip
    assert not endings_of(small.rulebook(), small.books(one), Q3).withheld
    assert endings_of(small.rulebook(small_cell=6), small.books(), Q3).withheld


def test_nobody_is_no_small_number():
    assert not endings_of(small.rulebook(), small.books(), parse_period("2025-Q1")).withheld


def row(measure: str, entered: int, left: int = 0, opening: int = 0) -> Participations:
    return Participations(measure, Sum(opening), Sum(entered), Sum(left), 0, Sum(0))


def test_one_small_measure_takes_another_with_it():
    assert withheld_rows([[row("a", 3), row("b", 20), row("c", 9)]], 5) == ({"a", "c"}, False)


def test_when_no_other_can_cover_it_the_total_is_withheld_too():
    assert withheld_rows([[row("a", 3)]], 5) == ({"a"}, True)


def test_a_quarter_beside_the_one_before_is_a_count_too():
    first, second = [row("a", 20), row("b", 30), row("c", 40)], [row("a", 23), row("b", 39), row("c", 47)]
    assert withheld_rows([first], 5) == (frozenset(), False)
    gone, total = withheld_rows([first, second], 5)
    assert "a" in gone
    assert total or len(gone) > 1


def test_who_is_told_for_all_measures_together_is_in_the_total():
    few = voucher("2026-09-30", "Få", ("Deltagare:Alla:Sjukpenning", 5), ("Inskrivna:Alla", -5), book=Book.PEOPLE)
    shown = participations_of(small.rulebook(), small.books(few), Q3)
    assert [(r.measure, r.entered.amount) for r in shown.measures][-1] == ("", 5)
    assert shown.total.amount == 36


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6), st.integers(2, 10))
def test_no_small_number_is_shown_nor_can_be_worked_out_from_a_total(counts: list[tuple[int, int]], threshold: int):
    rows = [row(f"m{n}", entered, min(left, entered)) for n, (entered, left) in enumerate(counts)]
    gone, total_gone = withheld_rows([rows], threshold)
    shown = [r.cells for r in rows if r.measure not in gone]
    assert all(not 0 < cell < threshold for cells in shown for cell in cells)
    hidden = [r.cells for r in rows if r.measure in gone]
    assert bool(gone or total_gone) == any(0 < cell < threshold for r in rows for cell in r.cells)
    if hidden and not total_gone:
        assert len(hidden) >= 2
        for column in zip(*hidden, strict=True):
            assert not 0 < sum(column) < threshold
