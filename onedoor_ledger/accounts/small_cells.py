"""Which counts may not be shown: the few, and what would give them away (domain.md section 6, methods.md section 5).

Primary: a count of 1 to threshold - 1 persons. Secondary: further counts, as few and as small as can be found, until
nobody who adds up everything shown, in this edition and in those before it, can tell of any such count that it lies in
less than the protection interval: from nobody to the threshold.

Whatever is known to add up is said as a relation: rows and totals of a table, opening and entered and left, the months
before and the month alone. An attacker is taken to know the relations and that nobody counts fewer than nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Key = TypeVar("Key", bound=Hashable)
_MOVED = 1e-7
"""A cell that an attacker's solution changes by less is not changed: HiGHS works to about that."""
_NOBODY = 5.0
"""The price of hiding a zero, beside about 1 for a count: that nobody is there is often known anyhow."""
_NEEDED = 100
"""How many times dearer to hide what a reader needs most."""
_WEIGHED = 60
"""So many pairs of small and further cells at most are tried, to see whether a further one may be shown after all."""


def is_small(count: int, threshold: int) -> bool:
    """Whether ``count`` is of some persons, but fewer than may be shown."""
    return 0 < abs(count) < threshold


@dataclass
class Cells(Generic[Key]):
    """Counts by key, and what is known to add up."""

    values: dict[Key, int] = field(default_factory=dict)
    relations: list[Mapping[Key, int]] = field(default_factory=list)
    unseen: set[Key] = field(default_factory=set)
    """Counts that are shown nowhere, but that a reader could work out."""
    needed: set[Key] = field(default_factory=set)
    """Counts a reader needs most: withheld only when nothing else will do."""

    def copy(self) -> Cells[Key]:
        """The same counts, to be added to."""
        return Cells(dict(self.values), list(self.relations), set(self.unseen), set(self.needed))

    def add(self, key: Key, count: int, *, seen: bool = True) -> None:
        """A count that is to be shown, or one that is not but must not be told either."""
        self.values[key] = count
        if not seen:
            self.unseen.add(key)

    def total(self, key: Key, parts: Mapping[Key, int]) -> None:
        """``key`` is the sum of ``parts``, each times its sign.

        :raises ValueError: when it is not: figures that do not add up are no secret but a fault.
        """
        relation = {key: -1} | dict(parts)
        if sum(sign * self.values[each] for each, sign in relation.items()):
            raise ValueError(key)
        self.relations.append(relation)

    def equal(self, parts: Mapping[Key, int], others: Mapping[Key, int]) -> None:
        """Two sums of the same persons, where no count of them all stands by itself.

        :raises ValueError: when they differ.
        """
        relation = Counter(parts)
        relation.subtract(others)
        if sum(sign * self.values[each] for each, sign in relation.items()):
            raise ValueError(parts)
        self.relations.append(relation)


def withheld(
    cells: Cells[Key], threshold: int, *, shown_before: Collection[Key] = (), withheld_before: Collection[Key] = ()
) -> frozenset[Key]:
    """The keys that may not be shown.

    :param shown_before: keys an earlier edition showed: what is out cannot be taken back, and helps whoever adds up.
    :param withheld_before: keys an earlier edition withheld; they stay so.
    """
    attack = _Attack(cells, threshold, frozenset(shown_before))
    small = [
        key for key, count in cells.values.items() if is_small(count, threshold) and key not in attack.shown_before
    ]
    if not small:
        return frozenset(withheld_before)
    hidden = cells.unseen | set(withheld_before) | set(small)
    free = set(hidden)
    for key in sorted(small, key=lambda each: abs(cells.values[each])):
        for change in (threshold - abs(cells.values[key]), -abs(cells.values[key])):
            if not attack.can(key, change):
                hidden |= attack.cover(key, change, hidden)
    return frozenset(_fewest(attack, hidden, free, small) - cells.unseen)


def interval(cells: Cells[Key], hidden: Collection[Key], key: Key) -> tuple[float, float]:
    """From how few to how many persons ``key`` can be, for one who sees every count but ``hidden``."""
    return _Attack(cells, 0, frozenset()).interval(key, set(hidden) | cells.unseen)


def _fewest(attack: _Attack[Key], hidden: set[Key], free: set[Key], small: Sequence[Key]) -> set[Key]:
    """``hidden`` less those of the further cells that turn out not to be needed, the largest first."""
    further = sorted(hidden - free, key=lambda key: (-attack.cells.values[key], attack.order[key]))
    if len(further) * len(small) > _WEIGHED:
        return hidden
    kept = {key: attack.protected(key, hidden) for key in small}
    for key in further:
        if all(attack.is_within(each, kept[each], hidden - {key}) for each in small):
            hidden = hidden - {key}
    return hidden


