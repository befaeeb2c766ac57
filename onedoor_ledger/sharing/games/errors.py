"""What can be wrong with a table of coalition costs."""

from __future__ import annotations

from onedoor_ledger.errors import EXIT_WRONG, Place, UserError
from onedoor_ledger.texts import _


class CoalitionMissingError(UserError):
    """Some coalition has no cost."""

    code = "coalition-missing"

    def __init__(self, name: str, missing: list[str], shown: int = 5) -> None:
        text = ", ".join(missing[:shown]) + (" …" if len(missing) > shown else "")
        super().__init__(
            _("{n} coalitions have no cost: {missing}.").format(n=len(missing), missing=text),
            remedy=_("Give every coalition one row, each party alone and all of them together included."),
            place=Place(name),
        )


class CoalitionTwiceError(UserError):
    """A coalition has two rows."""

    code = "coalition-twice"

    def __init__(self, coalition: str, place: Place, first: int) -> None:
        super().__init__(
            _("{coalition} has a cost already, on row {first}.").format(coalition=coalition, first=first),
            remedy=_("Keep one of the rows; the order of the members does not matter."),
            place=place,
        )


class CoalitionNameError(UserError):
    """A coalition's text names nobody, or somebody twice."""

    code = "coalition-name"

    def __init__(self, coalition: str, place: Place) -> None:
        super().__init__(
            _("“{coalition}” is not a coalition.").format(coalition=coalition),
            remedy=_("Write its members joined by +, each once: granasa+norrvidd."),
            place=place,
        )


class TooManyPlayersError(UserError):
    """More parties than a table of all coalitions can be worked through for."""

    code = "coalition-too-many"
    exit_code = EXIT_WRONG

    def __init__(self, name: str, players: int, limit: int) -> None:
        super().__init__(
            _("The table has {n} parties; at most {limit} can be compared.").format(n=players, limit=limit),
            remedy=_("Let parties that always act together stand as one."),
            place=Place(name),
        )
