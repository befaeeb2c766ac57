"""Linear equations in exact rationals: enough to make a solver's answer exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


class Span:
    """Vectors met so far, reduced: says whether another lies in their span, and adds it when it does not."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Fraction]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, vector: Sequence[int]) -> bool:
        """Add ``vector``; False when it was in the span already."""
        rest = self._reduced(vector)
        pivot = next((i for i, value in enumerate(rest) if value), None)
        if pivot is None:
            return False
        self._rows[pivot] = [value / rest[pivot] for value in rest]
        return True

    def holds(self, vector: Sequence[int]) -> bool:
        """Whether ``vector`` is a combination of those added."""
        return not any(self._reduced(vector))

    def _reduced(self, vector: Sequence[int]) -> list[Fraction]:
        rest = [Fraction(v) for v in vector]
        for pivot in sorted(self._rows):
            if factor := rest[pivot]:
                rest = [a - factor * b for a, b in zip(rest, self._rows[pivot], strict=True)]
        return rest


def solve(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """One solution of ``matrix · x = right`` (free unknowns zero); None when there is none."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    width = len(matrix[0])
    pivots: list[int] = []
    for column in range(width):
        at = len(pivots)
        best = next((r for r in range(at, len(rows)) if rows[r][column]), None)
        if best is None:
            continue
        rows[at], rows[best] = rows[best], rows[at]
        lead = rows[at][column]
        rows[at] = [value / lead for value in rows[at]]
        for r, row in enumerate(rows):
            if r != at and (factor := row[column]):
                rows[r] = [a - factor * b for a, b in zip(row, rows[at], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    solution = [Fraction(0)] * width
    for at, column in enumerate(pivots):
        solution[column] = rows[at][-1]
    return solution
