"""Rules hold from a day to a day, and somebody decided or published them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dated:
    """When a rule holds; ``end`` None means until further notice. ``source`` says who decided or published it."""

    start: dt.date
    end: dt.date | None
    source: str

    def covers(self, day: dt.date) -> bool:
        """Whether the rule holds on ``day``."""
        return self.start <= day and (self.end is None or day <= self.end)
