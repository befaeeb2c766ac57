"""A party's table of requisitions: rows of cost types, what was accepted of them, and why less.

The treasurer writes what is accepted, and why, before the file is booked; an empty cell accepts all that was asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.intake.booking_errors import AcceptedTooMuchError, ReasonMissingError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import FutureDateError
from onedoor_ledger.intake.model import Drafted
from onedoor_ledger.intake.requisition_claims import Claim, ClaimType, check_agreement
from onedoor_ledger.intake.requisitions_booked import book
from onedoor_ledger.intake.rows import ProfiledRow
from onedoor_ledger.privacy import mask
from onedoor_ledger.rulebook.model import Rulebook

ADDED_UP = ("asked", "accepted")
"""The columns a total row is checked by."""
RECEIVED, REVIEWED, PAID, REJECTED = STATUSES = ("received", "reviewed", "paid", "rejected")
"""What a requisition's status can be; a rejected one is not booked."""


def draft(rows: Sequence[ProfiledRow], desk: Desk) -> Drafted:
    """The vouchers of a file of requisitions.

    :raises UserErrors: every row that cannot be booked.
    """
    claims: list[Claim] = []
    errors: list[UserError] = []
    for row in rows:
        try:
            claims.append(_claim(row, desk))
        except UserError as error:
            errors.append(error)
    raise_all(errors)
    return book(claims, desk)


def _claim(row: ProfiledRow, desk: Desk) -> Claim:
    rules = desk.rules
    measure = rules.measure(row.id("measure", [m.id for m in rules.measures]))
    party = rules.participant(_party(row, rules))
    service = row.period("period")
    check_agreement(row.place, measure, party, service)
    received = row.day("received") or desk.today
    if received > desk.today:
        raise FutureDateError(row.place, received)
    asked = row.need_amount("asked")
    kept = {meaning: text for meaning in row.profile.keep if (text := mask(row.text(meaning)))}
    return Claim(
        source=row.source,
        row=row.row.row,
        number=mask(row.need("number")),
        measure=measure,
        party=party,
        service=service,
        received=received,
        asked=asked,
        accepted=_accepted(row, asked),
        reason=mask(row.text("reason")),
        type=ClaimType(row.id("type", list(ClaimType)) if row.text("type") else ClaimType.REQUISITION),
        advance=row.amount("advance") or 0,
        kept=kept,
        headers=(row.header("period"), row.header("received")),
    )


def _accepted(row: ProfiledRow, asked: int) -> int:
    """What is accepted of ``asked``: all of it unless the row says less and why."""
    accepted = row.amount("accepted")
    if row.text("status") and row.id("status", STATUSES) == REJECTED:
        accepted = 0
    accepted = asked if accepted is None else accepted
    if abs(accepted) > abs(asked) or accepted * asked < 0:
        raise AcceptedTooMuchError(row.place, accepted, asked)
    if accepted != asked and not row.text("reason"):
        raise ReasonMissingError(row.place)
    return accepted


def _party(row: ProfiledRow, rules: Rulebook) -> str:
    if row.text("party"):
        return row.id("party", [p.id for p in rules.participants])
    return row.profile.sender
