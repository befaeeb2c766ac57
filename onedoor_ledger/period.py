"""Periods: any from–to, with names for the usual ones (domain.md section 4, contracts.md section 6).

``2026`` year, ``2026-H1`` half, ``2026-T2`` tertial, ``2026-Q3`` quarter, ``2026-09`` month,
``2026-01-01..2026-08-31`` any span. End dates are inclusive.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import _

_PARTS = {"Q": 3, "T": 4, "H": 6}
_NAMED = re.compile(r"(\d{4})(?:-(?:([QTH])([1-4])|(\d{2})))?", re.ASCII)
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)
_YEARS = range(1900, 3000)
"""Years a period may lie in: anything else is a slip of the finger."""


class PeriodError(UserError):
    """A period nobody can read, such as ``2026-Q5``."""

    code = "period-unreadable"
    exit_code = EXIT_USAGE

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not a period.").format(text=text),
            remedy=_("Write 2026, 2026-H1, 2026-T2, 2026-Q3, 2026-09 or 2026-01-01..2026-08-31."),
        )


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days ``start`` to ``end``, both included; ``name`` is how it was written."""

    start: dt.date
    end: dt.date
    name: str

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.start <= day <= self.end

    def __str__(self) -> str:
        return self.name

    @property
    def year(self) -> int:
        """The year the period ends in; figures that run "so far this year" start on its first day."""
        return self.end.year

    @property
    def year_start(self) -> dt.date:
        """1 January of the year the period ends in."""
        return dt.date(self.end.year, 1, 1)

    @property
    def fava_filter(self) -> str:
        """The period as Fava's time filter takes it."""
        return f"{self.start} - {self.end}"

    def months(self) -> Iterator[Period]:
        """The calendar months the period touches, in order."""
        year, month = self.start.year, self.start.month
        while (year, month) <= (self.end.year, self.end.month):
            yield month_of(dt.date(year, month, 1))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    def until(self, day: dt.date) -> Period:
        """What there has been of the period on ``day``, under its name; all of one that is over or has not begun."""
        return Period(self.start, day, self.name) if self.start <= day < self.end else self

    def year_before(self) -> Period:
        """The same days one year earlier (28 February stands in for 29)."""
        if (named := _NAMED.fullmatch(self.name)) is not None and parse_period(self.name) == self:
            return parse_period(f"{int(named[1]) - 1}{self.name[4:]}")
        start, end = _one_year_earlier(self.start), _one_year_earlier(self.end)
        return Period(start, end, f"{start}..{end}")


def parse_period(text: str) -> Period:
    """Read a period.

    :raises PeriodError: when it is none, exists in no calendar, or ends before it starts.
    """
    text = text.strip().upper()
    if (span := _SPAN.fullmatch(text)) is not None:
        try:
            start, end = dt.date.fromisoformat(span[1]), dt.date.fromisoformat(span[2])
        except ValueError:
            raise PeriodError(text) from None
        if end < start or start.year not in _YEARS or end.year not in _YEARS:
            raise PeriodError(text)
        return Period(start, end, f"{start}..{end}")
    named = _NAMED.fullmatch(text)
    if named is None or int(named[1]) not in _YEARS:
        raise PeriodError(text)
    year, first, length = int(named[1]), 1, 12
    if named[2] is not None:
        length = _PARTS[named[2]]
        first = (int(named[3]) - 1) * length + 1
    elif named[4] is not None:
        first, length = int(named[4]), 1
    if not 1 <= first <= 13 - length:
        raise PeriodError(text)
    return Period(dt.date(year, first, 1), _month_end(year, first + length - 1), text)


def month_of(day: dt.date) -> Period:
    """The calendar month of ``day``."""
    return Period(day.replace(day=1), _month_end(day.year, day.month), f"{day.year}-{day.month:02d}")


def quarter_of(day: dt.date) -> Period:
    """The calendar quarter of ``day``."""
    return parse_period(f"{day.year}-Q{(day.month + 2) // 3}")


def year_of(year: int) -> Period:
    """The calendar year ``year``."""
    return parse_period(str(year))


def quarters_of(year: int) -> tuple[Period, Period, Period, Period]:
    """The four quarters of a calendar year."""
    q1, q2, q3, q4 = (parse_period(f"{year}-Q{n}") for n in range(1, 5))
    return q1, q2, q3, q4


def _month_end(year: int, month: int) -> dt.date:
    after = dt.date(year + 1, 1, 1) if month == 12 else dt.date(year, month + 1, 1)
    return after - dt.timedelta(days=1)


def _one_year_earlier(day: dt.date) -> dt.date:
    if (day.month, day.day) == (2, 29):
        return dt.date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
