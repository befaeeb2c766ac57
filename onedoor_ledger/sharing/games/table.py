"""A table of coalition costs as a game: ``coalition,cost`` with members joined by ``+``.

A third column ``benefit`` on the rows of single parties gives SCRB their benefits. Amounts keep the file's own unit
(kronor, tkr): nothing here books anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats import values
from onedoor_ledger.formats.errors import quoted, raise_all
from onedoor_ledger.formats.records import Table, TableRow
from onedoor_ledger.sharing.games.errors import (
    CoalitionMissingError,
    CoalitionNameError,
    CoalitionTwiceError,
    TooManyPlayersError,
)
from onedoor_ledger.sharing.games.game import CostGame

HEADER = ("coalition", "cost")
BENEFIT = "benefit"
MOST_PLAYERS = 16


@dataclass(frozen=True)
class Compared:
    """The game a file describes, and the parties' benefits where it gives all of them."""

    game: CostGame
    benefits: tuple[Fraction, ...] | None


def game_of(table: Table, name: str) -> Compared:
    """The game in ``table``, read from file ``name``; players in the order their names first stand.

    :raises UserErrors: with every bad row; a missing coalition only when the rows themselves are good.
    """
    reading = _Reading(name)
    for row in table.rows:
        reading.take(row)
    raise_all(reading.errors)
    players = tuple(reading.players)
    if len(players) > MOST_PLAYERS:
        raise TooManyPlayersError(name, len(players), MOST_PLAYERS)
    game = CostGame(players, {mask: cost for mask, (cost, _row) in sorted(reading.costs.items())})
    if missing := [mask for mask in range(1, game.everyone + 1) if mask not in reading.costs]:
        raise CoalitionMissingError(name, ["+".join(game.names(mask)) for mask in missing])
    given = [reading.benefits.get(1 << i) for i in range(game.n)]
    return Compared(game, None if None in given else tuple(b for b in given if b is not None))


class _Reading:
    def __init__(self, name: str) -> None:
        self._name = name
        self.players: dict[str, int] = {}
        self.costs: dict[int, tuple[Fraction, int]] = {}
        self.benefits: dict[int, Fraction] = {}
        self.errors: list[UserError] = []

    def take(self, row: TableRow) -> None:
        place = Place(self._name, row.row)
        try:
            mask = self._mask(row.cells["coalition"], place)
            if mask in self.costs:
                raise CoalitionTwiceError(quoted(row.cells["coalition"]), place, self.costs[mask][1])
            self.costs[mask] = (_number(row.cells["cost"], place), row.row)
            if row.cells.get(BENEFIT):
                self.benefits[mask] = _number(row.cells[BENEFIT], place)
        except UserError as error:
            self.errors.append(error)

    def _mask(self, text: str, place: Place) -> int:
        names = [values.normalised(part) for part in text.split("+")]
        if not all(names) or len(set(names)) != len(names):
            raise CoalitionNameError(quoted(text), place)
        mask = 0
        for member in names:
            mask |= 1 << self.players.setdefault(member, len(self.players))
        return mask


def _number(text: str, place: Place) -> Fraction:
    decimal = "," if "," in text and "." not in text else "."
    return Fraction(values.amount(text, decimal=decimal, place=place), 100)
