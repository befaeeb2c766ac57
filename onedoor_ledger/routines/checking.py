"""``onedoor check``: every control over rules and books."""

from __future__ import annotations

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.routines.errors import WrongBooksError
from onedoor_ledger.routines.job import Opened, Progress, open_books, silent
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace


def run(workspace: Workspace, progress: Progress = silent) -> tuple[Finding, ...]:
    """Everything the controls find, errors first, then by place."""
    return findings(open_books(workspace, progress), progress)


def findings(opened: Opened, progress: Progress = silent) -> tuple[Finding, ...]:
    """What the controls say of books that are open, booked or not yet."""
    from onedoor_ledger.control.check import check

    progress(_("Checking"))
    return check(opened.workspace, opened.rules, opened.books)


def require_sound(found: tuple[Finding, ...]) -> None:
    """See that nothing found is an error.

    :raises WrongBooksError: when something is.
    """
    wrong = [finding for finding in found if finding.severity is Severity.ERROR]
    if wrong:
        raise WrongBooksError(wrong)
