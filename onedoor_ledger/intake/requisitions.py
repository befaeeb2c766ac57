"""Requisitions: what a party asks for its agreed costs, booked as what is accepted (bookkeeping.md section 2).

One voucher per requisition number and measure, the cost-type rows added up, dated the day it was received; what was
asked and why less was accepted stay beside it. The service period says which quarter the cost belongs to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onedoor_ledger.books import preview
from onedoor_ledger.errors import Finding, Severity, UserError
from onedoor_ledger.formats.errors import kronor, raise_all
from onedoor_ledger.intake import narration
from onedoor_ledger.intake.booking_errors import (
    AcceptedTooMuchError,
    NotRecipientError,
    OutsideAgreementError,
    ReasonMissingError,
    RowsDisagreeError,
)
from onedoor_ledger.intake.claims import Claims
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.errors import FutureDateError
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.lines import filled, voucher_weight
from onedoor_ledger.intake.model import Drafted
from onedoor_ledger.intake.rows import ProfiledRow
from onedoor_ledger.money import ledger_text
from onedoor_ledger.period import Period
from onedoor_ledger.privacy import mask
from onedoor_ledger.rulebook.model import Measure, Participant, Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Line, Voucher

ADDED_UP = ("asked", "accepted")
"""The columns a total row is checked by."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """One row of the file, read and checked."""

    row: ProfiledRow
    number: str
    measure: Measure
    party: Participant
    service: Period
    received: dt.date
    asked: int
    accepted: int
    reason: str


def draft(rows: Sequence[ProfiledRow], desk: Desk) -> Drafted:
    """The vouchers of a file of requisitions.

    :raises UserErrors: every row that cannot be booked.
    """
    claims = _claims(rows, desk)
    vouchers: list[Voucher] = []
    findings: list[Finding] = []
    errors: list[UserError] = []
    booked = old = 0
    for group in _groups(claims):
        try:
            voucher = _voucher(group, desk)
            if voucher is None:
                findings.append(_rejected(group))
                continue
            identity = voucher.meta["identity"]
            if desk.known.holds(identity, voucher_weight(voucher), group[0].row.place):
                old += len(group)
                continue
        except UserError as error:
            errors.append(error)
            continue
        desk.known.add(identity, voucher_weight(voucher))
        vouchers.append(voucher)
        booked += len(group)
    raise_all(errors)
    findings += _over_agreement(claims, vouchers, desk)
    return Drafted(tuple(vouchers), len(claims), booked, old, tuple(findings))


def _claims(rows: Sequence[ProfiledRow], desk: Desk) -> list[_Claim]:
    claims: list[_Claim] = []
    errors: list[UserError] = []
    for row in rows:
        try:
            claims.append(_claim(row, desk))
        except UserError as error:
            errors.append(error)
    raise_all(errors)
    return claims


def _claim(row: ProfiledRow, desk: Desk) -> _Claim:
    rules = desk.rules
    measure = rules.measure(row.id("measure", [m.id for m in rules.measures]))
    party = rules.participant(_party(row, rules))
    service = row.period("period")
    _check_agreement(row, measure, party, service)
    received = row.day("received") or desk.today
    if received > desk.today:
        raise FutureDateError(row.place, received)
    asked = row.need_amount("asked")
    accepted = row.amount("accepted")
    accepted = asked if accepted is None else accepted
    if abs(accepted) > abs(asked) or accepted * asked < 0:
        raise AcceptedTooMuchError(row.place, accepted, asked)
    reason = mask(row.text("reason"))
    if accepted != asked and not reason:
        raise ReasonMissingError(row.place)
    number = mask(row.need("number"))
    return _Claim(row, number, measure, party, service, received, asked, accepted, reason)


def _party(row: ProfiledRow, rules: Rulebook) -> str:
    if row.text("party"):
        return row.id("party", [p.id for p in rules.participants])
    return row.profile.sender


def _check_agreement(row: ProfiledRow, measure: Measure, party: Participant, service: Period) -> None:
    agreements = [a for a in measure.agreements if any(r.party == party.id for r in a.recipients)]
    if not agreements:
        raise NotRecipientError(row.place, party.name, measure.code)
    if not any(a.dated.covers(service.start) and a.dated.covers(service.end) for a in agreements):
        raise OutsideAgreementError(row.place, party.name, measure.code, service.name)


def _groups(claims: Iterable[_Claim]) -> list[list[_Claim]]:
    groups: dict[tuple[str, str, str], list[_Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.party.id, claim.number, claim.measure.id), []).append(claim)
    return list(groups.values())


def _voucher(group: Sequence[_Claim], desk: Desk) -> Voucher | None:
    first = group[0]
    _check_agree(group)
    accepted, asked = sum(c.accepted for c in group), sum(c.asked for c in group)
    if accepted == 0:
        return None
    place = first.row.place
    cost = desk.role("measure_cost", place, party=first.party.id, measure=first.measure.id)
    debt = desk.role("requisition_debt", place, party=first.party.id)
    identity = Identities("requisition").by_reference(first.party.id, first.number, first.measure.id)
    reasons = dict.fromkeys(c.reason for c in group if c.reason)
    meta = {
        **first.row.source.meta(_rows(group), identity),
        "service": first.service.name,
        "asked": ledger_text(asked) if asked != accepted else "",
        "reason": "; ".join(reasons) if asked != accepted else "",
        "reference": first.number,
        "party": first.party.id,
        "measure": first.measure.id,
        "site": first.measure.site or "",
    }
    return Voucher(
        book=Book.ASSOCIATION,
        date=first.received,
        payee=first.party.name,
        narration=narration.requisition(first.number, first.measure.name, first.service),
        lines=(Line(cost, accepted), Line(debt, -accepted)),
        meta=filled(meta),
    )


def _check_agree(group: Sequence[_Claim]) -> None:
    first = group[0]
    for claim in group[1:]:
        if claim.service != first.service:
            raise RowsDisagreeError(claim.row.place, claim.row.header("period"))
        if claim.received != first.received:
            raise RowsDisagreeError(claim.row.place, claim.row.header("received"))


def _rows(group: Sequence[_Claim]) -> str:
    return ", ".join(str(claim.row.row.row) for claim in group)


def _over_agreement(claims: Sequence[_Claim], vouchers: Sequence[Voucher], desk: Desk) -> list[Finding]:
    """A warning per party, measure and period that has had more accepted than was agreed."""
    booked = Claims(preview.plus(desk.books, vouchers), desk.rules)
    fresh = {(v.meta["measure"], v.meta["party"], v.meta["service"]) for v in vouchers}
    firsts = {
        (c.measure.id, c.party.id, c.service): c
        for c in reversed(claims)
        if (c.measure.id, c.party.id, c.service.name) in fresh
    }
    found: list[Finding] = []
    for (measure, party, service), claim in reversed(firsts.items()):
        agreed = sum(
            recipient.for_period(service)
            for agreement in claim.measure.agreements
            for recipient in agreement.recipients
            if recipient.party == party
        )
        accepted = booked.claimed(measure, party, service).accepted
        if agreed and accepted > agreed:
            found.append(_over(claim, accepted, agreed))
    return found


def _over(claim: _Claim, accepted: int, agreed: int) -> Finding:
    return Finding(
        "requisition-over-agreement",
        Severity.WARNING,
        _("{party} has had {accepted} accepted for {measure} {period}; {agreed} is agreed.").format(
            party=claim.party.name,
            accepted=kronor(accepted),
            measure=claim.measure.code,
            period=claim.service,
            agreed=kronor(agreed),
        ),
        place=claim.row.place,
        remedy=_("Accept less, or have the agreement changed."),
    )


def _rejected(group: Sequence[_Claim]) -> Finding:
    first = group[0]
    return Finding(
        "requisition-rejected",
        Severity.NOTE,
        _("Requisition {number} for {measure} is refused altogether and not booked.").format(
            number=first.number, measure=first.measure.code
        ),
        place=first.row.place,
        remedy=_("Tell {party} why.").format(party=first.party.name),
    )
