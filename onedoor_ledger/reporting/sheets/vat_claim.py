"""The sheets of a claim for VAT: what to write in it, what is booked and paid of it, and each purchase behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from onedoor_ledger.accounts.selection import Sum
from onedoor_ledger.accounts.vat import Claim, FlatPart, last_day
from onedoor_ledger.accounts.vat_claims import BookedClaim, claim_for, overlapping
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Block, Cell, Column, Figure, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import exact_money, long_date, period_name
from onedoor_ledger.rulebook.model.vat import FlatRateKind
from onedoor_ledger.texts import _


def claim_sheet(claim: Claim, booked: Sequence[BookedClaim], figures: Figures, *, today: dt.date) -> Sheet:
    """What to claim for the span, until when, and what became of it."""
    return Sheet(
        id="vat",
        title=_("VAT refund"),
        subtitle=_("Claim for {period}. Last day to claim: {day}.").format(
            period=period_name(claim.span), day=long_date(last_day(claim.span))
        ),
        sections=(
            Section(_("What to claim"), (_parts(claim, figures), *_open_span(claim, today))),
            Section(_("What is booked of it"), tuple(_booked(claim, booked, figures))),
        ),
        foot=_("Money to a party for a measure is a grant and carries no VAT. Claims are made in whole kronor."),
    )


def purchases_sheet(claim: Claim, figures: Figures) -> Sheet:
    """Every voucher with VAT in the span."""
    columns = (
        Column("voucher", _("Voucher")),
        Column("date", _("Date"), "date"),
        Column("supplier", _("Supplier")),
        Column("text", _("Text")),
        Column("document", _("Document")),
        Column("base", _("Cost without VAT"), "ore", total=True),
        Column("vat", _("VAT"), "ore", total=True),
    )
    rows = [
        Row(
            {
                "voucher": row.key,
                "date": row.day,
                "supplier": row.payee,
                "text": row.text,
                "document": row.document,
                "base": row.base,
                "vat": row.vat,
            }
        )
        for row in claim.purchases
    ]
    total = Row({"supplier": _("Sum"), "base": figures["vat.input.base"], "vat": figures["vat.input"]}, "total")
    note = _("The cost is all that its voucher books as cost or asset, parts without VAT too.")
    table = Table("purchases", _("VAT voucher by voucher"), columns, (*rows, total), note=note)
    return Sheet(
        id="vat_vouchers",
        title=_("VAT by voucher"),
        subtitle=_("Refundable VAT booked in {period}.").format(period=period_name(claim.span)),
        sections=(Section(_("Purchases"), (table,)),),
    )


def _parts(claim: Claim, figures: Figures) -> Table:
    base = figures.booked("vat.input.base", _("Cost with VAT"), claim.base, _("Cost of the vouchers with VAT"))
    vat = figures.booked(
        "vat.input", _("VAT booked"), claim.input, _("Refundable VAT booked in the months of the claim")
    )
    whole = figures.amount(
        "vat.input.claim", _("VAT to claim"), claim.input_claim, _("VAT booked, the öre left out"), of=claim.input
    )
    rows = [Row({"part": _("Input VAT"), "base": base, "exact": vat, "claim": whole})]
    rows += [_flat(part, figures) for part in claim.flat]
    total = figures.amount(
        "vat.claim", _("To claim"), claim.whole.amount, _("Sum of the parts in whole kronor"), of=claim.whole
    )
    rows.append(Row({"part": _("To claim"), "claim": total}, "total"))
    rounding = figures.amount(
        "vat.rounding", _("Öre to öresavrundning"), claim.rounding, _("VAT booked − VAT to claim"), of=claim.input
    )
    rows.append(Row({"part": _("Öre to öresavrundning"), "exact": rounding}, "muted"))
    columns = [
        Column("part", _("Part of the claim")),
        Column("base", _("Cost without VAT"), "ore"),
        Column("exact", _("VAT"), "ore"),
        Column("claim", _("To claim"), "kr"),
    ]
    if claim.flat:
        columns += [Column("percent", _("Per cent"), "count"), Column("source", _("Source"))]
    return Table("vat_claim", _("The claim part by part"), tuple(columns), tuple(rows))


def _flat(part: FlatPart, figures: Figures) -> Row:
    rate, name = part.rate, f"vat.flat.{part.rate.id}"
    base = figures.booked(
        f"{name}.base", rate.title, part.base, _("Cost on the accounts of the rate"), rules=(rate.id,)
    )
    formula = _("{percent} per cent of the cost, the öre left out").format(percent=rate.percent)
    claim = figures.amount(f"{name}.claim", rate.title, part.claim, formula, rules=(rate.id,), of=part.base)
    cells: dict[str, Cell] = {"part": f"{rate.title} ({_kind(rate.kind)})", "source": rate.dated.source}
    return Row({**cells, "base": base, "percent": rate.percent, "claim": claim})


def _kind(kind: FlatRateKind) -> str:
    words = {
        FlatRateKind.COST: _("flat rate of the cost"),
        FlatRateKind.PREMISES: _("flat rate of the premises"),
        FlatRateKind.REST: _("flat rate of the rest"),
        FlatRateKind.RENT: _("flat rate of rent"),
    }
    return words[kind]


def _open_span(claim: Claim, today: dt.date) -> Iterator[str]:
    if claim.span.end >= today:
        yield _("The months are not over: more VAT may come.")


def _booked(claim: Claim, booked: Sequence[BookedClaim], figures: Figures) -> Iterator[Block]:
    own = claim_for(booked, claim.span)
    made = _made(claim, own, figures)
    columns = (Column("what", _("What")), Column("date", _("Date"), "date"), Column("amount", _("Amount"), "ore"))
    rows = (
        Row({"what": _("Claimed"), "date": own.day if own else None, "amount": made[0]}),
        Row({"what": _("Credited by Skatteverket"), "date": own.paid_on if own else None, "amount": made[1]}),
        Row({"what": _("Claimed and not credited"), "amount": made[2]}, "total"),
        Row({"what": _("To claim, less what is claimed"), "amount": made[3]}, "muted"),
    )
    yield Table("vat_booked", _("The claim in the books"), columns, rows)
    yield _said(claim, own)
    for other in overlapping(booked, claim.span):
        if other.span is not None:
            yield _("Some of these months stand in the claim for {period} already.").format(
                period=period_name(other.span)
            )


def _made(claim: Claim, own: BookedClaim | None, figures: Figures) -> tuple[Figure, Figure, Figure, Figure]:
    claimed, paid = (own.claimed, own.paid) if own else (Sum(), Sum())
    return (
        figures.booked("vat.claim.booked", _("Claimed"), claimed, _("Claims booked for exactly these months")),
        figures.booked("vat.claim.paid", _("Credited by Skatteverket"), paid, _("Credited of the booked claim")),
        figures.booked("vat.claim.outstanding", _("Claimed and not credited"), claimed - paid, _("Claimed − credited")),
        figures.amount(
            "vat.claim.difference",
            _("To claim, less what is claimed"),
            claim.whole.amount - claimed.amount,
            _("To claim − claimed"),
            of=claim.whole + claimed,
        ),
    )


def _said(claim: Claim, own: BookedClaim | None) -> str:
    if own is None:
        return _("No claim is booked for these months. Last day to claim: {day}.").format(
            day=long_date(last_day(claim.span))
        )
    if not own.open and own.paid_on:
        return _("The claim was booked on {day} and credited in full on {paid}.").format(
            day=long_date(own.day), paid=long_date(own.paid_on)
        )
    return _("The claim was booked on {day}; {open} of it is not credited.").format(
        day=long_date(own.day), open=exact_money(own.open)
    )
