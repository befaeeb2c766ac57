"""*Översikt*: the board's first page as HTML, from the same report as the workbook (bookkeeping.md section 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

from flask import Response, send_file

from onedoor_ledger.books.model import Books
from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages.blocks import BlockView, block_view
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.period import Period, PeriodError, parse_period, quarter_of, year_of
from onedoor_ledger.reporting.model import Report
from onedoor_ledger.routines import importing, reporting
from onedoor_ledger.routines.job import require_period
from onedoor_ledger.texts import _, ngettext

QUARTERS_SHOWN = 8
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the page."""

    title: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The page's own few words."""

    period: str
    files: str
    estimated: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the template shows. ``trouble`` says why there is no report."""

    period: str
    choices: tuple[str, ...]
    title: str
    words: Labels
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    """What must be known before the page is read: the report's own."""
    sections: tuple[SectionView, ...] = ()
    foot: str = ""
    files: tuple[str, ...] = ()
    waiting: str = ""
    """Says that the inbox holds what is not booked yet."""
    trouble: str = ""
    remedy: str = ""


def build(session: Session, asked: str) -> Overview:
    """The page for the period ``asked``, else for the latest quarter that has ended and has books."""
    today = session.door.clock()
    choices: tuple[str, ...] = ()
    try:
        opened = session.opened()
        choices = tuple(period.name for period in periods(opened.books, today))
        period = parse_period(asked) if asked else latest(opened.books, today)
        require_period(opened.books, period)
        report = session.report(period)
    except UserError as error:
        return Overview(asked, choices, _("Overview"), _labels(), trouble=error.message, remedy=error.remedy)
    return _page(session, report, choices)


def periods(books: Books, today: dt.date) -> tuple[Period, ...]:
    """The quarters and years there are books for, the latest first, none that begins after ``today``."""
    days = books.postings["date"]
    seen = sorted({quarter_of(day.date()) for day in days.drop_duplicates()}, reverse=True)
    quarters = [quarter for quarter in seen if quarter.start <= today][:QUARTERS_SHOWN]
    years = sorted({quarter.year for quarter in quarters}, reverse=True)
    return (*quarters, *(year_of(year) for year in years))


def latest(books: Books, today: dt.date) -> Period:
    """The latest quarter that has ended with something booked; before that, the running one."""
    there = periods(books, today)
    quarters = [period for period in there if "Q" in period.name]
    return next((q for q in quarters if q.end <= today), quarters[0] if quarters else quarter_of(today))


def report_file(session: Session, asked: str, name: str) -> Response | None:
    """A report file as a download; None unless the page for that period lists exactly that name."""
    try:
        period = parse_period(asked)
    except PeriodError:
        return None
    if name not in _files(session, period):
        return None
    path = reporting.folder(session.door.workspace, period) / name
    return send_file(BytesIO(path.read_bytes()), _TYPES[path.suffix[1:]], as_attachment=True, download_name=name)


def _page(session: Session, report: Report, choices: tuple[str, ...]) -> Overview:
    sheet = report.sheets[0]
    return Overview(
        period=report.period.name,
        choices=choices,
        title=sheet.title,
        words=_labels(),
        subtitle=sheet.subtitle,
        notes=report.notes,
        sections=tuple(
            SectionView(section.title, tuple(block_view(block) for block in section.blocks))
            for section in sheet.sections
        ),
        foot=sheet.foot,
        files=_files(session, report.period),
        waiting=_waiting(session),
    )


def _waiting(session: Session) -> str:
    count = len(importing.unbooked(session.door.workspace, session.opened().books))
    sentence = ngettext(
        "One file waits in inbox/ and is not booked yet.", "{n} files wait in inbox/ and are not booked yet.", count
    )
    return sentence.format(n=count) if count else ""


def _files(session: Session, period: Period) -> tuple[str, ...]:
    folder = reporting.folder(session.door.workspace, period)
    if not folder.is_dir():
        return ()
    found = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return tuple(sorted(path.name for path in found if path.suffix[1:] in _TYPES))


def _labels() -> Labels:
    return Labels(
        period=_("Period"), files=_("Files of this period"), estimated=_("partly estimated: not requisitioned yet.")
    )
