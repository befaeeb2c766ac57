"""Kostnadsfördelning: what the parties share, who owes whom, and the members' shares, for everybody alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from onedoor_ledger.books.model import Books
from onedoor_ledger.period import Period
from onedoor_ledger.reporting.model import Report, Sheet
from onedoor_ledger.reporting.sharing_material import SharingMaterial, draft, sharing_material
from onedoor_ledger.reporting.sheets.cost_sharing import cost_lines_sheet, cost_sharing_sheet
from onedoor_ledger.reporting.sheets.members_shares import members_sheet
from onedoor_ledger.reporting.sheets.settlement import settlement_sheet
from onedoor_ledger.reporting.unfinished import booked_so_far
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, current_language

SheetMaker = Callable[[SharingMaterial], Sheet]
SHEETS: tuple[SheetMaker, ...] = (cost_sharing_sheet, settlement_sheet, cost_lines_sheet, members_sheet)
BRIEF: tuple[SheetMaker, ...] = (cost_sharing_sheet, settlement_sheet)
"""What ``onedoor share`` shows."""


def build(
    rules: Rulebook,
    books: Books,
    period: Period,
    *,
    today: dt.date,
    pending: int = 0,
    sheets: tuple[SheetMaker, ...] = SHEETS,
) -> Report:
    """Make the report.

    :param pending: how many vouchers of ``books`` are not booked yet; above zero the report is a draft.
    """
    made = sharing_material(rules, books, period, today=today)
    return Report(
        kind="sharing",
        title=_("Cost sharing {period}").format(period=period_name(period)),
        association=rules.association.printed,
        period=period,
        today=today,
        language=current_language(),
        figures=made.figures.made(),
        sheets=tuple(make(made) for make in sheets),
        rules_digest=rules.digest,
        notes=(*booked_so_far(period, today), *draft(pending)),
        pending=pending,
    )
