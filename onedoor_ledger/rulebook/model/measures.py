"""Insatser and the agreements behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model.dated import Dated

REQUISITIONED_WITHIN = 30
"""Days after a period's end by which a requisition is expected where the agreement does not say."""


class MeasureKind(StrEnum):
    """The triad boards think in has these two and the administration."""

    INDIVIDUAL = "individual"
    STRUCTURAL = "structural"


@dataclass(frozen=True, slots=True)
class AgreedAmount:
    """What one receiving party is to have under an agreement, per service period, in öre."""

    party: str
    amounts: tuple[tuple[Period, int], ...]

    def for_period(self, period: Period) -> int:
        """Öre agreed for exactly ``period``; 0 when nothing is."""
        return sum(amount for span, amount in self.amounts if span == period)


@dataclass(frozen=True, slots=True)
class AcceptedOver:
    """What the board accepts beyond an agreement's amounts, all its recipients together, in öre."""

    amount: int
    decided: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement on a measure: who cooperates, who receives what, when it holds."""

    id: str
    dated: Dated
    cooperating: tuple[str, ...]
    recipients: tuple[AgreedAmount, ...]
    accrue: bool = True
    """Whether what has not been requisitioned at a reporting date is accrued (not where the measure is bought)."""
    requisitioned_within: int = REQUISITIONED_WITHIN
    """Days after a period's end by which its requisition has come."""
    accepted_over: AcceptedOver | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An insats (``rules/measures.toml``)."""

    id: str
    code: str
    name: str
    kind: MeasureKind
    site: str | None
    planned: Mapping[int, int]
    """Planned participations by year; empty for structural measures."""
    agreements: tuple[Agreement, ...]
    source: str = ""
