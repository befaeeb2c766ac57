"""What can be wrong with a table of coalition costs."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats.errors import quoted
from onedoor_ledger.texts import _, ngettext

_SHOWN = 5
"""How many names a message lists before it breaks off."""


class CoalitionMissingError(UserError):
    """Some coalition has no cost."""

    code = "coalition-missing"

    def __init__(self, name: str, missing: Sequence[str], count: int) -> None:
        sentence = ngettext(
            "One coalition has no cost: {missing}.", "{n} coalitions have no cost: {missing}.", count
        ).format(n=count, missing=_listed(missing, count))
        remedy = _("Give every coalition one row, each party alone and all of them together included.")
        super().__init__(sentence, remedy=remedy, place=Place(name))


class CoalitionTwiceError(UserError):
    """A coalition has two rows."""

    code = "coalition-twice"

    def __init__(self, coalition: str, place: Place, first: int) -> None:
        super().__init__(
            _("{coalition} has a cost already, on row {first}.").format(coalition=quoted(coalition), first=first),
            remedy=_("Keep one of the rows; the order of the members does not matter."),
            place=place,
        )


class CoalitionNameError(UserError):
    """A coalition's text names nobody, or somebody twice."""

    code = "coalition-name"

    def __init__(self, coalition: str, place: Place) -> None:
        super().__init__(
            _("“{coalition}” is not a coalition.").format(coalition=quoted(coalition)),
            remedy=_("Write its members joined by +, each once: granasa+norrvidd."),
            place=place,
        )


class BenefitOfSeveralError(UserError):
    """A benefit stands on the row of several parties."""

    code = "coalition-benefit-of-several"

    def __init__(self, coalition: str, place: Place) -> None:
        super().__init__(
            _("A benefit is given for {coalition}, which is several parties.").format(coalition=quoted(coalition)),
            remedy=_("Give benefits on the rows of single parties only, and leave the cell empty on the others."),
            place=place,
        )


class BenefitMissingError(UserError):
    """Some parties have a benefit and some have none."""

    code = "coalition-benefit-missing"

    def __init__(self, name: str, without: Sequence[str]) -> None:
        super().__init__(
            _("Some parties have a benefit, but not {parties}.").format(parties=_listed(without, len(without))),
            remedy=_("Give every single party its benefit (0 when it has none), or leave the whole column empty."),
            place=Place(name),
        )


class TooManyPlayersError(UserError):
    """More parties than a table of all coalitions can be worked through for."""

    code = "coalition-too-many"

    def __init__(self, name: str, players: int, limit: int) -> None:
        super().__init__(
            _("The table has {n} parties; at most {limit} can be compared.").format(n=players, limit=limit),
            remedy=_("Let parties that always act together stand as one."),
            place=Place(name),
        )


def _listed(names: Sequence[str], count: int) -> str:
    return ", ".join(quoted(name) for name in names[:_SHOWN]) + (" …" if count > _SHOWN else "")
