"""What lies ahead: the calendar's next dates, for the terminal and for Fava."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.reporting.sheets import calendar
from onedoor_ledger.rulebook.model import CalendarRow, Rulebook

AHEAD = dt.timedelta(days=60)
"""How far a short list looks: past the next quarter's calls and the next meeting of the board."""


def upcoming(rules: Rulebook, today: dt.date) -> tuple[CalendarRow, ...]:
    """The dates of ``rules/calendar.toml`` from ``today`` and two months on, in their order."""
    return tuple(row for row in calendar.upcoming(rules, today) if row.on <= today + AHEAD)
