"""``onedoor check``: every control over rules and books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.reported import Value
from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.period import Period, year_of
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
    found = check(opened.workspace, opened.rules, opened.books, remake=partial(_remade, opened.workspace))
    return found + tuple(_unreconciled(opened.rules, opened.books))


def _unreconciled(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Totals of each year's board report that the ledger's own entries do not give."""
    from onedoor_ledger.reporting import board

    for year in sorted({int(year) for year in books.postings["year"].unique()} & set(rules.budgets)):
        period = year_of(year)
        yield from board.findings(rules, books, period, today=period.end)


def _remade(
    workspace: Workspace, kind: str, rules: Rulebook, books: Books, period: Period, today: dt.date
) -> Mapping[str, Value] | None:
    """The figures of a report made again, by id; None for a kind nobody makes."""
    from onedoor_ledger.routines.kinds import kind_named

    made = kind_named(kind)
    if made is None:
        return None
    figures = made.build(Opened(workspace, rules, books), period, today).figures
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
