"""Styrelserapporten: the board's report of a period, one model for every surface (contracts.md section 5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from onedoor_ledger.accounts import reconciliation
from onedoor_ledger.accounts.accrued import accrued_of
from onedoor_ledger.accounts.year import year_of
from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import Finding
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.board_figures import board_figures
from onedoor_ledger.reporting.flows_material import flows_material
from onedoor_ledger.reporting.incentive_material import incentive_material, nothing_to_count_by
from onedoor_ledger.reporting.material import Material
from onedoor_ledger.reporting.model import Figure, Report, Sheet
from onedoor_ledger.reporting.sheets.budget import budget_sheet
from onedoor_ledger.reporting.sheets.calendar import calendar_sheet
from onedoor_ledger.reporting.sheets.chain import chain_sheet
from onedoor_ledger.reporting.sheets.contributions import contributions_sheet
from onedoor_ledger.reporting.sheets.equity import equity_sheet
from onedoor_ledger.reporting.sheets.flows import flows_sheet
from onedoor_ledger.reporting.sheets.front import front_sheet
from onedoor_ledger.reporting.sheets.incentive import incentive_sheet
from onedoor_ledger.reporting.sheets.measures import measures_sheet
from onedoor_ledger.reporting.sheets.method import method_sheet
from onedoor_ledger.reporting.sheets.parties import door_sheet, parties_sheet
from onedoor_ledger.reporting.sheets.reconciliation import accounts_sheet, reconciliation_sheet
from onedoor_ledger.reporting.unfinished import counted_to_today
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language, ngettext
from onedoor_ledger.vouchers.seals import last_joint

SHEETS = (
    front_sheet,
    contributions_sheet,
    budget_sheet,
    measures_sheet,
    parties_sheet,
    door_sheet,
    equity_sheet,
    calendar_sheet,
    method_sheet,
    reconciliation_sheet,
    accounts_sheet,
)


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date, pending: int = 0) -> Report:
    """Make the board's report.

    :param today: the day it is made; decides which of the treasurer's dated rows and calendar rows count.
    :param pending: how many vouchers of ``books`` are not booked yet; above zero the report is a draft.
    """
    material = _material(rules, books, period.until(today), today, pending)
    wrong = reconciliation.findings(material.reconciled)
    figures = _figures(material)
    return Report(
        kind="board",
        title=_("Board report {period}").format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=figures,
        sheets=(*_sheets(material), chain_sheet(figures, rules, books)),
        rules_digest=rules.digest,
        notes=(
            *counted_to_today(books, period, today),
            *_draft(pending),
            *(finding.message for finding in wrong),
        ),
        pending=pending,
    )


def findings(rules: Rulebook, books: Books, period: Period, *, today: dt.date) -> tuple[Finding, ...]:
    """A finding for every total of the board's report that does not reconcile with the ledger."""
    year = year_of(rules, books, period.until(today), today=today)
    return reconciliation.findings(reconciliation.reconcile(rules, books, year))


def _material(rules: Rulebook, books: Books, period: Period, today: dt.date, pending: int) -> Material:
    year = year_of(rules, books, period, today=today)
    figures = board_figures(rules, year)
    counted = not nothing_to_count_by(rules, period.end)
    return Material(
        rules=rules,
        year=year,
        figures=figures,
        accrued=accrued_of(books, period),
        reconciled=reconciliation.reconcile(rules, books, year),
        balances=reconciliation.balances(rules, books, period),
        pending=pending,
        locked=last_joint(books.entries),
        incentive=incentive_material(rules, books, period, today=today, figures=figures) if counted else None,
        flows=flows_material(rules, books, period, today=today) if counted else None,
    )


def _sheets(material: Material) -> Iterator[Sheet]:
    """The sheets of bookkeeping.md section 6; those of the calculations where there is anything to count by."""
    for make in SHEETS:
        if make is calendar_sheet:
            yield from _calculated(material)
        yield make(material)


def _calculated(material: Material) -> Iterator[Sheet]:
    if material.incentive is not None:
        yield incentive_sheet(material.incentive)
    if material.flows is not None:
        yield flows_sheet(material.flows)


def _figures(material: Material) -> Mapping[str, Figure]:
    """The report's figures; of the flows' own those whose ids are not the board's."""
    own = material.figures.made()
    return own if material.flows is None else {**material.flows.figures.made(), **own}


def _draft(pending: int) -> tuple[str, ...]:
    if not pending:
        return ()
    text = ngettext(
        "Draft: {n} voucher behind it is not booked yet.",
        "Draft: {n} vouchers behind it are not booked yet.",
        pending,
    )
    return (text.format(n=pending),)
