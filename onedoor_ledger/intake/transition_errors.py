"""What is wrong when a file of transitions tells of persons who may be in the books already."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.texts import _


class ToldOtherwiseError(UserError):
    """A file tells in another way of persons who may be booked: neither booking nor leaving them would be right."""

    code = "transitions-told-otherwise"

    def __init__(self, place: Place, vouchers: Sequence[str]) -> None:
        """:param vouchers: their keys; none when another file of the batch books them."""
        another = _("Another sender's file needs a profile of its own in importers/, with its own sender and filename.")
        if vouchers:
            message = _("Persons in this row may be booked already, in {vouchers}, counted together in another way.")
            remedy = _(
                "Is it a newer file of the same sender: take those back with “onedoor undo {vouchers}” and import the "
                "whole new file. Few added persons can be read from the difference: ask for them in the next period's "
                "file instead."
            ).format(vouchers=" ".join(vouchers))
        else:
            message = _("Persons in this row may stand in another file too, counted together in another way.")
            remedy = _("Leave only the sender's latest file for the period in inbox/, with all its rows.")
        super().__init__(message.format(vouchers=", ".join(vouchers)), remedy=f"{remedy} {another}", place=place)
