"""Behandlingshistorik: every processing of a year, month by month, from the ledger and from git.

The ledger says what was booked when, by whom and from which document, what was corrected, taken back, locked and opened
again; git says which change came when and which reports were written. A year's history is what concerns its accounting
year, whenever it was done, and what git recorded during the year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from onedoor_ledger.audit.commits import Commit
from onedoor_ledger.audit.documentation.about import transactions
from onedoor_ledger.audit.report import BOOKS
from onedoor_ledger.books.model import Books
from onedoor_ledger.period import month_of
from onedoor_ledger.privacy import mask
from onedoor_ledger.reporting.model import Block, Column, Row, Section, Sheet, Table
from onedoor_ledger.reporting.words import period_name
from onedoor_ledger.texts import N_, _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.runs import runs
from onedoor_ledger.vouchers.seals import Link, links

CORRECTED, TAKEN_BACK, ACCRUED, SHARED = N_("correction"), N_("taken back"), N_("accrual"), N_("sharing and settlement")
IMPORTED, BOOKED = N_("import of a file"), N_("booked")
LOCKED, OPENED = N_("locked"), N_("opened again")
_SHORT = 12
"""So much of a digest tells documents apart."""


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something done in the books."""

    day: str
    book: str
    what: str
    numbers: str
    by: str
    said: str
    """Why it was done, or which document it was made from."""


def sheet(books: Books, year: int, commits: tuple[Commit, ...] | None) -> Sheet:
    """A section per month in which something was done."""
    events = events_of(books, year)
    months = sorted({event.day[:7] for event in events} | {commit.day[:7] for commit in commits or ()})
    sections = tuple(_month(month, events, commits or ()) for month in months)
    return Sheet(
        id="history",
        title=_("Processing history"),
        subtitle=_("What concerns accounting year {year}, by the month in which it was done.").format(year=year),
        sections=(Section(_("Where it comes from"), (_origin(commits),)), *sections),
    )


def events_of(books: Books, year: int) -> tuple[Event, ...]:
    """What the ledger says was done with accounting year ``year``, in order."""
    found = [*_booked(books, year), *_links(books, year)]
    return tuple(sorted(found, key=lambda event: (event.day, event.book, event.what, event.numbers)))


def _booked(books: Books, year: int) -> Iterator[Event]:
    """Vouchers registered on the same day, for the same reason, from the same document, by the same person: one row."""
    for book in Book:
        own = [entry for entry in transactions(books, book) if entry.date.year == year]
        for (day, what, by, said), same in groupby(sorted(own, key=_order), key=_batch):
            numbers = dict.fromkeys(str(entry.meta.get("voucher") or "") for entry in same)
            yield Event(day, _(BOOKS[book]), _(what), runs(numbers), by, said)


def _order(entry: Any) -> tuple[Any, ...]:  # noqa: ANN401 - beancount's Transaction
    said = str(entry.meta.get("voucher") or "")[1:]
    return (*_batch(entry), int(said) if said.isdecimal() else 0)


def _batch(entry: Any) -> tuple[str, str, str, str]:  # noqa: ANN401 - beancount's Transaction
    meta = entry.meta
    said = {name: str(meta.get(name) or "") for name in ("registered", "by", "corrects", "reverses", "reason", "rule")}
    what, why = BOOKED, said["reason"]
    if said["corrects"]:
        what, why = CORRECTED, _about(said["corrects"], said["reason"])
    elif said["reverses"] and not meta.get("accrual"):
        what, why = TAKEN_BACK, _about(said["reverses"], said["reason"])
    elif meta.get("accrual") or meta.get("estimate"):
        what = ACCRUED
    elif said["rule"] or meta.get("allocates"):
        what, why = SHARED, said["rule"]
    elif source := _source(entry):
        what, why = IMPORTED, source
    return said["registered"] or entry.date.isoformat(), what, said["by"], mask(why)


def _about(voucher: str, reason: str) -> str:
    return _("{voucher}: {reason}").format(voucher=voucher, reason=reason) if reason else voucher


def _source(entry: Any) -> str:  # noqa: ANN401 - beancount's Transaction
    """The document a voucher was made from: its name, else the start of its digest."""
    metas = [entry.meta, *(posting.meta or {} for posting in entry.postings)]
    for key in ("document", "source"):
        if said := next((str(meta[key]) for meta in metas if meta.get(key)), ""):
            return said if key == "document" else f"{said.removeprefix('sha256:')[:_SHORT]}…"
    return ""


def _links(books: Books, year: int) -> Iterator[Event]:
    """Months locked and opened again; the three books' links of a month are one row each."""
    for book in Book:
        for link in links(books.entries[book]):
            if link.month.startswith(f"{year}-"):
                yield Event(_day(link), _(BOOKS[book]), _(OPENED if link.reopens else LOCKED), link.month, *_who(link))


def _day(link: Link) -> str:
    return link.said("locked") or link.entry.date.isoformat()


def _who(link: Link) -> tuple[str, str]:
    by = ", ".join(filter(None, (link.said("by"), link.said("second"))))
    return by, " · ".join(filter(None, (mask(link.said("reason")), link.head)))


def _origin(commits: tuple[Commit, ...] | None) -> Block:
    if commits is None:
        return _(
            "The ledger's own metadata. The workspace is no git repository, so nothing here says which change was "
            "committed when, and which reports were written."
        )
    return _("The ledger's own metadata, and git's history of the workspace. Persons' e-mail addresses are left out.")


def _month(month: str, events: Sequence[Event], commits: Sequence[Commit]) -> Section:
    title = period_name(month_of(dt.date.fromisoformat(f"{month}-01")))
    tables: list[Block] = []
    if own := [event for event in events if event.day.startswith(month)]:
        tables.append(_events(month, own))
    if changes := [commit for commit in commits if commit.day.startswith(month)]:
        tables.append(_commits(month, changes))
    return Section(title[:1].upper() + title[1:], tuple(tables))


def _events(month: str, events: Sequence[Event]) -> Table:
    columns = (
        Column("day", _("Day")),
        Column("what", _("What happened")),
        Column("numbers", _("Vouchers or month")),
        Column("by", _("By")),
        Column("said", _("Why, or from which document")),
        Column("book", _("Ledger")),
    )
    rows = tuple(
        Row(
            {
                "day": event.day,
                "what": event.what,
                "numbers": event.numbers,
                "by": event.by,
                "said": event.said,
                "book": event.book,
            }
        )
        for event in events
    )
    return Table(f"events_{month.replace('-', '_')}", _("Done in the books"), columns, rows)


def _commits(month: str, commits: Sequence[Commit]) -> Table:
    columns = (
        Column("day", _("Day")),
        Column("subject", _("Change")),
        Column("by", _("By")),
        Column("reports", _("Reports written")),
        Column("files", _("Files"), "count"),
        Column("id", _("Commit")),
    )
    rows = tuple(
        Row(
            {
                "day": commit.day,
                "subject": commit.subject,
                "by": commit.author,
                "reports": ", ".join(path for path in commit.files if path.startswith("reports/")),
                "files": len(commit.files),
                "id": commit.id[:_SHORT],
            }
        )
        for commit in commits
    )
    return Table(f"commits_{month.replace('-', '_')}", _("Changes recorded by git"), columns, rows)
