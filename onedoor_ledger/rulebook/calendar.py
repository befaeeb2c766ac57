"""``rules/calendar.toml``: single dates, and days that come back every year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.rulebook.errors import BadValueError, WrongTypeError
from onedoor_ledger.rulebook.model import CalendarRow
from onedoor_ledger.rulebook.reading import RuleFile, Table
from onedoor_ledger.texts import _

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
"""A slip of the finger in a year must not make a thousand years of rows."""


def calendar(file: RuleFile) -> tuple[CalendarRow, ...]:
    """Every date by day, rows of the same day in the file's order."""
    rows = [
        CalendarRow(row.day("on"), row.text("title"), row.yes("decide", default=False), row.text("source"))
        for row in file.root.tables("date")
    ]
    for row in file.root.tables("every"):
        rows.extend(_repeated(row))
    return tuple(sorted(rows, key=lambda row: row.on))


def _repeated(row: Table) -> Iterator[CalendarRow]:
    title, decide, source = row.text("title"), row.yes("decide", default=False), row.text("source")
    years, months, day = row.wholes("years"), row.wholes("months"), row.whole("day")
    if len(years) != 2 or not _FIRST_YEAR <= years[0] <= years[1] <= _LAST_YEAR:
        row.fault(WrongTypeError(row.place("years"), _("the first and the last year, such as [2025, 2027]")))
        return
    for year in range(years[0], years[1] + 1):
        for month in months:
            try:
                yield CalendarRow(dt.date(year, month, day), title, decide, source)
            except (ValueError, OverflowError):
                text = f"{year}-{month}-{day}"
                row.fault(BadValueError(row.place("day"), text, _("There is no such date; write two rows instead.")))
