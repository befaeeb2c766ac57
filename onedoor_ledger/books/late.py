"""Vouchers of a locked month: dated on the first open day, with the day it happened in ``event`` (contracts.md 4)."""

from __future__ import annotations

import datetime as dt


def happened(date: dt.date, event: str) -> dt.date:
    """The day a posting is of: ``event`` where it is dated the first of a later month, as late ones are; else ``date``.

    What a bank books on the first of a month with a value date before it looks the same: ask for both days where
    that matters.
    """
    if date.day != 1 or not event:
        return date
    try:
        day = dt.date.fromisoformat(event)
    except ValueError:
        return date
    return day if (day.year, day.month) < (date.year, date.month) else date
