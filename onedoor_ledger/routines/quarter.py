"""``onedoor quarter``: the treasurer's whole job, in one transaction.

Import the inbox, accrue what is outstanding at the period's end, share what the parties share, check, and report.
Each step sees the books as the steps before would leave them, so the preview is the write (contracts.md section 2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.errors import Finding
from onedoor_ledger.intake.model import Batch
from onedoor_ledger.period import Period
from onedoor_ledger.routines import checking, importing, products, reporting, sharing, statements
from onedoor_ledger.routines.errors import RulesFirstError
from onedoor_ledger.routines.job import Opened, Progress, alone, book, open_books, silent
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Voucher
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report
    from onedoor_ledger.vouchers.write import Written


FOUND_AGAIN = frozenset({"bank-unmatched"})
"""What the import remarks on and the controls find again in the books: told once."""


@dataclass(frozen=True)
class Quarter:
    """A period closed, or shown as it would be: what each step books, what the controls say, the report."""

    period: Period
    batch: Batch
    imported: tuple[Voucher, ...]
    accrued: tuple[Voucher, ...]
    shared: tuple[Voucher, ...]
    findings: tuple[Finding, ...]
    """What the import and the controls remark on."""
    report: Report
    reports: tuple[Path, ...]
    """The report files: the board's, written either way, a draft while something waits to be booked; the rest after."""
    written: Written | None

    @property
    def vouchers(self) -> tuple[Voucher, ...]:
        """All of them, in the order of the steps."""
        return (*self.imported, *self.accrued, *self.shared)


def run(
    workspace: Workspace,
    period: Period,
    *,
    today: dt.date,
    by: str,
    write: bool,
    replace: bool = False,
    progress: Progress = silent,
) -> Quarter:
    """Do the treasurer's job for ``period``.

    :param replace: whether kept reports of a locked period may give way to others.
    :raises LockedReportError: when they may not and would differ.
    :raises RefusedError: when a file in the inbox is refused.
    :raises RulesFirstError: when a file in the inbox would change the rules the quarter is closed by.
    :raises NoBooksError: when the period would still be empty.
    :raises WrongBooksError: when the controls find an error. Nothing is written in any of these cases.
    """
    with alone(workspace, write=write):
        return _run(workspace, period, today=today, by=by, write=write, replace=replace, progress=progress)


def _run(
    workspace: Workspace, period: Period, *, today: dt.date, by: str, write: bool, replace: bool, progress: Progress
) -> Quarter:
    opened = open_books(workspace, progress)
    files = importing.inbox(workspace)
    batch = importing.prepare(opened, files, today=today, progress=progress)
    if batch.rules:
        raise RulesFirstError(sorted(batch.rules))
    after, imported = opened.plus(batch.vouchers, today=today, by=by)
    after, accrued = accrue(after, period.end, today=today, by=by, progress=progress)
    after, shared = sharing.share_and_settle(after, period, today=today, by=by, progress=progress)
    vouchers = (*imported, *accrued, *shared)
    report = reporting.board_of(after, period, today=today, pending=0 if write else len(vouchers), progress=progress)
    findings = checking.findings(after, progress)
    checking.require_sound(findings)
    made = dict(reporting.board_files(report))
    if write:
        made |= statements.files(after, period, today=today, progress=progress)
    target = reporting.folder(workspace, period)
    made = products.permitted(workspace, period, target, made, replace=replace)
    progress(_("Writing"))
    written = None
    if write:
        paths = _in_reports(workspace, period, made) | sharing.underlag_files(after, shared)
        gone = importing.kept(workspace, files, batch)
        written = book(after, vouchers, job=f"quarter {period}", archive=batch.archive, reports=paths, remove=gone)
        saved = tuple(workspace.root / path for path in paths)
    else:
        saved = reporting.save(target, made)
    told = tuple(finding for finding in batch.findings if finding.rule not in FOUND_AGAIN)
    return Quarter(period, batch, imported, accrued, shared, (*told, *findings), report, saved, written)


def accrue(
    opened: Opened, reporting_date: dt.date, *, today: dt.date, by: str, progress: Progress
) -> tuple[Opened, tuple[Voucher, ...]]:
    """The accruals at ``reporting_date`` with their numbers, and the books as if they were booked."""
    from onedoor_ledger.intake.accruals import accrue as accrue_at

    progress(_("Accruing what is outstanding"))
    return opened.plus(accrue_at(opened.rules, opened.books, reporting_date, today=today), today=today, by=by)


def _in_reports(workspace: Workspace, period: Period, files: Mapping[str, bytes]) -> dict[str, bytes]:
    folder = workspace.relative(reporting.folder(workspace, period))
    return {f"{folder}/{name}": content for name, content in files.items()}
