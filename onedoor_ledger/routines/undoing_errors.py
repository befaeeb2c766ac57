"""What keeps a batch from being undone."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import EXIT_USAGE, UserError
from onedoor_ledger.texts import _


class CommitUnknownError(UserError):
    """A word that is neither a voucher's number nor a commit."""

    code = "undo-commit"
    exit_code = EXIT_USAGE

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no commit “{name}”.").format(name=name),
            remedy=_("Write the commit that booked the batch (git log), or its numbers: V401–V463 P74–P78."),
        )


class VoucherRangeError(UserError):
    """A run of numbers that ends before it begins, or in another series or year."""

    code = "undo-range"
    exit_code = EXIT_USAGE

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is no run of vouchers.").format(text=text),
            remedy=_("Write V401–V463, one series and year at a time: V401–V463 P74–P78 D12."),
        )


class VoucherGoneError(UserError):
    """Numbers that no voucher has."""

    code = "undo-missing"

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(
            _("These vouchers are not in the books: {keys}.").format(keys=", ".join(keys)),
            remedy=_("See what the batch booked: its commit names the numbers (git log)."),
        )


class NothingToUndoError(UserError):
    """A commit that booked nothing."""

    code = "undo-nothing"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("{name} booked no vouchers.").format(name=name),
            remedy=_("Other changes are undone with git itself; vouchers by their mirrors."),
        )


class UndoneAlreadyError(UserError):
    """A voucher that another one takes back or corrects."""

    code = "undo-twice"

    def __init__(self, key: str, by: str) -> None:
        super().__init__(
            _("{key} is taken back or corrected already, by {by}.").format(key=key, by=by),
            remedy=_("Nothing has been booked. Name only vouchers that still stand."),
        )


class BookedAgainError(UserError):
    """An undo to undo, whose rows have been imported again since."""

    code = "undo-booked-again"

    def __init__(self, key: str, other: str) -> None:
        super().__init__(
            _("{key} would come back, but the same row has been booked again since, as {other}.").format(
                key=key, other=other
            ),
            remedy=_("Nothing has been booked. Undo the later import first, if the first one was right."),
        )
