"""``onedoor year 2027``: what a new year needs before its first voucher, and the files it starts with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.control.law_dates import calendar_of
from onedoor_ledger.control.timely import span_text
from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.routines.job import Opened, Progress, open_books, silent
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers import layout, lock
from onedoor_ledger.vouchers.seals import locked_months
from onedoor_ledger.workspace import Workspace, month_file

if TYPE_CHECKING:
    from onedoor_ledger.vouchers.write import Written


class YearError(UserError):
    """A year the books cannot begin."""

    code = "year-outside"
    exit_code = EXIT_USAGE

    def __init__(self, year: int, expected: tuple[int, int]) -> None:
        super().__init__(
            _("{year} is not a year to prepare now.").format(year=year),
            remedy=_("Prepare {first} or {second}.").format(first=expected[0], second=expected[1]),
        )


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a year needs: whether it is there, and what to do when it is not."""

    what: str
    ready: bool
    remedy: str = ""


@dataclass(frozen=True)
class NewYear:
    """What a year needs; ``files`` are those it starts with, ``written`` None for a preview."""

    year: int
    points: tuple[Point, ...]
    files: tuple[str, ...]
    written: Written | None


def run(
    workspace: Workspace, year: int, *, today: dt.date, by: str, write: bool, progress: Progress = silent
) -> NewYear:
    """Look over ``year`` and, with ``write``, make January's files in the three books.

    :raises YearError: when it is neither this year nor the next.
    """
    if year not in (today.year, today.year + 1):
        raise YearError(year, (today.year, today.year + 1))
    with lock.hold(workspace) if write else nullcontext():
        opened = open_books(workspace, progress)
        files = _files(workspace, year)
        written = None
        if write:
            from onedoor_ledger.vouchers import close

            written = close.write_files(
                workspace, files, message=f"year {year}", by=by, commit=opened.rules.association.commit
            )
        return NewYear(year, tuple(_points(opened, year)), tuple(sorted(files)), written)


def _files(workspace: Workspace, year: int) -> dict[str, bytes]:
    """January's month files where they are not there, and the main files that include them."""
    name = month_file(dt.date(year, 1, 1))
    files: dict[str, bytes] = {}
    for book in Book:
        main = workspace.main_file(book)
        path = main.parent / name
        before = main.read_text("utf-8")
        after = layout.with_month(before, name)
        if not path.exists():
            files[workspace.relative(path)] = layout.month_text(book).encode()
        if after != before:
            files[workspace.relative(main)] = after.encode()
    return files


def _points(opened: Opened, year: int) -> Iterator[Point]:
    rules, first = opened.rules, dt.date(year, 1, 1)
    yield Point(
        _("The budget of {year} (rules/budget/{year}.toml)").format(year=year),
        year in rules.budgets,
        _("The board adopts it before 30 November (FL 23 §): copy the year before and write the new amounts."),
    )
    yield Point(
        _("The members' contributions of {year} (rules/parties.toml)").format(year=year),
        year in rules.contributions,
        _("Add a row [[contributions]] with the year, the pool and how it is paid."),
    )
    without = [
        measure.name
        for measure in rules.measures
        if not any(agreement.dated.covers(first) for agreement in measure.agreements)
    ]
    yield Point(
        _("An agreement for every measure on 1 January (rules/measures.toml)"),
        not without,
        _("No agreement yet: {measures}. A measure that ends needs none.").format(measures=", ".join(without)),
    )
    ended = [rule.id for rule in rules.sharing if not any(
        other.id == rule.id and other.dated.covers(first) for other in rules.sharing)]  # fmt: skip
    yield Point(
        _("Every sharing key holds on 1 January (rules/keys.toml)"),
        not ended,
        _("Ended: {keys}. Write a row that holds from 1 January, if costs are still shared.").format(
            keys=", ".join(dict.fromkeys(ended))
        ),
    )
    yield Point(
        _("Dates of the year (rules/calendar.toml)"),
        calendar_of(rules, year),
        _("Add the board's meetings and let the yearly rows run on."),
    )
    yield from _series(opened, year)


def _series(opened: Opened, year: int) -> Iterator[Point]:
    numbers = {book: opened.books.next_number(book, year) for book in Book}
    yield Point(
        _("Numbers: {numbers} come next").format(numbers=", ".join(f"{b.series}{n}" for b, n in numbers.items())),
        ready=True,
    )
    locked = locked_months(opened.books.entries[Book.ASSOCIATION])
    still = [month for n in range(1, 13) if (month := f"{year - 1}-{n:02d}") not in locked]
    booked = {f"{day:%Y-%m}" for day in opened.books.postings["date"].dt.date.unique()}
    waiting = [month for month in still if month in booked]
    yield Point(
        _("The months of {year} are locked").format(year=year - 1),
        not waiting,
        _("Open still: {months}. Each is locked within its time: onedoor close {period} --write").format(
            months=", ".join(waiting), period=span_text(waiting[0], waiting[-1]) if waiting else ""
        ),
    )
