"""Two-way tables with their totals, as examples are printed, on the module's cells."""

from __future__ import annotations

from collections.abc import Sequence

from onedoor_ledger.accounts.small_cells import Cells, withheld

TOTAL = -1
"""As row or column: the total."""
Place = tuple[int, int]
"""Row and column, from 0."""


def two_way(rows: Sequence[Sequence[int]]) -> Cells[Place]:
    """A table of counts with its row totals, column totals and the sum of all."""
    cells: Cells[Place] = Cells()
    width = len(rows[0]) if rows else 0
    for i, row in enumerate(rows):
        for j, count in enumerate(row):
            cells.add((i, j), count)
    for i, row in enumerate(rows):
        cells.add((i, TOTAL), sum(row))
        cells.total((i, TOTAL), {(i, j): 1 for j in range(width)})
    for j in range(width):
        cells.add((TOTAL, j), sum(row[j] for row in rows))
        cells.total((TOTAL, j), {(i, j): 1 for i in range(len(rows))})
    cells.add((TOTAL, TOTAL), sum(map(sum, rows)))
    cells.total((TOTAL, TOTAL), {(i, TOTAL): 1 for i in range(len(rows))})
    cells.total((TOTAL, TOTAL), {(TOTAL, j): 1 for j in range(width)})
    return cells


def withheld_in(rows: Sequence[Sequence[int]], threshold: int) -> frozenset[Place]:
    """The places of a two-way table with totals that may not be shown; :data:`TOTAL` for a total's row or column."""
    return withheld(two_way(rows), threshold)
