"""The yearly statement on VAT (årsredogörelse): every claim of the year, what was paid, and what nobody claimed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.accounts.vat import last_day
from onedoor_ledger.accounts.vat_claims import BookedClaim, SpanOfYear, VatYear
from onedoor_ledger.period import Period, quarter_of
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Block, Cell, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import exact_money, long_date, period_name
from onedoor_ledger.texts import _


def year_sheet(year: VatYear, figures: Figures, *, today: dt.date) -> Sheet:
    """The statement, to be handed in before the end of June the year after."""
    return Sheet(
        id="vat",
        title=_("VAT refund"),
        subtitle=_("Yearly statement {year}, to hand in before the end of June {next}.").format(
            year=year.year, next=year.year + 1
        ),
        sections=(
            Section(_("Claims of the year"), (_claims(year, figures),)),
            Section(_("What is left"), tuple(_left(year, today))),
        ),
    )


def _claims(year: VatYear, figures: Figures) -> Table:
    rows = [_row(row, figures) for row in year.spans]
    rows += [_unplaced(claim, n, figures) for n, claim in enumerate(year.unplaced, start=1)]
    total: dict[str, Cell] = {
        "span": _("The whole year"),
        "booked": figures.booked("vat.booked", _("VAT booked in the year"), year.booked, _booked_formula()),
        "claimed": figures.booked(
            "vat.claimed", _("Claimed for the year"), year.claimed, _("Sum of the year's claims")
        ),
        "paid": figures.booked("vat.paid", _("Credited for the year"), year.paid, _("Credited of the year's claims")),
        "outstanding": figures.booked(
            "vat.outstanding", _("Claimed and not credited"), year.claimed - year.paid, _("Claimed − credited")
        ),
        "unclaimed": figures.booked(
            "vat.unclaimed", _("Booked and never claimed"), year.unclaimed, _unclaimed_formula()
        ),
    }
    columns = (
        Column("span", _("Months")),
        Column("booked", _("VAT booked"), "ore", total=True),
        Column("day", _("Claim booked"), "date"),
        Column("claimed", _("Claimed"), "ore", total=True),
        Column("rounding", _("Öre left out"), "ore"),
        Column("paid_on", _("Credited on"), "date"),
        Column("paid", _("Credited"), "ore", total=True),
        Column("outstanding", _("Not credited"), "ore", total=True),
        Column("unclaimed", _("Never claimed"), "ore", total=True),
    )
    note = _("Never claimed is VAT booked in the months less what their claims took off its account.")
    return Table("vat_year", _("Claim by claim"), columns, (*rows, Row(total, "total")), note=note)


def _row(row: SpanOfYear, figures: Figures) -> Row:
    name, words, claim = f"vat.{span_id(row.span)}", period_name(row.span), row.claim
    cells: dict[str, Cell] = {
        "span": words,
        "booked": figures.booked(
            f"{name}.booked", _("VAT booked, {period}").format(period=words), row.booked, _booked_formula()
        ),
        "unclaimed": figures.booked(
            f"{name}.unclaimed", _("Never claimed, {period}").format(period=words), row.unclaimed, _unclaimed_formula()
        ),
    }
    if claim is None:
        return Row(cells | {"claimed": _("none")}, "muted")
    return Row(cells | _of_claim(name, words, claim, figures))


def _unplaced(claim: BookedClaim, number: int, figures: Figures) -> Row:
    words = _("months not said, claim {number}").format(number=number)
    return Row({"span": words, **_of_claim(f"vat.unplaced-{number}", words, claim, figures)})


def _of_claim(name: str, words: str, claim: BookedClaim, figures: Figures) -> dict[str, Cell]:
    claimed = figures.booked(
        f"{name}.claimed", _("Claimed, {period}").format(period=words), claim.claimed, _("Claims booked for the months")
    )
    paid = figures.booked(
        f"{name}.paid", _("Credited, {period}").format(period=words), claim.paid, _("Credited of the booked claim")
    )
    left = figures.booked(
        f"{name}.outstanding",
        _("Claimed and not credited, {period}").format(period=words),
        claim.claimed - claim.paid,
        _("Claimed − credited"),
    )
    return {
        "day": claim.day,
        "claimed": claimed,
        "rounding": claim.left_out.amount,
        "paid_on": claim.paid_on,
        "paid": paid,
        "outstanding": left,
    }


def _left(year: VatYear, today: dt.date) -> Iterator[Block]:
    unclaimed, outstanding = year.unclaimed, year.claimed - year.paid
    if unclaimed.amount:
        yield _("{amount} of VAT booked in {year} is not claimed. Last day to claim: {day}.").format(
            amount=exact_money(unclaimed.amount), year=year.year, day=long_date(_last(year))
        )
    if outstanding.amount:
        yield _("{amount} is claimed and not credited.").format(amount=exact_money(outstanding.amount))
    if not unclaimed.amount and not outstanding.amount:
        yield _("All VAT booked in {year} is claimed and credited.").format(year=year.year)
    if year.unplaced:
        yield _("A claim's voucher should say its months under “service”.")
    if today <= dt.date(year.year, 12, 31):
        yield _("The year is not over: more VAT may come.")


def _last(year: VatYear) -> dt.date:
    return last_day(year.spans[0].span) if year.spans else dt.date(year.year + 2, 12, 31)


def span_id(span: Period) -> str:
    """The months of a claim as part of a figure's id: ``2025-q1``, ``2025-04``, ``2025-02-to-04``."""
    if len(tuple(span.months())) == 1:
        return f"{span.start:%Y-%m}"
    quarter = quarter_of(span.start)
    if (quarter.start, quarter.end) == (span.start, span.end):
        return quarter.name.lower()
    return f"{span.start:%Y-%m}-to-{span.end:%m}"


def _booked_formula() -> str:
    return _("Refundable VAT booked in the months, what claims took left out")


def _unclaimed_formula() -> str:
    return _("VAT booked − what claims took off its account")
