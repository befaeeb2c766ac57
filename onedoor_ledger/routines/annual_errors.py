"""What keeps the annual report from being made."""

from __future__ import annotations

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.texts import _


class NoStatementRowsError(UserError):
    """The rules have no rows of the statements for the year."""

    code = "statement-rows-missing"

    def __init__(self, year: int) -> None:
        super().__init__(
            _("The rules have no rows for the income statement and the balance sheet of {year}.").format(year=year),
            remedy=_(
                "Write them in rules/statements.toml, each with its konto; “onedoor init” makes one to start from."
            ),
            place=Place("rules/statements.toml"),
        )
