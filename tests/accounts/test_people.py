"""Participations and endings, and the numbers too small to be shown."""

from __future__ import annotations

from onedoor_ledger.accounts.people import Endings, Participations, Shown, endings_of, participations_of
from onedoor_ledger.accounts.people_withheld import withheld_people
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book
from tests.accounts import small
from tests.accounts.small import Q3, voucher


def participations(books: Books) -> Shown:
    unshown = withheld_people(small.rulebook(), books, Q3)
    return participations_of(small.rulebook(), books, Q3, unshown)


def endings(rules: Rulebook, books: Books, period: Period) -> Endings:
    return endings_of(rules, books, period, withheld_people(rules, books, period))


def of(measure: str) -> Participations:
    shown = participations(small.books())
    return next(row for row in shown.measures if row.measure == measure)


def test_participations_are_those_there_in_january_and_those_who_entered():
    mia = of("i01")
    assert (mia.opening.amount, mia.entered.amount, mia.so_far.amount) == (12, 6, 18)
    assert (mia.left.amount, mia.now.amount, mia.planned) == (11, 7, 20)


def test_last_year_counts_the_same_days():
    assert of("i01").last_year.amount == 12


def test_a_structural_measure_has_no_participations():
    shown = participations(small.books())
    assert [row.measure for row in shown.measures] == ["i01", "i02"]
    assert (shown.total.amount, shown.planned) == (31, 32)


def test_endings_say_who_went_to_work_and_who_changed_support():
    ends = endings(small.rulebook(), small.books(), Q3)
    assert (ends.left.amount, ends.to_work.amount, ends.to_support.amount, ends.otherwise.amount) == (11, 6, 5, 0)
    assert not ends.withheld


def test_endings_with_a_small_number_in_them_are_withheld():
    one = voucher(
        "2026-09-30", "En", ("Avslutade:I01-MIA:Arbete", 1), ("Deltagare:I01-MIA:Försörjningsstöd", -1),
        book=Book.PEOPLE, measure="i01",
    )  # fmt: skip
    assert endings(small.rulebook(), small.books(one), Q3).withheld, "six by June and seven by September: one"
    assert endings(small.rulebook(small_cell=6), small.books(), Q3).withheld


def test_nobody_is_no_small_number():
    assert not endings(small.rulebook(), small.books(), parse_period("2025-Q1")).withheld


def test_who_is_told_for_all_measures_together_is_in_the_total():
    few = voucher("2026-09-30", "Få", ("Deltagare:Alla:Sjukpenning", 5), ("Inskrivna:Alla", -5), book=Book.PEOPLE)
    shown = participations(small.books(few))
    assert [(r.measure, r.entered.amount) for r in shown.measures][-1] == ("", 5)
    assert shown.total.amount == 36


def test_who_lives_on_the_same_support_as_before_has_not_changed_to_another():
    sick, out = "Deltagare:I01-MIA:Sjukpenning", "Avslutade:I01-MIA:Sjukpenning"
    new = small.voucher("2026-09-30", "x", (sick, 9), ("Inskrivna:I01-MIA", -9), book=Book.PEOPLE, measure="i01")
    left = small.voucher("2026-09-30", "x", (out, 9), (sick, -9), book=Book.PEOPLE, measure="i01")
    before, after = (endings(small.rulebook(), small.books(*more), Q3) for more in ((), (new, left)))
    assert after.left.amount == before.left.amount + 9
    assert after.to_support.amount == before.to_support.amount
    assert after.otherwise.amount == before.otherwise.amount + 9
