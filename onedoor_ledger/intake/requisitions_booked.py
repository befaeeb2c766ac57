"""Requisitions booked as what is accepted; what was asked and why less stay beside it (bookkeeping.md section 2).

One voucher per requisition number and measure, the cost-type rows added up, dated the day it was received. The service
period says which quarter the cost belongs to. An advance is a claim on the party (1721) and no cost; what a
requisition settles of it leaves a debt, or a claim when the advance was larger. Unused money of the same year lowers
the cost, of a closed year it is income.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from onedoor_ledger.errors import Finding, UserError
from onedoor_ledger.formats.errors import raise_all
from onedoor_ledger.intake import narration, requisition_findings
from onedoor_ledger.intake.booking_errors import AdvanceTooMuchError, RowsDisagreeError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.identity import Identities
from onedoor_ledger.intake.lines import filled, voucher_weight
from onedoor_ledger.intake.model import Drafted
from onedoor_ledger.intake.open_items import OpenItems
from onedoor_ledger.intake.requisition_claims import Claim, ClaimType
from onedoor_ledger.money import ledger_text
from onedoor_ledger.voucher import Book, Line, Voucher

_COST_TYPE, _HOURS = "cost_type", "hours"


def book(claims: Sequence[Claim], desk: Desk) -> Drafted:
    """The vouchers of ``claims``, and what is worth knowing about them.

    :raises UserErrors: every requisition that cannot be booked.
    """
    vouchers: list[Voucher] = []
    findings: list[Finding] = []
    errors: list[UserError] = []
    advances: Counter[str] = Counter()
    for item in OpenItems.of(desk.books, desk.rules, ("advance",)):
        advances[item.party] += item.left
    booked = old = 0
    for group in _groups(claims):
        try:
            voucher = _voucher(group, desk)
            if voucher is None:
                findings.append(requisition_findings.rejected(group[0]))
                continue
            identity = voucher.meta["identity"]
            if desk.known.holds(identity, voucher_weight(voucher), group[0].place):
                old += len(group)
                continue
            _take_advance(group, advances)
        except UserError as error:
            errors.append(error)
            continue
        desk.known.add(identity, voucher_weight(voucher))
        vouchers.append(voucher)
        booked += len(group)
    raise_all(errors)
    findings += requisition_findings.of_booked(claims, vouchers, desk)
    return Drafted(tuple(vouchers), len(claims), booked, old, tuple(findings))


def _groups(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.party.id, claim.number, claim.measure.id), []).append(claim)
    return list(groups.values())


def _take_advance(group: Sequence[Claim], advances: Counter[str]) -> None:
    settled = sum(claim.advance for claim in group)
    party = group[0].party
    if settled > max(advances[party.id], 0):
        raise AdvanceTooMuchError(group[0].place, party.name, settled, max(advances[party.id], 0))
    advances[party.id] -= settled


def _voucher(group: Sequence[Claim], desk: Desk) -> Voucher | None:
    first = group[0]
    _check_agree(group)
    accepted, asked = sum(c.accepted for c in group), sum(c.asked for c in group)
    if accepted == 0:
        return None
    identity = Identities("requisition").by_reference(first.party.id, first.number, first.measure.id)
    reasons = dict.fromkeys(c.reason for c in group if c.reason)
    meta = {
        **first.source.meta(", ".join(str(claim.row) for claim in group), identity),
        "service": first.service.name,
        "asked": ledger_text(asked) if asked != accepted else "",
        "reason": "; ".join(reasons) if asked != accepted else "",
        "reference": first.number,
        "party": first.party.id,
        "measure": first.measure.id,
        "site": first.measure.site or "",
        **_kept(group),
    }
    told = {ClaimType.ADVANCE: narration.advance, ClaimType.REPAYMENT: narration.repayment}.get(
        first.type, narration.requisition
    )
    return Voucher(
        book=Book.ASSOCIATION,
        date=first.received,
        payee=first.party.name,
        narration=told(first.number, first.measure.name, first.service),
        lines=_lines(first, accepted, sum(claim.advance for claim in group), desk),
        meta=filled(meta),
    )


def _lines(first: Claim, accepted: int, advance: int, desk: Desk) -> tuple[Line, ...]:
    place, party = first.place, first.party.id
    if first.type is ClaimType.ADVANCE:
        debt = desk.role("requisition_debt", place, party=party)
        return (Line(desk.role("advance", place), accepted), Line(debt, -accepted))
    returned = first.type is ClaimType.REPAYMENT or accepted < 0
    if returned and first.is_late:
        cost = desk.role("repaid", place)
    else:
        cost = desk.role("measure_cost", place, party=party, measure=first.measure.id)
    if first.type is ClaimType.REPAYMENT:
        back = abs(accepted)
        return (Line(desk.role("repayment_claim", place), back), Line(cost, -back))
    lines = [Line(cost, accepted)]
    rest = accepted - advance
    if advance:
        lines.append(Line(desk.role("advance", place), -advance))
    if rest > 0 or (rest and not advance):
        lines.append(Line(desk.role("requisition_debt", place, party=party), -rest))
    elif rest:
        lines.append(Line(desk.role("repayment_claim", place), -rest))
    return tuple(lines)


def _check_agree(group: Sequence[Claim]) -> None:
    first = group[0]
    for claim in group[1:]:
        if claim.service != first.service:
            raise RowsDisagreeError(claim.place, claim.headers[0])
        if claim.received != first.received:
            raise RowsDisagreeError(claim.place, claim.headers[1])
        if claim.type is not first.type:
            raise RowsDisagreeError(claim.place, "type")


def _kept(group: Sequence[Claim]) -> dict[str, str]:
    """What the rows say beside their amounts: cost types with what each came to, hours added up, the rest as it is."""
    found: dict[str, str] = {}
    for meaning in dict.fromkeys(key for claim in group for key in claim.kept):
        texts = [claim.kept[meaning] for claim in group if claim.kept.get(meaning)]
        if meaning == _COST_TYPE:
            sums: Counter[str] = Counter()
            for claim in group:
                sums[claim.kept.get(_COST_TYPE, "–")] += claim.accepted
            found[meaning] = "; ".join(f"{name} {ledger_text(amount)}" for name, amount in sums.items())
        elif meaning == _HOURS and (hours := _added(texts)) is not None:
            found[meaning] = hours
        else:
            found[meaning] = "; ".join(dict.fromkeys(texts))
    return found


def _added(texts: Iterable[str]) -> str | None:
    """The sum of hours written as ``37,5`` or ``1 040``; None when one of them is no number."""
    try:
        hours = sum((Decimal(text.replace(" ", "").replace(",", ".")) for text in texts), Decimal(0))
    except InvalidOperation:
        return None
    return format(hours.normalize(), "f") if hours.is_finite() else None
