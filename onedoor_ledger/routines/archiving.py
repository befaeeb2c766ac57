"""``onedoor archive``: a year in one file that can be read without this program; and such a file looked through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.archiving.errors import ThereError, UnlockedError, UnsoundError
from onedoor_ledger.period import parse_period
from onedoor_ledger.routines.errors import NoBooksError, NoSuchFileError
from onedoor_ledger.routines.job import Opened, Progress, alone, open_books, silent
from onedoor_ledger.routines.reporting import folder, rendered
from onedoor_ledger.texts import _, language
from onedoor_ledger.voucher import Book, clean
from onedoor_ledger.vouchers.seals import locked_months
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.archiving.member import Member
    from onedoor_ledger.archiving.persons import Found
    from onedoor_ledger.archiving.verify import Verified

_SWEDISH = "sv"
"""The archive's language, whoever makes it (BFL, LKBR: the accounts are in Swedish)."""


@dataclass(frozen=True)
class Archived:
    """The package that was made, as it was looked through afterwards."""

    path: Path
    verified: Verified
    unlocked: tuple[str, ...]
    with_persons: tuple[str, ...]
    """Documents as received that hold person numbers."""


def run(
    workspace: Workspace,
    year: int,
    *,
    today: dt.date,
    out: Path | None = None,
    unlocked: str = "",
    by: str = "",
    replace: bool = False,
    progress: Progress = silent,
) -> Archived:
    """Archive ``year`` in ``out``, else in ``reports/YEAR/arkiv-YEAR.zip``. All of it or nothing.

    :param unlocked: why the year may be archived though months of it are not locked; it stands in the package.
    :param by: who says so.
    :param replace: let another package that is there give way.
    :raises NoBooksError: when the association has nothing booked in the year.
    :raises UnlockedError: when months are not locked and no reason is given.
    :raises UserError: when documents are missing, person numbers are found, or the books are not as they were locked
        (:mod:`onedoor_ledger.archiving.errors`).
    """
    from onedoor_ledger.archiving import contents, package, persons

    with alone(workspace, write=True):
        opened = open_books(workspace, progress)
        open_months = _unlocked(opened, year)
        if open_months and not clean(unlocked):
            raise UnlockedError(year, open_months)
        progress(_("Collecting the year's files"))
        own = contents.members(workspace, opened.books, year)
        documents = [(m, persons.in_document(m)) for m in own if m.path.startswith(contents.DOCUMENTS)]
        with language(_SWEDISH):
            reason = f"{clean(unlocked)} ({clean(by)})" if open_months else ""
            made = [*own, *_made(opened, year, today, documents, open_months, reason, progress)]
        made.sort(key=lambda member: member.path)
        progress(_("Looking for person numbers"))
        persons.require_none(made)
        path = out or folder(workspace, parse_period(f"{year}")) / contents.PACKAGE.format(year=year)
        progress(_("Writing"))
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        try:
            package.write(fresh, f"{opened.rules.association.id}-{year}", made)
            verified = _sound(fresh, progress)
            if path.exists() and not replace and not _same(path, verified):
                raise ThereError(workspace.relative(path))
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    holding = tuple(m.path for m, found in documents if found is persons.Found.YES)
    return Archived(path, verified, open_months, holding)


def verify(path: Path, progress: Progress = silent) -> Verified:
    """Look through a package: every digest, every seal, the tables against the books.

    :raises NoSuchFileError: when there is no such file.
    :raises onedoor_ledger.archiving.errors.NotPackageError: when it is no package of ours.
    """
    from onedoor_ledger.archiving.verify import verify as look

    if not path.is_file():
        raise NoSuchFileError(path.name, inbox=False)
    progress(_("Looking the package through"))
    return look(path)


def _unlocked(opened: Opened, year: int) -> tuple[str, ...]:
    """The months of ``year`` that should be locked and are not: from the first month that has vouchers."""
    frame = opened.books.postings
    days = frame.loc[frame["book"] == Book.ASSOCIATION.value, "date"]
    period = parse_period(f"{year}")
    if not (days.dt.year == year).any():
        first, last = (str(days.min().date()), str(days.max().date())) if len(days) else ("", "")
        raise NoBooksError(period, first, last)
    locked = locked_months(opened.books.entries[Book.ASSOCIATION])
    began = f"{frame['date'].min():%Y-%m}"
    return tuple(month.name for month in period.months() if month.name >= began and month.name not in locked)


def _made(
    opened: Opened,
    year: int,
    today: dt.date,
    documents: Sequence[tuple[Member, Found]],
    open_months: tuple[str, ...],
    reason: str,
    progress: Progress,
) -> Iterator[Member]:
    """What is made for the package alone."""
    from onedoor_ledger.accounts.sie_export import sie_file
    from onedoor_ledger.archiving import papers, tables
    from onedoor_ledger.archiving.member import Member
    from onedoor_ledger.audit import commits
    from onedoor_ledger.formats.sie.writer import write as sie_text
    from onedoor_ledger.routines.documenting import STEM, system_of

    books, rules = opened.books, opened.rules
    names = {m.path.rpartition("/")[2]: found for m, found in documents}
    told = papers.Made(rules, year, today, names, open_months, reason)
    yield Member(papers.READ_ME, papers.read_me(told).encode())
    progress(_("Making the tables"))
    yield from tables.of_year(books, year)
    yield Member(f"{tables.FOLDER}BESKRIVNING.txt", tables.description().encode())
    yield Member(f"{tables.FOLDER}underlag.csv", papers.documents_table(books, year, documents))
    yield Member(f"sie/sie-{year}.se", sie_text(sie_file(rules, books, year, today=today), with_checksum=True).content)
    yield Member(f"sigill/sigill-{year}.txt", papers.seals(books, year).encode())
    yield Member(f"historik/git-{year}.txt", papers.history(year, commits.of_year(opened.workspace, year)).encode())
    report = system_of(opened, year, today=today, progress=progress)
    for ending in ("html", "txt"):
        yield Member(f"dokumentation/{STEM}-{year}.{ending}", rendered(report, ending))


def _sound(fresh: Path, progress: Progress) -> Verified:
    found = verify(fresh, progress)
    if found.faults:
        raise UnsoundError(found.faults)
    return found


def _same(path: Path, verified: Verified) -> bool:
    from onedoor_ledger.archiving.verify import digest_of

    return digest_of(path) == verified.digest
