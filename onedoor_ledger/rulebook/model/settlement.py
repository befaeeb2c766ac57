"""When and how a host settles with the others (avräkning)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model.dated import Dated


class Rhythm(StrEnum):
    """How often a host settles; ``year`` with instalments on account is a yearly slutreglering."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months between two settlements."""
        return {"month": 1, "quarter": 3, "tertial": 4, "half": 6, "year": 12}[self.value]

    def ends_on(self, day: dt.date) -> bool:
        """Whether ``day`` is the last day of such a span of the calendar year."""
        tomorrow = day + dt.timedelta(days=1)
        return tomorrow.day == 1 and day.month % self.months == 0


@dataclass(frozen=True, slots=True)
class OnAccount:
    """An instalment a participant is called for before the outcome is known; öre, VAT included."""

    party: str
    period: Period
    called: dt.date
    amount: int


@dataclass(frozen=True, slots=True)
class SettlementRule:
    """A host's settlement (``rules/settlement.toml``)."""

    host: str
    series: str
    """The letter before an avräkningsunderlag's number: ``A`` in ``A2026-3``; one series per host and year."""
    every: Rhythm
    days: int
    """Days from the avräkningsunderlag to payment."""
    agreement: str
    claim: str
    """Account template of what the host has on an avräkningsunderlag to get; ``{party}`` and ``{bearer}`` are short
    names."""
    debt: str
    """The same amount at the participant."""
    on_account: tuple[OnAccount, ...]
    dated: Dated
