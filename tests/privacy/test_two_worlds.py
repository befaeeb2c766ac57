"""Two worlds that differ in nothing but a count that is withheld read alike: in words, in kronor, to the last öre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from onedoor_ledger.books import preview
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.reporting import board, flows, followup, incentive, models, text
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.voucher import Book, Line, Voucher
from tests.accounts import small
from tests.incentive import rules as incentive_rules

AID, SICK, WORK = "Försörjningsstöd", "Sjukpenning", "Arbete"
COMPONENTS = {"i01": "I01-MIA", "i02": "I02-UngaVägar"}
Move = tuple[str, str, str, int, dict[str, str]]
"""Insats, from ('' enters), to (``-`` before it: leaves for), persons, and who and where."""
Build = Callable[..., Report]
REPORTS: tuple[Build, ...] = (board.build, flows.build, followup.build, incentive.build, models.build)
PERIODS = tuple(parse_period(name) for name in ("2026-Q2", "2026-Q3", "2026-01-01..2026-08-17"))


def stock_left(k: int) -> Sequence[Move]:
    """All but k of those on aid have gone to work: the board's page on flows withholds who is left."""
    return [("i01", "", AID, 20, {}), ("i01", "", SICK, 60, {}), ("i01", SICK, f"-{WORK}", 10 + k, {}),
            ("i01", AID, f"-{WORK}", 20 - k, {})]  # fmt: skip


def to_work(k: int) -> Sequence[Move]:
    """Few go to work from aid, many from sickness benefit."""
    return [("i01", "", AID, 30, {}), ("i01", "", SICK, 60, {}), ("i01", SICK, f"-{WORK}", 14 - k, {}),
            ("i01", AID, f"-{WORK}", k, {})]  # fmt: skip


def one_measure_or_the_other(k: int) -> Sequence[Move]:
    """Ten enter two insatser together, and one of them has few."""
    return [("i01", "", AID, k, {}), ("i02", "", AID, 10 - k, {})]


def of_a_kommun(k: int) -> Sequence[Move]:
    """Ten go to work, few of them from one kommun."""
    return [("i01", "", AID, 40, {}), ("i01", AID, f"-{WORK}", k, {"party": "granasa"}),
            ("i01", AID, f"-{WORK}", 10 - k, {"party": "tallhed"})]  # fmt: skip


def on_the_same_support(k: int) -> Sequence[Move]:
    """Ten leave aid, few of them for aid as before."""
    return [("i01", "", AID, 40, {}), ("i01", AID, f"-{AID}", k, {}), ("i01", AID, f"-{WORK}", 10 - k, {})]


def of_a_sex(k: int) -> Sequence[Move]:
    """Ten enter, few of them women."""
    return [("i01", "", SICK, k, {"sex": "woman"}), ("i01", "", SICK, 10 - k, {"sex": "man"})]


def in_a_month(k: int) -> Sequence[Move]:
    """Ten change support in a quarter, few of them in its last month."""
    return [("i01", "", AID, 40, {}), ("i01", AID, SICK, k, {"service": "2026-06"}),
            ("i01", AID, SICK, 10 - k, {"service": "2026-Q2"})]  # fmt: skip


@pytest.mark.parametrize(
    "world", [stock_left, to_work, one_measure_or_the_other, of_a_kommun, on_the_same_support, of_a_sex, in_a_month]
)
def test_what_is_withheld_is_nowhere(world: Callable[[int], Sequence[Move]]) -> None:
    rules = incentive_rules.rules()
    one, other = (books(world(k)) for k in (2, 3))
    for period in PERIODS:
        for build in REPORTS:
            assert read(build, rules, one, period) == read(build, rules, other, period)


def read(build: Build, rules: Rulebook, books: Books, period: Period) -> tuple[str, ...]:
    """Everything a reader sees: the text, and every figure's exact value."""
    report = build(rules, books, period, today=dt.date(2026, 10, 14))
    figures = (f"{id_} {figure.value} {figure.why}" for id_, figure in report.figures.items())
    return (*text.render(report).splitlines(), *figures)


def books(moves: Sequence[Move]) -> Books:
    """The small förbund's money, and nobody counted but these."""
    empty = small.books()
    postings = empty.postings
    return preview.plus(replace(empty, postings=postings[postings["book"] != Book.PEOPLE.value]), vouchers(moves))


def vouchers(moves: Sequence[Move]) -> list[Voucher]:
    """Entered in the first quarter, all else in the second."""
    found = []
    for measure, origin, target, persons, told in moves:
        component = COMPONENTS[measure]
        source = f"Deltagare:{component}:{origin}" if origin else f"Inskrivna:{component}"
        to = f"Avslutade:{component}:{target[1:]}" if target.startswith("-") else f"Deltagare:{component}:{target}"
        own = {key: value for key, value in told.items() if key != "service"}
        meta = {"measure": measure} | {key: value for key, value in told.items() if key == "service"}
        day = dt.date(2026, 6, 30) if origin else dt.date(2026, 3, 31)
        found.append(Voucher(Book.PEOPLE, day, "x", (Line(to, persons, own), Line(source, -persons, own)), meta=meta))
    return found
