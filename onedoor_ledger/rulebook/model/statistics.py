"""Statistics that keys share by (``rules/statistics.toml``): rows of numbers, or counts in the people book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from onedoor_ledger.errors import Place

FOLLOWED, THREE_PAYERS = "persons-followed", "persons-three-payers"
"""Persons a party could follow over a year, and those of them who had three or more payers in it."""
ENDED, CAME_BACK = "persons-ended", "persons-came-back"
"""Persons whose support ended in a year, and those of them who had support anew within twelve months."""
TOLD_AT_HOME = frozenset({FOLLOWED, THREE_PAYERS, ENDED, CAME_BACK})
"""Statistics that parties count in their own rows of persons (docs/fold.md): told as they are, shared by in no key."""


class StatisticKind(StrEnum):
    """A stock holds from a day until another does (posts, m²); a flow happens during a period (visits)."""

    STOCK = "stock"
    FLOW = "flow"


class Count(StrEnum):
    """What is counted in the people book over a span of days."""

    STOCK = "stock"
    """Persons there at the span's end."""
    ENTERED = "entered"
    LEFT = "left"
    MONTHS = "months"
    """Persons there at each month's end, added together."""


class CountedBy(StrEnum):
    """What a count is told apart by before it becomes a participant's."""

    MEASURE = "measure"
    STATE = "state"
    PAYER = "payer"


@dataclass(frozen=True, slots=True)
class Counted:
    """How a statistic is counted in the people book and whose each count is."""

    what: Count
    by: CountedBy
    to: Mapping[str, str]
    """Measure, support state or payer to a participant id; '' counts for nobody."""
    measures: tuple[str, ...] = ()
    """Only these measures; empty for all."""
    states: tuple[str, ...] = ()
    """Only these support states; empty for all."""


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """Values by participant id that hold, or happened, from ``start`` to ``end`` (None: until further notice)."""

    start: dt.date
    end: dt.date | None
    values: Mapping[str, Fraction]
    up_to: int | None
    """In a statistic by duration: the longest duration the row counts, None for all that is longer."""
    source: str
    place: Place | None = None
    """Where its values stand in the rules; None of what is counted."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic; either ``rows`` or ``counted``."""

    id: str
    title: str
    unit: str
    kind: StatisticKind
    by_duration: bool
    source: str
    rows: tuple[StatisticRow, ...]
    counted: Counted | None
    place: Place
