"""The rows of the comparison: a figure in every förbund and, where it can be added, their sum.

A sum is shown only when every part of it is: it is made of shown figures alone, and so tells nothing they do not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from onedoor_ledger.reporting.cells import NUMERIC, value_of
from onedoor_ledger.reporting.combined.part import Part, all_local
from onedoor_ledger.reporting.combined.shown import NUMBERS, Shown
from onedoor_ledger.reporting.model import Cell, Column, Figure, Provenance, Row, Table, Unit, Why
from onedoor_ledger.reporting.words import lower_first
from onedoor_ledger.texts import _

K = TypeVar("K", bound=Hashable)
Key = tuple[str, ...]
TOTAL = "total"
ADDED = frozenset({Unit.ORE, Unit.PERSONS})


@dataclass
class Line:
    """A row of the comparison: its name, its column's format, and what each förbund has in it."""

    label: str
    column: Column
    style: str
    id: str
    """The figure's id; '' where the cell is no figure."""
    cells: dict[str, Cell] = field(default_factory=dict)
    unknown: bool = False
    """A förbund has the row and nothing in it: what the whole is nobody knows."""
    together: int | Figure | None = None

    def call(self, label: str) -> None:
        """Give it another name, and its sum too."""
        self.label = label
        if isinstance(self.together, Figure):
            self.together = replace(self.together, label=label)

    @property
    def empty(self) -> bool:
        """Whether it is nobody and no kronor anywhere; a share that is zero tells something."""
        counted = self.column.format in NUMBERS and not self.unknown
        return counted and all(value_of(cell) in (0, None, "") and not _why(cell) for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Compared:
    """One table of the report, in each of the förbund that have it."""

    shown: Shown
    tables: Mapping[str, Table]
    parts: Sequence[Part]
    adds: bool
    """False for a table of a förbund's own, as of a front door."""
    alike: bool
    """Whether all förbund count their nets by one method."""

    def lines(self) -> list[Line]:
        """Its rows, those of one column after the other; of a matrix, those of one row."""
        made: dict[Key, Line] = {}
        blank: set[tuple[str, str]] = set()
        orders = [list(self._fill(made, blank, part)) for part in self.parts if part.id in self.tables]
        for key, line in made.items():
            self._complete(line, blank)
            line.together = self._sum(key, line)
        return [made[key] for key in merged(orders) if not made[key].empty]

    @property
    def missing(self) -> tuple[Part, ...]:
        """The förbund without the table: without them there is no whole."""
        return tuple(part for part in self.parts if part.id not in self.tables)

    def _fill(self, made: dict[Key, Line], blank: set[tuple[str, str]], part: Part) -> Iterator[Key]:
        """Put one förbund's cells into the rows; ``blank`` gets the rows in which it has nothing."""
        table, local = self.tables[part.id], all_local(self.parts)
        for row, column in self._pairs(table):
            cell, name = row.cells.get(column.key), self._name(table, row)
            label = self._label(name, column)
            if cell is None:
                blank.add((part.id, label))
                continue
            key: Key = ("row", column.key, name)
            if isinstance(cell, Figure):
                key = ("figure", cell.id, *((name,) if _is_local(cell.id, local) else ()))
            id_ = cell.id if isinstance(cell, Figure) else ""
            made.setdefault(key, Line(label, column, row.style, id_)).cells[part.id] = cell
            yield key

    def _pairs(self, table: Table) -> list[tuple[Row, Column]]:
        wanted = self.shown.columns
        rest = table.columns[self.shown.names :]
        columns = [each for each in rest if each.key in wanted or (not wanted and each.format in NUMERIC)]
        if self.shown.inner:
            rows = [row for row in table.rows if row.style != "total"]
            return [(row, column) for row in rows for column in columns if column.key != TOTAL]
        if self.shown.matrix:
            return [(row, column) for row in table.rows for column in columns]
        return [(row, column) for column in columns for row in table.rows]

    def _name(self, table: Table, row: Row) -> str:
        named = (row.cells.get(column.key) for column in table.columns[: self.shown.names])
        return ", ".join(str(each) for each in named if each)

    def _label(self, name: str, column: Column) -> str:
        if not column.title:
            return name
        if self.shown.matrix:
            arrow = " " if column.title[:1].islower() else " → "
            return arrow.join((name, lower_first(column.title)))
        return _("{row}: {figure}").format(row=name, figure=lower_first(column.title))

    def _complete(self, line: Line, blank: set[tuple[str, str]]) -> None:
        """Give a förbund whose table leaves the figure out what its report has of it; see where it has nothing."""
        for part in self.parts:
            if part.id in line.cells:
                continue
            if line.id and part.id in self.tables and line.id in part.report.figures:
                line.cells[part.id] = part.report.figures[line.id]
            elif (part.id, line.label) in blank and not self.shown.matrix:
                line.unknown = True

    def _sum(self, key: Key, line: Line) -> int | Figure | None:
        kept_apart = not (self.adds and self.shown.adds_in(line.column.key, alike=self.alike)) or self.missing
        local = all_local(self.parts)
        if kept_apart or line.column.format not in NUMBERS or any(_is_local(each, local) for each in key):
            return None
        cells = list(line.cells.values())
        if line.id:
            figures = [cell for cell in cells if isinstance(cell, Figure)]
            return _added(line, figures) if figures[0].unit in ADDED else None
        whole = [cell for cell in cells if isinstance(cell, int)]
        return sum(whole) if len(whole) == len(cells) and not line.unknown else None


def merged(orders: Sequence[Sequence[K]]) -> list[K]:
    """One order of several: what only a later one has stands after what it follows there."""
    made: list[K] = []
    for order in orders:
        at = 0
        for key in order:
            if key in made:
                at = made.index(key) + 1
            else:
                made.insert(at, key)
                at += 1
    return made


def _added(line: Line, own: Sequence[Figure]) -> Figure:
    """The figures added; without a value as soon as one of them has none."""
    hidden = {figure.why for figure in own if figure.value is None} | ({Why.NO_SOURCE} if line.unknown else set())
    why = Why.SUPPRESSED if Why.SUPPRESSED in hidden else next(iter(hidden), None)
    total = sum(figure.value for figure in own if isinstance(figure.value, int))
    return Figure(
        line.id,
        line.label,
        own[0].unit,
        None if hidden else total,
        Provenance(_("Sum over the förbund")),
        why=why,
        estimated=sum(figure.estimated for figure in own),
    )


def own_figure(part: Part, figure: Figure) -> Figure:
    """A figure with its id in the combined report."""
    return replace(figure, id=part.own(figure.id))


def own_cell(part: Part, cell: Cell) -> Cell:
    """A cell with its figure's id in the combined report."""
    return own_figure(part, cell) if isinstance(cell, Figure) else cell


def _is_local(id: str, local: frozenset[str]) -> bool:
    """One förbund's insats I01 is another than its neighbour's."""
    return not local.isdisjoint(id.split("."))


def _why(cell: Cell) -> bool:
    return isinstance(cell, Figure) and cell.why is not None
