"""``onedoor report party`` and ``onedoor report sharing``: statements over what is booked, and their files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from onedoor_ledger.period import Period
from onedoor_ledger.routines import sharing as sharing_job
from onedoor_ledger.routines.errors import UnknownPartyError
from onedoor_ledger.routines.job import Opened, Progress, open_books, require_period, silent
from onedoor_ledger.routines.reporting import rendered
from onedoor_ledger.texts import _
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.model import Report

PARTY_STEM, SHARING_STEM = "partsredovisning", sharing_job.STEM


def sharing(workspace: Workspace, period: Period, *, today: dt.date, progress: Progress = silent) -> Report:
    """Kostnadsfördelning over what is booked.

    :raises NoBooksError: when nothing is booked in the period.
    """
    opened = open_books(workspace, progress)
    progress(_("Making the report on cost sharing"))
    return sharing_of(opened, period, today=today)


def sharing_of(opened: Opened, period: Period, *, today: dt.date) -> Report:
    """Kostnadsfördelning over books that are open.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.routines.products import remade

    require_period(opened.books, period)
    return remade(opened.workspace, sharing_job.full(opened, period, today=today), SHARING_STEM)


def party_of(opened: Opened, period: Period, *, today: dt.date) -> Report:
    """Everybody's statements in one report, over books that are open.

    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting import party as statement
    from onedoor_ledger.routines.products import remade

    require_period(opened.books, period)
    report = statement.build(opened.rules, opened.books, period, today=today)
    return remade(opened.workspace, report, PARTY_STEM)


def party(
    workspace: Workspace, period: Period, id: str | None, *, today: dt.date, progress: Progress = silent
) -> tuple[Report, Mapping[str, Report]]:
    """The statements of everybody, or of participant ``id``, in one report, and each participant's by its id.

    :raises UnknownPartyError: when nobody is called ``id``.
    :raises NoBooksError: when nothing is booked in the period.
    """
    from onedoor_ledger.reporting import party as statement
    from onedoor_ledger.routines.products import remade

    opened = open_books(workspace, progress)
    known = [participant.id for participant in opened.rules.participants]
    if id is not None and id not in known:
        raise UnknownPartyError(id, known)
    require_period(opened.books, period)
    progress(_("Making the parties' statements"))
    if id is not None:
        own = statement.build(opened.rules, opened.books, period, today=today, parties=[id])
        own = remade(workspace, own, f"{PARTY_STEM}-{id}")
        return own, {id: own}
    return party_of(opened, period, today=today), _each(opened, period, today=today)


def party_files(each: Mapping[str, Report]) -> Mapping[str, bytes]:
    """A workbook per participant, by file name."""
    return {f"{PARTY_STEM}-{who}-{report.period}.xlsx": rendered(report, "xlsx") for who, report in each.items()}


def files(opened: Opened, period: Period, *, today: dt.date, progress: Progress = silent) -> dict[str, bytes]:
    """What a closed period leaves beside the board's report: cost sharing, and a statement for each participant."""
    progress(_("Making the parties' statements"))
    shared, each = sharing_of(opened, period, today=today), _each(opened, period, today=today)
    named = {f"{SHARING_STEM}-{period}.{ending}": rendered(shared, ending) for ending in ("xlsx", "txt")}
    return named | dict(party_files(each))


def _each(opened: Opened, period: Period, *, today: dt.date) -> Mapping[str, Report]:
    """A statement for each participant, by its id."""
    from onedoor_ledger.reporting import party as statement
    from onedoor_ledger.routines.products import remade

    made = statement.each(opened.rules, opened.books, period, today=today)
    return {who: remade(opened.workspace, report, f"{PARTY_STEM}-{who}") for who, report in made.items()}
