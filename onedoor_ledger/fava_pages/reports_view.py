"""*Rapporter*: what is kept in ``reports/``, whether its period is locked, and what can be made anew."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages import report_files
from onedoor_ledger.fava_pages.errors import NotHereError, StrangeOriginError
from onedoor_ledger.fava_pages.notes import Note, told
from onedoor_ledger.fava_pages.overview import latest, periods
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.fava_pages.sheet_view import asked_for, read
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.routines import products
from onedoor_ledger.routines.kinds import kind_named, kinds_of
from onedoor_ledger.texts import _
from onedoor_ledger.vouchers import lock

PAGE = "Rapporter"
MAKE = "make"
"""The page's one form."""


@dataclass(frozen=True, slots=True)
class KindView:
    """A report that can be made for the chosen period."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A kept file; ``draft`` says so when it is one."""

    name: str
    opens: bool
    draft: str


@dataclass(frozen=True, slots=True)
class FolderView:
    """The kept files of a period, and how it stands: locked or open."""

    period: str
    state: str
    locked: bool
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own words."""

    title: str
    lead: str
    period: str
    make: str
    make_help: str
    make_button: str
    kept: str
    nothing: str
    read_only: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Everything the template shows. ``trouble`` says why nothing can be made."""

    words: Words
    period: str
    choices: tuple[str, ...]
    kinds: tuple[KindView, ...]
    folders: tuple[FolderView, ...]
    token: str
    read_only: bool
    state: str = ""
    note: Note | None = None
    trouble: str = ""
    remedy: str = ""


def build(session: Session, given: Mapping[str, str]) -> ReportsPage:
    """The page for the period asked for, else for the latest quarter that has ended and has books."""
    door, trouble = session.door, ("", "")
    text, period = asked_for(given), None
    choices: tuple[str, ...] = ()
    try:
        opened = session.opened()
        choices = tuple(each.name for each in periods(opened.books, door.clock()))
        period = parse_period(text) if text else latest(opened.books, door.clock())
    except UserError as error:
        trouble = (error.message or error.text(), error.remedy)
    kinds = kinds_of(period) if period else ()
    return ReportsPage(
        words=_words(),
        period=period.name if period else text,
        choices=choices,
        kinds=tuple(KindView(kind.name, _(kind.title)) for kind in kinds),
        folders=tuple(_folder(session, folder) for folder in report_files.folders(door.workspace)),
        token=session.token,
        read_only=door.read_only,
        state=_state(session, period) if period else "",
        note=session.notes.find(given.get("note", "")),
        trouble=trouble[0],
        remedy=trouble[1],
    )


def answer(session: Session) -> Response:
    """Make a report anew and send the browser on to the page, where it is told what came of it.

    :raises StrangeOriginError: when the form is not the page's own.
    """
    given = request.form
    if not secrets.compare_digest(given.get("token", "").encode(), session.token.encode()):
        raise StrangeOriginError
    try:
        note = make(session, given.get("kind", ""), given.get("period", ""))
    except UserError as error:
        note = Note(good=False, title=_("No report was made."), told=told(error))
    address = url_for(
        "extension_report", extension_name=PAGE, note=session.notes.keep(note), period=given.get("period")
    )
    return redirect(address, code=303)


def make(session: Session, name: str, text: str) -> Note:
    """Make the report ``name`` of a period and keep its files.

    :raises NotHereError: when there is no such report of the period.
    :raises onedoor_ledger.routines.product_errors.LockedReportError: when the period is locked and the kept one says
        something else.
    """
    period, kind = parse_period(text), kind_named(name)
    if kind is None or not kind.takes(period):
        raise NotHereError
    workspace = session.door.workspace
    with lock.hold(workspace):
        files = kind.files(session.made(name, period))
        kept = products.keep(workspace, period, files, replace=False)
    lines = tuple(workspace.relative(path) for path in kept)
    return Note(
        good=True, title=_("{report} for {period} is made.").format(report=_(kind.title), period=period), lines=lines
    )


def _folder(session: Session, folder: report_files.Folder) -> FolderView:
    period = read(folder.period)
    locked = period is not None and products.is_locked(session.door.workspace, period)
    drafts = _drafts(session, folder)
    files = (
        FileView(name, name.endswith(report_files.OPENED), _("draft") if name.rpartition(".")[0] in drafts else "")
        for name in folder.files
    )
    return FolderView(folder.period, _state(session, period) if period else "", locked, tuple(files))


def _drafts(session: Session, folder: report_files.Folder) -> frozenset[str]:
    """Names without their endings of what was made before its vouchers were booked: the JSON twin says so."""
    found = []
    for name in folder.files:
        if name.endswith(".json"):
            try:
                said = json.loads((session.door.workspace.reports / folder.period / name).read_bytes())
            except ValueError:
                continue
            if isinstance(said, dict) and said.get("pending"):
                found.append(name.removesuffix(".json"))
    return frozenset(found)


def _state(session: Session, period: Period) -> str:
    return _("locked") if products.is_locked(session.door.workspace, period) else _("not locked")


def _words() -> Words:
    return Words(
        title=_("Reports"),
        lead=_("What is reported, period by period, as it lies in reports/."),
        period=_("Period"),
        make=_("Make a report"),
        make_help=_(
            "It is made from the books as they stand and laid in reports/. A kept report of a locked period is not "
            "replaced here."
        ),
        make_button=_("Make"),
        kept=_("Kept reports"),
        nothing=_("No reports are kept yet."),
        read_only=_("The books are open for reading only: no report can be made."),
    )
