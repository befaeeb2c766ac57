"""The files of ``reports/``: kept, and for a locked period only replaced on purpose (contracts.md section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines import differing
from onedoor_ledger.routines.product_errors import LockedReportError
from onedoor_ledger.routines.reporting import folder, save
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seals import locked_months
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report


def keep(
    workspace: Workspace, period: Period, files: Mapping[str, bytes], *, replace: bool, out: Path | None = None
) -> tuple[Path, ...]:
    """Put a report's files in ``out``, or among the period's reports.

    :raises LockedReportError: when the period is locked, one of them is there and says something else, and not
        ``replace``. Nothing is then written.
    """
    target = out or folder(workspace, period)
    return save(target, permitted(workspace, period, target, files, replace=replace))


def permitted(
    workspace: Workspace, period: Period, target: Path, files: Mapping[str, bytes], *, replace: bool
) -> dict[str, bytes]:
    """``files`` as they may be written in ``target``: one that differs by its day alone stays as it is there.

    :raises LockedReportError: as :func:`keep`.
    """
    inside = target.resolve().is_relative_to(workspace.reports.resolve())
    if replace or not inside or not is_locked(workspace, period):
        return dict(files)
    allowed = {}
    for name, content in files.items():
        path = target / name
        kept = path.read_bytes() if path.is_file() else content
        if kept != content and (found := differing.differences(name, kept, content)):
            raise LockedReportError(workspace.relative(path), found)
        allowed[name] = kept
    return allowed


def is_locked(workspace: Workspace, period: Period) -> bool:
    """Whether every month of ``period`` is locked in förbundets book."""
    from beancount.parser import parser

    seals = workspace.ledger / Book.ASSOCIATION.value / "seals.beancount"
    if not seals.is_file():
        return False
    entries, _errors, _options = parser.parse_file(str(seals))
    locked = locked_months(entries)
    return all(month.name in locked for month in period.months())


def remade(workspace: Workspace, report: Report, *stems: str) -> Report:
    """``report``, which says so when its period is locked and was reported under other rules.

    :param stems: how the files it is kept in begin: ``styrelserapport``.
    """
    if not is_locked(workspace, report.period):
        return report
    for stem in stems:
        before = _rules_before(workspace, report, stem)
        if before and before != report.rules_digest:
            note = _("The period is locked and was reported under other rules: checksum {then}, now {now}.").format(
                then=before, now=report.rules_digest
            )
            return changed(report, notes=(*report.notes, note), rules_before=before)
    return report


def _rules_before(workspace: Workspace, report: Report, stem: str) -> str:
    """The digest of the rules that the kept report was made under, the first one when it was made again since."""
    for ending in ("json", "xlsx"):
        path = folder(workspace, report.period) / f"{stem}-{report.period}.{ending}"
        if path.is_file() and (found := differing.rules_of(path.name, path.read_bytes())):
            return found
    return ""
