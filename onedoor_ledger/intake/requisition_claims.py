"""What a party asks for, read and checked, whether it came as a table's row or as an invoice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onedoor_ledger.errors import Place
from onedoor_ledger.intake.booking_errors import NotRecipientError, OutsideAgreementError
from onedoor_ledger.intake.model import Source
from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import Measure, Participant


class ClaimType(StrEnum):
    """What a row of a requisition is about."""

    REQUISITION = "requisition"
    ADVANCE = "advance"
    """Money ahead of the cost: a claim on the party, no cost (bookkeeping.md section 2)."""
    REPAYMENT = "repayment"
    """Unused money that the party is to pay back."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of a requisition, in öre."""

    source: Source
    row: int
    number: str
    measure: Measure
    party: Participant
    service: Period
    received: dt.date
    asked: int
    accepted: int
    reason: str
    type: ClaimType = ClaimType.REQUISITION
    advance: int = 0
    """What the party has had in advance and settles with this."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Cost type, hours, evidence, attest, status: what the profile keeps, as the file says it."""
    headers: tuple[str, str] = ("period", "received")
    """Where the file says period and day of arrival, for messages."""

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return self.source.place(self.row)

    @property
    def is_late(self) -> bool:
        """Whether it is for a year before the one it is booked in."""
        return self.service.end.year < self.received.year


def check_agreement(place: Place, measure: Measure, party: Participant, service: Period) -> None:
    """Refuse a claim that no agreement covers.

    :raises NotRecipientError: the party is to have no money for the measure.
    :raises OutsideAgreementError: not for that period.
    """
    agreements = [a for a in measure.agreements if any(r.party == party.id for r in a.recipients)]
    if not agreements:
        raise NotRecipientError(place, party.name, measure.code)
    if not any(a.dated.covers(service.start) and a.dated.covers(service.end) for a in agreements):
        raise OutsideAgreementError(place, party.name, measure.code, service.name)
