"""In time: within so many days after its month an event is registered and the month locked (BFNAR 2013:2).

The days are a dated row of ``rules/association.toml``. Only förbundets own book is under the law; the clock is the
last day something was registered, so that the same books always say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onedoor_ledger.books.model import Books
from onedoor_ledger.control.postings import warning
from onedoor_ledger.errors import Finding, Place
from onedoor_ledger.period import Period, month_of
from onedoor_ledger.rulebook.model import Rulebook
from onedoor_ledger.texts import _, ngettext
from onedoor_ledger.voucher import Book
from onedoor_ledger.vouchers.seals import locked_months

_SHOWN = 6


def registered_late(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Events registered later than the rules allow, a finding per month of events."""
    late: dict[str, list[tuple[str, Place]]] = {}
    for entry in books.entries.get(Book.ASSOCIATION, ()):
        if type(entry).__name__ != "Transaction":
            continue
        event, registered = _day(entry.meta.get("event")) or entry.date, _day(entry.meta.get("registered"))
        if registered is not None and registered > last_day(rules, event):
            lineno = int(entry.meta.get("lineno") or 0)
            place = Place(f"ledger/association/{entry.date:%Y/%m}.beancount", lineno or None)
            late.setdefault(f"{event:%Y-%m}", []).append((str(entry.meta.get("voucher") or entry.date), place))
    for month, found in sorted(late.items()):
        limit = last_day(rules, dt.date.fromisoformat(f"{month}-01"))
        names = ", ".join(name for name, _place in found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        yield warning(
            "registered-late",
            ngettext(
                "One event of {month} was registered after {limit}: {vouchers}.",
                "{n} events of {month} were registered after {limit}: {vouchers}.",
                len(found),
            ).format(n=len(found), month=month, limit=limit, vouchers=names),
            found[0][1],
            _("Say in the protocol why it was late; the limit is a row in rules/association.toml."),
        )


def locked_late(rules: Rulebook, books: Books) -> Iterator[Finding]:
    """Months with vouchers whose limit has passed and that are not locked: one finding."""
    frame = books.postings
    own = frame.loc[frame["book"] == Book.ASSOCIATION.value]
    if own.empty:
        return
    clock = _day(str(own["registered"].max()))
    locked = locked_months(books.entries.get(Book.ASSOCIATION, ()))
    months = sorted({f"{day:%Y-%m}" for day in own["date"].dt.date.unique()} - locked)
    open_ = [month for month in months if clock and last_day(rules, dt.date.fromisoformat(f"{month}-01")) < clock]
    if open_:
        span = open_[0] if len(open_) == 1 else f"{open_[0]}–{open_[-1]}"
        yield warning(
            "month-open",
            _("{months} should be locked by now.").format(months=span),
            Place("ledger/association/seals.beancount"),
            _("Lock with: onedoor close {period} --write").format(period=span_text(open_[0], open_[-1])),
        )


def last_day(rules: Rulebook, event: dt.date) -> dt.date:
    """The last day on which ``event`` is registered in time, and its month locked in time."""
    month: Period = month_of(event)
    return month.end + dt.timedelta(days=rules.closing_days(month.end))


def span_text(first: str, last: str) -> str:
    """Months as a period is typed: ``2026-07``, or the days from the first's to the last's."""
    if first == last:
        return first
    start, end = dt.date.fromisoformat(f"{first}-01"), month_of(dt.date.fromisoformat(f"{last}-01")).end
    return f"{start}..{end}"


def _day(said: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(said)) if said else None
    except ValueError:
        return None
