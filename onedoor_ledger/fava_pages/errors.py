"""What the pages refuse, in a sentence the browser shows."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import ClassVar

from onedoor_ledger.errors import UserError
from onedoor_ledger.texts import _


class RefusedError(UserError):
    """A request the rules of the books do not allow: 403."""

    status: ClassVar[HTTPStatus] = HTTPStatus.FORBIDDEN


class StrangeHostError(RefusedError):
    """The request was sent to a name this server does not answer to (DNS rebinding)."""

    code = "fava-host"

    def __init__(self) -> None:
        super().__init__(
            _("This address is not one the books are served at."),
            remedy=_("Open the address that “onedoor fava” printed when it started."),
        )


class StrangeOriginError(RefusedError):
    """The request comes from another web page."""

    code = "fava-origin"

    def __init__(self) -> None:
        super().__init__(
            _("Another web page tried to reach the books; it is not allowed to."),
            remedy=_("Work in the window that shows the books."),
        )


class ReadOnlyError(RefusedError):
    """The books are served for reading."""

    code = "fava-read-only"

    def __init__(self) -> None:
        super().__init__(
            _("The books are open for reading only."),
            remedy=_("Whoever keeps the books starts “onedoor fava” without --read-only."),
        )


class NotHereError(RefusedError):
    """A way of writing that would go past the engine."""

    code = "fava-not-here"

    def __init__(self) -> None:
        super().__init__(
            _("This cannot be done from Fava."),
            remedy=_("Files that arrive are taken in on our own page Importera, which keeps them with their vouchers."),
        )


class EntryKindError(RefusedError):
    """A typed entry that is no voucher."""

    code = "fava-entry-kind"

    def __init__(self, kind: str) -> None:
        super().__init__(
            _("Only transactions can be typed here, not “{kind}”.").format(kind=kind),
            remedy=_("A voucher is a transaction. Other directives stand in the chart and are edited there."),
        )


class TypedVoucherError(RefusedError):
    """A typed voucher that cannot be booked as it stands."""

    code = "fava-entry"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, what: str) -> None:
        super().__init__(_("The voucher cannot be booked: {what}").format(what=what))


class GivenNumberError(RefusedError):
    """A typed voucher that brings its own number, day of registration or author."""

    code = "fava-number-given"

    def __init__(self, key: str) -> None:
        super().__init__(
            _("“{key}” is set when the voucher is booked and cannot be typed.").format(key=key),
            remedy=_("Remove the line; the voucher gets the next number of its series."),
        )


class NumberGoneError(RefusedError):
    """An edit that changes or removes the number of a booked voucher."""

    code = "fava-number-gone"

    def __init__(self, numbers: Iterable[str]) -> None:
        super().__init__(
            _("The number of a booked voucher cannot be changed or removed: {numbers}.").format(
                numbers=", ".join(numbers)
            ),
            remedy=_(
                "Reload the page and try again. A voucher that is wrong is corrected by a new one that mirrors it."
            ),
        )


class ProgramLineError(RefusedError):
    """An edit of lines that decide which program code runs or which files belong to the book."""

    code = "fava-program-line"

    def __init__(self, line: str) -> None:
        super().__init__(
            _("Lines that steer the program cannot be edited from the browser: {line}").format(line=line),
            remedy=_("Change them in the file itself, where git shows who did it."),
        )


class WrongMonthError(RefusedError):
    """A voucher edited into a file of another month."""

    code = "fava-month"

    def __init__(self, day: str, file: str) -> None:
        super().__init__(
            _("A voucher dated {day} does not belong in {file}.").format(day=day, file=file),
            remedy=_("Each month has its own file. Type the voucher with “Add” and it lands in the right one."),
        )


class SealedFileError(RefusedError):
    """An edit of a locked month."""

    code = "fava-sealed"

    def __init__(self, month: str) -> None:
        super().__init__(
            _("{month} is locked and is not changed any more.").format(month=month),
            remedy=_("Correct it with a voucher in an open month that says what it corrects."),
        )


class SealedAccountError(RefusedError):
    """An edit of an account that a locked month uses."""

    code = "fava-sealed-account"

    def __init__(self, account: str, month: str) -> None:
        super().__init__(
            _("The account {account} is used in {month}, which is locked, and is not changed any more.").format(
                account=account, month=month
            ),
            remedy=_("Open a new account, and use it from the first day that is open."),
        )


class UnreadableEditError(RefusedError):
    """An edit that leaves a text beancount cannot read."""

    code = "fava-unreadable"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(
            _("Row {row} cannot be read: {reason}").format(row=row, reason=reason),
            remedy=_("Nothing was saved. Mend the row and save again."),
        )


class ChangedMeanwhileError(RefusedError):
    """The file was changed by somebody else after the page was opened."""

    code = "fava-changed-meanwhile"
    status = HTTPStatus.CONFLICT

    def __init__(self) -> None:
        super().__init__(
            _("The file has changed since you opened it; your text was not saved."),
            remedy=_("Copy what you wrote, reload the page, and put it in again."),
        )


class NothingSentError(RefusedError):
    """The form for files was sent without one."""

    code = "fava-nothing-sent"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self) -> None:
        super().__init__(_("No file was chosen."), remedy=_("Choose one or several files, then send them."))


class TooMuchSentError(RefusedError):
    """More was sent at once than any honest export holds."""

    code = "fava-too-much"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("More than {limit} MB was sent at once; nothing has been kept.").format(limit=limit // 1_000_000),
            remedy=_("Send fewer files at a time, or ask the sender for a smaller one."),
        )
