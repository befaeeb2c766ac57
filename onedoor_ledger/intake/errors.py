"""What can be wrong with a file that arrived. A cell is quoted only through ``quoted``, which masks persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import quoted
from onedoor_ledger.texts import _


class FileChangedError(UserError):
    """The file was written to while it was read, or went away."""

    code = "intake-file-changed"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("The file cannot be read to its end, or changed while it was read."),
            remedy=_("Wait until it is completely saved and closed in other programs, then run the command again."),
            place=place,
        )


class FileUnknownError(UserError):
    """No format and no profile fits."""

    code = "intake-unrecognised"

    def __init__(self, place: Place, hints: Sequence[str]) -> None:
        remedy = _("Move it out of inbox/, or let “onedoor profile FILE” propose a profile for importers/.")
        super().__init__(_("Nobody recognises this file."), remedy="\n  ".join([*hints, remedy]), place=place)


class BgMaxError(UserError):
    """Bankgirot's old file of deposits, which banks no longer send (replaced by camt.054 during 2026)."""

    code = "intake-bgmax"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("This is BgMax, a format the banks have replaced."),
            remedy=_("Order camt.054 from the bank for the same days; it tells the same payments."),
            place=place,
        )


class ProfilesAmbiguousError(UserError):
    """Two profiles fit: the file's meaning would be a guess."""

    code = "intake-two-profiles"

    def __init__(self, place: Place, names: Sequence[str]) -> None:
        super().__init__(
            _("Several profiles fit this file: {names}.").format(names=", ".join(names)),
            remedy=_("Make their file name patterns or columns in importers/ differ, so that only one fits."),
            place=place,
        )


class PersonsError(UserError):
    """A table with persons: the party folds, the förbund refuses (domain.md section 6)."""

    code = "intake-persons"

    def __init__(self, place: Place, categories: Sequence[str], letter: str) -> None:
        self.letter = letter
        super().__init__(
            _("The file holds data on individuals ({categories}). It has not been read further.").format(
                categories=", ".join(categories)
            ),
            remedy=_("Send it back with this text, and follow your archiving rules for what arrived:")
            + "\n\n"
            + letter,
            place=place,
        )


class CellMissingError(UserError):
    """A cell that must say something is empty."""

    code = "intake-cell-missing"

    def __init__(self, place: Place, header: str) -> None:
        super().__init__(
            _("“{header}” is empty.").format(header=header),
            remedy=_("Fill it in, or ask the sender for a complete file."),
            place=place,
        )


class WordUnknownError(UserError):
    """A word that means nothing to the rules."""

    code = "intake-word-unknown"

    def __init__(self, place: Place, header: str, text: str, choices: Sequence[str]) -> None:
        super().__init__(
            _("“{text}” under “{header}” is unknown.").format(text=quoted(text), header=header),
            remedy=_("Use one of {choices}, or add the word to the profile in importers/.").format(
                choices=", ".join(choices)
            ),
            place=place,
        )


class RowPeriodError(UserError):
    """A period nobody can read, in a file."""

    code = "intake-period"

    def __init__(self, place: Place, header: str, text: str) -> None:
        super().__init__(
            _("“{text}” under “{header}” is not a period.").format(text=quoted(text), header=header),
            remedy=_("Write 2026-Q3 or 2026-09, or add the word to the profile in importers/."),
            place=place,
        )


class ControlTotalError(UserError):
    """The file's own total is not the sum of its rows."""

    code = "intake-control-total"

    def __init__(self, place: Place, header: str, stated: str, summed: str) -> None:
        super().__init__(
            _("The total under “{header}” says {stated}, but the rows above add up to {summed}.").format(
                header=header, stated=stated, summed=summed
            ),
            remedy=_("Ask the sender for a file whose rows and total agree."),
            place=place,
        )


class RowChangedError(UserError):
    """A row that is booked comes again with another content."""

    code = "intake-row-changed"

    def __init__(self, place: Place, voucher: str) -> None:
        super().__init__(
            _("The row is booked already, as {voucher}, but with another amount.").format(voucher=voucher)
            if voucher
            else _("The row stands in another file too, but with another amount."),
            remedy=_("Decide which is right. A correction is its own voucher; then take the row out of the file."),
            place=place,
        )


class SameRowTwiceError(UserError):
    """What may stand once in a file stands twice."""

    code = "intake-row-twice"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("The same thing stands on an earlier row of the file."),
            remedy=_("Add the rows together, or ask the sender which of them is right."),
            place=place,
        )


class AccountMissingError(UserError):
    """The chart has no account for what the row says."""

    code = "intake-account-missing"

    def __init__(self, place: Place, account: str, book: str) -> None:
        super().__init__(
            _("The account {account} is not in the chart.").format(account=account),
            remedy=_("Open it in ledger/{book}/chart.beancount, or correct the row.").format(book=book),
            place=place,
        )


class FutureDateError(UserError):
    """An event after today."""

    code = "intake-future-date"

    def __init__(self, place: Place, day: dt.date) -> None:
        super().__init__(
            _("The date {day} has not come yet.").format(day=day),
            remedy=_("Correct the date; --today says which day it is."),
            place=place,
        )


class YearOutsideError(UserError):
    """An event in a year the books do not hold."""

    code = "intake-year-outside"

    def __init__(self, place: Place, day: dt.date, first: int, last: int) -> None:
        super().__init__(
            _("{day} is in a year that is not in the books ({first}–{last}).").format(day=day, first=first, last=last),
            remedy=_("Check that the file is for the right year."),
            place=place,
        )
