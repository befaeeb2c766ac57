"""Goals, the three-year plan and the dates that matter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onedoor_ledger.rulebook.model.dated import Dated


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal for god ekonomisk hushållning (KL 11:1, 11:6). ``measure`` names what is followed up.

    ``equity_share``: equity's part of the year's contributions in per cent between ``low`` and ``high``;
    ``participations``: part of planned participations reached, at least ``low`` per cent; ``text``: followed up in
    words.
    """

    id: str
    title: str
    kind: str
    """``financial`` or ``operational``."""
    measure: str
    low: int | None
    high: int | None
    dated: Dated


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What came of a goal in a year, as somebody wrote it down (KL 11:6 through FL 21 §)."""

    goal: str
    year: int
    on: dt.date
    by: str
    outcome: str
    met: str
    """``yes``, ``partly`` or ``no``."""


@dataclass(frozen=True, slots=True)
class EquityStep:
    """A step of the size ladder for equity: the most it should be, in per cent of the year's contributions."""

    up_to: int | None
    """Öre of contributions the step holds up to; None for the last."""
    percent: int
    dated: Dated


@dataclass(frozen=True, slots=True)
class PlanYear:
    """One year of the three-year plan: income, cost and equity at its end, in öre."""

    year: int
    income: int
    cost: int
    equity: int
    decided: str = ""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A date that matters: the board's meetings, the law's dates, the treasurer's rhythm (``rules/calendar.toml``)."""

    on: dt.date
    title: str
    decide: bool
    """Whether the board has something to decide."""
    source: str
