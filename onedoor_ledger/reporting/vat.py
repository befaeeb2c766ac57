"""Momsersättning: what to claim for a month or three, and the yearly statement (MEL 2005:807, domain.md section 3)."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.accounts.vat import claim_of, is_year
from onedoor_ledger.accounts.vat_claims import booked_claims, vat_year
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.figures import Figures
from onedoor_ledger.reporting.model import Report, Sheet
from onedoor_ledger.reporting.sharing_material import draft
from onedoor_ledger.reporting.sheets.chain import chain_sheet
from onedoor_ledger.reporting.sheets.vat_claim import claim_sheet, purchases_sheet
from onedoor_ledger.reporting.sheets.vat_year import year_sheet
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language

KIND = "vat"


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date, pending: int = 0) -> Report:
    """The claim for ``period``, or the yearly statement when it is a calendar year.

    :param pending: how many vouchers of ``books`` are not booked yet; above zero the report is a draft.
    :raises onedoor_ledger.accounts.vat_errors.ClaimPeriodError: when no claim may cover the period.
    """
    figures = Figures()
    if is_year(period):
        title = _("VAT refund, yearly statement {period}")
        sheets: tuple[Sheet, ...] = (year_sheet(vat_year(rules, books, period.year), figures, today=today),)
    else:
        title = _("VAT refund {period}")
        claim, booked = claim_of(rules, books, period), booked_claims(rules, books)
        sheets = (claim_sheet(claim, booked, figures, today=today), purchases_sheet(claim, figures))
    return Report(
        kind=KIND,
        title=title.format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures.made(),
        sheets=(*sheets, chain_sheet(figures.made(), rules, books)),
        rules_digest=rules.digest,
        notes=tuple(draft(pending)),
        pending=pending,
    )
