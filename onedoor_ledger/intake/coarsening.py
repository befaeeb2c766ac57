"""Counts too few to be told apart are told together, before they are booked (domain.md section 6).

A cell below the threshold moves to the next coarser level: kommun (and the site, which lies in one) → all kommuner,
sex → both, insats → all insatser, at last state → its group. There it meets the others that were too few, and what the
file tells at that level already. Totals are exact. Only the file's own rows decide, never what is booked: the same file
gives the same cells.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

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
    NEIGHBOURS = 5
    """Put together with cells that were large enough by themselves."""


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

    def plus(self, other: Cell) -> Cell:
        """Both together, where this one is."""
        level = max((found.level for found in (self, other) if found.level), key=lambda one: one.value, default=None)
        return Cell(self.where, self.persons + other.persons, self.sources + other.sources, level)


@dataclass(frozen=True)
class Coarsened:
    """The cells to book, those told together last, and those still too few with nobody to be put together with."""

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
        found = []
        for level in (Level.MUNICIPALITY, Level.SEX, Level.MEASURE, Level.STATE):
            where = self.at(where, level)
            found.append(where)
        return tuple(found)

    def coarsened(self, told: Mapping[Where, int]) -> Coarsened:
        """The cells of ``told``, each large enough or told as coarsely as can be."""
        cells = {where: Cell(where, persons, (where,)) for where, persons in told.items() if persons}
        for level in (Level.MUNICIPALITY, Level.SEX, Level.MEASURE, Level.STATE):
            for cell in [cell for cell in cells.values() if cell.persons < self.threshold]:
                wide = self.at(cell.where, level)
                if wide != cell.where:
                    del cells[cell.where]
                    _add(cells, replace(cell, where=wide, level=level))
        too_few = _with_neighbours(cells, self.threshold, lambda where: self.wider(where)[-1])
        return Coarsened(tuple(cells.values()), too_few)


def _add(cells: dict[Where, Cell], cell: Cell) -> None:
    met = cells.get(cell.where)
    cells[cell.where] = cell if met is None else met.plus(cell)


def _with_neighbours(cells: dict[Where, Cell], threshold: int, coarsest: Callable[[Where], Where]) -> tuple[Cell, ...]:
    """Let what is still too few take in the smallest of those that would be told with it; else it is given back."""
    too_few = []
    for cell in sorted((c for c in cells.values() if c.persons < threshold), key=lambda c: c.where):
        top = coarsest(cell.where)
        near = sorted(
            (c for c in cells.values() if c.where != cell.where and coarsest(c.where) == top),
            key=lambda c: (c.persons, c.where),
        )
        if not near:
            too_few.append(cell)
            continue
        for taken in (cell, near[0]):
            del cells[taken.where]
            _add(cells, replace(taken, where=top, level=Level.NEIGHBOURS))
    return tuple(too_few)
