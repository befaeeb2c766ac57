"""Where a sheet printed over several pages is cut: never under a heading, inside a text, or before a table's sum."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def breaks_of(
    heights: Sequence[int], page: int, repeated: int, held: Collection[int], wished: Collection[int]
) -> list[int]:
    """The rows that begin a page, but the first.

    :param heights: of every row, pixels.
    :param page: pixels that a page holds.
    :param repeated: pixels of the rows that are repeated on top of each page but the first.
    :param held: rows that stay with the row above them.
    :param wished: rows that would rather do so: given up before a page is cut among ``held``, which is done only where
        more are held together than a page holds.
    """
    found: list[int] = []
    start, row, used, room = 0, 0, 0, page
    while row < len(heights):
        if used + heights[row] > room and row > start:
            start = row = _cut(start, row, held, wished)
            found.append(start)
            used, room = 0, page - repeated
        used += heights[row]
        row += 1
    return found


def _cut(start: int, row: int, held: Collection[int], wished: Collection[int]) -> int:
    """The last row up to ``row`` that may begin a page, after the one that began at ``start``."""
    for kept in ({*held, *wished}, held):
        free = next((k for k in range(row, start, -1) if k not in kept), None)
        if free is not None:
            return free
    return row
