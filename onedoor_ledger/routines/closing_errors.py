"""What keeps months from being locked or opened again."""

from __future__ import annotations

import datetime as dt

from onedoor_ledger.control.timely import span_text
from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import _


class MonthNotOverError(UserError):
    """A month that has not ended."""

    code = "close-not-over"

    def __init__(self, month: str, end: dt.date) -> None:
        super().__init__(
            _("{month} is not over: it can be locked after {day}.").format(month=month, day=end),
            remedy=_("Lock the months that are over, or check the day given with --today."),
        )


class MonthGapError(UserError):
    """An earlier month is still open."""

    code = "close-gap"

    def __init__(self, first: str, last: str) -> None:
        super().__init__(
            _("Months are locked in order, and {month} is still open.").format(month=first),
            remedy=_("Lock them together: onedoor close {period}").format(period=span_text(first, last)),
        )


class NotLockedError(UserError):
    """A month to open again that is not locked."""

    code = "reopen-not-locked"

    def __init__(self, month: str, last: str) -> None:
        remedy = _("Locked up to and including {month}.").format(month=last) if last else _("No month is locked.")
        super().__init__(_("{month} is not locked, so it cannot be opened again.").format(month=month), remedy=remedy)


class ReopeningReasonError(UserError):
    """Opening again without a reason, or without a second person."""

    code = "reopen-reason"
    exit_code = EXIT_USAGE

    def __init__(self) -> None:
        super().__init__(
            _("A locked month is opened again only with a reason and a second person's name."),
            remedy=_("Add --reason “…” and --second “NAME”: both stay in the chain of seals."),
        )


class SamePersonError(UserError):
    """The second person is the same as the first."""

    code = "reopen-same-person"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} cannot be both the one who opens the month again and the second person.").format(name=name),
            remedy=_("Name somebody else who has agreed, for instance the chair or the manager."),
        )
