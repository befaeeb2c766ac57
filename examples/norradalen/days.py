"""Days: bank days, month ends and the demo's clock."""

from __future__ import annotations

import datetime as dt

TODAY = dt.date(2026, 10, 14)
"""The demo's clock."""
FIRST = dt.date(2025, 1, 1)
LAST_BOOKED = dt.date(2026, 8, 31)
"""Everything later lies in ``inbox/``."""
LAST = dt.date(2026, 9, 30)

_HOLIDAYS = frozenset(
    dt.date.fromisoformat(day)
    for day in (
        "2025-01-01", "2025-01-06", "2025-04-18", "2025-04-21", "2025-05-01", "2025-05-29", "2025-06-06",
        "2025-06-20", "2025-12-24", "2025-12-25", "2025-12-26", "2025-12-31",
        "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19",
    )
)  # fmt: skip


def bank_day(day: dt.date) -> dt.date:
    """``day``, or the next day the banks are open."""
    while day.weekday() > 4 or day in _HOLIDAYS:
        day += dt.timedelta(days=1)
    return day


def bank_day_before(day: dt.date) -> dt.date:
    """``day``, or the last day before it that the banks are open."""
    while day.weekday() > 4 or day in _HOLIDAYS:
        day -= dt.timedelta(days=1)
    return day


def next_bank_day(day: dt.date) -> dt.date:
    """The first bank day after ``day``: when cash is booked at the latest (BFL 5:2)."""
    return bank_day(day + dt.timedelta(days=1))


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def months() -> list[tuple[int, int]]:
    """Every month of the demo, January 2025 to September 2026."""
    return [(2025, m) for m in range(1, 13)] + [(2026, m) for m in range(1, 10)]


def quarter(day: dt.date) -> str:
    """``2026-Q3``."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_end(year: int, number: int) -> dt.date:
    """The last day of a quarter."""
    return month_end(year, 3 * number)
