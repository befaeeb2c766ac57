"""Two-way tables with totals, and amounts that tell counts, on :mod:`.small_cells`."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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


def shown_amounts(
    amounts: Sequence[Sequence[int | None]], hidden: Collection[Place]
) -> tuple[tuple[int | None, ...], ...]:
    """Amounts that are a count times a known cost, the same table as the counts: None where the count is hidden.

    An amount tells the count as well as the count itself, and their totals add up alike.
    """
    return tuple(
        tuple(None if (i, j) in hidden else amount for j, amount in enumerate(row)) for i, row in enumerate(amounts)
    )
