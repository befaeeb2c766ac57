"""Counts too few to be told apart are told together, before they are booked (domain.md section 6).

A cell below the threshold moves to the next coarser level: kommun (and the site, which lies in one) → all kommuner,
sex → both, insats → all insatser, at last state → its group. There it meets the others that were too few, and what the
file tells at that level already; if they are still too few, the smallest of those that were enough and would be told
there comes too, so that no level is given up for which there was somebody to be counted with. What is kept apart is
nobody or enough. Totals are exact. Only the file's own rows decide, never what is booked: the same file gives the same
cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import accumulate, groupby

from onedoor_ledger.period import Period
from onedoor_ledger.rulebook.model import SupportState

ENTERED = "entered"
"""As ``origin``: a person comes into the measure."""
ALL = ""
"""As any dimension: told for all of them together."""


class Level(Enum):
    """What was given up to make a cell large enough; the later the coarser."""

    MUNICIPALITY = 1
    SEX = 2
    MEASURE = 3
    STATE = 4


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """Which persons a cell counts."""

    period: Period
    measure: str
    origin: str
    """:data:`ENTERED`, a state's id or a group's."""
    target: str
    left: bool
    municipality: str = ALL
    sex: str = ALL
    site: str = ALL


@dataclass(frozen=True, slots=True)
class Cell:
    """So many persons, and which of the file's own cells they are from."""

    where: Where
    persons: int
    sources: tuple[Where, ...]
    level: Level | None = None
    """The last level given up for any of them; None when the file told it so."""


@dataclass(frozen=True)
class Coarsened:
    """The cells to book, those told together last, and of them those still too few with nobody to be counted with."""

    cells: tuple[Cell, ...]
    too_few: tuple[Cell, ...]


@dataclass(frozen=True)
class Coarser:
    """How each level is told, by the rules' groups of states."""

    states: Sequence[SupportState]
    threshold: int

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """State to group, where it has one."""
        return {state.id: state.group for state in self.states if state.group}

    def at(self, where: Where, level: Level) -> Where:
        """``where`` with one level given up."""
        match level:
            case Level.MUNICIPALITY:
                return replace(where, municipality=ALL, site=ALL)
            case Level.SEX:
                return replace(where, sex=ALL)
            case Level.MEASURE:
                return replace(where, measure=ALL)
            case _:
                origin, target = (
                    self.groups.get(where.origin, where.origin),
                    self.groups.get(where.target, where.target),
                )
                return replace(where, origin=origin, target=target)

    def wider(self, where: Where) -> tuple[Where, ...]:
        """Every coarser cell that the persons of ``where`` can be told in, finest first."""
        return tuple(accumulate(Level, self.at, initial=where))[1:]

    def coarsened(self, told: Mapping[Where, int]) -> Coarsened:
        """The cells of ``told``, each large enough or told as coarsely as can be."""
        cells = [Cell(where, persons, (where,)) for where, persons in told.items() if persons]
        for level in Level:
            cells = self._at_least_enough(cells, level)
        order = {where: n for n, where in enumerate(told)}
        cells.sort(key=lambda cell: (len(order) if cell.level else order[cell.where], cell.where))
        return Coarsened(tuple(cells), tuple(cell for cell in cells if cell.persons < self.threshold))

    def _at_least_enough(self, cells: Sequence[Cell], level: Level) -> list[Cell]:
        """``cells`` with those too few told at ``level``."""

        def place(cell: Cell) -> Where:
            return self.wider(cell.where)[level.value - 1]

        found: list[Cell] = []
        for where, near in groupby(sorted(cells, key=lambda cell: (place(cell), cell.where)), key=place):
            found += self._told_together(list(near), where, level)
        return found

    def _told_together(self, near: Sequence[Cell], where: Where, level: Level) -> list[Cell]:
        """Those of ``near`` that are too few as one cell of ``where``, with no more of the others than it takes."""
        few = [cell for cell in near if cell.persons < self.threshold]
        if not few:
            return list(near)
        there = [cell for cell in near if cell not in few and cell.where == where]
        others = sorted(
            (cell for cell in near if cell not in few and cell.where != where), key=lambda c: (c.persons, c.where)
        )
        together = [*few, *there]
        if sum(cell.persons for cell in together) < self.threshold:
            together += others[:1]
        return [_joined(together, where, level), *(cell for cell in near if cell not in together)]


def _joined(cells: Sequence[Cell], where: Where, level: Level) -> Cell:
    if len(cells) == 1 and cells[0].where == where:
        return cells[0]
    sources = tuple(source for cell in cells for source in cell.sources)
    return Cell(where, sum(cell.persons for cell in cells), sources, level)
