"""A year's budget with what the treasurer has written about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line's budget for the four quarters of a year, in öre. Income and cost both positive."""

    id: str
    name: str
    group: str
    """``income``, ``individual``, ``structural`` or ``administration``."""
    quarters: tuple[int, int, int, int]

    @property
    def year(self) -> int:
        """The whole year's budget."""
        return sum(self.quarters)


@dataclass(frozen=True, slots=True)
class Revision:
    """A decided change of a line's budget during the year: its new quarters, in öre."""

    line: str
    on: dt.date
    decided: str
    quarters: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Comment:
    """The treasurer's dated comment on a line: cause and decision."""

    line: str
    on: dt.date
    cause: str
    decision: str
    by: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """The treasurer's dated forecast of a line's whole year, in öre."""

    line: str
    on: dt.date
    amount: int
    by: str


@dataclass(frozen=True, slots=True)
class Budget:
    """``rules/budget/YEAR.toml``: the adopted budget with revisions already applied, comments and forecasts."""

    year: int
    decided: str
    lines: tuple[BudgetLine, ...]
    comments: tuple[Comment, ...]
    forecasts: tuple[Forecast, ...]
    deficit_motive: str | None
    revisions: tuple[Revision, ...] = ()
    """Already applied to ``lines``, by date; kept so that a report can say what changed."""

    def line(self, id: str) -> BudgetLine | None:
        """The line ``id``, None when the budget has none."""
        return next((line for line in self.lines if line.id == id), None)
