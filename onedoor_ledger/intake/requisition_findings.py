"""What to know about requisitions that are booked: over what was agreed, over the budget, late for a closed year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onedoor_ledger.books import preview
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.intake.claims import Claims
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.postings import of_book
from onedoor_ledger.intake.requisition_claims import Claim
from onedoor_ledger.money import kronor
from onedoor_ledger.period import Period
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, Voucher


def rejected(first: Claim) -> Finding:
    """A requisition of which nothing is accepted."""
    return Finding(
        "requisition-rejected",
        Severity.NOTE,
        _("Requisition {number} for {measure} is refused altogether and not booked.").format(
            number=first.number, measure=first.measure.code
        ),
        place=first.place,
        remedy=_("Tell {party} why.").format(party=first.party.name),
    )


def of_booked(claims: Sequence[Claim], vouchers: Sequence[Voucher], desk: Desk) -> list[Finding]:
    """What the vouchers make of agreement, budget and closed years."""
    fresh = {(v.meta["measure"], v.meta["party"], v.meta["service"]) for v in vouchers}
    firsts: dict[tuple[str, str, Period], Claim] = {}
    for claim in claims:
        if (claim.measure.id, claim.party.id, claim.service.name) in fresh:
            firsts.setdefault((claim.measure.id, claim.party.id, claim.service), claim)
    booked = Claims(preview.plus(desk.books, vouchers), desk.rules)
    return [
        *_over_agreement(list(firsts.values()), booked),
        *_over_budget(list(firsts.values()), booked, desk),
        *_late(list(firsts.values()), desk),
    ]


def _over_agreement(firsts: Sequence[Claim], booked: Claims) -> Iterator[Finding]:
    """A warning per party, measure and period that has had more accepted than was agreed."""
    for claim in firsts:
        agreed = sum(
            recipient.for_period(claim.service)
            for agreement in claim.measure.agreements
            for recipient in agreement.recipients
            if recipient.party == claim.party.id
        )
        accepted = booked.claimed(claim.measure.id, claim.party.id, claim.service).accepted
        if agreed and accepted > agreed:
            yield Finding(
                "requisition-over-agreement",
                Severity.WARNING,
                _("{party} has had {accepted} accepted for {measure} {period}; {agreed} is agreed.").format(
                    party=claim.party.name,
                    accepted=kronor(accepted),
                    measure=claim.measure.code,
                    period=claim.service,
                    agreed=kronor(agreed),
                ),
                place=claim.place,
                remedy=_("Accept less, or have the agreement changed."),
            )


def _over_budget(firsts: Sequence[Claim], booked: Claims, desk: Desk) -> Iterator[Finding]:
    """A warning per measure and year whose accepted requisitions are more than its budget."""
    seen: dict[tuple[str, int], Claim] = {}
    for claim in firsts:
        seen.setdefault((claim.measure.id, claim.service.end.year), claim)
    for (measure, year), claim in seen.items():
        budget = desk.rules.budgets.get(year)
        line = budget.line(measure) if budget else None
        accepted = booked.of_year(measure, year)
        if line is not None and accepted > line.year:
            yield Finding(
                "requisition-over-budget",
                Severity.WARNING,
                _("{accepted} is accepted for {measure} in {year}; its budget is {budget}.").format(
                    accepted=kronor(accepted), measure=claim.measure.code, year=year, budget=kronor(line.year)
                ),
                place=claim.place,
                remedy=_("Tell the board, or have the budget revised in rules/budget/."),
            )


def _late(firsts: Sequence[Claim], desk: Desk) -> Iterator[Finding]:
    """A warning per requisition for a year before its booking that was not accrued then: it burdens this year."""
    if not any(claim.is_late for claim in firsts):
        return
    accrued = {tuple(p.accrual.split("|")[1:3]) for p in of_book(desk.books, Book.ASSOCIATION) if p.accrual}
    for claim in firsts:
        if claim.is_late and (claim.party.id, claim.service.name) not in accrued:
            yield Finding(
                "requisition-late",
                Severity.WARNING,
                _("Requisition {number} is for {period}, which was not accrued: it is booked in {year}.").format(
                    number=claim.number, period=claim.service, year=claim.received.year
                ),
                place=claim.place,
                remedy=_("Say so in the annual report if it is material."),
            )
