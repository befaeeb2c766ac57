"""What would come if the quarters went on as they have: an absorbing chain (methods.md section 4), exact in rationals.

Secondary to what has been observed, and never added to it. ``Q[s][t]`` is the share of those in s who are in t a step
later; what is missing to 1 has left support for good, as the chain sees it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Matrix = tuple[tuple[Fraction, ...], ...]


class NeverEndsError(ValueError):
    """From some state nobody ever leaves support, so no length can be said."""


class NoShareError(ValueError):
    """A row that is not shares: below zero, over one in all, or of another length than there are states."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Transient states and the steps between them."""

    states: tuple[str, ...]
    steps: Matrix
    """``Q``: rows from, columns to, in the order of ``states``."""
    length: Fraction = Fraction(1)
    """Months a step takes."""

    def __post_init__(self) -> None:
        size = len(self.states)
        for row in self.steps:
            if len(row) != size or any(share < 0 for share in row) or sum(row) > 1:
                raise NoShareError("not a row of shares")
        if len(self.steps) != size:
            raise NoShareError("not a row for each state")


@dataclass(frozen=True, slots=True)
class Projection:
    """What one person who begins in a state is expected to be through before support ends."""

    start: str
    months: Mapping[str, Fraction]
    """Expected months in each state."""
    costs: Mapping[str, Fraction]
    """Expected cost per purse, in the unit of the monthly costs given."""

    @property
    def total_months(self) -> Fraction:
        """Months on support."""
        return sum(self.months.values(), Fraction(0))

    @property
    def total(self) -> Fraction:
        """Cost to all purses."""
        return sum(self.costs.values(), Fraction(0))

    def less(self, other: Projection) -> Mapping[str, Fraction]:
        """Per purse, how much more this costs than ``other``."""
        purses = dict.fromkeys((*self.costs, *other.costs))
        return {p: self.costs.get(p, Fraction(0)) - other.costs.get(p, Fraction(0)) for p in purses}


def fundamental(chain: Chain) -> Matrix:
    """``(I − Q)⁻¹``: expected steps spent in each state (column) by who begins in each (row).

    Raises:
        NeverEndsError: when somebody could stay on support for ever.
    """
    size = len(chain.states)
    rows = [
        [Fraction(i == j) - chain.steps[i][j] for j in range(size)] + [Fraction(i == j) for j in range(size)]
        for i in range(size)
    ]
    for column in range(size):
        pivot = next((r for r in range(column, size) if rows[r][column]), None)
        if pivot is None:
            raise NeverEndsError("nobody leaves")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column][column]
        rows[column] = [value / head for value in rows[column]]
        for r in range(size):
            factor = rows[r][column]
            if r != column and factor:
                rows[r] = [value - factor * own for value, own in zip(rows[r], rows[column], strict=True)]
    return tuple(tuple(row[size:]) for row in rows)


def project(chain: Chain, monthly: Mapping[str, Mapping[str, Fraction]], start: str) -> Projection:
    """What a person who begins in ``start`` is expected to be through.

    :param monthly: per state, what a month in it costs each purse.

    Raises:
        NeverEndsError: when somebody could stay on support for ever.
    """
    steps = fundamental(chain)[chain.states.index(start)]
    months = {state: n * chain.length for state, n in zip(chain.states, steps, strict=True)}
    return Projection(start, months, _costs(months, monthly))


def _costs(months: Mapping[str, Fraction], monthly: Mapping[str, Mapping[str, Fraction]]) -> Mapping[str, Fraction]:
    purses = dict.fromkeys(purse for state in months for purse in monthly.get(state, {}))
    return {
        purse: sum((n * monthly.get(state, {}).get(purse, Fraction(0)) for state, n in months.items()), Fraction(0))
        for purse in purses
    }
