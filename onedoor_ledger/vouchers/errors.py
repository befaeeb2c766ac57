"""What can be wrong with a voucher, or stop the writer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.money import to_decimal
from onedoor_ledger.texts import LOCALES, _, current_language
from onedoor_ledger.voucher import Book, Voucher


def describe(voucher: Voucher) -> str:
    """How a message names a voucher: its number once it has one, else its day and text."""
    if voucher.number is not None:
        return voucher.id
    return _("{day} “{text}”").format(day=voucher.date, text=voucher.narration)


def _shown(amount: int, book: Book) -> str:
    from babel.numbers import format_decimal

    locale = LOCALES[current_language()]
    if book is Book.PEOPLE:
        return str(format_decimal(amount, locale=locale))
    return str(format_decimal(to_decimal(amount), "#,##0.00", locale=locale))


class UnbalancedError(UserError):
    """A voucher whose lines do not sum to zero."""

    code = "voucher-unbalanced"

    def __init__(self, voucher: Voucher) -> None:
        rest = _shown(voucher.balance, voucher.book)
        super().__init__(
            _("{voucher} does not balance: debit minus credit is {rest} {unit}.").format(
                voucher=describe(voucher), rest=rest, unit=voucher.book.unit
            ),
            remedy=_("Correct the amounts so that debit equals credit."),
        )


class EmptyVoucherError(UserError):
    """A voucher without lines."""

    code = "voucher-empty"

    def __init__(self, voucher: Voucher) -> None:
        super().__init__(
            _("{voucher} has no lines.").format(voucher=describe(voucher)),
            remedy=_("Write at least one debit and one credit."),
        )


class UnknownAccountError(UserError):
    """A line on an account that is not in the book's chart."""

    code = "account-unknown"

    def __init__(self, voucher: Voucher, account: str) -> None:
        super().__init__(
            _("{voucher} uses the account {account}, which is not in the chart of accounts.").format(
                voucher=describe(voucher), account=account
            ),
            remedy=_("Open the account in {file}, or correct its name.").format(
                file=f"ledger/{voucher.book.value}/chart.beancount"
            ),
        )


class ClosedAccountError(UserError):
    """A line on an account that is not open on the voucher's day."""

    code = "account-closed"

    def __init__(self, voucher: Voucher, account: str, opened: dt.date, closed: dt.date | None) -> None:
        until = f"{opened}–{closed or ''}"
        super().__init__(
            _("{voucher} uses the account {account} on {day}, but it is open {span} only.").format(
                voucher=describe(voucher), account=account, day=voucher.date, span=until
            ),
            remedy=_("Use another account, or change the day in {file}.").format(
                file=f"ledger/{voucher.book.value}/chart.beancount"
            ),
        )


class LockedMonthError(UserError):
    """A voucher dated in a month that is locked."""

    code = "month-locked"

    def __init__(self, voucher: Voucher) -> None:
        super().__init__(
            _("{voucher} is dated in {month}, which is locked.").format(
                voucher=describe(voucher), month=f"{voucher.date:%Y-%m}"
            ),
            remedy=_("Date it on the first day that is open; “event” keeps the day it happened."),
        )


class NoOpenMonthError(UserError):
    """A voucher dated outside the years the book covers."""

    code = "month-not-open"

    def __init__(self, voucher: Voucher, first: dt.date, last: dt.date) -> None:
        super().__init__(
            _("{voucher} is dated {day}, but only {first} to {last} is open.").format(
                voucher=describe(voucher), day=voucher.date, first=first, last=last
            ),
            remedy=_("Check the year of the date."),
        )


class ClockError(UserError):
    """Today lies before the day the last voucher was registered."""

    code = "clock-behind"

    def __init__(self, book: Book, today: dt.date, last: str) -> None:
        super().__init__(
            _("Today is {today}, but the last voucher of ledger/{book} was registered on {last}.").format(
                today=today, book=book.value, last=last
            ),
            remedy=_("Check the computer's clock, or the day given with --today."),
        )


class VoucherTextError(UserError):
    """A voucher holds something the ledger's text cannot carry: a bad account name, key, flag or document name."""

    code = "voucher-unwritable"

    def __init__(self, voucher: Voucher, what: str, value: str) -> None:
        super().__init__(
            _("{voucher} cannot be written: {what} “{value}” is not allowed.").format(
                voucher=describe(voucher), what=what, value=ascii(value)[1:-1]
            ),
            remedy=_("Letters, digits and hyphens are allowed in account names; keys are lower case."),
        )


class NotRegisteredError(UserError):
    """The writer was given vouchers whose numbers do not follow on the book's last one."""

    code = "numbers-moved"

    def __init__(self, book: Book, expected: int, found: Sequence[str]) -> None:
        super().__init__(
            _("The next number of ledger/{book} is {expected}, not {found}: somebody booked in the meantime.").format(
                book=book.value, expected=f"{book.series}{expected}", found=", ".join(found[:1])
            ),
            remedy=_("Nothing was written. Run the command again: it then sees the new vouchers."),
        )


class BusyError(UserError):
    """Another program holds the workspace."""

    code = "workspace-busy"

    def __init__(self) -> None:
        super().__init__(
            _("Another program is writing in this workspace."),
            remedy=_("Wait until it is done (another window with onedoor or Fava?) and run the command again."),
        )


class DirtyFilesError(UserError):
    """Files the writer would change hold edits that are not committed."""

    code = "files-uncommitted"

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(
            _("These files hold changes that are not committed: {files}.").format(files=", ".join(files)),
            remedy=_("Commit or undo the changes first, then run the command again. Nothing was written."),
        )


class DocumentClashError(UserError):
    """A document under the same name holds something else."""

    code = "document-differs"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The archived document is not the file that was received."),
            remedy=_("A source document must never change: restore it from git, then run the command again."),
            place=Place(f"ledger/documents/{name}"),
        )


class UnreadableFileError(UserError):
    """A file of the books that vouchers would be appended to cannot be read."""

    code = "ledger-file-unreadable"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            _("The file cannot be read: {reason}.").format(reason=reason),
            remedy=_("Nothing was written. Restore the file from git, then run the command again."),
            place=Place(file),
        )


class WriteFailedError(UserError):
    """The disk refused: full, read-only, or a file is open in another program."""

    code = "write-failed"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            _("The file could not be written: {reason}.").format(reason=reason),
            remedy=_("Nothing was changed. Free space, close the file elsewhere or check its rights, and try again."),
            place=Place(file),
        )


class GitError(UserError):
    """git refused to commit."""

    code = "git-refused"

    def __init__(self, reason: str) -> None:
        super().__init__(
            _("git could not commit: {reason}").format(reason=reason.strip()),
            remedy=_("Nothing was changed. Mend what git says, or set commit = false in rules/association.toml."),
        )
