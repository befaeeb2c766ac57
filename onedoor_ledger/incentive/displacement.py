"""What only moved to another purse: the displacement of one group and of many (methods.md section 4, *övervältring*).

Amounts before and after over equally long windows, per purse that pays. Exact: a Fraction stays one. Descriptive: it
says what the sums look like, never why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sides of a sum that must be the same; printed, and held by the tests."""

    name: str
    """``before``, ``after`` or ``apparent`` of a purse, or ``whole``."""
    purse: str
    """'' for the whole."""
    left: Fraction
    right: Fraction

    @property
    def holds(self) -> bool:
        """Whether both sides are the same."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Displacement:
    """Where what one purse ceased to pay turned up. Amounts per purse, none below zero."""

    purses: tuple[str, ...]
    """In the order they are shown; every mapping below has them all."""
    before: Mapping[str, Fraction]
    after: Mapping[str, Fraction]
    kept: Mapping[str, Fraction]
    """Paid before and still paid."""
    saved: Mapping[str, Fraction]
    """Ceased, and nobody else pays it: really saved."""
    new: Mapping[str, Fraction]
    """Came, and nobody else ceased to pay it."""
    shift: Mapping[tuple[str, str], Fraction]
    """From the purse that ceased to the purse that took over; pairs with nothing are left out."""

    def apparent(self, purse: str) -> Fraction:
        """What the purse itself sees fall: ``saved`` and all it pushed to others."""
        return self.before[purse] - self.kept[purse]

    def pushed(self, purse: str) -> Fraction:
        """What others took over from it."""
        return sum((amount for (start, _end), amount in self.shift.items() if start == purse), NOTHING)

    def taken_over(self, purse: str) -> Fraction:
        """What it took over from others."""
        return sum((amount for (_start, end), amount in self.shift.items() if end == purse), NOTHING)

    @property
    def identities(self) -> tuple[Identity, ...]:
        """What must hold, each side worked out on its own."""
        found = []
        for purse in self.purses:
            kept, saved, new = self.kept[purse], self.saved[purse], self.new[purse]
            found += [
                Identity("before", purse, self.before[purse], kept + saved + self.pushed(purse)),
                Identity("after", purse, self.after[purse], kept + new + self.taken_over(purse)),
                Identity("apparent", purse, self.apparent(purse), saved + self.pushed(purse)),
            ]
        whole = sum(self.before.values(), NOTHING) - sum(self.after.values(), NOTHING)
        real = sum(self.saved.values(), NOTHING) - sum(self.new.values(), NOTHING)
        return (*found, Identity("whole", "", whole, real))


class NegativeAmountError(ValueError):
    """A purse cannot have paid less than nothing."""


def displaced(before: Mapping[str, Fraction], after: Mapping[str, Fraction]) -> Displacement:
    """The displacement of one group of persons.

    What fell is taken to have gone to those whose amounts rose, in proportion: ``shift = fall × rise / M`` where M is
    the greater of all that fell and all that rose.

    Raises:
        NegativeAmountError: for an amount below zero.
    """
    purses = tuple(dict.fromkeys((*before, *after)))
    b, a = ({p: Fraction(given.get(p, 0)) for p in purses} for given in (before, after))
    if any(amount < 0 for amount in (*b.values(), *a.values())):
        raise NegativeAmountError("an amount below zero")
    kept = {p: min(b[p], a[p]) for p in purses}
    fell, rose = {p: b[p] - kept[p] for p in purses}, {p: a[p] - kept[p] for p in purses}
    most = max(sum(fell.values(), NOTHING), sum(rose.values(), NOTHING))
    shift = {(i, j): fell[i] * rose[j] / most for i in purses for j in purses if fell[i] and rose[j]}
    saved, new = dict(fell), dict(rose)
    for (i, j), amount in shift.items():
        saved[i] -= amount
        new[j] -= amount
    return Displacement(purses, b, a, kept, saved, new, shift)


def together(groups: Iterable[Displacement], purses: Iterable[str] = ()) -> Displacement:
    """Several groups' displacements added.

    Each is worked out alone first: what fell in one group and rose in another did not move between them.

    :param purses: those to show, in their order, also when nobody pays from them; others follow.
    """
    found = tuple(groups)
    order = tuple(dict.fromkeys((*purses, *(p for group in found for p in group.purses))))
    pairs = {pair for group in found for pair in group.shift}
    return Displacement(
        order,
        before=_added(order, [group.before for group in found]),
        after=_added(order, [group.after for group in found]),
        kept=_added(order, [group.kept for group in found]),
        saved=_added(order, [group.saved for group in found]),
        new=_added(order, [group.new for group in found]),
        shift={
            (i, j): sum((group.shift.get((i, j), NOTHING) for group in found), NOTHING)
            for i in order
            for j in order
            if (i, j) in pairs
        },
    )


def _added(purses: Iterable[str], parts: Iterable[Mapping[str, Fraction]]) -> Mapping[str, Fraction]:
    given = tuple(parts)
    return {purse: sum((part.get(purse, NOTHING) for part in given), NOTHING) for purse in purses}
