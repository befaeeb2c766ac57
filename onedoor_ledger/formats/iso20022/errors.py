"""What can be wrong with a bank statement."""

from __future__ import annotations

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import quoted
from onedoor_ledger.texts import _


class NotCamtError(UserError):
    """XML that is no camt.053 or camt.054 in a version banks here send."""

    code = "camt-not-camt053"

    def __init__(self, name: str, found: str) -> None:
        super().__init__(
            _(
                "This is no bank statement camt.053 or notification camt.054 (.02, .03, .04 or .08) but “{found}”."
            ).format(found=quoted(found)),
            remedy=_(
                "Order camt.053 (statement, extended) from the bank, and camt.054 for what is inside the deposits."
            ),
            place=Place(name),
        )


class CamtFieldError(UserError):
    """A statement with a missing or unreadable field. ``ordinal`` is the entry's position in it, None for its head."""

    code = "camt-field"

    def __init__(self, name: str, line: int | None, field: str, value: str, ordinal: int | None) -> None:
        where = _("the statement's head") if ordinal is None else _("entry {ordinal}").format(ordinal=ordinal)
        super().__init__(
            _("In {where} the field {field} cannot be read: “{value}”.").format(
                where=where, field=field, value=quoted(value)
            ),
            remedy=_("Fetch the statement again; if it is the same, send this message to the bank."),
            place=Place(name, line),
        )
