"""Pages that show sheets of the reports as they are in the workbooks: the same tables, the same figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages.blocks import BlockView, block_view
from onedoor_ledger.fava_pages.overview import latest, periods
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.period import Period, PeriodError, parse_period
from onedoor_ledger.reporting.model import Report, Sheet, Table
from onedoor_ledger.texts import _

Shown = tuple[str, str]
"""A kind of report and the id of one of its sheets."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a sheet."""

    title: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet under its title."""

    id: str
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own few words."""

    period: str
    estimated: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Everything the template shows. ``trouble`` says why there is nothing."""

    title: str
    lead: str
    period: str
    choices: tuple[str, ...]
    words: Words
    notes: tuple[str, ...] = ()
    sheets: tuple[SheetView, ...] = ()
    trouble: str = ""
    remedy: str = ""


def build(session: Session, title: str, asked: Mapping[str, str], shown: Sequence[Shown]) -> SheetPage:
    """The page of ``shown`` for the period asked for, else for the latest quarter that has ended and has books."""
    today = session.door.clock()
    words = Words(_("Period"), _("partly estimated: not requisitioned yet."))
    text = asked_for(asked)
    choices: tuple[str, ...] = ()
    try:
        opened = session.opened()
        choices = tuple(period.name for period in periods(opened.books, today))
        period = parse_period(text) if text else latest(opened.books, today)
        reports = {kind: session.made(kind, period) for kind in dict.fromkeys(kind for kind, _sheet in shown)}
    except UserError as error:
        return SheetPage(title, "", text, choices, words, trouble=error.message or error.text(), remedy=error.remedy)
    first = reports[shown[0][0]]
    return SheetPage(
        title=title,
        lead=first.association,
        period=period.name,
        choices=choices,
        words=words,
        notes=tuple(dict.fromkeys(note for report in reports.values() for note in report.notes)),
        sheets=tuple(_view(sheet) for kind, id_ in shown for sheet in _named(reports[kind], id_)),
    )


def asked_for(given: Mapping[str, str]) -> str:
    """The period asked for: the page's own choice, else what stands in Fava's time filter; '' for neither."""
    if own := given.get("period", ""):
        return own
    time = given.get("time", "").replace(" - ", "..")
    return time if read(time) else ""


def read(text: str) -> Period | None:
    """The period ``text`` names; None when it names none."""
    try:
        return parse_period(text)
    except PeriodError:
        return None


def _named(report: Report, id_: str) -> Sequence[Sheet]:
    return [sheet for sheet in report.sheets if sheet.id == id_]


def _view(sheet: Sheet) -> SheetView:
    parts = (
        Part(
            section.title,
            tuple(block_view(block) for block in section.blocks if not (isinstance(block, Table) and block.bulk)),
        )
        for section in sheet.sections
    )
    return SheetView(sheet.id, sheet.title, sheet.subtitle, tuple(parts), sheet.foot)