class _Attack(Generic[Key]):
    """What one who adds up can find out, as linear programs (SciPy's HiGHS)."""

    def __init__(self, cells: Cells[Key], threshold: int, shown_before: frozenset[Key]) -> None:
        self.cells = cells
        self.threshold = threshold
        self.shown_before = shown_before
        self.order = {key: n for n, key in enumerate(cells.values)}
        self.reached: dict[Key, tuple[float, float]] = {}
        """By how much each cell has been seen to fall and rise, in changes of hidden cells only."""

    def can(self, key: Key, change: int) -> bool:
        """Whether some change already found changes ``key`` by as much; a part of a change is one too."""
        fall, rise = self.reached.get(key, (0.0, 0.0))
        return rise >= change - _MOVED if change > 0 else fall <= change + _MOVED

    def protected(self, key: Key, hidden: set[Key]) -> tuple[float, float]:
        """What of nobody to the threshold ``key`` can be: less than all of it where something out already rules."""
        least, most = self.interval(key, hidden)
        return max(least, 0.0), min(most, float(self.threshold))

    def is_within(self, key: Key, kept: tuple[float, float], hidden: Collection[Key]) -> bool:
        """Whether ``key`` can still be anything within ``kept``."""
        least, most = self.interval(key, set(hidden))
        return least <= kept[0] + _MOVED and most >= kept[1] - _MOVED

    def interval(self, key: Key, hidden: set[Key]) -> tuple[float, float]:
        """The fewest and the most that ``key`` can be."""
        count = self.cells.values[key]
        if key not in hidden:
            return count, count
        variables = [each for each in self.cells.values if each in hidden]
        bounds = [(None if (fall := self._fall(each)) is None else -fall, None) for each in variables]
        aim = [float(each == key) for each in variables]
        least = self._solved(aim, variables, bounds)
        most = self._solved([-weight for weight in aim], variables, bounds)
        return (
            float("-inf") if least is None else count + least[variables.index(key)],
            float("inf") if most is None else count + most[variables.index(key)],
        )

    def cover(self, key: Key, change: int, hidden: Collection[Key]) -> set[Key]:
        """The cells that must be hidden too, so that ``key`` could as well be ``change`` more.

        They are those of the cheapest change that keeps everything adding up; none when what was shown before rules any
        out. Few cells are cheap, and among as few those that count few; nobody at all may be known for other reasons.
        """
        variables = [each for each in self.cells.values if each not in self.shown_before]
        everything = 1 + sum(abs(self.cells.values[each]) for each in variables)
        prices = []
        for each in variables:
            count = abs(self.cells.values[each])
            price = _NOBODY if count == 0 else 1 + count / everything
            prices.append(0.0 if each in hidden else price * (_NEEDED if each in self.cells.needed else 1))
        rise = [(max(change, 0), max(change, 0)) if each == key else (0, None) for each in variables]
        fall = [(max(-change, 0),) * 2 if each == key else (0, self._fall(each)) for each in variables]
        found = self._solved([*prices, *prices], variables, [*rise, *fall], both_ways=True)
        if found is None:
            return set()
        n = len(variables)
        changes = {each: found[i] - found[n + i] for i, each in enumerate(variables)}
        for each, moved in changes.items():
            lowest, highest = self.reached.get(each, (0.0, 0.0))
            self.reached[each] = min(lowest, moved), max(highest, moved)
        return {each for each, moved in changes.items() if abs(moved) > _MOVED}

    def _fall(self, key: Key) -> int | None:
        """By how much a cell can be fewer: not below nobody, unless a correction has put it there."""
        count = self.cells.values[key]
        return count if count >= 0 else None

    def _solved(
        self,
        aim: Sequence[float],
        variables: Sequence[Key],
        bounds: Sequence[tuple[float | None, float | None]],
        *,
        both_ways: bool = False,
    ) -> Sequence[float] | None:
        """The changes that make ``aim`` least while everything adds up; None when there are none, or no least.

        :param both_ways: each variable stands twice: how much it rises, and how much it falls.
        """
        import numpy as np
        from scipy.optimize import linprog
        from scipy.sparse import hstack

        matrix: Any = self._matrix(variables)
        if both_ways:
            matrix = hstack([matrix, -matrix], format="csr")
        nothing = np.zeros(matrix.shape[0])
        done = linprog(np.array(aim), A_eq=matrix, b_eq=nothing, bounds=bounds, method="highs")
        if done.status != 0 or done.x is None:
            return None
        return [float(change) for change in done.x]

    def _matrix(self, variables: Sequence[Key]) -> csr_matrix:
        """The relations as rows over ``variables``, sparse: most relations are of few counts."""
        from scipy.sparse import csr_matrix

        at = {key: n for n, key in enumerate(variables)}
        known = ([(at[key], sign) for key, sign in each.items() if key in at] for each in self.cells.relations)
        rows = [row for row in known if row]
        down = [n for n, row in enumerate(rows) for _each in row]
        across = [column for row in rows for column, _sign in row]
        signs = [float(sign) for row in rows for _column, sign in row]
        return csr_matrix((signs, (down, across)), shape=(len(rows), len(variables)))
