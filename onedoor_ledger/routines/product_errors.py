"""What keeps a report's file as it is."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.texts import _


class LockedReportError(UserError):
    """A report of a locked period that would come out otherwise than the one that is kept."""

    code = "report-locked"

    def __init__(self, file: str, differences: Sequence[str]) -> None:
        super().__init__(
            _("The period is locked, and the report made now differs from the one that is kept: {what}.").format(
                what="; ".join(differences)
            ),
            remedy=_(
                "Find out why first. Add --replace to put the new one in its place (what is committed stays in git); "
                "--out DIR puts it elsewhere."
            ),
            place=Place(file),
        )
