"""The closing protocol: a page of plain text that says what was locked, by whom, and the digest to keep elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onedoor_ledger.errors import Finding, Severity
from onedoor_ledger.reporting.words import long_date
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import N_, _
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seals import Joint

BOOKS: Mapping[Book, str] = {
    Book.ASSOCIATION: N_("The association's books"),
    Book.PARTIES: N_("The parties' book (supporting records, not bookkeeping)"),
    Book.PEOPLE: N_("The people book (supporting records, not bookkeeping)"),
}


@dataclass(frozen=True, slots=True)
class LockedMonth:
    """A month of one book as it was locked."""

    book: Book
    month: str
    vouchers: int
    numbers: str
    head: str


def protocol(
    rules: Rulebook,
    months: Sequence[LockedMonth],
    seals: Sequence[Joint],
    findings: Sequence[Finding],
    *,
    today: dt.date,
    by: str,
    late: Sequence[str],
) -> str:
    """The protocol's text.

    :param seals: the joint seals of the months that were locked, in order; the last one's digest is what to keep.
    :param late: months locked after their last day.
    """
    first, last = seals[0].month, seals[-1].month
    span = first if first == last else f"{first}–{last}"
    lines = [
        rules.association.printed,
        _("Closing protocol {period}").format(period=span),
        "",
        _("Locked on {date} by {by}.").format(date=long_date(today), by=by),
        _controls(findings),
    ]
    lines += [_("Locked after its last day: {months}.").format(months=", ".join(late))] if late else []
    for book in Book:
        lines += ["", _(BOOKS[book])]
        lines += [_line(row) for row in months if row.book is book]
    lines += [
        "",
        _("The books' joint seal, month by month:"),
        *(f"  {joint.month}  {joint.head}" for joint in seals),
        "",
        _("Keep the last line outside the books, for instance with the auditor: whoever has it can tell whether"),
        _("anything up to and including {month} was changed afterwards (onedoor audit --seal).").format(month=last),
        "",
        _("Rules: {digest}").format(digest=rules.digest),
        "",
        _("Signed: ______________________________"),
    ]
    return "\n".join(lines) + "\n"


def _controls(findings: Sequence[Finding]) -> str:
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    if not warnings:
        return _("All controls held.")
    return _("No control found an error; remarks: {n} (onedoor check shows them).").format(n=warnings)


def _line(row: LockedMonth) -> str:
    if not row.vouchers:
        return _("  {month}: nothing booked").format(month=row.month)
    return _("  {month}: {n} vouchers, {numbers}").format(month=row.month, n=row.vouchers, numbers=row.numbers)
