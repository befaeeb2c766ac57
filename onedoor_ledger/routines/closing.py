"""``onedoor close``: months are controlled and locked, in all three books or none; opened again with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onedoor_ledger.control import timely
from onedoor_ledger.errors import Finding
from onedoor_ledger.period import Period, parse_period
from onedoor_ledger.routines import checking
from onedoor_ledger.routines.closing_errors import (
    MonthGapError,
    MonthNotOverError,
    NotLockedError,
    ReopeningReasonError,
    SamePersonError,
)
from onedoor_ledger.routines.job import Opened, Progress, open_books, silent
from onedoor_ledger.texts import _
from onedoor_ledger.voucher import Book, clean
from onedoor_ledger.vouchers import lock
from onedoor_ledger.vouchers.runs import runs
from onedoor_ledger.vouchers.sealing import Sealed, reopen, seal
from onedoor_ledger.vouchers.seals import Joint, joint_head, locked_months, month_after
from onedoor_ledger.workspace import Workspace

if TYPE_CHECKING:
    from onedoor_ledger.reporting.closing_protocol import LockedMonth
    from onedoor_ledger.vouchers.write import Written


@dataclass(frozen=True)
class Closed:
    """What was, or would be, locked or opened again; ``written`` is None for a preview."""

    months: tuple[str, ...]
    """Empty when everything asked for is locked already."""
    seals: tuple[Joint, ...]
    findings: tuple[Finding, ...]
    protocol: str
    written: Written | None


def run(
    workspace: Workspace, period: Period, *, today: dt.date, by: str, write: bool, progress: Progress = silent
) -> Closed:
    """Run every control and lock the months of ``period`` that are not locked yet.

    :raises MonthNotOverError: when a month of the period has not ended.
    :raises MonthGapError: when an earlier month is open.
    :raises WrongBooksError: when a control finds an error. Nothing is locked in any of these cases.
    """
    with lock.hold(workspace) if write else nullcontext():
        opened = open_books(workspace, progress)
        months = _months(opened, period, today)
        if not months:
            return Closed((), (), (), "", None)
        found = tuple(f for f in checking.findings(opened, progress) if f.rule != "month-open")
        checking.require_sound(found)
        progress(_("Locking"))
        sealed = _sealed(opened, months, today=today, by=by)
        seals, text = joint_of(sealed), _protocol(opened, sealed, found, today=today, by=by)
        written = None
        if write:
            name = f"reports/{period.name}/stangning-{period.name}.txt"
            written = _write(opened, sealed, job=f"close {_span(months)}", by=by, reports={name: text.encode()})
        return Closed(months, seals, found, text, written)


def open_again(
    workspace: Workspace,
    period: Period,
    *,
    reason: str,
    second: str,
    today: dt.date,
    by: str,
    write: bool,
    progress: Progress = silent,
) -> Closed:
    """Open the months of ``period``, and every later one, again; the reason and both names stay in the chain.

    :raises NotLockedError: when the period's first month is not locked.
    :raises SamePersonError: when the second person is the one who does it.
    """
    if not clean(reason) or not clean(second):
        raise ReopeningReasonError
    if clean(second).casefold() == clean(by).casefold():
        raise SamePersonError(by)
    with lock.hold(workspace) if write else nullcontext():
        opened = open_books(workspace, progress)
        month = next(period.months()).name
        locked = sorted(locked_months(opened.books.entries[Book.ASSOCIATION]))
        if month not in locked:
            raise NotLockedError(month, locked[-1] if locked else "")
        sealed = tuple(
            reopen(book, opened.books.entries[book], month, reason=reason, by=by, second=second, today=today)
            for book in Book
        )
        written = _write(opened, sealed, job=f"reopen {month}", by=by) if write else None
        return Closed(tuple(m for m in locked if m >= month), joint_of(sealed), (), "", written)


def joint_of(sealed: Sequence[Sealed]) -> tuple[Joint, ...]:
    """The joint links of the three books' new ones."""
    numbers = dict.fromkeys(link.link for link in sealed)
    found = []
    for number in numbers:
        own = [link for link in sealed if link.link == number]
        head = joint_head({link.book: link.head for link in own})
        found.append(Joint(number, own[0].month, head, reopens=not own[0].file))
    return tuple(found)


def _months(opened: Opened, period: Period, today: dt.date) -> tuple[str, ...]:
    """The months of ``period`` to lock: over, and following on what is locked."""
    wanted = [month.name for month in period.months()]
    if (end := parse_period(wanted[-1]).end) >= today:
        raise MonthNotOverError(wanted[-1], end)
    locked = locked_months(opened.books.entries[Book.ASSOCIATION])
    months = tuple(month for month in wanted if month not in locked)
    days = opened.books.postings["date"]
    first = f"{days.min():%Y-%m}" if len(days) else wanted[0]
    expected = month_after(max(locked)) if locked else first
    if months and months[0] > expected:
        raise MonthGapError(expected, wanted[-1])
    return tuple(month for month in months if month >= expected)


def _sealed(opened: Opened, months: Sequence[str], *, today: dt.date, by: str) -> tuple[Sealed, ...]:
    rules = {rule.version: rule.decided for rule in opened.rules.sharing}
    return tuple(
        link for book in Book for link in seal(book, opened.books.entries[book], months, rules, today=today, by=by)
    )


def _protocol(opened: Opened, sealed: Sequence[Sealed], found: tuple[Finding, ...], *, today: dt.date, by: str) -> str:
    from onedoor_ledger.reporting.closing_protocol import protocol

    months = tuple(_locked_months(sealed))
    late = [m for m in dict.fromkeys(row.month for row in months)
            if timely.last_day(opened.rules, parse_period(m).end) < today]  # fmt: skip
    return protocol(opened.rules, months, joint_of(sealed), found, today=today, by=by, late=late)


def _locked_months(sealed: Sequence[Sealed]) -> Iterator[LockedMonth]:
    from onedoor_ledger.reporting.closing_protocol import LockedMonth

    for link in sealed:
        yield LockedMonth(link.book, link.month, len(link.vouchers), runs(link.vouchers), link.head)


def _write(
    opened: Opened, sealed: Sequence[Sealed], *, job: str, by: str, reports: dict[str, bytes] | None = None
) -> Written:
    from onedoor_ledger.vouchers import close

    commit = opened.rules.association.commit
    return close.write(opened.workspace, sealed, message=job, by=by, commit=commit, reports=reports or {})


def _span(months: Sequence[str]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]}–{months[-1]}"
