"""A table of claims: ``party,claim``, and the amount that is too small for them all.

Amounts keep the file's own unit (kronor, tkr): nothing here books anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.errors import EXIT_USAGE, Place, UserError
from onedoor_ledger.formats import table
from onedoor_ledger.formats.errors import quoted, raise_all
from onedoor_ledger.money import kronor
from onedoor_ledger.sharing.games.table import number
from onedoor_ledger.texts import _

HEADER = ("party", "claim")


class ClaimTwiceError(UserError):
    """A party has two rows."""

    code = "claim-twice"

    def __init__(self, party: str, place: Place, first: int) -> None:
        super().__init__(
            _("{party} has a claim already, on row {first}.").format(party=quoted(party), first=first),
            remedy=_("Add the party's claims together on one row."),
            place=place,
        )


class ClaimError(UserError):
    """A row names no party, or its claim is below zero."""

    code = "claim-row"

    def __init__(self, place: Place) -> None:
        super().__init__(
            _("The row is no claim."),
            remedy=_("Write a party's name, and what it is owed: zero or more."),
            place=place,
        )


class NoShortageError(UserError):
    """The amount is below zero, or more than everybody claims together."""

    code = "claims-no-shortage"
    exit_code = EXIT_USAGE

    def __init__(self, amount: str, total: str) -> None:
        sentence = _(
            "Claims rules share an amount that is not enough; {amount} is not between 0 and the claims' {total}."
        )
        super().__init__(
            sentence.format(amount=amount, total=total),
            remedy=_("Give what there is to share with --amount, in the file's own unit."),
        )


@dataclass(frozen=True)
class Claims:
    """What each party claims, in the file's order and unit."""

    parties: tuple[str, ...]
    claims: tuple[Fraction, ...]

    @property
    def total(self) -> Fraction:
        """All claims together."""
        return sum(self.claims, Fraction(0))


def read(content: bytes, name: str) -> Claims:
    """The claims in a CSV file's bytes.

    :raises UserErrors: with every bad row.
    """
    found: dict[str, tuple[Fraction, int]] = {}
    errors: list[UserError] = []
    for row in table.read_csv(content, name, header=HEADER, encoding=None, delimiter=None).rows:
        place, party = Place(name, row.row), row.cells["party"]
        try:
            claim = number(row.cells["claim"], place)
            if not party or claim < 0:
                raise ClaimError(place)
            if party in found:
                raise ClaimTwiceError(party, place, found[party][1])
            found[party] = claim, row.row
        except UserError as error:
            errors.append(error)
    raise_all(errors)
    return Claims(tuple(found), tuple(claim for claim, _row in found.values()))


def shortage(claims: Claims, amount: str) -> Fraction:
    """``amount`` as it was typed, checked against the claims.

    :raises UserError: when it is no amount, below zero, or more than the claims together.
    """
    short = number(amount, Place("--amount"))
    if not 0 <= short <= claims.total:
        raise NoShortageError(quoted(amount), kronor(int(claims.total * 100)))
    return short
