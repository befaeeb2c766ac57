"""``onedoor export sie``: the association's book of a year as a SIE 4E file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.formats.records import SieFile
from onedoor_ledger.period import parse_period
from onedoor_ledger.routines.errors import NoBooksError
from onedoor_ledger.routines.job import Progress, open_books, silent
from onedoor_ledger.routines.reporting import folder, save
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.workspace import Workspace


@dataclass(frozen=True)
class Exported:
    """The file as it was written, where it is, and what to know about it."""

    file: SieFile
    content: bytes
    path: Path
    findings: tuple[Finding, ...]


def sie(
    workspace: Workspace,
    year: int,
    *,
    today: dt.date,
    out: Path | None = None,
    with_checksum: bool = False,
    progress: Progress = silent,
) -> Exported:
    """Write the association's book of ``year`` to ``out``, else to ``reports/YEAR/sie-YEAR.se``.

    :raises NoBooksError: when the association has nothing booked in the year.
    :raises onedoor_ledger.accounts.errors.KontoMissingError: when a booked account has no konto.
    """
    from onedoor_ledger.accounts.sie_export import sie_file
    from onedoor_ledger.formats.sie.writer import write

    opened = open_books(workspace, progress)
    period = parse_period(str(year))
    frame = opened.books.postings
    days = frame.loc[frame["book"] == Book.ASSOCIATION.value, "date"]
    if not (days.dt.year == year).any():
        first, last = (str(days.min().date()), str(days.max().date())) if len(days) else ("", "")
        raise NoBooksError(period, first, last)
    progress(_("Writing"))
    file = sie_file(opened.rules, opened.books, year, today=today)
    written = write(file, with_checksum=with_checksum)
    path = out or folder(workspace, period) / f"sie-{year}.se"
    save(path.parent, {path.name: written.content})
    return Exported(file, written.content, path, _findings(written.replaced))


def _findings(replaced: tuple[str, ...]) -> tuple[Finding, ...]:
    if not replaced:
        return ()
    told = _("SIE has no letters for {characters}: they are written otherwise (– as -, § as paragraf).")
    return (Finding("sie-characters", Severity.NOTE, told.format(characters=" ".join(replaced))),)
