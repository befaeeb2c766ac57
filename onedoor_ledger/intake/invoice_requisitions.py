"""A party's requisition that comes as an invoice: it names an insats, and an agreement gives the party money for it.

The insats stands, by code or id, in the buyer's reference, the order, contract or project, or as accounting cost of
the invoice or a line. Money to a party for an insats is a contribution and carries no VAT (bookkeeping.md section 2):
VAT on such an invoice is asked for but not accepted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.formats.ubl.errors import InvoiceFieldError
from onedoor_ledger.formats.ubl.records import Invoice
from onedoor_ledger.intake import requisitions_booked
from onedoor_ledger.intake.booking_errors import NotRecipientError
from onedoor_ledger.intake.desk import Desk
from onedoor_ledger.intake.invoice_errors import InvoiceMeasureError
from onedoor_ledger.intake.model import Drafted, Source
from onedoor_ledger.intake.narration import in_swedish
from onedoor_ledger.intake.requisition_claims import Claim, check_agreement
from onedoor_ledger.money import kronor, share
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.privacy import mask, organisation_number
from onedoor_ledger.rulebook.model import Measure, Participant
from onedoor_ledger.texts import N_, _

_PERIOD_FIELD = "InvoicePeriod"
_WORD = re.compile(r"[\w-]+")


def claims(invoice: Invoice, number: str, source: Source, desk: Desk) -> list[Claim] | None:
    """What a party claims with ``invoice``, one claim per line; None when it is an ordinary purchase.

    :param number: the seller's organisation number.
    :raises InvoiceMeasureError: from a party, without an insats and without a rule for purchases from it.
    :raises NotRecipientError: the party is to have no money for the insats.
    :raises InvoiceFieldError: it does not say which period it is for.
    :raises OutsideAgreementError: no agreement covers that period.
    """
    party = next((p for p in desk.rules.participants if number and organisation_number(p.orgnr) == number), None)
    if party is None:
        return None
    measures = _per_line(invoice, desk.rules.measures)
    if not all(_receives(party, measure) for measure in measures):
        if any(row.orgnr == number for row in desk.rules.accounts.suppliers):
            return None
        named = next((measure for measure in measures if measure is not None), None)
        if named is not None:
            raise NotRecipientError(source.place(), party.name, named.code)
        raise InvoiceMeasureError(source.place(), party.name, _codes(party, desk.rules.measures))
    if invoice.period is None:
        raise InvoiceFieldError(source.file, None, _PERIOD_FIELD, "")
    service = _named(*invoice.period)
    amounts = _by_measure(invoice, [measure for measure in measures if measure is not None])
    for measure, _asked, _accepted in amounts:
        check_agreement(source.place(), measure, party, service)
    return [
        Claim(
            source=source,
            row=1,
            number=mask(invoice.number),
            measure=measure,
            party=party,
            service=service,
            received=desk.today,
            asked=asked,
            accepted=accepted,
            reason=in_swedish(N_("no VAT on money to a party")) if asked != accepted else "",
            headers=(_PERIOD_FIELD, "IssueDate"),
        )
        for measure, asked, accepted in amounts
    ]


def book(claimed: Sequence[Claim], invoice: Invoice, desk: Desk) -> Drafted:
    """The requisition's vouchers, and a finding when it carries VAT."""
    drafted = requisitions_booked.book(claimed, desk)
    if not invoice.tax or not drafted.booked:
        return drafted
    finding = Finding(
        "invoice-requisition-vat",
        Severity.WARNING,
        _(
            "{party}'s requisition {number} carries {vat} in VAT, which money to a party does not; it is not booked."
        ).format(party=claimed[0].party.name, number=claimed[0].number, vat=kronor(invoice.tax)),
        place=claimed[0].place,
        remedy=_("Ask the party for an invoice without VAT before you pay."),
    )
    return Drafted(drafted.vouchers, drafted.rows, drafted.booked, drafted.known, (finding, *drafted.findings))


def _per_line(invoice: Invoice, measures: Sequence[Measure]) -> list[Measure | None]:
    """The insats each line names, else the one the whole invoice names; None when nobody can say."""
    whole = _only(_mentioned(invoice.references, measures))
    return [_only(_mentioned([line.cost], measures)) or whole for line in invoice.lines]


def _mentioned(texts: Iterable[str], measures: Sequence[Measure]) -> list[Measure]:
    words = {word for text in texts for word in _WORD.findall(text.casefold())}
    return [m for m in measures if {m.code.casefold(), m.id.casefold()} & words]


def _only(measures: Sequence[Measure]) -> Measure | None:
    return measures[0] if len(measures) == 1 else None


def _receives(party: Participant, measure: Measure | None) -> bool:
    return measure is not None and any(r.party == party.id for a in measure.agreements for r in a.recipients)


def _codes(party: Participant, measures: Sequence[Measure]) -> list[str]:
    return [measure.code for measure in measures if _receives(party, measure)]


def _by_measure(invoice: Invoice, measures: Sequence[Measure]) -> list[tuple[Measure, int, int]]:
    """Per insats what is asked, all that is owed, and accepted, the same without VAT: shared as its lines are."""
    sums: dict[str, int] = {}
    for measure, line in zip(measures, invoice.lines, strict=True):
        sums[measure.id] = sums.get(measure.id, 0) + line.amount
    known = {measure.id: measure for measure in measures}
    owed = invoice.totals.inclusive + invoice.totals.rounding
    if len(sums) == 1:
        (only,) = sums
        return [(known[only], owed, owed - invoice.tax)]
    weights = [abs(amount) for amount in sums.values()]
    asked, accepted = share(owed, weights).booked, share(owed - invoice.tax, weights).booked
    return [(known[id_], all_, net) for id_, all_, net in zip(sums, asked, accepted, strict=True)]


def _named(start: dt.date, end: dt.date) -> Period:
    """The days by their usual name: a quarter, a month, a tertial, a half, a year; else as days."""
    quarter, tertial, half = (start.month + 2) // 3, (start.month + 3) // 4, (start.month + 5) // 6
    for name in (f"Q{quarter}", f"{start.month:02d}", f"T{tertial}", f"H{half}"):
        period = parse_period(f"{start.year}-{name}")
        if (period.start, period.end) == (start, end):
            return period
    year = parse_period(str(start.year))
    return year if (year.start, year.end) == (start, end) else parse_period(f"{start}..{end}")
