"""The calendar holds the dates the law sets each year: without them nobody is reminded."""

from __future__ import annotations

from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import last_day, warning
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _

LAW_MONTHS = frozenset({3, 6, 11})
"""Annual report by 31 March (FL 24 §), yearly VAT statement before the end of June, budget by 30 November (FL 23 §)."""


def calendar_of(rules: Rulebook, year: int) -> bool:
    """Whether the calendar has a date in each month of ``year`` in which the law wants something."""
    return {row.on.month for row in rules.calendar if row.on.year == year} >= LAW_MONTHS


def dates_of_the_year(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """A remark when the year the books have come to lacks the law's dates."""
    today = last_day(books)
    if today is not None and not calendar_of(rules, today.year):
        yield warning(
            "calendar-short",
            _("The calendar lacks some of the law's dates of {year}.").format(year=today.year),
            Place("rules/calendar.toml"),
            _("Add the annual report (31 March), the VAT statement (June) and the budget (30 November)."),
        )
