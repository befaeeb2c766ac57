"""Money is integer öre. One function shares it in the whole program.

Sources: methods.md section 2 (largest remainder with carried remainder) and contracts.md section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from onedoor_ledger.texts import LOCALES, current_language

ORE_PER_KRONA = 100
_CENT = Decimal("0.01")
_NOTHING = Fraction(0)
_MOST_DIGITS = 18
"""Digits before the point that an amount may have: far over any budget, and under where Decimal begins to round."""


def from_decimal(amount: Decimal) -> int:
    """Öre of an amount in kronor; ValueError when it has more than two decimals or is beyond any sum of money."""
    if not amount.is_finite() or amount.adjusted() >= _MOST_DIGITS:
        raise ValueError("not an amount of money")
    ore = amount.quantize(_CENT)
    # Compared exactly, as given: arithmetic would round to the context's 28 digits first.
    if ore != amount:
        raise ValueError("not a whole number of öre")
    return int(ore.scaleb(2))


def to_decimal(ore: int) -> Decimal:
    """Kronor with exactly two decimals, for beancount."""
    return (Decimal(ore) / ORE_PER_KRONA).quantize(_CENT)


def ledger_text(ore: int) -> str:
    """The amount as the ledger writes it: ``-612400.00``."""
    sign = "-" if ore < 0 else ""
    kronor, rest = divmod(abs(ore), ORE_PER_KRONA)
    return f"{sign}{kronor}.{rest:02d}"


def kronor(ore: int) -> str:
    """The amount as the user's language writes it in a sentence: ``-1 234,50``."""
    from babel.numbers import format_decimal

    return str(format_decimal(to_decimal(ore), "#,##0.00", locale=LOCALES[current_language()]))


@dataclass(frozen=True, slots=True)
class Split:
    """A shared amount: what each is booked (sums exactly), its exact share, and the carry before it."""

    booked: tuple[int, ...]
    exact: tuple[Fraction, ...]
    before: tuple[Fraction, ...]

    @property
    def carry(self) -> tuple[Fraction, ...]:
        """The carry left after it; sums to zero."""
        parts = zip(self.before, self.exact, self.booked, strict=True)
        return tuple(before + exact - booked for before, exact, booked in parts)


class WeightsError(ValueError):
    """Weights that cannot share anything: none, a negative one, all zero, or not whole numbers."""


def share(amount: int, weights: Sequence[int], carry: Sequence[Fraction] | None = None) -> Split:
    """Share ``amount`` (whole units: öre, kronor, persons) by integer ``weights``, exactly.

    ``t_i = exact_i + carry_i`` is floored and the missing units go to the largest remainders, ties to the one
    listed first; what rounding gave or took is carried to the next split, so that over any number of splits each
    stays within one unit of its exact total. A zero weight gets zero, a zero amount changes nothing, and a
    negative amount is split as the mirror of the positive one.

    :param carry: what earlier splits under the same rule version left, per weight, in units; sums to zero.
    :raises WeightsError: when the weights cannot share anything.
    """
    total = _total(weights)
    carried = tuple(carry) if carry is not None else (_NOTHING,) * len(weights)
    unit = lcm(total, *(c.denominator for c in carried))
    over = [c.numerator * (unit // c.denominator) for c in carried]
    if len(carried) != len(weights) or sum(over) != 0:
        raise ValueError("carry must match the weights and sum to zero")
    if amount == 0:
        return Split((0,) * len(weights), (_NOTHING,) * len(weights), carried)
    sign = 1 if amount > 0 else -1
    target = [abs(amount) * w * (unit // total) + sign * c for w, c in zip(weights, over, strict=True)]
    booked = tuple(sign * b for b in _handed_out(abs(amount), target, unit, weights))
    return Split(booked, tuple(Fraction(amount * w, total) for w in weights), carried)


def rounded(exact: Sequence[Fraction]) -> tuple[int, ...]:
    """Exact shares of a whole amount, as some key has worked them out, in whole units that sum to the same.

    The same rounding as :func:`share`: floored, the missing units to the largest remainders, ties to the one listed
    first, nothing to whom has nothing, and the mirror of it when the amount is negative.

    :raises ValueError: when the shares do not sum to whole units.
    """
    unit = lcm(1, *(part.denominator for part in exact))
    target = [part.numerator * (unit // part.denominator) for part in exact]
    if sum(target) % unit:
        raise ValueError("shares of a part of a unit")
    amount = sum(target) // unit
    sign = 1 if amount >= 0 else -1
    return tuple(sign * b for b in _handed_out(abs(amount), [sign * t for t in target], unit, target))


def _handed_out(amount: int, target: Sequence[int], unit: int, weights: Sequence[int]) -> list[int]:
    """Whole units near ``target / unit`` that sum to ``amount``; nothing where the weight is zero."""
    booked = [t // unit if w else 0 for t, w in zip(target, weights, strict=True)]
    missing = amount - sum(booked)
    if not missing:
        return booked
    by_remainder = sorted((i for i, w in enumerate(weights) if w), key=lambda i: (booked[i] * unit - target[i], i))
    step = 1 if missing > 0 else -1
    if missing < 0:
        by_remainder.reverse()
    for k in range(abs(missing)):
        booked[by_remainder[k % len(by_remainder)]] += step
    return booked


def _total(weights: Sequence[int]) -> int:
    if not weights:
        raise WeightsError("no weights")
    if any(w < 0 for w in weights):
        raise WeightsError("a negative weight")
    total = sum(weights)
    if total == 0:
        raise WeightsError("all weights are zero")
    return total
