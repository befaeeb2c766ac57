"""``onedoor check``: every control over rules and books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.reported import Value
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.period import Period
from onedoor_ledger.routines.errors import WrongBooksError
from onedoor_ledger.routines.job import Opened, Progress, open_books, silent
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace


def run(workspace: Workspace, progress: Progress = silent) -> tuple[Finding, ...]:
    """Everything the controls find, errors first, then by place."""
    return findings(open_books(workspace, progress), progress)


def findings(opened: Opened, progress: Progress = silent) -> tuple[Finding, ...]:
    """What the controls say of books that are open, booked or not yet."""
    from onedoor_ledger.control.check import check

    progress(_("Checking"))
    return check(opened.workspace, opened.rules, opened.books, remake=_remade)


def _remade(kind: str, rules: Rulebook, books: Books, period: Period, today: dt.date) -> Mapping[str, Value] | None:
    """The figures of a report made again, by id; None for a kind nobody makes."""
    if kind != "board":
        return None
    from onedoor_ledger.reporting import board

    figures = board.build(rules, books, period, today=today).figures
    return {id_: _value(figure.value) for id_, figure in figures.items()}


def _value(value: int | Fraction | None) -> Value:
    return (value.numerator, value.denominator) if isinstance(value, Fraction) else value


def require_sound(found: tuple[Finding, ...]) -> None:
    """See that nothing found is an error.

    :raises WrongBooksError: when something is.
    """
    wrong = [finding for finding in found if finding.severity is Severity.ERROR]
    if wrong:
        raise WrongBooksError(wrong)
