"""A cost game: what each coalition of parties would pay alone, and what that says about an allocation.

Coalitions are bit masks over the players, in the order the table names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm


@dataclass(frozen=True)
class CostGame:
    """``cost[mask]`` for every non-empty coalition; ``cost[0]`` is zero by definition."""

    players: tuple[str, ...]
    cost: Mapping[int, Fraction]

    @property
    def n(self) -> int:
        """How many players."""
        return len(self.players)

    @property
    def everyone(self) -> int:
        """The mask of the grand coalition."""
        return (1 << self.n) - 1

    @property
    def total(self) -> Fraction:
        """What all pay together: what is to be shared."""
        return self.cost[self.everyone]

    def of(self, mask: int) -> Fraction:
        """The cost of a coalition."""
        return self.cost[mask] if mask else Fraction(0)

    def alone(self, player: int) -> Fraction:
        """What a player would pay on its own."""
        return self.cost[1 << player]

    def marginal(self, player: int) -> Fraction:
        """What a player adds as the last to join: its separable cost."""
        return self.total - self.of(self.everyone & ~(1 << player))

    def coalitions(self) -> Iterator[int]:
        """Every coalition but nobody and everybody."""
        return iter(range(1, self.everyone))

    def whole(self) -> tuple[int, list[int]]:
        """A scale, and every coalition's cost by mask as a whole number of ``1/scale``."""
        scale = lcm(*(cost.denominator for cost in self.cost.values()))
        return scale, [int(self.of(mask) * scale) for mask in range(self.everyone + 1)]

    def names(self, mask: int) -> tuple[str, ...]:
        """The players of a coalition."""
        return tuple(p for i, p in enumerate(self.players) if mask >> i & 1)


@dataclass(frozen=True)
class Overcharge:
    """A coalition that pays more together than it would alone, and by how much."""

    members: tuple[str, ...]
    excess: Fraction


def overcharged(game: CostGame, shares: Sequence[Fraction]) -> tuple[Overcharge, ...]:
    """Each coalition with ``x(S) > c(S)``, the most overcharged first; empty when the allocation is in the core."""
    found = [
        Overcharge(game.names(mask), charged - game.of(mask))
        for mask, charged in enumerate(coalition_sums(shares))
        if 0 < mask < game.everyone and charged > game.of(mask)
    ]
    return tuple(sorted(found, key=lambda o: (-o.excess, len(o.members), o.members)))


@dataclass(frozen=True)
class Breach:
    """Two coalitions that pay less apart than together: cooperation costs extra there."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    extra: Fraction


def subadditivity_breaches(game: CostGame) -> tuple[Breach, ...]:
    """Pairs of disjoint coalitions with ``c(S) + c(T) < c(S ∪ T)``: warned of, never repaired.

    Every pair is tried, some 3ⁿ/2 of them: in whole numbers, for speed.
    """
    scale, cost = game.whole()
    found: list[Breach] = []
    for union in range(1, game.everyone + 1):
        whole = cost[union]
        part = (union - 1) & union
        while part > (rest := union ^ part):
            if cost[part] + cost[rest] < whole:
                extra = Fraction(whole - cost[part] - cost[rest], scale)
                found.append(Breach(game.names(rest), game.names(part), extra))
            part = (part - 1) & union
    return tuple(sorted(found, key=lambda b: (-b.extra, b.first, b.second)))


def coalition_sums(shares: Sequence[Fraction]) -> list[Fraction]:
    """``x(S)`` for every mask, each made from a smaller one by one addition."""
    sums = [Fraction(0)] * (1 << len(shares))
    for mask in range(1, len(sums)):
        lowest = mask & -mask
        sums[mask] = sums[mask ^ lowest] + shares[lowest.bit_length() - 1]
    return sums
