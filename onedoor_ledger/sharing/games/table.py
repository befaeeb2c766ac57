"""A table of coalition costs as a game: ``coalition,cost`` with members joined by ``+``.

A third column ``benefit`` on the rows of single parties gives SCRB their benefits. Amounts keep the file's own unit
(kronor, tkr): nothing here books anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from onedoor_ledger.errors import Place, UserError
from onedoor_ledger.formats import table, values
from onedoor_ledger.formats.errors import HeaderMissingError, raise_all
from onedoor_ledger.formats.records import Table, TableRow
from onedoor_ledger.sharing.games.errors import (
    BenefitMissingError,
    BenefitOfSeveralError,
    CoalitionMissingError,
    CoalitionNameError,
    CoalitionTwiceError,
    TooManyPlayersError,
)
from onedoor_ledger.sharing.games.game import CostGame

HEADER = ("coalition", "cost")
BENEFIT = "benefit"
MOST_PLAYERS = 16
_MISSING_TOLD = 6


@dataclass(frozen=True)
class Compared:
    """The game a file describes, and the parties' benefits where it gives them."""

    game: CostGame
    benefits: tuple[Fraction, ...] | None


def read(content: bytes, name: str) -> Compared:
    """The game in a CSV file's bytes.

    :raises UserError: when the file cannot be read as such a table (see :func:`game_of`).
    """
    try:
        found = table.read_csv(content, name, header=(*HEADER, BENEFIT), encoding=None, delimiter=None)
    except HeaderMissingError:
        found = table.read_csv(content, name, header=HEADER, encoding=None, delimiter=None)
    return game_of(found, name)


def game_of(rows: Table, name: str) -> Compared:
    """The game in ``rows``, read from file ``name``; players in the order their names first stand.

    :raises UserErrors: with every bad row; a missing coalition only when the rows themselves are good.
    """
    reading = _Reading(name)
    for row in rows.rows:
        reading.take(row)
    raise_all(reading.errors)
    players = tuple(reading.players)
    if len(players) > MOST_PLAYERS:
        raise TooManyPlayersError(name, len(players), MOST_PLAYERS)
    game = CostGame(players, {mask: cost for mask, (cost, _row) in sorted(reading.costs.items())})
    if lacking := game.everyone - len(reading.costs):
        first = islice(_missing(game), _MISSING_TOLD)
        raise CoalitionMissingError(name, ["+".join(game.names(mask)) for mask in first], lacking)
    return Compared(game, _benefits(game, reading.benefits, name))


def _missing(game: CostGame) -> Iterator[int]:
    return (mask for mask in range(1, game.everyone + 1) if mask not in game.cost)


def _benefits(game: CostGame, given: dict[int, Fraction], name: str) -> tuple[Fraction, ...] | None:
    if not given:
        return None
    if without := [player for i, player in enumerate(game.players) if 1 << i not in given]:
        raise BenefitMissingError(name, without)
    return tuple(given[1 << i] for i in range(game.n))


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
                raise CoalitionTwiceError(row.cells["coalition"], place, self.costs[mask][1])
            self.costs[mask] = (number(row.cells["cost"], place), row.row)
            if benefit := row.cells.get(BENEFIT):
                if mask.bit_count() > 1:
                    raise BenefitOfSeveralError(row.cells["coalition"], place)
                self.benefits[mask] = number(benefit, place)
        except UserError as error:
            self.errors.append(error)

    def _mask(self, text: str, place: Place) -> int:
        names = [values.normalised(part) for part in text.split("+")]
        if not all(names) or len(set(names)) != len(names):
            raise CoalitionNameError(text, place)
        mask = 0
        for member in names:
            mask |= 1 << self.players.setdefault(member, len(self.players))
        return mask


def number(text: str, place: Place) -> Fraction:
    """An exact amount of at most two decimals, with a point or a comma, in the file's own unit.

    :raises UserError: when it is no such amount.
    """
    decimal = "," if "," in text and "." not in text else "."
    return Fraction(values.amount(text, decimal=decimal, place=place), 100)
