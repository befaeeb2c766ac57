"""Flöden mellan försörjningar: the report, its sheet and its companion page (issue 4, item 5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.flows_material import flows_material
from onedoor_ledger.reporting.model import Flow, Report, Sheet
from onedoor_ledger.reporting.sharing_material import draft
from onedoor_ledger.reporting.sheets.flows import flows_sheet
from onedoor_ledger.reporting.sheets.flows_projection import projection_sheet
from onedoor_ledger.reporting.unfinished import counted_to_today, not_over
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language

KIND = "flows"


def build(rules: Rulebook, books: Books, period: Period, *, today: dt.date, pending: int = 0) -> Report:
    """Make the report.

    :param pending: how many vouchers of ``books`` are not booked yet; above zero the report is a draft.
    """
    material = flows_material(rules, books, period.until(today), today=today)
    return Report(
        kind=KIND,
        title=_title(period),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=material.figures.made(),
        sheets=(flows_sheet(material), projection_sheet(material)),
        rules_digest=rules.digest,
        notes=(*counted_to_today(books, period, today), *draft(pending)),
        pending=pending,
    )


def companion(report: Report) -> tuple[str, Report] | None:
    """The page beside a workbook that holds its flow picture: its file name, and what stands on it.

    The same whichever report's workbook it lies beside; None when no sheet has a picture.
    """
    pages = {sheet.id: page for sheet in report.sheets if (page := _page(sheet))}
    sheets = tuple(sheet for sheet in report.sheets if sheet.id in pages)
    if not sheets:
        return None
    notes = (*not_over(report.period, report.today), *draft(report.pending))
    shown = replace(report, kind=KIND, title=_title(report.period), sheets=sheets, notes=notes)
    return pages[sheets[0].id], shown


def _title(period: Period) -> str:
    return _("Flows between supports {period}").format(period=period_name(period))


def _page(sheet: Sheet) -> str:
    blocks = (block for section in sheet.sections for block in section.blocks)
    return next((block.page for block in blocks if isinstance(block, Flow)), "")
