"""An adversary reads every report and every earlier edition of the year, and finds no count below the threshold."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from dataclasses import replace

import pytest

from onedoor_ledger.accounts.people_withheld import withheld_people
from onedoor_ledger.books import preview
from onedoor_ledger.books.model import Books
from onedoor_ledger.incentive.relief import relief_of
from onedoor_ledger.period import parse_period
from onedoor_ledger.reporting import flows, incentive, models
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small
from tests.incentive import rules as incentive_rules
from tests.incentive.demo_books import demo
from tests.privacy import keyed, tried
from tests.privacy.adversary import Reader

QUARTERS = tuple(parse_period(name) for name in ("2026-Q1", "2026-Q2", "2026-Q3"))
DAYS = ("2025-12-31", *(quarter.end.isoformat() for quarter in QUARTERS))
COMPONENTS = {"i01": "I01-MIA", "i02": "I02-UngaVägar"}
AID, SICK, WORK = "Försörjningsstöd", "Sjukpenning", "Arbete"
FEW = (1, 2, 3, 4, 5, 6, 8, 9, 12, 15)


MONTHLY = tuple(parse_period(name) for name in ("2026-02", "2026-Q1", "2026-05", "2026-08"))
MONTH_DAYS = ("2025-12-31", *(period.end.isoformat() for period in MONTHLY))
"""A book written by the month, and asked for at ends that are no quarter's too."""
TWO_YEARS = tuple(parse_period(f"{year}-{part}") for year in (2025, 2026) for part in ("Q2", "Q4"))
TWO_YEARS_DAYS = ("2024-12-31", *(period.end.isoformat() for period in TWO_YEARS))


def fine_books(seed: int, days: tuple[str, ...] = DAYS) -> Books:
    """Books as no import writes them: counts of one person and up, by insats, sex and kommun."""
    draw, stock = random.Random(seed), Counter[str]()
    vouchers = []
    for n, day in enumerate(days):
        for _each in range(draw.randint(1, 4)):
            measure, state = draw.choice(list(COMPONENTS)), draw.choice([AID, SICK])
            origin = f"Deltagare:{COMPONENTS[measure]}:{state}"
            other = SICK if state == AID else AID
            target, source = draw.choice(
                [
                    (origin, f"Inskrivna:{COMPONENTS[measure]}"),
                    (f"Deltagare:{COMPONENTS[measure]}:{other}", origin),
                    (f"Avslutade:{COMPONENTS[measure]}:{draw.choice([WORK, other])}", origin),
                ][: 3 if n else 1]
            )
            persons = draw.choice(FEW)
            if source.startswith("Deltagare"):
                persons = min(persons, stock[source])
            if persons:
                stock.update({target: persons, source: -persons})
                told = {"sex": draw.choice(["woman", "man", ""]), "party": draw.choice(["granasa", "tallhed", ""])}
                meta = {key: value for key, value in told.items() if value}
                legs = (Line(target, persons, meta), Line(source, -persons, meta))
                vouchers.append(Voucher(Book.PEOPLE, dt.date.fromisoformat(day), "x", legs, meta={"measure": measure}))
    return small.books(*vouchers)


@pytest.mark.parametrize("seed", range(1, 6))
def test_no_small_count_can_be_worked_out_of_all_reports(seed: int) -> None:
    reader = Reader(small.rulebook(), fine_books(seed), QUARTERS)
    assert reader.wrong == []
    assert reader.known
    assert reader.leaks(5) == []


@pytest.mark.parametrize("seed", range(1, 5))
def test_nor_by_one_who_asks_in_the_middle_of_a_quarter(seed: int) -> None:
    reader = Reader(small.rulebook(), fine_books(seed, MONTH_DAYS), MONTHLY)
    assert reader.wrong == []
    assert reader.leaks(5) == []


