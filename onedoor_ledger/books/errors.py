"""What keeps the books from being read."""

from __future__ import annotations

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.texts import _


class MissingBookError(UserError):
    """A book has no main file."""

    code = "book-missing"

    def __init__(self, file: str) -> None:
        super().__init__(
            _("The book's main file is missing."),
            remedy=_("Restore it from git, or make a workspace with “onedoor init DIR”."),
            place=Place(file),
        )
