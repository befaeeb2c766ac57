"""*Mål och kalender*: the report's own tables of goals and plan, and the calendar, as the page draws them."""

from __future__ import annotations

from dataclasses import dataclass

from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages.blocks import block_view
from onedoor_ledger.fava_pages.overview import SectionView, latest
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.reporting.year_plan import year_plan
from onedoor_ledger.routines import agenda
from onedoor_ledger.routines.errors import NoBooksError
from onedoor_ledger.texts import _


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the template shows. ``trouble`` says why there is nothing."""

    title: str
    subtitle: str = ""
    sections: tuple[SectionView, ...] = ()
    trouble: str = ""
    remedy: str = ""


def build(session: Session) -> PlanPage:
    """The page; goals and plan as the board's report of the latest quarter has them."""
    today = session.door.clock()
    try:
        opened = session.opened()
        try:
            report = session.report(latest(opened.books, today))
        except NoBooksError:  # a new förbund has goals and dates before it has books
            report = None
    except UserError as error:
        return PlanPage(_("Goals and calendar"), trouble=error.message or error.text(), remedy=error.remedy)
    sheet = year_plan(opened.rules, report, agenda.upcoming(opened.rules, today), today=today)
    return PlanPage(
        sheet.title,
        sheet.subtitle,
        tuple(SectionView(part.title, tuple(block_view(block) for block in part.blocks)) for part in sheet.sections),
    )