@pytest.mark.parametrize("seed", range(1, 5))
def test_nor_by_one_who_has_kept_last_years_reports(seed: int) -> None:
    reader = Reader(small.rulebook(), fine_books(seed, TWO_YEARS_DAYS), TWO_YEARS)
    assert reader.wrong == []
    assert reader.leaks(5) == []


@pytest.mark.parametrize("seed", range(1, 5))
def test_nor_from_what_keys_share_by(seed: int) -> None:
    rules = replace(small.rulebook(), statistics=tuple(keyed.statistic(each) for each in keyed.KEYS))
    reader = Reader(rules, fine_books(seed, MONTH_DAYS), MONTHLY)
    assert reader.wrong == []
    assert reader.leaks(5) == []


@pytest.mark.parametrize("seed", range(1, 5))
def test_nor_by_one_who_subtracts_trials(seed: int) -> None:
    rules = replace(small.rulebook(), trials=tried.PLANS)
    reader = Reader(rules, fine_books(seed, MONTH_DAYS), MONTHLY)
    assert reader.wrong == []
    assert reader.leaks(5) == []


def test_the_demos_coarse_book_is_safe_too() -> None:
    rules, books = demo()
    reader = Reader(replace(rules, trials=()), books, QUARTERS[:2])
    assert reader.wrong == []
    assert reader.leaks(demo()[0].association.small_cell) == []


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_no_amount_is_shown_that_few_persons_times_a_published_cost_make(seed: int) -> None:
    rules, period = incentive_rules.rules(), QUARTERS[-1]
    books = fine_books(seed)
    cells: Counter[tuple[object, ...]] = Counter()
    purses: dict[tuple[object, ...], set[str]] = {}
    for row in relief_of(rules, books, period).moves:
        move = row.move
        cell = move.measure, move.municipality, move.period.name, move.origin, move.target
        cells[cell] += move.persons
        purses.setdefault(cell, set()).update(row.monthly)
    few = {purse for cell, n in cells.items() if 0 < n < rules.association.small_cell for purse in purses[cell]}
    made = incentive.build(rules, books, period, today=dt.date(2026, 10, 14)).figures
    secret = {f"incentive.{purse}.{part}" for purse in (few | {"society"} if few else ()) for part in ("gross", "net")}
    assert few, "every one of these books has a cell below the threshold"
    assert {id_ for id_ in secret & set(made) if made[id_].value is not None} == set()
    shifted = flows.build(rules, books, period, today=dt.date(2026, 10, 14)).figures
    named = ("before", "after", "kept", "saved", "new", "pushed", "taken")
    told = {id_ for id_, figure in shifted.items() if id_.split(".")[0] in named and figure.value is not None}
    assert not told & {f"{part}.{purse}" for part in named for purse in (*few, "total")}
    assert not models.build(rules, books, period, today=dt.date(2026, 10, 14)).figures


@pytest.mark.parametrize(("counted", "told"), [((9, 11), False), ((9, 14), True)])
def test_nor_by_one_who_has_kept_what_was_counted_wrong_at_first(counted: tuple[int, int], told: bool) -> None:
    """The file that came first is taken back, and another imported: nine, none, eleven. Two had been forgotten."""
    rules, books = small.rulebook(), small.books()
    account, day = f"Deltagare:{COMPONENTS['i01']}:{AID}", QUARTERS[-1].end
    for persons, undoes in ((counted[0], False), (-counted[0], True), (counted[1], False)):
        meta = {"measure": "i01"} | ({"reverses": books.postings["key"].iloc[-1]} if undoes else {})
        lines = (Line(account, persons), Line(f"Inskrivna:{COMPONENTS['i01']}", -persons))
        before = withheld_people(rules, books, QUARTERS[-1])
        books = preview.plus(books, (Voucher(Book.PEOPLE, day, "x", lines, meta=meta),))
    assert not before.stock("entered", "aid")
    assert withheld_people(rules, books, QUARTERS[-1]).stock("entered", "aid") is not told
