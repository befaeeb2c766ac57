"""*Låsning och ändringar*: months locked and by whom, months opened again, corrections, and what git says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from onedoor_ledger.errors import UserError
from onedoor_ledger.fava_pages.places import editor_link
from onedoor_ledger.fava_pages.session import Session
from onedoor_ledger.reporting.closing_protocol import BOOKS
from onedoor_ledger.routines import locks
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text, or a link to Fava's editor; ``code`` is a checksum or a commit."""

    text: str
    link: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; the first column heads its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False
    """Whether only its caption shows until it is opened."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section: tables, or the sentence that says there is nothing."""

    title: str
    tables: tuple[TableView, ...]
    empty: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class LocksPage:
    """Everything the template shows. ``trouble`` says why there is nothing."""

    title: str
    lead: str
    seal: str = ""
    seal_words: str = ""
    parts: tuple[Part, ...] = ()
    trouble: str = ""
    remedy: str = ""


def build(session: Session) -> LocksPage:
    """The page over the books as they stand."""
    title = _("Locks and changes")
    lead = _("A locked month is never changed: what is wrong in it is corrected by a voucher of its own.")
    try:
        found = locks.locks_of(session.opened())
    except UserError as error:
        return LocksPage(title, lead, trouble=error.message or error.text(), remedy=error.remedy)
    parts = (
        Part(_("Locked months"), _months(found), _("No month is locked yet: onedoor close PERIOD --write.")),
        Part(_("Opened again"), _reopenings(found), _("No locked month has been opened again.")),
        Part(
            _("Corrections"),
            _corrections(session, found),
            _("No voucher corrects another."),
            _("A correction names what it corrects; here it is found from both sides."),
        ),
        Part(
            _("Latest changes in git"), _commits(found), _("The folder is no git repository, or nothing is committed.")
        ),
    )
    joint = found.joint
    words = _(
        "Joint seal of the three books up to {month}; kept elsewhere it proves that nothing before it was changed."
    )
    return LocksPage(title, lead, joint.head if joint else "", words.format(month=joint.month) if joint else "", parts)


def _months(found: locks.Locks) -> tuple[TableView, ...]:
    columns = (_("Month"), _("Vouchers"), _("Locked on"), _("By"), _("Checksum"))
    made = []
    for book, same in groupby(found.months, lambda month: month.book):
        rows = tuple(
            (Cell(one.month), Cell(one.vouchers), Cell(one.on), Cell(one.by), Cell(one.head, code=True)) for one in same
        )
        made.append(TableView(_(BOOKS[book]), columns, rows, folded=book is not Book.ASSOCIATION))
    return tuple(made)


def _reopenings(found: locks.Locks) -> tuple[TableView, ...]:
    columns = (_("From month"), _("Date"), _("By"), _("Second person"), _("Reason"))
    rows = tuple(
        (Cell(one.month), Cell(one.on), Cell(one.by), Cell(one.second), Cell(one.reason)) for one in found.reopenings
    )
    return (TableView(_("Months that were opened again, with every later one"), columns, rows),) if rows else ()


def _corrections(session: Session, found: locks.Locks) -> tuple[TableView, ...]:
    columns = (_("Correcting voucher"), _("Corrects"), _("Registered"), _("Text"), _("By"))
    rows = tuple(
        (
            Cell(one.voucher, editor_link(session, one.place)),
            Cell(one.corrects, editor_link(session, one.corrected)),
            Cell(one.on),
            Cell(one.text),
            Cell(one.by),
        )
        for one in found.corrections
    )
    return (TableView(_("Corrections, the latest first"), columns, rows),) if rows else ()


def _commits(found: locks.Locks) -> tuple[TableView, ...]:
    columns = (_("Commit"), _("Date"), _("By"), _("What"))
    rows = tuple((Cell(one.id, code=True), Cell(one.on), Cell(one.by), Cell(one.subject)) for one in found.commits)
    return (TableView(_("Commits that touched books or rules, the latest first"), columns, rows),) if rows else ()
