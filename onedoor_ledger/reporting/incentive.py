"""Incitament per part: each party's own bottom line and the whole's, with every assumption on the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.incentive_material import incentive_material, nothing_to_count_by
from onedoor_ledger.reporting.incentive_sentences import asking
from onedoor_ledger.reporting.model import Figure, Report, Section, Sheet
from onedoor_ledger.reporting.sharing_material import draft
from onedoor_ledger.reporting.sheets.incentive import incentive_sheet
from onedoor_ledger.reporting.sheets.incentive_assumptions import assumptions_sheet
from onedoor_ledger.reporting.sheets.incentive_keys import keys_sheet
from onedoor_ledger.reporting.sheets.incentive_plan import plan_sheet
from onedoor_ledger.reporting.sheets.incentive_uncertainty import uncertainty_sheet
from onedoor_ledger.reporting.unfinished import counted_to_today
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language

SHEETS = (incentive_sheet, uncertainty_sheet, keys_sheet, plan_sheet, assumptions_sheet)


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date, pending: int = 0) -> Report:
    """Make the report; where the rules say nothing to calculate by, one that asks for it.

    :param pending: how many vouchers of ``books`` are not booked yet; above zero the report is a draft.
    """
    counted, notes = period.until(today), (*counted_to_today(books, period, today), *draft(pending))
    if nothing_to_count_by(rules, counted.end):
        return _report(rules, period, today, (asking_sheet(),), {}, pending, notes)
    made = incentive_material(rules, books, counted, today=today)
    sheets = tuple(make(made) for make in SHEETS)
    return _report(rules, period, today, sheets, made.figures.made(), pending, notes)


def asking_sheet() -> Sheet:
    """The page of a workspace without rules to calculate by."""
    return Sheet(
        id="incentive",
        title=_("Incentive per party"),
        subtitle=_("Calculations: what each party put in and got out."),
        sections=(Section(_("What is asked for"), (asking(),)),),
    )


def _report(
    rules: Rulebook,
    period: Period,
    today: dt.date,
    sheets: tuple[Sheet, ...],
    figures: Mapping[str, Figure],
    pending: int,
    notes: tuple[str, ...],
) -> Report:
    return Report(
        kind="incentive",
        title=_("Incentive per party {period}").format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures,
        sheets=sheets,
        rules_digest=rules.digest,
        notes=notes,
        pending=pending,
    )
